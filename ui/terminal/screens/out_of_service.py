"""The terminal can serve nobody; it comes back by itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.model import Picture, Severity
from kiosk.session.preferences import TextSize
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.statuses import OutOfService
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred, show_waiting
from ui.terminal.hanging_paper import hanging_words
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
        paper_hangs_out: whether a part of somebody's ticket may hang out of the printer.
        starting: whether the equipment has not reported yet.
    """

    sentence: str
    codes: str
    picture: Picture
    hours: str
    paper_hangs_out: bool = False
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
    codes = ", ".join(failure.code for failure in failures)
    return OutOfServiceView(sentence, codes, first.picture, hours, context.paper_hangs_out)


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
        parts: list[QWidget | int] = [picture, 56, heading, 20, lead, 48]
        if view.paper_hangs_out:
            parts += [self._paper_notice(), 24]
        parts.append(panel)
        if not view.paper_hangs_out or theme.text_size is not TextSize.LARGEST:
            # The largest texts have room for the most pressing only.
            parts += [24, home]
        self.set_page(centred(self, parts), footer)

    def _paper_notice(self) -> Notice:
        """Ask the public to help: what hangs out may name a person, and nobody of the reception has seen it."""
        return Notice(self.theme, hanging_words(), PanelKind.WARNING, icon=Icon.WARNING, bold=True, tone=Tone.WARNING)


_CAUSES = tuple(code for code, failure in FAILURES.items() if failure.severity is Severity.OUT_OF_SERVICE)

PREVIEWS = (
    Preview("starting", OutOfService(())),
    Preview("out-of-service-all", OutOfService((FailureCode.READER_MISSING, FailureCode.PRINTER_MISSING))),
    *(Preview(f"out-of-service-{FAILURES[cause].code.lower()}", OutOfService((cause,))) for cause in _CAUSES),
    Preview(
        "out-of-service-hanging",
        OutOfService((FailureCode.PRINTER_MISSING,)),
        remnant=Remnant(UUID(int=1), RemnantPlace.HANGING),
    ),
)
