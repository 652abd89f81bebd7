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
from typing import Any, Final

from sqlalchemy import Connection, CursorResult, Engine, func, select

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
from kiosk.storage.schema.registry import cards, data_sets, files, members, people

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


@dataclass(slots=True)
class Durations:
    """Hold the milliseconds of one way to ask, one value a round.

    Attributes:
        wall_ms: on the clock.
        cpu_ms: of that, what the thread took of a processor; the rest it waited, for one or for the disk.
    """

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def of(self, work: Callable[[], object]) -> object:
        """Do a piece of work, and give its answer."""
        begun_s, begun_cpu_s = time.perf_counter(), time.thread_time()
        answer = work()
        self.cpu_ms.append((time.thread_time() - begun_cpu_s) * 1000)
        self.wall_ms.append((time.perf_counter() - begun_s) * 1000)
        return answer


@dataclass(slots=True)
class Measured:
    """Hold what one question took.

    Attributes:
        asked: as the services ask.
        library: SQL written by hand, through the same library.
        driver: SQL written by hand, by the driver alone.
    """

    asked: Durations = field(default_factory=Durations)
    library: Durations = field(default_factory=Durations)
    driver: Durations = field(default_factory=Durations)


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

    ways = ((measured.asked, asked), (measured.library, through_library), (measured.driver, by_driver))
    for number, subject in enumerate(subjects):
        first = number % len(ways)
        in_turn = ways[first:] + ways[:first]
        answers = [durations.of(partial(way, subject)) for durations, way in in_turn]
        assert answers[1:] == answers[:-1], f"{question.name}: the ways do not agree"
    pooled.close()
    return measured


def choose_subjects(engine: Engine, count: int) -> list[Subject]:
    """Choose insured persons with a Vitale card, on the day that the data are of."""
    draw = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    with reading(engine) as connection:
        insured_ids = list(connection.execute(select(files.c.insured_id)).scalars())
        return _subjects(connection, draw.choices(insured_ids, k=count))


def largest_families(engine: Engine, count: int) -> list[Subject]:
    """Choose the insured persons with the most persons on their files."""
    people_count = func.count(members.c.person_id)
    largest = (
        select(files.c.insured_id)
        .join(members, members.c.file_id == files.c.id)
        .group_by(files.c.id, files.c.insured_id)
        .order_by(people_count.desc(), files.c.id)
        .limit(count)
    )
    with reading(engine) as connection:
        return _subjects(connection, connection.execute(largest).scalars().all())


def _subjects(connection: Connection, insured_ids: Sequence[int]) -> list[Subject]:
    today = connection.execute(select(func.max(data_sets.c.as_of))).scalar_one_or_none() or _TODAY
    subjects = []
    for insured_id in insured_ids:
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
    subjects, families = choose_subjects(engine, rounds), largest_families(engine, rounds // 10)
    # What the generator has left is not looked at while the clock runs.
    gc.collect()
    gc.freeze()
    found = {question.name: measure(engine, question, subjects) for question in QUESTIONS}
    found[f"{STATEMENTS.name}, largest families"] = measure(engine, STATEMENTS, families)
    return found


def report_on(name: str, engine: Engine, found: Mapping[str, Measured], small: Mapping[str, Measured] | None) -> None:
    """Print one table, and keep the numbers.

    Args:
        name: of the report.
        engine: of the database.
        found: by question.
        small: idem of a small database, to compare a large one with; None for the small one itself.
    """
    people_count, line_count = count_rows(engine)
    columns = ["median", "p99", "reach", "p99 of processor time", "÷ SQL by hand", "reach", "÷ driver alone"]
    columns += [] if small is None else ["÷ ten thousand people", "reach"]
    title = f"Questions to a database of {people_count:,} people and {line_count:,} payment lines"
    report = Report(name, title, tuple(columns))
    for question, measured in found.items():
        asked = measured.asked
        asked_ms, p99_ms = median(asked.wall_ms), percentile(asked.wall_ms, 99)
        ratio = median(asked.cpu_ms) / median(measured.library.cpu_ms)
        growth = None if small is None else asked_ms / median(small[question].asked.wall_ms)
        report.add(
            question,
            f"{asked_ms:.2f} ms",
            f"{p99_ms:.2f} ms",
            f"≤ {P99_MS:.0f} ms",
            f"{percentile(asked.cpu_ms, 99):.2f} ms",
            f"{ratio:.2f}",
            f"≤ {RATIO:.2f}",
            f"{median(asked.cpu_ms) / median(measured.driver.cpu_ms):.1f}",
            *(() if growth is None else (f"{growth:.2f}", f"≤ {GROWTH:.2f}")),
            is_met=p99_ms <= P99_MS and ratio <= RATIO and (growth is None or growth <= GROWTH),
        )
    report.note("÷ SQL by hand: the same values from SQL written by hand, through the same library and transaction")
    report.note("÷ driver alone: the same values from the driver without the library, whose own work shows here")
    report.note("median and p99 count what was waited for a processor while others used it; processor time does not")
    report.note("the two ratios are of processor times")
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
