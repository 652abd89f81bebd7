"""The provisional code: while it is sent, and while it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import MaskedMobile
from kiosk.session.actions import AskProvisional
from kiosk.session.statuses import AskingProvisional, SendingProvisional
from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import show_waiting
from ui.terminal.code_entry import (
    CodeScreen,
    NoticeText,
    checking_notice,
    failure_notice,
    usual_notices,
    wrong_code_notice,
)
from ui.terminal.samples import SAMPLE_NOW_S, SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, PanelKind
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class SendingView:
    """Hold what the screen shows while the code is sent."""


def sending_view_of(status: SendingProvisional, context: ScreenContext) -> SendingView:
    """Make the view of the moment to wait."""
    del status, context
    return SendingView()


class SendingScreen(Screen[SendingView]):
    """Wait for the text message to leave."""

    def compose(self, view: SendingView) -> None:
        """Build picture, title and bar."""
        del view
        # Translators: screen while the provisional code is sent, title
        title = _("Demande de code en cours")
        # Translators: screen while the provisional code is sent
        sentence = _("Préparez votre téléphone. Encore un instant.")
        picture = IconPicture(self.theme, Icon.CODE_BY_SMS, 200, Tone.PRIMARY)
        show_waiting(self, picture, title, sentence, Footer(self.theme, right=[self.finish_button()]))


@dataclass(frozen=True, slots=True)
class ProvisionalView:
    """Hold what the screen shows.

    Attributes:
        sentence: where the code was sent and how long it lives.
        resend_from_s: when another code may be asked for.
    """

    sentence: str
    notice: NoticeText | None
    resend_from_s: float
    waits: bool


def view_of(status: AskingProvisional, context: ScreenContext) -> ProvisionalView:
    """Make the view."""
    # Translators: provisional code, under the title; %(mobile)s is a masked number, "•• •• •• •• 12"
    sentence = ngettext(
        "Code envoyé par SMS au %(mobile)s. Il est valable %(count)d minute.",
        "Code envoyé par SMS au %(mobile)s. Il est valable %(count)d minutes.",
        status.valid_minutes,
    ) % {"mobile": str(status.mobile).replace(" ", "\u00a0"), "count": status.valid_minutes}
    return ProvisionalView(sentence, _notice(status, context), status.resend_from_s, context.busy)


def _notice(status: AskingProvisional, context: ScreenContext) -> NoticeText | None:
    if context.busy:
        return checking_notice()
    if status.blocked:
        return _burnt_notice(waits=context.monotonic_s() < status.resend_from_s)
    if status.failure is not None:
        return failure_notice(status.failure)
    if status.tries_left is not None:
        return wrong_code_notice(status.tries_left)
    return None


def _burnt_notice(*, waits: bool) -> NoticeText:
    # Translators: provisional code, after the last wrong try
    strong = _("Ce code ne peut plus servir.")
    # Translators: provisional code, after the last wrong try
    now = _("Demandez-en un autre ci-dessous.")
    # Translators: provisional code, after the last wrong try, while no other one can be sent yet
    later = _("Vous pourrez en demander un autre dans une minute.")
    text = later if waits else now
    return NoticeText(f"{strong} {text}", strong, PanelKind.DANGER, Icon.LOCK)


class ProvisionalScreen(CodeScreen[ProvisionalView]):
    """Take the provisional code, and offer another one once the time has come."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen with the timer that opens the way to another code."""
        super().__init__(theme, context, parent)
        self._opens = QTimer(self)
        self._opens.setSingleShot(True)
        self._opens.timeout.connect(self._offer_again)

    def help(self) -> None:
        """Lead to another code; it sends a text message, so it is not pressed."""
        button = self.findChild(Button, "resend")
        if button is not None and button.isEnabled():
            button.setFocus()

    def compose(self, view: ProvisionalView) -> None:
        """Build the screen; with large texts the other code moves to the footer."""
        theme = self.theme
        self.set_waiting(waits=view.waits)
        notices = (*usual_notices(), _burnt_notice(waits=True), _burnt_notice(waits=False))
        # Translators: button: leads back one screen
        back = self.back_button(_("Retour"))
        # Translators: provisional code, title
        head: list[QWidget | QLayout] = [self.title_row(back, _("Code provisoire")), self.lead(view.sentence)]
        # Translators: provisional code, button: asks for another text message
        resend = Button(theme, _("Renvoyer"), name="resend", icon=Icon.CODE_BY_SMS if theme.is_large else None)
        resend.clicked.connect(lambda: self.act(AskProvisional(uuid4())))
        wait_s = view.resend_from_s - self.context.monotonic_s()
        resend.setEnabled(wait_s <= 0)
        if wait_s > 0:
            self._opens.start(round(wait_s * 1000) + 1)
        if theme.is_large:
            # Translators: provisional code with large texts, below the keypad: why the button may be grey
            why = Text(theme, _("Pas reçu de SMS ? Renvoyez-le après une minute."), TextRole.SMALL, tone=Tone.MUTED)
            self.set_code_page(head, view.notice, [why], Footer(theme, [resend], [self.finish_button()]), notices)
            return
        panel = self.help_panel(
            Icon.CODE_BY_SMS,
            # Translators: provisional code, panel of the other code
            _("Pas reçu de SMS ?"),
            # Translators: provisional code, panel of the other code
            _("Renvoyez-le après une minute, ou demandez un code à un conseiller."),
            resend,
        )
        footer = Footer(theme, right=[self.finish_button()])
        self.set_code_page(head, view.notice, [panel, self.privacy_hint()], footer, notices)

    def _offer_again(self) -> None:
        button = self.findChild(Button, "resend")
        if button is not None:
            button.setEnabled(True)


_MOBILE = MaskedMobile("34")

PREVIEWS = (
    Preview("provisional-sending", SendingProvisional(SAMPLE_VISITOR)),
    Preview("provisional", AskingProvisional(SAMPLE_VISITOR, _MOBILE, 10, SAMPLE_NOW_S + 60)),
    Preview("provisional-wrong", AskingProvisional(SAMPLE_VISITOR, _MOBILE, 10, SAMPLE_NOW_S, tries_left=1)),
    Preview("provisional-blocked", AskingProvisional(SAMPLE_VISITOR, _MOBILE, 10, SAMPLE_NOW_S, blocked=True)),
    Preview("provisional-burnt", AskingProvisional(SAMPLE_VISITOR, _MOBILE, 10, SAMPLE_NOW_S + 60, blocked=True)),
    Preview(
        "provisional-failed",
        AskingProvisional(SAMPLE_VISITOR, _MOBILE, 10, SAMPLE_NOW_S, failure=FailureCode.SERVICE_UNAVAILABLE),
    ),
)
