"""What the questions behind the screens cost beside hand-written SQL, on a generated database.

The services ask through SQLAlchemy; beside them the same answers, as the same values, from SQL written by hand. Each
round asks for another file, in every way one after the other.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, event, select

from benchmarks.report import Report, median, percentile
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.nir import Nir
from kiosk.domain.payments import Payee, PaymentSummary
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Exemption, Organism, Period, RightsFile
from kiosk.services.generator.generate import Generated, Order, generate_database
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.storage.engine import make_engine, reading
from kiosk.storage.payments import DayTotal, count_payments, list_payments, own_totals
from kiosk.storage.registry import read_rights_file
from kiosk.storage.schema.registry import files

RATIO: Final = 1.5
P99_MS: Final = 5.0

_SEED: Final = 1
_TODAY: Final = date(2026, 11, 21)
_SINCE: Final = date(2026, 6, 1)
_PAGE: Final = 5

PaymentsAnswer = tuple[int, tuple[DayTotal, ...], tuple[PaymentSummary, ...]]


def payments_asked(connection: Connection, file_id: int) -> PaymentsAnswer:
    """Ask for what the payments page shows, as the service does."""
    return (
        count_payments(connection, file_id, _SINCE, _TODAY),
        own_totals(connection, file_id, _SINCE, _TODAY),
        list_payments(connection, file_id, _SINCE, _TODAY, _PAGE),
    )


def rights_asked(connection: Connection, file_id: int) -> RightsFile:
    """Ask for what the certificate shows, as the service does."""
    return read_rights_file(connection, file_id, _TODAY)


_COUNT = "SELECT count(*) FROM payments WHERE file_id = ? AND paid_on BETWEEN ? AND ?"
_TOTALS = (
    "SELECT paid_on, sum(total_cents) FROM payments WHERE file_id = ? AND paid_on BETWEEN ? AND ? AND payee = ?"
    " GROUP BY paid_on ORDER BY paid_on"
)
_LIST = (
    "SELECT p.id, paid_on, title, professional, first_name, payee, total_cents, paid_cents FROM payments p"
    " JOIN people ON people.id = p.patient_id WHERE file_id = ? AND paid_on BETWEEN ? AND ?"
    " ORDER BY paid_on DESC, p.id DESC LIMIT ?"
)


def payments_by_hand(cursor: Any, file_id: int) -> PaymentsAnswer:  # noqa: ANN401 - the driver has no types
    """Ask the driver for the same."""
    since, until = _SINCE.isoformat(), _TODAY.isoformat()
    (count,) = cursor.execute(_COUNT, (file_id, since, until)).fetchone()
    totals = tuple(
        DayTotal(date.fromisoformat(day), total)
        for day, total in cursor.execute(_TOTALS, (file_id, since, until, Payee.INSURED.value))
    )
    listed = tuple(
        PaymentSummary(number, date.fromisoformat(day), title, professional, patient, Payee(payee), total, paid)
        for number, day, title, professional, patient, payee, total, paid in cursor.execute(
            _LIST, (file_id, since, until, _PAGE)
        )
    )
    return count, totals, listed


_FILE = (
    "SELECT f.management_code, f.address, o.scheme, o.fund, o.centre, o.name, o.address FROM files f"
    " JOIN organisms o ON o.id = f.organism_id WHERE f.id = ?"
)
_PERIODS = "SELECT person_id, first_day, last_day FROM rights_periods WHERE file_id = ? ORDER BY first_day"
_EXEMPTIONS = (
    "SELECT e.person_id, e.first_day, e.last_day, e.rate_percent FROM exemptions e"
    " JOIN members m ON m.person_id = e.person_id WHERE m.file_id = ? ORDER BY e.rate_percent"
)
_MEMBERS = (
    "SELECT p.id, p.nir, p.birth_date, p.usual_name, p.first_name, p.birth_name, p.rank, m.quality,"
    " m.has_declared_doctor FROM members m JOIN people p ON p.id = m.person_id WHERE m.file_id = ? ORDER BY m.position"
)


def rights_by_hand(cursor: Any, file_id: int) -> RightsFile:  # noqa: ANN401 - the driver has no types
    """Ask the driver for the same."""

    def period(first: str, last: str | None) -> Period:
        return Period(date.fromisoformat(first), None if last is None else date.fromisoformat(last))

    management, address, scheme, fund, centre, name, fund_address = cursor.execute(_FILE, (file_id,)).fetchone()
    shown: dict[int, Period] = {}
    for person_id, first, last in cursor.execute(_PERIODS, (file_id,)):
        found = period(first, last)
        if found.covers(_TODAY) or person_id not in shown or not shown[person_id].covers(_TODAY):
            shown[person_id] = found
    exempt: dict[int, Exemption] = {}
    for person_id, first, last, percent in cursor.execute(_EXEMPTIONS, (file_id,)):
        found = period(first, last)
        if found.covers(_TODAY):
            exempt[person_id] = Exemption(percent, found)
    people = tuple(
        BeneficiaryRights(
            Beneficiary(
                Name(usual, first_name, birth_name),
                date.fromisoformat(birth_date),
                Quality(quality),
                None if nir is None else Nir(nir),
                rank,
            ),
            shown.get(number),
            bool(doctor),
            exempt.get(number),
        )
        for number, nir, birth_date, usual, first_name, birth_name, rank, quality, doctor in cursor.execute(
            _MEMBERS, (file_id,)
        )
    )
    nir = people[0].person.nir
    assert nir is not None
    organism = Organism(scheme, fund, centre, name, PostalAddress(tuple(fund_address.splitlines())))
    return RightsFile(nir, organism, management, PostalAddress(tuple(address.splitlines())), people)


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question in both ways."""

    name: str
    asked: Callable[[Connection, int], object]
    by_hand: Callable[[Any, int], object]


