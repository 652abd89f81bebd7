"""Turning pages: two buttons and where one is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.texts import gettext as _
from kiosk.texts import pgettext
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.text import Text, TextAlign


def short_page_words() -> tuple[str, str]:
    """Give the texts of the buttons to the page before and to the page after where there is little room."""
    # Translators: buttons that turn pages where there is little room: to the page before, to the page after
    return pgettext("page", "Avant"), pgettext("page", "Suite")


@runtime_checkable
class Leafed(Protocol):
    """Something that is shown in parts, one at a time."""

    @property
    def page(self) -> int:
        """Give the part that is shown, 0 being the first."""

    def start_at(self, page: int) -> None:
        """Show a part, or the last one where there are fewer."""


def keep_pages(previous: QWidget, following: QWidget) -> None:
    """Show the same parts of what a screen was leafed to after it was built anew."""
    before, after = (
        [part for part in place.findChildren(QWidget) if isinstance(part, Leafed)] for place in (previous, following)
    )
    for old, new in zip(before, after, strict=False):
        new.start_at(old.page)


class Pager(QWidget):
    """Show "Page 1 sur 4" between two buttons; a button that leads nowhere is disabled.

    Signals:
        turned: the page to show, 0 being the first.
    """

    turned = Signal(int)

    def __init__(
        self,
        theme: Theme,
        page: int,
        pages: int,
        previous: str,
        following: str,
        parent: QWidget | None = None,
        *,
        is_narrow: bool = False,
    ) -> None:
        """Make the pager.

        Args:
            theme: what it is drawn with.
            page: the page shown, 0 being the first.
            pages: how many there are.
            previous: text of the button to the page before.
            following: text of the button to the page after.
            parent: the owner.
            is_narrow: whether it stands in half a page: there is then no room for more than the words.
        """
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12 if is_narrow else 20))
        role = TextRole.SMALL if is_narrow else TextRole.STRONG
        icons = (None, None) if is_narrow else (Icon.PREVIOUS, Icon.NEXT)
        self._page = page
        self._is_narrow = is_narrow
        self._before = Button(theme, previous, icon=icons[0], role=role, name="previous-page")
        self._after = Button(theme, following, icon=icons[1], icon_after=True, role=role, name="next-page")
        self._before.clicked.connect(lambda: self.turned.emit(self._page - 1))
        self._after.clicked.connect(lambda: self.turned.emit(self._page + 1))
        self._where = Text(theme, "", TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE)
        row.addWidget(self._before)
        row.addWidget(self._where, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._after)
        self.show_page(page, pages)

    def show_page(self, page: int, pages: int, where: str = "") -> None:
        """Show another page; a focus on a button that leads nowhere any more goes to the other one.

        Args:
            page: the page shown, 0 being the first.
            pages: how many there are.
            where: what stands between the buttons, where it is not the number of the page.
        """
        self._page = page
        # Translators: between the buttons that turn pages; the second where there is little room
        where_text = _("%(page)d sur %(pages)d") if self._is_narrow else _("Page %(page)d sur %(pages)d")
        self._where.setText(where or where_text % {"page": page + 1, "pages": pages})
        _enable(self._before, self._after, can=page > 0)
        _enable(self._after, self._before, can=page < pages - 1)

    def height_with(self, where: str, width: int) -> int:
        """Give the height, in pixels, with some text between the buttons."""
        shown = self._where.text()
        self._where.setText(where)
        height = self.heightForWidth(width)
        self._where.setText(shown)
        return height


def _enable(button: Button, other: Button, *, can: bool) -> None:
    # A control that is switched off loses the focus: it goes to the one that leads back.
    focused = button.window().focusWidget()
    button.setEnabled(True)
    if not can and focused is button:
        other.setEnabled(True)
        other.setFocus(Qt.FocusReason.OtherFocusReason)
    button.setEnabled(can)
