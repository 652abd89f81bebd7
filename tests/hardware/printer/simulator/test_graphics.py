"""Images come out dot for dot, whichever command sends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hardware.printer.simulator.graphics import columns, raster, stored_graphics

TOP = 12 * 8
CHECKER = bytes([0b10101010, 0b01010101])
"""Two rows of eight dots."""


def dots(image):
    """Rows of 0 and 1, 1 where the image is set."""
    return [[1 if image.getpixel((x, y)) else 0 for x in range(image.width)] for y in range(image.height)]


def raster_command(width_bytes, rows, data, mode=0):
    return b"\x1dv0" + bytes([mode]) + width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little") + data


@given(width=st.integers(1, 4), rows=st.integers(1, 9), data=st.data())
def test_raster_rows_become_dots_most_significant_bit_first(width, rows, data):
    content = data.draw(st.binary(min_size=width * rows, max_size=width * rows))
    image = raster(bytes([0, width, 0, rows, 0]) + content)
    expected = [[content[y * width + x // 8] >> (7 - x % 8) & 1 for x in range(width * 8)] for y in range(rows)]
    assert dots(image) == expected


@pytest.mark.parametrize(("mode", "size"), [(0, (8, 2)), (1, (16, 2)), (2, (8, 4)), (3, (16, 4)), (51, (16, 4))])
def test_raster_modes_double_width_height_or_both(mode, size):
    assert raster(bytes([mode, 1, 0, 2, 0]) + CHECKER).size == size


def test_an_image_is_printed_where_the_justification_puts_it(bench):
    bench.print_text(b"\x1ba\x01" + raster_command(1, 2, b"\xff\xff"))
    ink = bench.paper.image.convert("L").point(lambda value: 255 - value)
    assert ink.getbbox() == (284, TOP, 292, TOP + 2)
    assert bench.paper.image.height == TOP + 2
    assert bench.paper.text == " " * 0 + "[image 8×2]\n"


def test_an_image_in_bands_is_one_image(bench):
    whole = bytes(range(256)) * 9
    bench.print_text(raster_command(72, 32, whole))
    one = bench.paper.image
    bench.print_text(raster_command(72, 20, whole[: 72 * 20]) + raster_command(72, 12, whole[72 * 20 :]))
    assert bench.paper.image.tobytes() == one.tobytes()


def test_a_raster_image_inside_a_line_is_ignored_as_on_hardware(bench):
    assert bench.print_text(b"A" + raster_command(1, 2, b"\xff\xff") + b"B\n") == "AB\n"
    assert "line-not-empty 1D 76 30" in bench.events


def test_a_blank_image_moves_paper_and_says_nothing(bench):
    assert bench.print_text(b"A\n" + raster_command(72, 40, bytes(72 * 40)) + b"B\n") == "A\nB\n"
    assert bench.paper.lines[1].top_dots == TOP + 30 + 40


def test_graphics_are_stored_then_printed(bench):
    store = b"0\x700\x01\x011\x08\x00\x02\x00" + CHECKER
    by_l = b"\x1d(L" + len(store).to_bytes(2, "little") + store + b"\x1d(L\x02\x0002"
    by_8l = b"\x1d8L" + len(store).to_bytes(4, "little") + store + b"\x1d(L\x02\x0002"
    bench.print_text(raster_command(1, 2, CHECKER))
    expected = bench.paper.image.tobytes()
    for command in (by_l, by_8l):
        bench.print_text(command)
        assert bench.paper.image.tobytes() == expected


def test_nothing_stored_prints_nothing(bench):
    assert bench.print_text(b"A\n\x1d(L\x02\x0002B\n") == "A\nB\n"


def test_graphics_in_grey_are_refused():
    assert stored_graphics(b"4\x01\x011\x08\x00\x02\x00" + CHECKER) is None


def test_columns_of_twenty_four_dots_stand_upright():
    image = columns(bytes([33, 2, 0]) + b"\x80\x00\x00" + b"\x00\x00\x01")
    assert image.size == (2, 24)
    assert [(x, y) for x in range(2) for y in range(24) if image.getpixel((x, y))] == [(0, 0), (1, 23)]


@pytest.mark.parametrize(("mode", "size"), [(0, (4, 24)), (1, (2, 24)), (32, (4, 24)), (33, (2, 24))])
def test_densities_cover_the_same_height(mode, size):
    data = bytes(2 * (3 if mode >= 32 else 1))
    assert columns(bytes([mode, 2, 0]) + data).size == size


def test_columns_stand_on_the_line_between_letters(bench):
    text = bench.print_text(b"A\x1b*\x21\x0c\x00" + b"\xff\xff\xff" * 12 + b"B\n")
    assert text == "A[image 12×24]B\n"
    black = bench.paper.image.crop((12, TOP, 24, TOP + 24))
    assert black.convert("L").getextrema() == (0, 0)


def test_what_is_wider_than_the_paper_is_lost(bench):
    bench.print_text(raster_command(80, 1, b"\xff" * 80))
    assert bench.paper.image.crop((0, TOP, 576, TOP + 1)).convert("L").getextrema() == (0, 0)


def test_an_image_of_no_size_is_an_event(bench):
    bench.print_text(b"A\n" + raster_command(0, 0, b""))
    assert "bad-argument 1D 76 30" in bench.events


def test_a_full_page_of_noise_is_printed_dot_for_dot(bench):
    page = Image.effect_noise((576, 400), 80).point(lambda value: 255 if value > 127 else 0, mode="1")
    data = page.point(lambda value: 255 - value).tobytes()
    bands = b"".join(raster_command(72, 100, data[72 * 100 * band : 72 * 100 * (band + 1)]) for band in range(4))
    bench.print_text(bands)
    # Noise may hold DLE EOT: the answers are of no interest, the dots must not suffer.
    assert bench.paper.image.crop((0, TOP, 576, TOP + 400)).tobytes() == page.tobytes()
