"""The rights certificate: what it will look like, and what may be on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import PreparedCertificate, RightsChoice
from kiosk.session.actions import ChooseRights
from kiosk.session.statuses import ShowingRights
from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.paper_screen import PaperScreen, PaperView, ShownPaper, duplicate_notice, paper_of
from ui.terminal.sample_rights import (
    ALONE_CERTIFICATE,
    EXEMPTION_CERTIFICATE,
    FAMILY_CERTIFICATE,
    HOSTILE_CERTIFICATE,
    LARGE_FAMILY_CERTIFICATE,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, ScreenContext
from ui.terminal.service import add_message, add_waiting
from ui.terminal.steps import step_panel
from ui.theme import TextRole
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold something that the certificate may show.

    Attributes:
        title: what it is.
        detail: how much it is, or when it is of use.
        is_chosen: whether it is on the paper now.
        leads_to: what the person wants once it is touched.
    """

    title: str
    detail: str
    is_chosen: bool
    leads_to: RightsChoice


@dataclass(frozen=True, slots=True)
class RightsView(PaperView):
    """Hold what the screen shows.

    Attributes:
        dependents: the choice of the persons attached, where there are any.
        exemption: the choice of the exemption, where there is one.
        is_duplicate: whether this number may be on paper already.
        no_rights: when an adviser is there, where no certificate can be made; else empty.
    """

    dependents: Choice | None = None
    exemption: Choice | None = None
    is_duplicate: bool = False
    no_rights: str = ""


def view_of(status: ShowingRights, context: ScreenContext) -> RightsView:
    """Make the view."""
    if status.failure is not None:
        return RightsView(failure=status.failure)
    if status.no_rights:
        return RightsView(no_rights=hours_text(context))
    prepared = status.prepared
    if prepared is None:
        return RightsView()
    return RightsView(
        paper=paper_of(prepared.document, context),
        dependents=_dependents(prepared, status.choice),
        exemption=_exemption(prepared, status.choice),
        is_duplicate=prepared.duplicate,
    )


def _dependents(prepared: PreparedCertificate, choice: RightsChoice) -> Choice | None:
    if prepared.people_count <= 1:
        return None
    count = prepared.people_count
    return Choice(
        # Translators: rights certificate, choice: also print the spouse and the children
        _("Vous et vos proches"),
        # Translators: rights certificate, how many persons are on it
        ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count},
        choice.with_dependents,
        RightsChoice(with_dependents=not choice.with_dependents, with_exemption=choice.with_exemption),
    )


def _exemption(prepared: PreparedCertificate, choice: RightsChoice) -> Choice | None:
    if not prepared.has_exemption:
        return None
    return Choice(
        # Translators: rights certificate, choice: also print the exemption of the ticket modérateur
        _("Exonération"),
        # Translators: rights certificate, when the exemption is of use
        _("Seulement si on vous la demande"),
        choice.with_exemption,
        RightsChoice(with_dependents=choice.with_dependents, with_exemption=not choice.with_exemption),
    )


class RightsScreen(PaperScreen[RightsView]):
    """Show the certificate as it will be printed, and let the person choose what is on it."""

    def title(self) -> str:
        """Give the title of the screen."""
        # Translators: screen of the rights certificate, title
        return _("Attestation de droits")

    def add_without_paper(self, body: QVBoxLayout, view: RightsView) -> None:
        """Say that the certificate is prepared, or that none can be made."""
        if view.no_rights:
            self._add_no_rights(body, view.no_rights)
        else:
            # Translators: screen of the rights certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))

    def beside(self, view: RightsView) -> QVBoxLayout:
        """Make the column of the choices."""
        theme = self.theme
        column = self.column()
        if view.dependents is not None or view.exemption is not None:
            # Translators: rights certificate, above the choices of what is printed
            column.addWidget(Text(theme, _("À faire figurer"), TextRole.STRONG, bold=True))
        for tile in self._tiles(view):
            column.addWidget(tile)
        if view.exemption is not None:
            # Translators: rights certificate, beside the choice of the exemption
            text = _("Une école ou un employeur n’a pas besoin de votre exonération.")
            column.addWidget(Notice(theme, text, PanelKind.SURFACE, tone=Tone.MUTED))
        if view.is_duplicate:
            column.addWidget(duplicate_notice(theme))
        column.addStretch(1)
        return column

    def add_large(self, body: QVBoxLayout, view: RightsView, paper: ShownPaper) -> None:
        """Add the choices below the paper."""
        body.addWidget(self.ticket(paper), 1)
        for tile in self._tiles(view):
            body.addWidget(tile)

    def _tiles(self, view: RightsView) -> list[RowTile]:
        choices = ((view.dependents, Icon.PEOPLE, "dependents"), (view.exemption, Icon.SHIELD_PLUS, "exemption"))
        return [self._tile(choice, icon, name) for choice, icon, name in choices if choice is not None]

    def _tile(self, choice: Choice, icon: Icon, name: str) -> RowTile:
        theme = self.theme
        detail = "" if theme.is_large else choice.detail
        tile = RowTile(theme, choice.title, icon, detail=detail, checked=choice.is_chosen, icon_box=0, name=name)
        self.let_choose(tile, _choose(choice.leads_to), is_chosen=choice.is_chosen)
        return tile

    def _add_no_rights(self, body: QVBoxLayout, hours: str) -> None:
        theme = self.theme
        body.addStretch(1)
        body.addWidget(IconPicture(theme, Icon.SHIELD, 160, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignHCenter)
        # Translators: rights certificate that cannot be made: title
        title = _("Vos droits ne sont pas ouverts aujourd’hui")
        # Translators: rights certificate that cannot be made, because the person has no current rights
        sentence = _("La borne ne peut donc pas imprimer d’attestation.")
        add_message(self, body, title, sentence)
        body.addSpacing(theme.px(GAP))
        # Translators: rights certificate that cannot be made, what to do: title, then detail
        adviser = (_("Voyez un conseiller de l’accueil"), _("Il regarde votre dossier avec vous."))
        body.addWidget(step_panel(theme, Icon.ADVISER, *adviser))
        # Translators: rights certificate that cannot be made, when to come: title
        body.addWidget(step_panel(theme, Icon.CLOCK, _("Venez aux heures d’accueil"), hours))
        body.addStretch(1)


def _choose(choice: RightsChoice) -> ChooseRights:
    return ChooseRights(choice.with_dependents, choice.with_exemption)


_SAMPLE_ID: Final = UUID(int=1)


def _status(prepared: PreparedCertificate) -> ShowingRights:
    return ShowingRights(SAMPLE_VISITOR, prepared.choice, _SAMPLE_ID, prepared)


PREVIEWS = (
    Preview("rights", _status(FAMILY_CERTIFICATE)),
    Preview("rights-loading", ShowingRights(SAMPLE_VISITOR, RightsChoice(), _SAMPLE_ID), busy=True),
    Preview("rights-alone", _status(ALONE_CERTIFICATE)),
    Preview("rights-exemption", _status(EXEMPTION_CERTIFICATE)),
    Preview("rights-large-family", _status(LARGE_FAMILY_CERTIFICATE)),
    Preview("rights-none", ShowingRights(SAMPLE_VISITOR, RightsChoice(), _SAMPLE_ID, no_rights=True)),
    Preview(
        "rights-failed",
        ShowingRights(SAMPLE_VISITOR, RightsChoice(), _SAMPLE_ID, failure=FailureCode.SERVICE_UNAVAILABLE),
    ),
    Preview("rights-hostile", _status(HOSTILE_CERTIFICATE)),
)
