"""The card cannot be used: for each fault a picture, a sentence, what to do, and a code. All of it is data."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.model import Picture
from kiosk.domain.cards import CardFault
from kiosk.session.statuses import CardProblem
from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.hours import hours_text
from ui.terminal.samples import SAMPLE_TICKET
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.card_picture import FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.footer import Footer
from ui.widgets.text import Text

_FOR_ANOTHER_CARD = frozenset({Picture.TURN_CARD, Picture.WRONG_CARD, Picture.PROFESSIONAL_CARD, Picture.INSERT_AGAIN})


@dataclass(frozen=True, slots=True)
class CardProblemView:
    """Hold what the screen shows.

    Attributes:
        title: what happened.
        action: what the person does next.
        code: what an adviser is told.
        footer: which card is the right one, or when an adviser is there.
    """

    picture: Picture
    title: str
    action: str
    code: str
    footer: str


def view_of(status: CardProblem, context: ScreenContext) -> CardProblemView:
    """Make the view from the catalogue of failures."""
    failure = FAILURES[FailureCode[status.fault.value]]
    if failure.picture in _FOR_ANOTHER_CARD:
        # Translators: card problem, footer
        footer = _("Bonne carte : carte Vitale verte avec photo")
    else:
        footer = hours_text(context)
    return CardProblemView(failure.picture, _(failure.person_title), _(failure.person_action), failure.code, footer)


class CardProblemScreen(Screen[CardProblemView]):
    """Show what is wrong with the card."""

    def compose(self, view: CardProblemView) -> None:
        """Build picture, sentence, action and code."""
        heading = self.heading(view.title, centred=True)
        lead = self.lead(view.action, centred=True)
        panel = FailurePanel(self.theme, view.code)
        body = centred(self, [FaultPicture(self.theme, view.picture), 56, heading, 16, lead, 48, panel])
        footer = Text(self.theme, view.footer, TextRole.SMALL, tone=Tone.MUTED)
        self.set_page(body, Footer(self.theme, [footer]))


PREVIEWS = tuple(
    Preview(f"card-{FAILURES[FailureCode[fault.value]].code.lower()}", CardProblem(fault, SAMPLE_TICKET))
    for fault in CardFault
)
