"""The monthly statements: which month, and what its paper will look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.payments import signed_amount
from kiosk.domain.statements import StatementMonth
from kiosk.ports import PreparedStatement
from kiosk.session.actions import ChooseMonth, Touched
from kiosk.session.statuses import ShowingStatement
from kiosk.texts import format_month, format_month_name
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.paper_screen import PaperScreen, PaperView, ShownPaper, paper_of
from ui.terminal.sample_statements import (
    EMPTY_MONTH,
    FAMILY_STATEMENT,
    HOSTILE_STATEMENT,
    LARGE_FAMILY_STATEMENT,
    NEVER_PAID,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, ScreenContext
from ui.terminal.service import add_waiting
from ui.theme import TextRole
from ui.widgets.button import Button
from ui.widgets.text import Text, TextAlign
from ui.widgets.tile import RowTile


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
class StatementView(PaperView):
    """Hold what the screen shows.

    Attributes:
        months: newest first; one of them is chosen.
    """

    months: tuple[MonthChoice, ...] = ()


def view_of(status: ShowingStatement, context: ScreenContext) -> StatementView:
    """Make the view; the choice follows what the person wants while its statement is made."""
    if status.failure is not None:
        return StatementView(failure=status.failure)
    prepared = status.prepared
    if prepared is None:
        return StatementView()
    wanted = status.month or prepared.month
    return StatementView(
        paper=paper_of(prepared.document, context),
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


class StatementsScreen(PaperScreen[StatementView]):
    """Show the statement of a month as it will be printed, and let the person choose the month."""

    PAPER_WIDTH = 560
    """Wider than elsewhere, in units: the months beside it need little room."""

    def title(self) -> str:
        """Give the title of the screen."""
        # Translators: screen of the monthly statements, title
        return _("Mes relevés mensuels")

    def add_without_paper(self, body: QVBoxLayout, view: StatementView) -> None:  # noqa: ARG002 - one for all screens
        """Say that the statement is made."""
        # Translators: screen of the monthly statements, while one is made
        add_waiting(self, body, _("Nous préparons votre relevé."))

    def beside(self, view: StatementView) -> QVBoxLayout:
        """Make the column of the months."""
        column = self.column()
        # Translators: monthly statements, above the months to choose from
        column.addWidget(Text(self.theme, _("Choisissez un mois"), TextRole.STRONG, bold=True))
        for choice in view.months:
            column.addWidget(self._tile(choice))
        column.addStretch(1)
        return column

    def add_large(self, body: QVBoxLayout, view: StatementView, paper: ShownPaper) -> None:
        """Leave the paper its room: large texts show one month between the one before and the one after."""
        theme = self.theme
        body.addWidget(self.ticket(paper), 1)
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
        action = Touched() if choice.is_chosen else ChooseMonth(choice.month)
        self.let_choose(tile, action, is_chosen=choice.is_chosen)
        return tile


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
