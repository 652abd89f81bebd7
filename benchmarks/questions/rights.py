"""The rights certificate; other lines ask for the same file."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject, parameter_by_hand
from kiosk.domain.law import Parameter
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Exemption, Organism, Period, RightsFile
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import read_rights_file

_FILE = (
    "SELECT f.management_code, f.address, o.scheme, o.fund, o.centre, o.name, o.address FROM files f"
    " JOIN organisms o ON o.id = f.organism_id WHERE f.id = ?"
)
_PERIODS = "SELECT person_id, first_day, last_day FROM rights_periods WHERE file_id = ? ORDER BY first_day"
_EXEMPTIONS = (
    "SELECT e.person_id, e.first_day, e.last_day, e.rate_percent FROM exemptions e"
    " JOIN members m ON m.person_id = e.person_id WHERE m.file_id = ? ORDER BY e.rate_percent"
)
_MEMBERS = (
    "SELECT p.id, p.nir, p.birth_date, p.usual_name, p.first_name, p.birth_name, p.rank, p.lunar_birth, m.quality,"
    " m.has_declared_doctor FROM members m JOIN people p ON p.id = m.person_id WHERE m.file_id = ? ORDER BY m.position"
)


def _asked(connection: Connection, subject: Subject) -> tuple[RightsFile, int]:
    return (
        read_rights_file(connection, subject.file_id, subject.today),
        parameter_on(connection, Parameter.CERTIFICATE_MONTHS, subject.today),
    )


def _by_hand(cursor: Cursor, subject: Subject) -> tuple[RightsFile, int]:
    return (
        rights_by_hand(cursor, subject),
        parameter_by_hand(cursor, Parameter.CERTIFICATE_MONTHS, subject.today),
    )


def rights_by_hand(cursor: Cursor, subject: Subject) -> RightsFile:
    """Ask for a file with the rights of its persons."""
    row = cursor.execute(_FILE, (subject.file_id,)).fetchone()
    management, address, scheme, fund, centre, name, fund_address = row
    shown: dict[int, Period] = {}
    for person_id, first, last in cursor.execute(_PERIODS, (subject.file_id,)):
        found = period_of(first, last)
        if found.covers(subject.today) or person_id not in shown or not shown[person_id].covers(subject.today):
            shown[person_id] = found
    exempt: dict[int, Exemption] = {}
    for person_id, first, last, percent in cursor.execute(_EXEMPTIONS, (subject.file_id,)):
        found = period_of(first, last)
        if found.covers(subject.today):
            exempt[person_id] = Exemption(percent, found)
    people = tuple(
        BeneficiaryRights(
            beneficiary_of(nir, born, usual, first, birth, rank, lunar, quality),
            shown.get(number),
            bool(doctor),
            exempt.get(number),
        )
        for number, nir, born, usual, first, birth, rank, lunar, quality, doctor in cursor.execute(
            _MEMBERS, (subject.file_id,)
        )
    )
    nir = people[0].person.nir
    assert nir is not None
    organism = Organism(scheme, fund, centre, name, PostalAddress(tuple(fund_address.splitlines())))
    return RightsFile(nir, organism, management, PostalAddress(tuple(address.splitlines())), people)


def period_of(first: str, last: str | None) -> Period:
    """Make a period of what SQLite keeps."""
    return Period(date.fromisoformat(first), None if last is None else date.fromisoformat(last))


def beneficiary_of(
    nir: str | None, born: str, usual: str, first: str, birth: str | None, rank: int, lunar: str | None, quality: int
) -> Beneficiary:
    """Make a person of what SQLite keeps."""
    name = Name(usual, first, birth)
    return Beneficiary(name, date.fromisoformat(born), Quality(quality), None if nir is None else Nir(nir), rank, lunar)


RIGHTS: Final = Question("rights certificate", _asked, _by_hand)
