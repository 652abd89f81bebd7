"""The power of the terminal fails after an order of European cards: nothing is ordered twice, no paper is doubled."""

import re
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pysqlite3 import dbapi2

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.texts import format_date_weekday
from tests.visits.people import EHIC_PENDING, FAMILY
from tests.visits.programs import wait_until


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


def opens_line(terminal, reader, person):
    reader.insert(person.card)
    terminal.shows("Votre code ameli")
    terminal.ask(f"type {person.code}")
    terminal.shows("Que souhaitez-vous faire")
    terminal.presses("Carte européenne")
    terminal.shows("Étape 1 sur")


def orders_for(terminal, name):
    """Answer the questions for one person who leaves today."""
    terminal.presses(name)
    terminal.presses("Continuer")
    terminal.presses("Oui, continuer")
    leaves_today(terminal, "Commander")


def wants_a_certificate(terminal, name):
    """Answer them for one whose card is being made: nothing is sent, so that no address is asked about."""
    terminal.presses(name)
    terminal.presses("Continuer")
    leaves_today(terminal, "Obtenir le certificat")


def leaves_today(terminal, button):
    terminal.presses(format_date_weekday(datetime.now().astimezone().date()))
    terminal.presses(button)


def loses_power(terminal, reader):
    terminal.process.kill()
    terminal.ends()
    reader.remove()


def orders_of_lucas(settings):
    database = Path(settings.database.url.removeprefix("sqlite:///"))
    with closing(dbapi2.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(
            "SELECT count(*) FROM ehic_orders JOIN people ON people.id = person_id WHERE first_name = 'Lucas'"
        ).fetchone()[0]


def test_an_order_that_was_kept_before_the_cut_is_known_after_it(switch_on, simulators, program_settings):
    terminal = switch_on()
    opens_line(terminal, simulators.reader, FAMILY)
    orders_for(terminal, "Lucas")
    # The receipt may not even have come to the screen.
    wait_until(lambda: orders_of_lucas(program_settings) == 1, "the order")
    loses_power(terminal, simulators.reader)

    terminal = switch_on()
    opens_line(terminal, simulators.reader, FAMILY)
    terminal.shows("Lucas Durand, Déjà commandée le")
    wants_a_certificate(terminal, "Lucas")
    terminal.shows("Votre certificat est prêt")
    assert orders_of_lucas(program_settings) == 1


def test_a_certificate_whose_power_was_cut_comes_as_a_duplicate(switch_on, simulators, printer):
    terminal = switch_on()
    opens_line(terminal, simulators.reader, EHIC_PENDING)
    wants_a_certificate(terminal, "Nadia")
    terminal.shows("Votre certificat est prêt")
    printer.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=70))
    terminal.presses("Imprimer")
    terminal.shows("Il n’y a plus de papier")
    loses_power(terminal, simulators.reader)
    printer.operator.clear_all()

    terminal = switch_on(finds_a_strip=True)
    opens_line(terminal, simulators.reader, EHIC_PENDING)
    wants_a_certificate(terminal, "Nadia")
    terminal.presses("Imprimer")
    terminal.shows("Prenez votre document")
    newest = printer.operator.papers()[-1].text
    assert "DUPLICATA" in newest
    assert re.search(r"N° 751-\d\d-\d{6}-\w", newest)
    assert newest.count("4. Prénoms : Nadia".replace(" :", "\u00a0:")) + newest.count("4. Prénoms : Nadia") == 1
