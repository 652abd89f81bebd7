"""The daily-allowance certificate: of which period, and what its paper will look like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.domain.allowances import AllowancePeriod, last_day, period_of
from kiosk.domain.rights import Period
from kiosk.ports import NoAllowance, PreparedAllowances
from kiosk.session.actions import ChoosePeriod, Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingAllowances
from kiosk.texts import format_date_long, format_date_short, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.sample_certificates import (
    DUPLICATE_CERTIFICATE,
    ILLNESS_CERTIFICATE,
    LONG_CERTIFICATE,
    NO_ALLOWANCE,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.screens.rights import LARGE_COLUMNS
from ui.terminal.service import (
    add_failure,
    add_message,
    add_paper_summary,
    add_waiting,
    again_button,
    focus_of,
    paper_summary,
    print_button,
)
from ui.theme import TextRole
from ui.widgets.control import CONTROL_HEIGHT
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

_PAPER_WIDTH: Final = 496
"""Width of the preview beside the periods, in units."""

_TILE_HEIGHT: Final = 144
"""Of a period in normal texts, in units."""

_COMPACT_GAP: Final = 16
"""Between the periods in large texts, in units."""


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """Hold a period that can be chosen.

    Attributes:
        title: "3 derniers mois".
        short: "3 mois", where there is little room.
        detail: since when.
    """

    choice: AllowancePeriod
    title: str
    short: str
    detail: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AllowancesView:
    """Hold what the screen shows.

    Attributes:
        lines: the very lines that are printed; none where nothing was paid, or while the certificate is prepared.
        columns: that they are laid out in.
        summary: what they say, where the person does not read French.
        nothing: the days in which nothing was paid, in a sentence; else empty.
        periods: what can be chosen; none while the first certificate is prepared.
        is_duplicate: whether this number may be on paper already.
        failure: why there is nothing else to show.
    """

    lines: tuple[Line, ...] = field(default=(), repr=False)
    columns: int = COLUMNS
    summary: str = field(default="", repr=False)
    nothing: str = ""
    periods: tuple[PeriodChoice, ...] = ()
    is_duplicate: bool = False
    failure: FailureCode | None = None


def view_of(status: ShowingAllowances, context: ScreenContext) -> AllowancesView:
    """Make the view; the choice follows what the person wants while its certificate is prepared."""
    if status.failure is not None:
        return AllowancesView(failure=status.failure)
    today = context.now().date()
    periods = tuple(_choice(choice, today, is_chosen=choice is status.choice) for choice in AllowancePeriod)
    match status.prepared:
        case None:
            return AllowancesView()
        case NoAllowance(period=period):
            return AllowancesView(nothing=_nothing(period), periods=periods)
        case PreparedAllowances() as prepared:
            columns = COLUMNS if context.preferences.text_size is TextSize.NORMAL else LARGE_COLUMNS
            return AllowancesView(
                lines=lay_out(prepared.document, columns),
                columns=columns,
                summary=paper_summary(prepared.document),
                periods=periods,
                is_duplicate=prepared.duplicate,
            )
        case _:
            assert_never(status.prepared)


def _nothing(period: Period) -> str:
    # Translators: daily allowances, where none was paid; first and last day of the period come in
    return _("Rien n’a été versé du %(start)s au %(end)s.") % {
        "start": format_date_long(period.start),
        "end": format_date_long(last_day(period)),
    }


def _choice(choice: AllowancePeriod, today: date, *, is_chosen: bool) -> PeriodChoice:
    period = period_of(choice, today)
    # Translators: daily allowances, under a period: its first day
    since = _("depuis le %(date)s") % {"date": format_date_short(period.start)}
    match choice:
        case AllowancePeriod.LAST_3_MONTHS:
            return PeriodChoice(choice, _months_title(3), _months_short(3), since, is_chosen)
        case AllowancePeriod.LAST_6_MONTHS:
            return PeriodChoice(choice, _months_title(6), _months_short(6), since, is_chosen)
        case AllowancePeriod.LAST_12_MONTHS:
            return PeriodChoice(choice, _months_title(12), _months_short(12), since, is_chosen)
        case AllowancePeriod.THIS_YEAR:
            return PeriodChoice(choice, _year_title(period), f"{period.start:%Y}", since, is_chosen)
        case AllowancePeriod.LAST_YEAR:
            # Translators: daily allowances, under the year before this one
            return PeriodChoice(choice, _year_title(period), f"{period.start:%Y}", _("l’année entière"), is_chosen)
        case _:
            assert_never(choice)


def _months_title(count: int) -> str:
    # Translators: daily allowances, a period to choose: the last 3, 6 or 12 months
    return ngettext("%(count)d dernier mois", "%(count)d derniers mois", count) % {"count": count}


def _months_short(count: int) -> str:
    # Translators: daily allowances in large texts, a period to choose: the last 3, 6 or 12 months
    return ngettext("%(count)d mois", "%(count)d mois", count) % {"count": count}


def _year_title(period: Period) -> str:
    # Translators: daily allowances, a period to choose: a calendar year
    return _("Année %(year)s") % {"year": f"{period.start:%Y}"}


class AllowancesScreen(Screen[AllowancesView]):
    """Show the certificate of a period as it will be printed, and let the person choose the period."""

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: AllowancesView) -> None:
        """Build the preview and the periods."""
        body = self.column()
        # Translators: screen of the daily-allowance certificate, title
        body.addLayout(self.title_row(self.back_button(), _("Indemnités journalières")))
        add_paper_summary(self, body, view.summary)
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif view.nothing:
            self._add_nothing(body, view)
        elif not view.lines:
            # Translators: screen of the daily-allowance certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))
        elif self.theme.is_large:
            body.addWidget(self._ticket(view), 1)
            body.addLayout(self._grid(view))
            left.append(print_button(self))
        else:
            self._add_beside(body, view)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_beside(self, body: QVBoxLayout, view: AllowancesView) -> None:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(GAP) + theme.px(8))
        ticket = self._ticket(view)
        ticket.setFixedWidth(theme.px(_PAPER_WIDTH))
        row.addWidget(ticket)
        column = self.column()
        # Translators: daily-allowance certificate, above the periods to choose from
        column.addWidget(Text(theme, _("Choisissez une période"), TextRole.STRONG, bold=True))
        for choice in view.periods:
            column.addWidget(self._tile(choice))
        if view.is_duplicate:
            # Translators: daily-allowance certificate that may already have been printed once
            text = _("Cette attestation est peut-être déjà sortie : ce papier portera la mention DUPLICATA.")
            column.addWidget(Notice(theme, text, PanelKind.WARNING))
        column.addStretch(1)
        column.addWidget(print_button(self))
        row.addLayout(column, 1)
        body.addLayout(row, 1)

    def _add_nothing(self, body: QVBoxLayout, view: AllowancesView) -> None:
        theme = self.theme
        body.addStretch(1)
        if not theme.is_large:
            body.addWidget(IconPicture(theme, Icon.EMPTY, 160, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignHCenter)
        # Translators: daily allowances, where none was paid in the period: title
        add_message(self, body, _("Aucune indemnité sur la période"), view.nothing)
        body.addSpacing(theme.px(GAP))
        # Translators: daily allowances, where none was paid in the period, above the periods to choose from
        body.addWidget(Text(theme, _("Choisissez une autre période"), TextRole.STRONG, bold=True))
        body.addLayout(self._grid(view))
        body.addStretch(1)

    def _grid(self, view: AllowancesView) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self.theme.px(_COMPACT_GAP))
        for place, choice in enumerate(view.periods):
            grid.addWidget(self._tile(choice), place // 2, place % 2)
        return grid

    def _ticket(self, view: AllowancesView) -> TicketView:
        ticket = TicketView(self.theme, view.lines, view.columns)
        # Whoever goes along the ticket is still there.
        ticket.turned.connect(lambda: self.act(Touched()))
        return ticket

    def _tile(self, choice: PeriodChoice) -> RowTile:
        large = self.theme.is_large
        tile = RowTile(
            self.theme,
            choice.short if large else choice.title,
            None,
            detail="" if large else choice.detail,
            checked=choice.is_chosen,
            one_of_many=True,
            height=CONTROL_HEIGHT if large else _TILE_HEIGHT,
            name=f"period-{choice.choice.value}",
        )
        tile.clicked.connect(lambda: self._touched(tile, choice))
        return tile

    def _touched(self, tile: RowTile, choice: PeriodChoice) -> None:
        # The mark shows what is, not what was touched: it changes with the view.
        tile.setChecked(choice.is_chosen)
        self.act(Touched() if choice.is_chosen else ChoosePeriod(choice.choice))


_SAMPLE_ID: Final = UUID(int=1)


def _status(
    prepared: PreparedAllowances | NoAllowance | None = None, failure: FailureCode | None = None
) -> ShowingAllowances:
    choice = AllowancePeriod.LAST_3_MONTHS if prepared is None else prepared.choice
    return ShowingAllowances(SAMPLE_VISITOR, choice, _SAMPLE_ID, prepared, failure)


PREVIEWS = (
    Preview("allowances", _status(ILLNESS_CERTIFICATE)),
    Preview("allowances-loading", _status(), busy=True),
    Preview("allowances-none", _status(NO_ALLOWANCE)),
    Preview("allowances-long", _status(LONG_CERTIFICATE)),
    Preview("allowances-duplicate", _status(DUPLICATE_CERTIFICATE)),
    Preview("allowances-failed", _status(failure=FailureCode.SERVICE_UNAVAILABLE)),
)
