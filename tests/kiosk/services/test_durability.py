"""Programs that are killed, and programs that run at the same time, on one database."""

import subprocess
import sys

import pytest

ISSUER = """
import sys, tomllib
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.nir import Nir
from kiosk.gateways.outbox import Outbox
from kiosk.ports import PreparedCertificate, RightsChoice
from kiosk.services.codes import HashCost
from kiosk.services.embedded import ServiceSettings
from kiosk.services.recovering import RecoveringServices, start_embedded

class Clock:
    def now(self):
        return datetime(2026, 11, 21, 10, 4, tzinfo=ZoneInfo("Europe/Paris"))
    def monotonic_s(self):
        return 0.0

database, secrets, terminal, count = sys.argv[1:]
settings = ServiceSettings(terminal, "https://verification.example", hash_cost=HashCost(8, 1))
parts = (database, Path(secrets), Outbox(Path("/nowhere")), Clock(), settings)
services = RecoveringServices(lambda: start_embedded(*parts)).services()
born = datetime(1969, 5, 14).date()
card = CardFile((CardPerson("DURAND", "MARIE", "19690514", born, Nir("269057568815764")),))
visit = services.access.open_visit(card, terminal)
token = services.access.check_code(visit.visit_id, "48151623").token
print("ready", flush=True)
for _ in range(int(count)):
    prepared = services.rights.prepare(token, RightsChoice(), uuid4(), frozenset())
    assert isinstance(prepared, PreparedCertificate), prepared
    print(prepared.number, flush=True)
"""


@pytest.fixture
def issuer(address, secrets_dir):
    running = []

    def start(terminal, count):
        process = subprocess.Popen(
            [sys.executable, "-c", ISSUER, address, str(secrets_dir), terminal, str(count)],
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.stdout.close()
        process.wait()


def numbers_kept(opened):
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        return connection.exec_driver_sql("SELECT number FROM certificates ORDER BY number").scalars().all()


def test_a_program_that_is_killed_has_lost_no_certificate_it_gave(issuer, opened):
    process = issuer("borne-07", 10_000)
    assert process.stdout.readline() == "ready\n"
    given = [process.stdout.readline().strip() for _ in range(4)]
    process.kill()
    given += process.stdout.read().split()
    kept = numbers_kept(opened)
    assert set(given) <= set(kept)
    # One may have been written and not been given any more: its number is never used again.
    assert len(kept) <= len(given) + 1
    after = issuer("borne-07", 1)
    assert after.stdout.readline() == "ready\n"
    assert after.stdout.readline().strip() not in kept


def test_two_programs_never_give_the_same_number(issuer, opened):
    processes = [issuer(terminal, 6) for terminal in ("borne-07", "borne-08")]
    given = [process.stdout.read().split() for process in processes]
    assert [process.wait() for process in processes] == [0, 0]
    numbers = [number for lines in given for number in lines if number != "ready"]
    assert len(numbers) == len(set(numbers)) == 12
    assert numbers_kept(opened) == sorted(numbers)
