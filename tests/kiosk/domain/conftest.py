from pathlib import Path

import pytest

from kiosk.domain.law import Law
from kiosk.resources import resource_path
from kiosk.services.law_file import read_law


@pytest.fixture(scope="session")
def law() -> Law:
    return read_law(Path(resource_path("config/tariffs.toml")))