QUESTIONS: Final = (
    Question("payments page", payments_asked, payments_by_hand),
    Question("rights certificate", rights_asked, rights_by_hand),
)


class ThroughLibrary:
    """Give SQL written by hand to the library, as a cursor takes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: tuple[object, ...]) -> CursorResult[Any]:
        """Execute a statement."""
        return self._connection.exec_driver_sql(sql, parameters)


class Statements:
    """Keep the statements that the library makes of a question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: list[tuple[str, object]] = []
        event.listen(engine, "before_cursor_execute", self._keep)

    def of(self, question: Question, file_id: int) -> list[tuple[str, object]]:
        """Give the statements of a question, with their parameters."""
        self._kept.clear()
        with reading(self._engine) as connection:
            question.asked(connection, file_id)
        event.remove(self._engine, "before_cursor_execute", self._keep)
        return [(sql, parameters) for sql, parameters in self._kept if not sql.startswith("BEGIN")]

    def _keep(self, _connection: object, _cursor: object, sql: str, parameters: object, *_others: object) -> None:
        self._kept.append((sql, parameters))


class Recorder:
    """Pass statements to a cursor and keep them."""

    def __init__(self, cursor: Any) -> None:  # noqa: ANN401 - the driver has no types
        self._cursor = cursor
        self.kept: list[tuple[str, object]] = []

    def execute(self, sql: str, parameters: tuple[object, ...]) -> Any:  # noqa: ANN401 - idem
        """Execute a statement."""
        self.kept.append((sql, parameters))
        return self._cursor.connection.cursor().execute(sql, parameters)


@dataclass(slots=True)
class Measured:
    """Hold the milliseconds of one question, one value a round.

    Attributes:
        asked_ms: as the services ask.
        library_ms: SQL written by hand, through the same library.
        driver_ms: SQL written by hand, by the driver alone.
        sql_ms: the statements that the library makes, by the driver alone and without values.
        hand_sql_ms: idem for those written by hand.
    """

    asked_ms: list[float] = field(default_factory=list)
    library_ms: list[float] = field(default_factory=list)
    driver_ms: list[float] = field(default_factory=list)
    sql_ms: list[float] = field(default_factory=list)
    hand_sql_ms: list[float] = field(default_factory=list)


