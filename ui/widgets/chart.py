"""The chart of the last months: a bar a month, its amount above, its name below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.theme import TextRole, Theme

_BAR_WIDTH: Final = 84
_BAR_HEIGHT: Final = 160
_BAR_RADIUS: Final = 14
_FOOT: Final = 6
"""What is drawn of an empty month, so that it is seen to be there."""

_GAP: Final = 14
_FADED: Final = 0.42
"""How much of the main colour is left in the bars of the past months; the amounts are written above them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one month of the chart.

    Attributes:
        label: the month, abbreviated: "juil.".
        name: the month with its year: "juillet 2026".
        amount: as it is written above the bar: "118 €".
        share: the height of the bar, 1 for the highest of all.
        is_current: whether the month still goes on.
    """

    label: str
    name: str
    amount: str = field(repr=False)
    share: float = field(repr=False)
    is_current: bool = False


def chart_text(bars: Sequence[Bar]) -> str:
    """Give what the chart shows, a month a line."""
    # Translators: chart of the last months, spoken text of a bar: the month and the amount
    return "\n".join(_("%(month)s : %(amount)s") % {"month": bar.name, "amount": bar.amount} for bar in bars)


class Chart(QLabel):
    """Draw bars; its text says the same in words."""

    def __init__(self, theme: Theme, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        """Make the chart.

        Args:
            theme: what it is drawn with.
            bars: from left to right.
            parent: the owner.
        """
        super().__init__(chart_text(bars), parent)
        self._theme = theme
        self._bars = tuple(bars)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def is_cut(self) -> bool:
        """Tell whether a text is wider than its month or the bars have no room."""
        column = self.width() / max(1, len(self._bars))
        amounts, labels = QFontMetricsF(self._amount_font()), QFontMetricsF(self._label_font())
        widest = max(
            (max(amounts.horizontalAdvance(bar.amount), labels.horizontalAdvance(bar.label)) for bar in self._bars),
            default=0.0,
        )
        return widest > column or self.height() < self.sizeHint().height()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the highest bar with its two texts."""
        px = self._theme.px
        text = self._theme.line_height(TextRole.SMALL)
        return QSize(px(600), 2 * text + px(_BAR_HEIGHT) + 2 * px(_GAP))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole chart."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the bars and their texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self.width() / max(1, len(self._bars))
        for index, bar in enumerate(self._bars):
            self._draw_bar(painter, bar, QRectF(index * column, 0, column, self.height()))
        painter.end()

    def _draw_bar(self, painter: QPainter, bar: Bar, column: QRectF) -> None:
        px = self._theme.px
        text = self._theme.line_height(TextRole.SMALL)
        foot = column.bottom() - text - px(_GAP)
        height = max(float(px(_FOOT)), px(_BAR_HEIGHT) * bar.share)
        body = QRectF(column.center().x() - px(_BAR_WIDTH) / 2, foot - height, px(_BAR_WIDTH), height)
        fill, edge = self._colours(bar)
        painter.setPen(QPen(edge, px(self._theme.palette.line_px)) if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPath(_rounded_at_top(body, min(px(_BAR_RADIUS), height)))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour(Tone.INK))
        painter.setFont(self._amount_font())
        painter.drawText(QRectF(column.left(), body.top() - px(_GAP) - text, column.width(), text), middle, bar.amount)
        painter.setPen(self._theme.colour(Tone.INK if bar.is_current else Tone.MUTED))
        painter.setFont(self._label_font())
        painter.drawText(QRectF(column.left(), column.bottom() - text, column.width(), text), middle, bar.label)

    def _colours(self, bar: Bar) -> tuple[QColor, QColor | None]:
        """Give fill and edge: where colours are few, the past months are hollow."""
        palette = self._theme.palette
        primary, surface = QColor(palette.primary), QColor(palette.surface)
        if bar.is_current:
            return primary, primary if palette.is_high_contrast else None
        if palette.is_high_contrast:
            return surface, primary
        return _mixed(primary, surface, _FADED), None

    def _amount_font(self) -> QFont:
        return self._theme.font(TextRole.SMALL, bold=True, tabular=True)

    def _label_font(self) -> QFont:
        return self._theme.font(TextRole.SMALL)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Mix two colours, so much of the first."""
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * (1 - share),
        one.greenF() * share + other.greenF() * (1 - share),
        one.blueF() * share + other.blueF() * (1 - share),
    )


def _rounded_at_top(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), rect.topLeft() + QPointF(radius, 0))
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), rect.topRight() + QPointF(0, radius))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path
