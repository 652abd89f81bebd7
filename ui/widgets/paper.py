"""The picture of a ticket: the paper, and the buttons that go along it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.documents.layout import Line
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.text import Text, TextAlign
from ui.widgets.ticket import Piece, measured, pieces, ticket_text, width_dots
from ui.widgets.ticket_drawing import draw_piece, load_ticket_font

_PAPER: Final = QColor("#FFFFFF")
"""Paper keeps its colour in every palette."""

_SHADOW: Final = QColor(11, 31, 58, 5)
_SHADOW_UNITS: Final = 20
_TOOTH_UNITS: Final = 14

_LEAST_SCALE: Final = 0.85
"""How far a ticket is made smaller to be seen whole; a longer one is parted. On a paper of 560 units, 85 % is still
larger than the ticket itself."""
_CORNER_UNITS: Final = 8


class Paper(QLabel):
    """Show one piece of a ticket on white paper. Its text is that of the whole ticket."""

    def __init__(self, theme: Theme, lines: Sequence[Line], columns: int, parent: QWidget | None = None) -> None:
        """Make the picture.

        Args:
            theme: what edge and size of the teeth are drawn with.
            lines: the laid-out ticket.
            columns: that it was laid out in.
            parent: the owner.
        """
        super().__init__(ticket_text(lines), parent)
        load_ticket_font()
        self._theme = theme
        self._columns = columns
        self._piece: Piece | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_piece(self, piece: Piece) -> None:
        """Show a piece of the ticket."""
        self._piece = piece
        self.update()

    def height_of(self, piece: Piece, width_px: int) -> int:
        """Give the height of a piece in a width, in pixels."""
        return round(piece.height * width_px / width_dots(self._columns))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for nothing: whoever shows the ticket says how large it is."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw paper and print."""
        if self._piece is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_paper(painter, self._piece)
        scale = self.width() / width_dots(self._columns)
        painter.scale(scale, scale)
        draw_piece(painter, self._piece, self._columns)
        painter.end()

    def _draw_paper(self, painter: QPainter, piece: Piece) -> None:
        painter.setBrush(_PAPER)
        edge = self._theme.px(self._theme.palette.line_px)
        painter.setPen(QPen(QColor(self._theme.palette.line), edge))
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        if piece.begins and piece.ends:
            corner = self._theme.px(_CORNER_UNITS)
            painter.drawRoundedRect(rect, corner, corner)
            return
        top = [rect.topLeft(), rect.topRight()] if piece.begins else self._teeth(rect, rect.top(), 1)
        bottom = [rect.bottomLeft(), rect.bottomRight()] if piece.ends else self._teeth(rect, rect.bottom(), -1)
        painter.drawPolygon(QPolygonF([*top, *reversed(bottom)]))

    def _teeth(self, rect: QRectF, edge: float, inwards: int) -> list[QPointF]:
        """Give the edge of a paper that goes on beyond what is seen, from left to right."""
        tooth = self._theme.px(_TOOTH_UNITS)
        count = max(1, round(rect.width() / tooth))
        step = rect.width() / count
        points = []
        for index in range(count):
            left = rect.left() + index * step
            points += [QPointF(left, edge), QPointF(left + step / 2, edge + inwards * tooth / 2)]
        return [*points, QPointF(rect.right(), edge)]


