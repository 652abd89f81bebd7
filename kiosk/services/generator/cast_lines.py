"""What the cast needs for single lines of the menu, as it is written in assets/demo/cast.toml."""

import random
from datetime import date, timedelta
from typing import Final

import msgspec

from kiosk.domain.allowances import Nature, PaidStoppage
from kiosk.domain.rights import Period
from kiosk.services.generator.leave import paid_stoppage
from kiosk.services.generator.model import CoverFact, World

_YEAR: Final = timedelta(days=364)
"""From the first to the last day of a contract."""


class WrittenCover(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Hold a contract that frees from advancing fees.

    Its days are `begun_days` or `ended_days` ago, or from `since` to `until`.
    """

    contract: str
    begun_days: int | None = None
    ended_days: int | None = None
    since: date | None = None
    until: date | None = None
    manager: tuple[str, ...] = ()

    def fact(self, today: date) -> CoverFact:
        """Give the contract; it lasts a year, unless both its days are written down."""
        return CoverFact(self.contract, self._period(today), self.manager)

    def _period(self, today: date) -> Period:
        if self.since is not None:
            return Period(self.since, self.until)
        if self.ended_days is not None:
            last_day = today - timedelta(days=self.ended_days)
            return Period(last_day - _YEAR, last_day)
        first_day = today - timedelta(days=self.begun_days or 0)
        return Period(first_day, first_day + _YEAR)


class WrittenStoppage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Hold a stoppage of work of the insured person.

    Attributes:
        days_ago: when it began.
        days: how long it lasts.
        wage: gross wage of a month, in cents.
        employer: who is paid instead of the person.
    """

    nature: Nature
    days_ago: int
    days: int
    wage: int
    employer: str | None = None

    def paid(self, world: World, seed: str) -> PaidStoppage:
        """Pay it; the same seed gives the same days of payment."""
        first_day = world.today - timedelta(days=self.days_ago)
        days = Period(first_day, first_day + timedelta(days=self.days - 1))
        draw = random.Random(seed)  # noqa: S311 - data that are the same each time
        return paid_stoppage(draw, world, self.nature, days, self.wage, self.employer)
