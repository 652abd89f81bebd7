"""The tour of the daily allowances."""

from __future__ import annotations

from kiosk.app.tour.guide import Guide
from kiosk.domain.allowances import AllowancePeriod
from kiosk.ports import NoAllowance, PreparedAllowances
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_allowances(guide: Guide) -> None:
    """Print what was paid to a person; then ask where nothing was paid, and print what went to an employer.

    Raises:
        StepMissingError: a step did not come.
    """
    stage = guide.stage
    guide.identify("allowances", "92648150")
    _open(guide)
    guide.reach(at.ShowingAllowances, "allowances", _("Indemnités journalières"), is_certified)
    stage.press(_("12 derniers mois"))
    guide.reach(
        at.ShowingAllowances,
        "allowances-year",
        _("Indemnités de douze mois"),
        lambda status: is_certified(status) and _is_about(status, AllowancePeriod.LAST_12_MONTHS),
    )
    guide.contrast(at.ShowingAllowances, "allowances-contrast", _("Indemnités en contraste élevé"))
    guide.print("allowances", _("Ticket des indemnités journalières"))
    guide.leave()
    guide.identify("family", "48151623")
    _open(guide)
    guide.reach(
        at.ShowingAllowances,
        "allowances-none",
        _("Aucune indemnité"),
        lambda status: isinstance(status.prepared, NoAllowance),
    )
    guide.leave()
    guide.identify("allowances-employer", "38150692")
    _open(guide)
    guide.reach(at.ShowingAllowances, "allowances-employer", _("Indemnités versées à l’employeur"), is_certified)
    guide.print("allowances-employer", _("Ticket des indemnités versées à l’employeur"))
    guide.leave()


def _open(guide: Guide) -> None:
    guide.stage.press(_("Attestation d’indemnités journalières"))


def is_certified(status: at.ShowingAllowances) -> bool:
    """Tell whether a certificate is on the screen."""
    return isinstance(status.prepared, PreparedAllowances)


def _is_about(status: at.ShowingAllowances, choice: AllowancePeriod) -> bool:
    return status.prepared is not None and status.prepared.choice is choice
