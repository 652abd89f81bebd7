"""The tour of the monthly statements."""

from __future__ import annotations

from kiosk.app.stage import StepMissingError
from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import format_month_name
from kiosk.texts import gettext as _


def play_statements(guide: Guide) -> None:
    """Choose an earlier month and print its statement, which holds fees deferred from a pharmacy.

    Raises:
        StepMissingError: the statement does not list six months.
    """
    stage = guide.stage
    guide.identify("family", "48151623")
    stage.press(_("Mes relevés mensuels"))
    shown = guide.reach(at.ShowingStatement, "statements", _("Relevé du mois"), is_made)
    months = () if shown.prepared is None else shown.prepared.months
    if len(months) != 6:
        raise StepMissingError(f"six months expected, {len(months)} are listed")
    earlier = months[2].month
    stage.press(format_month_name(earlier).capitalize())
    guide.reach(
        at.ShowingStatement,
        "statements-earlier",
        _("Relevé d’un mois plus ancien"),
        lambda status: status.prepared is not None and status.prepared.month == earlier,
    )
    guide.contrast(at.ShowingStatement, "statements-contrast", _("Relevé en contraste élevé"))
    guide.print("statement", _("Ticket du relevé mensuel"))
    guide.leave()


def is_made(status: at.ShowingStatement) -> bool:
    """Tell whether a statement is on the screen."""
    return status.prepared is not None
