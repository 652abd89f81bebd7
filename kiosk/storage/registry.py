"""Questions about people, their files and their rights."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import Connection, Row, bindparam, select

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Exemption, Organism, Period, RightsFile, covered_stretch
from kiosk.storage.schema.registry import exemptions, files, members, organisms, people, rights_periods

# Statements are made once: to make one takes longer than to execute it. They hold no values: the engine keeps them.

_INSURED: Final = (
    select(people, files.c.id.label("file_id"), files.c.mobile, files.c.is_fictional)
    .join(files, files.c.insured_id == people.c.id)
    .where(people.c.nir.is_not(None))
)
_INSURED_OF_NIR: Final = _INSURED.where(people.c.nir == bindparam("nir"))
_INSURED_PERSON: Final = _INSURED.where(people.c.id == bindparam("person_id"))
_FILE: Final = (
    select(
        files.c.management_code,
        files.c.address,
        organisms.c.scheme,
        organisms.c.fund,
        organisms.c.centre,
        organisms.c.name,
        organisms.c.address.label("organism_address"),
    )
    .join(organisms, organisms.c.id == files.c.organism_id)
    .where(files.c.id == bindparam("file_id"))
)
_PERIODS: Final = select(rights_periods).where(rights_periods.c.file_id == bindparam("file_id"))
_EXEMPTIONS: Final = (
    select(exemptions.c.person_id, exemptions.c.first_day, exemptions.c.last_day, exemptions.c.rate_percent)
    .join(members, members.c.person_id == exemptions.c.person_id)
    .where(members.c.file_id == bindparam("file_id"))
    .order_by(exemptions.c.rate_percent)
)
_MEMBERS: Final = (
    select(people, members.c.quality, members.c.has_declared_doctor)
    .join(members, members.c.person_id == people.c.id)
    .where(members.c.file_id == bindparam("file_id"))
    .order_by(members.c.position)
)


@dataclass(frozen=True, slots=True)
class Insured:
    """Hold who an insured person is.

    Attributes:
        lunar_birth: the birth date as a card writes it where no calendar has it; birth_date is what stands for it.
        is_fictional: whether papers say SPÉCIMEN.
    """

    person_id: int
    file_id: int
    nir: Nir
    name: Name
    birth_date: date = field(repr=False)
    lunar_birth: str | None = field(repr=False)
    mobile_e164: str | None = field(repr=False)
    is_fictional: bool


def find_insured(connection: Connection, nir: Nir) -> Insured | None:
    """Find the insured person of a NIR."""
    return _insured(connection.execute(_INSURED_OF_NIR, {"nir": nir.value}).one_or_none())


def get_insured(connection: Connection, person_id: int) -> Insured:
    """Give the insured person of a row.

    Raises:
        LookupError: there is none.
    """
    insured = _insured(connection.execute(_INSURED_PERSON, {"person_id": person_id}).one_or_none())
    if insured is None:
        raise LookupError("no file is of this person")
    return insured


def _insured(row: Row[tuple[object, ...]] | None) -> Insured | None:
    if row is None:
        return None
    return Insured(
        person_id=row.id,
        file_id=row.file_id,
        nir=Nir(row.nir),
        name=Name(row.usual_name, row.first_name, row.birth_name),
        birth_date=row.birth_date,
        lunar_birth=row.lunar_birth,
        mobile_e164=row.mobile,
        is_fictional=row.is_fictional,
    )


def read_rights_file(connection: Connection, file_id: int, today: date) -> RightsFile:
    """Give a file with the rights of its persons as they are on a day.

    Raises:
        LookupError: there is no such file.
    """
    organism, address, management_code = read_file_heading(connection, file_id)
    persons = _members(connection, file_id, today)
    nir = persons[0].person.nir
    if nir is None:
        raise LookupError("the insured person of the file has no NIR")
    return RightsFile(
        insured_nir=nir,
        organism=organism,
        management_code=management_code,
        address=address,
        people=persons,
    )


def read_file_heading(connection: Connection, file_id: int) -> tuple[Organism, PostalAddress, str]:
    """Give the fund of a file, the address and the management code of its insured person.

    Raises:
        LookupError: there is no such file.
    """
    row = connection.execute(_FILE, {"file_id": file_id}).one_or_none()
    if row is None:
        raise LookupError("no such file")
    organism = Organism(row.scheme, row.fund, row.centre, row.name, _address(row.organism_address))
    return organism, _address(row.address), row.management_code


def _members(connection: Connection, file_id: int, today: date) -> tuple[BeneficiaryRights, ...]:
    periods: defaultdict[int, list[Period]] = defaultdict(list)
    for row in connection.execute(_PERIODS, {"file_id": file_id}):
        periods[row.person_id].append(Period(row.first_day, row.last_day))
    current: dict[int, Exemption] = {}
    for row in connection.execute(_EXEMPTIONS, {"file_id": file_id}):
        period = Period(row.first_day, row.last_day)
        if period.covers(today):
            current[row.person_id] = Exemption(row.rate_percent, period)
    rows = connection.execute(_MEMBERS, {"file_id": file_id})
    return tuple(
        BeneficiaryRights(
            person=beneficiary_of(row),
            period=_shown_period(periods[row.id], today),
            has_declared_doctor=row.has_declared_doctor,
            exemption=current.get(row.id),
        )
        for row in rows
    )


def beneficiary_of(row: Row[tuple[object, ...]]) -> Beneficiary:
    """Give the person of a row of `people` with the `quality` of its member."""
    return Beneficiary(
        name=Name(row.usual_name, row.first_name, row.birth_name),
        birth_date=row.birth_date,
        quality=Quality(row.quality),
        nir=None if row.nir is None else Nir(row.nir),
        rank=row.rank,
        lunar_birth=row.lunar_birth,
    )


def _shown_period(periods: list[Period], today: date) -> Period | None:
    """Give the days around today that a person is covered without a gap, else the period that started last."""
    return covered_stretch(periods, today) or max(periods, key=lambda period: period.start, default=None)


def _address(text: str) -> PostalAddress:
    return PostalAddress(tuple(text.splitlines()))


def hold_file(connection: Connection, file_id: int) -> None:
    """Hold a file until the end of the transaction: orders about it are carried out one after the other."""
    connection.execute(select(files.c.id).where(files.c.id == file_id).with_for_update())
