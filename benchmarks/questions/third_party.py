"""The full third-party-payment certificate."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject
from benchmarks.questions.rights import period_of, rights_by_hand
from kiosk.domain.people import PostalAddress
from kiosk.domain.rights import RightsFile
from kiosk.domain.third_party import Contract, Cover, Manager
from kiosk.storage.registry import read_rights_file
from kiosk.storage.third_party import read_covers

_Answer = tuple[RightsFile, tuple[tuple[Cover, ...], ...]]

_COVERS = (
    "SELECT m.position, s.first_day, s.last_day, s.manager, c.code, c.label, c.first_day, c.last_day FROM members m"
    " LEFT JOIN schemes s ON s.person_id = m.person_id LEFT JOIN contracts c ON c.code = s.contract"
    " WHERE m.file_id = ? ORDER BY m.position, s.first_day"
)


def _asked(connection: Connection, subject: Subject) -> _Answer:
    return read_rights_file(connection, subject.file_id, subject.today), read_covers(connection, subject.file_id)


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    rights = rights_by_hand(cursor, subject)
    rows = cursor.execute(_COVERS, (subject.file_id,))
    return rights, tuple(
        tuple(_cover(row) for row in of_person if row[4] is not None)
        for _position, of_person in groupby(rows, key=lambda row: row[0])
    )


def _cover(row: Any) -> Cover:  # noqa: ANN401 - the driver has no types
    _position, first, last, manager, code, label, given_from, given_until = row
    contract = Contract(code, label, period_of(given_from, given_until))
    return Cover(contract, date.fromisoformat(first), date.fromisoformat(last), _manager(manager))


def _manager(text: str | None) -> Manager | None:
    if not text:
        return None
    name, *address = text.splitlines()
    return Manager(name, PostalAddress(tuple(address)))


THIRD_PARTY: Final = Question("third-party payment", _asked, _by_hand)
