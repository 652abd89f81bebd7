import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from pysqlite3 import dbapi2

from kiosk import cli
from kiosk.cli.environment import CommandLine, ExitCode
from kiosk.storage.engine import make_engine
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.migrate import upgrade
from kiosk.storage.usable import FaultyDatabaseError


@pytest.fixture
def data(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.settings_file.SYSTEM_FILE", tmp_path / "etc" / "kiosk.toml")

    def data(*arguments):
        return CliRunner().invoke(cli.build("fr"), ["data", *map(str, arguments)], obj=CommandLine(), prog_name="kiosk")

    return data


@pytest.fixture
def folder(data, tmp_path):
    result = data("generate", "--people", "4", "--create-secrets", "--csv", tmp_path / "csv")
    assert result.exit_code == ExitCode.DONE
    return tmp_path / "csv"


@pytest.fixture
def database(tmp_path):
    return tmp_path / ".local" / "state" / "kiosk" / "kiosk.db"


@pytest.fixture
def wrong(folder):
    """Payments whose payees nobody knows."""
    header, lines = (folder / "payments.csv").read_text("utf-8").split("\n", 1)
    (folder / "payments.csv").write_text(f"{header}\n{lines.replace(',professional,', ',bank,')}", "utf-8")
    return folder


def test_files_are_brought_in_where_the_settings_say(data, folder, database):
    result = data("import", folder)
    assert result.exit_code == ExitCode.DONE
    assert "lignes lues" in result.output
    assert ", 0 changée." in result.output
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_the_same_files_again_change_nothing(data, folder):
    data("import", folder)
    result = data("import", folder)
    assert result.exit_code == ExitCode.DONE
    assert "0 ajoutée, 0 changée." in result.output


def test_blank_lines_are_skipped(data, folder):
    for name in ("people.csv", "rates.csv"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace("\n", "\n\n") + "\n", "utf-8")
    assert data("import", folder).exit_code == ExitCode.DONE


def test_one_line_that_changes_is_one_line(data, folder):
    data("import", folder)
    payments = folder / "payments.csv"
    payments.write_text(payments.read_text("utf-8").replace(",insured,", ",employer,", 1), "utf-8")
    assert "0 ajoutée, 1 changée." in data("import", folder).output


def test_a_file_of_no_table_is_refused_whole_without_a_line(data, folder):
    (folder / "paiements.csv").write_text("id\n1\n", "utf-8")
    result = data("import", folder)
    assert result.exit_code == ExitCode.FAILED
    assert "paiements.csv: fichier inconnu\u00a0; permis\u00a0: accounts.csv" in result.output


def test_what_is_refused_is_said_in_sentences_only(wrong):
    """In a process of its own: pytest takes the log away."""
    command = [sys.executable, "-m", "kiosk.cli", "data", "import", str(wrong)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == ExitCode.FAILED
    assert "IMPORT_REFUSED" not in done.stderr
    assert "rien n’a changé" in done.stderr


def test_the_address_can_be_said(data, folder, tmp_path, database):
    other = tmp_path / "other.db"
    assert data("import", folder, "--database", f"sqlite:///{other}").exit_code == ExitCode.DONE
    assert other.exists()
    assert not database.exists()


def test_refusals_are_named_counted_and_nothing_changes(data, wrong, database):
    result = data("import", wrong)
    assert result.exit_code == ExitCode.FAILED
    assert "payments.csv:" in result.output
    assert "payee: valeur permise\u00a0: insured, professional, employer" in result.output
    assert "rien n’a changé" in result.output
    assert "Seuls les 20 premiers sont affichés\u00a0; --report FICHIER les écrit tous." in result.output
    assert result.output.count("payments.csv:") == 20
    assert not database.exists()


def test_all_refusals_can_be_written_down_for_their_owner(data, wrong, tmp_path):
    report = tmp_path / "report.txt"
    result = data("import", wrong, "--report", report)
    lines = report.read_text("utf-8").splitlines()
    assert len(lines) > 20
    assert f"{len(lines)} refus" in result.output.replace("\u00a0", "")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_database_that_is_open_is_refused(data, folder, database):
    data("import", folder)
    connection = dbapi2.connect(database)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT 1 FROM people").fetchall()
    result = data("import", folder)
    connection.close()
    assert result.exit_code == ExitCode.FAILED
    assert f"la base est ouverte\u00a0: {database}\u00a0; arrêtez d’abord la borne." in result.output


def test_a_folder_without_files_is_said(data, tmp_path):
    (tmp_path / "none").mkdir()
    result = data("import", tmp_path / "none")
    assert result.exit_code == ExitCode.FAILED
    assert "aucun fichier CSV" in result.output


def test_a_folder_that_is_not_there_is_refused(data, tmp_path):
    assert data("import", tmp_path / "none").exit_code == ExitCode.REFUSED


@pytest.mark.parametrize("command", ["import", "check"])
@pytest.mark.parametrize("address", ["nonsense", "sqlite://", "postgresql+psycopg://localhost/kiosk"])
def test_an_address_of_no_file_is_refused(data, folder, command, address):
    arguments = [command, folder] if command == "import" else [command]
    result = data(*arguments, "--database", address)
    assert result.exit_code == ExitCode.REFUSED
    assert "sqlite:////" in result.output


@pytest.mark.parametrize("command", ["import", "check"])
def test_a_report_that_cannot_be_written_is_said(data, folder, tmp_path, command):
    data("import", folder)
    arguments = [command, folder] if command == "import" else [command]
    result = data(*arguments, "--report", tmp_path / "none" / "report.txt")
    assert result.exit_code == ExitCode.FAILED
    assert "écriture impossible" in result.output


def test_a_file_that_is_no_database_is_said(data, folder, database):
    database.parent.mkdir(parents=True, exist_ok=True)
    database.write_bytes(b"")
    for arguments in (["import", folder], ["check"]):
        result = data(*arguments)
        assert result.exit_code == ExitCode.FAILED
        assert f"{database}\u00a0: BASE-01. Base introuvable" in result.output


def test_no_database_is_no_database_to_check(data, database):
    result = data("check")
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.startswith(f"kiosk: {database}\u00a0: BASE-01. Base introuvable")
    assert "kiosk data generate" in result.stderr
    assert result.stderr.count("\n") == 1


def test_pages_that_make_no_sense_are_said_with_their_code(data, folder, database):
    data("import", folder)
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(size - 8192))
    result = data("check")
    assert result.exit_code == ExitCode.FAILED
    assert f"{database}\u00a0: BASE-02." in result.stderr


def test_a_database_that_another_program_holds_is_to_be_tried_later(data, folder, database, monkeypatch):
    def is_held(_path):
        raise FaultyDatabaseError(DatabaseFault.BUSY)

    data("import", folder)
    monkeypatch.setattr("kiosk.storage.usable.schema_of", is_held)
    result = data("check")
    assert result.exit_code == ExitCode.FAILED
    assert f"un autre programme tient la base {database}" in result.stderr


def test_a_database_of_an_older_program_is_left_to_the_terminal(data, database):
    database.parent.mkdir(parents=True)
    database.touch()
    engine = make_engine(f"sqlite:///{database}")
    upgrade(engine, "0003")
    engine.dispose()
    before = database.read_bytes()
    result = data("check")
    assert result.exit_code == ExitCode.FAILED
    assert f"{database} vient d’un programme plus ancien. Démarrez d’abord la borne" in result.stderr
    assert database.read_bytes() == before


def test_a_report_that_was_there_becomes_its_owners(data, wrong, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("of old\n" * 10_000)
    report.chmod(0o644)
    data("import", wrong, "--report", report)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert "of old" not in report.read_text("utf-8")


def test_a_report_on_a_full_disk_is_said(data, wrong, database):
    result = data("import", wrong, "--report", "/dev/full")
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.endswith("écriture impossible (/dev/full\u00a0: disque plein)\n")
    assert not database.exists()
    assert stat.S_IMODE(Path("/dev/full").stat().st_mode) == 0o666


def test_a_name_that_is_no_utf_8_is_reported_as_it_is(data, folder, tmp_path):
    (folder / os.fsdecode(b"pay\xe9.csv")).write_text("id\n")
    report = tmp_path / "report.txt"
    result = data("import", folder, "--report", report)
    assert result.exit_code == ExitCode.FAILED
    assert report.read_bytes().startswith(b"pay\xe9.csv: ")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (dbapi2.SQLITE_FULL, "BASE-05. Disque plein."),
        (dbapi2.SQLITE_CORRUPT, "BASE-02. Base illisible"),
        (dbapi2.SQLITE_IOERR | 3 << 8, "kiosk.db\u00a0: erreur du disque)"),
        (dbapi2.SQLITE_ERROR, "kiosk.db\u00a0: no such table)"),
    ],
)
def test_what_the_database_refuses_is_said_in_words(data, folder, database, monkeypatch, code, said):
    def refuse(_file):
        error = dbapi2.OperationalError("no such table")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("kiosk.storage.bulk.BulkFile.finish", refuse)
    result = data("import", folder)
    assert result.exit_code == ExitCode.FAILED
    assert said in result.stderr
    assert list(database.parent.glob("kiosk.db*")) == []


