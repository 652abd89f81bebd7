"""The form on real paper, as a virtual printer draws it dot by dot: there is room to write by hand."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PIL import Image

from hardware.printer.encoder import Encoder
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.simulator import EPSON_TM, InProcessLink, PrinterEngine
from kiosk.documents.attachment import attachment_document
from kiosk.documents.model import Blank, Heading, Row, Rule, Tick

DOTS_PER_MM = 8
PRINT_WIDTH = 576
WRITING_MM = 8
SIGNATURE_MM = 15
NBSP = "\u00a0"


def print_out(document):
    """Print a document in no time and give its paper."""
    engine = PrinterEngine(EPSON_TM, lambda: datetime(2026, 11, 21, 10, 4, tzinfo=UTC), None)
    link = InProcessLink(engine)
    unsent = Encoder(EPSON_80MM).encode(document, None).data
    while unsent:
        unsent = unsent[link.write(unsent) :]
    engine.settle()
    (paper,) = engine.body.tray.papers
    return paper


def inked_rows(image):
    """Say of each row of dots whether it has ink, and whether it is inked from edge to edge of the print."""
    grey = image.convert("L")
    margin = (grey.width - PRINT_WIDTH) // 2
    printed = grey.crop((margin, 0, margin + PRINT_WIDTH, grey.height)).point(lambda tone: 255 if tone < 128 else 0)
    dots = [printed.crop((0, row, PRINT_WIDTH, row + 1)).tobytes() for row in range(printed.height)]
    return [255 in row for row in dots], [0 not in row for row in dots]


def room_above_lines_mm(image):
    """Give the white paper above each line that goes from edge to edge, in millimetres."""
    inked, full = inked_rows(image)
    starts = [row for row in range(1, len(full)) if full[row] and not full[row - 1]]
    rooms = []
    for start in starts:
        above = start
        while above and not inked[above - 1]:
            above -= 1
        rooms.append((start - above) / DOTS_PER_MM)
    return rooms


def test_a_picture_with_too_little_room_is_seen():
    image = Image.new("L", (PRINT_WIDTH, 100), 255)
    image.paste(0, (0, 40, PRINT_WIDTH, 42))
    image.paste(0, (0, 90, PRINT_WIDTH, 92))
    assert room_above_lines_mm(image) == [5.0, 6.0]


@pytest.mark.parametrize(("chosen", "blanks"), [((2, 3), 0), ((), 1), ((2,), 3)])
def test_every_line_is_as_long_as_the_paper_and_has_room_for_a_hand(attachment_form, chosen, blanks):
    document = attachment_document(attachment_form(chosen, blanks))
    rooms = room_above_lines_mm(print_out(document).image)
    assert len(rooms) == sum(isinstance(part, Blank) for part in document.parts)
    assert min(rooms) >= WRITING_MM


def test_both_parents_have_room_to_sign(attachment_form):
    rooms = room_above_lines_mm(print_out(attachment_document(attachment_form())).image)
    assert sum(room >= SIGNATURE_MM for room in rooms) == 2


def test_the_two_parts_are_on_one_strip_with_a_line_to_cut_along_between_them(attachment_form):
    parts = attachment_document(attachment_form()).parts
    marks = [
        part.text
        for part in parts
        if (isinstance(part, Rule) and part.text) or getattr(part, "text", "")[:5] == "VOLET"
    ]
    assert marks == [f"VOLET 1{NBSP}: À ENVOYER", "Coupez ici", f"VOLET 2{NBSP}: À GARDER"]


def test_the_form_asks_for_both_parents_the_children_the_pieces_and_both_signatures(attachment_form):
    headings = [part.text for part in attachment_document(attachment_form()).parts if isinstance(part, Heading)]
    assert headings[1:-1] == [
        "Premier parent",
        "Autre parent",
        "Enfants à rattacher",
        "Demande",
        "Pièces à joindre",
        "Signature du premier parent",
        "Signature de l’autre parent",
        f"Où envoyer le volet 1{NBSP}?",
    ]


def test_the_pieces_are_a_list_with_boxes(attachment_form):
    ticks = [part.text for part in attachment_document(attachment_form()).parts if isinstance(part, Tick)]
    assert ticks[-3:] == ["acte de naissance", "livret de famille", "jugement d’adoption"]


def test_the_other_parent_is_blank(attachment_form):
    parts = attachment_document(attachment_form()).parts
    start = next(place for place, part in enumerate(parts) if part == Heading("Autre parent"))
    end = next(place for place in range(start, len(parts)) if isinstance(parts[place], Rule))
    assert {type(part) for part in parts[start + 1 : end]} == {Blank}


def test_a_child_on_the_file_has_no_line_to_fill_in(attachment_form):
    def labels(*choice):
        parts = attachment_document(attachment_form(*choice)).parts
        return [part.label for part in parts if isinstance(part, Blank) and "enfant" in part.label]

    assert labels((2, 3), 0) == []
    assert len(labels((2,), 2)) == 2 * 3 + 2, "three lines a child, and one on the part that is kept"


def test_the_children_are_named_on_both_parts(attachment_form):
    rows = [part.left for part in attachment_document(attachment_form((3,))).parts if isinstance(part, Row)]
    assert rows == ["DURAND Inès", "DURAND Inès"]


def test_the_lines_of_two_answers_do_not_touch(attachment_form):
    inked, full = inked_rows(print_out(attachment_document(attachment_form((), 3))).image)
    ends = [row for row in range(1, len(full)) if full[row - 1] and not full[row]]
    assert all(not any(inked[end : end + 2]) for end in ends)
    assert all(following - end > WRITING_MM * DOTS_PER_MM for end, following in pairwise(ends))
