"""What the questions behind the screens cost beside hand-written SQL, on a generated database and on a large one.

The services ask through SQLAlchemy; beside them the same answers, as the same values, from SQL written by hand. Each
round asks for another file, in every way one after the other; which way comes first changes with the round, since the
first one finds the pages of the file cold.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, event, func, select

from benchmarks.questions.access import ACCESS
from benchmarks.questions.allowances import ALLOWANCES
from benchmarks.questions.asking import Question, Subject
from benchmarks.questions.attachment import ATTACHMENT
from benchmarks.questions.card_update import CARD_UPDATE
from benchmarks.questions.ehic import EHIC
from benchmarks.questions.payments import PAYMENT, PAYMENTS
from benchmarks.questions.rights import RIGHTS
from benchmarks.questions.statements import STATEMENTS
from benchmarks.questions.third_party import THIRD_PARTY
from benchmarks.report import Report, median, percentile
from kiosk.catalogue.failures import FailureCode
from kiosk.services.generator.generate import Order, generate_database
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.storage.engine import make_engine, reading
from kiosk.storage.registry import get_insured
from kiosk.storage.schema.payments import act_lines
from kiosk.storage.schema.registry import cards, data_sets, files, people

RATIO: Final = 1.5
P99_MS: Final = 5.0
GROWTH: Final = 2.0

QUESTIONS: Final = (
    ACCESS,
    PAYMENTS,
    PAYMENT,
    STATEMENTS,
    RIGHTS,
    ALLOWANCES,
    THIRD_PARTY,
    ATTACHMENT,
    EHIC,
    CARD_UPDATE,
)

_SEED: Final = 1
_TODAY: Final = date(2026, 11, 21)


class ThroughLibrary:
    """Give SQL written by hand to the library, as a cursor takes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: tuple[object, ...]) -> CursorResult[Any]:
        """Execute a statement."""
        return self._connection.exec_driver_sql(sql, parameters)


class ByDriver:
    """Give each statement to the driver with a cursor of its own, so that the rows of two can be read at once."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        self._connection = connection

    def execute(self, sql: str, parameters: tuple[object, ...]) -> Any:  # noqa: ANN401 - idem
        """Execute a statement."""
        return self._connection.execute(sql, parameters)


class Recorder:
    """Pass statements to the driver and keep them."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        self._connection = connection
        self.kept: list[tuple[str, object]] = []

    def execute(self, sql: str, parameters: tuple[object, ...]) -> Any:  # noqa: ANN401 - idem
        """Execute a statement."""
        self.kept.append((sql, parameters))
        return self._connection.execute(sql, parameters)


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


