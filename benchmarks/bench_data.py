"""How fast data are generated, brought in and checked, in how much memory, beside what the driver alone can do.

Each step is a program of its own, as `kiosk data` runs it. The floor reads the same CSV files and gives their rows to
the driver by `executemany`, without looking at anything.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import psutil
from pysqlite3 import dbapi2

from benchmarks.processes import MIB, pss_bytes
from benchmarks.report import Report
from kiosk.catalogue.failures import FailureCode
from kiosk.services.checking.check import all_rules, check_database
from kiosk.services.generator.generate import Order, generate_database, generate_files
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.services.transfer.importing import import_folder
from kiosk.services.transfer.report import Report as ImportReport
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.opening import create_database

LINES_A_SECOND: Final = 10_000
ROWS_A_SECOND: Final = 25_000
GENERATION_MIB: Final = 512
IMPORT_MIB: Final = 256
"""Memory, whatever the size: the generation is a process a core and one that writes."""

_GOALS: Final = {"generate": (LINES_A_SECOND, GENERATION_MIB), "import": (ROWS_A_SECOND, IMPORT_MIB)}
_SEED: Final = 1
_TODAY: Final = date(2026, 11, 21)
_LOOK_S: Final = 0.2
_ROWS_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what one step took.

    Attributes:
        peak_bytes: the largest proportional set size, its processes together.
    """

    duration_s: float
    peak_bytes: int


def measure(work: Callable[..., None], *arguments: object) -> Step:
    """Run a step in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    begun_s = time.perf_counter()
    process.start()
    watched = psutil.Process(process.pid)
    peak_bytes = 0
    while process.is_alive():
        try:
            peak_bytes = max(peak_bytes, pss_bytes([watched, *watched.children(recursive=True)]))
        except psutil.NoSuchProcess:
            break
        process.join(_LOOK_S)
    process.join()
    assert process.exitcode == 0, f"{work.__name__} has failed"
    return Step(time.perf_counter() - begun_s, peak_bytes)


def generate_csv(folder: Path, people: int) -> None:
    """Generate files."""
    secrets = load_secrets(folder / "secrets")
    assert not isinstance(secrets, FailureCode)
    generate_files(folder / f"csv-{people}", secrets, Order(people, _SEED, _TODAY))


def generate_base(folder: Path, people: int) -> None:
    """Generate a database."""
    secrets = load_secrets(folder / "secrets")
    assert not isinstance(secrets, FailureCode)
    generate_database(f"sqlite:///{folder}/generated.db", secrets, Order(people, _SEED, _TODAY), replace=True)


def bring_in(folder: Path, people: int) -> None:
    """Bring the files in; the second time they change nothing."""
    done = import_folder(f"sqlite:///{folder}/imported-{people}.db", folder / f"csv-{people}", ImportReport(5))
    assert done is not None


def check(folder: Path, people: int) -> None:
    """Check the database against every rule."""
    assert check_database(folder / f"imported-{people}.db", all_rules(), lambda _one: None) == 0


def floor(folder: Path, people: int) -> None:
    """Read the files and insert their rows, without looking at anything."""
    path = folder / "floor.db"
    path.unlink(missing_ok=True)
    create_database(f"sqlite:///{path}").dispose()
    connection: Any = dbapi2.connect(path, isolation_level=None)  # the driver has no types
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=OFF", "ignore_check_constraints=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for table in tables_read().values():
        places = ", ".join("?" for _column in table.columns)
        names = ", ".join(table.column_names)
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        with (folder / f"csv-{people}" / table.file_name).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            while batch := list(itertools.islice(rows, _ROWS_AT_ONCE)):
                connection.execute("BEGIN")
                connection.executemany(statement, batch)
                connection.execute("COMMIT")
    connection.close()


def counted(path: Path) -> tuple[int, int]:
    """Count the payment lines of a database, and all its rows that have a file."""
    connection: Any = dbapi2.connect(path)  # idem
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own names
        for name in tables_read()
    }
    connection.close()
    return counts["act_lines"], sum(counts.values())


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--people", type=int, nargs="+", default=[6_000, 30_000], help="how many, once or several times (%(default)s)"
    )
    parser.add_argument("--folder", type=Path, help="where the files and databases are made, and stay")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        run(arguments.folder or Path(temporary), sorted(arguments.people))


def run(folder: Path, sizes: list[int]) -> None:
    """Measure every size in a folder, and report."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "secrets").exists():
        create_secrets(folder / "secrets")
    report = Report(
        "data",
        "Data generated, brought in and checked",
        ("time", "rate", "reach", "÷ floor", "memory", "reach"),
    )
    raw: dict[str, object] = {}
    for people in sizes:
        steps = {
            "generate CSV": measure(generate_csv, folder, people),
            "floor": measure(floor, folder, people),
            "import": measure(bring_in, folder, people),
            "import again": measure(bring_in, folder, people),
            "check": measure(check, folder, people),
            "generate database": measure(generate_base, folder, people),
        }
        lines, rows = counted(folder / f"imported-{people}.db")
        for name, step in steps.items():
            is_generation = name.startswith("generate")
            rate = (lines if is_generation else rows) / step.duration_s
            # Few people take as long as the start of the processes and the slow hashes of the cast.
            goals = _GOALS if people == sizes[-1] else {}
            wanted, wanted_mib = goals.get(name.split(maxsplit=1)[0], (0, 0))
            peak_mib = step.peak_bytes / MIB
            report.add(
                f"{name}, {people:,} people: {lines:,} payment lines, {rows:,} rows",
                f"{step.duration_s:.0f} s",
                f"{rate:,.0f} {'lines' if is_generation else 'rows'}/s",
                f"≥ {wanted:,}/s" if wanted else "",
                f"{step.duration_s / steps['floor'].duration_s:.1f}",
                f"{peak_mib:.0f} MiB",
                f"≤ {wanted_mib} MiB" if wanted else "",
                is_met=(rate >= wanted and peak_mib <= wanted_mib) if wanted else None,
            )
        raw[str(people)] = {name: asdict(step) for name, step in steps.items()}
    report.note("the floor: the same files, read and given to the driver by executemany, nothing looked at")
    report.note("memory: the largest proportional set size while it runs, all its processes together")
    report.close(raw)


if __name__ == "__main__":
    main()
