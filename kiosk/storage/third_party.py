"""Questions about the contracts that free the persons of a file from advancing fees."""

from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from kiosk.domain.people import PostalAddress
from kiosk.domain.rights import Period
from kiosk.domain.third_party import Contract, Cover, Manager
from kiosk.storage.schema.law import contracts
from kiosk.storage.schema.registry import members, schemes

# The statement is made once: to make it takes longer than to execute it. It holds no values: the engine keeps it.

_COVERS: Final = (
    select(
        members.c.position,
        schemes.c.first_day,
        schemes.c.last_day,
        schemes.c.manager,
        contracts.c.code,
        contracts.c.label,
        contracts.c.first_day.label("given_from"),
        contracts.c.last_day.label("given_until"),
    )
    .outerjoin(schemes, schemes.c.person_id == members.c.person_id)
    .outerjoin(contracts, contracts.c.code == schemes.c.contract)
    .where(members.c.file_id == bindparam("file_id"))
    .order_by(members.c.position, schemes.c.first_day)
)


def read_covers(connection: Connection, file_id: int) -> tuple[tuple[Cover, ...], ...]:
    """Give all contracts of each person of a file, in the order of the persons; none for who never had one."""
    rows = connection.execute(_COVERS, {"file_id": file_id})
    return tuple(_covers(list(of_person)) for _position, of_person in groupby(rows, key=lambda row: row.position))


def _covers(rows: list[Row[*tuple[Any, ...]]]) -> tuple[Cover, ...]:
    return tuple(
        Cover(
            Contract(row.code, row.label, Period(row.given_from, row.given_until)),
            row.first_day,
            row.last_day,
            _manager(row.manager),
        )
        for row in rows
        if row.code is not None
    )


def _manager(text: str | None) -> Manager | None:
    name, *address = (text or "").splitlines() or [""]
    return Manager(name, PostalAddress(tuple(address))) if name else None
