"""The daily-allowance certificate: of which period, and what its paper will look like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.allowances import AllowancePeriod, last_day, period_of
from kiosk.domain.rights import Period
from kiosk.ports import NoAllowance, PreparedAllowances
from kiosk.session.actions import ChoosePeriod, Touched
from kiosk.session.statuses import ShowingAllowances
from kiosk.texts import format_date_long, format_date_short, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.paper_screen import PaperScreen, PaperView, ShownPaper, duplicate_notice, paper_of
from ui.terminal.sample_certificates import (
    DUPLICATE_CERTIFICATE,
    ILLNESS_CERTIFICATE,
    LONG_CERTIFICATE,
    NO_ALLOWANCE,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, ScreenContext
from ui.terminal.service import add_message, add_waiting
from ui.theme import TextRole
from ui.widgets.control import CONTROL_HEIGHT
from ui.widgets.panel import IconPicture
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

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
class AllowancesView(PaperView):
    """Hold what the screen shows.

    Attributes:
        nothing: the days in which nothing was paid, in a sentence; else empty.
        periods: what can be chosen; none while the first certificate is prepared.
        is_duplicate: whether this number may be on paper already.
    """

    nothing: str = ""
    periods: tuple[PeriodChoice, ...] = ()
    is_duplicate: bool = False


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
            return AllowancesView(
                paper=paper_of(prepared.document, context),
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


class AllowancesScreen(PaperScreen[AllowancesView]):
    """Show the certificate of a period as it will be printed, and let the person choose the period."""

    def title(self) -> str:
        """Give the title of the screen."""
        # Translators: screen of the daily-allowance certificate, title
        return _("Indemnités journalières")

    def add_without_paper(self, body: QVBoxLayout, view: AllowancesView) -> None:
        """Say that the certificate is prepared, or that nothing was paid."""
        if view.nothing:
            self._add_nothing(body, view)
        else:
            # Translators: screen of the daily-allowance certificate, while it is prepared
            add_waiting(self, body, _("Nous préparons votre attestation."))

    def beside(self, view: AllowancesView) -> QVBoxLayout:
        """Make the column of the periods."""
        theme = self.theme
        column = self.column()
        # Translators: daily-allowance certificate, above the periods to choose from
        column.addWidget(Text(theme, _("Choisissez une période"), TextRole.STRONG, bold=True))
        for choice in view.periods:
            column.addWidget(self._tile(choice))
        if view.is_duplicate:
            column.addWidget(duplicate_notice(theme))
        column.addStretch(1)
        return column

    def add_large(self, body: QVBoxLayout, view: AllowancesView, paper: ShownPaper) -> None:
        """Add the periods below the paper."""
        body.addWidget(self.ticket(paper), 1)
        body.addLayout(self._grid(view))

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
        action = Touched() if choice.is_chosen else ChoosePeriod(choice.choice)
        self.let_choose(tile, action, is_chosen=choice.is_chosen)
        return tile


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
