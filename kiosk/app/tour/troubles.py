"""The tour of a printer that fails."""

from __future__ import annotations

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.app.tour.guide import Guide
from kiosk.app.tour.payments import has_page
from kiosk.app.tour.rights import is_prepared
from kiosk.catalogue.failures import FailureCode
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_paper_in_doubt(guide: Guide) -> None:
    """Switch the printer off in the middle of a paper, then take its roll."""
    stage = guide.stage
    guide.identify("accents", "84026195")
    stage.press(_("Attestation de droits"))
    stage.reaches(at.ShowingRights, is_prepared)
    guide.printer.inject(Fault(FaultName.POWER_CYCLE, after_mm=60))
    stage.press(_("Imprimer"))
    guide.reach(at.PrintUnknown, "print-unknown", _("L’imprimante s’est éteinte pendant l’impression"))
    stage.wait_until(lambda: not stage.printer_failures(), "the printer's return")
    stage.press(_("Imprimer un duplicata"))
    guide.reach(at.Printed, "printed-duplicata", _("Le duplicata"))
    guide.album.add_ticket("ticket-duplicata", _("Le papier du duplicata"), torn=1)
    guide.back_to_menu()
    stage.press(_("Mes derniers remboursements"))
    stage.reaches(at.ShowingPayments, has_page)
    guide.printer.inject(FaultName.PAPER_OUT)
    stage.wait_until(lambda: FailureCode.PAPER_OUT in stage.printer_failures(), "the printer's paper end")
    stage.press(_("Imprimer"))
    guide.reach(at.PrintRefused, "print-refused", _("Pas de papier : rien n’est imprimé"))
    guide.printer.new_roll()
    guide.leave()


def play_out_of_service(guide: Guide) -> None:
    """Unplug the printer while nobody is there."""
    guide.printer.inject(FaultName.UNPLUG)
    guide.reach(at.OutOfService, "out-of-service", _("Imprimante absente"), lambda status: bool(status.causes))
    guide.printer.clear(FaultName.UNPLUG)
    guide.reach(at.WaitingForCard, "back-in-service", _("De retour d’elle-même"))
