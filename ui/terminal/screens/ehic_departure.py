"""European cards, third question: when the journey is; it decides about provisional certificates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.ehic import granted
from kiosk.session.actions import ChooseDeparture, GoOn, Touched
from kiosk.session.ehic import steps_of
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ChoosingEhic, Departure, EhicStep
from kiosk.texts import format_date_long
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.ehic_messages import nothing_for_whom, outcome_of, rights_end, too_early
from ui.terminal.sample_ehic import FAMILY_OFFER, HOSTILE_OFFER, REFUSALS_OFFER
from ui.terminal.samples import SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.terminal.service import focus_of
from ui.theme import Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.month_calendar import DayRange, MonthCalendar, day_key_name, first_of_month
from ui.widgets.panel import Notice, PanelKind


@dataclass(frozen=True, slots=True)
class DepartureView:
    """Hold what the screen shows.

    Attributes:
        days: that can be chosen: from today to the end of next year.
        chosen: the answer, None until it is given.
        message: what it leads to.
        kind: of the message.
        orders: whether cards are ordered; without, certificates alone are made.
        can_go_on: whether everybody who was chosen gets something.
        steps: how many questions there are: this one is the last.
    """

    days: DayRange
    chosen: Departure | None
    message: str = field(default="", repr=False)
    kind: PanelKind = PanelKind.SURFACE
    orders: bool = True
    can_go_on: bool = False
    steps: int = len(EhicStep)


def view_of(status: ChoosingEhic, context: ScreenContext) -> DepartureView:
    """Make the view.

    Raises:
        ValueError: nothing is offered yet: the persons come first.
    """
    offer, today = status.offer, context.now().date()
    if offer is None:
        raise ValueError("the departure is asked about once cards are offered")
    days = DayRange(today, date(today.year + 1, 12, 31))
    people = [person for person in offer.people if person.person_id in status.chosen]
    orders = any(person.obstacle is None for person in people)
    steps = len(steps_of(status))
    if status.departure is None:
        return DepartureView(days, None, orders=orders, steps=steps)
    day = status.departure.day
    grants = [(person, granted(person, day, today, offer.too_near_days)) for person in people]
    nothing_for = [person for person, grant in grants if grant.is_nothing]
    if nothing_for and nothing_for == people and not any(rights_end(person, day) for person in people):
        message, kind = too_early(len(people), day, today, offer), PanelKind.DANGER
    elif nothing_for:
        message, kind = nothing_for_whom(nothing_for[0], day, offer, context.preferences.text_size), PanelKind.DANGER
    else:
        message, kind = outcome_of([grant for _person, grant in grants], day, offer)
    if day is not None and context.preferences.text_size is TextSize.NORMAL:
        # Translators: European card, the day of departure that was chosen; what it leads to follows
        said = _("Départ le %(date)s.") % {"date": format_date_long(day)}
        message = f"{said} {message}"
    return DepartureView(days, status.departure, message, kind, orders, can_go_on=not nothing_for, steps=steps)


class EhicDepartureScreen(Screen[DepartureView]):
    """Ask for the day of departure, in a calendar."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen at the month of the day chosen, else at this month."""
        super().__init__(theme, context, parent)
        self._month: date | None = None
        self._chosen: date | None = None

    def first_focus(self) -> QWidget | None:
        """Give the day chosen where its month is shown, else the first one that can be chosen."""
        view = self.view()
        if view is None or self._month is None:
            return None
        first = max(self._month, view.days.first)
        chosen = view.chosen.day if view.chosen is not None else None
        return focus_of(self, day_key_name(chosen or first), day_key_name(first))

    def take_over(self, previous: QWidget) -> None:
        """Keep the month that is shown."""
        view = self.view()
        if isinstance(previous, EhicDepartureScreen) and view is not None:
            self._month = previous._month  # noqa: SLF001 - of the same class
            self.show_again(view)

    def compose(self, view: DepartureView) -> None:
        """Build the calendar, what the day leads to and the way on."""
        theme = self.theme
        chosen = view.chosen.day if view.chosen is not None else None
        if self._month is None or (chosen is not None and chosen != self._chosen):
            self._month = first_of_month(chosen or view.days.first)
        self._chosen = chosen
        body = self.column(20 if not theme.is_large else 12)
        # Translators: button: leads back one screen
        back = self.back_button(_("Retour"))
        # Translators: European card, third question, title
        body.addLayout(self.title_row(back, _("Votre départ")))
        # Translators: European card, last question, the short one with large texts; how many there are comes in twice
        short = _("Étape %(steps)d sur %(steps)d · Quel jour ?")
        # Translators: European card, last question; how many there are comes in twice
        question = short if theme.is_large else _("Étape %(steps)d sur %(steps)d · Quel jour partez-vous ?")
        body.addWidget(self.lead(question % {"steps": view.steps}))
        month = MonthCalendar(theme, self._month, view.days, chosen)
        month.chosen.connect(lambda day: self.act(ChooseDeparture(day)))
        month.turned.connect(self._turn)
        month.walked.connect(self._walk)
        body.addWidget(month)
        body.addWidget(self._unknown_button(view))
        self._add_message(body, view)
        body.addStretch(1)
        self.set_page(body, Footer(theme, [self._order_button(view)], [self.finish_button()]))

    def _turn(self, month: date) -> None:
        self._month = month
        view = self.view()
        if view is not None:
            self.show_again(view)
        self.act(Touched())

    def _walk(self, day: date) -> None:
        """Follow an arrow to a day of another month."""
        self._turn(first_of_month(day))
        key = focus_of(self, day_key_name(day))
        if key is not None:
            key.setFocus(Qt.FocusReason.TabFocusReason)

    def _unknown_button(self, view: DepartureView) -> Button:
        is_unknown = view.chosen is not None and view.chosen.day is None
        kind = ButtonKind.PRIMARY if is_unknown else ButtonKind.OUTLINE
        icon = Icon.CHECK if is_unknown else None
        # Translators: European card, third question, button: the day of departure is not known
        button = Button(self.theme, _("Je ne sais pas"), kind, icon=icon, name="unknown")
        button.clicked.connect(lambda: self.act(ChooseDeparture(None)))
        return button

    def _add_message(self, body: QVBoxLayout, view: DepartureView) -> None:
        if view.message:
            body.addWidget(Notice(self.theme, view.message, view.kind, boxed=not self.theme.is_large))

    def _order_button(self, view: DepartureView) -> Button:
        # Translators: European card, third question, button: orders the cards, or makes provisional certificates alone
        text = _("Commander") if view.orders else _("Obtenir le certificat")
        button = Button(self.theme, text, ButtonKind.PRIMARY, icon=Icon.PLANE, name="go-on")
        button.setEnabled(view.can_go_on)
        button.clicked.connect(lambda: self.act(GoOn()))
        return button


