"""Sample payments of the previews: what people have, and what a damaged or hostile record could hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.domain.payments import (
    ActLine,
    Deduction,
    DeductionKind,
    MonthTotal,
    Payee,
    PaymentDetail,
    PaymentsPage,
    PaymentSummary,
)

HOSTILE_NAME: Final = ("Jean-\x1b[2J\x00\u202eQUERBERT " * 40)[:1000]
"""A thousand characters with control bytes and a mark that turns the reading order round."""

RIGHT_TO_LEFT_NAME: Final = "שרה לוי"


def _payment(
    number: int,
    paid_on: date,
    title: str,
    professional: str,
    patient: str,
    total_cents: int,
    paid_cents: int,
    payee: Payee = Payee.INSURED,
) -> PaymentSummary:
    return PaymentSummary(number, paid_on, title, professional, patient, payee, total_cents, paid_cents)


def _months(*totals_cents: int) -> tuple[MonthTotal, ...]:
    return tuple(MonthTotal(date(2026, 6 + place, 1), total) for place, total in enumerate(totals_cents))


_MONTHS: Final = _months(4235, 11_780, 2000, 7590, 15_412, 6172)

_CONSULTATION: Final = _payment(
    5, date(2026, 11, 18), "Consultation médecin traitant", "Dr L. Martin", "Marie", 1900, 3000
)
_PHARMACY: Final = _payment(
    4, date(2026, 11, 12), "Pharmacie", "Pharmacie du Canal", "Lucas", 1356, 2240, Payee.PROFESSIONAL
)

SAMPLE_PAGE: Final = PaymentsPage(
    (
        _CONSULTATION,
        _PHARMACY,
        _payment(3, date(2026, 11, 5), "Analyses de biologie", "Laboratoire Voltaire", "Marie", 2716, 4860),
        _payment(2, date(2026, 10, 27), "Consultation cardiologue", "Dr A. Nguyen", "Marie", 4140, 6200),
        _payment(1, date(2026, 10, 14), "Soins dentaires", "Dr P. Roche", "Inès", 1735, 2892),
    ),
    0,
    4,
    _MONTHS,
    17,
)

LAST_PAGE: Final = PaymentsPage(
    (
        _payment(7, date(2026, 6, 9), "Consultation pédiatre", "Dr S. Benali", "Inès", 2240, 3200),
        _payment(6, date(2026, 6, 1), "Indemnités journalières", "Société Exemple", "Marie", 19_593, 0, Payee.EMPLOYER),
    ),
    3,
    4,
    _MONTHS,
    17,
)

NO_PAYMENTS_PAGE: Final = PaymentsPage((), 0, 1, _months(0, 0, 0, 0, 0, 0), 0)

LARGE_AMOUNTS_PAGE: Final = PaymentsPage(
    (
        _payment(
            9, date(2026, 11, 18), "Hospitalisation et actes de chirurgie", "Hôpital", "Marie", 1_234_567, 9_876_543
        ),
        _payment(8, date(2026, 11, 2), "Régularisation d’un trop-perçu", "Dr P. Roche", "Inès", -235, 0),
    ),
    0,
    1,
    _months(0, 1_234_567, 0, 1, 99_999_99, 12_345_67),
    2,
)


def _all_with(name: str, payees: Sequence[Payee]) -> PaymentsPage:
    return PaymentsPage(
        tuple(
            _payment(10 + place, date(2026, 11, 18 - place), name, name, name, 99_999_99, 99_999_99, payee)
            for place, payee in enumerate(payees)
        ),
        0,
        9,
        _MONTHS,
        8 * len(payees) + 1,
    )


LONG_NAMES_PAGE: Final = PaymentsPage(
    (
        _payment(
            24,
            date(2026, 11, 18),
            "Consultation de gynécologie obstétrique et échographie",
            "Dr Marie-Bernadette de La Rochefoucauld-Montbel",
            "Marie-Charlotte",
            5440,
            9950,
        ),
        _payment(
            23,
            date(2026, 11, 12),
            "Médicaments et dispositifs médicaux",
            "Grande pharmacie internationale des Buttes-Chaumont",
            "Jean-Christophe",
            123_456,
            123_456,
            Payee.PROFESSIONAL,
        ),
        _payment(
            22,
            date(2026, 9, 30),
            "Analyses de biologie",
            "Laboratoire de biologie médicale du Nord parisien",
            "Marie-Charlotte",
            2716,
            4860,
        ),
        _payment(21, date(2026, 9, 27), "Transport en ambulance", "Ambulances Sainte-Geneviève", "Inès", 4140, 6200),
        _payment(
            20,
            date(2026, 9, 14),
            "Indemnités journalières",
            "Société Exemple",
            "Marie-Charlotte",
            19_593,
            0,
            Payee.EMPLOYER,
        ),
    ),
    0,
    4,
    _MONTHS,
    18,
)

HOSTILE_PAGE: Final = _all_with(HOSTILE_NAME, (Payee.INSURED, Payee.PROFESSIONAL) * 2 + (Payee.EMPLOYER,))
RIGHT_TO_LEFT_PAGE: Final = _all_with(RIGHT_TO_LEFT_NAME, (Payee.INSURED,) * 3)

CONSULTATION: Final = PaymentDetail(
    _CONSULTATION,
    "0751 091680003072",
    (ActLine(date(2026, 11, 14), "GS", "Consultation", 1, 3000, 3000, 70, 2100),),
    (Deduction(DeductionKind.FLAT_FEE, date(2026, 11, 14), 200),),
)

PHARMACY: Final = PaymentDetail(
    _PHARMACY,
    "0751 091680003073",
    (ActLine(date(2026, 11, 12), "PH7", "Médicaments à 65 %", 1, 2240, 2240, 65, 1456),),
    (Deduction(DeductionKind.FRANCHISE, date(2026, 11, 12), 100),),
)

SEVERAL_ACTS: Final = PaymentDetail(
    _payment(12, date(2026, 11, 3), "Soins et médicaments", "Pharmacie du Canal", "Marie", 1076, 2720),
    "0751 091680003074",
    (
        ActLine(date(2026, 10, 30), "PH7", "Médicaments à 65 %", 2, 1760, 1760, 65, 1144),
        ActLine(date(2026, 10, 30), "PH4", "Médicaments à 30 %", 1, 480, 480, 30, 144),
        ActLine(date(2026, 10, 31), "AMI", "Soins infirmiers", 2, 480, 480, 60, 288),
    ),
    (
        Deduction(DeductionKind.FRANCHISE, date(2026, 10, 30), 300),
        Deduction(DeductionKind.FLAT_FEE, date(2026, 9, 30), 200),
    ),
)

LONG_STAY: Final = PaymentDetail(
    _payment(13, date(2026, 11, 18), "Hospitalisation et actes de chirurgie", "Hôpital", "Marie", 957_588, 1_199_988),
    "0751 091680009999",
    tuple(
        ActLine(date(2026, 10, 1 + day), "GHS", f"Séjour, jour {day + 1}", 1, 99_999, 99_999, 80, 79_999)
        for day in range(12)
    ),
    tuple(Deduction(DeductionKind.FLAT_FEE, date(2026, 10, 1 + day), 200) for day in range(12)),
)

HOSTILE_DETAIL: Final = PaymentDetail(
    HOSTILE_PAGE.payments[0],
    HOSTILE_NAME,
    (ActLine(date(2026, 11, 14), HOSTILE_NAME, HOSTILE_NAME, 99, 99_999_99, 99_999_99, 100, 99_999_99),),
    (Deduction(DeductionKind.FRANCHISE, date(2026, 11, 14), 99_999_99),),
)
