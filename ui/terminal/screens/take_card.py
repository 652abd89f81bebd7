"""The visit is over and the card is still in the reader."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.session.statuses import EndReason, TakeCard
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.samples import SAMPLE_TICKET
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.card_picture import TakePicture
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class TakeCardView:
    """Hold what the screen shows.

    Attributes:
        sentence: why the visit is over, or what not to forget.
    """

    sentence: str


def view_of(status: TakeCard, context: ScreenContext) -> TakeCardView:
    """Make the view."""
    del context
    if status.reason is EndReason.TIME_OUT:
        # Translators: take your card, after a time-out
        return TakeCardView(_("Votre session est fermée : la borne n’était plus utilisée."))
    # Translators: take your card, at the end of a visit
    return TakeCardView(_("Et n’oubliez pas vos documents imprimés."))


class TakeCardScreen(Screen[TakeCardView]):
    """Ask to take the card; the bell has a twin on the screen."""

    def compose(self, view: TakeCardView) -> None:
        """Build picture, request and notice."""
        theme = self.theme
        heading = Text(
            theme,
            # Translators: take your card, title
            _("Reprenez votre carte"),
            TextRole.DISPLAY,
            bold=True,
            align=TextAlign.CENTRE,
            balanced=True,
        )
        # Translators: take your card, the visible twin of the chime
        text = _("La borne sonne jusqu’à ce que la carte soit retirée")
        bell = Notice(theme, text, PanelKind.WARNING, icon=Icon.BELL, bold=True, role=TextRole.STRONG)
        lead = Text(theme, view.sentence, TextRole.LEAD, tone=Tone.MUTED, align=TextAlign.CENTRE, balanced=True)
        self.set_page(centred(self, [TakePicture(theme), 64, heading, 20, lead, 56, bell]))


PREVIEWS = (
    Preview("take-card", TakeCard(EndReason.FINISHED, SAMPLE_TICKET)),
    Preview("take-card-time-out", TakeCard(EndReason.TIME_OUT, SAMPLE_TICKET)),
)
