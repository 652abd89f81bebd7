"""A column that is parted into pages where it is higher than its place: nothing scrolls on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.pages import Pager


class PagedColumn(QWidget):
    """Show blocks under one another, as many as fit, and buttons to the others.

    Signals:
        turned: another page is shown.
    """

    turned = Signal()

    def __init__(
        self,
        theme: Theme,
        blocks: Sequence[QWidget],
        previous: str,
        following: str,
        *,
        gap: float = 24,
        page: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Make the column.

        Args:
            theme: what it is drawn with.
            blocks: what is shown; none is ever parted itself.
            previous: text of the button to the page before.
            following: text of the button to the page after.
            gap: between two blocks, in units.
            page: that is shown first, 0 being the first; the last one where there are fewer.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._blocks = tuple(blocks)
        self._texts = (previous, following)
        self._gap = theme.px(gap)
        self._pages: tuple[tuple[QWidget, ...], ...] = ()
        self._page = page
        self._pager: Pager | None = None
        for block in self._blocks:
            block.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def page_count(self) -> int:
        """Give how many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """Give the page that is shown, 0 being the first."""
        return self._page

    def start_at(self, page: int) -> None:
        """Show a page, or the last one where there are fewer."""
        self._page = page
        if self._pages:
            self._page = min(page, len(self._pages) - 1)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Part the blocks for the new size."""
        self._pages = self._parted(self.height())
        if len(self._pages) > 1:
            probe = self._made_pager(0)
            self._pages = self._parted(self.height() - probe.sizeHint().height() - self._gap)
            _drop(probe)
        self._page = min(self._page, len(self._pages) - 1)
        self._show()

    def is_cut(self) -> bool:
        """Tell whether a block is higher than a page."""
        bottom = self.height() if self._pager is None else self._pager.y() - self._gap
        return any(block.geometry().bottom() >= bottom for block in self._pages[self._page])

    def turn_to(self, page: int) -> None:
        """Show a page, 0 being the first."""
        had_focus = self._pager is not None and self._pager.isAncestorOf(self.window().focusWidget() or self)
        name = self.window().focusWidget().objectName() if had_focus else ""
        self._page = page
        self._show()
        if self._pager is not None and had_focus:
            self._give_focus(self._pager, name)
        self.turned.emit()

    @staticmethod
    def _give_focus(pager: Pager, name: str) -> None:
        """Leave the focus on the button that was pressed; where it leads nowhere any more, on the other."""
        buttons = [child for child in pager.findChildren(QWidget) if child.isEnabled() and child.objectName()]
        buttons.sort(key=lambda button: button.objectName() != name)
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _parted(self, height: int) -> tuple[tuple[QWidget, ...], ...]:
        pages: list[list[QWidget]] = [[]]
        used = 0
        for block in self._blocks:
            needed = self._height_of(block)
            if pages[-1] and used + self._gap + needed > height:
                pages.append([])
            used = needed if not pages[-1] else used + self._gap + needed
            pages[-1].append(block)
        return tuple(tuple(page) for page in pages)

    def _height_of(self, block: QWidget) -> int:
        if block.hasHeightForWidth():
            return block.heightForWidth(self.width())
        return block.sizeHint().height()

    def _show(self) -> None:
        shown = self._pages[self._page]
        top = 0
        for block in self._blocks:
            block.setVisible(block in shown)
        for block in shown:
            height = self._height_of(block)
            block.setGeometry(0, top, self.width(), height)
            top += height + self._gap
        if self._pager is not None:
            _drop(self._pager)
            self._pager = None
        if len(self._pages) > 1:
            self._pager = self._made_pager(self._page)
            height = self._pager.sizeHint().height()
            self._pager.setGeometry(0, self.height() - height, self.width(), height)
            self._pager.show()

    def _made_pager(self, page: int) -> Pager:
        previous, following = self._texts
        pager = Pager(self._theme, page, len(self._pages), previous, following, self)
        pager.turned.connect(self.turn_to)
        return pager


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
