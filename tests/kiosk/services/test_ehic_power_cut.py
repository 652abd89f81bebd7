"""A terminal that dies at any moment of an order of European cards: never ordered twice, never half ordered.

A real process is killed (SIGKILL) before each statement that writes, at the commit, and after it; then the order is put
again, by the same terminal with the same request, or by another one with a new request.
"""

import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.ehic import EhicObstacle
from kiosk.ports import EhicReceipt, EhicRequest
from kiosk.services.embedded import embedded_services
from kiosk.storage.opening import Opened, open_database

REQUEST, ANOTHER = UUID(int=1), UUID(int=2)
PEOPLE = ("Marie", "Lucas")
SOON = date(2026, 12, 1)

MORTAL = """
import os, shutil, signal, sys
from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo
from sqlalchemy import Engine, event
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.nir import Nir
from kiosk.gateways.outbox import Outbox
from kiosk.ports import EhicReceipt, EhicRequest
from kiosk.services.codes import HashCost
from kiosk.services.ehic import EmbeddedEhic
from kiosk.services.embedded import ServiceSettings, embedded_services
from kiosk.services.secrets import load_secrets
from kiosk.storage.opening import open_database

class Clock:
    def now(self):
        return datetime(2026, 11, 21, 10, 4, tzinfo=ZoneInfo("Europe/Paris"))
    def monotonic_s(self):
        return 0.0

def person(last_name, first_name, birth, nir):
    return CardPerson(last_name, first_name, birth, datetime.strptime(birth, "%Y%m%d").date(), Nir(nir))

CARD = CardFile((
    person("DURAND", "MARIE", "19690514", "269057568815764"),
    person("DURAND", "LUCAS", "20120304", "112037568815861"),
))

def order(database, secrets, dies_at):
    '''Order, and die before the moment of a number; give the names of all moments when it was survived.'''
    clock, moments = Clock(), []
    opened = open_database(f"sqlite:///{database}", clock.now())
    settings = ServiceSettings("borne-07", "https://verification.example", hash_cost=HashCost(8, 1))
    services = embedded_services(opened, load_secrets(secrets), Outbox(Path("/nowhere")), clock, settings)
    visit = services.access.open_visit(CARD, "borne-07")
    token = services.access.check_code(visit.visit_id, "48151623").token
    ids = tuple(person.person_id for person in services.ehic.offer(token, CARD).people)

    def pass_through(name):
        moments.append(name)
        if len(moments) - 1 == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_statement(connection, cursor, statement, parameters, context, many):
        word = statement.split()[0]
        if word in ("INSERT", "UPDATE", "SAVEPOINT", "RELEASE") or statement == "BEGIN IMMEDIATE":
            pass_through(" ".join(statement.split()[:3]))

    def at_commit(connection):
        pass_through("COMMIT")

    receipt = EmbeddedEhic._receipt
    def before_the_answer(*arguments):
        pass_through("before the answer")
        return receipt(*arguments)

    event.listen(opened.engine, "before_cursor_execute", at_statement)
    event.listen(opened.engine, "commit", at_commit)
    EmbeddedEhic._receipt = before_the_answer
    pass_through("before the transaction")
    answer = services.ehic.order(token, CARD, EhicRequest(UUID(int=1), ids, date(2026, 12, 1)), frozenset())
    assert isinstance(answer, EhicReceipt), answer
    pass_through("before the first paper")
    return moments

def fork_and_order(database, secrets, dies_at):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            moments = order(database, secrets, dies_at)
            os.write(writing, "|".join(moments).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        moments = said.read()
    _pid, status = os.waitpid(child, 0)
    return moments, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

cast, secrets, folder = map(Path, sys.argv[1:])
moments, was_killed = fork_and_order(shutil.copy(cast, folder / "whole.db"), secrets, None)
assert moments and not was_killed
for number, name in enumerate(moments.split("|")):
    place = folder / str(number)
    place.mkdir()
    shutil.copy(cast, place / "kiosk.db")
    _moments, was_killed = fork_and_order(place / "kiosk.db", secrets, number)
    assert was_killed, name
    print(name, flush=True)
"""


