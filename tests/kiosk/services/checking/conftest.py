import shutil
from datetime import date

import pytest
from pysqlite3 import dbapi2

from kiosk.domain.certificates import CertificateNumber
from kiosk.services.checking.check import all_rules, check_database
from kiosk.services.codes import HashCost
from kiosk.services.generator.generate import Order, generate_database
from kiosk.services.secrets import create_secrets, load_secrets

_DONE = """
INSERT INTO certificate_counters (fund, year, last) VALUES ('751', 2026, 1);
INSERT INTO certificates (number, kind, file_id, person_id, request_id, terminal_id, issued_at, issued_on, valid_until,
    content_digest) VALUES ('751-26-000001-{letter}', 'rights', 1, 1, '1', 'borne-07', '2026-11-20 10:00:00.000000',
    '2026-11-20', '2027-11-20', '0');
INSERT INTO provisional_codes (id, person_id, channel, status, digest, created_at, expires_at, failed)
    VALUES ('1', 1, 'sms', 'sent', '{digest}', '2026-11-20 10:00:00.000000', '2026-11-20 10:10:00.000000', 0);
INSERT INTO visits (id_digest, person_key, person_id, card_digest, terminal_id, status, opened_at, used_at)
    VALUES ('{digest}', '{digest}', 1, '{digest}', 'borne-07', 'open', '2026-11-20 10:00:00.000000',
    '2026-11-20 10:00:00.000000');
INSERT INTO card_updates (id, serial, file_id, terminal_id, status, step, plan, started_at)
    SELECT '1', serial, 1, 'borne-07', 'open', 1, 'x', '2026-11-20 10:00:00.000000' FROM cards WHERE person_id = 1;
"""


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """A database that breaks no rule, with a row of every kind."""
    folder = tmp_path_factory.mktemp("sound")
    create_secrets(folder / "secrets")
    order = Order(people=400, seed=1, today=date(2026, 11, 21), cost=HashCost(memory_kib=8, passes=1))
    path = folder / "kiosk.db"
    generate_database(f"sqlite:///{path}", load_secrets(folder / "secrets"), order)
    connection = dbapi2.connect(path)
    letter = str(CertificateNumber("751", 2026, 1))[-1]
    connection.executescript(_DONE.format(letter=letter, digest="0f" * 32))
    connection.close()
    return path


@pytest.fixture
def path(sound, tmp_path):
    return shutil.copy(sound, tmp_path / "kiosk.db")


@pytest.fixture
def spoil(path):
    """Change the database behind the back of all that would refuse it."""

    def spoil(*statements):
        connection = dbapi2.connect(path)
        connection.execute("PRAGMA ignore_check_constraints=ON")
        changed = 0
        for statement in statements:
            changed += abs(connection.execute(statement).rowcount)
        connection.commit()
        connection.close()
        assert changed > 0

    return spoil


@pytest.fixture
def violations(path):
    """Look at the database and give what is found, by rule."""

    def violations(*names):
        rules = [rule for rule in all_rules() if not names or rule.name in names]
        found = []
        count = check_database(path, rules, found.append)
        assert count == len(found)
        return found

    return violations
