"""Payments of the fund: what was reimbursed, and how it was computed."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.money import Cents


class Payee(enum.Enum):
    """Say to whom a payment went."""

    INSURED = "insured"
    PROFESSIONAL = "professional"
    EMPLOYER = "employer"


class DeductionKind(enum.Enum):
    """Say why something was withheld (SNDS: PFH/PFT and FRH/FRT)."""

    FLAT_FEE = "flat-fee"
    """Participation forfaitaire, per act of a doctor, radiology or biology."""
    FRANCHISE = "franchise"
    """Franchise médicale, per box of medicine, paramedical act or transport."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """Hold a flat fee or franchise withheld from a payment; the amount is positive.

    Attributes:
        care_date: the day of the care that caused it, which may be earlier than the payment it is withheld from.
    """

    kind: DeductionKind
    care_date: date
    amount_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class ActLine:
    """Hold one act of a payment.

    Attributes:
        code: the mnemonic of the act, "GS", "PH7" (SNDS, IR_NAT_V).
        label: what the person reads.
        paid_cents: what was charged (PRS_PAI_MNT): the person paid it all, unless the fund paid the professional.
        base_cents: the reimbursement base (PRS_REM_BSE).
        rate_percent: the rate applied.
        reimbursed_cents: what the rate gives, before deductions (PRS_REM_MNT).
    """

    care_date: date
    code: str
    label: str = field(repr=False)
    quantity: int
    paid_cents: Cents = field(repr=False)
    base_cents: Cents = field(repr=False)
    rate_percent: int
    reimbursed_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaymentSummary:
    """Hold what a list shows of a payment.

    Attributes:
        payment_id: the number of the payment in the service.
        title: what was paid for, "Consultation médecin traitant".
        professional: who gave the care.
        patient: the first name of the person who was cared for.
        total_cents: what was paid out, deductions taken off.
        paid_cents: what the person had paid.
    """

    payment_id: int
    paid_on: date
    title: str = field(repr=False)
    professional: str = field(repr=False)
    patient: str = field(repr=False)
    payee: Payee
    total_cents: Cents = field(repr=False)
    paid_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaymentDetail:
    """Hold one payment whole."""

    summary: PaymentSummary
    reference: str = field(repr=False)
    lines: tuple[ActLine, ...]
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """Hold what was paid to the insured person in a month; the day is the first of the month."""

    month: date
    total_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """Hold one page of the list, newest first.

    Attributes:
        page: the number of the page, from 0.
        page_count: how many pages there are, at least 1.
        months: the last months (LAST_PAYMENTS_MONTHS), oldest first, empty months included.
        payment_count: how many payments there are on all pages.
    """

    payments: tuple[PaymentSummary, ...]
    page: int
    page_count: int
    months: tuple[MonthTotal, ...]
    payment_count: int

    @property
    def first(self) -> int:
        """Give the place of the first payment of the page, 0 being the newest of all; only the last page is short."""
        if self.page == self.page_count - 1:
            return self.payment_count - len(self.payments)
        return self.page * len(self.payments)
