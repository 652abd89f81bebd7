"""What is on the screen once nobody can tell whether its paper is out."""

from dataclasses import replace

import pytest

from kiosk.documents.duplicate import as_duplicate
from kiosk.session import statuses as at
from kiosk.session.reprint import with_duplicate
from tests.kiosk.session.samples import (
    ALLOWANCES,
    CHILDREN,
    DOCUMENT,
    FORM,
    INSURED,
    OCTOBER,
    PAYMENTS,
    PREPARED,
    QUARTER,
    RECEIPT,
    REQUEST_ID,
    RIGHTS,
    STATEMENT,
    THIRD_PARTY,
)

CERTIFICATES = [
    (RIGHTS, PREPARED),
    (at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID, ALLOWANCES), ALLOWANCES),
    (at.ShowingThirdParty(INSURED, REQUEST_ID, THIRD_PARTY), THIRD_PARTY),
]


@pytest.mark.parametrize(("screen", "prepared"), CERTIFICATES)
def test_a_certificate_says_that_it_is_a_duplicate(screen, prepared) -> None:
    again = with_duplicate(screen)
    assert again == replace(screen, prepared=replace(prepared, document=as_duplicate(DOCUMENT), duplicate=True))


def test_the_paper_of_an_order_that_was_printed_last_does() -> None:
    again = with_duplicate(at.EhicOrdered(INSURED, RECEIPT, printing=1))
    assert isinstance(again, at.EhicOrdered)
    assert [paper.document for paper in again.receipt.papers] == [DOCUMENT, as_duplicate(DOCUMENT)]


@pytest.mark.parametrize(
    "screen",
    [PAYMENTS, at.ShowingStatement(INSURED, OCTOBER, STATEMENT), at.ShowingAttachment(INSURED, CHILDREN, FORM)],
)
def test_what_has_no_number_is_printed_as_it_was(screen) -> None:
    assert with_duplicate(screen) == screen
