"""Cards are updated through their commands alone: a virtual card, the simulated authority, a real database."""

import json
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update

from hardware.card.simulator.in_process import InProcessCardReader
from hardware.card.simulator.scenario import load_scenario
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import CardContent, UpdateOutcome, UpdatePhase
from kiosk.gateways.simulators.update_authority import UpdateAuthorityBench
from kiosk.gateways.update_line import UpdateLine
from kiosk.ports import CardAnswered, CardImageWritten, CardRead, CardRemoved, ServiceFailure, UpdateEnded, UpdateStep
from kiosk.storage.engine import reading, writing
from kiosk.storage.schema.card_update import card_updates, opposed_cards
from kiosk.storage.schema.registry import cards, members, rights_periods
from tests.kiosk.services.conftest import CODES, Visitor

BEFORE = CardContent(("THOMAS", "SARAH"), date(2025, 12, 31), has_declared_doctor=False, fund="751")
AFTER = CardContent(("THOMAS", "SARAH", "MANON"), date(2027, 12, 31), has_declared_doctor=True, fund="751")
UPDATED = UpdateEnded(UpdateOutcome.UPDATED, BEFORE, AFTER)
COMMANDS = 29
"""Of an update of this card, from the first to the last."""
BEGIN, LAST_WRITE, SWITCH = 12, 20, 21
"""The commands that empty the shadow area, that fill the last of it, and that make it valid."""
UNFINISHED = ServiceFailure(FailureCode.UPDATE_UNFINISHED)


