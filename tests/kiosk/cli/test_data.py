import stat

import pytest
from click.testing import CliRunner
from pysqlite3 import dbapi2

from kiosk import cli
from kiosk.cli.environment import CommandLine, ExitCode
from kiosk.services.generator.cast import cast_nirs

CAST = len(set(cast_nirs()))


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.settings_file.SYSTEM_FILE", tmp_path / "etc" / "kiosk.toml")
    return tmp_path


@pytest.fixture
def generate(home):
    del home

    def generate(*arguments):
        return CliRunner().invoke(
            cli.build("fr"), ["data", "generate", *arguments], obj=CommandLine(), prog_name="kiosk"
        )

    return generate


@pytest.fixture
def state(home):
    return home / ".local" / "state" / "kiosk"


def people_in(path):
    connection = dbapi2.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM people").fetchone()
    connection.close()
    return count


def test_people_are_generated_where_the_settings_say(generate, state):
    result = generate("--people", "20", "--seed", "3", "--create-secrets")
    assert result.exit_code == ExitCode.DONE
    assert f"{CAST + 20} personnes" in result.output
    assert people_in(state / "kiosk.db") == CAST + 20


def test_the_day_and_the_address_can_be_said(generate, home):
    path = home / "elsewhere" / "other.db"
    result = generate("--people", "0", "--create-secrets", "--today", "2026-11-21", "--database", f"sqlite:///{path}")
    assert result.exit_code == ExitCode.DONE
    connection = dbapi2.connect(path)
    assert connection.execute("SELECT as_of FROM data_sets").fetchone() == ("2026-11-21",)
    connection.close()


def test_without_secrets_nothing_is_generated(generate, state):
    result = generate("--people", "1")
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.startswith(f"kiosk: REGL-02\u00a0: secrets absents de {state / 'secrets'}")
    assert "--create-secrets" in result.output
    assert not (state / "kiosk.db").exists()


def test_secrets_that_others_can_read_are_not_made_anew(generate, state):
    generate("--people", "0", "--create-secrets")
    (state / "secrets" / "pepper").chmod(0o644)
    result = generate("--people", "0", "--create-secrets", "--replace")
    assert result.exit_code == ExitCode.FAILED
    assert "lisibles par d’autres" in result.output


def test_secrets_that_are_there_are_used(generate, state):
    generate("--people", "0", "--create-secrets")
    pepper = (state / "secrets" / "pepper").read_text()
    assert generate("--people", "0", "--create-secrets", "--replace").exit_code == ExitCode.DONE
    assert (state / "secrets" / "pepper").read_text() == pepper


def test_a_base_that_is_there_is_replaced_only_on_demand(generate, state):
    generate("--people", "0", "--create-secrets")
    result = generate("--people", "5")
    assert result.exit_code == ExitCode.FAILED
    assert "--replace" in result.output
    assert people_in(state / "kiosk.db") == CAST
    assert generate("--people", "5", "--replace").exit_code == ExitCode.DONE
    assert people_in(state / "kiosk.db") == CAST + 5


def test_a_base_that_is_open_is_not_replaced(generate, state):
    generate("--people", "0", "--create-secrets")
    connection = dbapi2.connect(state / "kiosk.db")
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT 1 FROM people").fetchall()
    result = generate("--people", "5", "--replace")
    connection.close()
    assert result.exit_code == ExitCode.FAILED
    assert "ouverte" in result.output


@pytest.mark.parametrize("address", ["nonsense", "sqlite://", "sqlite:///:memory:"])
def test_an_address_of_no_base_is_refused(generate, address):
    result = generate("--people", "0", "--create-secrets", "--database", address)
    assert result.exit_code == ExitCode.REFUSED
    assert "sqlite:////CHEMIN" in result.output


def test_a_path_in_place_of_an_address_is_refused_with_its_address_before_anything_else_is_missing(generate, home):
    result = generate("--database", str(home / "mine.db"))
    assert result.exit_code == ExitCode.REFUSED
    assert result.stderr == f"kiosk: adresse de base refusée\u00a0; permis\u00a0: sqlite:///{home}/mine.db\n"


def test_an_address_with_a_password_is_not_repeated(generate):
    assert "hidden" not in generate("--database", "postgresql+psycopg://kiosk:hidden@localhost/kiosk").output


def test_a_place_that_cannot_be_written_is_said(generate, home):
    (home / "file").touch()
    result = generate("--people", "0", "--create-secrets", "--database", f"sqlite:///{home}/file/kiosk.db")
    assert result.exit_code == ExitCode.FAILED
    assert f"écriture impossible ({home}/file" in result.output
    assert "un fichier est à la place d’un dossier" in result.output


@pytest.mark.parametrize(
    ("code", "said"), [(dbapi2.SQLITE_FULL, "disque plein"), (dbapi2.SQLITE_ERROR, "no such table")]
)
def test_what_the_base_refuses_is_said_without_the_names_of_the_program(generate, home, monkeypatch, code, said):
    def refuse(_file):
        error = dbapi2.OperationalError("no such table")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("kiosk.storage.bulk.BulkFile.finish", refuse)
    result = generate("--people", "0", "--create-secrets", "--database", f"sqlite:///{home}/kiosk.db")
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.endswith(f"écriture impossible ({home}/kiosk.db\u00a0: {said})\n")


def test_a_place_where_secrets_cannot_be_written_is_said(generate, home):
    (home / ".local").touch()
    result = generate("--people", "0", "--create-secrets")
    assert result.exit_code == ExitCode.FAILED
    assert "écriture impossible" in result.output


def test_cards_are_written_on_demand(generate, home):
    generate("--people", "40", "--create-secrets", "--cards", str(home / "cards"))
    assert 0 < len(list((home / "cards").glob("drawn-*.toml"))) <= 20


def test_secrets_and_base_are_for_their_owner_alone(generate, state):
    generate("--people", "0", "--create-secrets")
    assert stat.S_IMODE((state / "kiosk.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((state / "secrets").stat().st_mode) == 0o700


@pytest.mark.parametrize("arguments", [["--people", "-1"], ["--seed", "-1"], ["--today", "demain"]])
def test_what_is_no_number_and_no_day_is_refused(generate, arguments):
    assert generate(*arguments).exit_code == ExitCode.REFUSED
