"""What can be printed once nobody can tell whether its paper is out: printed again, it says DUPLICATA."""

from __future__ import annotations

from dataclasses import replace

from kiosk.documents.duplicate import as_duplicate
from kiosk.ports import PreparedAllowances, PreparedCertificate, PreparedThirdParty
from kiosk.session.statuses import EhicOrdered, PrintableStatus, ShowingAllowances, ShowingRights, ShowingThirdParty


def with_duplicate(back: PrintableStatus) -> PrintableStatus:
    """Mark the certificate of a screen, or the paper of an order that was printed last; other tickets are not numbered.

    The screen comes back where the second printing is refused: the first may be on paper all the same.
    """
    match back:
        case EhicOrdered():
            papers = tuple(
                replace(paper, document=as_duplicate(paper.document)) if place == back.printing else paper
                for place, paper in enumerate(back.receipt.papers)
            )
            return replace(back, receipt=replace(back.receipt, papers=papers))
        case ShowingRights(prepared=PreparedCertificate() as rights):
            return replace(back, prepared=replace(rights, document=as_duplicate(rights.document), duplicate=True))
        case ShowingAllowances(prepared=PreparedAllowances() as allowances):
            return replace(
                back, prepared=replace(allowances, document=as_duplicate(allowances.document), duplicate=True)
            )
        case ShowingThirdParty(prepared=PreparedThirdParty() as third_party):
            return replace(
                back, prepared=replace(third_party, document=as_duplicate(third_party.document), duplicate=True)
            )
        case _:
            return back
