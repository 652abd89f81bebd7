"""A definitive code is chosen, typed twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import CodePolicy, CodeRefusal
from kiosk.session.statuses import ChoiceProblem, ChoosingCode
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.code_entry import CodeScreen, NoticeText, failure_notice
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, ScreenContext
from ui.theme import TextRole
from ui.widgets.footer import Footer
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class ChooseCodeView:
    """Hold what the screen shows.

    Attributes:
        second: whether the code is typed for the second time.
        rule: how long the code is.
        notice: what is said under the field.
        waits: whether the code is being kept.
    """

    second: bool
    rule: str
    notice: NoticeText | None
    waits: bool


def view_of(status: ChoosingCode, context: ScreenContext) -> ChooseCodeView:
    """Make the view."""
    return ChooseCodeView(status.first is not None, _length_rule(context.codes), _notice(status, context), context.busy)


def refusal_text(problem: CodeRefusal | ChoiceProblem, policy: CodePolicy) -> tuple[str, str]:
    """Say in plain words why a code is refused, and what to do.

    Returns:
        What is wrong, and what the person does next.
    """
    # Translators: new code, what to do after a refusal
    another = _("Choisissez-en un autre.")
    match problem:
        case CodeRefusal.NOT_DIGITS:
            # Translators: new code, why it is refused
            return _("Un code ne contient que des chiffres."), another
        case CodeRefusal.LENGTH:
            # Translators: new code, why it is refused
            return _("Ce code n’a pas la bonne longueur."), _length_rule(policy)
        case CodeRefusal.REPEATED:
            # Translators: new code, why it is refused
            return _("Ce code répète les mêmes chiffres."), another
        case CodeRefusal.SEQUENCE:
            # Translators: new code, why it is refused
            return _("Ce code est une suite, comme 12345678."), another
        case CodeRefusal.BIRTH_DATE:
            # Translators: new code, why it is refused
            return _("Ce code contient votre date de naissance."), another
        case CodeRefusal.PART_OF_NIR:
            # Translators: new code, why it is refused
            return _("Ce code ressemble à votre numéro de sécurité sociale."), another
        case CodeRefusal.PROVISIONAL:
            # Translators: new code, why it is refused
            return _("Ce code est le code provisoire."), another
        case ChoiceProblem.DIFFERENT:
            # Translators: new code, why it is refused, and what to do
            return _("Les deux codes sont différents."), _("Recommencez.")
        case _:
            assert_never(problem)


def _length_rule(policy: CodePolicy) -> str:
    numbers = {"least": policy.digits_min, "most": policy.digits_max}
    if policy.digits_min == policy.digits_max:
        # Translators: new code, how long it is
        return _("Il a %(least)d chiffres.") % numbers
    # Translators: new code, how long it is
    return _("Il a de %(least)d à %(most)d chiffres.") % numbers


def _notice(status: ChoosingCode, context: ScreenContext) -> NoticeText | None:
    if context.busy:
        return _keeping_notice()
    if status.problem is not None:
        return _refusal_notice(status.problem, context.codes)
    if status.failure is not None:
        return failure_notice(status.failure)
    return None


def _keeping_notice() -> NoticeText:
    # Translators: new code, while the service keeps it
    text = _("Enregistrement de votre code…")
    return NoticeText(text, text, PanelKind.TINT, Icon.CLOCK)


def _refusal_notice(problem: CodeRefusal | ChoiceProblem, policy: CodePolicy) -> NoticeText:
    strong, advice = refusal_text(problem, policy)
    return NoticeText(f"{strong} {advice}", strong, PanelKind.WARNING)


class ChooseCodeScreen(CodeScreen[ChooseCodeView]):
    """Take the new code, then take it again."""

    _second = False

    def compose(self, view: ChooseCodeView) -> None:
        """Build the screen; with large texts the advice leaves, the rules stay in short."""
        theme = self.theme
        self.set_waiting(waits=view.waits)
        if view.second != self._second:
            self._second = view.second
            self.wipe()
        # Translators: new code, second entry: title and sentence
        title, sentence = _("Retapez votre code"), _("Étape 2 sur 2. Le même code, pour éviter une erreur.")
        # Translators: new code, first entry: sentence; the length of the code follows
        first = _("Étape 1 sur 2. Ce code remplace le code provisoire.") + " " + view.rule
        room = max(self.lead(text).heightForWidth(self.page_width()) for text in (sentence, first))
        if view.second:
            # Translators: new code, button: back to the first entry
            left = [self.back_button(_("Recommencer"))]
        else:
            # Translators: new code, first entry: title
            title, sentence = _("Choisissez votre code"), first
            left = []
        lead = self.lead(sentence)
        # Both entries have their keypad at the same place: a second tap on a key would else be another key.
        lead.setFixedHeight(room)
        foot = self._foot(second=view.second)
        footer = Footer(theme, left, [self.finish_button()])
        notices = (
            _keeping_notice(),
            failure_notice(FailureCode.SERVICE_UNAVAILABLE),
            *(_refusal_notice(problem, self.context.codes) for problem in (*CodeRefusal, *ChoiceProblem)),
        )
        self.set_code_page([self.heading(title), lead], view.notice, foot, footer, notices)

    def _foot(self, *, second: bool) -> list[QWidget]:
        if self.theme.is_large:
            # Translators: new code with large texts, below the keypad: what it may not be
            short = _("Évitez suites, date de naissance et numéro de sécurité sociale.")
            return [] if second else [Text(self.theme, short, TextRole.SMALL, tone=Tone.MUTED)]
        if second:
            return [self.privacy_hint()]
        # Translators: new code, what it may not be
        rules = _(
            "Pas de suite comme 12345678, pas de chiffres répétés, ni votre date de naissance, "
            "ni une partie de votre numéro de sécurité sociale."
        )
        return [self.rules_panel(rules), self.privacy_hint()]

    def rules_panel(self, text: str) -> Notice:
        """Make the panel of what the code may not be."""
        return Notice(self.theme, text, PanelKind.SURFACE, icon=Icon.INFO, tone=Tone.MUTED)


def _sample(problem: CodeRefusal | ChoiceProblem) -> Preview:
    return Preview(f"choose-code-{problem.value}", ChoosingCode(SAMPLE_VISITOR, problem=problem))


PREVIEWS = (
    Preview("choose-code", ChoosingCode(SAMPLE_VISITOR)),
    Preview("choose-code-again", ChoosingCode(SAMPLE_VISITOR, first="")),
    Preview("choose-code-keeping", ChoosingCode(SAMPLE_VISITOR, first=""), busy=True),
    Preview("choose-code-failed", ChoosingCode(SAMPLE_VISITOR, first="", failure=FailureCode.SERVICE_UNAVAILABLE)),
    *(_sample(problem) for problem in (*CodeRefusal, *ChoiceProblem)),
)
