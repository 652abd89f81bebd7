"""Tiles: the lines of a menu, and choices that are on or off."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import Icon, draw_icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.control import Control, draw_rounded
from ui.widgets.text import FoldedText

_RADIUS: Final = 28
_PADDING: Final = 32
_DETAIL_GAP: Final = 8
_MARGIN: Final = 28
_ICON_BOX: Final = 96


class _Tile(Control):
    """Hold title and detail of a tile; both are its accessible name, as both are seen."""

    _title_role = TextRole.TILE
    _detail_role = TextRole.SMALL

    def __init__(self, theme: Theme, title: str, detail: str, name: str, parent: QWidget | None) -> None:
        super().__init__(theme, title, parent)
        self._detail = detail
        self.setAccessibleName(", ".join(text for text in (title, detail) if text))
        self.setObjectName(name)

    def corner_radius(self) -> int:
        """Give the radius of the corners in pixels."""
        return self.theme.px(_RADIUS)

    def detail(self) -> str:
        """Give the smaller text under the title."""
        return self._detail

    def _title_text(self) -> FoldedText:
        role = self._title_role
        return FoldedText(self.text(), self.theme.font(role, bold=True), self.theme.line_height(role))

    def _detail_text(self) -> FoldedText:
        role = self._detail_role
        return FoldedText(self._detail, self.theme.font(role), self.theme.line_height(role))

    def _texts_height(self, width: float) -> int:
        height = self._title_text().height(width)
        if self._detail:
            height += self.theme.px(_DETAIL_GAP) + self._detail_text().height(width)
        return height

    def _draw_texts(
        self, painter: QPainter, left: float, top: float, width: float, detail_tone: Tone = Tone.MUTED
    ) -> None:
        title = self._title_text()
        height = title.height(width)
        title.draw(painter, QRectF(left, top, width, height), self.theme.colour(Tone.INK))
        if self._detail:
            detail_top = top + height + self.theme.px(_DETAIL_GAP)
            rect = QRectF(left, detail_top, width, self._detail_text().height(width))
            self._detail_text().draw(painter, rect, self.theme.colour(detail_tone))

    def _draw_icon_box(
        self, painter: QPainter, icon: Icon, place: QRectF, *, is_reminder: bool = False, ratio: float = 0.56
    ) -> None:
        palette = self.theme.palette
        fill, ink = (palette.warning_tint, palette.warning) if is_reminder else (palette.tint, palette.primary)
        if not palette.is_high_contrast:
            draw_rounded(painter, place, self.theme.px(_RADIUS), QColor(fill), None, 0)
        margin = place.width() * (1 - ratio) / 2
        draw_icon(painter, place.adjusted(margin, margin, -margin, -margin), icon, QColor(ink))

    def _least_text_width(self) -> int:
        widths = [self._title_text().least_width()]
        if self._detail:
            widths.append(self._detail_text().least_width())
        return max(widths)


class Tile(_Tile):
    """Show a line of the menu: icon at the top, title and detail at the bottom."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        icon: Icon,
        *,
        detail: str = "",
        is_reminder: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the tile.

        Args:
            theme: what it is drawn with.
            title: the line.
            icon: beside it.
            detail: a smaller text under the title.
            is_reminder: whether the detail reminds of something, which stands out. Colour is not the only sign: without
                a detail, or in high contrast, the tile is like the others.
            name: by which the screen finds it again.
            parent: the owner.
        """
        self._icon = icon
        self._is_reminder = is_reminder and bool(detail) and not theme.palette.is_high_contrast
        super().__init__(theme, title, detail, name, parent)

    def is_cut(self) -> bool:
        """Tell whether a part of the texts does not fit."""
        width = self.width() - 2 * self.theme.px(_PADDING)
        return self._least_text_width() > width or self.heightForWidth(self.width()) > self.height()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height with the texts folded."""
        px = self.theme.px
        inner = max(1, width - 2 * px(_PADDING))
        return 2 * px(_MARGIN) + px(_ICON_BOX) + px(16) + self._texts_height(inner)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for half the width of the screen."""
        width = self.theme.px(472)
        return QSize(width, max(self.theme.px(324), self.heightForWidth(width)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word."""
        width = self._least_text_width() + 2 * self.theme.px(_PADDING)
        return QSize(width, self.theme.px(240))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw body, icon and texts."""
        palette = self.theme.palette
        painter = QPainter(self)
        fill = palette.tint if self.isDown() else palette.surface
        edge = palette.warning if self._is_reminder else palette.line
        self.draw_body(painter, QColor(fill), QColor(edge), palette.line_px)
        side, margin, box = self.theme.px(_PADDING), self.theme.px(_MARGIN), self.theme.px(_ICON_BOX)
        self._draw_icon_box(painter, self._icon, QRectF(side, margin, box, box), is_reminder=self._is_reminder)
        inner = self.width() - 2 * side
        top = self.height() - margin - self._texts_height(inner)
        self._draw_texts(painter, side, top, inner, Tone.WARNING if self._is_reminder else Tone.MUTED)
        painter.end()


class RowTile(_Tile):
    """Show a wide tile: icon at the left, title and detail beside it; checkable, it has a box that is ticked or not."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        icon: Icon | None,
        *,
        detail: str = "",
        checked: bool | None = None,
        one_of_many: bool = False,
        leads_on: bool = False,
        height: float = 144,
        icon_box: float = 96,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the tile.

        Args:
            theme: what it is drawn with.
            title: the choice, or where it leads.
            icon: beside it, None for none.
            detail: a smaller text under the title.
            checked: whether it is on; None where it is not a choice.
            one_of_many: whether it is on only while the others are off; its box is then round.
            leads_on: whether it shows an arrow at the right.
            height: least height, in units.
            icon_box: size of the square around the icon, in units; 0 draws the bare icon.
            name: by which the screen finds it again.
            parent: the owner.
        """
        super().__init__(theme, title, detail, name, parent)
        self._icon = icon
        self._boxes = (Icon.CIRCLE_EMPTY, Icon.CHECK_CIRCLE) if one_of_many else (Icon.BOX_EMPTY, Icon.BOX_CHECKED)
        self._leads_on = leads_on
        self._height = height
        self._box = icon_box
        self.setCheckable(checked is not None)
        self.setChecked(bool(checked))

    def is_cut(self) -> bool:
        """Tell whether a part of the texts does not fit."""
        width = self.width() - self._beside_text()
        return self._least_text_width() > width or self._texts_height(width) > self.height()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height with the texts folded."""
        texts = self._texts_height(max(1, width - self._beside_text()))
        return max(self.theme.px(self._height), texts + 2 * self.theme.px(26))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole width of a page."""
        width = self.theme.px(440)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word."""
        return QSize(self._least_text_width() + self._beside_text(), self.theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw body, tick box, icon, texts and arrow."""
        palette = self.theme.palette
        painter = QPainter(self)
        chosen = self.isCheckable() and self.isChecked()
        fill = palette.tint if chosen or self.isDown() else palette.surface
        edge = palette.chosen_line if chosen else palette.line
        self.draw_body(painter, QColor(fill), QColor(edge), palette.line_px)
        left = float(self.theme.px(_PADDING))
        size = self._icon_px()
        middle = self.height() / 2
        primary = QColor(palette.primary)
        if self.isCheckable():
            box = self._boxes[self.isChecked()]
            draw_icon(painter, QRectF(left, middle - size / 2, size, size), box, primary)
            left += size + self.theme.px(24)
        if self._icon is not None and self._box:
            box_px = self.theme.px(self._box)
            self._draw_icon_box(painter, self._icon, QRectF(left, middle - box_px / 2, box_px, box_px))
            left += box_px + self.theme.px(28)
        elif self._icon is not None:
            draw_icon(painter, QRectF(left, middle - size / 2, size, size), self._icon, primary)
            left += size + self.theme.px(24)
        width = self.width() - self._beside_text()
        self._draw_texts(painter, left, middle - self._texts_height(width) / 2, width)
        if self._leads_on:
            arrow = self.theme.px(44)
            right = self.width() - self.theme.px(_PADDING) - arrow
            draw_icon(painter, QRectF(right, middle - arrow / 2, arrow, arrow), Icon.NEXT, primary)
        painter.end()

    def _icon_px(self) -> int:
        return self.theme.sized(52, 56, 60)

    def _beside_text(self) -> int:
        px = self.theme.px
        width = 2 * px(_PADDING)
        if self.isCheckable():
            width += self._icon_px() + px(24)
        if self._icon is not None:
            width += px(self._box) + px(28) if self._box else self._icon_px() + px(24)
        if self._leads_on:
            width += px(44) + px(20)
        return width
