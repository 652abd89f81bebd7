"""What the generator makes, before it becomes rows."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.allowances import PaidStoppage
from kiosk.domain.law import Law
from kiosk.domain.nir import Nir
from kiosk.domain.payments import PaymentDetail
from kiosk.domain.people import Name, Quality
from kiosk.domain.reimbursement import Care
from kiosk.domain.rights import Organism, Period


@dataclass(frozen=True, slots=True)
class World:
    """Hold what all generated people have in common.

    Attributes:
        today: nothing that is generated is later.
        organisms: their rows are numbered from 1 in this order.
        shares: how many of a hundred generated files are at each.
    """

    today: date
    law: Law
    organisms: tuple[Organism, ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExemptionFact:
    """Hold an exemption with its nature (SNDS, ETM_NAT)."""

    nature: str
    rate_percent: int
    period: Period


@dataclass(frozen=True, slots=True)
class EhicCardFact:
    """Hold a European card that was made."""

    number: str
    period: Period


@dataclass(frozen=True, slots=True)
class EhicOrderFact:
    """Hold an order of a European card that is being made."""

    number: str
    ordered_on: date


@dataclass(frozen=True, slots=True)
class CoverFact:
    """Hold a contract that frees somebody from advancing fees.

    Attributes:
        contract: code of its kind, "G89" (SNDS, BEN_CTA_TYP).
        manager: name and address of the body that manages it, line by line; none where the fund does.
    """

    contract: str
    period: Period
    manager: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Hold one person.

    Attributes:
        covers: complémentaire santé solidaire, and what there was before it.
        lunar_birth: the birth date as a card writes it where no calendar has it; birth_date is what stands for it.
        maternities: when everything was covered, from the sixth month of pregnancy to the 12th day after birth.
    """

    person_id: int
    name: Name
    birth_date: date = field(repr=False)
    nir: Nir | None
    rank: int = 1
    lunar_birth: str | None = field(default=None, repr=False)
    exemption: ExemptionFact | None = field(default=None, repr=False)
    covers: tuple[CoverFact, ...] = field(default=(), repr=False)
    maternities: tuple[Period, ...] = field(default=(), repr=False)
    ehic_card: EhicCardFact | None = field(default=None, repr=False)
    ehic_order: EhicOrderFact | None = field(default=None, repr=False)

    def is_freed_on(self, day: date) -> bool:
        """Say whether the person advances no fees on a day."""
        return any(cover.period.covers(day) for cover in self.covers)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Hold a person's place on a file."""

    person: PersonFacts
    quality: Quality
    has_declared_doctor: bool
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class CareEvent:
    """Hold what is paid at once: one or more acts of one professional for one person.

    Attributes:
        patient: the person's place on the file.
        is_covered: whether an exemption of the person covers this care; it covers only what it was granted for.
    """

    patient: int
    paid_on: date
    title: str
    professional: str
    cares: tuple[Care, ...]
    is_covered: bool = True


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """Hold one payment and whose care it pays."""

    patient_id: int
    detail: PaymentDetail


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Hold a code as its owner knows it; it is hashed on its way to the database.

    Attributes:
        is_of_cast: whether the code is hashed at full cost, like the code of a real person.
    """

    code: str = field(repr=False)
    chosen_on: date
    is_locked: bool
    is_of_cast: bool


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Hold the card of an insured person.

    Attributes:
        opposed_on: when it was declared lost or stolen, or withdrawn; None while it is good.
    """

    serial: str
    valid_from: date
    opposed_on: date | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Hold one file with all that belongs to it.

    Attributes:
        members: the insured person first.
        known_before: the persons of `members` who are on an earlier file too, and written with it.
        stoppages: of the insured person, with what was paid for them.
    """

    file_id: int
    organism_id: int
    management_code: str
    address: tuple[str, ...]
    mobile_e164: str | None = field(repr=False)
    members: tuple[MemberFacts, ...]
    payments: tuple[PaymentFacts, ...]
    account: AccountFacts | None
    card: CardFacts
    known_before: frozenset[int] = frozenset()
    stoppages: tuple[PaidStoppage, ...] = ()

    @property
    def insured(self) -> PersonFacts:
        """Give the person whose file it is."""
        return self.members[0].person
