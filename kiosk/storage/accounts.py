"""Accounts and the count of wrong codes."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.access import Tries
from kiosk.storage.schema.access import accounts, tries


def read_code_hash(connection: Connection, person_id: int) -> str | None:
    """Give the hash of a person's definitive code, None where there is no account."""
    query = select(accounts.c.code_hash).where(accounts.c.person_id == person_id)
    return connection.execute(query).scalar_one_or_none()


def write_code_hash(connection: Connection, person_id: int, code_hash: str, now: datetime) -> None:
    """Keep the hash of a new definitive code; the account is made where there was none."""
    values = {"code_hash": code_hash, "chosen_at": now}
    changed = connection.execute(update(accounts).where(accounts.c.person_id == person_id).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(accounts).values(person_id=person_id, **values))


def ensure_tries(connection: Connection, person_key: str) -> None:
    """Make the row that counts the wrong codes of a person, known or not."""
    if connection.execute(select(tries.c.failed).where(tries.c.person_key == person_key)).one_or_none() is not None:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(tries).values(person_key=person_key, failed=0, is_locked=False))
    except IntegrityError:
        # Another terminal has made it in between: it is there, which is all that is asked.
        return


def read_tries(connection: Connection, person_key: str) -> Tries:
    """Give the wrong codes so far, and hold the row until the end of the transaction."""
    query = select(tries).where(tries.c.person_key == person_key).with_for_update()
    row = connection.execute(query).one()
    return Tries(row.failed, row.is_locked)


def write_tries(connection: Connection, person_key: str, counted: Tries) -> None:
    """Keep the wrong codes."""
    connection.execute(
        update(tries).where(tries.c.person_key == person_key).values(failed=counted.failed, is_locked=counted.locked)
    )
