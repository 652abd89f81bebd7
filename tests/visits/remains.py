"""Look for a person who has left: on the screen and behind it, in memory, on the clipboard, in files and in the log."""

import gc
import logging
import re
import sys
import threading
import types
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

_LEAST_LETTERS = 4
"""No word that is looked for is shorter."""

_SKIPPED = (
    type,
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.CodeType,
    types.FrameType,
    logging.Logger,
)
"""What leads from one object to everything else."""

_SHOWN_AS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)


class Search:
    """Words to look for, in text and in bytes of any encoding that the terminal uses."""

    def __init__(self, *patterns: str) -> None:
        whole = "|".join(patterns)
        self._text = re.compile(whole)
        self._bytes = tuple(
            re.compile(whole.encode(encoding)) for encoding in ("utf-8", "latin-1") if _fits(whole, encoding)
        )

    def text(self, text: str) -> str | None:
        """Give what is found in a text."""
        found = self._text.search(text)
        return found.group() if found else None

    def content(self, content: bytes) -> str | None:
        """Give what is found in bytes."""
        for pattern in self._bytes:
            found = pattern.search(content)
            if found:
                return found.group().decode("latin-1")
        # Qt keeps texts in UTF-16.
        return self.text(content.decode("utf-16-le", "replace")) or self.text(
            content[1:].decode("utf-16-le", "replace")
        )

    def anything(self, value: object) -> str | None:
        """Give what is found in an object that holds text itself."""
        if isinstance(value, str):
            return self.text(value) if len(value) >= _LEAST_LETTERS else None
        if isinstance(value, (bytes, bytearray)) and len(value) >= _LEAST_LETTERS:
            return next((found.group().decode("latin-1") for one in self._bytes if (found := one.search(value))), None)
        return None


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def texts_in_memory(search: Search) -> dict[int, object]:
    """Find every live text and every live piece of bytes that says something, by identity.

    Looked at is what the collector of garbage lists (all of it, or what is younger than the last `gc.freeze()`), what
    hangs on it, and the variables of every other thread.
    """
    found: dict[int, object] = {}
    seen: set[int] = set()

    def look(holder: object) -> None:
        for value in gc.get_referents(holder):
            kind = type(value)
            if kind in (str, bytes, bytearray):
                if id(value) not in seen:
                    seen.add(id(value))
                    if search.anything(value) is not None:
                        found[id(value)] = value
            elif kind not in (int, float, bool, types.NoneType) and not gc.is_tracked(value) and id(value) not in seen:
                # A tuple or dict of plain values: the collector does not list it.
                seen.add(id(value))
                look(value)

    gc.collect()
    for holder in gc.get_objects():
        look(holder)
    for holder in _variables_of_other_threads():
        look(holder)
    return found


def _variables_of_other_threads() -> Iterator[dict[str, object]]:
    for thread, frame in sys._current_frames().items():  # noqa: SLF001 - there is no other way to see them
        if thread == threading.get_ident():
            continue
        level: types.FrameType | None = frame
        while level is not None:
            yield dict(level.f_locals)
            level = level.f_back


def texts_held_by(roots: Iterable[object]) -> set[int]:
    """Give the identities of all texts that hang on some objects."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        value = waiting.pop()
        if id(value) in seen or isinstance(value, _SKIPPED):
            continue
        seen.add(id(value))
        waiting += gc.get_referents(value)
    return seen


def _holders(value: object) -> str:
    """Say who holds a text, for whoever has to find out why."""
    holders = [one for one in gc.get_referrers(value) if not isinstance(one, types.FrameType)]
    described = []
    for holder in holders[:3]:
        above = [type(one).__qualname__ for one in gc.get_referrers(holder) if not isinstance(one, types.FrameType)]
        described.append(f"{type(holder).__qualname__} in {above[:4]}")
    return "; ".join(described)


def texts_of_widgets() -> Iterator[tuple[str, str]]:
    """Read every text property of every widget that lives, seen or not, with where it was found."""
    for widget in QApplication.allWidgets():
        described = widget.metaObject()
        properties = [described.property(index) for index in range(described.propertyCount())]
        for name in (one.name() for one in properties if one.typeName() == "QString"):
            yield f"{type(widget).__name__}.{name}", widget.property(name)


def accessible_texts(roots: Iterable[QWidget]) -> Iterator[tuple[str, str]]:
    """Read what assistive technology can read, from the windows down."""
    waiting = [found for root in roots if (found := QAccessible.queryAccessibleInterface(root)) is not None]
    while waiting:
        interface: QAccessibleInterface = waiting.pop()
        for kind in _SHOWN_AS:
            yield f"accessible {kind.name}", interface.text(kind)
        children = [interface.child(index) for index in range(interface.childCount())]
        waiting += [child for child in children if child is not None]


def texts_of_clipboard() -> Iterator[tuple[str, str]]:
    """Read what can be pasted."""
    clipboard = QGuiApplication.clipboard()
    for mode in QClipboard.Mode:
        yield f"clipboard {mode.name}", clipboard.text(mode)


def destroy_what_was_left() -> None:
    """Let Qt destroy the widgets that it was asked to."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def traces_in_files(search: Search, folders: Sequence[Path], but: Sequence[Path]) -> list[str]:
    """Look into every file of some folders, but for those that are meant to know the person."""
    traces = []
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and not any(path == one or one in path.parents for one in but):
            found = search.content(path.read_bytes()) or search.text(path.name)
            if found:
                traces.append(f"{path.name} holds {found!r}")
    return traces


class Memory:
    """What this process knows of people before anybody comes: the tests themselves name them."""

    def __init__(self, search: Search) -> None:
        self._before = texts_in_memory(search)

    def traces(self, search: Search, but: Iterable[object]) -> list[str]:
        """Say which texts were not there before and hang on nothing that may hold them."""
        # It keeps what was searched for in the tests before.
        re.purge()
        found = texts_in_memory(search)
        left = {place: value for place, value in found.items() if place not in self._before}
        allowed = texts_held_by([*but, search]) if left else set()
        left = {place: value for place, value in left.items() if place not in allowed}
        return [f"memory holds {value!r:.200}, held by {_holders(value)}" for value in left.values()]


def assert_nothing_of_the_person_remains(
    search: Search,
    memory: Memory,
    outside: Iterable[object],
    folders: Sequence[Path],
    meant_to_know: Sequence[Path],
    log: str,
) -> None:
    """Assert that nothing says anything of a person who has left.

    Args:
        search: for this person.
        memory: as it was before.
        outside: simulators: the paper in the hand, the telephone.
        folders: where the terminal and its equipment write.
        meant_to_know: files among them: the service's database, and the cards.
        log: all that was logged.
    """
    destroy_what_was_left()
    windows = QApplication.topLevelWidgets()
    said = [*texts_of_widgets(), *accessible_texts(windows), *texts_of_clipboard()]
    traces = [f"{where} says {found!r}" for where, text in said if (found := search.text(text))]
    traces += traces_in_files(search, folders, meant_to_know)
    found = search.text(log)
    traces += [f"the log says {found!r}"] if found else []
    traces += memory.traces(search, outside)
    if traces:
        raise AssertionError("\n".join(traces))
