"""The last words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.result import OpenJob, Paper, VisitResult
from kiosk.session.statuses import Ended, EndReason
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.last_words import order_notice, order_words, paper_notice, paper_words
from ui.terminal.samples import SAMPLE_NOW_S
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.panel import IconPicture
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class EndedView:
    """Hold what the screen shows.

    Attributes:
        done: whether the visit ended as it should.
        code: the failure code, where there is one.
        paper: which paper is to be taken, empty where none is.
        order: that the order stands, empty where there is none.
    """

    title: str
    sentence: str
    done: bool
    code: str = ""
    paper: str = ""
    order: str = ""


def view_of(status: Ended, context: ScreenContext) -> EndedView:
    """Make the view."""
    del context
    return replace(_by_reason(status.reason), paper=paper_words(status.result), order=order_words(status.result))


def _by_reason(reason: EndReason) -> EndedView:
    # Translators: end of the visit: nothing of the person is on the screen any more
    closed = _("Votre session est fermée. Plus rien ne vous concernant n’est affiché.")
    match reason:
        case EndReason.FINISHED:
            # Translators: end of the visit, title and sentence
            return EndedView(_("Merci, à bientôt"), _("Votre session est fermée. Bonne journée."), done=True)
        case EndReason.CARD_REMOVED:
            # Translators: end of the visit after the card was taken out, title
            return EndedView(_("Carte retirée"), closed, done=True)
        case EndReason.TIME_OUT:
            # Translators: end of the visit after a time-out, title
            return EndedView(_("Session fermée"), closed, done=True)
        case EndReason.UPDATE_TORN:
            # Translators: end of the visit: the card was taken out while it was being updated, title and sentence
            sentence = _("Votre carte reste lisible. Remettez-la et choisissez à nouveau « Mettre à jour ».")
            return EndedView(_("Mise à jour à finir"), sentence, done=False)
        case EndReason.READER_LOST:
            failure = FAILURES[FailureCode.READER_UNPLUGGED]
            return EndedView(_(failure.person_title), _(failure.person_action), done=False, code=failure.code)
        case _:
            assert_never(reason)


class EndedScreen(Screen[EndedView]):
    """Say goodbye."""

    def compose(self, view: EndedView) -> None:
        """Build the last words."""
        theme = self.theme
        icon, tone = (Icon.CHECK_CIRCLE, Tone.SUCCESS) if view.done else (Icon.WARNING, Tone.WARNING)
        heading = Text(theme, view.title, TextRole.DISPLAY, bold=True, align=TextAlign.CENTRE, balanced=True)
        lead = self.lead(view.sentence, centred=True)
        parts: list[QWidget | int] = [IconPicture(theme, icon, 240, tone), 48, heading, 20, lead]
        if view.paper:
            parts += [48, paper_notice(theme, view.paper)]
        if view.order:
            parts += [24 if view.paper else 48, order_notice(theme, view.order)]
        if view.code:
            parts += [24 if view.paper or view.order else 48, FailurePanel(theme, view.code)]
        self.set_page(centred(self, parts))


_COMING: Final = VisitResult(open_job=OpenJob(UUID(int=2), Paper.COMING))
_RESULTS: Final = {
    "paper-coming": _COMING,
    "paper-out": VisitResult(printed_count=1),
    "papers-out": VisitResult(printed_count=2),
    "paper-unsure": VisitResult(is_unsure=True),
    "paper-out-and-unsure": VisitResult(printed_count=1, is_unsure=True),
    "order": VisitResult(has_order=True),
    "order-paper-coming": replace(_COMING, has_order=True),
}


def _preview(name: str, reason: EndReason, result: VisitResult) -> Preview:
    return Preview(name, Ended(reason, SAMPLE_NOW_S + 4, result))


PREVIEWS = (
    *(_preview(f"ended-{reason.value}", reason, VisitResult()) for reason in EndReason),
    *(_preview(f"ended-{name}", EndReason.CARD_REMOVED, result) for name, result in _RESULTS.items()),
    *(
        _preview(f"ended-{reason.value}-order-paper", reason, _RESULTS["order-paper-coming"])
        for reason in EndReason
        if reason is not EndReason.CARD_REMOVED
    ),
)
