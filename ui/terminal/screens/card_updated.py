"""What came of an update of the Vitale card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.card_update import CardContent, UpdateOutcome
from kiosk.session.actions import GoBack
from kiosk.session.statuses import CardUpdated
from kiosk.texts import format_date_short, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.names import shown_first_name
from ui.terminal.records import shown
from ui.terminal.sample_card_update import HOSTILE, LARGE_FAMILY, NOTHING_NEW, UPDATED, refused
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.screens.card_update import simulation_note, update_title
from ui.terminal.service import add_message, focus_of
from ui.terminal.steps import step_panel
from ui.theme import TextRole
from ui.widgets.button import Button, ButtonKind
from ui.widgets.change_table import Change, ChangeTable
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.text import Text

_LONGEST_LIST: Final = 44
"""Characters of first names that the table has room for; of more persons it says how many they are, and who came."""

_LONGEST_FIRST_NAME: Final = 24


@dataclass(frozen=True, slots=True)
class UpdatedView:
    """Hold what the screen shows.

    Attributes:
        changes: what the card held and holds.
        hours: when an adviser can be seen, empty where nobody need see one.
        simulated: says that no real card was written, empty where one would be.
    """

    outcome: UpdateOutcome
    title: str
    sentence: str
    changes: tuple[Change, ...] = ()
    hours: str = ""
    simulated: str = ""


def view_of(status: CardUpdated, context: ScreenContext) -> UpdatedView:
    """Make the view of an update that has ended."""
    ended = status.ended
    outcome = ended.outcome
    title, sentence = _outcome_texts(outcome)
    changes: tuple[Change, ...] = ()
    if outcome in (UpdateOutcome.UPDATED, UpdateOutcome.NOTHING_NEW) and ended.before is not None:
        # What the card was read to hold at the end, not what it was given.
        read_back = tuple(person.first_name for person in status.visitor.card.people)
        changes = _changes(ended.before, ended.after, read_back)
    is_done = outcome in (UpdateOutcome.UPDATED, UpdateOutcome.NOTHING_NEW)
    hours = "" if is_done else hours_text(context)
    return UpdatedView(outcome, title, sentence, changes, hours, simulation_note(context))


def _outcome_texts(outcome: UpdateOutcome) -> tuple[str, str]:
    match outcome:
        case UpdateOutcome.UPDATED:
            # Translators: card update that was done: title, then sentence
            return _("Votre carte est à jour"), _("Voici ce qui a changé.")
        case UpdateOutcome.NOTHING_NEW:
            # Translators: card update that had nothing to write: title, then sentence
            return _("Votre carte est déjà à jour"), _("Rien n’était à changer.")
        case UpdateOutcome.OPPOSED:
            # Translators: card update of a card that was declared lost or stolen: title, then sentence
            return _("Cette carte n’est plus valable"), _("Elle a été déclarée perdue ou volée, ou remplacée.")
        case UpdateOutcome.UNKNOWN_CARD:
            # Translators: card update of a card that the fund does not know: title, then sentence
            return _("Nous ne trouvons pas cette carte"), _("Son numéro n’est pas dans votre dossier.")
        case UpdateOutcome.RIGHTS_ENDED:
            # Translators: card update that would take something away: title, then sentence
            return _("Vos droits sont à vérifier"), _("Rien n’a été changé sur votre carte.")
        case UpdateOutcome.REFUSED_BY_CARD:
            # Translators: card update that the card does not carry out: title, then sentence
            return _("Votre carte refuse la mise à jour"), _("Elle reste lisible comme avant.")
        case _:
            assert_never(outcome)


def _changes(before: CardContent, after: CardContent | None, read_back: Sequence[str]) -> tuple[Change, ...]:
    people, people_after = _people(before.people, read_back, is_done=after is not None)
    pairs = (
        # Translators: card update, row of the table: the last day of the rights
        (_("Droits jusqu’au"), _until(before.rights_until), None if after is None else _until(after.rights_until)),
        (
            # Translators: card update, row of the table: whether a treating doctor is declared
            _("Médecin traitant"),
            _declared(is_declared=before.has_declared_doctor),
            None if after is None else _declared(is_declared=after.has_declared_doctor),
        ),
        # Translators: card update, row of the table: the first names on the card
        (_("Sur la carte"), people, people_after),
        # Translators: card update, row of the table: the three digits of the fund
        (_("Caisse"), shown(before.fund), None if after is None else shown(after.fund)),
    )
    return tuple(Change(*pair) for pair in pairs)


def _people(before: Sequence[str], read_back: Sequence[str], *, is_done: bool) -> tuple[str, str | None]:
    """Name the persons; of many, say how many they are and who came."""
    names, names_after = _listed(before), _listed(read_back)
    if max(len(names), len(names_after)) <= _LONGEST_LIST:
        return names, names_after if is_done else None
    counted, came = _count(len(read_back)), _listed(read_back[len(before) :])
    if 0 < len(came) <= _LONGEST_FIRST_NAME:
        # Translators: card update, row of the table: "13 personnes", then the first names of those who came
        counted = _("%(count)s, dont %(names)s") % {"count": counted, "names": came}
    return _count(len(before)), counted if is_done else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shown(shown_first_name(name), _LONGEST_FIRST_NAME) for name in names)


def _count(count: int) -> str:
    # Translators: card update, row of the table: how many persons are on the card
    return ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count}


def _until(day: date | None) -> str:
    # Translators: card update, row of the table: the rights have no last day
    return _("Sans date de fin") if day is None else format_date_short(day)


def _declared(*, is_declared: bool) -> str:
    # Translators: card update, row of the table: whether a treating doctor is declared
    return _("Déclaré") if is_declared else _("Non déclaré")


class CardUpdatedScreen(Screen[UpdatedView]):
    """Show what the card held and holds, or why it was left as it is."""

    def first_focus(self) -> QWidget | None:
        """Give the way to the menu."""
        return focus_of(self, "back")

    def compose(self, view: UpdatedView) -> None:
        """Build the outcome."""
        theme = self.theme
        body = self.column(GAP if not theme.is_large else 16)
        body.addWidget(Text(theme, update_title(), TextRole.TITLE, bold=True))
        if view.changes:
            self._add_changes(body, view)
        else:
            self._add_adviser(body, view)
        if view.simulated:
            body.addWidget(Notice(theme, view.simulated, PanelKind.TINT, boxed=not theme.is_large))
        # Translators: screen of the card update that has ended: button to the menu, and the same with large texts
        text = _("Menu") if theme.is_large else _("Autre démarche")
        other = Button(theme, text, ButtonKind.PRIMARY, icon=Icon.ARROW_RIGHT, name="back")
        other.clicked.connect(lambda: self.act(GoBack()))
        self.set_page(body, Footer(theme, [other], [self.finish_button()]))

    def _add_changes(self, body: QVBoxLayout, view: UpdatedView) -> None:
        theme = self.theme
        # Larger texts leave room for what is so, not for what the table shows by itself.
        said = view.title if theme.is_large else f"{view.title}. {view.sentence}"
        body.addWidget(Notice(theme, said, PanelKind.SUCCESS, strong=view.title, role=TextRole.BODY))
        body.addWidget(ChangeTable(theme, view.changes))
        if theme.is_large:
            # Translators: screen of the card update, below the table of what the card holds, with large texts
            text = _("Une erreur ? Voyez un conseiller.")
        else:
            # Translators: screen of the card update, below the table of what the card holds
            text = _("Une erreur ? Parlez-en à un conseiller avant de partir.")
        body.addWidget(Text(theme, text, TextRole.SMALL, tone=Tone.MUTED))
        body.addStretch(1)

    def _add_adviser(self, body: QVBoxLayout, view: UpdatedView) -> None:
        theme = self.theme
        body.addStretch(1)
        icon = Icon.WARNING if view.outcome is not UpdateOutcome.RIGHTS_ENDED else Icon.SHIELD
        tone = Tone.WARNING if view.outcome is not UpdateOutcome.RIGHTS_ENDED else Tone.PRIMARY
        size = 160 if not theme.is_large else 110
        body.addWidget(IconPicture(theme, icon, size, tone), 0, Qt.AlignmentFlag.AlignHCenter)
        add_message(self, body, view.title, view.sentence)
        body.addSpacing(theme.px(GAP))
        # Translators: card update that was not done, what to do: title, then detail
        adviser = (_("Voyez un conseiller de l’accueil"), _("Il regarde votre dossier avec vous."))
        body.addWidget(step_panel(theme, Icon.ADVISER, *adviser))
        # Translators: card update that was not done, when to come: title
        body.addWidget(step_panel(theme, Icon.CLOCK, _("Venez aux heures d’accueil"), view.hours))
        body.addStretch(1)


PREVIEWS = (
    Preview("card-updated", UPDATED),
    Preview("card-updated-hostile", HOSTILE),
    Preview("card-updated-large-family", LARGE_FAMILY),
    Preview("card-updated-nothing-new", NOTHING_NEW),
    Preview("card-updated-opposed", refused(UpdateOutcome.OPPOSED)),
    Preview("card-updated-unknown", refused(UpdateOutcome.UNKNOWN_CARD)),
    Preview("card-updated-rights-ended", refused(UpdateOutcome.RIGHTS_ENDED)),
    Preview("card-updated-refused", refused(UpdateOutcome.REFUSED_BY_CARD)),
)
