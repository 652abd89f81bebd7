"""Who can have a European card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject, parameter_by_hand
from benchmarks.questions.rights import period_of, rights_by_hand
from kiosk.domain.ehic import EhicCard, EhicStanding
from kiosk.domain.law import Parameter
from kiosk.domain.rights import Period, RightsFile
from kiosk.storage.ehic import read_standings
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import read_rights_file

_Answer = tuple[RightsFile, Mapping[int, EhicStanding], tuple[int, ...]]

_TERMS = (
    Parameter.EHIC_MONTHS,
    Parameter.EHIC_RENEWAL_MONTHS,
    Parameter.EHIC_WORKING_DAYS,
    Parameter.EHIC_NEAR_DAYS,
    Parameter.EHIC_CERTIFICATE_MONTHS,
)
_PERSONS = "SELECT person_id FROM members WHERE file_id = ? ORDER BY position"
_PERIODS = "SELECT person_id, first_day, last_day FROM rights_periods WHERE file_id = ?"
_CARDS = (
    "SELECT e.person_id, e.number, e.last_day FROM ehic_cards e JOIN members m ON m.person_id = e.person_id"
    " WHERE m.file_id = ? AND e.last_day >= ? AND NOT e.is_revoked ORDER BY e.last_day"
)
_ORDERS = (
    "SELECT o.person_id, o.ordered_at FROM ehic_orders o JOIN members m ON m.person_id = o.person_id"
    " WHERE m.file_id = ? AND o.status = 'pending'"
)


def _asked(connection: Connection, subject: Subject) -> _Answer:
    now = datetime.combine(subject.today, time(12), UTC)
    return (
        read_rights_file(connection, subject.file_id, subject.today),
        read_standings(connection, subject.file_id, now),
        tuple(parameter_on(connection, parameter, subject.today) for parameter in _TERMS),
    )


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    rights = rights_by_hand(cursor, subject)
    periods: defaultdict[int, list[Period]] = defaultdict(list)
    for person_id, first, last in cursor.execute(_PERIODS, (subject.file_id,)):
        periods[person_id].append(period_of(first, last))
    cards = {
        person_id: EhicCard(number, date.fromisoformat(last))
        for person_id, number, last in cursor.execute(_CARDS, (subject.file_id, subject.today.isoformat()))
    }
    pending = {
        person_id: datetime.fromisoformat(ordered_at).date()
        for person_id, ordered_at in cursor.execute(_ORDERS, (subject.file_id,))
    }
    standings = {
        person_id: EhicStanding(tuple(periods[person_id]), cards.get(person_id), pending.get(person_id))
        for (person_id,) in cursor.execute(_PERSONS, (subject.file_id,))
    }
    return rights, standings, tuple(parameter_by_hand(cursor, parameter, subject.today) for parameter in _TERMS)


EHIC: Final = Question("European card", _asked, _by_hand)
