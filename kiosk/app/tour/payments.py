"""The tour of the last payments."""

from __future__ import annotations

from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_payments(guide: Guide) -> None:
    """Turn a page, print the list, then one payment."""
    stage = guide.stage
    guide.identify("family", "48151623")
    stage.press(_("Mes derniers remboursements"))
    guide.reach(at.ShowingPayments, "payments", _("Derniers remboursements"), has_page)
    stage.press(_("Plus anciens"))
    guide.reach(
        at.ShowingPayments,
        "payments-2",
        _("Remboursements plus anciens"),
        lambda status: status.page is not None and status.page.page == 1,
    )
    stage.press(_("Plus récents"))
    stage.reaches(at.ShowingPayments, lambda status: status.page is not None and status.page.page == 0)
    guide.print("payments", _("Ticket des remboursements"))
    guide.back_to_menu()
    stage.press(_("Mes derniers remboursements"))
    stage.reaches(at.ShowingPayments, has_page)
    stage.press("Consultation")
    guide.reach(at.ShowingPayment, "payment", _("Détail d’un remboursement"), lambda status: status.detail is not None)
    guide.print("payment", _("Ticket du détail"))
    guide.leave()


def has_page(status: at.ShowingPayments) -> bool:
    """Tell whether the payments are on the screen."""
    return status.page is not None
