"""Questions for the form that attaches children: the parent, the fund, the children."""

from typing import Final

from sqlalchemy import Connection, bindparam, select

from kiosk.domain.attachment import AttachableChild, AttachmentFile
from kiosk.domain.people import Quality
from kiosk.storage.registry import beneficiary_of, read_file_heading
from kiosk.storage.schema.registry import members, people

# Statements are made once: to make one takes longer than to execute it.

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
        LookupError: there is no such file, or nobody on it.
    """
    organism, address, _management_code = read_file_heading(connection, file_id)
    persons = connection.execute(_PARENT_AND_CHILDREN, {"file_id": file_id}).all()
    if not persons:
        raise LookupError("nobody is on the file")
    parent, *children = persons
    return AttachmentFile(
        parent=beneficiary_of(parent),
        organism=organism,
        address=address.lines,
        children=tuple(AttachableChild(child.id, beneficiary_of(child)) for child in children),
    )
