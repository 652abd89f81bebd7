"""A section of the dock: it shows a view, and is built anew only when the view has changed."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme

V = TypeVar("V")


class Section(QWidget, Generic[V]):
    """Show one view.

    A subclass builds its widgets in `compose`. The focus goes back to the control of the same object name.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the section, empty until a view is shown."""
        super().__init__(parent)
        self.theme = theme
        self._view: V | None = None
        self._page: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    def compose(self, view: V) -> QVBoxLayout:
        """Build the widgets of a view."""
        raise NotImplementedError

    def view(self) -> V | None:
        """Give the view that is shown."""
        return self._view

    def show_view(self, view: V) -> None:
        """Show a view; nothing happens when it is already shown."""
        if view == self._view:
            return
        # Not by hasFocus: the terminal's window may be the active one.
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._view = view
        old, self._page = self._page, QWidget()
        column = self.compose(view)
        column.setContentsMargins(0, 0, 0, 0)
        self._page.setLayout(column)
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._outer.addWidget(self._page)
        again = self.findChild(QWidget, name) if name else None
        if again is not None and again.isEnabled():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def column(self, gap: float = 16) -> QVBoxLayout:
        """Make a column."""
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(gap))
        return column

    def scrolled(self, content: QWidget, name: str, *, by_keys: bool = False) -> QScrollArea:
        """Put something that may be higher than the window behind a scroll bar.

        Args:
            content: what is scrolled.
            name: of the area.
            by_keys: whether the area takes the focus, so that arrows scroll it; a list of controls follows its focus.
        """
        area = QScrollArea()
        area.setObjectName(name)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_keys else Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = area.palette()
        palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.transparent)
        area.setPalette(palette)
        area.verticalScrollBar().setStyleSheet(_bar_style(self.theme))
        area.setWidget(content)
        return area


def _bar_style(theme: Theme) -> str:
    """Give a scroll bar that belongs to the theme: a rounded handle without arrows."""
    width, colours = theme.px(16), theme.palette
    return (
        f"QScrollBar {{ width: {width}px; background: transparent; border: none; }}"
        f"QScrollBar::handle {{ background: {colours.tint_line}; border-radius: {width // 2}px; min-height: 40px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
    )
