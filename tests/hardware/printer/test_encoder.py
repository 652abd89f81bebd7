"""The bytes of a job, checked against golden ones, against a strict interpreter, and against python-escpos."""

import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.charset import CP858, CP1252
from hardware.printer.encoder import BAND_BYTES_MAX, EncodedJob, Encoder, ProcessIds
from hardware.printer.profiles import CUSTOM_KIOSK, EPSON_80MM, GENERIC_80MM, Profile, find_profile
from kiosk.documents.language import Wording
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
)
from kiosk.documents.model import (
    Align,
    Blank,
    Box,
    Document,
    Field,
    Heading,
    Paragraph,
    QrCode,
    Row,
    Rule,
    Space,
    Tick,
    Title,
)

IDS = ProcessIds(b"BaaA", b"CaaA")
PROFILES = (EPSON_80MM, CUSTOM_KIOSK, GENERIC_80MM)

EPSON_START = b"\x1b@\x1da\xff\x1c.\x1bR\x00\x1bt\x10"
EPSON_END = b"\x1d(H\x06\x0000BaaA\x1bd\x04\x1dV\x01\x1d(H\x06\x0000CaaA"


def body(*lines: Line, profile: Profile = EPSON_80MM) -> bytes:
    """What is between the settings at the start and the feed at the end."""
    encoded = Encoder(profile).encode_lines(lines, None).data
    start = Encoder(profile).encode_lines((), None).data
    prefix = start[: start.index(b"\x1bt") + 3]
    suffix = start[len(prefix) :]
    assert encoded.startswith(prefix)
    assert encoded.endswith(suffix)
    return encoded[len(prefix) : len(encoded) - len(suffix)]


def test_a_job_for_an_epson_has_its_settings_first_and_its_ids_round_the_cut() -> None:
    encoded = Encoder(EPSON_80MM).encode_lines((TextLine((Span("Bonjour"),)),), IDS)

    assert encoded.data == EPSON_START + b"Bonjour\n" + EPSON_END
    assert encoded.ids == IDS


def test_a_job_for_a_kiosk_printer_ends_with_the_cut_counter() -> None:
    encoded = Encoder(CUSTOM_KIOSK).encode_lines((TextLine((Span("Bonjour"),)),), None)

    assert encoded.data == b"\x1b@\x1c.\x1bR\x00\x1bt\x13Bonjour\n\x1bd\x04\x1bi\x1d\xe2"


def test_a_job_for_a_compatible_printer_ends_with_a_queued_question() -> None:
    encoded = Encoder(GENERIC_80MM).encode_lines((TextLine((Span("Bonjour"),)),), None)

    assert encoded.data == EPSON_START + b"Bonjour\n\x1bd\x04\x1dV\x01\x1dr\x01"


@pytest.mark.parametrize(
    ("line", "data"),
    [
        (TextLine((Span("né à €"),)), b"n\xe9 \xe0 \x80\n"),
        (TextLine((Span("Œuvre n’est"),)), b"\x8cuvre n\x92est\n"),
        (TextLine((Span("a\u202f:\u2011b"),)), b"a\xa0:-b\n"),
        (TextLine((Span("total "), Span("5", bold=True))), b"total \x1bE\x015\n\x1bE\x00"),
        (TextLine((Span("x"),), align=Align.CENTRE), b"\x1ba\x01x\n\x1ba\x00"),
        (TextLine((Span("x"),), align=Align.RIGHT), b"\x1ba\x02x\n\x1ba\x00"),
        (TextLine((Span("X", bold=True),), size=Size.LARGE), b"\x1d!\x11\x1bE\x01X\n\x1d!\x00\x1bE\x00"),
        (TextLine((Span("x"),), size=Size.SMALL), b"\x1bM\x01x\n\x1bM\x00"),
        (RuleLine(), b"-" * 48 + b"\n"),
        (RuleLine("Coupez ici"), b"-" * 18 + b" Coupez ici " + b"-" * 18 + b"\n"),
        (SpaceLine(2), b"\n\n"),
    ],
)
def test_a_line_becomes_these_bytes(line: Line, data: bytes) -> None:
    assert body(line) == data


def test_a_mode_is_sent_only_where_it_changes() -> None:
    bold = TextLine((Span("a", bold=True),), align=Align.CENTRE)

    assert body(bold, bold) == b"\x1ba\x01\x1bE\x01a\na\n\x1ba\x00\x1bE\x00"


