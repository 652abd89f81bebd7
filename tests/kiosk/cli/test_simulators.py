"""Where the simulators do not start, one line of the command line's language says why."""

import pytest

from hardware.card.simulator.bench import BenchError
from hardware.card.simulator.build import BuildError
from hardware.card.simulator.paths import RuntimeDirectoryError
from hardware.card.simulator.private_pcscd import PcscdMissingError
from kiosk.cli.environment import ExitCode
from kiosk.cli.simulators import amid_simulators


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def said_of(error, capsys):
    with pytest.raises(SystemExit) as ended, amid_simulators():
        raise error
    assert ended.value.code == ExitCode.FAILED
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PcscdMissingError("pcscd is not installed"), "pcscd manque. Lancez d’abord «\u00a0make setup\u00a0»."),
        (BenchError("no reader"), "les simulateurs ne démarrent pas\u00a0: no reader"),
        (BuildError("no compiler"), "les simulateurs ne démarrent pas\u00a0: no compiler"),
        (RuntimeDirectoryError("too long"), "les simulateurs ne démarrent pas\u00a0: too long"),
        (PermissionError(13, "", "there"), "les simulateurs ne démarrent pas\u00a0: there\u00a0: accès refusé"),
    ],
)
def test_what_is_missing_is_said_in_one_line(error, sentence, capsys):
    assert said_of(error, capsys) == f"kiosk: {sentence}\n"


def test_a_second_demonstration_says_that_there_is_one(monkeypatch, capsys):
    monkeypatch.setattr("kiosk.cli.simulators.running_demo", lambda: object())
    assert "une démonstration tourne déjà" in said_of(BenchError("another virtual reader runs"), capsys)


def test_a_command_that_ends_well_ends_as_it_says():
    with pytest.raises(SystemExit) as ended, amid_simulators():
        raise SystemExit(ExitCode.DONE)
    assert ended.value.code == ExitCode.DONE
