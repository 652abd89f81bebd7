"""Commands with arguments; the others are constants."""

import pytest

from hardware.printer import commands


def test_questions_and_settings() -> None:
    assert commands.realtime_status(4) == b"\x10\x04\x04"
    assert commands.code_page(16) == b"\x1bt\x10"
    assert commands.line_spacing(24) == b"\x1b3\x18"
    assert commands.feed_lines(4) == b"\x1bd\x04"


def test_a_picture_says_its_size_in_two_bytes_each() -> None:
    assert commands.raster(2, 300, bytes(600)) == b"\x1dv0\x00\x02\x00\x2c\x01" + bytes(600)
    assert commands.raster(1, 1, b"\xff", scale=2) == b"\x1dv0\x03\x01\x00\x01\x00\xff"
    with pytest.raises(ValueError, match="2 x 3 bytes"):
        commands.raster(2, 3, bytes(5))


def test_a_picture_on_the_line_counts_its_columns() -> None:
    assert commands.inline_image(bytes(6)) == b"\x1b*\x21\x02\x00" + bytes(6)
    with pytest.raises(ValueError, match="three bytes"):
        commands.inline_image(bytes(5))


def test_a_qr_code_is_stored_then_printed() -> None:
    data = commands.qr_code(b"x" * 300, 5)

    assert b"\x1d(k\x2f\x011P0" + b"x" * 300 in data
    assert data.endswith(b"\x1d(k\x03\x001Q0")
    with pytest.raises(ValueError, match="7089"):
        commands.qr_code(b"x" * 7090, 5)


@pytest.mark.parametrize("identifier", [b"", b"abc", b"abcde", b"ab\x00d", b"ab\x7fd", b"ab\xe9d"])
def test_a_process_id_is_four_printable_characters(identifier: bytes) -> None:
    assert commands.process_id(b"CabA") == b"\x1d(H\x06\x0000CabA"
    with pytest.raises(ValueError, match="four printable"):
        commands.process_id(identifier)
