"""The code of the account."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from kiosk.catalogue.failures import FailureCode
from kiosk.session.actions import AskProvisional
from kiosk.session.statuses import AskingCode
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.code_entry import (
    CodeScreen,
    NoticeText,
    checking_notice,
    failure_notice,
    usual_notices,
    wrong_code_notice,
)
from ui.terminal.names import shown_first_name
from ui.terminal.samples import LONG_NAME_VISITOR, SAMPLE_VISITOR
from ui.terminal.screen import Preview, ScreenContext
from ui.widgets.button import Button
from ui.widgets.footer import Footer
from ui.widgets.panel import PanelKind


@dataclass(frozen=True, slots=True)
class CodeView:
    """Hold what the screen shows.

    Attributes:
        sentence: greets the person and says what to do.
        notice: what is said under the field.
        waits: whether a code is being checked.
    """

    sentence: str
    notice: NoticeText | None
    waits: bool


def view_of(status: AskingCode, context: ScreenContext) -> CodeView:
    """Make the view."""
    name = shown_first_name(status.visitor.card.holder.first_name)
    if name:
        # Translators: code screen, under the title
        sentence = _("Bonjour %(name)s. Tapez le code de votre compte ameli, puis validez.") % {"name": name}
    else:
        # Translators: code screen, under the title, where the card holds no first name
        sentence = _("Bonjour. Tapez le code de votre compte ameli, puis validez.")
    return CodeView(sentence, _notice(status, context), context.busy)


def _notice(status: AskingCode, context: ScreenContext) -> NoticeText | None:
    if context.busy:
        return checking_notice()
    if status.blocked:
        return _blocked_notice()
    if status.failure is not None:
        return failure_notice(status.failure)
    if status.tries_left is not None:
        return wrong_code_notice(status.tries_left)
    return None


def _blocked_notice() -> NoticeText:
    # Translators: code screen, after the last wrong code
    strong = _("Il n’y a plus d’essai possible.")
    # Translators: code screen, after the last wrong code
    text = _("Demandez un code provisoire ci-dessous.")
    return NoticeText(f"{strong} {text}", strong, PanelKind.DANGER, Icon.LOCK)


class CodeEntryScreen(CodeScreen[CodeView]):
    """Take the code, and offer a provisional one."""

    def help(self) -> None:
        """Lead to the way in without a code; it sends a text message, so it is not pressed."""
        button = self.findChild(Button, "get-code")
        if button is not None:
            button.setFocus()

    def compose(self, view: CodeView) -> None:
        """Build the screen; with large texts the other way in moves to the footer."""
        theme = self.theme
        self.set_waiting(waits=view.waits)
        notices = (*usual_notices(), _blocked_notice())
        # Translators: code screen, title
        head = [self.heading(_("Votre code ameli")), self.lead(view.sentence)]
        if theme.is_large:
            # Translators: code screen with large texts, button: asks for a provisional code
            button = self._get_code(_("Code oublié ?"), Icon.CODE_BY_SMS)
            self.set_code_page(head, view.notice, [], Footer(theme, [button], [self.finish_button()]), notices)
            return
        panel = self.help_panel(
            Icon.CODE_BY_SMS,
            # Translators: code screen, panel of the other way in
            _("Code oublié ou pas encore de code ?"),
            # Translators: code screen, panel of the other way in
            _("Un code provisoire par SMS, ou auprès d’un conseiller"),
            # Translators: code screen, button: asks for a provisional code
            self._get_code(_("Obtenir")),
        )
        footer = Footer(theme, right=[self.finish_button()])
        self.set_code_page(head, view.notice, [panel, self.privacy_hint()], footer, notices)

    def _get_code(self, text: str, icon: Icon | None = None) -> Button:
        button = Button(self.theme, text, icon=icon, name="get-code")
        button.clicked.connect(lambda: self.act(AskProvisional(uuid4())))
        return button


PREVIEWS = (
    Preview("code", AskingCode(SAMPLE_VISITOR)),
    Preview("code-wrong", AskingCode(SAMPLE_VISITOR, tries_left=2)),
    Preview("code-last-try", AskingCode(LONG_NAME_VISITOR, tries_left=1)),
    Preview("code-blocked", AskingCode(SAMPLE_VISITOR, blocked=True)),
    Preview("code-failed", AskingCode(SAMPLE_VISITOR, failure=FailureCode.SERVICE_UNAVAILABLE)),
    Preview("code-checking", AskingCode(SAMPLE_VISITOR), busy=True),
)
