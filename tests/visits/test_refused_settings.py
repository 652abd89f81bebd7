"""Settings that cannot be used: one clear line, a screen that says so, and the terminal once they are mended."""

import pytest

from kiosk.catalogue.failures import FailureCode
from tests.visits.programs import wait_until

STAND_IN = "ui.terminal.crash"


def sentences(program):
    """The lines for people on the standard error."""
    return [line.strip().replace("\u00a0", " ") for line in list(program.said) if line.startswith("kiosk:")]


WRONG = {
    "an unknown key": ('[printer]\npaper = "A4"\n', "[printer] paper : inconnu ; permis : url, profile, dialect"),
    "an unknown section": ("[imprimante]\n", "[imprimante] : inconnu ; permis : [terminal]"),
    "a wrong type": ('[limits]\nidle_s = "longtemps"\n', "[limits] idle_s : valeur refusée ; permis : 10 … 3600 s"),
    "a value out of range": ("[limits]\nidle_s = 5\n", "[limits] idle_s : valeur refusée ; permis : 10 … 3600 s"),
    "no TOML": ("[printer\n", "TOML mal formé, ligne 1"),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG)
def test_the_terminal_names_file_key_and_what_is_allowed_and_ends_with_2(start_program, tmp_path, content, sentence):
    file = tmp_path / "kiosk.toml"
    file.write_text(content, encoding="utf-8")
    terminal = start_program("-m", "kiosk.app.terminal", "--config", str(file))
    assert terminal.ends() == 2
    (said,) = sentences(terminal)
    assert said.startswith(f"kiosk: {file} : ")
    assert sentence in said


def test_a_file_that_is_not_there_is_named(start_program, tmp_path):
    terminal = start_program("-m", "kiosk.app.terminal", "--config", str(tmp_path / "kiosk.toml"))
    assert terminal.ends() == 2
    assert sentences(terminal) == [f"kiosk: {tmp_path / 'kiosk.toml'} : fichier introuvable"]


def test_a_file_that_cannot_be_read_is_named(start_program, tmp_path):
    terminal = start_program("-m", "kiosk.app.terminal", "--config", str(tmp_path))
    assert terminal.ends() == 2
    (said,) = sentences(terminal)
    assert said.startswith(f"kiosk: {tmp_path} : fichier illisible")


def test_a_printer_that_is_none_is_named(start_program, config):
    config.write_text(config.read_text().replace('profile = "default"', 'profile = "nobody-makes-it"'))
    terminal = start_program("-m", "kiosk.app.terminal", "--config", str(config))
    assert terminal.ends() == 2
    (said,) = sentences(terminal)
    assert "nobody-makes-it" in said


def test_under_the_supervisor_a_screen_says_so_until_the_file_is_mended(start_program, config):
    right = config.read_text(encoding="utf-8")
    config.write_text(right + "paper = 4\n", encoding="utf-8")
    run = start_program("-m", "kiosk.cli", "run", "--config", str(config))
    wait_until(lambda: shown(run) == [FailureCode.SETTINGS_INVALID], "the screen that says so")
    assert not run.has_logged("CRASH_LOOP")
    whole = config.with_suffix(".new")
    whole.write_text(right, encoding="utf-8")
    whole.replace(config)
    wait_until(lambda: run.has_logged("READER_ADDED"), "the terminal")
    wait_until(lambda: not run.under(STAND_IN), "the end of the screen that stood in")


def shown(program):
    return [process.cmdline()[-1] for process in program.under(STAND_IN)]
