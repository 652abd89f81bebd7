"""Turn cares into payments: lines by the law's rules, fees withheld at once or from a later payment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.domain.law import Law
from kiosk.domain.payments import Deduction, Payee, PaymentDetail, PaymentSummary
from kiosk.domain.reimbursement import (
    Care,
    FeeLedger,
    Situation,
    paid_by_person,
    reimburse,
    withhold,
)
from kiosk.services.generator.model import CareEvent, MemberFacts, PaymentFacts, PersonFacts


@dataclass(slots=True)
class Settlement:
    """Settle the cares of one file in the order of their payments.

    What a person owes is withheld from payments for that person only, so that the yearly caps can be read back.

    Attributes:
        members: of the file.
        fund: three digits, for the references.
        next_payment_id: the number of the next payment.
    """

    members: Sequence[MemberFacts]
    law: Law
    fund: str
    next_payment_id: int
    _ledgers: dict[int, FeeLedger] = field(default_factory=dict)
    _owed: defaultdict[int, tuple[Deduction, ...]] = field(default_factory=lambda: defaultdict(tuple))

    def settle(self, events: Iterable[CareEvent]) -> list[PaymentFacts]:
        """Give the payments of some cares, oldest first. What is still owed after them is forgotten."""
        payments = [self._payment(event) for event in sorted(events, key=lambda one: one.paid_on)]
        self._owed.clear()
        return payments

    def _payment(self, event: CareEvent) -> PaymentFacts:
        person = self.members[event.patient].person
        ledger = self._ledgers.setdefault(person.person_id, FeeLedger())
        lines, due, paid_cents = [], [], 0
        for care in event.cares:
            situation = situation_of(person, care, is_covered=event.is_covered)
            line = reimburse(care, situation, self.law)
            lines.append(line)
            paid_cents += paid_by_person(care, line, situation)
            fee = ledger.charge(care, situation, self.law)
            due += [fee] if fee is not None else []
        gross_cents = sum(line.reimbursed_cents for line in lines)
        if event.cares[0].is_third_party:
            # Nothing can be withheld from what goes to a professional: the next payment to the person bears it.
            self._owed[person.person_id] += tuple(due)
            withheld: tuple[Deduction, ...] = ()
        else:
            withheld, self._owed[person.person_id] = withhold(gross_cents, (*self._owed[person.person_id], *due))
        payment_id = self.next_payment_id
        self.next_payment_id += 1
        summary = PaymentSummary(
            payment_id=payment_id,
            paid_on=event.paid_on,
            title=event.title,
            professional=event.professional,
            patient=person.name.first,
            payee=Payee.PROFESSIONAL if event.cares[0].is_third_party else Payee.INSURED,
            total_cents=gross_cents - sum(one.amount_cents for one in withheld),
            paid_cents=paid_cents,
        )
        reference = f"0{self.fund} {event.paid_on:%y%j}{payment_id % 10_000_000:07d}"
        return PaymentFacts(person.person_id, PaymentDetail(summary, reference, tuple(lines), withheld))


def situation_of(person: PersonFacts, care: Care, *, is_covered: bool) -> Situation:
    """Give what changes the reimbursement of a person's care on its day."""
    exemption = person.exemption
    return Situation(
        birth_date=person.birth_date,
        has_full_cover=is_covered and exemption is not None and exemption.period.covers(care.care_date),
        has_c2s=person.is_freed_on(care.care_date),
        is_maternity=any(period.covers(care.care_date) for period in person.maternities),
    )


def consulting_day(day: date) -> date:
    """Give the day itself, or the Saturday before a Sunday: hardly anybody gives care on Sundays."""
    return day - timedelta(days=max(day.weekday() - 5, 0))


def working_day(day: date) -> date:
    """Give the day itself, or the Friday before a weekend: transfers leave on working days."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
