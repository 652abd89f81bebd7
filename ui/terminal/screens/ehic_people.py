"""European cards, first question: for whom; whoever cannot have one is told why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.ehic import EhicOffer, EhicPerson
from kiosk.session.actions import ChoosePeople, GoOn, Touched
from kiosk.session.ehic import steps_of
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ChoosingEhic, EhicStep
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.ehic_situations import situation_of
from ui.terminal.hours import hours_text
from ui.terminal.names import shown_full_name
from ui.terminal.sample_ehic import (
    ALONE_OFFER,
    FAMILY_OFFER,
    HOSTILE_OFFER,
    NO_RIGHTS_OFFER,
    REFUSALS_OFFER,
    THIRTEEN_OFFER,
    VALID_CARD_OFFER,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.terminal.service import add_failure, add_waiting, again_button, focus_of
from ui.theme import TextRole, Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.paged_column import PagedColumn
from ui.widgets.pages import short_page_words
from ui.widgets.panel import IconPicture, Notice, Panel, PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

_MANY: Final = 4
"""Persons whom one would rather choose all at once."""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Hold a person of the card.

    Attributes:
        situation: the card that there is, or why none can be ordered.
        is_chosen: whether a card or a certificate is wanted.
        leads_to: who is chosen once the person is touched.
        can_be_chosen: whether a card or a certificate can be had at all.
    """

    person_id: int
    name: str = field(repr=False)
    situation: str = field(repr=False)
    is_chosen: bool
    leads_to: frozenset[int]
    can_be_chosen: bool


