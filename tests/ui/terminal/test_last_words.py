"""What the last screens say of papers and orders, whatever ended the visit."""

from uuid import UUID

import pytest

from kiosk.session.result import OpenJob, Paper, VisitResult
from kiosk.session.statuses import Ended, EndReason, TakeCard
from kiosk.session.terminal import Terminal
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_NOW_S, SAMPLE_TICKET
from ui.terminal.screens import ended, take_card
from ui.widgets.text import Text

JOB_ID = UUID(int=2)
NOTHING = VisitResult()
ORDERED = VisitResult(has_order=True)
COMING = VisitResult(open_job=OpenJob(JOB_ID, Paper.COMING))

WORDS = [
    (NOTHING, ""),
    (VisitResult(open_job=OpenJob(JOB_ID, Paper.NONE)), ""),
    (COMING, "Un document s’imprime encore. Prenez-le à sa sortie."),
    (VisitResult(printed_count=1), "N’oubliez pas votre document imprimé."),
    (VisitResult(printed_count=2), "N’oubliez pas vos documents imprimés."),
    (VisitResult(printed_count=1, is_unsure=True), "N’oubliez pas vos documents, même incomplets."),
    (VisitResult(is_unsure=True), "Si un document est sorti, prenez-le."),
    (VisitResult(open_job=OpenJob(JOB_ID, Paper.UNSURE)), "Si un document est sorti, prenez-le."),
]


def ended_view(reason, result):
    return ended.view_of(Ended(reason, SAMPLE_NOW_S, result), SAMPLE_CONTEXT)


def texts(screen):
    return [text.text() for text in screen.findChildren(Text) if text.isVisible()]


@pytest.mark.parametrize("reason", list(EndReason))
@pytest.mark.parametrize(("result", "words"), WORDS)
def test_every_end_tells_of_the_paper(reason, result, words):
    assert ended_view(reason, result).paper == words


@pytest.mark.parametrize("reason", [EndReason.FINISHED, EndReason.TIME_OUT])
@pytest.mark.parametrize(("result", "words"), WORDS)
def test_the_card_to_take_tells_of_the_paper_where_there_is_some(reason, result, words):
    assert take_card.view_of(TakeCard(reason, SAMPLE_TICKET, result), SAMPLE_CONTEXT).paper == words


@pytest.mark.parametrize("reason", list(EndReason))
def test_every_end_tells_that_an_order_stands_and_not_of_what(reason):
    assert ended_view(reason, ORDERED).order == "Votre commande est enregistrée."
    assert ended_view(reason, NOTHING).order == ""


def test_the_last_screen_follows_the_paper(make_stage):
    stage = make_stage()
    screen = stage.show(Terminal(Ended(EndReason.CARD_REMOVED, SAMPLE_NOW_S, COMING)))
    assert "Un document s’imprime encore. Prenez-le à sa sortie." in texts(screen)
    screen = stage.show(Terminal(Ended(EndReason.CARD_REMOVED, SAMPLE_NOW_S, VisitResult(printed_count=1))))
    assert "N’oubliez pas votre document imprimé." in texts(screen)
    screen = stage.show(Terminal(Ended(EndReason.CARD_REMOVED, SAMPLE_NOW_S)))
    assert not any("document" in text for text in texts(screen))


def test_order_and_paper_are_both_said(make_stage):
    result = VisitResult(printed_count=1, has_order=True)
    said = texts(make_stage().show(Terminal(Ended(EndReason.READER_LOST, SAMPLE_NOW_S, result))))
    assert {"N’oubliez pas votre document imprimé.", "Votre commande est enregistrée."} <= set(said)


def test_who_printed_nothing_is_not_reminded_of_paper_beside_the_card(make_stage):
    said = texts(make_stage().show(Terminal(TakeCard(EndReason.FINISHED, SAMPLE_TICKET))))
    assert "Votre session est fermée." in said
    assert not any("document" in text for text in said)
