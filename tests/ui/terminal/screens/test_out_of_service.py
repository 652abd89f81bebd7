"""The terminal can serve nobody, and a paper may hang out of it."""

from uuid import UUID

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.statuses import OutOfService
from kiosk.session.terminal import Terminal
from ui.terminal.samples import SAMPLE_TICKET
from ui.widgets.text import Text

HANGING = "Un papier dépasse\u00a0? Prévenez l’accueil."


@pytest.mark.parametrize(
    ("remnant", "is_said"),
    [
        (None, False),
        (Remnant(UUID(int=1), RemnantPlace.HANGING), True),
        (Remnant(UUID(int=1), RemnantPlace.DOUBTFUL, SAMPLE_TICKET), True),
        (Remnant(UUID(int=1), RemnantPlace.OUT), False),
    ],
)
def test_a_paper_that_may_hang_out_of_a_printer_that_is_gone_is_said(make_stage, remnant, is_said):
    screen = make_stage().show(Terminal(OutOfService((FailureCode.PRINTER_MISSING,)), remnant=remnant))

    assert (HANGING in [text.text() for text in screen.findChildren(Text) if text.isVisible()]) is is_said
