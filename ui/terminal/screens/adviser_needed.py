"""Only an adviser can give a code now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import AdviserReason, SeeAdviser
from kiosk.texts import format_day_month, format_hour
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.samples import SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.service import again_button, focus_of
from ui.theme import TextRole
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, Panel, PanelKind
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class AdviserNeededView:
    """Hold what the screen shows.

    Attributes:
        reason: why no text message can help.
        steps: what to do, as icon, title and detail.
        code: the failure code, where there is one.
        can_try_again: whether the text message can be asked for once more.
    """

    reason: str
    steps: tuple[tuple[Icon, str, str], ...]
    code: str
    can_try_again: bool = False


def view_of(status: SeeAdviser, context: ScreenContext) -> AdviserNeededView:
    """Make the view."""
    # Translators: adviser needed, first step: title and detail
    ask = (Icon.ADVISER, _("Demandez un code provisoire"), _("Un conseiller de l’accueil le crée pour vous."))
    # Translators: adviser needed, second step: title and detail
    bring = (Icon.CARD, _("Présentez une pièce d’identité"), _("Un original, avec une photo ressemblante."))
    # Translators: adviser needed, third step: title
    when = (Icon.CLOCK, _("Venez aux heures d’accueil"), hours_text(context))
    code = "" if status.failure is None else FAILURES[status.failure].code
    again = status.reason is AdviserReason.NOT_SENT
    return AdviserNeededView(_reason(status, context.now()), (ask, bring, when), code, again)


def _reason(status: SeeAdviser, now: datetime) -> str:
    match status.reason:
        case AdviserReason.NO_MOBILE:
            # Translators: adviser needed, why
            return _("Aucun numéro de mobile n’est enregistré : nous ne pouvons pas vous envoyer de SMS.")
        case AdviserReason.TOO_MANY:
            # Translators: adviser needed, why
            sent = _("Plusieurs codes ont déjà été envoyés.")
            return f"{sent} {_next_sending(status.next_at, now)}"
        case AdviserReason.NOT_SENT:
            # Translators: adviser needed, why
            return _("Le SMS n’a pas pu être envoyé. Réessayez dans quelques minutes, ou voyez un conseiller.")
        case _:
            assert_never(status.reason)


def _next_sending(next_at: datetime | None, now: datetime) -> str:
    """Say when a message can be sent again; the minute is rounded up, so that nobody comes too early."""
    if next_at is None:
        # Translators: adviser needed, after "Plusieurs codes ont déjà été envoyés."
        return _("Réessayez plus tard, ou voyez un conseiller.")
    at = next_at.astimezone(now.tzinfo)
    if at.second or at.microsecond:
        at = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    hour, days = {"hour": format_hour(at.time())}, (at.date() - now.date()).days
    if days <= 0:
        # Translators: adviser needed, when a message can be sent again: today; the hour comes in, "14 h 30"
        return _("Réessayez à partir de %(hour)s, ou voyez un conseiller.") % hour
    if days == 1:
        # Translators: adviser needed, when a message can be sent again: tomorrow; the hour comes in, "9 h"
        return _("Réessayez demain à partir de %(hour)s, ou voyez un conseiller.") % hour
    # Translators: adviser needed, when a message can be sent again: a day comes in, "24 novembre"
    return _("Réessayez le %(day)s, ou voyez un conseiller.") % {"day": format_day_month(at.date())}


class AdviserNeededScreen(Screen[AdviserNeededView]):
    """Say why, and what to bring to the adviser."""

    def first_focus(self) -> QWidget | None:
        """Give what is most likely wanted."""
        return focus_of(self, "try-again")

    def compose(self, view: AdviserNeededView) -> None:
        """Build reason, steps and failure code."""
        theme = self.theme
        body = self.column(GAP if theme.text_size is not TextSize.LARGEST else 16)
        # Translators: button: leads back one screen
        back = self.back_button(_("Retour"))
        # Translators: adviser needed, title
        body.addLayout(self.title_row(back, _("Un conseiller va vous aider")))
        body.addSpacing(theme.sized(16, 4, 0))
        body.addWidget(self.lead(view.reason))
        body.addSpacing(theme.sized(16, 4, 0))
        for place, (icon, title, detail) in enumerate(view.steps):
            # The largest texts leave room for what the person must know, not for what explains it.
            shortened = place == 0 and theme.text_size is TextSize.LARGEST
            body.addWidget(self._step(icon, title, "" if shortened else detail))
        if view.code:
            # Translators: adviser needed, the failure code that an adviser is told
            text = _("Repère à donner au conseiller : %(code)s") % {"code": view.code}
            body.addWidget(Notice(theme, text, PanelKind.WARNING, strong=view.code))
        body.addStretch(1)
        left = [again_button(self)] if view.can_try_again else []
        self.set_page(body, Footer(theme, left, [self.finish_button()]))

    def _step(self, icon: Icon, title: str, detail: str) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        margin = theme.sized(44, 28, 20)
        row.setContentsMargins(theme.px(40), margin, theme.px(40), margin)
        row.setSpacing(theme.px(36))
        row.addWidget(IconPicture(theme, icon, 76, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(6))
        texts.addWidget(Text(theme, title, TextRole.TILE, bold=True))
        if detail:
            texts.addWidget(Text(theme, detail, TextRole.BODY, tone=Tone.MUTED))
        row.addLayout(texts, 1)
        return panel


def _too_many(wait: timedelta) -> SeeAdviser:
    return SeeAdviser(SAMPLE_VISITOR, AdviserReason.TOO_MANY, next_at=SAMPLE_NOW + wait)


PREVIEWS = (
    Preview("adviser-no-mobile", SeeAdviser(SAMPLE_VISITOR, AdviserReason.NO_MOBILE)),
    Preview("adviser-too-many", _too_many(timedelta(minutes=14, seconds=20))),
    Preview("adviser-too-many-tomorrow", _too_many(timedelta(hours=23))),
    Preview("adviser-not-sent", SeeAdviser(SAMPLE_VISITOR, AdviserReason.NOT_SENT, FailureCode.SMS_NOT_SENT)),
)