_TODAY: Final = SAMPLE_NOW.date()

_FAMILY: Final = ChoosingEhic(
    SAMPLE_VISITOR, UUID(int=1), EhicStep.DEPARTURE, offer=FAMILY_OFFER, chosen=frozenset({1, 3})
)

PREVIEWS = (
    Preview("ehic-departure", _FAMILY),
    Preview("ehic-departure-near", replace(_FAMILY, departure=Departure(_TODAY.replace(day=28)))),
    Preview("ehic-departure-late", replace(_FAMILY, departure=Departure(date(2027, 8, 1)))),
    Preview("ehic-departure-unknown", replace(_FAMILY, departure=Departure(None))),
    Preview(
        "ehic-departure-slow",
        replace(
            _FAMILY, offer=replace(FAMILY_OFFER, expected_on=date(2027, 8, 9)), departure=Departure(date(2027, 8, 1))
        ),
    ),
    Preview(
        "ehic-departure-certificate",
        replace(_FAMILY, chosen=frozenset({4}), departure=Departure(_TODAY.replace(day=28))),
    ),
    Preview(
        "ehic-departure-pending", replace(_FAMILY, chosen=frozenset({1, 4}), departure=Departure(date(2026, 12, 31)))
    ),
    Preview("ehic-departure-early", replace(_FAMILY, chosen=frozenset({4}), departure=Departure(date(2026, 12, 31)))),
    Preview(
        "ehic-departure-next-year", replace(_FAMILY, chosen=frozenset({4}), departure=Departure(date(2027, 9, 30)))
    ),
    Preview("ehic-departure-early-unknown", replace(_FAMILY, chosen=frozenset({4}), departure=Departure(None))),
    Preview(
        "ehic-departure-risky",
        replace(
            _FAMILY, offer=replace(FAMILY_OFFER, expected_on=date(2026, 12, 3)), departure=Departure(date(2026, 12, 4))
        ),
    ),
    Preview(
        "ehic-departure-rights",
        replace(_FAMILY, offer=REFUSALS_OFFER, chosen=frozenset({3}), departure=Departure(date(2026, 12, 3))),
    ),
    Preview(
        "ehic-departure-hostile",
        replace(_FAMILY, offer=HOSTILE_OFFER, chosen=frozenset({2}), departure=Departure(date(2027, 12, 31))),
    ),
)
