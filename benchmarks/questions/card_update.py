"""What the update of a Vitale card begins with."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject
from benchmarks.questions.rights import rights_by_hand
from kiosk.domain.rights import RightsFile
from kiosk.storage.card_update import is_opposed, is_own_card, read_open_update
from kiosk.storage.registry import read_rights_file

_Answer = tuple[bool, bool, bool, RightsFile]

_OWN = "SELECT serial FROM cards WHERE serial = ? AND person_id = ?"
_OPPOSED = "SELECT serial FROM opposed_cards WHERE serial = ? AND opposed_on <= ?"
_OPEN = "SELECT id FROM card_updates WHERE serial = ? AND status = 'open'"


def _asked(connection: Connection, subject: Subject) -> _Answer:
    return (
        is_own_card(connection, subject.serial, subject.insured.person_id),
        read_open_update(connection, subject.serial) is not None,
        is_opposed(connection, subject.serial, subject.today),
        read_rights_file(connection, subject.file_id, subject.today),
    )


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    def is_there(sql: str, *values: object) -> bool:
        return cursor.execute(sql, values).fetchone() is not None

    return (
        is_there(_OWN, subject.serial, subject.insured.person_id),
        is_there(_OPEN, subject.serial),
        is_there(_OPPOSED, subject.serial, subject.today.isoformat()),
        rights_by_hand(cursor, subject),
    )


CARD_UPDATE: Final = Question("card update", _asked, _by_hand)
