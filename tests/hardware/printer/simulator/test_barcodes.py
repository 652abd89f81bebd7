"""Bar codes, against the tables of another program (python-barcode comes with python-escpos)."""

import barcode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.simulator.barcodes import encode

TOP = 12 * 8


def modules(code):
    return "".join(("1" if place % 2 == 0 else "0") * width for place, width in enumerate(code.widths))


def reference(kind, text, **options):
    return barcode.get_barcode_class(kind)(text, **options).build()[0].replace("G", "1")


@given(digits=st.text("0123456789", min_size=12, max_size=12))
def test_ean13_with_its_check_digit(digits):
    assert modules(encode(67, digits.encode())) == reference("ean13", digits)


@given(digits=st.text("0123456789", min_size=7, max_size=7))
def test_ean8_with_its_check_digit(digits):
    assert modules(encode(68, digits.encode())) == reference("ean8", digits)


@given(digits=st.text("0123456789", min_size=11, max_size=11))
def test_upc_a_with_its_check_digit(digits):
    assert modules(encode(65, digits.encode())) == reference("upca", digits)


@given(text=st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%", min_size=1, max_size=20))
def test_code39(text):
    assert modules(encode(69, text.encode())) == reference("code39", text, add_checksum=False)


@given(pairs=st.lists(st.integers(0, 99), min_size=1, max_size=8))
def test_interleaved_2_of_5(pairs):
    digits = "".join(f"{pair:02d}" for pair in pairs)
    assert modules(encode(70, digits.encode())) == reference("itf", digits, narrow=1, wide=3)


@pytest.mark.parametrize("text", ["FACTURE-751", "abc", "Année".encode("ascii", "ignore").decode(), "A b~"])
def test_code128_in_set_b(text):
    assert modules(encode(73, b"{B" + text.encode())) == reference("code128", text)


def test_code128_in_set_c():
    assert modules(encode(73, b"{C" + bytes([12, 34, 56, 78]))) == reference("code128", "12345678")


def test_code128_changes_its_set():
    code = encode(73, b"{BA1{C" + bytes([23, 45]))
    assert code.text == "A12345"
    # Start B, A, 1, switch to C, 23, 45 and the check symbol have six bars and spaces each, the stop has seven.
    assert len(code.widths) == 7 * 6 + 7


@pytest.mark.parametrize(
    ("mode", "data"),
    [
        (67, b"5901234123450"),  # wrong check digit
        (67, b"12"),
        (69, "É".encode("latin-1")),
        (70, b"123"),
        (73, b"no set"),
        (73, b"{C\xff"),
        (73, b"{B{"),
        (73, b"{B{Z"),
        (71, b"A1B"),
    ],
)
def test_data_that_do_not_suit_the_code_are_refused(mode, data):
    assert encode(mode, data) is None


def test_escapes_of_code128():
    assert encode(73, b"{B{{").text == "{"
    assert encode(73, b"{1A") is None
    shifted = encode(73, b"{B{S\x01a")
    assert shifted.text == " a"
    function_1 = encode(73, b"{B{1A")
    assert len(function_1.widths) == 4 * 6 + 7


def test_a_bar_code_is_drawn_with_its_text(bench):
    text = bench.print_text(b"\x1ba\x01\x1dh\x50\x1dw\x02\x1dH\x02\x1dk\x04AB-1\x00A\n")
    assert "[CODE39 *AB-1*]" in text
    (symbol,) = bench.paper.symbols
    assert (symbol.kind, symbol.payload, symbol.height_dots, symbol.module_dots) == ("CODE39", b"AB-1", 80, 2)
    bars = bench.paper.image.crop(
        (symbol.left_dots, symbol.top_dots, symbol.left_dots + symbol.width_dots, symbol.top_dots + 1)
    )
    row = "".join("1" if bars.getpixel((x, 0)) == 0 else "0" for x in range(0, bars.width, 2))
    assert row == modules(encode(4, b"AB-1"))
    # The text stands below the bars and takes paper.
    assert bench.paper.lines[1].top_dots == TOP + 80 + 24


def test_text_above_the_bars_moves_them_down(bench):
    bench.print_text(b"\x1dH\x01\x1df\x01\x1dk\x04A\x00")
    assert bench.paper.symbols[0].top_dots == TOP + 17


def test_a_code_that_is_not_drawn_is_an_event(bench):
    assert bench.print_text(b"A\n\x1dk\x06A1B\x00B\n") == "A\nB\n"
    assert "unsupported-command 1D 6B" in bench.events


def test_a_code_wider_than_the_paper_is_not_printed(bench):
    assert bench.print_text(b"A\n\x1dw\x06\x1dk\x04" + b"A" * 40 + b"\x00B\n") == "A\nB\n"
    assert "bad-argument 1D 6B" in bench.events
