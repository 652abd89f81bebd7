from datetime import date

import pytest

from kiosk.resources import resource_path
from kiosk.services.codes import HashCost
from kiosk.services.generator.cast import read_organisms
from kiosk.services.generator.chunks import fictional_files
from kiosk.services.generator.generate import Order
from kiosk.services.generator.model import World
from kiosk.services.law_file import read_law
from kiosk.services.secrets import create_secrets, load_secrets

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def world():
    organisms, shares = read_organisms()
    return World(TODAY, read_law(resource_path("config/tariffs.toml")), organisms, shares)


@pytest.fixture(scope="session")
def files(world):
    """The files of the cast and of three hundred people drawn."""
    return tuple(fictional_files(world, people=300, seed=7))


@pytest.fixture(scope="session")
def secrets(tmp_path_factory):
    directory = tmp_path_factory.mktemp("secrets")
    create_secrets(directory)
    return load_secrets(directory)


@pytest.fixture
def order():
    def order(people=30, seed=1, workers=None):
        return Order(people, seed, TODAY, HashCost(memory_kib=8, passes=1), workers)

    return order
