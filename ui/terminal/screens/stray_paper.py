"""A paper of somebody else came out: what to do with it; it hides the screen behind it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from kiosk.session.actions import SawPaper
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.statuses import Menu, WaitingForCard
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen
from ui.theme import TextRole
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind


@dataclass(frozen=True, slots=True)
class StrayPaperView:
    """Hold what the notice shows: the same for everybody, for nothing is known of whose paper it is."""


class StrayPaperScreen(Screen[StrayPaperView]):
    """Say whose the paper is not. It stays until somebody has read it: no sensor knows that the paper is gone."""

    def first_focus(self) -> QWidget | None:
        """Give "continue"."""
        return self.findChild(Button, "continue")

    def cancel(self) -> None:
        """Take the Cancel key: the visit does not end."""
        self.act(SawPaper())

    def compose(self, view: StrayPaperView) -> None:
        """Build picture, sentences and button."""
        del view
        theme = self.theme
        # Translators: a part of somebody else's ticket came out of the printer, title
        heading = self.heading(_("Un papier est sorti"), centred=True)
        # Translators: a part of somebody else's ticket came out of the printer
        lead = self.lead(_("Il vient d’une autre visite et n’est pas pour vous."), centred=True)
        # Translators: a part of somebody else's ticket came out of the printer: what to do with it
        text = _("S’il est encore là, donnez-le à l’accueil sans le lire. Il sera détruit.")
        bring = Notice(theme, text, PanelKind.TINT, icon=Icon.ADVISER, role=TextRole.BODY, tone=Tone.ON_TINT)
        # Translators: a part of somebody else's ticket came out of the printer, button: back to what was on the screen
        go_on = Button(theme, _("Continuer"), ButtonKind.PRIMARY, role=TextRole.CHOICE, height=132, name="continue")
        go_on.clicked.connect(lambda: self.act(SawPaper()))
        picture = IconPicture(theme, Icon.RECEIPT, 200, Tone.PRIMARY)
        self.set_page(centred(self, [picture, 56, heading, 20, lead, 48, bring]), Footer(theme, [go_on]))


_JOB = UUID(int=1)

PREVIEWS = (
    Preview("stray-paper", Menu(SAMPLE_VISITOR), remnant=Remnant(_JOB, RemnantPlace.OUT)),
    Preview("stray-paper-nobody-there", WaitingForCard(), remnant=Remnant(_JOB, RemnantPlace.OUT)),
)
