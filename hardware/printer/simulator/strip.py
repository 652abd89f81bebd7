"""The strip of paper between the roll and the blade."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image

from hardware.printer.simulator.paper import Symbol, TextLine, quiet_modules
from hardware.printer.simulator.steps import Advance


@dataclass(frozen=True, slots=True)
class CutPiece:
    """Hold what the blade let fall.

    Attributes:
        ink: 255 where ink is.
        cut_through: whether the blade went through a line of text.
    """

    ink: Image.Image
    lines: tuple[TextLine, ...]
    symbols: tuple[Symbol, ...]
    seams_dots: tuple[int, ...]
    cut_through: bool


class Strip:
    """Collect what is burnt, row by row, from the edge that the last cut left.

    Rows are counted from that edge. A strip begins with the distance from the blade back to the head: that much of
    each paper is blank before its first line.
    """

    def __init__(self, width_dots: int, head_to_cutter_dots: int) -> None:
        self._width_dots = width_dots
        self._head_to_cutter_dots = head_to_cutter_dots
        self._rows = head_to_cutter_dots
        self._burnt: list[tuple[int, Image.Image]] = []
        self._lines: list[TextLine] = []
        self._symbols: list[Symbol] = []
        self._seams: list[int] = []

    @property
    def length_dots(self) -> int:
        """Give the rows from the edge to the head."""
        return self._rows

    def feed(self, step: Advance, first: int, count: int) -> None:
        """Move rows of a step under the head and burn them.

        Args:
            step: the movement under way.
            first: rows of it that passed before.
            count: rows that pass now.
        """
        last = first + count
        if step.ink is not None and first < step.ink.height:
            self._burnt.append((self._rows, step.ink.crop((0, first, step.ink.width, min(last, step.ink.height)))))
        origin = self._rows - first
        self._lines += [
            replace(line, top_dots=origin + line.top_dots) for line in step.lines if first <= line.top_dots < last
        ]
        self._symbols += [
            replace(symbol, top_dots=origin + symbol.top_dots)
            for symbol in step.symbols
            if first <= symbol.top_dots < last
        ]
        self._rows += count

    def join_new_roll(self) -> None:
        """Mark where the paper of a new roll begins, if something hangs on the old one."""
        if self._rows > self._head_to_cutter_dots:
            self._seams.append(self._rows)

    def cut(self) -> CutPiece | None:
        """Cut at the blade; None when the paper did not move since the last cut."""
        at = self._rows - self._head_to_cutter_dots
        if at <= 0:
            return None
        ink = self.picture().crop((0, 0, self._width_dots, at))
        lines = tuple(line for line in self._lines if line.top_dots < at)
        symbols = tuple(symbol for symbol in self._symbols if symbol.top_dots < at)
        piece = CutPiece(
            ink=ink,
            lines=lines,
            symbols=tuple(replace(symbol, quiet_modules=quiet_modules(ink, symbol)) for symbol in symbols),
            seams_dots=tuple(seam for seam in self._seams if seam < at),
            cut_through=any(line.top_dots + line.height_dots > at for line in lines)
            or any(symbol.top_dots + symbol.height_dots > at for symbol in symbols),
        )
        self._lines = [replace(line, top_dots=line.top_dots - at) for line in self._lines if line.top_dots >= at]
        self._symbols = [
            replace(symbol, top_dots=symbol.top_dots - at) for symbol in self._symbols if symbol.top_dots >= at
        ]
        self._seams = [seam - at for seam in self._seams if seam >= at]
        self._burnt = [(top - at, rows) for top, rows in self._burnt if top + rows.height > at]
        self._rows = self._head_to_cutter_dots
        return piece

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Give the text burnt since the last cut."""
        return tuple(self._lines)

    def picture(self) -> Image.Image:
        """Draw everything burnt since the last cut, 255 where ink is."""
        ink = Image.new("1", (self._width_dots, self._rows), 0)
        for top, rows in self._burnt:
            # A row burnt by two movements keeps the ink of both: heat does not whiten paper.
            ink.paste(255, (0, top), mask=rows)
        return ink