T = TypeVar("T")


def _timed(durations_ms: list[float], work: Callable[[], T]) -> T:
    begun_s = time.perf_counter()
    answer = work()
    durations_ms.append((time.perf_counter() - begun_s) * 1000)
    return answer


def measure(engine: Engine, question: Question, file_ids: Sequence[int]) -> Measured:
    """Ask for each file in every way."""
    measured = Measured()
    pooled = engine.raw_connection()
    cursor: Any = pooled.cursor()

    def asked(file_id: int) -> object:
        with reading(engine) as connection:
            return question.asked(connection, file_id)

    def through_library(file_id: int) -> object:
        with reading(engine) as connection:
            return question.by_hand(ThroughLibrary(connection), file_id)

    def by_driver(file_id: int) -> object:
        cursor.execute("BEGIN")
        answer = question.by_hand(cursor, file_id)
        cursor.execute("COMMIT")
        return answer

    def execute(statements: Sequence[tuple[str, object]]) -> None:
        for sql, parameters in statements:
            cursor.execute(sql, parameters).fetchall()

    for file_id in file_ids:
        answer = _timed(measured.asked_ms, partial(asked, file_id))
        for durations_ms, way in ((measured.library_ms, through_library), (measured.driver_ms, by_driver)):
            assert _timed(durations_ms, partial(way, file_id)) == answer, f"{question.name}: the ways do not agree"
        recorder = Recorder(cursor)
        question.by_hand(recorder, file_id)
        _timed(measured.sql_ms, partial(execute, Statements(engine).of(question, file_id)))
        _timed(measured.hand_sql_ms, partial(execute, recorder.kept))
    pooled.close()
    return measured


def generate(folder: Path, people: int) -> tuple[Engine, Generated]:
    """Generate a database and open it."""
    create_secrets(folder / "secrets")
    secrets = load_secrets(folder / "secrets")
    assert not isinstance(secrets, FailureCode)
    address = f"sqlite:///{folder}/people.db"
    generated = generate_database(address, secrets, Order(people, _SEED, _TODAY))
    return make_engine(address), generated


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="in the database (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2_000, help="files asked for (default: %(default)s)")
    arguments = parser.parse_args()
    raw: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        engine, generated = generate(Path(folder), arguments.people)
        with reading(engine) as connection:
            known = list(connection.execute(select(files.c.id)).scalars())
        chosen = random.Random(_SEED).choices(known, k=arguments.rounds)  # noqa: S311 - a sample, not a secret
        # What the generator has left is not looked at while the clock runs.
        gc.collect()
        gc.freeze()
        report = Report(
            "queries",
            f"Questions to a database of {generated.people:,} people and {generated.payments:,} payments",
            ("median", "p99", "reach", "÷ hand-written SQL", "reach", "÷ driver alone", "SQL alone ÷ hand-written"),
        )
        for question in QUESTIONS:
            measured = measure(engine, question, chosen)
            asked_ms, p99_ms = median(measured.asked_ms), percentile(measured.asked_ms, 99)
            ratio = asked_ms / median(measured.library_ms)
            report.add(
                question.name,
                f"{asked_ms:.2f} ms",
                f"{p99_ms:.2f} ms",
                f"≤ {P99_MS:.0f} ms",
                f"{ratio:.2f}",
                f"≤ {RATIO:.2f}",
                f"{asked_ms / median(measured.driver_ms):.1f}",
                f"{median(measured.sql_ms) / median(measured.hand_sql_ms):.2f}",
                is_met=p99_ms <= P99_MS and ratio <= RATIO,
            )
            raw[question.name] = asdict(measured)
        engine.dispose()
    report.note(
        "÷ hand-written SQL: the same values from SQL written by hand, through the same library and transaction"
    )
    report.note("÷ driver alone: the same values from the driver without the library, whose own work shows here")
    report.note("SQL alone: only the statements, executed by the driver")
    report.close(raw)


if __name__ == "__main__":
    main()
