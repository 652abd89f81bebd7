"""Entries under one another, as many at a time as have room, with the way to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.texts import gettext as _
from ui.theme import Theme
from ui.widgets.entry import Entry
from ui.widgets.pages import Pager
from ui.widgets.panel import Panel

_GAP: Final = 24
_ENTRY_HEIGHTS: Final = (168, 230, 260)
"""Height that an entry takes in each text size where there is room, in units: two do not spread over a screen."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Say which page of a longer list some entries are.

    Attributes:
        page: the number of the page, 0 being the first.
        page_count: how many pages there are.
        first: the place of the first entry of the page in the whole list, 0 being the first.
        count: the entries of the whole list.
    """

    page: int = 0
    page_count: int = 1
    first: int = 0
    count: int = 0


def parted(heights: Sequence[int], room: int) -> tuple[range, ...]:
    """Part entries into as few parts as have room, about equally long; one that has no room is alone.

    Args:
        heights: of the entries, in pixels.
        room: for a part, in pixels.

    Returns:
        The places of the entries of each part.
    """
    fewest = _filled(heights, room, len(heights))
    longest = -(-len(heights) // max(1, len(fewest)))
    even = _filled(heights, room, longest)
    return even if len(even) == len(fewest) else fewest


def _filled(heights: Sequence[int], room: int, longest: int) -> tuple[range, ...]:
    parts: list[range] = []
    start = used = 0
    for place, height in enumerate(heights):
        if place > start and (used + height > room or place - start == longest):
            parts.append(range(start, place))
            start, used = place, 0
        used += height
    if heights:
        parts.append(range(start, len(heights)))
    return tuple(parts)


class EntryList(QWidget):
    """Show the entries of a page of a list, in parts where they have no room, and the buttons to the other ones.

    Signals:
        leafed: another part is shown.
        left: the page before (-1) or after (1) is wanted.
    """

    leafed = Signal()
    left = Signal(int)

    def __init__(
        self,
        theme: Theme,
        entries: Sequence[Entry],
        page: ListPage,
        texts: tuple[str, str],
        *,
        start: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Make the list.

        Args:
            theme: what it is drawn with.
            entries: of the page, at least one.
            page: which page it is.
            texts: of the buttons to the entries before and after.
            start: the place of an entry that is to be seen; -1 is the last one.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._entries = tuple(entries)
        self._place = page
        self._seen = start % len(self._entries)
        self._parts: tuple[range, ...] = (range(len(self._entries)),)
        self._panel = Panel(theme, parent=self)
        for entry in self._entries:
            entry.setParent(self._panel)
        # Until the entries are parted, both buttons lead somewhere: whoever turns pages finds the one pressed again.
        self._pager = Pager(theme, 1, 3, *texts, parent=self)
        self._pager.turned.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def first_seen(self) -> int:
        """Give the place of the first entry that is seen."""
        return self._parts[self._part()].start

    def entries_seen(self) -> tuple[Entry, ...]:
        """Give the entries of the part that is shown."""
        return tuple(self._entries[place] for place in self._parts[self._part()])

    def show_entry(self, place: int) -> None:
        """Show the part in which an entry is, given by its place."""
        self._seen = min(place, len(self._entries) - 1)
        self._show()

    def reveal(self, name: str) -> None:
        """Show the part in which the entry of an object name is, if there is one."""
        for place, entry in enumerate(self._entries):
            if entry.objectName() == name:
                self.show_entry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Part the entries for the new size."""
        self._parts = parted(self._heights(), self._room(paged=False))
        if self._is_paged():
            self._parts = parted(self._heights(), self._room(paged=True))
        self._show()

    def _is_paged(self) -> bool:
        return len(self._parts) > 1 or self._place.page_count > 1

    def _part(self) -> int:
        return next(number for number, part in enumerate(self._parts) if self._seen in part)

    def _margin(self) -> int:
        return self._theme.px(self._theme.palette.line_px)

    def _heights(self) -> list[int]:
        return [entry.heightForWidth(self.width() - 2 * self._margin()) for entry in self._entries]

    def _room(self, *, paged: bool) -> int:
        """Give the height for entries, in pixels."""
        room = self.height() - 2 * self._margin()
        return room - self._pager_height() - self._theme.px(_GAP) if paged else room

    def _pager_height(self) -> int:
        """Give the height of the pager with the longest text that can stand between its buttons."""
        count = self._place.count
        return self._pager.height_with(self._where(range(count - 1, count)), self.width())

    def _where(self, seen: range) -> str:
        if len(seen) == 1:
            # Translators: list of payments, the same where only one is seen
            return _("%(place)d sur %(count)d") % {"place": seen.stop, "count": self._place.count}
        # Translators: list of payments, between the buttons to the newer and the older ones: what is seen, of how many
        return _("%(first)d à %(last)d sur %(count)d") % {
            "first": seen.start + 1,
            "last": seen.stop,
            "count": self._place.count,
        }

    def _turn(self, page: int) -> None:
        step = page - self._place.page - self._part()
        following = self._part() + step
        if not 0 <= following < len(self._parts):
            self.left.emit(step)
            return
        self._seen = self._parts[following].start
        self._show()
        self.leafed.emit()

    def _show(self) -> None:
        part = self._part()
        seen = self._parts[part]
        is_paged = self._is_paged()
        focused = self.window().focusWidget()
        for entry in self.entries_seen():
            entry.show()
        if focused in self._entries and focused not in self.entries_seen():
            # Hiding what has the focus would move it anywhere.
            self._entries[seen.start].setFocus(Qt.FocusReason.OtherFocusReason)
        for place, entry in enumerate(self._entries):
            entry.set_last(is_last=place == seen.stop - 1)
            entry.setVisible(place in seen)
        margin, width = self._margin(), self.width()
        top = margin
        for place, height in zip(seen, self._spread(seen, self._room(paged=is_paged)), strict=True):
            self._entries[place].setGeometry(margin, top, width - 2 * margin, height)
            top += height
        self._panel.setGeometry(0, 0, width, top + margin)
        self._show_pager(part, is_paged=is_paged)

    def _spread(self, seen: range, room: int) -> list[int]:
        """Give the heights of the entries that are seen; what is left over makes the lower ones higher."""
        all_heights = self._heights()
        heights = [all_heights[place] for place in seen]
        wanted = [max(0, self._theme.sized(*_ENTRY_HEIGHTS) - height) for height in heights]
        share = min(1.0, max(0, room - sum(heights)) / max(1, sum(wanted)))
        return [height + int(more * share) for height, more in zip(heights, wanted, strict=True)]

    def _show_pager(self, part: int, *, is_paged: bool) -> None:
        place, seen = self._place, self._parts[part]
        height = self._pager_height()
        # A page that is shown whole has its number, as other pages have; in parts, what is seen of it.
        whole = len(self._parts) == 1 and not self._theme.is_large
        where = "" if whole else self._where(range(place.first + seen.start, place.first + seen.stop))
        self._pager.show_page(place.page + part, place.page_count + len(self._parts) - 1, where)
        self._pager.setGeometry(0, self.height() - height, self.width(), height)
        self._pager.setVisible(is_paged)