@pytest.fixture(scope="module")
def _authority():
    """The path of a socket is short."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    with UpdateAuthorityBench(folder / "authority") as bench:
        yield bench
    shutil.rmtree(folder)


@pytest.fixture
def authority(_authority):
    """The authority with no session."""
    _authority.forget()
    return _authority


@pytest.fixture
def services(build, authority):
    return build(authority=UpdateLine(authority.socket_path))


class Terminal:
    """A terminal with a reader: inserts cards, and relays what it does not understand."""

    def __init__(self, services, name="to-update"):
        self.services = services
        self.name = name
        self.reader = InProcessCardReader()
        self.events = []
        self.reader.start(self.events.append)
        self.steps = []
        self.token = ""

    def insert(self, scenario=None):
        """Insert the card, and open the visit of its holder."""
        self.reader.insert(scenario or self.name)
        self.card, self.ticket = next((e.card, e.ticket) for e in reversed(self.events) if isinstance(e, CardRead))
        self.token = Visitor(self.services, self.card).log_in(CODES[self.name])
        return self

    def open(self, request_id=None):
        return self.services.card_update.open(self.token, self.card, request_id or uuid4())

    def exchange(self, step):
        """Give the card a command; None where it is not there any more."""
        self.steps.append(step)
        self.reader.exchange(self.ticket, step.number, step.command)
        answer = self.events[-1]
        return answer.response if isinstance(answer, CardAnswered) else None

    def answer(self, step, response):
        return self.services.card_update.answer(self.token, step.update_id, step.number, response)

    def update(self, request_id=None):
        """Go through a whole update."""
        self.steps = []
        said = self.open(request_id)
        while isinstance(said, UpdateStep):
            said = self.answer(said, self.exchange(said))
        self.reader.release(self.ticket)
        return said

    def pull_at(self, number, *, is_done):
        """Pull the card at a command: after the card has carried it out, or before it has come to it."""
        said = self.open()
        while said.number < number:
            said = self.answer(said, self.exchange(said))
        if is_done:
            assert self.exchange(said) is not None
        self.reader.remove()
        assert isinstance(self.events[-1], CardRemoved)

    def refuse_at(self, number, *, is_done=True):
        """Have the card answer 6F00 to a command, which it has carried out or not; give what the service says to it."""
        said = self.open()
        while said.number < number:
            said = self.answer(said, self.exchange(said))
        if is_done:
            self.exchange(said)
        said = self.answer(said, b"\x6f\x00")
        self.reader.release(self.ticket)
        return said

    def first_names(self):
        """Read the card as any reader does."""
        self.reader.reread(self.ticket)
        return tuple(person.first_name for person in self.events[-1].card.people)


class Misreading:
    """An authority that says of a card, at the end, something else than what is on it."""

    def __init__(self, line):
        self.open, self.write, self._answer = line.open, line.write, line.answer

    def answer(self, update_id, number, response):
        said = self._answer(update_id, number, response)
        return CardImageWritten(replace(said.image, fund="999")) if isinstance(said, CardImageWritten) else said


@pytest.fixture
def terminal(services):
    return Terminal(services).insert()


def kept_updates(opened):
    with reading(opened.engine) as connection:
        return connection.execute(select(card_updates).order_by(card_updates.c.started_at)).all()


def change(opened, statement):
    with writing(opened.engine) as connection:
        connection.execute(statement)


def test_a_newborn_is_written_on_the_card_and_the_rights_are_prolonged(terminal, opened):
    assert terminal.update() == UPDATED
    assert terminal.first_names() == ("THOMAS", "SARAH", "MANON")
    assert len(terminal.steps) == COMMANDS
    (kept,) = kept_updates(opened)
    assert (kept.status, kept.terminal_id) == ("ended", "borne-07")


def test_what_the_update_wrote_stays_when_the_card_is_taken_out(terminal):
    terminal.update()
    terminal.reader.remove()
    terminal.insert()
    assert [person.first_name for person in terminal.card.people] == ["THOMAS", "SARAH", "MANON"]
    newborn = terminal.card.people[2]
    assert (newborn.last_name, newborn.birth_date, newborn.nir.value) == (
        "RENAUD",
        date(2026, 2, 14),
        "226027570942165",
    )


def test_a_card_that_was_updated_has_nothing_new(terminal):
    terminal.update()
    assert terminal.update() == UpdateEnded(UpdateOutcome.NOTHING_NEW, before=AFTER)
    assert {step.phase for step in terminal.steps} == {UpdatePhase.IDENTIFYING, UpdatePhase.READING}


def test_the_steps_go_through_the_phases_in_their_order_and_tell_how_many_they_are(terminal):
    terminal.update()
    phases = [step.phase.value for step in terminal.steps]
    assert phases == sorted(phases)
    assert set(phases) == {1, 2, 3, 4, 5}
    assert [step.number for step in terminal.steps] == list(range(1, COMMANDS + 1))
    assert all(step.number <= step.count for step in terminal.steps)
    assert terminal.steps[-1].count == COMMANDS


@pytest.mark.parametrize("is_done", [True, False], ids=["answer-lost", "command-lost"])
@pytest.mark.parametrize("number", range(1, COMMANDS + 1))
def test_a_card_pulled_at_any_command_stays_readable_and_its_update_goes_on(terminal, opened, number, is_done):
    terminal.pull_at(number, is_done=is_done)
    terminal.insert()
    held = AFTER if number > SWITCH or (number == SWITCH and is_done) else BEFORE
    assert tuple(person.first_name for person in terminal.card.people) == held.people

    assert terminal.update() == UPDATED
    assert terminal.first_names() == AFTER.people
    assert [kept.status for kept in kept_updates(opened)] == ["ended"]

    done = number if is_done else number - 1
    phases = {step.phase for step in terminal.steps}
    assert (UpdatePhase.READING in phases) is (done < BEGIN), "what is to be written is decided once"
    assert (UpdatePhase.WRITING in phases) is (done < LAST_WRITE), "nothing is written twice"
    assert (UpdatePhase.SEALING in phases) is (done < SWITCH)


def test_a_card_that_is_torn_again_and_again_is_updated_in_the_end(terminal, opened):
    for number in (2, 14, 7, 5, 4, 4):
        terminal.pull_at(number, is_done=True)
        terminal.insert()
    assert terminal.update() == UPDATED
    assert len(kept_updates(opened)) == 1


def test_a_torn_update_whose_target_is_out_of_date_begins_anew(terminal, opened):
    terminal.pull_at(SWITCH, is_done=False)
    change(opened, update(members).values(has_declared_doctor=False))
    terminal.insert()
    assert terminal.update() == UpdateEnded(UpdateOutcome.UPDATED, BEFORE, replace(AFTER, has_declared_doctor=False))
    assert [kept.status for kept in kept_updates(opened)] == ["replaced", "ended"]


def test_an_update_that_stopped_begins_anew_in_the_same_visit_once_its_target_is_out_of_date(terminal, opened):
    request = uuid4()
    said = terminal.open(request)
    while said.number < SWITCH:
        said = terminal.answer(said, terminal.exchange(said))
    change(opened, update(members).values(has_declared_doctor=False))
    ended = terminal.update(request)
    assert ended == UpdateEnded(UpdateOutcome.UPDATED, BEFORE, replace(AFTER, has_declared_doctor=False))
    assert [kept.status for kept in kept_updates(opened)] == ["ended"]


def test_a_torn_update_of_a_card_that_was_opposed_since_is_given_up(terminal, opened):
    terminal.pull_at(SWITCH, is_done=False)
    change(opened, insert(opposed_cards).values(serial=terminal.card.serial, opposed_on=date(2026, 11, 21)))
    assert terminal.insert().update() == UpdateEnded(UpdateOutcome.OPPOSED)
    assert [kept.status for kept in kept_updates(opened)] == ["replaced"]
    assert terminal.first_names() == BEFORE.people


def test_who_comes_back_within_a_month_goes_on_with_a_torn_update(terminal, opened, clock, visitor):
    terminal.pull_at(SWITCH, is_done=False)
    clock.go_on(days=29)
    visitor("family").insert_card()
    assert [kept.status for kept in kept_updates(opened)] == ["open"]
    assert terminal.insert().update() == UPDATED
    assert len(kept_updates(opened)) == 1


def test_a_torn_update_that_nobody_comes_back_for_is_forgotten_after_a_month(terminal, opened, clock, visitor):
    terminal.pull_at(SWITCH, is_done=False)
    clock.go_on(days=31)
    visitor("family").insert_card()
    assert kept_updates(opened) == []
    assert terminal.insert().update() == UPDATED


def test_an_update_that_has_ended_is_forgotten_with_its_visit(terminal, opened, clock, visitor):
    terminal.update()
    clock.go_on(days=3)
    visitor("family").insert_card()
    assert kept_updates(opened) == []


class TestNothingIsWritten:
    """Each is told to the person, and the card stays as it is."""

    def assert_untouched(self, terminal):
        assert not {step.phase for step in terminal.steps} & {UpdatePhase.WRITING, UpdatePhase.SEALING}
        assert terminal.first_names() == BEFORE.people

    def test_on_an_opposed_card(self, services):
        terminal = Terminal(services, "opposed").insert()
        assert terminal.update() == UpdateEnded(UpdateOutcome.OPPOSED)
        assert terminal.steps == []

    def test_on_a_card_that_will_be_opposed_only_tomorrow(self, terminal, opened):
        change(opened, insert(opposed_cards).values(serial=terminal.card.serial, opposed_on=date(2026, 11, 22)))
        assert terminal.update() == UPDATED

    def test_on_a_card_that_was_not_given_to_this_person(self, terminal, opened):
        change(opened, delete(cards).where(cards.c.serial == terminal.card.serial))
        assert terminal.update() == UpdateEnded(UpdateOutcome.UNKNOWN_CARD)
        self.assert_untouched(terminal)

    def test_on_a_card_without_number_that_may_be_one_of_several(self, terminal, opened):
        person = select(cards.c.person_id).where(cards.c.serial == terminal.card.serial).scalar_subquery()
        second = {"serial": "802500000299900000098", "person_id": person, "valid_from": date(2026, 1, 1)}
        change(opened, insert(cards).values(**second))
        terminal.card = replace(terminal.card, serial=None)
        assert terminal.update() == UpdateEnded(UpdateOutcome.REFUSED_BY_CARD)
        self.assert_untouched(terminal)

    def test_for_a_person_without_rights(self, terminal, opened):
        change(opened, update(rights_periods).values(last_day=date(2026, 11, 20)))
        assert terminal.update() == UpdateEnded(UpdateOutcome.RIGHTS_ENDED)
        self.assert_untouched(terminal)

    def test_where_the_card_promises_longer_rights_than_the_file(self, terminal, opened):
        terminal.update()
        change(opened, update(rights_periods).values(last_day=date(2027, 1, 31)))
        assert terminal.update() == UpdateEnded(UpdateOutcome.RIGHTS_ENDED, before=AFTER)
        assert terminal.update().before == AFTER

    def test_where_somebody_of_the_card_has_left_the_file(self, terminal, opened):
        someone = select(members.c.person_id).where(members.c.position == 1).scalar_subquery()
        change(opened, delete(rights_periods).where(rights_periods.c.person_id.in_(someone)))
        change(opened, delete(members).where(members.c.position == 1))
        assert terminal.update() == UpdateEnded(UpdateOutcome.RIGHTS_ENDED, before=BEFORE)
        self.assert_untouched(terminal)

    def test_on_a_card_that_has_another_key_than_its_number(self, services):
        terminal = Terminal(services).insert()
        stranger = msgspec.structs.replace(load_scenario("family"), faults=())
        terminal.reader.insert(stranger)
        terminal.ticket = next(e.ticket for e in reversed(terminal.events) if isinstance(e, CardRead))
        assert terminal.update() == UpdateEnded(UpdateOutcome.REFUSED_BY_CARD)
        assert terminal.steps[-1].number == 2, "the card proved itself to be another one"


def test_a_slow_card_whose_number_was_not_read_is_known_by_its_key(services):
    terminal = Terminal(services, "family").insert(load_scenario("slow"))
    assert terminal.card.serial is None
    assert terminal.update().outcome is UpdateOutcome.UPDATED


def test_a_card_without_number_that_is_not_the_persons_own_proves_nothing(services):
    terminal = Terminal(services).insert()
    terminal.card = replace(terminal.card, serial=None)
    stranger = msgspec.structs.replace(load_scenario("to-update"), card=load_scenario("family").card)
    terminal.reader.insert(stranger)
    terminal.ticket = next(e.ticket for e in reversed(terminal.events) if isinstance(e, CardRead))
    assert terminal.update() == UpdateEnded(UpdateOutcome.REFUSED_BY_CARD)


@pytest.mark.parametrize("number", range(1, SWITCH))
def test_a_card_that_refuses_a_command_before_the_switch_is_told_to_be_as_it_was(terminal, opened, number):
    assert terminal.refuse_at(number) == UpdateEnded(UpdateOutcome.REFUSED_BY_CARD)
    assert terminal.first_names() == BEFORE.people
    assert [kept.status for kept in kept_updates(opened)] == ["ended"]
    assert terminal.update() == UPDATED


@pytest.mark.parametrize("number", range(SWITCH, COMMANDS + 1))
def test_a_card_that_refuses_a_command_from_the_switch_on_is_not_told_to_be_as_it_was(terminal, opened, number):
    assert terminal.refuse_at(number) == UNFINISHED
    assert terminal.first_names() == AFTER.people
    assert [kept.status for kept in kept_updates(opened)] == ["open"]
    assert terminal.update() == UPDATED
    assert not {step.phase for step in terminal.steps} & {UpdatePhase.WRITING, UpdatePhase.SEALING}
    assert [kept.status for kept in kept_updates(opened)] == ["ended"]


@pytest.mark.parametrize("number", [1, 4, 5, 11])
def test_a_card_that_was_switched_and_refuses_again_is_still_not_told_to_be_as_it_was(terminal, opened, number):
    terminal.pull_at(SWITCH, is_done=True)
    terminal.insert()
    assert terminal.refuse_at(number) == UNFINISHED
    assert terminal.update() == UPDATED
    assert len(kept_updates(opened)) == 1


def test_a_card_that_did_not_carry_out_the_switch_is_switched_at_the_next_try(terminal):
    assert terminal.refuse_at(SWITCH, is_done=False) == UNFINISHED
    assert terminal.first_names() == BEFORE.people
    assert terminal.update() == UPDATED


def test_a_card_that_turns_out_to_hold_something_else_than_it_was_given_is_not_up_to_date(build, authority):
    line = UpdateLine(authority.socket_path)
    terminal = Terminal(build(authority=Misreading(line))).insert()
    assert terminal.update() == UNFINISHED
    terminal.services = build(authority=line)
    assert terminal.update() == UPDATED


class TestTheServiceIsAway:
    """The terminal asks again with what it has, and nothing is done twice."""

    def test_when_an_update_is_opened(self, terminal, authority):
        authority.stop()
        assert terminal.open() == ServiceFailure(FailureCode.UPDATE_UNAVAILABLE)
        authority.start()
        assert terminal.update() == UPDATED

    @pytest.mark.parametrize("number", [1, 5, BEGIN, 15, SWITCH, COMMANDS])
    def test_in_the_middle_of_an_update(self, terminal, authority, opened, number):
        request_id, said = uuid4(), None
        said = terminal.open(request_id)
        while said.number < number:
            said = terminal.answer(said, terminal.exchange(said))
        response = terminal.exchange(said)
        authority.stop()
        assert terminal.answer(said, response) == ServiceFailure(FailureCode.UPDATE_UNAVAILABLE)
        authority.start()
        assert terminal.answer(said, response) == ServiceFailure(FailureCode.UPDATE_UNAVAILABLE), "its session is lost"
        terminal.reader.release(terminal.ticket)
        assert terminal.update(request_id) == UPDATED
        assert len(kept_updates(opened)) == 1

    def test_in_a_terminal_without_authority(self, build):
        terminal = Terminal(build()).insert()
        assert terminal.open() == ServiceFailure(FailureCode.UPDATE_NOT_CONNECTED)
        assert terminal.services.card_update.answer(terminal.token, "1", 1, b"") == ServiceFailure(
            FailureCode.UPDATE_NOT_CONNECTED
        )


def test_the_same_request_opens_one_update_only(terminal, opened):
    request_id = uuid4()
    first, again = terminal.open(request_id), terminal.open(request_id)
    assert (first.update_id, first.number, again.number) == (again.update_id, 1, 1)
    assert len(kept_updates(opened)) == 1


def test_the_same_step_may_be_answered_again(terminal):
    said = terminal.open()
    while isinstance(said, UpdateStep):
        response = terminal.exchange(said)
        following = terminal.answer(said, response)
        assert terminal.answer(said, response) == following
        said = following
    assert said == UPDATED


def test_an_update_that_has_ended_says_so_again(terminal):
    request_id = uuid4()
    assert terminal.update(request_id) == UPDATED
    last = terminal.steps[-1]
    assert terminal.open(request_id) == UPDATED
    assert terminal.answer(last, b"\x90\x00") == UPDATED


def test_a_visit_that_is_over_updates_nothing(terminal):
    said = terminal.open()
    token, terminal.token = terminal.token, "another"
    assert terminal.open() == ServiceFailure(FailureCode.SERVICE_REFUSED)
    assert terminal.answer(said, b"\x90\x00") == ServiceFailure(FailureCode.SERVICE_REFUSED)
    terminal.token = token
    assert terminal.answer(replace(said, update_id="another"), b"\x90\x00") == ServiceFailure(
        FailureCode.SERVICE_REFUSED
    )


def test_nobody_answers_the_steps_of_somebody_elses_card(terminal, services, visitor):
    said = terminal.open()
    other = visitor("family", services=services).log_in(CODES["family"])
    assert services.card_update.answer(other, said.update_id, said.number, b"\x90\x00") == ServiceFailure(
        FailureCode.SERVICE_REFUSED
    )


def test_nobody_answers_the_steps_of_an_update_that_another_one_replaced(terminal, opened):
    terminal.pull_at(SWITCH, is_done=False)
    torn = terminal.steps[-1]
    change(opened, update(members).values(has_declared_doctor=False))
    terminal.insert().open()
    assert terminal.answer(torn, b"\x90\x00") == ServiceFailure(FailureCode.SERVICE_REFUSED)


def test_an_answer_that_was_altered_on_its_way_is_seen(terminal):
    said, response = terminal.open(), b""
    while b"SARAH" not in response:
        said = terminal.answer(said, response) if response else said
        response = terminal.exchange(said)
    altered = response.replace(b"SARAH", b"SANDY")
    assert terminal.answer(said, altered) == UpdateEnded(UpdateOutcome.REFUSED_BY_CARD)


def test_nothing_of_the_person_is_logged_or_kept_longer_than_needed(terminal, opened, caplog):
    terminal.update()
    assert "RENAUD" not in caplog.text
    assert "226027570942165" not in caplog.text
    (kept,) = kept_updates(opened)
    plan = json.loads(kept.plan)
    assert (plan["before"], plan["target"]) == (None, None)
    shown = {"people", "rights_until", "has_declared_doctor", "fund"}
    assert set(plan["ended"]["before"]) == set(plan["ended"]["after"]) == shown
    assert "226027570942165" not in kept.plan


@pytest.mark.parametrize(
    "name",
    [name for name in sorted(CODES) if name not in ("locked", "rights-ended", "opposed", "no-mobile")],
)
def test_every_card_of_the_cast_can_be_updated_and_has_nothing_new_then(services, name):
    terminal = Terminal(services, name).insert()
    before = tuple(person.first_name for person in terminal.card.people)
    ended = terminal.update()
    assert ended.outcome in (UpdateOutcome.UPDATED, UpdateOutcome.NOTHING_NEW)
    assert terminal.first_names()[: len(before)] == before
    assert terminal.update().outcome is UpdateOutcome.NOTHING_NEW
