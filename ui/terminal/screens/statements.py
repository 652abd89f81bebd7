"""The monthly statements: which month, and what its paper will look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.documents.payments import signed_amount
from kiosk.domain.statements import StatementMonth
from kiosk.ports import PreparedStatement
from kiosk.session.actions import ChooseMonth, Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingStatement
from kiosk.texts import format_month, format_month_name
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.sample_statements import (
    EMPTY_MONTH,
    FAMILY_STATEMENT,
    HOSTILE_STATEMENT,
    LARGE_FAMILY_STATEMENT,
    NEVER_PAID,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.screens.rights import LARGE_COLUMNS
from ui.terminal.service import (
    add_failure,
    add_paper_summary,
    add_waiting,
    again_button,
    focus_of,
    paper_summary,
    print_button,
)
from ui.theme import TextRole
from ui.widgets.button import Button
from ui.widgets.footer import Footer
from ui.widgets.paper import TicketView
from ui.widgets.text import Text, TextAlign
from ui.widgets.tile import RowTile

_PAPER_WIDTH: Final = 560
"""Width of the preview beside the months, in units: 0.87 of twice that of the ticket itself."""


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """Hold a month that can be chosen.

    Attributes:
        name: of the month alone, "Octobre".
        title: with its year, "Octobre 2026".
        amount: what the person got, or that there was no payment.
    """

    month: date
    name: str
    title: str
    amount: str = field(repr=False)
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class StatementView:
    """Hold what the screen shows.

    Attributes:
        lines: the very lines that are printed; none while the statement is made.
        columns: that they are laid out in.
        summary: what they say, where the person does not read French.
        months: newest first; one of them is chosen.
        failure: why there is nothing else to show.
    """

    lines: tuple[Line, ...] = field(default=(), repr=False)
    columns: int = COLUMNS
    summary: str = field(default="", repr=False)
    months: tuple[MonthChoice, ...] = ()
    failure: FailureCode | None = None


def view_of(status: ShowingStatement, context: ScreenContext) -> StatementView:
    """Make the view; the choice follows what the person wants while its statement is made."""
    if status.failure is not None:
        return StatementView(failure=status.failure)
    prepared = status.prepared
    if prepared is None:
        return StatementView()
    wanted = status.month or prepared.month
    columns = COLUMNS if context.preferences.text_size is TextSize.NORMAL else LARGE_COLUMNS
    return StatementView(
        lines=lay_out(prepared.document, columns),
        columns=columns,
        summary=paper_summary(prepared.document),
        months=tuple(_choice(month, is_chosen=month.month == wanted) for month in prepared.months),
    )


def _choice(month: StatementMonth, *, is_chosen: bool) -> MonthChoice:
    # Translators: monthly statements, a month without payment, in the list of months
    amount = signed_amount(month.own_cents) if month.payment_count else _("Aucun versement")
    return MonthChoice(
        month.month,
        _capitalised(format_month_name(month.month)),
        _capitalised(format_month(month.month)),
        amount,
        is_chosen,
    )


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


class StatementsScreen(Screen[StatementView]):
    """Show the statement of a month as it will be printed, and let the person choose the month."""

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: StatementView) -> None:
        """Build the preview and the months."""
        body = self.column()
        # Translators: screen of the monthly statements, title
        body.addLayout(self.title_row(self.back_button(), _("Mes relevés mensuels")))
        add_paper_summary(self, body, view.summary)
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif not view.lines:
            # Translators: screen of the monthly statements, while one is made
            add_waiting(self, body, _("Nous préparons votre relevé."))
        elif self.theme.is_large:
            self._add_stacked(body, view)
            left.append(print_button(self))
        else:
            self._add_beside(body, view)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_beside(self, body: QVBoxLayout, view: StatementView) -> None:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(GAP) + theme.px(8))
        ticket = self._ticket(view)
        ticket.setFixedWidth(theme.px(_PAPER_WIDTH))
        row.addWidget(ticket)
        column = self.column()
        # Translators: monthly statements, above the months to choose from
        column.addWidget(Text(theme, _("Choisissez un mois"), TextRole.STRONG, bold=True))
        for choice in view.months:
            column.addWidget(self._tile(choice))
        column.addStretch(1)
        column.addWidget(print_button(self))
        row.addLayout(column, 1)
        body.addLayout(row, 1)

    def _add_stacked(self, body: QVBoxLayout, view: StatementView) -> None:
        """Leave the paper its room: large texts show one month between the one before and the one after."""
        theme = self.theme
        body.addWidget(self._ticket(view), 1)
        place = next((place for place, choice in enumerate(view.months) if choice.is_chosen), 0)
        chosen = view.months[place]
        text = f"{chosen.title} · {chosen.amount}"
        body.addWidget(Text(theme, text, TextRole.STRONG, bold=True, align=TextAlign.CENTRE, tabular=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(GAP))
        # Translators: monthly statements in large texts, button to the month before
        older = self._turn_button(_("Mois précédent"), Icon.PREVIOUS, "older-month", view.months, place + 1)
        # Translators: monthly statements in large texts, button to the month after
        newer = self._turn_button(_("Mois suivant"), Icon.NEXT, "newer-month", view.months, place - 1)
        row.addWidget(older, 1)
        row.addWidget(newer, 1)
        body.addLayout(row)

    def _turn_button(self, text: str, icon: Icon, name: str, months: Sequence[MonthChoice], place: int) -> Button:
        button = Button(self.theme, text, icon=icon, icon_after=icon is Icon.NEXT, name=name)
        if 0 <= place < len(months):
            button.clicked.connect(lambda: self.act(ChooseMonth(months[place].month)))
        else:
            button.setEnabled(False)
        return button

    def _ticket(self, view: StatementView) -> TicketView:
        ticket = TicketView(self.theme, view.lines, view.columns)
        # Whoever goes along the ticket is still there.
        ticket.turned.connect(lambda: self.act(Touched()))
        return ticket

    def _tile(self, choice: MonthChoice) -> RowTile:
        name = f"month-{choice.month:%Y-%m}"
        tile = RowTile(
            self.theme,
            choice.name,
            None,
            detail=choice.amount,
            checked=choice.is_chosen,
            one_of_many=True,
            name=name,
        )
        tile.clicked.connect(lambda: self._touched(tile, choice))
        return tile

    def _touched(self, tile: RowTile, choice: MonthChoice) -> None:
        # The mark shows what is, not what was touched: it changes with the view.
        tile.setChecked(choice.is_chosen)
        self.act(Touched() if choice.is_chosen else ChooseMonth(choice.month))


def _status(prepared: PreparedStatement) -> ShowingStatement:
    return ShowingStatement(SAMPLE_VISITOR, prepared.month, prepared)


PREVIEWS = (
    Preview("statements", _status(FAMILY_STATEMENT)),
    Preview("statements-loading", ShowingStatement(SAMPLE_VISITOR), busy=True),
    Preview("statements-empty-month", _status(EMPTY_MONTH)),
    Preview("statements-never-paid", _status(NEVER_PAID)),
    Preview("statements-large-family", _status(LARGE_FAMILY_STATEMENT)),
    Preview("statements-failed", ShowingStatement(SAMPLE_VISITOR, failure=FailureCode.SERVICE_UNAVAILABLE)),
    Preview("statements-hostile", _status(HOSTILE_STATEMENT)),
)
