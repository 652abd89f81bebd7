"""The menu: eight lines, each whole in every size, and gone through by arrows as they stand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.actions import Line, OpenLine
from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.statuses import Menu
from kiosk.session.terminal import Terminal
from kiosk.texts import speaking
from ui.palette import NORMAL
from ui.terminal.lines import line_text
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.widgets.control import Control

WITHOUT_UPDATE = tuple(line for line in Line if line is not Line.CARD_UPDATE)
WARNING = (0x9A, 0x4A, 0x00)


def tiles(screen):
    return [control for control in screen.findChildren(Control) if control.objectName().startswith("line-")]


def show(stage, **preferences):
    return stage.show(Terminal(Menu(SAMPLE_VISITOR), preferences=Preferences(**preferences)))


def has_colour(tile, colour):
    image = tile.grab().toImage()
    points = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return any(image.pixelColor(x, y).getRgb()[:3] == colour for x, y in points)


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("lines", [tuple(Line), WITHOUT_UPDATE], ids=len)
@pytest.mark.parametrize("language", list(Language))
def test_every_line_is_whole_and_large_enough(make_stage, size, lines, language):
    stage = make_stage(replace(SAMPLE_CONTEXT, lines=lines))
    shown = tiles(show(stage, text_size=size, language=language))
    assert [tile.objectName() for tile in shown] == [f"line-{line.value}" for line in lines]
    assert [tile.text() for tile in shown if tile.is_cut() or tile.height() < 104] == []
    places = [tile.geometry() for tile in shown]
    assert not any(one.intersects(other) for index, one in enumerate(places) for other in places[index + 1 :])


@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGE])
def test_the_lines_stand_in_two_columns_of_one_width(make_stage, size):
    shown = tiles(show(make_stage(), text_size=size))
    assert len({tile.x() for tile in shown}) == 2
    assert len({tile.width() for tile in shown}) == 1


def test_a_last_line_without_a_neighbour_is_as_wide_as_the_page(make_stage):
    *others, last = tiles(show(make_stage(replace(SAMPLE_CONTEXT, lines=WITHOUT_UPDATE))))
    assert last.width() == 968
    assert all(tile.width() < 500 for tile in others)


def test_with_large_texts_titles_stand_alone(make_stage):
    stage = make_stage()
    shown = tiles(show(stage))
    assert all(tile.detail() for tile in shown)
    assert all(tile.detail() in tile.accessibleName() for tile in shown)
    for size in (TextSize.LARGE, TextSize.LARGEST):
        assert not any(tile.detail() for tile in tiles(show(stage, text_size=size)))


def test_the_update_that_is_due_each_year_stands_out(make_stage):
    assert [line for line in Line if line_text(line).is_reminder] == [Line.CARD_UPDATE]
    *others, update = tiles(show(make_stage()))
    assert has_colour(update, WARNING)
    assert not any(has_colour(tile, WARNING) for tile in others)
    assert NORMAL.warning == "#9A4A00"


def test_where_no_words_remind_the_colour_does_not_either(make_stage):
    stage = make_stage()
    assert not any(has_colour(tile, WARNING) for tile in tiles(show(stage, text_size=TextSize.LARGE)))


def test_nothing_on_the_menu_tells_a_bystander_what_the_person_gets(make_stage):
    words = " ".join(tile.accessibleName() for tile in tiles(show(make_stage()))).lower()
    for word in ("solidaire", "complémentaire", "c2s", "exonération", "ald", "€"):
        assert word not in words


@pytest.mark.parametrize("line", list(Line))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_has_its_text(line, language):
    with speaking(language):
        text = line_text(line)
    assert text.line is line
    assert text.title
    assert text.large_title


def test_a_touched_line_is_opened_with_a_request_of_its_own(make_stage):
    stage = make_stage()
    for tile in tiles(show(stage)):
        tile.click()
    assert [action.line for action in stage.actions] == list(Line)
    assert {type(action) for action in stage.actions} == {OpenLine}
    assert len({action.request_id for action in stage.actions}) == len(Line)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ((), Line.PAYMENTS),
        ((Qt.Key.Key_Right,), Line.STATEMENTS),
        ((Qt.Key.Key_Down,), Line.RIGHTS),
        ((Qt.Key.Key_Down, Qt.Key.Key_Right), Line.ALLOWANCES),
        ((Qt.Key.Key_Down, Qt.Key.Key_Down), Line.THIRD_PARTY),
        ((Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down), Line.ATTACHMENT),
        ((Qt.Key.Key_Down,) * 3, Line.EHIC),
        ((Qt.Key.Key_Down,) * 3 + (Qt.Key.Key_Right,), Line.CARD_UPDATE),
        ((Qt.Key.Key_Right, Qt.Key.Key_Left), Line.PAYMENTS),
        ((Qt.Key.Key_Down, Qt.Key.Key_Up), Line.PAYMENTS),
    ],
)
def test_arrows_lead_over_the_grid_as_it_stands(make_stage, keys, line):
    stage = make_stage()
    screen = show(stage)
    for key in keys:
        QTest.keyClick(stage.window.focusWidget(), key)
    assert screen.focusWidget().objectName() == f"line-{line.value}"


@pytest.mark.parametrize("size", list(TextSize))
def test_tab_goes_through_the_lines_in_their_order(make_stage, size):
    stage = make_stage()
    screen = show(stage, text_size=size)
    order = []
    for _line in Line:
        order.append(screen.focusWidget().objectName())
        QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
    assert order == [f"line-{line.value}" for line in Line]


@pytest.mark.parametrize("language", list(Language))
def test_no_line_says_a_number_which_the_dated_tables_may_change(language):
    with speaking(language.value):
        texts = [line_text(line) for line in Line]
    assert not any(letter.isdigit() for text in texts for letter in text.title + text.detail + text.short)
