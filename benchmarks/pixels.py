"""What stands on a virtual screen, read from the memory of its X server, which does nothing for it."""

from __future__ import annotations

import mmap
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kiosk.app.display import VirtualDisplay

WIDTH: Final = 1080
HEIGHT: Final = 1920

_READY_S: Final = 15.0
_STILL_S: Final = 0.5
_POLL_S: Final = 0.005
_EVERY_ROW: Final = 4
"""Every fourth row of pixels holds something of any text or picture and costs a quarter of all of them."""
_EVERY_PIXEL: Final = 61
"""Of these rows, the pixels whose colours are counted: a prime, so that they stand in no column."""
_COLOURS_OF_TEXT: Final = 8
"""The smoothed edges of letters have more colours than any empty window."""


class NothingShownError(RuntimeError):
    """Say that what was waited for did not appear on the screen."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold when something was shown, on the monotonic clock.

    Attributes:
        text_s: when text stood on the screen for the first time.
        last_s: the last change before the pixels stood still.
    """

    text_s: float
    last_s: float


class WatchedDisplay:
    """Run a virtual screen whose pixels can be watched; use it in a `with`.

    Args:
        folder: an empty folder, in which the server keeps its pixels.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._display = VirtualDisplay(WIDTH, HEIGHT, pixels_dir=folder)
        self._pixels: mmap.mmap
        self._first = 0
        self._row_bytes = 0
        self._bare = b""

    def __enter__(self) -> Self:
        """Start the screen.

        Raises:
            kiosk.app.display.DisplayError: Xvfb or openbox is missing, or Xvfb ends.
        """
        self._display.__enter__()
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # An XWD file (X11/XWDFile.h), big-endian: its header's size, 11 words on the bytes of a row, 6 more on the
        # number of colours, of 12 bytes each.
        words = struct.unpack(">20I", self._pixels[:80])
        self._row_bytes = words[12]
        self._first = words[0] + 12 * words[19]
        self._bare = self._still()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the screen."""
        self._pixels.close()
        self._display.__exit__(kind, error, trace)

    @property
    def name(self) -> str:
        """Give the value of DISPLAY."""
        return self._display.name

    def settle(self, quiet_s: float, patience_s: float = 60.0) -> Settled:
        """Watch from now on until text is shown and nothing has changed for a while.

        Raises:
            NothingShownError: there is no text, or the pixels never stood still.
        """
        before, text_s, last_s = self._sample(), 0.0, 0.0
        deadline_s = time.monotonic() + patience_s
        while (now_s := time.monotonic()) < deadline_s:
            sample = self._sample()
            if sample != before:
                before, last_s = sample, now_s
                if not text_s and _shows_text(sample):
                    text_s = now_s
            if text_s and now_s - last_s > quiet_s:
                return Settled(text_s, last_s)
            time.sleep(_POLL_S)
        raise NothingShownError("nothing stood still on the screen")

    def wait_bare(self) -> None:
        """Wait until the last window has gone.

        Raises:
            NothingShownError: it does not go.
        """
        deadline_s = time.monotonic() + _READY_S
        while self._sample() != self._bare:
            if time.monotonic() > deadline_s:
                raise NothingShownError("a window stays on the screen")
            time.sleep(_POLL_S)

    def _still(self) -> bytes:
        """Give the pixels once the window manager has changed nothing for a while."""
        sample, since_s = self._sample(), time.monotonic()
        while time.monotonic() < since_s + _STILL_S:
            time.sleep(_POLL_S)
            if (again := self._sample()) != sample:
                sample, since_s = again, time.monotonic()
        return sample

    def _sample(self) -> bytes:
        row = self._row_bytes
        starts = range(self._first, self._first + HEIGHT * row, _EVERY_ROW * row)
        return b"".join(self._pixels[start : start + row] for start in starts)


def _shows_text(sample: bytes) -> bool:
    return len(set(memoryview(sample).cast("I")[::_EVERY_PIXEL].tolist())) >= _COLOURS_OF_TEXT
