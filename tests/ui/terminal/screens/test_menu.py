"""The menu fills the screen with two lines, and holds the eight that it will have."""

import pytest

from kiosk.session.actions import Line
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import Menu
from kiosk.session.terminal import Terminal
from ui.icons import Icon
from ui.terminal.lines import LineText, line_text
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screens.menu import MenuView
from ui.widgets.control import Control

EIGHT = tuple(
    LineText(Line.RIGHTS, title, "À imprimer", Icon.CERTIFICATE)
    for title in (
        "Mes derniers remboursements",
        "Mes relevés mensuels",
        "Attestation de droits",
        "Indemnités journalières",
        "Tiers payant intégral",
        "Rattacher mes enfants",
        "Carte européenne",
        "Mettre à jour ma carte",
    )
)


def tiles(screen):
    return [control for control in screen.findChildren(Control) if control.objectName().startswith("line-")]


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("lines", [EIGHT[:1], EIGHT[:2], EIGHT[:3], EIGHT[:4], EIGHT[:7], EIGHT], ids=len)
def test_every_line_is_whole_and_large_enough(make_stage, size, lines):
    stage = make_stage()
    screen = stage.show(Terminal(Menu(SAMPLE_VISITOR), preferences=Preferences(text_size=size)))
    screen.show_view(MenuView("Marie", lines))
    stage.app.processEvents()

    shown = tiles(screen)
    assert [tile.text() for tile in shown] == [line.title for line in lines]
    assert [tile.text() for tile in shown if tile.is_cut() or tile.height() < 104] == []
    places = [tile.geometry() for tile in shown]
    assert not any(one.intersects(other) for index, one in enumerate(places) for other in places[index + 1 :])


def test_two_lines_fill_the_page(make_stage):
    stage = make_stage()
    screen = stage.show(Terminal(Menu(SAMPLE_VISITOR)))

    assert all(tile.width() == 968 for tile in tiles(screen))
    assert sum(tile.height() for tile in tiles(screen)) > 900


def test_with_large_texts_titles_stand_alone(make_stage):
    stage = make_stage()
    screen = stage.show(Terminal(Menu(SAMPLE_VISITOR)))
    assert all(tile.detail() in tile.accessibleName() for tile in tiles(screen))
    assert all(tile.detail() for tile in tiles(screen))

    screen = stage.show(Terminal(Menu(SAMPLE_VISITOR), preferences=Preferences(text_size=TextSize.LARGE)))
    assert not any(tile.detail() for tile in tiles(screen))


@pytest.mark.parametrize("line", list(Line))
def test_every_line_has_its_text(line):
    assert line_text(line).line is line
    assert line_text(line).title
