"""The full third-party-payment certificate: what it will look like, or how to apply for the cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.domain.third_party import Cover, NotCovered
from kiosk.ports import PreparedThirdParty
from kiosk.session.actions import Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingThirdParty
from kiosk.texts import format_date_long, format_date_short
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.records import shown
from ui.terminal.sample_certificates import (
    COVERED_BEFORE_TOO,
    COVERED_FAMILY,
    COVERED_HOSTILE,
    COVERED_LARGE_FAMILY,
)
from ui.terminal.samples import SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.screens.rights import LARGE_COLUMNS
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

_PAPER_WIDTH: Final = 560
"""Width of the preview beside the notices, in units."""

_ENDED_MAX: Final = 3
"""Contracts of earlier that are told."""


@dataclass(frozen=True, slots=True)
class HowToApply:
    """Hold what is told to a person who has no cover.

    Attributes:
        ended: until when there was one; else what such a cover is for.
        hours: when an adviser is there.
    """

    ended: str = field(repr=False)
    hours: str


@dataclass(frozen=True, slots=True)
class ThirdPartyView:
    """Hold what the screen shows.

    Attributes:
        lines: the very lines that are printed; none while the certificate is prepared, or where there is no cover.
        columns: that they are laid out in.
        summary: what they say, where the person does not read French.
        until: the last day of the cover, in a sentence.
        ended: contracts that the person had earlier.
        is_duplicate: whether this number may be on paper already.
        how_to_apply: where there is no cover.
        failure: why there is nothing else to show.
    """

    lines: tuple[Line, ...] = field(default=(), repr=False)
    columns: int = COLUMNS
    summary: str = field(default="", repr=False)
    until: str = field(default="", repr=False)
    ended: tuple[str, ...] = field(default=(), repr=False)
    is_duplicate: bool = False
    how_to_apply: HowToApply | None = None
    failure: FailureCode | None = None


def view_of(status: ShowingThirdParty, context: ScreenContext) -> ThirdPartyView:
    """Make the view."""
    if status.failure is not None:
        return ThirdPartyView(failure=status.failure)
    match status.prepared:
        case None:
            return ThirdPartyView()
        case NotCovered() as none:
            return ThirdPartyView(how_to_apply=HowToApply(_ended_text(none), hours_text(context)))
        case PreparedThirdParty() as prepared:
            columns = COLUMNS if context.preferences.text_size is TextSize.NORMAL else LARGE_COLUMNS
            # Translators: full third-party payment, beside the certificate; the last day comes in
            until = _("Vous n’avancez pas vos frais jusqu’au %(date)s.")
            return ThirdPartyView(
                lines=lay_out(prepared.document, columns),
                columns=columns,
                summary=paper_summary(prepared.document),
                until=until % {"date": format_date_long(prepared.covered_until)},
                ended=tuple(_cover_text(cover) for cover in prepared.ended[:_ENDED_MAX]),
                is_duplicate=prepared.duplicate,
            )
        case _:
            assert_never(status.prepared)


def _ended_text(none: NotCovered) -> str:
    if none.ended_on is None:
        # Translators: full third-party payment, a person who never had it: what it is
        return _("Avec elle, vous n’avancez pas vos frais de santé.")
    # Translators: full third-party payment, a person who had it until a day
    ended = _("Votre dernière couverture s’est terminée le %(date)s.")
    return ended % {"date": format_date_long(none.ended_on)}


def _cover_text(cover: Cover) -> str:
    # Translators: full third-party payment, a contract of earlier: its kind, first and last day
    return _("%(label)s, du %(start)s au %(end)s") % {
        "label": shown(cover.contract.label),
        "start": format_date_short(cover.freed_from),
        "end": format_date_short(cover.freed_until),
    }


class ThirdPartyScreen(Screen[ThirdPartyView]):
    """Show the certificate as it will be printed, or say how to apply."""

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: ThirdPartyView) -> None:
        """Build the preview, or the steps of an application."""
        body = self.column()
        # Translators: screen of the full third-party-payment certificate, title
        body.addLayout(self.title_row(self.back_button(), _("Tiers payant intégral")))
        add_paper_summary(self, body, view.summary)
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif view.how_to_apply is not None:
            self._add_how_to_apply(body, view.how_to_apply)
        elif not view.lines:
            # Translators: screen of the full third-party-payment certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))
        elif self.theme.is_large:
            body.addWidget(self._ticket(view), 1)
            for text in view.ended[:1]:
                # Translators: full third-party payment in large texts, before the last contract of earlier
                before = _("Avant : %(contract)s") % {"contract": text}
                body.addWidget(Text(self.theme, before, TextRole.SMALL, tone=Tone.MUTED))
            left.append(print_button(self))
        else:
            self._add_beside(body, view)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_beside(self, body: QVBoxLayout, view: ThirdPartyView) -> None:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(GAP) + theme.px(8))
        ticket = self._ticket(view)
        ticket.setFixedWidth(theme.px(_PAPER_WIDTH))
        row.addWidget(ticket)
        column = self.column()
        column.addWidget(Notice(theme, view.until, PanelKind.SUCCESS))
        if view.ended:
            # Translators: full third-party payment, above contracts of earlier
            column.addWidget(Text(theme, _("Vos couvertures passées"), TextRole.STRONG, bold=True))
        for text in view.ended:
            column.addWidget(Text(theme, text, TextRole.SMALL, tone=Tone.MUTED))
        if view.is_duplicate:
            # Translators: full third-party-payment certificate that may already have been printed once
            duplicate = _("Cette attestation est peut-être déjà sortie : ce papier portera la mention DUPLICATA.")
            column.addWidget(Notice(theme, duplicate, PanelKind.WARNING))
        column.addStretch(1)
        column.addWidget(print_button(self))
        row.addLayout(column, 1)
        body.addLayout(row, 1)

    def _add_how_to_apply(self, body: QVBoxLayout, how: HowToApply) -> None:
        theme = self.theme
        body.addStretch(1)
        if not theme.is_large:
            body.addWidget(IconPicture(theme, Icon.COIN, 160, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignHCenter)
        # Translators: full third-party payment, a person who does not have it: title
        add_message(self, body, _("Vous n’avez pas de complémentaire santé solidaire aujourd’hui"), how.ended)
        body.addSpacing(theme.px(GAP))
        # Translators: full third-party payment, how to apply, first way: title, then detail
        form = (_("Demandez-la avec le formulaire S3711"), _("Il est à l’accueil, et sur ameli.fr."))
        # Translators: full third-party payment, how to apply, second way: title, then detail
        account = (_("Ou sur votre compte ameli"), _("À la rubrique « Mes démarches »."))
        # Translators: full third-party payment, how to apply, third way: title; the opening hours follow
        adviser = (_("Ou avec un conseiller"), how.hours)
        for icon, (title, detail) in ((Icon.BRING, form), (Icon.COMPUTER, account), (Icon.ADVISER, adviser)):
            # The largest texts leave room for what the person must know, not for what explains it.
            explains = theme.text_size is TextSize.LARGEST and icon is not Icon.ADVISER
            body.addWidget(step_panel(theme, icon, title, "" if explains else detail))
        body.addStretch(1)

    def _ticket(self, view: ThirdPartyView) -> TicketView:
        ticket = TicketView(self.theme, view.lines, view.columns)
        # Whoever goes along the ticket is still there.
        ticket.turned.connect(lambda: self.act(Touched()))
        return ticket


_SAMPLE_ID: Final = UUID(int=1)


def _status(
    prepared: PreparedThirdParty | NotCovered | None = None, failure: FailureCode | None = None
) -> ShowingThirdParty:
    return ShowingThirdParty(SAMPLE_VISITOR, _SAMPLE_ID, prepared, failure)


PREVIEWS = (
    Preview("third-party", _status(COVERED_FAMILY)),
    Preview("third-party-loading", _status(), busy=True),
    Preview("third-party-before-too", _status(COVERED_BEFORE_TOO)),
    Preview("third-party-large-family", _status(COVERED_LARGE_FAMILY)),
    Preview("third-party-none", _status(NotCovered())),
    Preview("third-party-ended", _status(NotCovered(SAMPLE_NOW.date() - timedelta(days=1)))),
    Preview("third-party-failed", _status(failure=FailureCode.SERVICE_UNAVAILABLE)),
    Preview("third-party-hostile", _status(COVERED_HOSTILE)),
)
