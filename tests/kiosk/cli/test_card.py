import re
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware.card.simulator.host import CardHost
from hardware.card.simulator.paths import BenchPaths
from hardware.card.simulator.scenario import card_names
from kiosk import cli
from kiosk.cli.environment import CommandLine, ExitCode


@pytest.fixture
def runtime():
    folder = Path(tempfile.mkdtemp(prefix="kk-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def host(runtime):
    """A virtual reader that runs; no pcscd is needed to move its cards."""
    host = CardHost(BenchPaths(runtime))
    host.start()
    yield host
    host.stop()


def kiosk(*arguments, language="fr"):
    return CliRunner().invoke(cli.build(language), arguments, obj=CommandLine(), prog_name="kiosk")


def card(runtime, command, *arguments):
    return kiosk("card", command, *arguments, "--runtime", str(runtime))


pytestmark = pytest.mark.usefixtures("host")


def test_a_card_is_inserted_turned_and_removed(runtime):
    assert card(runtime, "insert", "family").output == "Dans le lecteur\u00a0: family\n"
    assert card(runtime, "turn").output == "Dans le lecteur, à l’envers\u00a0: family\n"
    assert card(runtime, "turn").output == "Dans le lecteur\u00a0: family\n"
    assert card(runtime, "remove").output == "Lecteur vide.\n"


def test_a_card_is_inserted_from_a_file(runtime, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('title = "Essai"\n')
    result = card(runtime, "insert", str(file))
    assert (result.exit_code, str(file) in result.output) == (ExitCode.DONE, True)


def test_a_card_that_was_updated_is_reset(runtime):
    card(runtime, "insert", "to-update")
    assert card(runtime, "reset", "family").output == "Dans le lecteur\u00a0: to-update\n"
    assert card(runtime, "reset", "to-update").output == "Lecteur vide.\n"
    assert card(runtime, "reset", "nobody").exit_code == ExitCode.REFUSED


def test_the_cards_are_listed_with_the_one_that_is_in(runtime):
    card(runtime, "insert", "locked")
    listed = card(runtime, "list").output.splitlines()
    assert [line.split()[0] for line in listed[:-1]] == list(card_names())
    assert ["family", "Famille ordinaire"] in [re.split(" {2,}", line) for line in listed]
    assert listed[-1] == "Dans le lecteur\u00a0: locked"


def test_the_cards_are_listed_where_no_reader_runs(tmp_path):
    result = card(tmp_path, "list")
    assert (result.exit_code, len(result.output.splitlines())) == (ExitCode.DONE, len(card_names()))


@pytest.mark.parametrize("command", [["insert", "family"], ["remove"], ["turn"]])
def test_where_no_reader_runs_one_line_says_what_to_start(tmp_path, command):
    result = card(tmp_path, *command)
    assert result.exit_code == ExitCode.FAILED
    assert result.output.count("\n") == 1
    assert "kiosk demo" in result.output


def test_an_unknown_card_is_refused_with_the_names_of_the_others(runtime):
    result = card(runtime, "insert", "famly")
    assert result.exit_code == ExitCode.REFUSED
    assert "carte inconnue\u00a0: famly" in result.output
    assert ", ".join(card_names()) in result.output


@pytest.mark.parametrize("text", ["titre = 1", "title = ", None], ids=["unknown key", "no TOML", "no file"])
def test_a_wrong_file_is_refused_in_one_line_that_names_it(runtime, tmp_path, text):
    file = tmp_path / "wrong.toml"
    if text is not None:
        file.write_text(text)
    result = card(runtime, "insert", str(file))
    assert result.exit_code == ExitCode.REFUSED
    assert result.output.count("\n") == 1
    assert str(file) in result.output


def test_the_help_says_what_each_command_does():
    shown = kiosk("card", "--help").output
    assert all(name in shown for name in ("insert", "remove", "turn", "list"))
    assert "NOM|FICHIER" in kiosk("card", "insert", "--help").output
