"""The picture of a ticket shows the very print: its characters in their cells, its QR code module by module."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from kiosk.documents.language import Wording
from kiosk.documents.layout import QrLine, RuleLine, Size, Span, TextLine, TickLine, WritingLine, lay_out
from kiosk.documents.metrics import CELL_DOTS
from kiosk.documents.model import Align, Document, Paragraph, Row
from kiosk.session.preferences import TextSize
from kiosk.texts import speaking
from ui.palette import HIGH_CONTRAST, NORMAL
from ui.terminal.sample_rights import FAMILY_CERTIFICATE, HOSTILE_CERTIFICATE, LARGE_FAMILY_CERTIFICATE
from ui.theme import Theme
from ui.widgets.control import CONTROL_HEIGHT
from ui.widgets.paper import Paper, TicketView
from ui.widgets.ticket import MARGIN_DOTS, measured, pieces, qr_modules, ticket_text, width_dots
from ui.widgets.ticket_drawing import draw_piece, load_ticket_font, ticket_font

pytestmark = pytest.mark.usefixtures("app")

COLUMNS = 48
FAMILY = lay_out(FAMILY_CERTIFICATE.document)
LARGE_FAMILY = lay_out(LARGE_FAMILY_CERTIFICATE.document)
DARK = 128


def drawn(lines, scale=1.0):
    """Draw a whole ticket in grey, so many pixels a dot."""
    load_ticket_font()
    (piece,) = pieces(measured(lines), float("inf"))
    image = QImage(round(width_dots(COLUMNS) * scale), round(piece.height * scale), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(scale, scale)
    draw_piece(painter, piece, COLUMNS)
    painter.end()
    return image, piece


def is_dark(image, x, y):
    return image.pixelColor(int(x), int(y)).red() < DARK


def columns_with_ink(image, top, bottom):
    return [x for x in range(image.width()) if any(is_dark(image, x, y) for y in range(top, bottom))]


@pytest.mark.parametrize("size", Size)
def test_the_characters_of_the_font_are_as_wide_as_the_cells_of_the_printer(size):
    load_ticket_font()
    metrics = QFontMetricsF(ticket_font(size, bold=False))
    assert metrics.horizontalAdvance("M" * 20) == pytest.approx(20 * CELL_DOTS[size], abs=0.5)
    assert metrics.horizontalAdvance("i" * 20) == pytest.approx(20 * CELL_DOTS[size], abs=0.5)


@pytest.mark.parametrize("scale", [1.0, 0.775, 2.16])
def test_the_qr_code_is_drawn_module_by_module_in_whole_pixels(scale):
    modules = qr_modules("https://verification.example/c#abcdef")
    image, _piece = drawn([QrLine("https://verification.example/c#abcdef")], scale)
    dark = [(x, y) for y in range(image.height()) for x in range(image.width()) if is_dark(image, x, y)]
    left, top = min(x for x, _y in dark), min(y for _x, y in dark)
    right, bottom = max(x for x, _y in dark), max(y for _x, y in dark)
    count = len(modules) - 8

    module = (right + 1 - left) / count
    assert module == int(module) >= 4
    assert bottom + 1 - top == right + 1 - left
    for row in range(count):
        for column in range(count):
            x, y = left + column * module + module // 2, top + row * module + module // 2
            assert is_dark(image, x, y) is modules[row + 4][column + 4]


def test_an_amount_ends_at_the_right_edge_of_the_print_whatever_stands_beside_it():
    document = Document(
        Wording("essai", "test"),
        (Row("Consultation", "19,00"), Row("שרה לוי", "19,00"), Row("中文 Ωмега", "19,00"), Row("", "19,00")),
    )
    image, piece = drawn(lay_out(document))
    ends = set()
    for placed in piece.lines:
        inked = columns_with_ink(image, placed.top, placed.top + placed.measured.height)
        assert inked[-1] < width_dots(COLUMNS) - MARGIN_DOTS
        ends.add(inked[-1])
    assert len(ends) == 1


def test_texts_stand_left_right_and_in_the_middle():
    document = Document(Wording("essai", "test"), tuple(Paragraph("HHHH", align) for align in Align))
    image, piece = drawn(lay_out(document))
    left, centre, right = (
        columns_with_ink(image, placed.top, placed.top + placed.measured.height) for placed in piece.lines
    )
    width = width_dots(COLUMNS)

    assert left[0] - MARGIN_DOTS < CELL_DOTS[Size.NORMAL]
    assert abs(centre[0] + centre[-1] - width) <= 2
    assert width - MARGIN_DOTS - right[-1] < CELL_DOTS[Size.NORMAL]


def test_a_stretch_that_another_font_draws_stays_within_its_cells():
    image, piece = drawn([TextLine((Span("漢字" * 5), Span("|")))])
    inked = columns_with_ink(image, piece.lines[0].top, piece.lines[0].top + 30)
    bar = MARGIN_DOTS + 20 * CELL_DOTS[Size.NORMAL]
    assert bar <= inked[-1] < bar + CELL_DOTS[Size.NORMAL]


def test_a_line_to_write_on_goes_across_the_print_under_white_paper():
    image, piece = drawn([WritingLine()])
    (placed,) = piece.lines
    rows = [y for y in range(placed.top, placed.top + placed.measured.height) if is_dark(image, 320, y)]
    assert rows[0] - placed.top >= 64
    across = columns_with_ink(image, rows[0], rows[-1] + 1)
    assert (across[0], across[-1]) == (MARGIN_DOTS, width_dots(COLUMNS) - MARGIN_DOTS - 1)


def test_a_box_to_tick_is_empty_and_stands_before_its_text():
    image, piece = drawn([TickLine("HHHH")])
    top = piece.lines[0].top
    assert is_dark(image, MARGIN_DOTS + 2, top + 12)
    assert is_dark(image, MARGIN_DOTS + 22, top + 12)
    assert not any(is_dark(image, MARGIN_DOTS + x, top + y) for x in range(4, 20) for y in range(4, 20))
    assert not any(is_dark(image, MARGIN_DOTS + x, top + 12) for x in range(25, 36))
    assert any(is_dark(image, MARGIN_DOTS + x, top + 12) for x in range(36, 48))


def test_words_stand_in_the_middle_of_a_dashed_line():
    image, piece = drawn([RuleLine("HHHH")])
    top = piece.lines[0].top
    letters = [x for x in columns_with_ink(image, top, top + 13) if x]
    assert letters
    assert abs(letters[0] + letters[-1] - width_dots(COLUMNS)) <= 2
    assert is_dark(image, MARGIN_DOTS + 2, top + 15)
    assert any(is_dark(image, width_dots(COLUMNS) - MARGIN_DOTS - x, top + 15) for x in range(12))


def test_the_paper_says_the_whole_ticket_even_while_a_part_of_it_is_seen(qtbot):
    view = TicketView(Theme(), LARGE_FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496, 1400)
    view.show()
    assert view.piece_count > 1
    assert view.paper.text() == ticket_text(LARGE_FAMILY)


def test_a_ticket_that_fits_is_seen_whole_without_buttons(qtbot):
    view = TicketView(Theme(), FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496, 1404)
    view.show()

    assert view.piece_count == 1
    assert not view.up.isVisible()
    assert not view.down.isVisible()
    assert view.paper.height() <= view.height()


def test_a_ticket_that_nearly_fits_is_made_a_little_smaller(qtbot):
    view = TicketView(Theme(), FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496, 2000)
    view.show()
    natural = view.paper.height()

    view.resize(496, round(natural * 0.93))

    assert view.piece_count == 1
    assert view.paper.width() < 496
    assert view.paper.height() <= view.height()


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST])
def test_a_long_ticket_is_gone_along_with_two_buttons(qtbot, palette, size):
    view = TicketView(Theme(palette, text_size=size), LARGE_FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496 if size is TextSize.NORMAL else 968, 1100)
    view.show()
    turned = []
    view.turned.connect(lambda: turned.append(view.position.text()))
    assert not view.up.isEnabled()

    for _ in range(view.piece_count - 1):
        assert not view.up.is_cut()
        assert not view.down.is_cut()
        assert not view.position.is_cut()
        assert not view.paper.geometry().intersects(view.down.geometry())
        view.down.click()

    count = view.piece_count
    assert turned == [f"{part} sur {count}" for part in range(2, count + 1)]
    assert view.up.isEnabled()
    assert not view.down.isEnabled()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", TextSize)
def test_the_words_of_the_two_buttons_take_one_line(qtbot, size, language):
    theme = Theme(text_size=size)
    with speaking(language):
        view = TicketView(theme, LARGE_FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496 if size is TextSize.NORMAL else 968, 1100)
    view.show()

    for button in (view.up, view.down):
        assert button.sizeHint().width() <= button.width()
        assert button.height() == theme.px(CONTROL_HEIGHT)


def test_the_focus_goes_to_the_other_button_where_there_is_no_way_on(qtbot):
    view = TicketView(Theme(), LARGE_FAMILY, COLUMNS)
    qtbot.addWidget(view)
    view.resize(496, 1400)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.down.setFocus()

    for _ in range(view.piece_count - 1):
        qtbot.keyClick(view.down, Qt.Key.Key_Return)

    assert view.up.hasFocus()


def test_a_hostile_name_is_drawn_within_the_paper(qtbot):
    view = TicketView(Theme(), lay_out(HOSTILE_CERTIFICATE.document), COLUMNS)
    qtbot.addWidget(view)
    view.resize(496, 1400)
    view.show()
    picture = view.paper.grab().toImage()
    edge = round(MARGIN_DOTS * 496 / width_dots(COLUMNS)) // 2
    inked = [
        (x, y)
        for y in range(picture.height() // 4, picture.height() // 2)
        for x in (*range(4, edge), *range(picture.width() - edge, picture.width() - 4))
        if picture.pixelColor(x, y).lightness() < DARK
    ]
    assert inked == []


def test_a_paper_that_has_no_ticket_yet_is_blank(qtbot):
    paper = Paper(Theme(), FAMILY, COLUMNS)
    qtbot.addWidget(paper)
    paper.resize(100, 100)
    paper.show()
    picture = paper.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(100) for y in range(100)}) == 1
