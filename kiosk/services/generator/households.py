"""Draw households: who lives together, on whose file they are, what they have a right to."""

import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.domain.access import CodePolicy, refuse_code
from kiosk.domain.people import Name, Quality
from kiosk.domain.reimbursement import age_on
from kiosk.domain.rights import Organism, Period
from kiosk.services.generator.care import draw_cares
from kiosk.services.generator.leave import draw_stoppages
from kiosk.services.generator.model import (
    AccountFacts,
    CardFacts,
    CoverFact,
    ExemptionFact,
    FileFacts,
    MemberFacts,
    PersonFacts,
    World,
)
from kiosk.services.generator.names import Names
from kiosk.services.generator.nirs import FictionalNirs
from kiosk.services.generator.settling import Settlement
from kiosk.services.generator.travel import with_travel

_BEFORE_BIRTH: Final = timedelta(days=122)
_AFTER_BIRTH: Final = timedelta(days=12)
"""From the sixth month of pregnancy to the twelfth day after birth everything is covered."""

_MAJORITY: Final = 18
_ELDER_AGE: Final = 65


_WITH_MUTUAL: Final = 0.4
_WITH_ACS: Final = 0.3
_OPPOSED: Final = 0.005
_PAYMENTS_A_PERSON: Final = 256
"""Room in the numbers of payments, more than anybody can have (care.py)."""


@dataclass(slots=True)
class Numbers:
    """Hold the numbers that the next rows take."""

    person_id: int
    file_id: int
    payment_id: int
    card: int

    def after(self, people: int) -> "Numbers":
        """Give the numbers of who comes after so many people, whatever these people have."""
        return Numbers(
            person_id=self.person_id + people,
            file_id=self.file_id + people,
            payment_id=self.payment_id + people * _PAYMENTS_A_PERSON,
            card=self.card + people,
        )


