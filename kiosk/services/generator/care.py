"""Draw the cares of a person over two years: how often, with whom, at which price."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.domain.law import Law
from kiosk.domain.reimbursement import ADULT_AGE, Care, age_on
from kiosk.services.generator.model import CareEvent, PersonFacts, World
from kiosk.services.generator.names import Professionals
from kiosk.services.generator.settling import consulting_day, working_day

HISTORY: Final = timedelta(days=730)
"""How far payments go back: the fund may claim back for two years."""

_SPECIALITIES: Final = ("cardiologue", "dermatologue", "gynécologue", "ophtalmologue", "ORL", "rhumatologue")
_COMES_OF_ITSELF_BELOW: Final = 16
"""The coordinated pathway binds nobody younger."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """Hold one meeting of a person with a professional.

    Attributes:
        is_third_party: whether the fund pays the professional.
    """

    draw: random.Random
    law: Law
    professionals: Professionals
    person: PersonFacts
    doctor: str
    day: date
    is_third_party: bool

    @property
    def age(self) -> int:
        return age_on(self.person.birth_date, self.day)

    def care(self, code: str, professional: str, *, quantity: int = 1, extra_cents: int = 0, units: int = 1) -> Care:
        """Give an act at its tariff, and what is charged above it."""
        tariff = self.law.tariff(code, self.day) or 0
        return self.priced(code, professional, tariff * quantity + extra_cents, quantity=quantity, units=units)

    def priced(self, code: str, professional: str, cents: int, *, quantity: int = 1, units: int = 1) -> Care:
        """Give an act at a price."""
        return Care(
            care_date=self.day,
            code=code,
            charged_cents=cents,
            professional=professional,
            quantity=quantity,
            units=units,
            is_third_party=self.is_third_party,
        )


_Meeting = tuple[str, str, tuple[Care, ...]]
"""Title, professional, acts."""


def _consultation(visit: _Visit) -> _Meeting:
    draw, doctor = visit.draw, visit.doctor
    if visit.age >= _COMES_OF_ITSELF_BELOW and draw.random() < 0.05:
        doctor = draw.choice(visit.professionals.doctors)
        outside = visit.care("G", doctor)
        return visit.law.act("G").label, doctor, (_outside_pathway(outside),)
    extra_cents = draw.choice((500, 1000, 1500)) if draw.random() < 0.12 and not visit.is_third_party else 0
    cares = [visit.care("GS", doctor, extra_cents=extra_cents)]
    if visit.age < 6:
        cares.append(visit.care("MEG", doctor))
    return visit.law.act("GS").label, doctor, tuple(cares)


def _outside_pathway(care: Care) -> Care:
    return Care(
        care_date=care.care_date,
        code=care.code,
        charged_cents=care.charged_cents,
        professional=care.professional,
        in_pathway=False,
        is_third_party=care.is_third_party,
    )


def _specialist(visit: _Visit) -> _Meeting:
    specialists = visit.professionals.specialists
    index = visit.draw.randrange(len(specialists))
    title = f"Consultation {_SPECIALITIES[index % len(_SPECIALITIES)]}"
    if visit.draw.random() < 0.3:
        return title, specialists[index], (visit.care("APC", specialists[index]),)
    return title, specialists[index], tuple(visit.care(code, specialists[index]) for code in ("CS", "MPC", "MCS"))


def _pharmacy(visit: _Visit) -> _Meeting:
    draw, pharmacy = visit.draw, visit.draw.choice(visit.professionals.pharmacies)
    codes = draw.choices(("PH7", "PH4", "PH2"), (80, 15, 5), k=draw.choice((1, 1, 2)))
    cares = []
    for code in sorted(set(codes), reverse=True):
        boxes = draw.randint(1, 4)
        cents = sum(draw.randint(180, 1900) for _ in range(boxes))
        cares.append(visit.priced(code, pharmacy, cents, quantity=boxes, units=boxes))
    return "Pharmacie", pharmacy, tuple(cares)


def _biology(visit: _Visit) -> _Meeting:
    laboratory = visit.draw.choice(visit.professionals.laboratories)
    return visit.law.act("B").label, laboratory, (visit.care("B", laboratory, quantity=visit.draw.randint(40, 220)),)


def _imaging(visit: _Visit) -> _Meeting:
    centre, code = visit.draw.choice(visit.professionals.imaging), visit.draw.choice(("ADI", "ADE"))
    return visit.law.act(code).label, centre, (visit.priced(code, centre, visit.draw.randint(2500, 9500)),)


def _dentist(visit: _Visit) -> _Meeting:
    dentist = visit.draw.choice(visit.professionals.dentists)
    return "Soins dentaires", dentist, (visit.priced("END", dentist, visit.draw.choice((2892, 4338, 5784, 8172))),)


def _physiotherapy(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.physiotherapists)
    return visit.law.act("AMK").label, name, tuple(visit.care("AMK", name, quantity=8) for _ in range(3))


def _nurse(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.nurses)
    return visit.law.act("AMI").label, name, (visit.care("AMI", name, quantity=visit.draw.randint(1, 4)),)


def _speech_therapy(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.speech_therapists)
    return visit.law.act("AMO").label, name, (visit.care("AMO", name, quantity=12),)


def _midwife(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.midwives)
    return visit.law.act("SF").label, name, (visit.care("SF", name, quantity=visit.draw.randint(8, 15)),)


def _taxi(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.taxis)
    return visit.law.act("TXI").label, name, (visit.priced("TXI", name, visit.draw.randint(1800, 6500)),)


def _hospital(visit: _Visit) -> _Meeting:
    name = visit.draw.choice(visit.professionals.hospitals)
    return visit.law.act("GHS").label, name, (visit.priced("GHS", name, visit.draw.randint(45_000, 390_000)),)


@dataclass(frozen=True, slots=True)
class _Habit:
    """Hold how often people of three ages have a care in a year, and how often the fund pays the professional."""

    meeting: Callable[[_Visit], _Meeting]
    child: float
    adult: float
    elder: float
    third_party: float

    def yearly(self, age: int) -> float:
        if age < ADULT_AGE:
            return self.child
        return self.adult if age < _ELDER_AGE else self.elder


_ELDER_AGE: Final = 65

_HABITS: Final = (
    _Habit(_consultation, 3.2, 3.0, 5.0, 0.25),
    _Habit(_pharmacy, 2.0, 2.4, 7.0, 0.85),
    _Habit(_specialist, 0.5, 0.9, 1.5, 0.2),
    _Habit(_biology, 0.2, 0.7, 2.0, 0.6),
    _Habit(_imaging, 0.2, 0.4, 0.8, 0.5),
    _Habit(_dentist, 0.6, 0.7, 0.6, 0.2),
    _Habit(_physiotherapy, 0.1, 0.8, 1.2, 0.5),
    _Habit(_nurse, 0.05, 0.2, 2.0, 0.9),
    _Habit(_speech_therapy, 0.4, 0.0, 0.1, 0.4),
    _Habit(_midwife, 0.0, 0.1, 0.0, 0.5),
    _Habit(_taxi, 0.0, 0.05, 0.6, 0.9),
    _Habit(_hospital, 0.02, 0.05, 0.2, 1.0),
)

_COVERED_SHARE: Final = 0.7
"""Cares of an exempt person that belong to what the exemption was granted for."""

_DRAWS: Final = 16
"""Chances of a care in the whole history: a number that follows the mean, without a table of Poisson."""


def draw_cares(
    draw: random.Random,
    world: World,
    professionals: Professionals,
    person: PersonFacts,
    patient: int,
    last_day: date,
) -> list[CareEvent]:
    """Draw the cares of a person until a day.

    Args:
        draw: the source of chance.
        world: its day is the last on which anything is paid.
        professionals: who gives care.
        person: who is cared for.
        patient: the person's place on the file.
        last_day: of the payments.
    """
    # The day after birth: a care drawn for a Sunday is given on the Saturday before.
    first_day = max(world.today - HISTORY, person.birth_date + timedelta(days=1))
    doctor = draw.choice(professionals.doctors)
    age = age_on(person.birth_date, world.today)
    events: list[CareEvent] = []
    if first_day > last_day:
        return events
    for habit in _HABITS:
        chance = habit.yearly(age) * 2 / _DRAWS
        for _ in range(_DRAWS):
            if draw.random() >= chance:
                continue
            day = consulting_day(first_day + timedelta(days=draw.randrange((last_day - first_day).days + 1)))
            paid_on = working_day(day + timedelta(days=draw.randint(3, 7)))
            if paid_on > last_day:
                continue
            has_c2s = person.is_freed_on(day)
            is_third_party = has_c2s or draw.random() < habit.third_party
            visit = _Visit(draw, world.law, professionals, person, doctor, day, is_third_party)
            title, professional, cares = habit.meeting(visit)
            is_covered = draw.random() < _COVERED_SHARE
            events.append(CareEvent(patient, paid_on, title, professional, cares, is_covered))
    return events