@pytest.fixture
def held(folder, database):
    """A process that imports, stopped while it holds the place of the database."""
    command = [sys.executable, "-m", "kiosk.cli", "data", "import", str(folder)]
    process = subprocess.Popen(command, env={**os.environ, "LC_ALL": "C.UTF-8"})
    deadline_s = time.monotonic() + 60
    while not database.with_name("kiosk.db.part").exists():
        assert time.monotonic() < deadline_s
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("other", ["import", "generate"])
def test_of_two_at_once_one_works_and_the_other_ends_at_once(data, held, folder, database, other):
    arguments = [folder] if other == "import" else ["--people", "1", "--replace"]
    result = data(other, *arguments)
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.startswith("kiosk: un import est déjà en cours")
    held.send_signal(signal.SIGCONT)
    assert held.wait(60) == ExitCode.DONE
    assert "0 manquement." in data("check").output
    assert list(database.parent.glob("kiosk.db*")) == [database]


def test_one_that_was_killed_keeps_nobody_from_the_next(data, held, folder, database):
    held.kill()
    held.wait()
    assert data("import", folder).exit_code == ExitCode.DONE
    assert list(database.parent.glob("kiosk.db*")) == [database]


def test_a_disk_that_fills_while_it_is_written_leaves_the_database_that_was_there(data, folder, database):
    """In a process of its own, that may write no more than 400 KiB into a file."""
    data("import", folder)
    before = database.read_bytes()
    lines = (folder / "people.csv").read_text("utf-8")
    (folder / "people.csv").write_text(lines.replace("Marie", "Maria", 1), "utf-8")
    command = [sys.executable, "-m", "kiosk.cli", "data", "import", str(folder)]
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 800; exec "$@"', "sh", *command],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == ExitCode.FAILED
    assert "erreur du disque" in done.stderr
    assert database.read_bytes() == before
    assert list(database.parent.glob("kiosk.db*")) == [database]