def statements_of(engine: Engine, question: Question, subject: Subject) -> list[tuple[str, object]]:
    """Give the statements that the library makes of a question, with their values."""
    kept: list[tuple[str, object]] = []

    def keep(_connection: object, _cursor: object, sql: str, parameters: object, *_others: object) -> None:
        kept.append((sql, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    with reading(engine) as connection:
        question.asked(connection, subject)
    event.remove(engine, "before_cursor_execute", keep)
    return [(sql, parameters) for sql, parameters in kept if not sql.startswith("BEGIN")]


def measure(engine: Engine, question: Question, subjects: Sequence[Subject]) -> Measured:
    """Ask for each subject in every way."""
    measured = Measured()
    pooled = engine.raw_connection()
    driver: Any = pooled.driver_connection

    def asked(subject: Subject) -> object:
        with reading(engine) as connection:
            return question.asked(connection, subject)

    def through_library(subject: Subject) -> object:
        with reading(engine) as connection:
            return question.by_hand(ThroughLibrary(connection), subject)

    def by_driver(subject: Subject) -> object:
        driver.execute("BEGIN")
        answer = question.by_hand(ByDriver(driver), subject)
        driver.execute("COMMIT")
        return answer

    def execute(statements: Sequence[tuple[str, object]]) -> None:
        for sql, parameters in statements:
            driver.execute(sql, parameters).fetchall()

    ways = ((measured.asked_ms, asked), (measured.library_ms, through_library), (measured.driver_ms, by_driver))
    for number, subject in enumerate(subjects):
        first = number % len(ways)
        in_turn = ways[first:] + ways[:first]
        answers = [_timed(durations_ms, partial(way, subject)) for durations_ms, way in in_turn]
        assert answers[1:] == answers[:-1], f"{question.name}: the ways do not agree"
        recorder = Recorder(driver)
        question.by_hand(recorder, subject)
        _timed(measured.sql_ms, partial(execute, statements_of(engine, question, subject)))
        _timed(measured.hand_sql_ms, partial(execute, recorder.kept))
    pooled.close()
    return measured


def choose_subjects(engine: Engine, count: int) -> list[Subject]:
    """Choose insured persons with a Vitale card, on the day that the data are of."""
    draw = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    subjects = []
    with reading(engine) as connection:
        today = connection.execute(select(func.max(data_sets.c.as_of))).scalar_one_or_none() or _TODAY
        insured_ids = list(connection.execute(select(files.c.insured_id)).scalars())
        for insured_id in draw.choices(insured_ids, k=count):
            serial = connection.execute(select(cards.c.serial).where(cards.c.person_id == insured_id)).scalar()
            subjects.append(Subject(get_insured(connection, insured_id), serial or "", today))
    return subjects


def generate(folder: Path, people_count: int) -> Engine:
    """Generate a database and open it."""
    create_secrets(folder / "secrets")
    secrets = load_secrets(folder / "secrets")
    assert not isinstance(secrets, FailureCode)
    address = f"sqlite:///{folder}/people.db"
    generate_database(address, secrets, Order(people_count, _SEED, _TODAY))
    return make_engine(address)


def count_rows(engine: Engine) -> tuple[int, int]:
    """Count people and payment lines."""
    with reading(engine) as connection:
        return (
            connection.execute(select(func.count()).select_from(people)).scalar_one(),
            connection.execute(select(func.count()).select_from(act_lines)).scalar_one(),
        )


def ask_all(engine: Engine, rounds: int) -> dict[str, Measured]:
    """Ask all questions."""
    subjects = choose_subjects(engine, rounds)
    # What the generator has left is not looked at while the clock runs.
    gc.collect()
    gc.freeze()
    return {question.name: measure(engine, question, subjects) for question in QUESTIONS}


def report_on(name: str, engine: Engine, found: Mapping[str, Measured], small: Mapping[str, Measured] | None) -> None:
    """Print one table, and keep the numbers.

    Args:
        name: of the report.
        engine: of the database.
        found: by question.
        small: idem of a small database, to compare a large one with; None for the small one itself.
    """
    people_count, line_count = count_rows(engine)
    columns = ["median", "p99", "reach", "÷ SQL by hand", "reach", "÷ driver alone", "SQL alone ÷ by hand"]
    columns += [] if small is None else ["÷ ten thousand people", "reach"]
    title = f"Questions to a database of {people_count:,} people and {line_count:,} payment lines"
    report = Report(name, title, tuple(columns))
    for question, measured in found.items():
        asked_ms, p99_ms = median(measured.asked_ms), percentile(measured.asked_ms, 99)
        ratio = asked_ms / median(measured.library_ms)
        growth = None if small is None else asked_ms / median(small[question].asked_ms)
        report.add(
            question,
            f"{asked_ms:.2f} ms",
            f"{p99_ms:.2f} ms",
            f"≤ {P99_MS:.0f} ms",
            f"{ratio:.2f}",
            f"≤ {RATIO:.2f}",
            f"{asked_ms / median(measured.driver_ms):.1f}",
            f"{median(measured.sql_ms) / median(measured.hand_sql_ms):.2f}",
            *(() if growth is None else (f"{growth:.2f}", f"≤ {GROWTH:.2f}")),
            is_met=p99_ms <= P99_MS and ratio <= RATIO and (growth is None or growth <= GROWTH),
        )
    report.note("÷ SQL by hand: the same values from SQL written by hand, through the same library and transaction")
    report.note("÷ driver alone: the same values from the driver without the library, whose own work shows here")
    report.note("SQL alone: only the statements, executed by the driver")
    report.close({question: asdict(measured) for question, measured in found.items()})


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="in the generated database (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2_000, help="files asked for (default: %(default)s)")
    parser.add_argument("--database", type=Path, help="a large SQLite database of `kiosk data generate`, asked too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        engine = generate(Path(folder), arguments.people)
        small = ask_all(engine, arguments.rounds)
        report_on("queries", engine, small, None)
        engine.dispose()
    if arguments.database is not None:
        engine = make_engine(f"sqlite:///{arguments.database.resolve()}")
        report_on("queries-large", engine, ask_all(engine, arguments.rounds), small)
        engine.dispose()


if __name__ == "__main__":
    main()
