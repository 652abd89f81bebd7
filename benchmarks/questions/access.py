"""Whose card was inserted."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name
from kiosk.storage.registry import Insured, find_insured

_INSURED = (
    "SELECT p.id, f.id, p.nir, p.usual_name, p.first_name, p.birth_name, p.birth_date, p.lunar_birth, f.mobile,"
    " f.is_fictional FROM people p JOIN files f ON f.insured_id = p.id WHERE p.nir = ?"
)


def _asked(connection: Connection, subject: Subject) -> Insured | None:
    return find_insured(connection, subject.insured.nir)


def _by_hand(cursor: Cursor, subject: Subject) -> Insured:
    row = cursor.execute(_INSURED, (subject.insured.nir.value,)).fetchone()
    number, file_id, nir, usual, first, birth, born, lunar, mobile, is_fictional = row
    return Insured(
        number,
        file_id,
        Nir(nir),
        Name(usual, first, birth),
        date.fromisoformat(born),
        lunar,
        mobile,
        bool(is_fictional),
    )


ACCESS: Final = Question("card inserted", _asked, _by_hand)