class TicketView(QWidget):
    """Show a ticket as large as its width allows, with buttons to go along it where it is too long.

    Signals:
        turned: another piece is shown.
    """

    turned = Signal()

    def __init__(self, theme: Theme, lines: Sequence[Line], columns: int, parent: QWidget | None = None) -> None:
        """Make the view.

        Args:
            theme: what it is drawn with.
            lines: the laid-out ticket.
            columns: that it was laid out in.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._columns = columns
        self._measured = measured(lines, columns)
        self._pieces: tuple[Piece, ...] = ()
        self._index = 0
        self._paper_width = 1
        self.paper = Paper(theme, lines, columns, self)
        # Translators: button under a ticket too long for the screen, towards its beginning; short
        self.up = self._button(_("Haut"), Icon.UP, "ticket-up")
        # Translators: button under a ticket too long for the screen, towards its end; short
        self.down = self._button(_("Bas"), Icon.DOWN, "ticket-down")
        self.position = Text(
            theme, "", TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE, folds=False, parent=self
        )
        self.up.clicked.connect(lambda: self._turn(-1))
        self.down.clicked.connect(lambda: self._turn(1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _button(self, text: str, icon: Icon, name: str) -> Button:
        # Beside the choices of a screen in normal size, there is no room for more than the words.
        if not self._theme.is_large:
            return Button(self._theme, text, role=TextRole.SMALL, name=name, parent=self)
        return Button(self._theme, text, icon=icon, icon_after=icon is Icon.DOWN, name=name, parent=self)

    @property
    def piece_count(self) -> int:
        """Give how many pieces the ticket is shown in."""
        return len(self._pieces)

    @property
    def page(self) -> int:
        """Give the piece that is shown, 0 being the first."""
        return self._index

    def start_at(self, page: int) -> None:
        """Show a piece, or the last one where there are fewer."""
        self._index = page
        if self._pieces:
            self._index = min(page, len(self._pieces) - 1)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Part the ticket for the new size."""
        height = self.height() - self._theme.px(_SHADOW_UNITS)
        self._paper_width = self._width_of_whole(height)
        # Until the ticket is parted, the room for two numbers of two digits is kept.
        self.position.setText(_position_text(88, 88))
        self._pieces = self._parted(height)
        if len(self._pieces) > 1:
            self._paper_width = self.width()
            self._pieces = self._parted(height - self._pager_height())
        self._index = min(self._index, len(self._pieces) - 1)
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the shadow of the paper."""
        if self._theme.palette.is_high_contrast:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADOW)
        paper = QRectF(self.paper.geometry())
        for spread in range(2, self._theme.px(_SHADOW_UNITS), 2):
            painter.drawRoundedRect(paper.adjusted(0, spread, 0, spread), spread, spread)
        painter.end()

    def _width_of_whole(self, height_px: int) -> int:
        """Give the width in which the whole ticket can be seen, or the least that is tried."""
        (whole,) = pieces(self._measured, math.inf)
        fitting = int(height_px * width_dots(self._columns) / whole.height)
        return max(1, round(_LEAST_SCALE * self.width()), min(self.width(), fitting))

    def _parted(self, height_px: int) -> tuple[Piece, ...]:
        return pieces(self._measured, max(1, height_px) * width_dots(self._columns) / self._paper_width)

    def _pager_height(self) -> int:
        return self._button_size().height() + self._theme.px(16)

    def _button_size(self) -> QSize:
        gap = self._theme.px(12)
        width = (self.width() - self.position.sizeHint().width() - 2 * gap) // 2
        return QSize(width, max(self.up.heightForWidth(width), self.down.heightForWidth(width)))

    def _turn(self, step: int) -> None:
        self._index += step
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        piece = self._pieces[self._index]
        count = len(self._pieces)
        self.paper.show_piece(piece)
        self.paper.setGeometry(0, 0, self._paper_width, self.paper.height_of(piece, self._paper_width))
        for part in (self.up, self.down, self.position):
            part.setVisible(count > 1)
        self._enable(self.up, self.down, can=self._index > 0)
        self._enable(self.down, self.up, can=self._index < count - 1)
        self.position.setText(_position_text(self._index + 1, count))
        self._place_pager()
        self.update()

    @staticmethod
    def _enable(button: Button, other: Button, *, can: bool) -> None:
        # A control that is switched off loses the focus: it goes to the one that leads back.
        if not can and button.hasFocus():
            other.setEnabled(True)
            other.setFocus()
        button.setEnabled(can)

    def _place_pager(self) -> None:
        size, middle = self._button_size(), self.position.sizeHint()
        top = self.height() - size.height()
        self.up.setGeometry(0, top, size.width(), size.height())
        self.down.setGeometry(self.width() - size.width(), top, size.width(), size.height())
        left = (self.width() - middle.width()) // 2
        self.position.setGeometry(left, top + (size.height() - middle.height()) // 2, middle.width(), middle.height())


def _position_text(part: int, parts: int) -> str:
    # Translators: under a ticket too long for the screen, which part of it is shown
    return _("%(part)d sur %(parts)d") % {"part": part, "parts": parts}
