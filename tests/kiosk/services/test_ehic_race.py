"""Terminals that are programs of their own order European cards for one person at the same moment."""

import subprocess
import sys

import pytest

RACER = """
import sys
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.nir import Nir
from kiosk.gateways.outbox import Outbox
from kiosk.ports import EhicRequest
from kiosk.services.codes import HashCost
from kiosk.services.embedded import ServiceSettings
from kiosk.services.recovering import RecoveringServices, start_embedded

class Clock:
    def now(self):
        return datetime(2026, 11, 21, 10, 4, tzinfo=ZoneInfo("Europe/Paris"))
    def monotonic_s(self):
        return 0.0

database, secrets, terminal = sys.argv[1:]
settings = ServiceSettings(terminal, "https://verification.example", hash_cost=HashCost(8, 1))
parts = (database, Path(secrets), Outbox(Path("/nowhere")), Clock(), settings)
services = RecoveringServices(lambda: start_embedded(*parts)).services()
card = CardFile((
    CardPerson("DURAND", "MARIE", "19690514", date(1969, 5, 14), Nir("269057568815764")),
    CardPerson("DURAND", "LUCAS", "20120304", date(2012, 3, 4), Nir("112037568815861")),
))
visit = services.access.open_visit(card, terminal)
token = services.access.check_code(visit.visit_id, "48151623").token
people = tuple(person.person_id for person in services.ehic.offer(token, card).people)
print("ready", flush=True)
sys.stdin.readline()
answer = services.ehic.order(token, card, EhicRequest(uuid4(), people, None), frozenset())
print(type(answer).__name__, flush=True)
"""


@pytest.fixture
def racers(address, secrets_dir):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, address, str(secrets_dir), terminal],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for terminal in ("borne-07", "borne-08", "borne-09")
    ]
    yield running
    for process in running:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def test_three_programs_order_one_card_a_person(racers, opened):
    for process in racers:
        assert process.stdout.readline() == "ready\n"
    for process in racers:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.stdout.readline().strip() for process in racers]
    assert sorted(answers) == ["EhicChanged", "EhicChanged", "EhicReceipt"]
    with opened.engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT people.first_name, count(*) FROM ehic_orders JOIN people ON people.id = person_id "
            "WHERE terminal_id IN ('borne-07', 'borne-08', 'borne-09') GROUP BY people.id ORDER BY people.id"
        ).all()
    assert [tuple(row) for row in kept] == [("Marie", 1), ("Lucas", 1)]