class HouseholdDrawer:
    """Draw households one after the other, each by its own chance: from the seed and its number."""

    def __init__(self, world: World, names: Names, nirs: FictionalNirs, numbers: Numbers, seed: str) -> None:
        """Take what the households are made of."""
        self._world = world
        self._names = names
        self._nirs = nirs
        self._numbers = numbers
        self._seed = seed

    def files(self, people: int) -> Iterator[FileFacts]:
        """Draw files until they hold so many people."""
        last_id = self._numbers.person_id + people - 1
        household = 0
        while self._numbers.person_id <= last_id:
            household += 1
            draw = random.Random(f"{self._seed}:{household}")  # noqa: S311 - data that are the same for the same seed
            yield from self._household(draw, last_id)

    def _household(self, draw: random.Random, last_id: int) -> Iterator[FileFacts]:
        adults, children = self._people(draw, last_id)
        address = (
            f"{draw.randint(1, 180)} {draw.choice(self._names.streets)}",
            f"750{draw.choice((10, 18, 19, 20))} PARIS",
        )
        has_c2s = draw.random() < 0.1
        if has_c2s:
            adults = [self._with_c2s(draw, adult) for adult in adults]
            children = [self._with_c2s(draw, child) for child in children]
        adults = [_with_maternities(adult, children) for adult in adults]
        attached = adults[1:] if len(adults) > 1 and draw.random() < 0.25 else []
        insured = [adult for adult in adults if adult not in attached]
        for index, adult in enumerate(insured):
            members = [self._member(draw, adult, Quality.INSURED)]
            members += [self._member(draw, one, Quality.SPOUSE) for one in attached]
            members += [self._member(draw, child, Quality.CHILD) for child in children]
            known = frozenset(child.person_id for child in children) if index else frozenset[int]()
            yield self._file(draw, tuple(members), address, known)

    def _people(self, draw: random.Random, last_id: int) -> tuple[list[PersonFacts], list[PersonFacts]]:
        """Draw one or two adults and their children, as many as there is still place for."""
        today = self._world.today
        room = last_id - self._numbers.person_id + 1
        age = draw.choices((draw.randint(18, 29), draw.randint(30, 64), draw.randint(65, 95)), (18, 57, 25))[0]
        is_woman = draw.random() < 0.52
        last = draw.choice(self._names.last)
        adults = [self._person(draw, last, _born(draw, today, age), is_woman=is_woman)]
        if room > 1 and draw.random() < 0.5:
            other_age = max(18, age + draw.randint(-6, 6))
            other_last = last if draw.random() < 0.7 else draw.choice(self._names.last)
            other = self._person(draw, other_last, _born(draw, today, other_age), is_woman=not is_woman)
            adults.append(other)
        wanted = draw.choices((0, 1, 2, 3), (40, 28, 24, 8))[0] if 24 <= age <= 55 else 0
        children: list[PersonFacts] = []
        while len(children) < min(wanted, room - len(adults)):
            born = _born(draw, today, draw.randint(0, min(17, age - 20)))
            is_twin = len(children) + 1 < min(wanted, room - len(adults)) and draw.random() < 0.02
            for rank in (1, 2) if is_twin else (1,):
                siblings = frozenset(child.name.first for child in children)
                child = self._person(draw, last, born, is_woman=draw.random() < 0.49, rank=rank, siblings=siblings)
                children.append(child)
        return adults, children

    def _person(
        self,
        draw: random.Random,
        last: str,
        born: date,
        *,
        is_woman: bool,
        rank: int = 1,
        siblings: frozenset[str] = frozenset(),
    ) -> PersonFacts:
        age = age_on(born, self._world.today)
        birth = draw.choice(self._names.last) if is_woman and age > 25 and draw.random() < 0.45 else None
        first = self._names.first_name(draw, is_woman=is_woman, birth_year=born.year)
        while first in siblings:
            first = self._names.first_name(draw, is_woman=is_woman, birth_year=born.year)
        person_id = self._numbers.person_id
        self._numbers.person_id += 1
        return PersonFacts(
            person_id=person_id,
            name=Name(last, first, birth),
            birth_date=born,
            nir=self._nirs.next(is_woman=is_woman, year=born.year, month=born.month),
            rank=rank,
            exemption=self._exemption(draw, age),
        )

    def _exemption(self, draw: random.Random, age: int) -> ExemptionFact | None:
        if draw.random() >= (0.3 if age >= _ELDER_AGE else 0.05 if age >= _MAJORITY else 0.01):
            return None
        start = _first_of_year(self._world.today, -draw.randint(1, 6))
        end = date(start.year + draw.choice((5, 10)), start.month, start.day) - timedelta(days=1)
        return ExemptionFact(draw.choices(("41", "43", "45"), (85, 10, 5))[0], 100, Period(start, end))

    def _with_c2s(self, draw: random.Random, person: PersonFacts) -> PersonFacts:
        start = self._world.today - timedelta(days=draw.randint(0, 500))
        contract = draw.choice(("G89", "P89"))
        manager = draw.choice(self._names.mutuals) if draw.random() < _WITH_MUTUAL else ()
        cover = CoverFact(contract, Period(start, start + timedelta(days=364)), manager)
        return dataclasses.replace(person, covers=(*self._before_c2s(draw, person), cover))

    def _before_c2s(self, draw: random.Random, person: PersonFacts) -> tuple[CoverFact, ...]:
        """Draw an aide à la complémentaire santé of one year, which there was until 2019: contract A, B or C."""
        first_day = date(draw.choice((2016, 2017, 2018)), draw.randint(1, 12), 1)
        contract, manager = draw.choice(("91", "92", "93")), draw.choice(self._names.mutuals)
        if draw.random() > _WITH_ACS or person.birth_date > first_day:
            return ()
        return (CoverFact(contract, Period(first_day, first_day + timedelta(days=364)), manager),)

    def _member(self, draw: random.Random, person: PersonFacts, quality: Quality) -> MemberFacts:
        return MemberFacts(person, quality, draw.random() < 0.85, self._periods(draw, person))

    def _periods(self, draw: random.Random, person: PersonFacts) -> tuple[Period, ...]:
        """Draw the periods of rights: most go on, some have ended, some were interrupted."""
        today, chance = self._world.today, draw.random()
        start = max(_first_of_year(today, -draw.randint(0, 12)), person.birth_date)
        again = _first_of_year(today, -1)
        if chance < 0.03:
            ended = today - timedelta(days=draw.randint(1, 300))
            # Somebody born since then has rights that go on.
            if start <= ended:
                return (Period(start, ended),)
        if chance < 0.08 and start < again - timedelta(days=90):
            return Period(start, again - timedelta(days=90)), Period(again, None)
        return (Period(start, None if chance < 0.6 else date(today.year + 1, 12, 31)),)

    def _file(
        self, draw: random.Random, members: tuple[MemberFacts, ...], address: tuple[str, ...], known: frozenset[int]
    ) -> FileFacts:
        insured = members[0].person
        organism = draw.choices(range(len(self._world.organisms)), self._world.shares)[0]
        settlement = Settlement(
            members, self._world.law, self._world.organisms[organism].fund, self._numbers.payment_id
        )
        events = [
            event
            for patient, member in enumerate(members)
            if member.person.person_id not in known
            for event in draw_cares(
                draw, self._world, self._names.professionals, member.person, patient, self._world.today
            )
        ]
        payments = tuple(settlement.settle(events))
        births = [member.person.birth_date for member in members if member.quality is Quality.CHILD]
        stoppages = draw_stoppages(draw, self._world, self._names.employers, insured, births)
        members = tuple(
            member if member.person.person_id in known else self._with_travel(draw, organism, member)
            for member in members
        )
        self._numbers.payment_id = settlement.next_payment_id
        file_id = self._numbers.file_id
        self._numbers.file_id += 1
        self._numbers.card += 1
        return FileFacts(
            file_id=file_id,
            organism_id=organism + 1,
            management_code=self._management_code(draw, self._world.organisms[organism], insured),
            address=address,
            mobile_e164=_mobile(draw) if draw.random() < 0.85 else None,
            members=members,
            payments=payments,
            account=self._account(draw, insured) if draw.random() < 0.8 else None,
            card=self._card(draw, insured),
            known_before=known,
            stoppages=stoppages,
        )

    def _with_travel(self, draw: random.Random, organism: int, member: MemberFacts) -> MemberFacts:
        numbers_orders = self._world.organisms[organism]
        person = with_travel(draw, self._world, numbers_orders, member.person, member.periods)
        return dataclasses.replace(member, person=person)

    def _card(self, draw: random.Random, insured: PersonFacts) -> CardFacts:
        valid_from = _card_start(draw, self._world.today, insured)
        opposed_on = None
        if draw.random() < _OPPOSED:
            opposed_on = max(valid_from, self._world.today - timedelta(days=draw.randrange(1, 700)))
        return CardFacts(f"8025000002999{self._numbers.card:08d}", valid_from, opposed_on)

    def _management_code(self, draw: random.Random, organism: Organism, insured: PersonFacts) -> str:
        if insured.is_freed_on(self._world.today):
            return "89"
        if age_on(insured.birth_date, self._world.today) >= _ELDER_AGE:
            return "11"
        return "23" if organism.scheme == "91" else draw.choices(("10", "12", "34"), (85, 12, 3))[0]

    def _account(self, draw: random.Random, insured: PersonFacts) -> AccountFacts:
        code = ""
        while insured.nir is None or refuse_code(code, CodePolicy(), insured.birth_date, insured.nir) is not None:
            code = f"{draw.randrange(10**8):08d}"
        chosen_on = self._world.today - timedelta(days=draw.randint(1, 2000))
        return AccountFacts(code, chosen_on, is_locked=draw.random() < 0.01, is_of_cast=False)


def _with_maternities(adult: PersonFacts, children: list[PersonFacts]) -> PersonFacts:
    if adult.nir is None or not adult.nir.value.startswith("2"):
        return adult
    births = sorted({child.birth_date for child in children})
    periods = tuple(Period(birth - _BEFORE_BIRTH, birth + _AFTER_BIRTH) for birth in births)
    return dataclasses.replace(adult, maternities=periods)


def _born(draw: random.Random, today: date, age: int) -> date:
    return today - timedelta(days=int(age * 365.25) + draw.randrange(1, 365))


def _first_of_year(today: date, years: int) -> date:
    return date(today.year + years, 1, 1)


def _mobile(draw: random.Random) -> str:
    """Draw a mobile of the ranges that ARCEP keeps for fiction: 06 39 98 and 07 00 05."""
    return f"+33{draw.choice(('63998', '70005'))}{draw.randrange(10_000):04d}"


def _card_start(draw: random.Random, today: date, insured: PersonFacts) -> date:
    earliest = max(insured.birth_date + timedelta(days=16 * 366), date(2007, 1, 1))
    return earliest + timedelta(days=draw.randrange(max((today - earliest).days, 1)))
