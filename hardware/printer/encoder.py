"""Turn a document into the bytes of one job, right for any ESC/POS interpreter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Final, assert_never

from hardware.printer import commands
from hardware.printer.charset import carried
from hardware.printer.profiles import Dialect, Profile
from kiosk.documents.characters import cell_width
from kiosk.documents.layout import (
    BoxLine,
    Line,
    QrLine,
    RuleLine,
    Size,
    SpaceLine,
    Span,
    TextLine,
    TickLine,
    WritingLine,
    lay_out,
)
from kiosk.documents.metrics import (
    BOX_TEXT_DOTS,
    LINE_DOTS,
    WRITING_FEEDS,
    qr_module_dots,
)
from kiosk.documents.model import Align, Document

if TYPE_CHECKING:
    from hardware.printer.raster import Picture

BAND_BYTES_MAX: Final = 8192
"""Bytes of one picture command: what follows a command that was torn is eaten as picture, so little may be missing."""

_ALIGN: Final = {
    Align.LEFT: commands.ALIGN_LEFT,
    Align.CENTRE: commands.ALIGN_CENTRE,
    Align.RIGHT: commands.ALIGN_RIGHT,
}


_TICK_BOX: Final = bytes.fromhex("000000" + 2 * "7ffffe" + 18 * "600006" + 2 * "7ffffe" + "000000")
"""A box to tick as 24 columns of 24 dots: as wide as two cells of font A, as high as its characters."""


@dataclass(frozen=True, slots=True)
class ProcessIds:
    """Hold the two ids of a job for GS ( H, four characters each.

    Attributes:
        body: answered when the last line is on paper.
        cut: answered when the ticket is cut; where only `body` came, the cutter is stuck.
    """

    body: bytes
    cut: bytes


@dataclass(frozen=True, slots=True)
class EncodedJob:
    """Hold the bytes of one job, to be sent in one write, the paper that they need, and the ids in them."""

    data: bytes = field(repr=False)
    paper_mm: float
    ids: ProcessIds | None = None


@dataclass(frozen=True, slots=True)
class _Mode:
    """Hold how the next characters are printed."""

    align: Align = Align.LEFT
    size: Size = Size.NORMAL
    bold: bool = False


class Encoder:
    """Encode documents for one printer."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._feed_lines = ceil(profile.head_to_cutter_mm * profile.dots_per_mm / LINE_DOTS[Size.NORMAL])

    def warm_up(self) -> None:
        """Load Pillow, the fonts and the QR code library (0.1 s), so that the first ticket does not wait for them."""
        self.encode_lines((TextLine((Span("\ufffd"), Span("\ufffd", bold=True))), QrLine("https://")), None)

    def encode(self, document: Document, ids: ProcessIds | None) -> EncodedJob:
        """Lay a document out and encode it.

        Args:
            document: any document.
            ids: for a printer that answers GS ( H; None for others.

        Raises:
            ValueError: a QR code of the document is too long for the paper.
        """
        return self.encode_lines(lay_out(document, self._profile.columns), ids)

    def encode_lines(self, lines: tuple[Line, ...], ids: ProcessIds | None) -> EncodedJob:
        """Encode lines, idem."""
        body = _Body(self._profile)
        for line in lines:
            body.add(line)
        body.leave_modes()
        data = b"".join(
            (
                *self._beginning(),
                *body.pieces,
                commands.process_id(ids.body) if ids else b"",
                commands.feed_lines(self._feed_lines),
                self._profile.cut,
                *self._end(ids),
            )
        )
        return EncodedJob(
            data, (body.rows + self._feed_lines * LINE_DOTS[Size.NORMAL]) / self._profile.dots_per_mm, ids
        )

    def clean_strip(self) -> bytes:
        """Cut off what an interrupted job left on the strip, for it may name the person before.

        A picture that was torn eats the bytes that follow it: zeros fill it up, and mean nothing elsewhere. Where there
        is a presenter, nobody gets to see what was cut off.
        """
        return b"".join(
            (
                b"\0" * (BAND_BYTES_MAX + 1),
                *self._beginning(),
                commands.feed_lines(self._feed_lines),
                self._profile.cut,
                commands.RETRACT if self._profile.has_mouth else b"",
            )
        )

    def _beginning(self) -> Iterator[bytes]:
        yield commands.INITIALIZE
        if self._profile.dialect is not Dialect.CUSTOM:
            yield commands.ENABLE_ASB
        yield commands.CANCEL_KANJI
        yield commands.SELECT_USA
        yield commands.code_page(self._profile.code_page.slot)

    def _end(self, ids: ProcessIds | None) -> Iterator[bytes]:
        match self._profile.dialect:
            case Dialect.EPSON:
                if ids:
                    yield commands.process_id(ids.cut)
            case Dialect.CUSTOM:
                yield commands.READ_CUTS
            case Dialect.GENERIC:
                yield commands.QUEUED_PAPER_STATUS
            case _:
                assert_never(self._profile.dialect)


class _Body:
    """Collect the commands of the lines; a mode is sent only where it changes."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._mode = _Mode()
        self.pieces: list[bytes] = []
        self.rows = 0

    def add(self, line: Line) -> None:
        match line:
            case TextLine():
                self._text(line)
            case RuleLine(text):
                self._rule(text)
            case WritingLine():
                self._writing_line()
            case TickLine(text):
                self._tick(text)
            case BoxLine():
                self._box(line)
            case QrLine():
                self._qr(line)
            case SpaceLine(lines):
                self._space(lines)
            case _:
                assert_never(line)

    def leave_modes(self) -> None:
        """Put every mode back: whatever is printed next starts from the settings of ESC @."""
        self._enter(_Mode())

    def _text(self, line: TextLine, rows: int | None = None) -> None:
        texts = [carried(span.text, self._profile.code_page) for span in line.spans]
        if None in texts:
            self._drawn_text(line)
            return
        for span, text in zip(line.spans, texts, strict=True):
            if text:
                self._enter(_Mode(line.align, line.size, span.bold))
                self.pieces.append(text)
        self.pieces.append(commands.LINE_FEED)
        self.rows += LINE_DOTS[line.size] if rows is None else rows

    def _drawn_text(self, line: TextLine) -> None:
        from hardware.printer import raster

        self._picture(raster.text_rows(line, self._profile.width_dots))

    def _rule(self, text: str) -> None:
        free = self._profile.columns - (cell_width(text) + 2 if text else 0)
        middle = f" {text} " if text else ""
        self._text(TextLine((Span(f"{'-' * (free // 2)}{middle}{'-' * (free - free // 2)}"),)))

    def _writing_line(self) -> None:
        from hardware.printer import raster

        self._space(WRITING_FEEDS)
        self._picture(raster.writing_rows(self._profile.width_dots))

    def _tick(self, text: str) -> None:
        text_bytes = carried(text, self._profile.code_page)
        if text_bytes is None:
            from hardware.printer import raster

            self._picture(raster.tick_rows(text, self._profile.width_dots))
            return
        self._enter(_Mode())
        self.pieces += [commands.inline_image(_TICK_BOX), b" ", text_bytes, commands.LINE_FEED]
        self.rows += LINE_DOTS[Size.NORMAL]

    def _box(self, line: BoxLine) -> None:
        # No code page of CP1252 has frame characters, so the horizontal sides are drawn and the posts are `|`.
        from hardware.printer import raster

        width = self._profile.width_dots
        self._picture(raster.frame_rows(width, top=True))
        self.pieces.append(commands.line_spacing(BOX_TEXT_DOTS))
        gap = " " * (self._profile.columns - 4 - cell_width(line.label) - cell_width(line.value))
        self._text(
            TextLine((Span(f"| {line.label}{gap}{line.value} |", bold=True),)),
            rows=BOX_TEXT_DOTS,
        )
        self.pieces.append(commands.DEFAULT_LINE_SPACING)
        self._picture(raster.frame_rows(width, top=False))

    def _qr(self, line: QrLine) -> None:
        from hardware.printer import raster

        payload = line.payload.encode()
        if self._profile.native_qr and line.payload.isprintable():
            side = raster.qr_side_modules(payload)
            module = qr_module_dots(side, self._profile.width_dots)
            self._space(1)
            self._enter(_Mode(Align.CENTRE))
            self.pieces.append(commands.qr_code(payload, module))
            self.rows += side * module
            self._space(1)
        else:
            self._picture(raster.qr_rows(payload, self._profile.width_dots))
        for caption in line.caption:
            self._text(TextLine((Span(caption),), align=Align.CENTRE))

    def _space(self, lines: int) -> None:
        self._enter(_Mode())
        self.pieces.append(commands.LINE_FEED * lines)
        self.rows += lines * LINE_DOTS[Size.NORMAL]

    def _picture(self, picture: Picture) -> None:
        from hardware.printer import raster

        # GS v 0 obeys the alignment; the pictures are as wide as the paper and hold their own.
        self._enter(_Mode())
        self.pieces.extend(raster.bands(picture, BAND_BYTES_MAX))
        self.rows += picture.rows

    def _enter(self, mode: _Mode) -> None:
        before, self._mode = self._mode, mode
        if mode.align is not before.align:
            self.pieces.append(_ALIGN[mode.align])
        if mode.size is not before.size:
            self._enter_size(before.size, mode.size)
        if mode.bold is not before.bold:
            self.pieces.append(commands.BOLD_ON if mode.bold else commands.BOLD_OFF)

    def _enter_size(self, before: Size, size: Size) -> None:
        if before is Size.LARGE:
            self.pieces.append(commands.NORMAL_SIZE)
        elif before is Size.SMALL:
            self.pieces.append(commands.FONT_A)
        if size is Size.LARGE:
            self.pieces.append(commands.DOUBLE_SIZE)
        elif size is Size.SMALL:
            self.pieces.append(commands.FONT_B)
