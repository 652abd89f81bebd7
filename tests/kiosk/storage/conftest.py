import os
import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.resources import resource_path
from kiosk.services.law_file import read_law
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import writing
from kiosk.storage.law import law_rows
from kiosk.storage.opening import create_database

NOBODY = 65534


@pytest.fixture
def now():
    return datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'kiosk.db'}"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiosk.db"


@pytest.fixture
def engine(address):
    engine = create_database(address)
    yield engine
    engine.dispose()


@pytest.fixture
def marie(engine):
    """The file number of a family: Marie with rights and an exemption, her husband without NIR, her son."""
    with writing(engine) as connection:
        write_rows(connection, law_rows(read_law(resource_path("config/tariffs.toml"))))
        write_rows(connection, marie_rows())
    return 1


def marie_rows():
    people = [
        {"id": 1, "nir": "269057568815764", "birth_date": date(1969, 5, 14), "first_name": "Marie"},
        {"id": 2, "nir": None, "birth_date": date(1966, 2, 20), "first_name": "Marc"},
        {"id": 3, "nir": "112037568815861", "birth_date": date(2012, 3, 4), "first_name": "Lucas"},
    ]
    return {
        "organisms": [
            {"id": 1, "scheme": "01", "fund": "751", "centre": "0117", "name": "CPAM", "address": "75948 PARIS"}
        ],
        "people": [{**person, "usual_name": "DURAND", "birth_name": None, "rank": 1} for person in people],
        "files": [
            {
                "id": 1,
                "insured_id": 1,
                "organism_id": 1,
                "management_code": "10",
                "address": "12 RUE DES LILAS\n75019 PARIS",
                "mobile": "+33639981234",
                "is_fictional": True,
            }
        ],
        "members": [
            {
                "file_id": 1,
                "person_id": number,
                "position": number - 1,
                "quality": number,
                "has_declared_doctor": number == 1,
            }
            for number in (1, 2, 3)
        ],
        "rights_periods": [
            {"file_id": 1, "person_id": 1, "first_day": date(2026, 1, 1), "last_day": date(2027, 12, 31)},
            {"file_id": 1, "person_id": 1, "first_day": date(2020, 1, 1), "last_day": date(2024, 12, 31)},
            {"file_id": 1, "person_id": 2, "first_day": date(2019, 1, 1), "last_day": date(2020, 12, 31)},
            {"file_id": 1, "person_id": 2, "first_day": date(2022, 1, 1), "last_day": date(2025, 12, 31)},
        ],
        "exemptions": [
            {
                "person_id": 1,
                "first_day": date(2026, 1, 1),
                "last_day": date(2026, 12, 31),
                "nature": "41",
                "rate_percent": 100,
            },
            {
                "person_id": 3,
                "first_day": date(2020, 1, 1),
                "last_day": date(2021, 12, 31),
                "nature": "43",
                "rate_percent": 100,
            },
        ],
    }


@contextmanager
def ordinary_user():
    """Be a user who may not write everywhere: root may, whatever the modes of files say."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def as_ordinary_user():
    return ordinary_user


@pytest.fixture
def shared_folder():
    """A folder that other users can enter, unlike that of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)
