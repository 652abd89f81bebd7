"""The tour of the rights certificate."""

from __future__ import annotations

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_rights(guide: Guide) -> None:
    """Choose what the certificate shows; the roll ends while it is printed."""
    guide.identify("exemption", "70914253")
    guide.stage.press(_("Attestation de droits"))
    guide.reach(at.ShowingRights, "rights", _("Attestation de droits"), is_prepared)
    guide.stage.press(_("Exonération"))
    guide.reach(
        at.ShowingRights,
        "rights-exemption",
        _("Attestation avec exonération"),
        lambda status: status.prepared is not None and status.prepared.choice.with_exemption,
    )
    guide.printer.inject(Fault(FaultName.PAPER_OUT, after_mm=60))
    guide.stage.press(_("Imprimer"))
    guide.reach(
        at.Printing, "printer-blocked", _("Plus de papier"), lambda status: status.phase is at.PrintPhase.BLOCKED
    )
    guide.printer.new_roll()
    guide.reach(at.Printed, "printed", _("Imprimé, une fois le rouleau remplacé"))
    guide.album.add_ticket("ticket-rights", _("Le papier de l’attestation"))
    guide.leave()


def is_prepared(status: at.ShowingRights) -> bool:
    """Tell whether the certificate is on the screen."""
    return status.prepared is not None
