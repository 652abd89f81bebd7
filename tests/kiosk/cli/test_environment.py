"""--demo: the files of the demonstration that runs, and nobody else's."""

import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from pysqlite3 import dbapi2

from hardware.card.simulator.host import CardHost
from hardware.card.simulator.paths import BenchPaths, runtime_dir
from kiosk import cli
from kiosk.app.sockets import settings_file
from kiosk.cli.environment import CommandLine, ExitCode


@pytest.fixture(autouse=True)
def runtime(monkeypatch, tmp_path):
    """A folder of this test's for the sockets, short enough for them, and a home without settings."""
    session = Path(tempfile.mkdtemp(prefix="kk-", dir="/tmp"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.settings_file.SYSTEM_FILE", tmp_path / "etc" / "kiosk.toml")
    runtime_dir().mkdir(mode=0o700)
    yield runtime_dir()
    shutil.rmtree(session)


def kiosk(*arguments):
    return CliRunner().invoke(cli.build("fr"), arguments, obj=CommandLine(), prog_name="kiosk")


@pytest.fixture
def left_behind(runtime):
    """The files of a demonstration that was killed."""
    file = settings_file(runtime)
    file.parent.mkdir()
    state = file.parent
    file.write_text(f'[database]\nurl = "sqlite:///{state}/kiosk.db"\n[secrets]\ndir = "{state}/secrets"\n', "utf-8")
    made = kiosk("data", "generate", "--people", "0", "--create-secrets", "--config", str(file))
    assert made.exit_code == ExitCode.DONE
    return state


@pytest.fixture
def demonstration(left_behind, runtime):
    """What a command sees of a demonstration that runs."""
    host = CardHost(BenchPaths(runtime))
    host.start()
    yield left_behind
    host.stop()


@pytest.mark.usefixtures("demonstration")
def test_the_database_of_the_demonstration_is_checked():
    result = kiosk("data", "check", "--demo")
    assert result.exit_code == ExitCode.DONE
    assert "0 manquement." in result.output


@pytest.mark.usefixtures("demonstration")
def test_a_certificate_is_verified_with_the_key_of_the_demonstration():
    assert "INCONNUE" in kiosk("verify", "--demo", "bonjour").output


@pytest.mark.usefixtures("demonstration")
def test_files_are_made_with_the_secrets_of_the_demonstration(tmp_path):
    result = kiosk("data", "generate", "--demo", "--people", "0", "--csv", str(tmp_path / "csv"))
    assert result.exit_code == ExitCode.DONE
    assert (tmp_path / "csv" / "people.csv").exists()


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    "command", [("data", "check"), ("verify", "bonjour"), ("data", "generate", "--csv", "nowhere")]
)
def test_where_a_file_is_missing_and_a_demonstration_runs_the_option_is_named(command):
    result = kiosk(*command)
    assert result.exit_code in {ExitCode.FAILED, ExitCode.REFUSED}
    assert result.stderr.endswith("Une démonstration tourne ici\u00a0: --demo prend ses fichiers.\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("demonstration")
def test_the_option_is_not_named_where_it_leads_nowhere(tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "rates.csv").touch()
    empty = tmp_path / "empty.db"
    empty.touch()
    of_import = kiosk("data", "import", str(tmp_path / "csv"), "--database", f"sqlite:///{empty}")
    assert "BASE-01" in of_import.stderr
    assert "--demo" not in of_import.stderr
    assert "--demo" not in kiosk("data", "generate").stderr


@pytest.mark.parametrize("replace", [(), ("--replace",)])
def test_the_database_of_the_demonstration_is_open_so_that_another_place_is_named(demonstration, replace):
    connection = dbapi2.connect(demonstration / "kiosk.db")
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT 1 FROM people").fetchall()
    result = kiosk("data", "generate", "--demo", "--people", "0", *replace)
    connection.close()
    assert result.exit_code == ExitCode.FAILED
    assert "tient sa base ouverte" in result.stderr
    assert "--csv" in result.stderr
    assert "--replace" not in result.stderr


@pytest.mark.usefixtures("left_behind")
def test_a_demonstration_that_was_killed_is_none(runtime):
    result = kiosk("data", "check", "--demo")
    assert result.exit_code == ExitCode.REFUSED
    assert f"aucune démonstration ne tourne dans {runtime}" in result.stderr
    assert "--demo prend" not in kiosk("data", "check").stderr


def test_verification_without_a_demonstration_does_not_end_as_an_altered_certificate_does():
    result = kiosk("verify", "--demo", "bonjour")
    assert result.exit_code == ExitCode.REFUSED
    assert "kiosk demo" in result.stderr


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("command", [("data", "check"), ("verify", "bonjour")])
def test_other_settings_and_the_demonstration_exclude_each_other(command, tmp_path):
    (tmp_path / "mine.toml").write_text("", "utf-8")
    result = kiosk(*command, "--demo", "--config", str(tmp_path / "mine.toml"))
    assert result.exit_code == ExitCode.REFUSED
    assert "s’excluent" in result.stderr
