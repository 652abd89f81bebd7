import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kiosk import __version__, cli
from kiosk.cli.environment import CommandLine, ExitCode, pass_command_line

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("kiosk.settings_file.SYSTEM_FILE", tmp_path / "etc" / "kiosk.toml")


@pytest.fixture
def show(monkeypatch):
    """A subcommand `demo` that says the terminal's name, and one under it."""

    @click.group(invoke_without_command=True)
    @pass_command_line
    def demo(line):
        click.echo(line.settings().terminal.id)

    @demo.command()
    @pass_command_line
    def again(line):
        click.echo(line.settings().terminal.id)

    monkeypatch.setattr(cli.LazyGroup, "list_commands", lambda _group, _ctx: ["demo"])
    monkeypatch.setattr(cli.importlib, "import_module", lambda _name: type("module", (), {"demo": demo}))


def run(*arguments, language="fr"):
    return CliRunner().invoke(cli.build(language), arguments, obj=CommandLine(), prog_name="kiosk")


def test_the_help_is_in_french():
    result = run("--help")
    assert result.exit_code == ExitCode.DONE
    assert "Borne multiservices" in result.output
    assert "Usage\u00a0:" in result.output
    assert "Montrer cette aide." in result.output


def test_an_english_environment_has_the_whole_help_in_english():
    # In a process of its own: the sentences of a command are chosen when its module is imported.
    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP], cwd=ROOT, env={**os.environ, "LC_ALL": "en_GB.UTF-8"}, capture_output=True
    )
    said = done.stdout.decode("utf-8")

    assert done.returncode == 0, done.stderr
    assert "Self-service terminal: the terminal, its simulators and its data." in said
    assert "Simulate a ticket printer on this machine" in said
    assert re.findall(r"\b[A-Z]*(?:FICHIER|DOSSIER|LIEN|SECONDES)\b|\w*[àâçèéêëîïôûœÉ]\w*| [:;?!]", said) == []


EVERY_HELP = """
import os
import click
from kiosk import cli


def walk(command, context):
    print(command.get_help(context))
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        under = command.get_command(context, name)
        walk(under, click.Context(under, parent=context, info_name=name))


group = cli.build(cli.language_of(os.environ))
walk(group, click.Context(group, info_name="kiosk"))
"""


def test_a_command_whose_module_is_missing_is_not_shown(monkeypatch):
    monkeypatch.setattr(cli.importlib.util, "find_spec", lambda name: name == "kiosk.cli.card" or None)
    result = run("--help")
    assert "card" in result.output
    assert "demo" not in result.output


def test_help_without_any_command_is_still_help(monkeypatch):
    monkeypatch.setattr(cli.importlib.util, "find_spec", lambda _name: None)
    assert "Commandes" not in run("--help").output


@pytest.mark.parametrize("group", [(), ("data",), ("card",), ("printer",)])
def test_the_help_of_a_group_cuts_no_line_and_is_typeset_as_french_is(group):
    said = run(*group, "--help").output
    assert "..." not in said.replace("[ARGS]...", "")
    assert "\nOptions\u00a0:\n" in said
    assert "\nCommandes\u00a0:\n" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("printer", "serve", "--dialect", "coffee"),
        ("data", "generate", "--people", "many"),
        ("data", "generate", "--people", "-1"),
        ("data", "generate", "--today", "demain"),
        ("data", "import", "nowhere"),
        ("printer", "serve", "--take-after"),
    ],
)
def test_what_is_refused_is_refused_in_french(arguments):
    result = run(*arguments)
    assert result.exit_code == ExitCode.REFUSED
    assert re.findall(r"\b(?:is|not|one|of|does|the|requires?|integer|range)\b", result.stderr) == []


def test_the_version_is_the_one_of_the_package():
    assert run("--version").output == f"kiosk {__version__}\n"


def test_an_unknown_command_is_refused_in_french():
    result = run("dmeo")
    assert result.exit_code == ExitCode.REFUSED
    assert "Commande inconnue\u00a0: dmeo." in result.stderr


@pytest.mark.usefixtures("show")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--config", "FILE", "demo"),
        ("demo", "--config", "FILE"),
        ("demo", "--config", "FILE", "again"),
        ("demo", "again", "--config", "FILE"),
    ],
)
def test_config_is_taken_wherever_it_is_written(arguments, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('[terminal]\nid = "mine"\n')
    result = run(*[str(file) if argument == "FILE" else argument for argument in arguments])
    assert result.exit_code == ExitCode.DONE, result.output
    assert result.output.splitlines()[-1] == "mine"


@pytest.mark.usefixtures("show")
def test_wrong_settings_are_one_line_on_the_standard_error_and_exit_2(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text("[limits]\nidle = 3\n")
    result = run("demo", "--config", str(file))
    assert result.exit_code == ExitCode.REFUSED
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert f"{file}\u00a0: [limits] idle\u00a0: " in result.stderr


@pytest.mark.parametrize(
    "command",
    [("card", "list"), ("printer", "state"), ("gallery", "."), ("tour", "."), ("verify", "x")],
)
def test_a_command_that_needs_no_setting_refuses_wrong_ones_too(command, tmp_path):
    result = run("--config", str(tmp_path / "none.toml"), *command)
    assert result.exit_code == ExitCode.REFUSED
    assert "introuvable" in result.stderr


def test_the_terminal_starts_with_wrong_settings_to_show_them(monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr("kiosk.app.supervisor.supervise", lambda command, **_options: started.append(command) or 0)
    run("--config", str(tmp_path / "none.toml"), "run")
    assert str(tmp_path / "none.toml") in started[0]


@pytest.mark.usefixtures("show")
def test_a_missing_settings_file_is_exit_2(tmp_path):
    result = run("--config", str(tmp_path / "none.toml"), "demo")
    assert result.exit_code == ExitCode.REFUSED
    assert "introuvable" in result.stderr


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_language_is_french_unless_the_environment_says_english(environ, language):
    assert cli.language_of(environ) == language


def test_every_command_that_is_there_is_imported_without_what_is_heavy():
    code = (
        "import sys, click; from kiosk import cli; group = cli.build('fr'); ctx = click.Context(group);"
        "[group.get_command(ctx, name) for name in group.list_commands(ctx)];"
        "print([name for name in ('PySide6', 'sqlalchemy', 'smartcard', 'escpos') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"HOME": "/"},
    )
    assert run.stdout == "[]\n"


def test_every_command_that_is_there_is_on_the_page_of_the_command_line():
    page = (ROOT / "docs" / "cli.md").read_text()
    group = cli.build("fr")
    for name in group.list_commands(click.Context(group)):
        assert f"`kiosk {name}" in page
    for code in ExitCode:
        assert f"| {code.value} |" in page