@pytest.fixture(scope="module")
def torn(cast_database, secrets_dir, tmp_path_factory):
    """Databases as they were left by a terminal that was killed, by the moment at which it was."""
    folder = tmp_path_factory.mktemp("torn")
    ran = subprocess.run(
        [sys.executable, "-c", MORTAL, str(cast_database), str(secrets_dir), str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return [(name, folder / str(number)) for number, name in enumerate(ran.stdout.splitlines())]


@pytest.fixture
def terminal(secrets, outbox, clock, settings, tmp_path):
    """Switch a terminal on again, on a copy of what was left."""

    @contextmanager
    def terminal(left: Path, terminal_id: str):
        place = tmp_path / f"{left.name}-{terminal_id}"
        shutil.copytree(left, place)
        opened = open_database(f"sqlite:///{place / 'kiosk.db'}", clock.now())
        assert isinstance(opened, Opened)
        here = replace(settings, terminal_id=terminal_id)
        yield opened, embedded_services(opened, secrets, outbox, clock, here)
        opened.engine.dispose()

    return terminal


def rows(opened, sql):
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        return connection.exec_driver_sql(sql).scalars().all()


def orders(opened):
    return rows(
        opened,
        "SELECT people.first_name FROM ehic_orders JOIN people ON people.id = person_id "
        "WHERE terminal_id IN ('borne-07', 'borne-08') ORDER BY ehic_orders.id",
    )


def certificates(opened):
    return rows(opened, "SELECT number FROM certificates WHERE kind = 'ehic'")


def is_kept(moment):
    return moment in ("before the answer", "before the first paper")


def offered_people(services, token, card):
    return {person.first_name: person for person in services.ehic.offer(token, card).people}


def asks(services, visitor, request_id, terminal_id):
    somebody = visitor("family", terminal_id, services)
    token = somebody.log_in("48151623")
    people = offered_people(services, token, somebody.card)
    request = EhicRequest(request_id, tuple(people[name].person_id for name in PEOPLE), SOON)
    return people, services.ehic.order(token, somebody.card, request, frozenset())


def test_the_terminal_was_killed_at_every_step(torn):
    moments = [name for name, _left in torn]
    # The first commit ends the reading of the visit.
    assert moments[:3] == ["before the transaction", "COMMIT", "BEGIN IMMEDIATE"]
    assert moments[-3:] == ["COMMIT", "before the answer", "before the first paper"]
    assert sum(name.startswith("INSERT INTO ehic_orders") for name in moments) == 1
    assert sum(name.startswith("INSERT INTO certificates") for name in moments) == 2


def test_the_same_request_put_again_orders_once(torn, terminal, visitor):
    for moment, left in torn:
        with terminal(left, "borne-07") as (opened, services):
            kept = list(PEOPLE) if is_kept(moment) else []
            assert orders(opened) == kept, moment
            assert len(certificates(opened)) == len(kept), moment
            before = set(certificates(opened))
            _people, answer = asks(services, visitor, REQUEST, "borne-07")
            assert isinstance(answer, EhicReceipt), moment
            assert len(answer.order_numbers) == 2, moment
            assert [paper.person for paper in answer.papers] == ["", *PEOPLE], moment
            assert orders(opened) == list(PEOPLE), moment
            assert before <= {paper.number for paper in answer.papers}, moment
            assert len(certificates(opened)) == 2, moment


def test_a_new_request_from_another_terminal_orders_what_was_not_ordered(torn, terminal, visitor):
    for moment, left in torn:
        with terminal(left, "borne-08") as (opened, services):
            people, answer = asks(services, visitor, ANOTHER, "borne-08")
            obstacles = {people[name].obstacle for name in PEOPLE}
            assert obstacles == {EhicObstacle.ORDER_PENDING if is_kept(moment) else None}, moment
            assert isinstance(answer, EhicReceipt), moment
            assert len(answer.order_numbers) == (0 if is_kept(moment) else 2), moment
            assert orders(opened) == list(PEOPLE), moment
            # The certificates of the lost answer are of nobody's use: those on paper have numbers of their own.
            assert {paper.person for paper in answer.papers if paper.number} == set(PEOPLE), moment
