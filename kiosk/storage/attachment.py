"""Questions for the form that attaches children: the parent, the fund, the children."""

from typing import Final

from sqlalchemy import Connection, Row, bindparam, select

from kiosk.domain.attachment import AttachableChild, AttachmentFile
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import Organism
from kiosk.storage.schema.registry import files, members, organisms, people

# Statements are made once: to make one takes longer than to execute it.

_FILE: Final = (
    select(
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
_PARENT_AND_CHILDREN: Final = (
    select(people, members.c.quality)
    .join(members, members.c.person_id == people.c.id)
    .where(
        members.c.file_id == bindparam("file_id"),
        members.c.quality.in_([Quality.INSURED.value, Quality.CHILD.value]),
    )
    .order_by(members.c.position)
)


def read_attachment_file(connection: Connection, file_id: int) -> AttachmentFile:
    """Give what a form takes from a file, with the children of every age.

    Raises:
        LookupError: there is no such file.
    """
    row = connection.execute(_FILE, {"file_id": file_id}).one_or_none()
    persons = connection.execute(_PARENT_AND_CHILDREN, {"file_id": file_id}).all()
    if row is None or not persons:
        raise LookupError("no such file")
    parent, *children = persons
    return AttachmentFile(
        parent=_person(parent),
        organism=Organism(row.scheme, row.fund, row.centre, row.name, PostalAddress(_lines(row.organism_address))),
        address=_lines(row.address),
        children=tuple(AttachableChild(child.id, _person(child)) for child in children),
    )


def _person(row: Row[tuple[object, ...]]) -> Beneficiary:
    return Beneficiary(
        name=Name(row.usual_name, row.first_name, row.birth_name),
        birth_date=row.birth_date,
        quality=Quality(row.quality),
        nir=None if row.nir is None else Nir(row.nir),
        rank=row.rank,
        lunar_birth=row.lunar_birth,
    )


def _lines(address: str) -> tuple[str, ...]:
    return tuple(address.splitlines())
