"""Visits: opened with a card, accepted with a code, known by the digests of their id and token."""

import enum
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from kiosk.storage.schema.access import visits


class VisitStatus(enum.Enum):
    """Say how far a visit is."""

    OPEN = "open"
    CHOOSING = "choosing"
    """A provisional code was right; a definitive one is to be chosen."""
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold one visit.

    Attributes:
        person_id: None for a person whom nobody knows, or whose birth date is not that of the card.
        provisional_id: the provisional code that led to the choice, None where there was none.
    """

    id_digest: str = field(repr=False)
    person_key: str = field(repr=False)
    person_id: int | None = field(repr=False)
    card_digest: str = field(repr=False)
    terminal_id: str
    status: VisitStatus
    opened_at: datetime
    used_at: datetime
    token_digest: str | None = field(default=None, repr=False)
    provisional_id: str | None = None


def insert_visit(connection: Connection, visit: Visit) -> None:
    """Keep a new visit; every other one of the terminal ends, for only one card is in its reader."""
    connection.execute(
        update(visits)
        .where(visits.c.terminal_id == visit.terminal_id, visits.c.status != VisitStatus.CLOSED.value)
        .values(status=VisitStatus.CLOSED.value, token_digest=None)
    )
    connection.execute(
        insert(visits).values(
            id_digest=visit.id_digest,
            person_key=visit.person_key,
            person_id=visit.person_id,
            card_digest=visit.card_digest,
            terminal_id=visit.terminal_id,
            status=visit.status.value,
            opened_at=visit.opened_at,
            used_at=visit.used_at,
        )
    )


def read_visit(connection: Connection, id_digest: str) -> Visit | None:
    """Give a visit by the digest of its id, and hold it until the end of the transaction."""
    return _one(connection, visits.c.id_digest == id_digest)


def read_visit_of_token(connection: Connection, token_digest: str) -> Visit | None:
    """Give a visit by the digest of its token, and hold it until the end of the transaction."""
    return _one(connection, visits.c.token_digest == token_digest)


def touch_visit(connection: Connection, id_digest: str, now: datetime) -> None:
    """Keep that a visit was used now."""
    connection.execute(update(visits).where(visits.c.id_digest == id_digest).values(used_at=now))


def set_choosing(connection: Connection, id_digest: str, provisional_id: str, now: datetime) -> None:
    """Keep that a definitive code is to be chosen in a visit."""
    connection.execute(
        update(visits)
        .where(visits.c.id_digest == id_digest)
        .values(status=VisitStatus.CHOOSING.value, provisional_id=provisional_id, token_digest=None, used_at=now)
    )


def set_accepted(connection: Connection, id_digest: str, token_digest: str, now: datetime) -> None:
    """Keep the token of a visit; the one before it opens nothing any more."""
    connection.execute(
        update(visits)
        .where(visits.c.id_digest == id_digest)
        .values(status=VisitStatus.ACCEPTED.value, token_digest=token_digest, used_at=now)
    )


def close_visit(connection: Connection, id_digest: str) -> None:
    """End a visit and its token."""
    connection.execute(
        update(visits).where(visits.c.id_digest == id_digest).values(status=VisitStatus.CLOSED.value, token_digest=None)
    )


def delete_visits_before(connection: Connection, moment: datetime) -> None:
    """Forget the visits opened before a moment."""
    connection.execute(delete(visits).where(visits.c.opened_at < moment))


def _one(connection: Connection, condition: ColumnElement[bool]) -> Visit | None:
    # Orders of one visit that arrive together (a first try and its repetition) are carried out one after the other.
    row = connection.execute(select(visits).where(condition).with_for_update()).one_or_none()
    if row is None:
        return None
    return Visit(
        id_digest=row.id_digest,
        person_key=row.person_key,
        person_id=row.person_id,
        card_digest=row.card_digest,
        terminal_id=row.terminal_id,
        status=VisitStatus(row.status),
        opened_at=row.opened_at,
        used_at=row.used_at,
        token_digest=row.token_digest,
        provisional_id=row.provisional_id,
    )