def test_data_in_order_are_said_to_be(data, folder):
    data("import", folder)
    result = data("check")
    assert result.exit_code == ExitCode.DONE
    assert "0 manquement." in result.output


def test_what_is_out_of_order_is_named_by_table_row_and_rule(data, folder, database, tmp_path):
    data("import", folder)
    connection = dbapi2.connect(database)
    connection.execute("UPDATE payments SET total_cents = total_cents + 1 WHERE id <= 60")
    connection.commit()
    connection.close()
    report = tmp_path / "report.txt"
    result = data("check", "--report", report)
    assert result.exit_code == ExitCode.FAILED
    assert "payments 1: payment-total" in result.output
    assert "60 manquements." in result.output
    assert result.output.count("payment-total") == 50
    assert len(report.read_text("utf-8").splitlines()) == 60
    assert "--report" not in result.output
    hint = "Seuls les 50 premiers sont affichés\u00a0; --report FICHIER les écrit tous."
    assert hint in data("check").output


def test_files_that_are_there_are_not_overwritten(data, folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = data("generate", "--people", "1", "--csv", folder)
    assert result.exit_code == ExitCode.FAILED
    assert "déjà de tels fichiers" in result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_files_that_cannot_be_written_are_said(data, tmp_path):
    (tmp_path / "file").touch()
    result = data("generate", "--people", "1", "--create-secrets", "--csv", Path(tmp_path / "file" / "csv"))
    assert result.exit_code == ExitCode.FAILED
    assert "écriture impossible" in result.output
