"""The visit is over and the card is still in the reader."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from kiosk.session.result import OpenJob, Paper, VisitResult
from kiosk.session.statuses import EndReason, TakeCard
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.last_words import paper_notice, paper_words
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
        sentence: that the visit is over, or why.
        paper: which paper is to be taken too, empty where none is.
    """

    sentence: str
    paper: str = ""


def view_of(status: TakeCard, context: ScreenContext) -> TakeCardView:
    """Make the view."""
    del context
    paper = paper_words(status.result)
    if status.reason is EndReason.TIME_OUT:
        # Translators: take your card, after a time-out
        return TakeCardView(_("Votre session est fermée : la borne n’était plus utilisée."), paper)
    # Translators: take your card, at the end of a visit
    return TakeCardView(_("Votre session est fermée."), paper)


class TakeCardScreen(Screen[TakeCardView]):
    """Ask to take the card; the bell has a twin on the screen."""

    def compose(self, view: TakeCardView) -> None:
        """Build picture, request and notices."""
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
        paper: list[QWidget | int] = [paper_notice(theme, view.paper), 24] if view.paper else []
        self.set_page(centred(self, [TakePicture(theme), 64, heading, 20, lead, 56, *paper, bell]))


PREVIEWS = (
    Preview("take-card", TakeCard(EndReason.FINISHED, SAMPLE_TICKET)),
    Preview("take-card-time-out", TakeCard(EndReason.TIME_OUT, SAMPLE_TICKET)),
    *(
        Preview(f"take-card-{reason.value}-paper-{result.paper.value}", TakeCard(reason, SAMPLE_TICKET, result))
        for reason in (EndReason.FINISHED, EndReason.TIME_OUT)
        for result in (
            VisitResult(printed_count=2),
            VisitResult(is_unsure=True),
            VisitResult(printed_count=1, is_unsure=True),
            VisitResult(open_job=OpenJob(UUID(int=2), Paper.COMING)),
        )
    ),
)
