"""European cards: what decides whether a person can have one, and the orders."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, literal_column, select
from sqlalchemy.exc import IntegrityError

from kiosk.domain.ehic import EhicCard, EhicStanding
from kiosk.domain.rights import Period
from kiosk.storage.certificates import next_number
from kiosk.storage.schema.ehic import ehic_cards, ehic_orders
from kiosk.storage.schema.registry import members, rights_periods

PENDING: Final = "pending"
"""The status of an order whose card is being made."""

# Statements are made once: to make one takes longer than to execute it.

_ON_FILE: Final = members.c.file_id == bindparam("file_id")
_PERSONS: Final = select(members.c.person_id).where(_ON_FILE).order_by(members.c.position)
_PERIODS: Final = select(rights_periods.c.person_id, rights_periods.c.first_day, rights_periods.c.last_day).where(
    rights_periods.c.file_id == bindparam("file_id")
)
_CARDS: Final = (
    select(ehic_cards.c.person_id, ehic_cards.c.number, ehic_cards.c.last_day)
    .join(members, members.c.person_id == ehic_cards.c.person_id)
    .where(_ON_FILE, ehic_cards.c.last_day >= bindparam("today"), ehic_cards.c.is_revoked.is_(False))
    .order_by(ehic_cards.c.last_day)
)
_PENDING_ORDERS: Final = (
    select(ehic_orders.c.person_id, ehic_orders.c.ordered_at)
    .join(members, members.c.person_id == ehic_orders.c.person_id)
    # A value that is bound would not let SQLite choose the index of the pending ones.
    .where(_ON_FILE, literal_column("ehic_orders.status") == literal_column(f"'{PENDING}'"))
)
_PENDING_OF: Final = (
    select(ehic_orders.c.person_id)
    .where(
        ehic_orders.c.person_id.in_(bindparam("people", expanding=True)),
        literal_column("ehic_orders.status") == literal_column(f"'{PENDING}'"),
    )
    .limit(1)
)
_NUMBERED: Final = select(ehic_orders.c.id).where(ehic_orders.c.number == bindparam("number"))
_OF_REQUEST: Final = select(ehic_orders.c.number, ehic_orders.c.person_id, ehic_orders.c.ordered_at).where(
    ehic_orders.c.request_id == bindparam("request_id"), ehic_orders.c.file_id == bindparam("file_id")
)


@dataclass(frozen=True, slots=True)
class EhicOrder:
    """Hold one order: one card for one person."""

    number: str
    file_id: int = field(repr=False)
    person_id: int = field(repr=False)
    request_id: UUID
    terminal_id: str
    ordered_at: datetime
    departure: date | None


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """Hold what is known of an order that was kept."""

    number: str
    ordered_on: date


def read_standings(connection: Connection, file_id: int, now: datetime) -> Mapping[int, EhicStanding]:
    """Give what decides about the cards of the persons of a file, by their numbers, in the order of the file.

    Args:
        connection: in a transaction.
        file_id: of the file.
        now: in the zone of the terminal; an order is of the day that it was there.
    """
    of_file = {"file_id": file_id}
    periods: defaultdict[int, list[Period]] = defaultdict(list)
    for row in connection.execute(_PERIODS, of_file):
        periods[row.person_id].append(Period(row.first_day, row.last_day))
    cards = {
        row.person_id: EhicCard(row.number, row.last_day)
        for row in connection.execute(_CARDS, {**of_file, "today": now.date()})
    }
    pending = {row.person_id: _day(row.ordered_at, now.tzinfo) for row in connection.execute(_PENDING_ORDERS, of_file)}
    return {
        person_id: EhicStanding(tuple(periods[person_id]), cards.get(person_id), pending.get(person_id))
        for person_id in connection.execute(_PERSONS, of_file).scalars()
    }


def orders_of_request(
    connection: Connection, file_id: int, request_id: UUID, zone: tzinfo | None
) -> Mapping[int, KeptOrder]:
    """Give what was ordered for a file with a request, by person."""
    rows = connection.execute(_OF_REQUEST, {"request_id": str(request_id), "file_id": file_id})
    return {row.person_id: KeptOrder(row.number, _day(row.ordered_at, zone)) for row in rows}


def new_order_number(connection: Connection, fund: str, year: int) -> str:
    """Take the next number for an order, "CE-751-26-000012-H"; one that came with imported orders is passed over."""
    while True:
        number = f"CE-{next_number(connection, fund, year)}"
        if connection.execute(_NUMBERED, {"number": number}).first() is None:
            return number


def insert_orders(connection: Connection, orders: Sequence[EhicOrder]) -> bool:
    """Keep new orders, all or none; false where one of the persons has an order that is pending already.

    Raises:
        IntegrityError: an order cannot be kept for another reason: its number was given before.
    """
    if not orders:
        return True
    try:
        with connection.begin_nested():
            connection.execute(insert(ehic_orders), [_row(order) for order in orders])
    except IntegrityError:
        people = [order.person_id for order in orders]
        if connection.execute(_PENDING_OF, {"people": people}).first() is None:
            raise
        return False
    return True


def _row(order: EhicOrder) -> dict[str, object]:
    return {
        "number": order.number,
        "file_id": order.file_id,
        "person_id": order.person_id,
        "request_id": str(order.request_id),
        "terminal_id": order.terminal_id,
        "ordered_at": order.ordered_at,
        "departure_on": order.departure,
        "status": PENDING,
    }


def _day(moment: datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date()
