"""A civil day as an argument of the command line."""

from __future__ import annotations

from datetime import date, datetime

import click

from kiosk.texts import gettext as _


class Day(click.ParamType[date]):
    """Read 2027-11-22; anything else is refused with the form that is expected."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a civil day has no time zone
        except ValueError:
            # Translators: command line, an argument that is no day; the form expected and an example
            self.fail(_("écrivez le jour ainsi : AAAA-MM-JJ, par exemple 2027-11-22."), param, ctx)
