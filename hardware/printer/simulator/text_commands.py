"""Commands for characters, lines and positions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hardware.printer.simulator.codepages import NATIONAL_SETS
from hardware.printer.simulator.commands import EventKind, Handler, Machine
from hardware.printer.simulator.glyphs import FONT_A, FONT_B, Font
from hardware.printer.simulator.layout import Layout
from hardware.printer.simulator.modes import DEFAULT_LINE_SPACING_DOTS, Justification
from hardware.printer.simulator.page import Page, PageArea
from hardware.printer.simulator.profiles import Profile

_JUSTIFICATIONS: Final = {
    0: Justification.LEFT,
    1: Justification.CENTER,
    2: Justification.RIGHT,
    48: Justification.LEFT,
    49: Justification.CENTER,
    50: Justification.RIGHT,
}


def font_of(number: int) -> Font | None:
    """Give the font that a number means in ESC M and GS f."""
    return {0: FONT_A, 48: FONT_A, 1: FONT_B, 49: FONT_B}.get(number)


class TextCommands:
    """Obey the commands that set how and where characters stand."""

    def __init__(self, profile: Profile, layout: Layout, machine: Machine) -> None:
        self._profile = profile
        self._layout = layout
        self._machine = machine

    def handlers(self) -> dict[bytes, Handler]:
        """Give what each command does."""
        layout = self._layout
        return {
            b"\n": lambda _: layout.end_line(layout.modes.line_spacing_dots, blank_line=True),
            b"\r": lambda _: None,  # auto line feed is off: CR does nothing
            b"\t": lambda _: layout.tab(),
            b"\f": self._form_feed,
            b"\x18": self._cancel,
            b"\x1b\x0c": lambda _: layout.print_page(),
            b"\x1b ": self._right_spacing,
            b"\x1b!": self._print_mode,
            b"\x1b$": lambda a: layout.move_to(layout.horizontal_dots(int.from_bytes(a, "little"))),
            b"\x1b-": self._underline,
            b"\x1b2": self._default_line_spacing,
            b"\x1b3": self._line_spacing,
            b"\x1bD": self._tab_stops,
            b"\x1bE": self._flag(lambda on: self._style(bold=on)),
            b"\x1bG": self._flag(lambda on: self._style(double_strike=on)),
            b"\x1bJ": lambda a: layout.end_line(layout.vertical_dots(a[0])),
            b"\x1bL": self._page_mode,
            b"\x1bM": self._font,
            b"\x1bR": self._national_set,
            b"\x1bS": self._standard_mode,
            b"\x1bT": self._direction,
            b"\x1bW": self._page_area,
            b"\x1b\\": lambda a: layout.move_by(layout.horizontal_dots(int.from_bytes(a, "little", signed=True))),
            b"\x1ba": self._justification,
            b"\x1bd": lambda a: layout.end_line(a[0] * layout.modes.line_spacing_dots),
            b"\x1bt": self._code_page,
            b"\x1b{": self._flag(lambda on: self._style(upside_down=on)),
            b"\x1d!": self._size,
            b"\x1d$": self._page_row,
            b"\x1dB": self._flag(lambda on: self._style(reverse=on)),
            b"\x1dL": self._left_margin,
            b"\x1dP": self._motion_units,
            b"\x1dW": self._print_width,
            b"\x1d\\": self._page_row_by,
            b"\x1db": self._flag(lambda on: self._style(smooth=on)),
        }

    @staticmethod
    def _flag(set_flag: Callable[[bool], None]) -> Handler:
        """Read a switch: only the lowest bit counts."""
        return lambda arguments: set_flag(bool(arguments[0] & 1))

    def _style(self, **changes: bool) -> None:
        modes = self._layout.modes
        modes.style = replace(modes.style, **changes)  # type: ignore[arg-type]  # every field that is given is a bool

    def _right_spacing(self, arguments: bytes) -> None:
        self._layout.modes.right_spacing_dots = self._layout.horizontal_dots(arguments[0])

    def _print_mode(self, arguments: bytes) -> None:
        bits = arguments[0]
        modes = self._layout.modes
        modes.style = replace(
            modes.style,
            font=FONT_B if bits & 0x01 else FONT_A,
            bold=bool(bits & 0x08),
            height_factor=2 if bits & 0x10 else 1,
            width_factor=2 if bits & 0x20 else 1,
            underline_dots=1 if bits & 0x80 else 0,
        )

    def _size(self, arguments: bytes) -> None:
        width, height = (arguments[0] >> 4) + 1, (arguments[0] & 0x0F) + 1
        if width > 8 or height > 8:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1d!")
            return
        modes = self._layout.modes
        modes.style = replace(modes.style, width_factor=width, height_factor=height)

    def _underline(self, arguments: bytes) -> None:
        dots = {0: 0, 48: 0, 1: 1, 49: 1, 2: 2, 50: 2}.get(arguments[0])
        if dots is None:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1b-")
            return
        modes = self._layout.modes
        modes.style = replace(modes.style, underline_dots=dots)

    def _font(self, arguments: bytes) -> None:
        font = font_of(arguments[0])
        if font is None:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1bM")
            return
        modes = self._layout.modes
        modes.style = replace(modes.style, font=font)

    def _default_line_spacing(self, _arguments: bytes) -> None:
        self._layout.modes.line_spacing_dots = DEFAULT_LINE_SPACING_DOTS

    def _line_spacing(self, arguments: bytes) -> None:
        self._layout.modes.line_spacing_dots = self._layout.vertical_dots(arguments[0])

    def _tab_stops(self, arguments: bytes) -> None:
        modes = self._layout.modes
        cell = modes.style.width_dots + modes.right_spacing_dots
        modes.tabs_dots = tuple(column * cell for column in arguments.rstrip(b"\0"))

    def _national_set(self, arguments: bytes) -> None:
        if arguments[0] < NATIONAL_SETS:
            self._layout.modes.national_set = arguments[0]
        else:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1bR")

    def _code_page(self, arguments: bytes) -> None:
        if arguments[0] in self._profile.code_pages:
            self._layout.modes.code_page = arguments[0]
        else:
            self._machine.report(EventKind.UNKNOWN_CODE_PAGE, b"\x1bt" + arguments)

    def _justification(self, arguments: bytes) -> None:
        justification = _JUSTIFICATIONS.get(arguments[0])
        if justification is None:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1ba")
        elif self._only_at_line_start(b"\x1ba"):
            self._layout.modes.justification = justification

    def _left_margin(self, arguments: bytes) -> None:
        if self._only_at_line_start(b"\x1dL"):
            dots = self._layout.horizontal_dots(int.from_bytes(arguments, "little"))
            self._layout.modes.left_margin_dots = min(dots, self._profile.width_dots - 1)

    def _print_width(self, arguments: bytes) -> None:
        if self._only_at_line_start(b"\x1dW"):
            self._layout.modes.print_width_dots = self._layout.horizontal_dots(int.from_bytes(arguments, "little"))

    def _motion_units(self, arguments: bytes) -> None:
        dpi = self._profile.dots_per_mm * 25.4
        modes = self._layout.modes
        modes.horizontal_dpi = float(arguments[0]) or dpi
        modes.vertical_dpi = float(arguments[1]) or dpi

    def _only_at_line_start(self, code: bytes) -> bool:
        if self._layout.at_line_start:
            return True
        self._machine.report(EventKind.LINE_NOT_EMPTY, code)
        return False

    def _page_mode(self, _arguments: bytes) -> None:
        if self._only_at_line_start(b"\x1bL"):
            self._layout.page = Page(self._profile.width_dots)

    def _standard_mode(self, _arguments: bytes) -> None:
        if self._layout.page is not None:
            self._layout.clear()

    def _form_feed(self, _arguments: bytes) -> None:
        if self._layout.page is None:
            self._layout.end_line(self._layout.modes.line_spacing_dots)
            return
        self._layout.print_page()
        self._layout.clear()

    def _cancel(self, _arguments: bytes) -> None:
        if self._layout.page is not None:
            self._layout.clear()
            self._layout.page = Page(self._profile.width_dots)

    def _direction(self, arguments: bytes) -> None:
        if self._layout.page is not None:
            self._layout.page.set_direction(arguments[0] % 48)

    def _page_area(self, arguments: bytes) -> None:
        if self._layout.page is None:
            return
        left, top, width, height = (int.from_bytes(arguments[at : at + 2], "little") for at in (0, 2, 4, 6))
        layout = self._layout
        self._layout.page.set_area(
            PageArea(
                layout.horizontal_dots(left),
                layout.vertical_dots(top),
                layout.horizontal_dots(width),
                layout.vertical_dots(height),
            )
        )

    def _page_row(self, arguments: bytes) -> None:
        if self._layout.page is not None:
            self._layout.page.row_dots = self._layout.vertical_dots(int.from_bytes(arguments, "little"))

    def _page_row_by(self, arguments: bytes) -> None:
        if self._layout.page is not None:
            dots = self._layout.vertical_dots(int.from_bytes(arguments, "little", signed=True))
            self._layout.page.row_dots = max(0, self._layout.page.row_dots + dots)
