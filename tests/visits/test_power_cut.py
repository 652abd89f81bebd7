"""The power of the terminal fails while a certificate is printed: at the next visit it comes as a duplicate."""

import re
from pathlib import Path

import pytest

from hardware.printer.simulator.faults import Fault, FaultName
from tests.visits.people import FAMILY
from tests.visits.programs import has_ended, wait_until
from tests.visits.remains import Search, traces_in_files


@pytest.fixture
def switch_on(start_program, config):
    def start(*, finds_a_strip=False):
        terminal = start_program("-m", "tests.visits.driven_terminal", "--config", str(config))
        if finds_a_strip:
            terminal.shows("Il vient d’une autre visite")
            terminal.presses("Continuer")
        terminal.shows("Insérez votre carte Vitale")
        return terminal

    return start


def opens_certificate(terminal, reader):
    reader.insert(FAMILY.card)
    terminal.shows("Votre code ameli")
    terminal.ask(f"type {FAMILY.code}")
    terminal.shows("Que souhaitez-vous faire")
    terminal.presses("Attestation de droits")
    terminal.shows("Valable jusqu’au")


def number_in(text):
    return re.search(r"751-\d\d-\d{6}-\w", text)[0]


def test_a_certificate_whose_power_was_cut_comes_as_a_duplicate(switch_on, simulators, printer):
    terminal = switch_on()
    opens_certificate(terminal, simulators.reader)
    number = number_in(" ".join(terminal.ask("look")["texts"]))
    printer.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=70))
    terminal.presses("Imprimer")
    terminal.shows("Il n’y a plus de papier")
    terminal.process.kill()
    terminal.ends()
    simulators.reader.remove()
    printer.operator.clear_all()

    terminal = switch_on(finds_a_strip=True)
    opens_certificate(terminal, simulators.reader)
    terminal.shows("ce papier portera la mention DUPLICATA")
    terminal.presses("Imprimer")
    terminal.shows("Prenez votre document")
    newest = printer.operator.papers()[-1].text
    assert "DUPLICATA" in newest
    assert number_in(newest) == number
    assert newest.count("DURAND Marie") == 2, "a rest of the paper before stands on it"


def test_a_certificate_that_was_confirmed_before_the_cut_is_no_duplicate(switch_on, simulators, printer):
    terminal = switch_on()
    opens_certificate(terminal, simulators.reader)
    terminal.presses("Imprimer")
    terminal.shows("Prenez votre document")
    terminal.process.kill()
    terminal.ends()
    simulators.reader.remove()

    terminal = switch_on()
    opens_certificate(terminal, simulators.reader)
    terminal.presses("Imprimer")
    terminal.shows("Prenez votre document")
    first, second = (paper.text for paper in printer.operator.papers())
    assert "DUPLICATA" not in second
    assert number_in(first) != number_in(second)


def test_a_killed_terminal_takes_its_card_process_along_and_leaves_nothing_of_the_person(
    switch_on, simulators, program_settings
):
    terminal = switch_on()
    opens_certificate(terminal, simulators.reader)
    terminal.presses("Imprimer")
    terminal.shows("Prenez votre document")
    (card_process,) = terminal.under("hardware.card.process")
    terminal.process.kill()
    terminal.ends()
    wait_until(lambda: has_ended(card_process), "the end of the card process")

    search = Search(FAMILY.pattern)
    state = Path(program_settings.paths.state)
    assert (
        traces_in_files(search, [state, simulators.runtime], [*state.glob("kiosk.db*"), simulators.runtime / "state"])
        == []
    )
    assert [line for line in terminal.said if search.text(line)] == []
