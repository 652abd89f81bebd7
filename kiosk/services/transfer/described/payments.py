"""The tables of the payments."""

from typing import Final

from kiosk.domain.payments import DeductionKind, Payee
from kiosk.services.transfer.described.common import CENTS, PERCENT, day, number, one_of
from kiosk.services.transfer.kinds import MOST, Text, Whole
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import payments

TABLES: Final = (
    TableDescribed(
        payments.payments,
        "A payment of the fund.",
        (
            number("number of the payment"),
            number("the file", "file_id"),
            number("the person who was cared for", "patient_id"),
            day("paid_on", "day of the transfer", "2026-11-18"),
            Described("title", Text(), "what was paid for", "Consultation médecin traitant"),
            Described("professional", Text(), "who gave the care", "Dr L. Martin"),
            Described("payee", one_of(Payee), "to whom it was paid", "insured"),
            Described(
                "total_cents",
                Whole(-MOST),
                "what was paid out: the lines less the deductions; below 0 where the fund took an amount back",
                "1900",
                "cents",
            ),
            Described("paid_cents", CENTS, "what the person had paid", "3000", "cents"),
            Described("reference", Text(), "reference on the statement", "0751 263220000042"),
        ),
    ),
    TableDescribed(
        payments.act_lines,
        "An act of a payment.",
        (
            number("the payment", "payment_id"),
            Described("position", Whole(0, 999), "place in the payment, from 0", "0"),
            day("care_date", "day of the care", "2026-11-16"),
            Described("code", Text(), "mnemonic of the act in acts.csv", "GS"),
            Described("label", Text(), "what people read", "Consultation médecin traitant"),
            Described("quantity", Whole(1, 100_000), "number or coefficient by which the tariff is multiplied", "1"),
            Described("paid_cents", CENTS, "price (PRS_PAI_MNT)", "3000", "cents"),
            Described("base_cents", CENTS, "base of the reimbursement (PRS_REM_BSE)", "3000", "cents"),
            Described("rate_percent", PERCENT, "rate that was applied", "70", "percent"),
            Described("reimbursed_cents", CENTS, "what the rate gives (PRS_REM_MNT)", "2100", "cents"),
        ),
    ),
    TableDescribed(
        payments.deductions,
        "A flat fee or a franchise withheld from a payment to the insured person.",
        (
            number("the payment that it is withheld from", "payment_id"),
            Described("position", Whole(0, 999), "place in the payment, from 0", "0"),
            Described("kind", one_of(DeductionKind), "participation forfaitaire or franchise", "flat-fee"),
            day("care_date", "day of the care that it is for, which may be of an earlier payment", "2026-11-16"),
            Described("amount_cents", Whole(1), "what is withheld", "200", "cents"),
        ),
    ),
)
