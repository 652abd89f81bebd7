"""A ticket is measured in dots, parted between its lines, and says in words what it shows."""

import math

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.encoder import Encoder
from hardware.printer.profiles import CUSTOM_KIOSK
from kiosk.documents.language import Wording
from kiosk.documents.layout import (
    BoxLine,
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
from kiosk.documents.metrics import BOX_DOTS, CELL_DOTS, LINE_DOTS, QUIET_ZONE_MODULES, qr_module_dots
from kiosk.documents.model import Blank, Box, Document, Heading, Paragraph, QrCode, Row, Rule, Space, Tick, Title
from ui.widgets.ticket import (
    EDGE_DOTS,
    measured,
    pieces,
    qr_modules,
    ticket_text,
    width_dots,
)

NBSP = "\u00a0"

lines = st.lists(
    st.one_of(
        st.builds(lambda size: TextLine((Span("texte"),), size), st.sampled_from(Size)),
        st.just(RuleLine()),
        st.just(WritingLine()),
        st.just(TickLine("texte")),
        st.just(BoxLine("TOTAL", "19,00 €")),
        st.builds(SpaceLine, st.integers(1, 8)),
    ),
    max_size=40,
)


def test_eighty_millimetres_of_paper_are_640_dots():
    assert width_dots(48) == 640


@pytest.mark.parametrize("size", Size)
def test_a_full_line_of_any_size_is_as_wide_as_the_print(size):
    columns = {Size.NORMAL: 48, Size.LARGE: 24, Size.SMALL: 64}[size]
    assert columns * CELL_DOTS[size] == 48 * CELL_DOTS[Size.NORMAL]


def test_the_qr_code_is_the_one_that_any_encoder_makes_with_a_quiet_zone_around_it():
    modules = qr_modules("https://verification.example/c#abc")

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=3)
    code.add_data("https://verification.example/c#abc")
    code.make(fit=True)
    quiet = QUIET_ZONE_MODULES
    assert [list(row[quiet:-quiet]) for row in modules[quiet:-quiet]] == code.get_matrix()
    edges = [*modules[:quiet], *modules[-quiet:], *(row[:quiet] + row[-quiet:] for row in modules)]
    assert not any(dark for row in edges for dark in row)


def test_each_line_has_the_height_it_takes_on_paper():
    qr = QrLine("payload", ("Vérifiez ce document", "N° 1"))

    heights = [line.height for line in measured([TextLine((Span("a"),)), SpaceLine(3), BoxLine("T", "1"), qr])]

    side = len(qr_modules("payload")) * qr_module_dots(21, 576)
    normal = LINE_DOTS[Size.NORMAL]
    assert heights == [normal, 3 * normal, BOX_DOTS, side + 2 * normal]


@given(lines, st.integers(1, 2000))
def test_parting_a_ticket_loses_no_line_and_changes_no_order(ticket, height_max):
    whole = measured(ticket)

    parts = pieces(whole, height_max)

    kept = [placed.measured.line for piece in parts for placed in piece.lines]
    assert [line for line in kept if not isinstance(line, SpaceLine)] == [
        line for line in ticket if not isinstance(line, SpaceLine)
    ]


@given(lines, st.integers(200, 2000))
def test_no_piece_is_higher_than_there_is_room_unless_one_line_alone_is(ticket, height_max):
    for piece in pieces(measured(ticket), height_max):
        assert piece.height <= height_max or len(piece.lines) == 1


@given(lines, st.integers(1, 2000))
def test_lines_stand_one_under_the_other_between_the_edges_of_the_paper(ticket, height_max):
    for piece in pieces(measured(ticket), height_max):
        top = EDGE_DOTS
        for placed in piece.lines:
            assert placed.top == top
            top += placed.measured.height
        assert piece.height == top + EDGE_DOTS


def test_only_the_first_piece_begins_and_only_the_last_one_ends():
    ticket = measured([TextLine((Span("texte"),))] * 30)

    parts = pieces(ticket, 400)

    assert len(parts) > 2
    assert [piece.begins for piece in parts] == [True] + [False] * (len(parts) - 1)
    assert [piece.ends for piece in parts] == [False] * (len(parts) - 1) + [True]


def test_a_piece_does_not_begin_with_an_empty_line():
    ticket = measured([TextLine((Span("a"),)), SpaceLine(2), TextLine((Span("b"),))])

    _first, second = pieces(ticket, 2 * EDGE_DOTS + LINE_DOTS[Size.NORMAL])

    assert [placed.measured.line.text for placed in second.lines] == ["b"]


def test_a_ticket_without_lines_is_one_empty_piece():
    (piece,) = pieces((), math.inf)
    assert piece.lines == ()
    assert (piece.begins, piece.ends) == (True, True)


def test_the_text_of_a_ticket_says_all_that_it_shows_and_nothing_of_its_columns():
    document = Document(
        Wording("essai", "test"),
        (
            Title("RELEVÉ"),
            Rule(),
            Heading("pour MARIE"),
            Row("Consultation", f"19,00{NBSP}€"),
            Space(2),
            Box("TOTAL VERSÉ", f"19,00{NBSP}€"),
            QrCode("https://verification.example/c#secret", ("Vérifiez ce document",)),
            Blank("Nom"),
            Tick("livret de famille"),
            Rule("Coupez ici"),
            Paragraph("Conservez ce papier."),
        ),
    )

    assert ticket_text(lay_out(document)).split("\n") == [
        "RELEVÉ",
        "pour MARIE",
        f"Consultation{NBSP}: 19,00{NBSP}€",
        f"TOTAL VERSÉ{NBSP}: 19,00{NBSP}€",
        "Code QR",
        "Vérifiez ce document",
        f"Nom{NBSP}:",
        "(ligne à remplir)",
        "(case à cocher) livret de famille",
        "Coupez ici",
        "Conservez ce papier.",
    ]


def test_the_picture_is_as_long_as_the_ticket_that_a_printer_draws_dot_by_dot():
    lines = (
        TextLine((Span("Attestation de droits"),), Size.LARGE),
        TextLine((Span("Marie"),)),
        TextLine((Span("en petit"),), Size.SMALL),
        TextLine((Span("Łódź"),), Size.LARGE),
        TextLine((Span("Łódź"),), Size.SMALL),
        RuleLine(),
        RuleLine("Coupez ici"),
        WritingLine(),
        TickLine("livret de famille"),
        TickLine("Łódź"),
        BoxLine("TOTAL", "58,75 €"),
        QrLine("https://verification.example/c#" + "a" * 150, ("Document",)),
        SpaceLine(2),
    )
    encoder = Encoder(CUSTOM_KIOSK)
    printed_mm = encoder.encode_lines(lines, None).paper_mm - encoder.encode_lines((), None).paper_mm

    assert sum(line.height for line in measured(lines)) == printed_mm * CUSTOM_KIOSK.dots_per_mm


def test_the_modules_of_a_long_payload_are_as_small_as_on_the_ticket():
    (line,) = measured((QrLine("a" * 180),))

    assert line.module_dots == qr_module_dots(len(line.modules) - 2 * QUIET_ZONE_MODULES, 576) < 6
