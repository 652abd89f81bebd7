"""The full third-party-payment certificate: what it will look like, or how to apply for the cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.third_party import Cover, NotCovered
from kiosk.ports import PreparedThirdParty
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingThirdParty
from kiosk.texts import format_date_long, format_date_short
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.paper_screen import PaperScreen, PaperView, ShownPaper, duplicate_notice, paper_of
from ui.terminal.records import shown
from ui.terminal.sample_certificates import (
    COVERED_BEFORE_TOO,
    COVERED_FAMILY,
    COVERED_HOSTILE,
    COVERED_LARGE_FAMILY,
    COVERED_SON_ALONE,
)
from ui.terminal.samples import SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, ScreenContext
from ui.terminal.service import add_message, add_waiting
from ui.terminal.steps import step_panel
from ui.theme import TextRole
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.text import Text

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
class ThirdPartyView(PaperView):
    """Hold what the screen shows.

    Attributes:
        until: the last day of the cover, in a sentence.
        ended: contracts that the person had earlier.
        is_duplicate: whether this number may be on paper already.
        how_to_apply: where there is no cover.
    """

    until: str = field(default="", repr=False)
    ended: tuple[str, ...] = field(default=(), repr=False)
    is_duplicate: bool = False
    how_to_apply: HowToApply | None = None


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
            return ThirdPartyView(
                paper=paper_of(prepared.document, context),
                until=_until_text(prepared),
                ended=tuple(_cover_text(cover) for cover in prepared.ended[:_ENDED_MAX]),
                is_duplicate=prepared.duplicate,
            )
        case _:
            assert_never(status.prepared)


def _until_text(prepared: PreparedThirdParty) -> str:
    if prepared.is_insured_covered:
        # Translators: full third-party payment, beside the certificate; the last day comes in
        said = _("Vous n’avancez pas vos frais jusqu’au %(date)s.")
    else:
        # Translators: full third-party payment, beside a certificate of children or a spouse alone; the day comes in
        said = _("Pour les personnes nommées, vous n’avancez pas les frais jusqu’au %(date)s.")
    return said % {"date": format_date_long(prepared.covered_until)}


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


class ThirdPartyScreen(PaperScreen[ThirdPartyView]):
    """Show the certificate as it will be printed, or say how to apply."""

    PAPER_WIDTH = 560
    """Wider than elsewhere, in units: the notices beside it need little room."""

    def title(self) -> str:
        """Give the title of the screen."""
        # Translators: screen of the full third-party-payment certificate, title
        return _("Tiers payant intégral")

    def add_without_paper(self, body: QVBoxLayout, view: ThirdPartyView) -> None:
        """Say that the certificate is prepared, or how to apply for the cover."""
        if view.how_to_apply is not None:
            self._add_how_to_apply(body, view.how_to_apply)
        else:
            # Translators: screen of the full third-party-payment certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))

    def beside(self, view: ThirdPartyView) -> QVBoxLayout:
        """Make the column of what is told of the covers."""
        theme = self.theme
        column = self.column()
        column.addWidget(Notice(theme, view.until, PanelKind.SUCCESS))
        if view.ended:
            # Translators: full third-party payment, above contracts of earlier
            column.addWidget(Text(theme, _("Vos couvertures passées"), TextRole.STRONG, bold=True))
        for text in view.ended:
            column.addWidget(Text(theme, text, TextRole.SMALL, tone=Tone.MUTED))
        if view.is_duplicate:
            column.addWidget(duplicate_notice(theme))
        column.addStretch(1)
        return column

    def add_large(self, body: QVBoxLayout, view: ThirdPartyView, paper: ShownPaper) -> None:
        """Add the last contract of earlier below the paper."""
        body.addWidget(self.ticket(paper), 1)
        for text in view.ended[:1]:
            # Translators: full third-party payment in large texts, before the last contract of earlier
            before = _("Avant : %(contract)s") % {"contract": text}
            body.addWidget(Text(self.theme, before, TextRole.SMALL, tone=Tone.MUTED))

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


_SAMPLE_ID: Final = UUID(int=1)


def _status(
    prepared: PreparedThirdParty | NotCovered | None = None, failure: FailureCode | None = None
) -> ShowingThirdParty:
    return ShowingThirdParty(SAMPLE_VISITOR, _SAMPLE_ID, prepared, failure)


PREVIEWS = (
    Preview("third-party", _status(COVERED_FAMILY)),
    Preview("third-party-loading", _status(), busy=True),
    Preview("third-party-before-too", _status(COVERED_BEFORE_TOO)),
    Preview("third-party-son-alone", _status(COVERED_SON_ALONE)),
    Preview("third-party-large-family", _status(COVERED_LARGE_FAMILY)),
    Preview("third-party-none", _status(NotCovered())),
    Preview("third-party-ended", _status(NotCovered(SAMPLE_NOW.date() - timedelta(days=1)))),
    Preview("third-party-failed", _status(failure=FailureCode.SERVICE_UNAVAILABLE)),
    Preview("third-party-hostile", _status(COVERED_HOSTILE)),
)
