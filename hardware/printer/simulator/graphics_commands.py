"""Commands that print images, QR codes and bar codes."""

from __future__ import annotations

from typing import Final

from PIL import Image

from hardware.printer.simulator import barcodes, graphics
from hardware.printer.simulator.commands import EventKind, Handler, Machine
from hardware.printer.simulator.glyphs import FONT_A, FONT_B, glyph
from hardware.printer.simulator.layout import Layout
from hardware.printer.simulator.modes import BarcodeSettings
from hardware.printer.simulator.paper import Symbol
from hardware.printer.simulator.qr import draw_qr

_QR: Final = 49
"""cn of GS ( k for QR codes."""

_RASTER: Final = b"\x1dv0"
_GRAPHICS: Final = b"\x1d(L"
_SYMBOL: Final = b"\x1d(k"
_BARCODE: Final = b"\x1dk"


class GraphicsCommands:
    """Obey the commands that put dots on paper other than letters."""

    def __init__(self, layout: Layout, machine: Machine) -> None:
        self._layout = layout
        self._machine = machine
        self._graphics = graphics.GraphicsBuffer()

    def handlers(self) -> dict[bytes, Handler]:
        """Give what each command does."""
        return {
            _RASTER: self._raster,
            b"\x1b*": self._columns,
            _GRAPHICS: lambda arguments: self._stored(arguments[2:]),
            b"\x1d8L": lambda arguments: self._stored(arguments[4:]),
            _SYMBOL: self._symbol,
            _BARCODE: self._barcode,
            b"\x1dh": self._barcode_height,
            b"\x1dw": self._barcode_module,
            b"\x1dH": self._barcode_text_position,
            b"\x1df": self._barcode_font,
        }

    def clear(self) -> None:
        """Forget stored graphics."""
        self._graphics.take()

    def _block(self, code: bytes, ink: Image.Image, text: str, symbol: Symbol | None = None) -> None:
        if not self._layout.at_line_start:
            self._machine.report(EventKind.LINE_NOT_EMPTY, code)
            return
        self._layout.block(ink, text, symbol)

    def _image(self, code: bytes, ink: Image.Image | None) -> None:
        if ink is None:
            self._machine.report(EventKind.BAD_ARGUMENT, code)
            return
        self._block(code, ink, _image_text(ink))

    def _raster(self, arguments: bytes) -> None:
        self._image(_RASTER, graphics.raster(arguments))

    def _columns(self, arguments: bytes) -> None:
        ink = graphics.columns(arguments)
        if ink is None:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1b*")
            return
        self._layout.inline(ink, _image_text(ink))

    def _stored(self, arguments: bytes) -> None:
        """Obey GS ( L and GS 8 L after their length: m fn and what the function needs."""
        function = arguments[1] if len(arguments) >= 2 and arguments[0] == 48 else None
        if function == 112:
            image = graphics.stored_graphics(arguments[2:])
            if image is None:
                self._machine.report(EventKind.BAD_ARGUMENT, _GRAPHICS)
            else:
                self._graphics.store(image)
        elif function in {2, 50}:
            image = self._graphics.take()
            if image is not None:
                self._image(_GRAPHICS, image)
        else:
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _GRAPHICS)

    def _symbol(self, arguments: bytes) -> None:
        """Obey GS ( k after its length: cn fn and what the function needs."""
        code, function = (arguments[2], arguments[3]) if len(arguments) >= 4 else (0, 0)
        values = arguments[4:]
        if code != _QR:
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _SYMBOL)
            return
        settings = self._layout.modes.qr
        match function:
            case 65 if values and values[0] in {49, 50}:
                pass  # models 1 and 2 differ in what nobody reads any more: 2 is drawn
            case 67 if values and 1 <= values[0] <= 16:
                settings.module_dots = values[0]
            case 69 if values and 48 <= values[0] <= 51:
                settings.correction = values[0]
            case 80 if len(values) > 1:
                settings.payload = values[1:]
            case 81:
                self._print_qr()
            case _:
                self._machine.report(EventKind.BAD_ARGUMENT, _SYMBOL)

    def _print_qr(self) -> None:
        settings = self._layout.modes.qr
        ink = draw_qr(settings.payload, settings.module_dots, settings.correction)
        if ink is None or ink.width > self._layout.area_width_dots:
            self._machine.report(EventKind.BAD_ARGUMENT, _SYMBOL)
            return
        symbol = Symbol("QR", settings.payload, 0, 0, ink.width, ink.height, settings.module_dots)
        self._block(_SYMBOL, ink, f"[QR {_readable(settings.payload)}]", symbol)

    def _barcode(self, arguments: bytes) -> None:
        mode = arguments[0]
        data = arguments[2:] if mode >= 65 else arguments[1:].rstrip(b"\0")
        barcode = barcodes.encode(mode, data)
        settings = self._layout.modes.barcode
        if barcode is None:
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _BARCODE)
            return
        bars = barcodes.draw_bars(barcode, settings.module_dots, settings.height_dots)
        if bars.width > self._layout.area_width_dots:
            self._machine.report(EventKind.BAD_ARGUMENT, _BARCODE)
            return
        ink, bars_at = _with_text(bars, barcode.text, settings)
        symbol = Symbol(barcode.kind, data, *bars_at, bars.width, bars.height, settings.module_dots)
        self._block(_BARCODE, ink, f"[{barcode.kind} {barcode.text}]", symbol)

    def _barcode_height(self, arguments: bytes) -> None:
        self._layout.modes.barcode.height_dots = max(1, arguments[0])

    def _barcode_module(self, arguments: bytes) -> None:
        if 1 <= arguments[0] <= 6:
            self._layout.modes.barcode.module_dots = arguments[0]
        else:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1dw")

    def _barcode_text_position(self, arguments: bytes) -> None:
        self._layout.modes.barcode.text_position = arguments[0] % 48 & 0x03

    def _barcode_font(self, arguments: bytes) -> None:
        self._layout.modes.barcode.text_font = FONT_B if arguments[0] & 1 else FONT_A


def _image_text(ink: Image.Image) -> str:
    """Give what the text twin says of an image: nothing where it has no ink."""
    return f"[image {ink.width}×{ink.height}]" if ink.getbbox() is not None else ""


def _readable(payload: bytes) -> str:
    text = payload.decode("utf-8", errors="replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _with_text(bars: Image.Image, text: str, settings: BarcodeSettings) -> tuple[Image.Image, tuple[int, int]]:
    """Write the text above (1), below (2) or on both sides (3) of the bars.

    Returns:
        The whole, and where the bars are in it.
    """
    position, font = settings.text_position, settings.text_font
    if not position:
        return bars, (0, 0)
    above = font.height_dots if position & 1 else 0
    below = font.height_dots if position & 2 else 0
    text_width = len(text) * font.width_dots
    whole = Image.new("1", (max(bars.width, text_width), above + bars.height + below), 0)
    bars_left = (whole.width - bars.width) // 2
    whole.paste(bars, (bars_left, above))
    for top in ([0] if above else []) + ([above + bars.height] if below else []):
        left = (whole.width - text_width) // 2
        for place, letter in enumerate(text):
            whole.paste(255, (left + place * font.width_dots, top), mask=glyph(letter, font))
    return whole, (bars_left, above)
