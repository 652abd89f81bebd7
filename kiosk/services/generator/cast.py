"""The cast: the people of the demo and the tests, from assets/demo/cast.toml."""

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Final, Literal

import msgspec

from kiosk.domain.births import civil_substitute
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.law import Parameter
from kiosk.domain.months import months_later
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name, PostalAddress, Quality
from kiosk.domain.reimbursement import Care
from kiosk.domain.rights import Organism, Period
from kiosk.resources import resource_path
from kiosk.services.generator.care import draw_cares
from kiosk.services.generator.cast_lines import WrittenCover, WrittenStoppage
from kiosk.services.generator.model import (
    AccountFacts,
    CardFacts,
    CareEvent,
    EhicCardFact,
    EhicOrderFact,
    ExemptionFact,
    FileFacts,
    MemberFacts,
    PaymentFacts,
    PersonFacts,
    World,
)
from kiosk.services.generator.names import Professionals
from kiosk.services.generator.settling import Settlement, consulting_day, working_day

_HISTORY_ENDS: Final = timedelta(days=185)
"""What is older than the payments written down in the file is drawn."""

_CODE_AGE: Final = timedelta(days=400)

_EHIC_NUMBERS: Final = "80250000029990"
"""Beginning of the numbers of the European cards of the cast: 80 is for health, 250 for France (ISO 7812)."""

_ORDERS_OF_CAST: Final = 900_000
"""The orders of the cast are numbered above those that a terminal takes: it counts from 1."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class _Organism(_Part, frozen=True):
    scheme: str
    fund: str
    centre: str
    name: str
    address: tuple[str, ...]
    share: int


class _Exemption(_Part, frozen=True):
    nature: str
    from_year: int
    until_year: int
    rate: int = 100


class _Person(_Part, frozen=True):
    usual: str
    first: str
    nir: str
    quality: Literal["insured", "spouse", "child"]
    birth: str | None = None
    has_doctor: bool = True
    exemption: _Exemption | None = None
    born: date | None = None
    lunar: str | None = None
    rank: int = 1
    covers: tuple[WrittenCover, ...] = ()
    ehic_until_months: int | None = None
    ehic_ordered_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a person with no birth date, or with two.

        Raises:
            ValueError: not exactly one of `born` and `lunar` is given.
        """
        if (self.born is None) == (self.lunar is None):
            raise ValueError("a person has either a birth date or a lunar one")

    @property
    def birth_date(self) -> date:
        """Give the birth date, or what stands for the lunar one."""
        return self.born if self.born is not None else civil_substitute(self.lunar or "")


class _Rights(_Part, frozen=True):
    from_year: int
    until_year: int | None = None
    ended_days: int | None = None


_Act = Annotated[tuple[str | int, ...], msgspec.Meta(min_length=2, max_length=4)]


class _Payment(_Part, frozen=True):
    days_ago: int
    title: str
    professional: str
    acts: tuple[_Act, ...]
    patient: int = 0
    delay: int = 3
    days_between: int = 0
    third_party: bool = False
    outside: bool = False


class _File(_Part, frozen=True):
    card: str
    serial: str
    card_from: date
    management_code: str
    address: tuple[str, ...]
    people: tuple[_Person, ...]
    rights: _Rights
    payments: tuple[_Payment, ...]
    mobile: str | None = None
    code: str | None = None
    locked: bool = False
    opposed_days: int | None = None
    stoppages: tuple[WrittenStoppage, ...] = ()


class _Cast(_Part, frozen=True):
    organisms: tuple[_Organism, ...]
    files: tuple[_File, ...]


@cache
def _read() -> _Cast:
    content = tomllib.loads(resource_path("assets/demo/cast.toml").read_text(encoding="utf-8"))
    return msgspec.convert(content, _Cast)


def read_organisms() -> tuple[tuple[Organism, ...], tuple[int, ...]]:
    """Give the organisms, and how many of a hundred generated files are at each."""
    organisms = _read().organisms
    return (
        tuple(Organism(one.scheme, one.fund, one.centre, one.name, PostalAddress(one.address)) for one in organisms),
        tuple(one.share for one in organisms),
    )


def cast_nirs() -> tuple[Nir, ...]:
    """Give the NIRs of the cast, which nobody else gets."""
    return tuple(Nir(person.nir) for file in _read().files for person in file.people)


@dataclass(frozen=True, slots=True)
class CastCard:
    """Say whose a card of the cast is.

    Attributes:
        card: name of its file in assets/cards.
        insured: first name and usual name.
        code: of the account, None without one.
    """

    card: str
    insured: str = field(repr=False)
    code: str | None = field(repr=False)


def cast_cards() -> tuple[CastCard, ...]:
    """Give the cards of the people whom the fund knows."""
    return tuple(
        CastCard(file.card, f"{file.people[0].first} {file.people[0].usual}", file.code) for file in _read().files
    )


