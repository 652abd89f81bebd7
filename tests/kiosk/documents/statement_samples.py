"""Statements of a family, with everything that a month may hold."""

from datetime import date

from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.domain.statements import (
    Patient,
    PatientPayment,
    PersonFees,
    last_day,
    make_statement,
    year_of_fees,
)

JANUARY = date(2027, 1, 1)
OCTOBER = date(2026, 10, 1)
MARIE = Patient(1, "Marie", date(1969, 5, 14))
MARC = Patient(2, "Marc", date(1966, 12, 31), lunar_birth="19660000")
INES = Patient(4, "Inès", date(2015, 9, 11))

FLAT_FEE, FRANCHISE = DeductionKind.FLAT_FEE, DeductionKind.FRANCHISE


def payment(number, patient, paid_on, lines, deductions=(), *, payee=Payee.INSURED, title="Soins", total_cents=None):
    reimbursed = sum(line.reimbursed_cents for line in lines) - sum(one.amount_cents for one in deductions)
    summary = PaymentSummary(
        payment_id=number,
        paid_on=paid_on,
        title=title,
        professional="Pharmacie du Canal",
        patient=patient.first_name,
        payee=payee,
        total_cents=reimbursed if total_cents is None else total_cents,
        paid_cents=sum(line.paid_cents for line in lines),
    )
    return PatientPayment(patient, PaymentDetail(summary, f"0751 {number:012d}", tuple(lines), tuple(deductions)))


def act(day, code, label, paid, base, rate, reimbursed, quantity=1):
    return ActLine(day, code, label, quantity, paid, base, rate, reimbursed)


def consultation(day, paid=3000):
    return act(day, "GS", "Consultation médecin traitant", paid, 3000, 70, 2100)


def box(day, rate=65, reimbursed=806):
    return act(day, "PH7", f"Médicaments à {rate}\u00a0%", 1240, 1240, rate, reimbursed, quantity=2)


def year(number, until, *fees):
    return year_of_fees(number, until, (5000, 5000), fees, MARIE)


def payments_in_january():
    return [
        payment(
            3,
            MARIE,
            date(2027, 1, 20),
            [consultation(date(2027, 1, 16), paid=3500)],
            [Deduction(FLAT_FEE, date(2026, 12, 30), 200), Deduction(FLAT_FEE, date(2027, 1, 16), 200)],
        ),
        payment(
            1,
            MARC,
            date(2027, 1, 5),
            [box(date(2026, 12, 31)), act(date(2027, 1, 2), "SPR", "Prothèse dentaire", 190_000, 190_000, 60, 114_000)],
            [Deduction(FRANCHISE, date(2026, 12, 31), 200)],
        ),
        payment(2, INES, date(2027, 1, 12), [consultation(date(2027, 1, 9))]),
        payment(4, INES, date(2027, 1, 22), [], title="Régularisation d’un trop-perçu", total_cents=-235),
        payment(5, MARIE, date(2027, 1, 14), [box(date(2027, 1, 10))], payee=Payee.PROFESSIONAL),
        payment(
            6,
            MARIE,
            date(2027, 1, 25),
            [],
            payee=Payee.EMPLOYER,
            title="Indemnités journalières",
            total_cents=19_593,
        ),
    ]


def payments_of(patient):
    return [one for one in payments_in_january() if one.patient == patient]


def january():
    """Everything: two adults and a child, fees of the year before, an act taken back, tiers payant, the employer."""
    until = last_day(JANUARY)
    years = [
        year(2026, until, PersonFees(MARC, 1200, 5000), PersonFees(MARIE, 5000, 800)),
        year(2027, until, PersonFees(MARIE, 200, 0)),
    ]
    return make_statement(JANUARY, until, MARIE.person_id, payments_in_january(), years)


def empty():
    """A month without any payment."""
    until = last_day(OCTOBER)
    return make_statement(OCTOBER, until, MARIE.person_id, (), [year(2026, until)])


def of_others():
    """A month that still goes on, in which only a pharmacy was paid."""
    until = date(2026, 10, 14)
    paid = payment(5, INES, date(2026, 10, 12), [box(date(2026, 10, 9))], payee=Payee.PROFESSIONAL)
    return make_statement(OCTOBER, until, MARIE.person_id, [paid], [year(2026, until)])
