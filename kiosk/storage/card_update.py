"""Questions about the updates of cards."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, literal_column, or_, select, update

from kiosk.domain.card_update import UpdatePhase
from kiosk.storage.column_types import UtcDateTime
from kiosk.storage.schema.card_update import card_updates, opposed_cards
from kiosk.storage.schema.registry import cards

# Statements are made once, and hold no values: the engine keeps them longer than a visit.

_OWN_CARD: Final = select(cards.c.serial).where(
    cards.c.serial == bindparam("serial"), cards.c.person_id == bindparam("person_id")
)
_CARDS_OF: Final = select(cards.c.serial).where(cards.c.person_id == bindparam("person_id")).limit(2)
_OPPOSED: Final = select(opposed_cards.c.serial).where(
    opposed_cards.c.serial == bindparam("serial"), opposed_cards.c.opposed_on <= bindparam("today")
)
_OF_ID: Final = select(card_updates).where(card_updates.c.id == bindparam("id"))
_INSERT: Final = insert(card_updates)
_CHANGED: Final = update(card_updates).where(card_updates.c.id == bindparam("of_id"))
_TAKE_OVER: Final = _CHANGED.values(
    id=bindparam("taken_over_as"), terminal_id=bindparam("terminal"), started_at=bindparam("now")
)
_SET_PHASE: Final = _CHANGED.values(step=bindparam("phase"))
_SET_PLAN: Final = _CHANGED.values(plan=bindparam("new_plan"))
_CLOSE: Final = _CHANGED.values(status=bindparam("new_status"), plan=bindparam("new_plan"), ended_at=bindparam("now"))
# The condition is written out as the index has it: with a parameter in its place the index would not be used.
_OPEN: Final = select(card_updates).where(
    card_updates.c.serial == bindparam("serial"), card_updates.c.status == literal_column("'open'")
)


class UpdateStatus(enum.Enum):
    """Say how far an update is kept."""

    OPEN = "open"
    """It goes on, or was torn and waits for its card."""
    ENDED = "ended"
    REPLACED = "replaced"
    """What was to be written is out of date: another update took its place."""


_FORGET: Final = delete(card_updates).where(
    card_updates.c.started_at < bindparam("closed_before", type_=UtcDateTime),
    or_(
        card_updates.c.status != UpdateStatus.OPEN.value,
        card_updates.c.started_at < bindparam("torn_before", type_=UtcDateTime),
    ),
)


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """Hold one update as it is kept.

    Attributes:
        phase: how far it came.
        plan: what is written, and how it ended; the service knows how to read it.
    """

    update_id: str
    serial: str = field(repr=False)
    file_id: int = field(repr=False)
    status: UpdateStatus
    phase: UpdatePhase
    plan: str = field(repr=False)


def is_own_card(connection: Connection, serial: str, person_id: int) -> bool:
    """Say whether a card was given to a person."""
    return connection.execute(_OWN_CARD, {"serial": serial, "person_id": person_id}).one_or_none() is not None


def only_card_of(connection: Connection, person_id: int) -> str | None:
    """Give the number of the only card that a person was given, None where there is none or more than one."""
    serials = connection.execute(_CARDS_OF, {"person_id": person_id}).scalars().all()
    return serials[0] if len(serials) == 1 else None


def is_opposed(connection: Connection, serial: str, today: date) -> bool:
    """Say whether a card is opposed on a day."""
    return connection.execute(_OPPOSED, {"serial": serial, "today": today}).one_or_none() is not None


def read_update(connection: Connection, update_id: str) -> KeptUpdate | None:
    """Give an update."""
    return _kept(connection.execute(_OF_ID, {"id": update_id}).one_or_none())


def read_open_update(connection: Connection, serial: str) -> KeptUpdate | None:
    """Give the update of a card that goes on or was torn."""
    return _kept(connection.execute(_OPEN, {"serial": serial}).one_or_none())


def insert_update(connection: Connection, kept: KeptUpdate, terminal_id: str, now: datetime) -> None:
    """Keep a new update."""
    row = {
        "id": kept.update_id,
        "serial": kept.serial,
        "file_id": kept.file_id,
        "terminal_id": terminal_id,
        "status": kept.status.value,
        "step": kept.phase.value,
        "plan": kept.plan,
        "started_at": now,
    }
    connection.execute(_INSERT, row)


def take_over_update(
    connection: Connection, update_id: str, taken_over_as: str, terminal_id: str, now: datetime
) -> None:
    """Give a torn update the name of who goes on with it, where and from when."""
    row = {"of_id": update_id, "taken_over_as": taken_over_as, "terminal": terminal_id, "now": now}
    connection.execute(_TAKE_OVER, row)


def restart_update(connection: Connection, update_id: str, plan: str, now: datetime) -> None:
    """Begin an update anew under its name, with another plan."""
    connection.execute(
        update(card_updates)
        .where(card_updates.c.id == update_id)
        .values(step=UpdatePhase.IDENTIFYING.value, plan=plan, started_at=now)
    )


def set_phase(connection: Connection, update_id: str, phase: UpdatePhase) -> None:
    """Keep how far an update is."""
    connection.execute(_SET_PHASE, {"of_id": update_id, "phase": phase.value})


def set_plan(connection: Connection, update_id: str, plan: str) -> None:
    """Keep what an update writes."""
    connection.execute(_SET_PLAN, {"of_id": update_id, "new_plan": plan})


def close_update(connection: Connection, update_id: str, status: UpdateStatus, plan: str, now: datetime) -> None:
    """Keep that an update is over."""
    connection.execute(_CLOSE, {"of_id": update_id, "new_status": status.value, "new_plan": plan, "now": now})


def delete_updates_before(connection: Connection, *, closed: datetime, torn: datetime) -> None:
    """Forget updates, with the names and numbers in their plans.

    Args:
        connection: a transaction.
        closed: the closed ones begun before this moment are forgotten.
        torn: so are those begun before this one, not later than the other, whose card never came back.
    """
    connection.execute(_FORGET, {"closed_before": closed, "torn_before": torn})


def _kept(row: Row[tuple[object, ...]] | None) -> KeptUpdate | None:
    if row is None:
        return None
    return KeptUpdate(row.id, row.serial, row.file_id, UpdateStatus(row.status), UpdatePhase(row.step), row.plan)
