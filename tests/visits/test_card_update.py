"""Updates of cards: through the reader and pcscd, with the simulated authority, to the screen that each comes to."""

import os
import subprocess
from pathlib import Path

import pytest
from pysqlite3 import dbapi2

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import UpdateOutcome, UpdatePhase
from kiosk.session.statuses import AskingCode, CardUpdated, Ended, EndReason, Menu, TakeCard, UpdatingCard
from tests.visits.hands import Keys, Touch
from tests.visits.people import OPPOSED, RIGHTS_ENDED, TO_UPDATE

LINE = "Mettre à jour ma carte Vitale"
SIMULATION = "Simulation : aucune vraie carte Vitale n’est écrite."
OF_READING = 16
"""What the reader itself asks of a card that was inserted."""
OF_THE_SWITCH = 40
"""The APDU of an update that makes valid what was written; GET RESPONSE counts too."""
CARD = Path("assets/cards/to-update.toml").read_text(encoding="utf-8")


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


@pytest.fixture(autouse=True)
def _as_from_the_factory(simulators):
    simulators.reader.reset(TO_UPDATE.card)


@pytest.fixture
def enters_with(visit, tmp_path):
    """Come to the menu with the card, to which something happens at the nth APDU after it was read."""

    def enters_with(fault, at, **more):
        keys = {"kind": f'"{fault}"', "at": OF_READING + at, **more}
        file = tmp_path / "to-update.toml"
        file.write_text("\n".join((CARD, "[[faults]]", *(f"{key} = {value}" for key, value in keys.items()))))
        visit.insert(str(file))
        visit.reaches(AskingCode)
        visit.type(TO_UPDATE.code)
        visit.reaches(Menu)

    return enters_with


def ends(visit, outcome):
    visit.reaches(CardUpdated, lambda status: status.ended.outcome is outcome)
    visit.says(SIMULATION)


def people_on(visit):
    return [person.first_name for person in visit.status.visitor.card.people]


def seen_by_another_program(visit):
    """What a program of Debian's reads of the identities."""
    environment = {**os.environ, **visit.simulators.reader.environment, "LC_ALL": "C"}
    command = ["opensc-tool", "-s", "00A40000023F00", "-s", "00B0820000"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30).stdout


def hexadecimal(text):
    return " ".join(f"{byte:02X}" for byte in text.encode("ascii"))


def test_a_newborn_comes_onto_the_card(visit, hands):
    visit.presents(TO_UPDATE)
    hands.types_code(TO_UPDATE.code)
    visit.reaches(Menu)
    hands.chooses(LINE)
    ends(visit, UpdateOutcome.UPDATED)
    visit.says("Votre carte est à jour", "31/12/2025", "31/12/2027", "Déclaré", "Thomas, Sarah, Manon")
    phases = [
        state.status.step.phase
        for state in visit.states
        if isinstance(state.status, UpdatingCard) and state.status.step
    ]
    assert list(dict.fromkeys(phases)) == list(UpdatePhase)
    assert hexadecimal("MAN") in seen_by_another_program(visit)
    hands.chooses("Autre démarche")
    visit.reaches(Menu)
    hands.chooses(LINE)
    ends(visit, UpdateOutcome.NOTHING_NEW)
    hands.chooses("Terminer")
    visit.reaches(TakeCard)
    visit.remove()
    visit.presents(TO_UPDATE)
    assert people_on(visit) == ["THOMAS", "SARAH", "MANON"]


def test_a_card_that_is_reset_can_be_updated_again(visit):
    for _time in range(2):
        visit.enters(TO_UPDATE)
        visit.press(LINE)
        ends(visit, UpdateOutcome.UPDATED)
        visit.leaves()
        visit.simulators.reader.reset(TO_UPDATE.card)


def test_an_opposed_card_is_sent_to_an_adviser(visit):
    visit.enters(OPPOSED)
    visit.press(LINE)
    ends(visit, UpdateOutcome.OPPOSED)
    visit.says("Cette carte n’est plus valable", "Voyez un conseiller de l’accueil", "jeudi 9 h – 12 h")


def test_a_card_of_a_person_without_rights_is_left_as_it_is(visit):
    visit.enters(RIGHTS_ENDED)
    visit.press(LINE)
    ends(visit, UpdateOutcome.RIGHTS_ENDED)
    visit.says("Vos droits sont à vérifier", "Rien n’a été changé sur votre carte.")