def cast_files(world: World, professionals: Professionals) -> tuple[FileFacts, ...]:
    """Give the files of the cast, numbered from 1; they are the same for every seed."""
    files: list[FileFacts] = []
    payment_id = 1
    numbers: dict[str, int] = {}
    for file_id, written in enumerate(_read().files, start=1):
        known = frozenset(numbers[person.nir] for person in written.people if person.nir in numbers)
        for person in written.people:
            numbers.setdefault(person.nir, len(numbers) + 1)
        members = tuple(_member(world, written, person, numbers[person.nir]) for person in written.people)
        settlement = Settlement(members, world.law, world.organisms[0].fund, payment_id)
        draw = random.Random(written.card)  # noqa: S311 - data that are the same each time
        last_day = world.today - _HISTORY_ENDS
        history = [
            event
            for patient, member in enumerate(members)
            for event in draw_cares(draw, world, professionals, member.person, patient, last_day)
        ]
        payments = settlement.settle(history)
        payments += settlement.settle(_event(world.today, payment) for payment in written.payments)
        files.append(_file(world, written, file_id, members, tuple(payments), known))
        payment_id = settlement.next_payment_id
    return tuple(files)


def _file(
    world: World,
    written: _File,
    file_id: int,
    members: tuple[MemberFacts, ...],
    payments: tuple[PaymentFacts, ...],
    known_before: frozenset[int],
) -> FileFacts:
    account = None
    if written.code is not None:
        account = AccountFacts(written.code, world.today - _CODE_AGE, is_locked=written.locked, is_of_cast=True)
    return FileFacts(
        file_id=file_id,
        organism_id=1,
        management_code=written.management_code,
        address=written.address,
        mobile_e164=written.mobile,
        members=members,
        payments=payments,
        account=account,
        card=CardFacts(written.serial, written.card_from, _opposed_on(world.today, written.opposed_days)),
        known_before=known_before,
        stoppages=tuple(one.paid(world, f"{written.card}:{one.days_ago}") for one in written.stoppages),
    )


def _member(world: World, file: _File, person: _Person, person_id: int) -> MemberFacts:
    today = world.today
    exemption = person.exemption
    rights = file.rights
    start = max(date(today.year + rights.from_year, 1, 1), person.birth_date)
    end = None if rights.until_year is None else date(today.year + rights.until_year, 12, 31)
    if rights.ended_days is not None:
        end = today - timedelta(days=rights.ended_days)
    return MemberFacts(
        person=PersonFacts(
            person_id=person_id,
            name=Name(person.usual, person.first, person.birth),
            birth_date=person.birth_date,
            lunar_birth=person.lunar,
            nir=Nir(person.nir),
            ehic_card=_ehic_card(world, person, person_id),
            ehic_order=_ehic_order(world, person, person_id),
            rank=person.rank,
            covers=tuple(cover.fact(today) for cover in person.covers),
            exemption=None
            if exemption is None
            else ExemptionFact(
                exemption.nature,
                exemption.rate,
                Period(date(today.year + exemption.from_year, 1, 1), date(today.year + exemption.until_year, 12, 31)),
            ),
        ),
        quality=Quality[person.quality.upper()],
        has_declared_doctor=person.has_doctor,
        periods=(Period(start, end),),
    )


def _ehic_card(world: World, person: _Person, person_id: int) -> EhicCardFact | None:
    if person.ehic_until_months is None:
        return None
    last_day = months_later(world.today, person.ehic_until_months)
    first_day = months_later(last_day, -world.law.value(Parameter.EHIC_MONTHS, world.today)) + timedelta(days=1)
    return EhicCardFact(f"{_EHIC_NUMBERS}{person_id:06d}", Period(first_day, last_day))


def _ehic_order(world: World, person: _Person, person_id: int) -> EhicOrderFact | None:
    if person.ehic_ordered_days is None:
        return None
    ordered_on = world.today - timedelta(days=person.ehic_ordered_days)
    number = CertificateNumber(world.organisms[0].fund, ordered_on.year, _ORDERS_OF_CAST + person_id)
    return EhicOrderFact(f"CE-{number}", ordered_on)


def _opposed_on(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)


def _event(today: date, payment: _Payment) -> CareEvent:
    paid_on = working_day(today - timedelta(days=payment.days_ago))
    cares = []
    for index, act in enumerate(payment.acts):
        code, cents, quantity, units = (*act, 1, 1)[:4]
        cares.append(
            Care(
                care_date=consulting_day(paid_on - timedelta(days=payment.delay - index * payment.days_between)),
                code=str(code),
                charged_cents=int(cents),
                professional=payment.professional,
                quantity=int(quantity),
                units=int(units),
                in_pathway=not payment.outside,
                is_third_party=payment.third_party,
            )
        )
    return CareEvent(payment.patient, paid_on, payment.title, payment.professional, tuple(cares))
