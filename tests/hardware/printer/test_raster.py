"""Pictures: letters, frames, QR codes, and bands that no printer misunderstands."""

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from hardware.printer.raster import (
    QUIET_ZONE_MODULES,
    Picture,
    bands,
    frame_rows,
    qr_rows,
    text_rows,
    tick_rows,
    writing_rows,
)
from kiosk.documents.layout import Size, Span, TextLine
from kiosk.documents.metrics import WRITING_LINE_INK, qr_module_dots
from kiosk.documents.model import Align

WIDTH = 576
BAND = 8192


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.getbbox()
    assert box is not None
    return box


def put_together(commands: list[bytes]) -> tuple[int, bytes]:
    """Give width and rows of the picture that the commands print one below the other."""
    widths = {int.from_bytes(command[4:6], "little") for command in commands}
    assert len(widths) == 1
    return widths.pop(), b"".join(command[8:] for command in commands)


@pytest.mark.parametrize(("size", "cell", "rows"), [(Size.NORMAL, 12, 30), (Size.LARGE, 24, 48), (Size.SMALL, 9, 30)])
def test_letters_stand_in_the_cells_of_the_printer(size: Size, cell: int, rows: int) -> None:
    picture = text_rows(TextLine((Span("   Ł"),), size), WIDTH).dots

    left, top, right, bottom = ink(picture)
    assert picture.size == (WIDTH, rows)
    assert 3 * cell <= left
    assert right <= 4 * cell
    assert top > 0
    assert bottom < rows


def test_each_span_is_drawn_from_its_own_cell() -> None:
    """A name written from right to left does not pull the amount beside it out of its column."""
    amount_alone = text_rows(TextLine((Span(" " * 40), Span("58,75 €", bold=True))), WIDTH).dots
    beside_name = text_rows(TextLine((Span("שלום"), Span(" " * 36), Span("58,75 €", bold=True))), WIDTH).dots

    column = (40 * 12, 0, WIDTH, 30)
    assert amount_alone.crop(column).tobytes() == beside_name.crop(column).tobytes()


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 0), (Align.CENTRE, 270), (Align.RIGHT, 540)])
def test_a_line_stands_where_it_is_aligned(align: Align, left: int) -> None:
    assert left <= ink(text_rows(TextLine((Span("ŁŁŁ"),), align=align), WIDTH).dots)[0] < left + 12


def test_controls_are_not_drawn() -> None:
    assert (
        text_rows(TextLine((Span("Ł\x1b\x07ok"),)), WIDTH).dots.tobytes()
        == text_rows(TextLine((Span("Łok"),)), WIDTH).dots.tobytes()
    )


def test_a_line_to_write_on_goes_from_edge_to_edge() -> None:
    assert ink(writing_rows(WIDTH).dots) == (0, WRITING_LINE_INK.start, WIDTH, WRITING_LINE_INK.stop)


def test_a_drawn_box_to_tick_is_empty_and_its_text_stands_beside_it() -> None:
    dots = tick_rows("Łódź", WIDTH).dots

    assert ink(dots.crop((0, 0, 36, 30))) == (1, 1, 23, 23)
    assert dots.crop((3, 3, 21, 21)).getbbox() is None
    assert 36 <= ink(dots.crop((24, 0, WIDTH, 30)))[0] + 24 < 48


def test_the_two_sides_of_a_frame_are_mirror_images_with_posts_towards_the_text() -> None:
    top, bottom = frame_rows(WIDTH, top=True).dots, frame_rows(WIDTH, top=False).dots

    assert top.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes() == bottom.tobytes()
    last_row = top.crop((0, top.height - 1, WIDTH, top.height))
    assert [x for x in range(WIDTH) if last_row.getpixel((x, 0))] == [5, 6, 7, WIDTH - 8, WIDTH - 7, WIDTH - 6]
    assert ink(top)[0] == 5
    assert ink(top)[2] == WIDTH - 5


@pytest.mark.parametrize(("letters", "module", "scale"), [(24, 8, 2), (240, 4, 2), (1200, 3, 1)])
def test_a_qr_code_is_drawn_module_by_module_with_its_quiet_zone(letters: int, module: int, scale: int) -> None:
    payload = b"https://borne.example/v#" + b"a" * letters
    reference = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES)
    reference.add_data(payload)
    matrix = reference.get_matrix()

    picture = qr_rows(payload, WIDTH)

    side = len(matrix)
    dots = module // scale
    left = (WIDTH // scale - side * dots) // 2
    assert picture.scale == scale
    assert picture.rows == side * module
    assert [
        [bool(picture.dots.getpixel((left + x * dots, y * dots))) for x in range(side)] for y in range(side)
    ] == matrix


def test_a_drawn_qr_code_takes_few_bytes() -> None:
    commands = bands(qr_rows(b"https://borne.example/v#" + b"A1b2" * 60, WIDTH), BAND)

    assert sum(len(command) for command in commands) < 5000
    assert commands[0].startswith(b"\x1dv0\x03")


@pytest.mark.parametrize(("side", "width", "module"), [(21, 576, 8), (65, 576, 4), (81, 576, 4), (177, 576, 3)])
def test_a_module_is_as_large_as_a_telephone_likes_and_the_paper_allows(side: int, width: int, module: int) -> None:
    assert qr_module_dots(side, width) == module


def test_a_symbol_wider_than_the_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="on this paper"):
        qr_module_dots(177, 384)


def test_a_long_picture_is_cut_into_bands() -> None:
    picture = Image.new("1", (WIDTH, 1600), 1)

    commands = list(bands(Picture(picture), BAND))

    assert all(len(command) <= BAND + 8 for command in commands)
    assert len(commands) == 15
    assert put_together(commands) == (72, picture.tobytes())


def test_the_white_at_the_right_is_not_sent() -> None:
    picture = Image.new("1", (WIDTH, 4), 0)
    picture.putpixel((20, 2), 1)

    assert put_together(list(bands(Picture(picture), BAND))) == (3, bytes(8) + b"\x08" + bytes(3))


def test_a_white_picture_still_takes_its_rows() -> None:
    assert put_together(list(bands(Picture(Image.new("1", (WIDTH, 4), 0)), BAND))) == (1, bytes(4))


@given(dots=st.lists(st.sampled_from([0x10, 0x04, 0x05, 0x14, 0x00, 0xFF]), min_size=1, max_size=60).map(bytes))
def test_no_picture_holds_what_a_printer_obeys_at_once(dots: bytes) -> None:
    picture = Image.frombytes("1", (8, len(dots)), dots)

    _, sent = put_together(list(bands(Picture(picture), BAND)))

    assert not any(request in sent for request in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    for before, after in zip(dots, sent.ljust(len(dots), b"\0"), strict=True):
        assert before | 0x08 == after | 0x08, "one dot more at most, and none less"
        assert before & after == before
