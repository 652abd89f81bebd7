"""What the screens have in common on which a code is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.actions import EnterCode, Touched
from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.screen import MARGIN, Screen, ScreenContext, V
from ui.theme import REFERENCE_WIDTH, TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.code_field import CodeBuffer, CodeField
from ui.widgets.footer import Footer
from ui.widgets.keypad import Keypad
from ui.widgets.panel import IconPicture, Notice, Panel, PanelKind
from ui.widgets.text import Text

DIGITS_MAX: Final = 20
"""More than any policy allows: what is too long is refused with a sentence, not by a dead key."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """Hold what is said under the field.

    Attributes:
        strong: the part in bold.
    """

    text: str
    strong: str
    kind: PanelKind
    icon: Icon | None = None


def checking_notice() -> NoticeText:
    """Say that the code is being checked."""
    # Translators: code screens, while the service checks the code
    text = _("Vérification du code…")
    return NoticeText(text, text, PanelKind.TINT, Icon.CLOCK)


def wrong_code_notice(tries_left: int) -> NoticeText:
    """Say that the code is wrong and how many tries are left."""
    # Translators: code screens, after a wrong code
    strong = _("Ce code n’est pas le bon.")
    # Translators: code screens, after a wrong code
    tries = ngettext("Il vous reste %(count)d essai.", "Il vous reste %(count)d essais.", tries_left)
    return NoticeText(f"{strong} {tries % {'count': tries_left}}", strong, PanelKind.WARNING)


def failure_notice(code: FailureCode) -> NoticeText:
    """Say why the code could not be checked."""
    failure = FAILURES[code]
    strong = _(failure.person_title)
    # Translators: code screens, after the sentence of a failure: what to do, and the failure code
    text = _("%(failure)s. Tapez votre code de nouveau (%(code)s).") % {"failure": strong, "code": failure.code}
    return NoticeText(text, f"{strong}.", PanelKind.DANGER)


def usual_notices() -> tuple[NoticeText, ...]:
    """Give what every code screen may say; of the failures the longest that an answer brings."""
    return (checking_notice(), wrong_code_notice(2), failure_notice(FailureCode.SERVICE_UNAVAILABLE))


class CodeScreen(Screen[V]):
    """Take the digits of a code, by touch or by keys, and give them away once.

    The digits stay in one buffer while the screen is built anew, and are overwritten when it goes.
    """

    comes_back = False
    """Enter after the digits must never press the button that leads away from here."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen with an empty buffer."""
        super().__init__(theme, context, parent)
        self._buffer = CodeBuffer(DIGITS_MAX)
        self._field: CodeField | None = None
        self._waits = False

    def first_focus(self) -> QWidget | None:
        """Give the field: digits and Enter then need no other key."""
        return self._field

    def type_digit(self, digit: str) -> bool:
        """Add a digit."""
        if self._buffer.push(digit):
            self._digits_changed()
        return True

    def correct(self) -> bool:
        """Take the last digit off."""
        if self._buffer.pop():
            self._digits_changed()
        return True

    def confirm(self) -> bool:
        """Give the code away; nothing happens while none is typed or one is being checked."""
        if len(self._buffer) and not self._waits:
            code = self._buffer.take()
            self._digits_changed()
            self.act(EnterCode(code))
        return True

    def take_over(self, previous: QWidget) -> None:
        """Keep the digits of the screen in another palette or size."""
        if isinstance(previous, CodeScreen):
            self._buffer = previous.hand_over()
            self.show_typed()

    def hand_over(self) -> CodeBuffer:
        """Give the digits away, to the same screen in another palette or size."""
        buffer, self._buffer = self._buffer, CodeBuffer(DIGITS_MAX)
        return buffer

    def show_typed(self) -> None:
        """Show the digits of a buffer that was taken over."""
        if self._field is not None:
            self._field.set_buffer(self._buffer)

    def wipe(self) -> None:
        """Overwrite the digits."""
        self._buffer.wipe()
        self._digits_changed()

    def digits_typed(self) -> int:
        """Give how many digits are typed."""
        return len(self._buffer)

    def set_waiting(self, *, waits: bool) -> None:
        """Keep the code while another one is being checked."""
        self._waits = waits

    def set_code_page(
        self,
        head: Sequence[QWidget | QLayout],
        notice: NoticeText | None,
        foot: Sequence[QWidget],
        footer: Footer,
        notices: Sequence[NoticeText],
    ) -> None:
        """Fill the screen: what is above the field, the field, the notice, the keypad, what is below.

        Args:
            head: title and sentence.
            notice: what is said under the field.
            foot: panels below the keypad.
            footer: the ways out.
            notices: all that this screen may say under the field: its keypad never moves under a finger.
        """
        theme = self.theme
        body = self.column(0)
        for index, widget in enumerate(head):
            body.addSpacing(theme.sized(12, 10, 6) if index else 0)
            if isinstance(widget, QWidget):
                body.addWidget(widget)
            else:
                body.addLayout(widget)
        body.addSpacing(theme.sized(28, 20, 16))
        self._field = CodeField(theme, self._buffer)
        body.addWidget(self._field)
        place = QWidget()
        place.setFixedHeight(self._notice_room(notices))
        lines = QVBoxLayout(place)
        lines.setContentsMargins(0, 0, 0, 0)
        if notice is not None:
            lines.addWidget(self._notice(notice), 0, Qt.AlignmentFlag.AlignVCenter)
        body.addSpacing(theme.sized(16, 20, 12))
        body.addWidget(place)
        body.addSpacing(theme.sized(16, 20, 12))
        keypad = Keypad(theme)
        keypad.digit.connect(self._key_pressed)
        keypad.corrected.connect(self._correct_pressed)
        keypad.confirmed.connect(self.confirm)
        body.addWidget(keypad, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in foot:
            body.addSpacing(theme.sized(28, 24, 16))
            body.addWidget(widget)
        body.addStretch(1)
        self.set_page(body, footer)

    def page_width(self) -> int:
        """Give the width of the page between its margins, in pixels."""
        return self.theme.px(REFERENCE_WIDTH) - 2 * self.theme.px(MARGIN)

    def help_panel(self, icon: Icon, title: str, detail: str, button: Button) -> Panel:
        """Make the panel of another way in, with its button."""
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        row.setContentsMargins(theme.px(36), theme.px(22), theme.px(36), theme.px(22))
        row.setSpacing(theme.px(28))
        row.addWidget(IconPicture(theme, icon, 60, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(4))
        texts.addWidget(Text(theme, title, TextRole.STRONG, bold=True))
        texts.addWidget(Text(theme, detail, TextRole.SMALL, tone=Tone.MUTED))
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return panel

    def privacy_hint(self) -> Notice:
        """Make the advice to hide the keypad."""
        # Translators: code screens, advice
        text = _("Cachez le clavier avec votre main. Personne ne doit vous demander ce code.")
        return Notice(self.theme, text, PanelKind.SURFACE, icon=Icon.SHIELD, boxed=False, tone=Tone.MUTED)

    def _notice(self, notice: NoticeText) -> Notice:
        return Notice(
            self.theme,
            notice.text,
            notice.kind,
            strong=notice.strong,
            icon=notice.icon,
            boxed=False,
            role=TextRole.NOTICE,
        )

    def _notice_room(self, notices: Sequence[NoticeText]) -> int:
        """Give the height in pixels of the longest notice."""
        return max(self._notice(notice).heightForWidth(self.page_width()) for notice in notices)

    def _key_pressed(self, digit: str) -> None:
        self.type_digit(digit)
        self.act(Touched())

    def _correct_pressed(self) -> None:
        self.correct()
        self.act(Touched())

    def _digits_changed(self) -> None:
        if self._field is not None:
            self._field.digits_changed()
