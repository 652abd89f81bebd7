"""The form that attaches children."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject, parameter_by_hand
from benchmarks.questions.rights import beneficiary_of
from kiosk.domain.attachment import AttachableChild, AttachmentFile
from kiosk.domain.law import Parameter
from kiosk.domain.people import PostalAddress, Quality
from kiosk.domain.rights import Organism
from kiosk.storage.attachment import read_attachment_file
from kiosk.storage.law import parameter_on

_Answer = tuple[AttachmentFile, int]

_FILE = (
    "SELECT f.address, o.scheme, o.fund, o.centre, o.name, o.address FROM files f"
    " JOIN organisms o ON o.id = f.organism_id WHERE f.id = ?"
)
_PERSONS = (
    "SELECT p.id, p.nir, p.birth_date, p.usual_name, p.first_name, p.birth_name, p.rank, p.lunar_birth, m.quality"
    " FROM members m JOIN people p ON p.id = m.person_id WHERE m.file_id = ? AND m.quality IN (?, ?)"
    " ORDER BY m.position"
)


def _asked(connection: Connection, subject: Subject) -> _Answer:
    return (
        read_attachment_file(connection, subject.file_id),
        parameter_on(connection, Parameter.ATTACHMENT_AGE_YEARS, subject.today),
    )


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    address, scheme, fund, centre, name, fund_address = cursor.execute(_FILE, (subject.file_id,)).fetchone()
    qualities = (Quality.INSURED.value, Quality.CHILD.value)
    (_parent_id, *parent), *children = cursor.execute(_PERSONS, (subject.file_id, *qualities)).fetchall()
    file = AttachmentFile(
        parent=beneficiary_of(*parent),
        organism=Organism(scheme, fund, centre, name, PostalAddress(tuple(fund_address.splitlines()))),
        address=tuple(address.splitlines()),
        children=tuple(AttachableChild(number, beneficiary_of(*child)) for number, *child in children),
    )
    return file, parameter_by_hand(cursor, Parameter.ATTACHMENT_AGE_YEARS, subject.today)


ATTACHMENT: Final = Question("child-attachment form", _asked, _by_hand)
