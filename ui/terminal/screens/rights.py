"""The rights certificate: what it will look like, and what may be on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.ports import PreparedCertificate, RightsChoice
from kiosk.session.actions import ChooseRights, Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingRights
from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.sample_rights import (
    ALONE_CERTIFICATE,
    EXEMPTION_CERTIFICATE,
    FAMILY_CERTIFICATE,
    HOSTILE_CERTIFICATE,
    LARGE_FAMILY_CERTIFICATE,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.service import (
    add_failure,
    add_message,
    add_paper_summary,
    add_waiting,
    again_button,
    focus_of,
    paper_summary,
    print_button,
)
from ui.terminal.steps import step_panel
from ui.theme import TextRole
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

_PAPER_WIDTH: Final = 496
"""Width of the preview beside the choices, in units: twice that of the ticket itself is 645."""

LARGE_COLUMNS: Final = 32
"""Columns of the preview in large texts: on the width of a page its capitals then reach 0.71° at 600 mm."""


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
class RightsView:
    """Hold what the screen shows.

    Attributes:
        lines: the very lines that are printed; none while the certificate is prepared.
        columns: that they are laid out in.
        summary: what they say, where the person does not read French.
        dependents: the choice of the persons attached, where there are any.
        exemption: the choice of the exemption, where there is one.
        is_duplicate: whether this number may be on paper already.
        no_rights: when an adviser is there, where no certificate can be made; else empty.
        failure: why there is nothing else to show.
    """

    lines: tuple[Line, ...] = field(default=(), repr=False)
    columns: int = COLUMNS
    summary: str = field(default="", repr=False)
    dependents: Choice | None = None
    exemption: Choice | None = None
    is_duplicate: bool = False
    no_rights: str = ""
    failure: FailureCode | None = None


def view_of(status: ShowingRights, context: ScreenContext) -> RightsView:
    """Make the view."""
    if status.failure is not None:
        return RightsView(failure=status.failure)
    if status.no_rights:
        return RightsView(no_rights=hours_text(context))
    prepared = status.prepared
    if prepared is None:
        return RightsView()
    columns = COLUMNS if context.preferences.text_size is TextSize.NORMAL else LARGE_COLUMNS
    return RightsView(
        lines=lay_out(prepared.document, columns),
        columns=columns,
        summary=paper_summary(prepared.document),
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


class RightsScreen(Screen[RightsView]):
    """Show the certificate as it will be printed, and let the person choose what is on it."""

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: RightsView) -> None:
        """Build the preview and the choices."""
        body = self.column()
        # Translators: screen of the rights certificate, title
        body.addLayout(self.title_row(self.back_button(), _("Attestation de droits")))
        add_paper_summary(self, body, view.summary)
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif view.no_rights:
            self._add_no_rights(body, view.no_rights)
        elif not view.lines:
            # Translators: screen of the rights certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))
        elif self.theme.is_large:
            self._add_stacked(body, view)
            left.append(print_button(self))
        else:
            self._add_beside(body, view)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_beside(self, body: QVBoxLayout, view: RightsView) -> None:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(GAP) + theme.px(8))
        ticket = self._ticket(view)
        ticket.setFixedWidth(theme.px(_PAPER_WIDTH))
        row.addWidget(ticket)
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
            column.addWidget(self._duplicate_notice())
        column.addStretch(1)
        column.addWidget(print_button(self))
        row.addLayout(column, 1)
        body.addLayout(row, 1)

    def _add_stacked(self, body: QVBoxLayout, view: RightsView) -> None:
        body.addWidget(self._ticket(view), 1)
        for tile in self._tiles(view):
            body.addWidget(tile)

    def _ticket(self, view: RightsView) -> TicketView:
        ticket = TicketView(self.theme, view.lines, view.columns)
        # Whoever goes along the ticket is still there.
        ticket.turned.connect(lambda: self.act(Touched()))
        return ticket

    def _tiles(self, view: RightsView) -> list[RowTile]:
        choices = ((view.dependents, Icon.PEOPLE, "dependents"), (view.exemption, Icon.SHIELD_PLUS, "exemption"))
        return [self._tile(choice, icon, name) for choice, icon, name in choices if choice is not None]

    def _tile(self, choice: Choice, icon: Icon, name: str) -> RowTile:
        theme = self.theme
        detail = "" if theme.is_large else choice.detail
        tile = RowTile(theme, choice.title, icon, detail=detail, checked=choice.is_chosen, icon_box=0, name=name)
        tile.clicked.connect(lambda: self._touched(tile, choice))
        return tile

    def _touched(self, tile: RowTile, choice: Choice) -> None:
        # The box shows what is, not what was touched: it changes with the view.
        tile.setChecked(choice.is_chosen)
        self.act(_choose(choice.leads_to))

    def _duplicate_notice(self) -> Notice:
        # Translators: rights certificate that may already have been printed once
        text = _("Cette attestation est peut-être déjà sortie : ce papier portera la mention DUPLICATA.")
        return Notice(self.theme, text, PanelKind.WARNING)

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