def test_a_card_that_was_never_given_to_this_person_is_not_updated(visit, tmp_path):
    copied = tmp_path / "copied.toml"
    copied.write_text(CARD.replace("802500000299900000023", "802500000299900000099"), encoding="utf-8")
    visit.insert(str(copied))
    visit.reaches(AskingCode)
    visit.type(TO_UPDATE.code)
    visit.reaches(Menu)
    visit.press(LINE)
    ends(visit, UpdateOutcome.UNKNOWN_CARD)
    visit.says("Nous ne trouvons pas cette carte")


def test_a_card_that_refuses_is_left_readable(visit, enters_with):
    enters_with("status-word", 30, status_word='"6F00"', times=200)
    visit.press(LINE)
    ends(visit, UpdateOutcome.REFUSED_BY_CARD)
    visit.says("Votre carte refuse la mise à jour")
    visit.leaves()
    visit.enters(TO_UPDATE)
    assert people_on(visit) == ["THOMAS", "SARAH"]


def test_a_card_that_refuses_after_the_switch_is_not_told_to_be_as_before_and_is_updated_in_the_end(visit, enters_with):
    enters_with("status-word", OF_THE_SWITCH, status_word='"6F00"')
    visit.press(LINE)
    visit.reaches(UpdatingCard, lambda status: status.failure is FailureCode.UPDATE_UNFINISHED)
    visit.says("La mise à jour n’est pas terminée", "La mise à jour reprendra où elle s’est arrêtée.", "SERV-06")
    assert kept_updates(visit) == [("open",)]
    visit.press("Réessayer")
    ends(visit, UpdateOutcome.UPDATED)
    assert people_on(visit) == ["THOMAS", "SARAH", "MANON"]
    assert kept_updates(visit) == [("ended",)]


def test_when_the_authority_is_away_the_update_can_be_tried_again(visit, hands):
    visit.enters(TO_UPDATE)
    visit.simulators.authority.stop()
    try:
        hands.chooses(LINE)
        visit.reaches(UpdatingCard, lambda status: status.failure is FailureCode.UPDATE_UNAVAILABLE)
        visit.says("La mise à jour des cartes ne répond pas", "Votre carte reste lisible.", "SERV-04")
    finally:
        visit.simulators.authority.start()
    hands.chooses("Réessayer")
    ends(visit, UpdateOutcome.UPDATED)


def test_after_a_bad_contact_the_update_goes_on_where_it_stopped(visit, enters_with, hands):
    enters_with("answer", 32, answer='"90"')
    hands.chooses(LINE)
    visit.reaches(UpdatingCard, lambda status: status.failure is FailureCode.CARD_COMM)
    visit.says("Votre carte reste lisible.")
    hands.chooses("Réessayer")
    ends(visit, UpdateOutcome.UPDATED)
    assert kept_updates(visit) == [("ended",)]


def test_a_card_that_falls_silent_is_taken_out_and_updated_later(visit, enters_with):
    enters_with("silence", 32)
    visit.press(LINE)
    visit.reaches(UpdatingCard, lambda status: status.failure is FailureCode.CARD_DEADLINE)
    visit.remove()
    visit.reaches(Ended)
    visit.enters(TO_UPDATE)
    assert people_on(visit) == ["THOMAS", "SARAH"]
    visit.press(LINE)
    ends(visit, UpdateOutcome.UPDATED)


@pytest.mark.parametrize("at", [1, 5, 9, 16, 23, 30, 34, 37, 44, 52])
def test_a_card_that_is_pulled_is_told_so_and_its_update_goes_on_when_it_is_back(visit, enters_with, at):
    enters_with("pull", at)
    visit.press(LINE)
    visit.reaches(Ended, lambda status: status.reason is EndReason.UPDATE_TORN)
    visit.says("Mise à jour à finir")
    visit.enters(TO_UPDATE)
    visit.press(LINE)
    ends(visit, UpdateOutcome.UPDATED)
    visit.says("Thomas, Sarah, Manon", "31/12/2025", "31/12/2027")
    assert people_on(visit) == ["THOMAS", "SARAH", "MANON"]
    assert kept_updates(visit) == [("ended",)]


def kept_updates(visit):
    connection = dbapi2.connect(f"file:{visit.database}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT status FROM card_updates").fetchall()
    finally:
        connection.close()
