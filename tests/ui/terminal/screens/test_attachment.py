"""The form that attaches children: its preview is the paper, its choices are the children and those written by hand."""

from dataclasses import replace

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.domain.attachment import BLANK_CHILDREN_MAX, AttachmentChoice
from kiosk.session.actions import ChooseChildren, PrintDocument, Touched, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingAttachment
from kiosk.session.terminal import Terminal
from ui.terminal.paper_screen import LARGE_COLUMNS, ShownPaper
from ui.terminal.sample_attachment import (
    FAMILY_FORM,
    HOSTILE_FORM,
    LARGE_FAMILY_FORM,
    NO_MINOR_FORM,
    ONE_AND_BLANK_FORM,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.attachment import AttachmentView, view_of
from ui.widgets.button import Button
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.ticket import ticket_text
from ui.widgets.tile import RowTile

LARGE_SIZES = [TextSize.LARGE, TextSize.LARGEST]
LUCAS, INES = 3, 4


def status_of(prepared=None, choice=None, **changes):
    chosen = choice if choice is not None or prepared is None else prepared.choice
    return ShowingAttachment(SAMPLE_VISITOR, chosen, prepared, **changes)


def viewed(prepared=None, size=TextSize.NORMAL, **changes):
    context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
    return view_of(status_of(prepared, **changes), context)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text() for text in screen.findChildren(Text) if text.isVisible()]


def tiles(screen):
    return [tile for tile in screen.findChildren(RowTile) if tile.isVisible()]


def press(stage, screen, name):
    screen.findChild(Button, name).click()
    stage.app.processEvents()


# The view


def test_the_preview_is_made_of_the_very_lines_that_are_printed():
    view = viewed(FAMILY_FORM)
    assert view.paper == ShownPaper(lay_out(FAMILY_FORM.document), COLUMNS, "")


@pytest.mark.parametrize("size", LARGE_SIZES)
def test_in_large_texts_the_same_document_is_laid_out_in_fewer_columns(size):
    view = viewed(FAMILY_FORM, size)
    assert view.paper == ShownPaper(lay_out(FAMILY_FORM.document, LARGE_COLUMNS), LARGE_COLUMNS, "")


def test_each_child_is_told_by_first_name_and_birth_date():
    lucas, ines, other = viewed(FAMILY_FORM).choices
    assert (lucas.title, lucas.detail, lucas.is_chosen) == ("Lucas", "04/03/2012", True)
    assert (ines.title, ines.detail, ines.is_chosen) == ("Inès", "11/09/2015", True)
    assert (other.title, other.is_chosen) == ("Un autre enfant", False)


def test_touching_a_child_changes_that_child_alone():
    lucas, ines, _other = viewed(ONE_AND_BLANK_FORM).choices[:3]
    assert lucas.leads_to == AttachmentChoice(frozenset({LUCAS, INES}), 1)
    assert ines.leads_to == AttachmentChoice(frozenset(), 1)


def test_one_child_more_can_always_be_written_by_hand_up_to_what_a_form_has_room_for():
    for blanks in range(BLANK_CHILDREN_MAX + 1):
        choice = AttachmentChoice(frozenset({LUCAS}), blanks)
        by_hand = viewed(FAMILY_FORM, choice=choice).choices[2:]
        assert sum(one.is_chosen for one in by_hand) == blanks
        assert {one.leads_to.blank_children for one in by_hand if one.is_chosen} <= {blanks - 1}
        assert {one.leads_to.blank_children for one in by_hand if not one.is_chosen} == (
            {blanks + 1} if blanks < BLANK_CHILDREN_MAX else set()
        )


def test_the_boxes_follow_what_the_person_wants_while_the_form_is_prepared_anew():
    view = viewed(FAMILY_FORM, choice=AttachmentChoice(frozenset({INES}), 0))
    assert [choice.is_chosen for choice in view.choices] == [False, True, False]


def test_while_it_is_prepared_there_is_nothing_to_show():
    assert viewed() == AttachmentView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(FAMILY_FORM, failure=code) == AttachmentView(failure=code)


# The screen


def test_the_preview_says_what_the_paper_says(stage):
    paper = show(stage, status_of(FAMILY_FORM)).findChild(TicketView).paper
    assert paper.text() == ticket_text(lay_out(FAMILY_FORM.document))
    assert "(ligne à remplir)" in paper.text()


