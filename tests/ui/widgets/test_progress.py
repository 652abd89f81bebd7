"""The ticket comes out of the printer while somebody looks, and then nothing moves any more."""

import pytest

from kiosk.documents.layout import lay_out
from ui.palette import HIGH_CONTRAST, NORMAL
from ui.terminal.sample_rights import FAMILY_CERTIFICATE
from ui.theme import Theme
from ui.widgets.progress import FRAME_MS, PrinterPicture

pytestmark = pytest.mark.usefixtures("app")

LINES = lay_out(FAMILY_CERTIFICATE.document)


class HandClock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return HandClock()


def picture_of(qtbot, clock, lines=LINES, theme=None, *, is_out=False):
    picture = PrinterPicture(theme or Theme(), lines, 48, is_out=is_out, clock_s=clock)
    qtbot.addWidget(picture)
    return picture


def white_below_the_slot(picture):
    image = picture.grab().toImage()
    middle = image.width() // 2
    return sum(
        image.pixelColor(x, y).lightness() > 250
        for y in range(160, image.height() - 60)
        for x in range(middle - 180, middle + 180, 20)
    )


def test_more_and_more_of_the_ticket_is_seen(qtbot, clock):
    picture = picture_of(qtbot, clock, theme=Theme(HIGH_CONTRAST))
    picture.show()
    seen = []
    for _ in range(4):
        seen.append(white_below_the_slot(picture))
        clock.now_s += 0.5
    assert seen == sorted(set(seen))


def test_it_moves_while_it_is_seen_and_stops_when_it_is_hidden(qtbot, clock):
    picture = picture_of(qtbot, clock)
    assert not picture.is_moving()
    picture.show()
    assert picture.is_moving()
    picture.hide()
    assert not picture.is_moving()


def test_it_stands_still_once_all_of_the_ticket_is_out(qtbot, clock):
    picture = picture_of(qtbot, clock)
    picture.show()
    clock.now_s += 60
    qtbot.waitUntil(lambda: not picture.is_moving(), timeout=5000)


def test_a_ticket_that_is_already_out_never_moves(qtbot, clock):
    picture = picture_of(qtbot, clock, is_out=True)
    picture.show()
    assert not picture.is_moving()
    assert white_below_the_slot(picture) > 0


def test_without_a_ticket_there_is_only_the_printer(qtbot, clock):
    with_ticket = picture_of(qtbot, clock)
    without = picture_of(qtbot, clock, lines=())
    without.show()
    assert not without.is_moving()
    assert with_ticket.accessibleName() != without.accessibleName()


@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST])
def test_a_frame_costs_less_than_its_share_of_the_gui_thread(qtbot, clock, palette):
    """Only the paper below the slot is repainted: the printer above it is left alone."""
    picture = picture_of(qtbot, clock, theme=Theme(palette))
    picture.show()
    repainted = []
    original = picture.paintEvent
    picture.paintEvent = lambda event: (repainted.append(event.region().boundingRect()), original(event))
    qtbot.waitUntil(lambda: len(repainted) > 1, timeout=5000)
    assert repainted[-1].height() < picture.height()
    assert FRAME_MS >= 33