def test_sizes_replace_each_other() -> None:
    lines = [TextLine((Span("x"),), size=size) for size in (Size.LARGE, Size.SMALL, Size.LARGE)]

    assert body(*lines) == b"\x1d!\x11x\n\x1d!\x00\x1bM\x01x\n\x1bM\x00\x1d!\x11x\n\x1d!\x00"


def test_a_line_that_the_code_page_lacks_is_drawn() -> None:
    data = body(TextLine((Span("Łódź "), Span("ok", bold=True))), TextLine((Span("fin"),)))

    width_bytes = -(-(7 * 12) // 8)
    assert data.startswith(b"\x1dv0\x00" + bytes([width_bytes, 0, 30, 0]))
    assert data.endswith(b"fin\n")
    assert interpret(data).text == [b"fin"]


def test_the_older_kiosk_printers_draw_what_cp858_lacks_and_keep_plain_punctuation_as_text() -> None:
    assert body(TextLine((Span("n’est – « ··· » €"),)), profile=CUSTOM_KIOSK) == "n'est - « ··· » €\n".encode("cp858")
    assert body(TextLine((Span("Œuvre"),)), profile=CUSTOM_KIOSK).startswith(b"\x1dv0\x00")


def test_a_box_is_a_drawn_frame_round_text() -> None:
    data = body(BoxLine("TOTAL", "58,75 €"))

    text = "| TOTAL" + " " * 32 + "58,75 € |"
    side = b"\x1dv0\x00\x48\x00\x10\x00"
    middle = b"\x1b3\x18\x1bE\x01" + text.encode("cp1252") + b"\n\x1b2\x1bE\x00"
    assert len(text) == 48
    assert data.startswith(side)
    assert middle in data
    assert data[data.index(middle) + len(middle) :].startswith(side)


def test_a_line_to_write_on_is_a_drawn_line_under_eight_millimetres_of_paper() -> None:
    data = body(WritingLine())

    rows = 16
    assert data.startswith(b"\n\n\x1dv0\x00\x48\x00" + bytes([rows, 0]))
    picture = data[-72 * rows :]
    inked = [row for row in range(rows) if any(picture[72 * row : 72 * row + 72])]
    assert [picture[72 * row : 72 * row + 72] for row in inked] == [b"\xff" * 72] * len(inked)
    white_mm = (2 * 30 + inked[0]) / EPSON_80MM.dots_per_mm
    assert white_mm >= 8


def test_a_box_to_tick_is_drawn_on_the_line_before_its_text() -> None:
    data = body(TickLine("né à €"), TextLine((Span("fin"),)))

    assert data.startswith(b"\x1b*\x21\x18\x00")
    assert data.endswith(b" n\xe9 \xe0 \x80\nfin\n")
    columns = data[5 : 5 + 72]
    drawn = [[bool(columns[3 * x + y // 8] & 0x80 >> y % 8) for x in range(24)] for y in range(24)]
    assert drawn == [
        [0 < x < 23 and 0 < y < 23 and not (2 < x < 21 and 2 < y < 21) for x in range(24)] for y in range(24)
    ]


def test_a_box_to_tick_whose_text_the_code_page_lacks_is_drawn_with_it() -> None:
    data = body(TickLine("Łódź"), TextLine((Span("fin"),)))

    assert data.startswith(b"\x1dv0\x00")
    assert interpret(data).text == [b"fin"]


def test_a_qr_code_is_left_to_the_printer_where_it_can() -> None:
    data = body(QrLine("https://a.example/v", ("n° 1",)))

    assert data == (
        b"\n\x1ba\x01"
        b"\x1d(k\x04\x001A2\x00"
        b"\x1d(k\x03\x001C\x08"
        b"\x1d(k\x03\x001E1"
        b"\x1d(k\x16\x001P0https://a.example/v"
        b"\x1d(k\x03\x001Q0"
        b"\x1ba\x00\n\x1ba\x01n\xb0 1\n\x1ba\x00"
    )


@pytest.mark.parametrize("profile", [GENERIC_80MM, CUSTOM_KIOSK])
def test_a_qr_code_is_drawn_where_the_printer_may_not_know_how(profile: Profile) -> None:
    assert body(QrLine("https://a.example/v"), profile=profile).startswith(b"\x1dv0\x03")


def test_a_qr_code_with_bytes_that_a_printer_would_obey_is_drawn() -> None:
    assert body(QrLine("a\x10\x14\x08")).startswith(b"\x1dv0\x03")


def test_a_payload_that_no_qr_code_holds_is_a_bug() -> None:
    with pytest.raises(ValueError, match="too long"):
        body(QrLine("x" * 3000))


def test_the_paper_needed_is_known_before_printing() -> None:
    lines = tuple(TextLine((Span("x"),)) for _ in range(60))

    assert Encoder(EPSON_80MM).encode_lines(lines, IDS).paper_mm == 225 + 15


def test_what_is_left_on_the_strip_is_cut_off() -> None:
    data = Encoder(EPSON_80MM).clean_strip()

    assert data.startswith(bytes(BAND_BYTES_MAX))
    assert data.endswith(EPSON_START + b"\x1bd\x04\x1dV\x01")


def test_a_presenter_pulls_in_what_is_cut_off() -> None:
    assert Encoder(CUSTOM_KIOSK).clean_strip().endswith(b"\x1bd\x04\x1bi\x1de\x02")


def test_the_printer_library_is_never_imported() -> None:
    """It costs 0.4 s, leaves a folder in /tmp and adds a handler to the root logger."""
    program = """
        import logging, sys
        from hardware.printer.encoder import Encoder
        from hardware.printer.profiles import Dialect, find_profile
        assert "PIL" not in sys.modules and "qrcode" not in sys.modules
        Encoder(find_profile("TM-T88V", Dialect.EPSON)).warm_up()
        assert "escpos" not in sys.modules
        assert logging.getLogger().handlers == []
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, timeout=60)


# A strict interpreter: every command has the length that its specification gives, and nothing else is obeyed.


@dataclass
class Interpreted:
    commands: list[bytes] = field(default_factory=list)
    text: list[bytes] = field(default_factory=list)
    picture_bytes_max: int = 0


FIXED = {
    b"\x1b@": 0,
    b"\x1b2": 0,
    b"\x1b3": 1,
    b"\x1bE": 1,
    b"\x1bM": 1,
    b"\x1bR": 1,
    b"\x1ba": 1,
    b"\x1bd": 1,
    b"\x1bi": 0,
    b"\x1bt": 1,
    b"\x1c.": 0,
    b"\x1d!": 1,
    b"\x1dV": 1,
    b"\x1da": 1,
    b"\x1dr": 1,
    b"\x1d\xe2": 0,
}
"""Bytes that follow each command. Source: Epson ESC/POS command reference; Custom VKP80II manual."""


def interpret(data: bytes) -> Interpreted:
    """Walk the stream; anything that is neither text nor a whole known command fails."""
    seen = Interpreted()
    at_line_start = True
    line = b""
    place = 0
    while place < len(data):
        if data[place] >= 0x20 and data[place] != 0x7F:
            line += data[place : place + 1]
            at_line_start = False
            place += 1
            continue
        if data[place] == 0x0A:
            seen.text.append(line)
            line, at_line_start = b"", True
            place += 1
            continue
        code, arguments = _command(data, place)
        seen.commands.append(code)
        place += len(code) + len(arguments)
        if code == b"\x1b*":
            at_line_start = False
        if code == b"\x1dv0":
            assert at_line_start, "a picture needs an empty line"
            seen.picture_bytes_max = max(seen.picture_bytes_max, len(arguments) - 5)
        if code in {b"\x1bd", b"\x1dV", b"\x1bi", b"\x1ba", b"\x1b@"}:
            assert at_line_start, f"{code!r} needs an empty line"
    assert at_line_start, "the last line ends with a line feed"
    return seen


def _command(data: bytes, place: int) -> tuple[bytes, bytes]:
    code = data[place : place + 2]
    if code == b"\x1dv":
        assert data[place + 2 : place + 4] in {b"0\x00", b"0\x03"}
        width = int.from_bytes(data[place + 4 : place + 6], "little")
        rows = int.from_bytes(data[place + 6 : place + 8], "little")
        assert width * rows > 0
        return b"\x1dv0", _exactly(data, place + 3, 5 + width * rows)
    if code == b"\x1d(":
        assert data[place + 2 : place + 3] in {b"k", b"H"}
        length = int.from_bytes(data[place + 3 : place + 5], "little")
        return data[place : place + 3], _exactly(data, place + 3, 2 + length)
    if code == b"\x1b*":
        assert data[place + 2] == 33, "24 dots high, double density"
        columns = int.from_bytes(data[place + 3 : place + 5], "little")
        assert columns > 0
        return code, _exactly(data, place + 2, 3 + 3 * columns)
    return code, _exactly(data, place + 2, FIXED[code])


def _exactly(data: bytes, start: int, length: int) -> bytes:
    arguments = data[start : start + length]
    assert len(arguments) == length, "the command is cut off"
    return arguments


ANY_TEXT = st.text(max_size=120)
HOSTILE = st.sampled_from(
    [
        "x\x1bp0..\x10\x14\x02\x01\x08\x1dV\x00",
        "\x9b2J\x85\x00",
        "É" * 1000,
        "\u202eDURAND\u2066",
        "Ł ☺ 中文",
        "שלום عليكم",
        "e\u0301" * 60,
        "a\u0300\u0301\u0302" * 300,
        "\ud800",
        "?",
    ]
)
TEXTS = st.one_of(ANY_TEXT, HOSTILE)
PARTS = st.one_of(
    st.builds(Title, TEXTS),
    st.builds(Heading, TEXTS),
    st.builds(Paragraph, TEXTS, st.sampled_from(Align), st.booleans(), st.booleans()),
    st.builds(Field, TEXTS, TEXTS, st.booleans()),
    st.builds(Row, TEXTS, TEXTS, st.booleans(), st.integers(0, 4)),
    st.builds(Rule, TEXTS),
    st.builds(Blank, TEXTS),
    st.builds(Tick, TEXTS),
    st.builds(Space, st.integers(0, 3)),
    st.builds(Box, TEXTS, TEXTS),
    st.builds(QrCode, st.text(st.characters(codec="utf-8"), max_size=60), st.lists(TEXTS, max_size=2).map(tuple)),
)
DOCUMENTS = st.lists(PARTS, max_size=8).map(lambda parts: Document(Wording("essai", "test"), parts))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@given(document=DOCUMENTS)
def test_any_document_is_right_for_a_strict_interpreter(profile: Profile, document: Document) -> None:
    data = Encoder(profile).encode(document, None).data

    seen = interpret(data)

    assert seen.commands[0] == b"\x1b@"
    assert seen.commands.count(b"\x1bt") == 1
    assert seen.commands.count(b"\x1dV") + seen.commands.count(b"\x1bi") == 1
    assert seen.picture_bytes_max <= BAND_BYTES_MAX
    assert not any(request in data for request in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@given(text=ANY_TEXT)
def test_a_letter_is_printed_as_itself_or_drawn_but_never_replaced(text: str) -> None:
    document = Document(Wording("essai", "test"), [Paragraph(text)])

    seen = interpret(Encoder(EPSON_80MM).encode(document, IDS).data)

    printed = b"".join(seen.text).decode("cp1252")
    assert printed.count("?") <= text.count("?")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_certificate_of_one_page_is_encoded_in_one_page_of_bytes(profile: Profile) -> None:
    encoded = Encoder(profile).encode(
        Document(Wording("essai", "test"), [Paragraph(f"Ligne {line} : né à Besançon, 12,50 €") for line in range(60)]),
        None,
    )

    assert len(encoded.data) < 3072


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """What python-escpos writes for a text and for a QR code, from a process of its own: importing it leaves traces."""
    program = """
        from escpos.printer import Dummy
        text = Dummy(profile="TM-T20II")
        text.charcode("CP1252")
        text.text("Versés à l’assurée : 58,75 €\\n")
        symbol = Dummy(profile="TM-T20II")
        symbol.qr("https://a.example/v", ec=1, size=8, native=True)
        print(text.output.hex(), symbol.output.hex())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path_factory.mktemp("escpos"))},
    )
    text, symbol = done.stdout.split()
    return bytes.fromhex(text), bytes.fromhex(symbol)


def test_python_escpos_writes_the_same_bytes_for_the_same_text(theirs: tuple[bytes, bytes]) -> None:
    ours = Encoder(EPSON_80MM).encode_lines((TextLine((Span("Versés à l’assurée : 58,75 €"),)),), None)

    assert theirs[0] in ours.data


def test_python_escpos_writes_the_same_qr_code(theirs: tuple[bytes, bytes]) -> None:
    ours = _qr_functions(body(QrLine("https://a.example/v")))

    assert sorted(_qr_functions(theirs[1])) == sorted(ours)


def _qr_functions(data: bytes) -> list[bytes]:
    found = []
    place = data.find(b"\x1d(k")
    while place >= 0:
        length = 5 + int.from_bytes(data[place + 3 : place + 5], "little")
        found.append(data[place : place + length])
        place = data.find(b"\x1d(k", place + length)
    return found


def test_every_printer_of_the_database_that_carries_french_gets_its_own_code_page() -> None:
    star = find_profile("TUP500", EPSON_80MM.dialect)

    encoded: EncodedJob = Encoder(star).encode_lines((TextLine((Span("€"),)),), None)

    assert b"\x1bt\x20" in encoded.data
    assert star.code_page == replace(CP1252, slot=32)
    assert CP858.slot == 19
