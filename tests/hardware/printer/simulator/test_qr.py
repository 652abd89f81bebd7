"""QR codes that a telephone reads: the right modules, and four white ones around."""

import pytest
import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

PAYLOAD = b"https://kiosk.example/v#eyJhbGciOiJFZERTQSJ9.eyJuIjoiNzUxLTI2LTAwNDgxMy1SIn0"


def function(data):
    return b"\x1d(k" + len(data).to_bytes(2, "little") + data


def qr_command(payload, module=6, correction=49):
    return (
        function(b"1A2\x00")
        + function(b"1C" + bytes([module]))
        + function(b"1E" + bytes([correction]))
        + function(b"1P0" + payload)
        + function(b"1Q0")
    )


def modules_of(paper, symbol):
    """Read every module of a printed symbol in its middle."""
    side = symbol.width_dots // symbol.module_dots
    middle = symbol.module_dots // 2
    return [
        [
            paper.image.getpixel(
                (symbol.left_dots + x * symbol.module_dots + middle, symbol.top_dots + y * symbol.module_dots + middle)
            )
            == 0
            for x in range(side)
        ]
        for y in range(side)
    ]


def matrix_of(payload, correction):
    code = qrcode.QRCode(error_correction=correction, border=0)
    code.add_data(payload)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


@pytest.mark.parametrize(
    ("correction", "level"),
    [(48, ERROR_CORRECT_L), (49, ERROR_CORRECT_M), (50, ERROR_CORRECT_Q), (51, ERROR_CORRECT_H)],
)
def test_the_printed_modules_are_those_of_the_payload(bench, correction, level):
    bench.print_text(b"\x1ba\x01\n\n" + qr_command(PAYLOAD, correction=correction) + b"\n\n")
    (symbol,) = bench.paper.symbols
    assert modules_of(bench.paper, symbol) == matrix_of(PAYLOAD, level)


@pytest.mark.parametrize("module", [1, 3, 8, 16])
def test_modules_have_the_size_asked_for(bench, module):
    bench.print_text(qr_command(b"A", module))
    (symbol,) = bench.paper.symbols
    assert symbol.width_dots == symbol.height_dots == 21 * module
    assert modules_of(bench.paper, symbol) == matrix_of(b"A", ERROR_CORRECT_M)


def test_the_text_twin_says_what_the_code_says(bench):
    assert bench.print_text(b"A\n" + qr_command(PAYLOAD)) == f"A\n[QR {PAYLOAD.decode()}]\n"
    assert bench.paper.symbols[0].payload == PAYLOAD


def test_a_code_with_air_around_it_has_its_quiet_zone(bench):
    bench.print_text(b"A\n\x1ba\x01\x1bJ\x18" + qr_command(PAYLOAD, 6) + b"\x1bJ\x18A\n")
    assert bench.paper.symbols[0].quiet_modules == 4
    assert bench.events == []


def test_a_code_that_touches_text_is_noticed(bench):
    bench.print_text(b"\x1ba\x01" + b"_" * 48 + b"\n" + qr_command(PAYLOAD, 6) + b"\x1bJ\x18")
    assert bench.paper.symbols[0].quiet_modules < 4
    assert "narrow-quiet-zone" in bench.events


def test_a_code_that_is_cut_too_near_is_noticed(bench):
    # GS V 66 feeds the code to the blade and not a row more.
    bench.print_text(qr_command(PAYLOAD, 6))
    assert bench.paper.symbols[0].quiet_modules == 0
    assert "narrow-quiet-zone" in bench.events


def test_the_margin_of_the_paper_is_white_too(bench):
    bench.print_text(b"\x1bJ\x18" + qr_command(PAYLOAD, 6) + b"\x1bJ\x18")
    assert bench.paper.symbols[0].left_dots == 0
    assert bench.paper.symbols[0].quiet_modules == 4


def test_a_code_wider_than_the_paper_is_not_printed(bench):
    assert bench.print_text(b"A\n" + qr_command(PAYLOAD, 16)) == "A\n"
    assert "bad-argument 1D 28 6B" in bench.events


def test_a_payload_that_fits_no_version_is_not_printed(bench):
    assert bench.print_text(b"A\n" + qr_command(b"\xff" * 3000, 1)) == "A\n"
    assert "bad-argument 1D 28 6B" in bench.events


def test_other_two_dimensional_codes_are_events(bench):
    bench.print_text(b"A\n" + function(b"0A2\x00"))
    assert "unsupported-command 1D 28 6B" in bench.events


def test_an_image_of_the_code_would_be_read_the_same(bench):
    """The printer's own drawing against the one that a host would send as an image."""
    modules = matrix_of(PAYLOAD, ERROR_CORRECT_M)
    side = len(modules)
    image = Image.new("1", (side, side))
    image.putdata([255 if not module else 0 for row in modules for module in row])
    bench.print_text(qr_command(PAYLOAD, 4) + b"\x1bJ\x10")
    symbol = bench.paper.symbols[0]
    printed = bench.paper.image.crop(
        (symbol.left_dots, symbol.top_dots, symbol.left_dots + side * 4, symbol.top_dots + side * 4)
    )
    assert printed.tobytes() == image.resize((side * 4, side * 4), 0).tobytes()