@dataclass(frozen=True, slots=True)
class Everybody:
    """Hold the choice of all who can have a card.

    Attributes:
        leads_to: who is chosen once it is touched.
    """

    is_chosen: bool
    leads_to: frozenset[int]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Hold what the screen shows.

    Attributes:
        people: whom a card is offered or refused to; none while the service looks.
        everybody: all at once, where there are many.
        can_go_on: whether somebody is chosen.
        steps: how many questions there are for those who are chosen.
        has_changed: whether an order was not taken, because what is offered has changed.
        adviser: when an adviser is there, where somebody gets nothing; else empty.
        failure: why there is nothing else to show.
    """

    people: tuple[PersonChoice, ...] = field(default=(), repr=False)
    everybody: Everybody | None = None
    can_go_on: bool = False
    steps: int = len(EhicStep)
    has_changed: bool = False
    adviser: str = ""
    failure: FailureCode | None = None

    @property
    def nobody_can(self) -> bool:
        """Say whether nobody of the card can have anything."""
        return bool(self.people) and not any(person.can_be_chosen for person in self.people)


def view_of(status: ChoosingEhic, context: ScreenContext) -> PeopleView:
    """Make the view."""
    offer = status.offer
    if status.failure is not None or offer is None:
        return PeopleView(failure=status.failure)
    size = context.preferences.text_size
    people = tuple(_choice(person, status.chosen, size) for person in offer.people)
    refused = not all(person.can_be_chosen for person in people)
    return PeopleView(
        people,
        everybody=_everybody(offer, status.chosen),
        can_go_on=bool(status.chosen),
        steps=len(steps_of(status)),
        has_changed=status.has_changed,
        adviser=hours_text(context) if refused else "",
    )


def _everybody(offer: EhicOffer, chosen: frozenset[int]) -> Everybody | None:
    orderable = frozenset(person.person_id for person in offer.people if person.obstacle is None)
    if len(orderable) < _MANY:
        return None
    is_chosen = orderable <= chosen
    return Everybody(is_chosen, chosen - orderable if is_chosen else chosen | orderable)


def _choice(person: EhicPerson, chosen: frozenset[int], size: TextSize) -> PersonChoice:
    return PersonChoice(
        person.person_id,
        shown_full_name(person.first_name, person.last_name, size),
        situation_of(person),
        is_chosen=person.person_id in chosen,
        leads_to=chosen ^ {person.person_id},
        can_be_chosen=person.obstacle is None or person.can_have_certificate,
    )


def _names_of(view: PeopleView) -> list[str]:
    """Give the names of the tiles that can be touched, in their order."""
    names = [f"person-{person.person_id}" for person in view.people if person.can_be_chosen]
    return names if view.everybody is None else ["everybody", *names]


class EhicPeopleScreen(Screen[PeopleView]):
    """Let the person choose for whom cards are ordered."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen at its first page."""
        super().__init__(theme, context, parent)
        self._list: PagedColumn | None = None
        self._first_on_page = ""

    def first_focus(self) -> QWidget | None:
        """Give the first person where there are several, else what can be done."""
        view = self.view()
        choices = [] if view is None else _names_of(view)
        # The persons of a list that was just made are not on their pages yet: what the page began with is known.
        first = [self._first_on_page or choices[0]] if len(choices) > 1 else []
        return focus_of(self, *first, "go-on", *choices, "try-again", "back")

    def compose(self, view: PeopleView) -> None:
        """Build the persons and the way on."""
        body = self.column()
        # Translators: European card, title of the screens
        body.addLayout(self.title_row(self.back_button(), _("Carte européenne (CEAM)")))
        left: list[QWidget] = []
        page = 0 if self._list is None else self._list.page
        self._list = None
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif not view.people:
            # Translators: European card, while the service looks
            add_waiting(self, body, _("Nous regardons qui peut avoir une carte."))
        else:
            self._add_people(body, view, page)
            if not view.nobody_can:
                left.append(self._go_on_button(view))
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_people(self, body: QVBoxLayout, view: PeopleView, page: int) -> None:
        theme = self.theme
        if view.has_changed:
            # Translators: European card, where an order was not taken
            text = _("Rien n’a été commandé : la situation a changé. Choisissez à nouveau.")
            body.addWidget(Notice(theme, text, PanelKind.WARNING))
        if view.nobody_can:
            # Translators: European card, where nothing can be ordered
            body.addWidget(self.lead(_("Aucune carte ne peut être commandée aujourd’hui.")))
        elif theme.is_large:
            # Translators: European card, first question, in large texts; how many questions there are comes in
            body.addWidget(self.lead(_("Étape 1 sur %(steps)d · Pour qui ?") % {"steps": view.steps}))
        else:
            # Translators: European card, first question; how many questions there are comes in
            question = _("Étape 1 sur %(steps)d · Pour qui ? Chaque personne doit avoir la sienne, même un enfant.")
            body.addWidget(self.lead(question % {"steps": view.steps}))
        blocks: list[QWidget] = [
            self._tile(person) if person.can_be_chosen else self._refusal(person) for person in view.people
        ]
        if view.everybody is not None:
            blocks.insert(0, self._everybody_tile(view.everybody))
        if view.adviser:
            # Translators: European card, where somebody cannot have one; the opening hours follow
            text = _("Carte perdue, erreur dans vos droits ? Voyez un conseiller.")
            blocks.append(Notice(theme, f"{text} {view.adviser}.", PanelKind.SURFACE, icon=Icon.ADVISER))
        # Translators: European card, buttons that turn the pages of a long list of persons
        self._list = PagedColumn(theme, blocks, *short_page_words(), page=page)
        self._list.turned.connect(self._turned)
        body.addWidget(self._list, 1)

    def _turned(self) -> None:
        """Leave the focus on the button that turns, where it is; what had it may be on another page now."""
        shown = [tile.objectName() for tile in self.findChildren(RowTile) if tile.isVisibleTo(self)]
        self._first_on_page = shown[0] if shown else ""
        focused, first = self.window().focusWidget(), self.first_focus()
        if self._list is not None and first is not None and (focused is None or not self._list.isAncestorOf(focused)):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        # Whoever goes through the persons is still there.
        self.act(Touched())

    def _tile(self, person: PersonChoice) -> RowTile:
        name = f"person-{person.person_id}"
        tile = RowTile(
            self.theme,
            person.name,
            Icon.PERSON,
            detail=person.situation,
            checked=person.is_chosen,
            icon_box=0,
            name=name,
        )
        tile.clicked.connect(lambda: self._choose(tile, person.leads_to, is_chosen=person.is_chosen))
        return tile

    def _everybody_tile(self, everybody: Everybody) -> RowTile:
        # Translators: European card, choice: a card for all the persons of the list who can have one
        text, chosen = _("Tout le monde"), everybody.is_chosen
        tile = RowTile(self.theme, text, Icon.PEOPLE, checked=chosen, icon_box=0, height=112, name="everybody")
        tile.clicked.connect(lambda: self._choose(tile, everybody.leads_to, is_chosen=chosen))
        return tile

    def _choose(self, tile: RowTile, people: frozenset[int], *, is_chosen: bool) -> None:
        # The box shows what is, not what was touched: it changes with the view.
        tile.setChecked(is_chosen)
        self.act(ChoosePeople(people))

    def _refusal(self, person: PersonChoice) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        row.setContentsMargins(theme.px(32), theme.px(26), theme.px(32), theme.px(26))
        row.setSpacing(theme.px(24))
        row.addWidget(IconPicture(theme, Icon.PERSON, 52, Tone.MUTED), 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(8))
        texts.addWidget(Text(theme, person.name, TextRole.TILE, bold=True, tone=Tone.MUTED))
        texts.addWidget(Text(theme, person.situation, TextRole.SMALL, tone=Tone.WARNING))
        row.addLayout(texts, 1)
        return panel

    def _go_on_button(self, view: PeopleView) -> Button:
        # Translators: button: to the next question
        text = _("Continuer")
        button = Button(self.theme, text, ButtonKind.PRIMARY, icon=Icon.ARROW_RIGHT, icon_after=True, name="go-on")
        button.setEnabled(view.can_go_on)
        button.clicked.connect(lambda: self.act(GoOn()))
        return button


_REQUEST: Final = UUID(int=1)


def _status(offer: EhicOffer, *chosen: int, has_changed: bool = False) -> ChoosingEhic:
    return ChoosingEhic(SAMPLE_VISITOR, _REQUEST, offer=offer, chosen=frozenset(chosen), has_changed=has_changed)


PREVIEWS = (
    Preview("ehic", _status(FAMILY_OFFER, 1, 3)),
    Preview("ehic-nobody-yet", _status(FAMILY_OFFER)),
    Preview("ehic-loading", ChoosingEhic(SAMPLE_VISITOR, _REQUEST), busy=True),
    Preview("ehic-alone", _status(ALONE_OFFER, 1)),
    Preview("ehic-refusals", _status(REFUSALS_OFFER)),
    Preview("ehic-valid", _status(VALID_CARD_OFFER)),
    Preview("ehic-no-rights", _status(NO_RIGHTS_OFFER)),
    Preview("ehic-thirteen", _status(THIRTEEN_OFFER, 1, 2, 3)),
    Preview("ehic-thirteen-2", _status(THIRTEEN_OFFER, 1, 2, 3), page=1),
    Preview("ehic-changed", _status(FAMILY_OFFER, has_changed=True)),
    Preview("ehic-hostile", _status(HOSTILE_OFFER, 1)),
    Preview("ehic-failed", ChoosingEhic(SAMPLE_VISITOR, _REQUEST, failure=FailureCode.SERVICE_UNAVAILABLE)),
)
