"""The card is read and the service opens the visit; or it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.actions import TryAgain
from kiosk.session.statuses import Welcoming
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.centred import centred, show_waiting
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.widgets.button import Button, ButtonKind
from ui.widgets.card_picture import CardInPicture, FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.footer import Footer


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """Hold what the screen shows.

    Attributes:
        failure: why the visit could not be opened; None while it opens.
    """

    failure: FailureCode | None


def view_of(status: Welcoming, context: ScreenContext) -> WelcomeView:
    """Make the view."""
    del context
    return WelcomeView(status.failure)


class WelcomeScreen(Screen[WelcomeView]):
    """Wait for the service, and offer to try again when it does not answer."""

    def first_focus(self) -> QWidget | None:
        """Give "try again"."""
        return self.findChild(Button, "try-again")

    def compose(self, view: WelcomeView) -> None:
        """Build the moment to wait, or the failure."""
        if view.failure is None:
            # Translators: screen while the service opens the visit, title
            title = _("Ouverture de votre dossier")
            # Translators: screen while the service opens the visit
            sentence = _("Encore un instant.")
            footer = Footer(self.theme, right=[self.finish_button()])
            show_waiting(self, CardInPicture(self.theme), title, sentence, footer)
            return
        failure = FAILURES[view.failure]
        heading = self.heading(_(failure.person_title), centred=True)
        lead = self.lead(_(failure.person_action), centred=True)
        # Translators: button: asks the service once more
        again = Button(self.theme, _("Réessayer"), ButtonKind.PRIMARY, icon=Icon.RESTART, name="try-again")
        again.clicked.connect(lambda: self.act(TryAgain(uuid4())))
        picture = FaultPicture(self.theme, failure.picture)
        body = centred(self, [picture, 56, heading, 16, lead, 48, FailurePanel(self.theme, failure.code)])
        self.set_page(body, Footer(self.theme, [again], [self.finish_button()]))


PREVIEWS = (
    Preview("welcome", Welcoming(SAMPLE_VISITOR)),
    Preview("welcome-failed", Welcoming(SAMPLE_VISITOR, FailureCode.SERVICE_UNAVAILABLE)),
)
