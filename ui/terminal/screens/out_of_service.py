"""The terminal can serve nobody; it comes back by itself."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.model import Picture, Severity
from kiosk.session.statuses import OutOfService
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred, show_waiting
from ui.terminal.hours import hours_text
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.card_picture import FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class OutOfServiceView:
    """Hold what the screen shows.

    Attributes:
        sentence: what is missing, and where to go.
        codes: what an adviser is told.
        hours: when an adviser is there.
        starting: whether the equipment has not reported yet.
    """

    sentence: str
    codes: str
    picture: Picture
    hours: str
    starting: bool = False


def view_of(status: OutOfService, context: ScreenContext) -> OutOfServiceView:
    """Make the view; the first cause gives sentence and picture, all of them give their codes."""
    hours = hours_text(context)
    if not status.causes:
        return OutOfServiceView("", "", Picture.SETTINGS, hours, starting=True)
    failures = [FAILURES[cause] for cause in status.causes]
    first = failures[0]
    title, action = _(first.person_title), _(first.person_action)
    sentence = action if title == _title() else f"{title}. {action}"
    return OutOfServiceView(sentence, ", ".join(failure.code for failure in failures), first.picture, hours)


def _title() -> str:
    # Translators: out of service, title; the same words as the failures that have no better ones
    return _("Cette borne est momentanément hors service")


class OutOfServiceScreen(Screen[OutOfServiceView]):
    """Say that the terminal does not work, and where to go."""

    def compose(self, view: OutOfServiceView) -> None:
        """Build picture, sentence and codes; or a moment to wait while the terminal starts."""
        theme = self.theme
        hours = Text(theme, view.hours, TextRole.SMALL, tone=Tone.MUTED)
        footer = Footer(theme, [hours])
        if view.starting:
            # Translators: while the terminal starts, title and sentence
            title, sentence = _("La borne se prépare"), _("Elle sera prête dans un instant.")
            show_waiting(self, IconPicture(theme, Icon.RESTART, 200, Tone.PRIMARY), title, sentence, footer)
            return
        heading, lead = self.heading(_title(), centred=True), self.lead(view.sentence, centred=True)
        # Translators: out of service, where else it can be done
        text = _("Ces démarches se font aussi chez vous, avec votre compte ameli.")
        home = Notice(theme, text, PanelKind.TINT, icon=Icon.HOUSE, tone=Tone.ON_TINT)
        panel = FailurePanel(theme, view.codes)
        picture = FaultPicture(theme, view.picture)
        self.set_page(centred(self, [picture, 56, heading, 20, lead, 48, panel, 24, home]), footer)


_CAUSES = tuple(code for code, failure in FAILURES.items() if failure.severity is Severity.OUT_OF_SERVICE)

PREVIEWS = (
    Preview("starting", OutOfService(())),
    Preview("out-of-service-all", OutOfService((FailureCode.READER_MISSING, FailureCode.PRINTER_MISSING))),
    *(Preview(f"out-of-service-{FAILURES[cause].code.lower()}", OutOfService((cause,))) for cause in _CAUSES),
)
