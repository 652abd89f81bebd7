import shutil
import tempfile
import threading
import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.births import calendar_day
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.nir import Nir
from kiosk.gateways.outbox import Outbox
from kiosk.gateways.simulators.phone import PhoneBench
from kiosk.ports import CodeAccepted, Services, VisitOpened
from kiosk.resources import resource_path
from kiosk.services.codes import HashCost
from kiosk.services.embedded import ServiceSettings, embedded_services
from kiosk.services.generator.generate import Order, generate_database
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.storage.opening import Opened, open_database

TODAY = date(2026, 11, 21)
CHEAP = HashCost(memory_kib=8, passes=1)
TERMINAL = "borne-07"

CODES = {
    "family": "48151623",
    "exemption": "70914253",
    "no-mobile": "93157046",
    "locked": "62840519",
    "corsican": "51739264",
    "accents": "84026195",
    "rights-ended": "37591806",
    "ehic-valid": "90361728",
    "ehic-pending": "36820957",
    "twins": "17506394",
    "large-family": "29760418",
    "lunar": "60284917",
    "short-century": "82095163",
    "mother": "40918273",
    "father": "57203846",
    "c2s": "73051924",
    "c2s-participation": "15938462",
    "c2s-ended": "60482713",
    "allowances": "92648150",
    "allowances-employer": "38150692",
    "opposed": "69205814",
    "to-update": "13840695",
}
MOBILES = {"family": "+33639981234", "no-account": "+33700053122", "locked": "+33639984234"}


class FakeClock:
    """A clock that goes when it is told to."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment

    def monotonic_s(self):
        return self.moment.timestamp()

    def go_on(self, **delay):
        self.moment += timedelta(**delay)


@pytest.fixture
def clock():
    return FakeClock(datetime(2026, 11, 21, 10, 4, tzinfo=ZoneInfo("Europe/Paris")))


@pytest.fixture(scope="session")
def secrets_dir(tmp_path_factory):
    directory = tmp_path_factory.mktemp("secrets")
    create_secrets(directory)
    return directory


@pytest.fixture(scope="session")
def secrets(secrets_dir):
    return load_secrets(secrets_dir)


@pytest.fixture(scope="session")
def cast_database(tmp_path_factory, secrets):
    """The file of a database with the cast and a few others, never changed."""
    path = tmp_path_factory.mktemp("cast") / "kiosk.db"
    generate_database(f"sqlite:///{path}", secrets, Order(people=20, seed=1, today=TODAY, cost=CHEAP))
    return path


@pytest.fixture
def address(cast_database, tmp_path):
    """The address of a database of this test's own."""
    shutil.copy(cast_database, tmp_path / "kiosk.db")
    return f"sqlite:///{tmp_path / 'kiosk.db'}"


@pytest.fixture
def opened(address, clock):
    opened = open_database(address, clock.now())
    assert isinstance(opened, Opened)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def phone():
    """The telephones of everybody. The path of a socket is short."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    with PhoneBench(folder / "phone") as bench:
        yield bench
    shutil.rmtree(folder)


@pytest.fixture
def outbox(phone):
    return Outbox(phone.socket_path)


@pytest.fixture
def settings():
    return ServiceSettings(TERMINAL, "https://verification.example", hash_cost=CHEAP)


@pytest.fixture
def build(opened, secrets, outbox, clock, settings):
    """Build services that differ from the usual ones in something."""

    def build(terminal_id=TERMINAL, notifier=outbox, authority=None, **changes):
        here = replace(settings, terminal_id=terminal_id, **changes)
        return embedded_services(opened, secrets, notifier, clock, here, authority)

    return build


@pytest.fixture(params=["embedded"])
def services(build, request) -> Services:
    """The services as a terminal has them; every way to have them goes through the same tests."""
    assert request.param == "embedded"
    return build()


def read_card(name: str) -> CardFile:
    """Give what is read from a card of assets/cards."""
    content = tomllib.loads(resource_path(f"assets/cards/{name}.toml").read_text(encoding="utf-8"))
    people = tuple(
        CardPerson(
            last_name=person["last_name"],
            first_name=person["first_name"],
            birth_date_text=person["birth_date"],
            birth_date=calendar_day(person["birth_date"]),
            nir=Nir(person["nir"]) if "nir" in person else None,
        )
        for person in content["people"]
    )
    return CardFile(people, serial=content["card"]["serial"])


@dataclass
class Visitor:
    """A person at a terminal: says in one word what a visit does."""

    services: Services
    card: CardFile
    terminal_id: str = TERMINAL
    visit_id: str = ""

    def insert_card(self):
        opened = self.services.access.open_visit(self.card, self.terminal_id)
        assert isinstance(opened, VisitOpened)
        self.visit_id = opened.visit_id
        return self

    def type_code(self, code):
        return self.services.access.check_code(self.visit_id, code)

    def ask_for_sms(self, request_id: UUID | None = None):
        return self.services.access.send_provisional(self.visit_id, request_id or uuid4())

    def choose(self, code):
        return self.services.access.choose_code(self.visit_id, code)

    def log_in(self, code) -> str:
        accepted = self.insert_card().type_code(code)
        assert isinstance(accepted, CodeAccepted)
        return accepted.token


@pytest.fixture
def visitor(services):
    def visitor(name, terminal_id=TERMINAL, services=services):
        return Visitor(services, read_card(name), terminal_id)

    return visitor


@pytest.fixture
def log_in(visitor):
    """Open a visit of somebody of the cast and give its token."""
    return lambda name: visitor(name).log_in(CODES[name])


@pytest.fixture
def codes():
    """The codes of the cast, by card."""
    return CODES


@pytest.fixture
def cards():
    return read_card


@pytest.fixture
def sms_code(phone):
    """Give the digits of the last message to a mobile."""

    def sms_code(mobile):
        return phone.messages(mobile)[-1].text.split(" : ")[1][:6]

    return sms_code


@pytest.fixture
def at_once():
    """Do things in threads that start together, and give their results."""

    def at_once(*works):
        results = [None] * len(works)
        barrier = threading.Barrier(len(works))

        def run(index, work):
            barrier.wait()
            results[index] = work()

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return at_once