def test_touching_a_child_asks_for_the_other_form_and_leaves_the_box_to_the_answer(stage):
    screen = show(stage, status_of(FAMILY_FORM))
    lucas = screen.findChild(RowTile, "child-0")
    lucas.click()
    assert stage.actions == [ChooseChildren(AttachmentChoice(frozenset({INES}), 0))]
    assert lucas.isChecked()


def test_a_file_without_a_child_to_attach_says_so(stage):
    assert any("Aucun enfant à rattacher" in text for text in texts(show(stage, status_of(NO_MINOR_FORM))))
    assert not any("Aucun enfant" in text for text in texts(show(stage, status_of(FAMILY_FORM))))


@pytest.mark.parametrize("size", TextSize)
def test_it_is_printed_with_an_id_made_here(stage, size):
    screen = show(stage, status_of(FAMILY_FORM), size)
    assert screen.first_focus().objectName() == "print"
    press(stage, screen, "print")
    (action,) = stage.actions
    assert isinstance(action, PrintDocument)


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    screen = show(stage, status_of(failure=FailureCode.SERVICE_UNAVAILABLE))
    press(stage, screen, "try-again")
    (action,) = stage.actions
    assert isinstance(action, TryAgain)


@pytest.mark.parametrize("size", LARGE_SIZES)
def test_in_large_texts_the_children_come_first_and_the_form_on_a_page_of_its_own(stage, size):
    screen = show(stage, status_of(FAMILY_FORM), size)
    assert tiles(screen)
    assert screen.findChild(TicketView) is None
    screen.findChild(Button, "preview").setFocus()
    press(stage, screen, "preview")
    assert not tiles(screen)
    assert screen.findChild(TicketView).isVisible()
    assert screen.focusWidget().objectName() == "choose"
    press(stage, screen, "choose")
    assert tiles(screen)
    assert stage.actions == [Touched(), Touched()]


@pytest.mark.parametrize("size", TextSize)
def test_many_children_are_gone_through_page_by_page_and_none_is_left_out(stage, size):
    screen = show(stage, status_of(LARGE_FAMILY_FORM), size)
    titles = [tile.text() for tile in tiles(screen)]
    while screen.findChild(Button, "next-page").isEnabled():
        press(stage, screen, "next-page")
        titles += [tile.text() for tile in tiles(screen)]
    assert titles == [choice.title for choice in viewed(LARGE_FAMILY_FORM).choices]
    assert set(map(type, stage.actions)) == {Touched}


def test_who_turns_the_pages_by_keys_stays_on_their_buttons(stage):
    screen = show(stage, status_of(LARGE_FAMILY_FORM))
    for name in ("next-page", "previous-page"):
        screen.findChild(Button, name).setFocus()
        while screen.findChild(Button, name).isEnabled():
            press(stage, screen, name)
            assert screen.focusWidget().objectName() in {"next-page", "previous-page"}
            assert screen.focusWidget().isEnabled()


def test_a_box_of_the_second_page_leaves_the_person_on_that_page(stage):
    screen = show(stage, status_of(LARGE_FAMILY_FORM))
    press(stage, screen, "next-page")
    before = [tile.objectName() for tile in tiles(screen)]
    changed = replace(LARGE_FAMILY_FORM.choice, children=LARGE_FAMILY_FORM.choice.children - {9})
    screen = show(stage, status_of(LARGE_FAMILY_FORM, choice=changed))
    assert [tile.objectName() for tile in tiles(screen)] == before
    assert [tile.isChecked() for tile in tiles(screen)].count(False) == 1


def test_in_the_other_palette_the_same_children_stay_on_the_screen(stage):
    screen = show(stage, status_of(LARGE_FAMILY_FORM))
    press(stage, screen, "next-page")
    before = [tile.objectName() for tile in tiles(screen)]
    screen = stage.show(Terminal(status_of(LARGE_FAMILY_FORM), preferences=Preferences(high_contrast=True)))
    assert [tile.objectName() for tile in tiles(screen)] == before


@pytest.mark.parametrize("size", TextSize)
def test_a_hostile_name_leaves_the_choices_on_the_screen(stage, size):
    screen = show(stage, status_of(HOSTILE_FORM), size)
    for tile in tiles(screen):
        assert screen.rect().contains(tile.mapTo(screen, tile.rect().bottomRight()))
        assert not tile.is_cut()
