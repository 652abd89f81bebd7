import csv
import io
import shutil
from datetime import date

import pytest
from pysqlite3 import dbapi2

from kiosk.services.codes import HashCost
from kiosk.services.generator.generate import Order, generate_database, generate_files
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.services.transfer.importing import import_folder
from kiosk.services.transfer.report import Report
from kiosk.storage.schema import metadata

ORDER = Order(people=12, seed=1, today=date(2026, 11, 21), cost=HashCost(memory_kib=8, passes=1))


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The same people twice: as files in `csv`, and as a database."""
    folder = tmp_path_factory.mktemp("made")
    create_secrets(folder / "secrets")
    secrets = load_secrets(folder / "secrets")
    generate_files(folder / "csv", secrets, ORDER)
    generate_database(f"sqlite:///{folder / 'kiosk.db'}", secrets, ORDER)
    return folder


@pytest.fixture
def files(made, tmp_path):
    """A folder of files that a test may change."""
    return shutil.copytree(made / "csv", tmp_path / "csv")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiosk.db"


@pytest.fixture
def there(made, path):
    """A database with the same people as the files."""
    return shutil.copy(made / "kiosk.db", path)


@pytest.fixture
def bring_in(files, path):
    """Import the files, and give what was done with the report."""

    def bring_in(**options):
        report = Report(shown=20)
        return import_folder(f"sqlite:///{path}", files, report, **options), report

    return bring_in


@pytest.fixture
def edit(files):
    """Change one field of a file: the columns by name, the line counted as an editor does."""

    def edit(name, line, column, value):
        target = files / f"{name}.csv"
        lines = target.read_text("utf-8").split("\n")
        (fields,) = csv.reader([lines[line - 1]])
        fields[lines[0].split(",").index(column)] = value
        written = io.StringIO()
        csv.writer(written, lineterminator="").writerow(fields)
        lines[line - 1] = written.getvalue()
        target.write_text("\n".join(lines), "utf-8")

    return edit


@pytest.fixture
def dump():
    """Give every row of every table."""

    def dump(path):
        connection = dbapi2.connect(path)
        rows = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - our own names
            for name in metadata.tables
        }
        connection.close()
        return rows

    return dump
