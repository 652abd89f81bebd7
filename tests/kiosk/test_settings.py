from dataclasses import FrozenInstanceError

import pytest
from msgspec import structs

from kiosk.settings import Settings
from kiosk.settings_page import settings_page

SECTIONS = [field.name for field in structs.fields(Settings)]


def test_settings_do_not_change_once_loaded():
    with pytest.raises((AttributeError, FrozenInstanceError)):
        Settings().terminal.simulators = True


def test_simulators_do_not_start_unless_asked_for():
    assert Settings().terminal.simulators is False


@pytest.mark.parametrize("section", SECTIONS)
def test_the_page_has_every_key_with_its_default_and_what_is_allowed(section):
    page = settings_page()
    part = page.split(f"\n## [{section}]\n")[1].split("\n## [")[0]
    rows = [row.split(" | ") for row in part.splitlines() if row.startswith("| `")]
    assert [row[0].strip("| `") for row in rows] == list(getattr(Settings(), section).__struct_fields__)
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)


def test_a_number_has_its_range_and_unit_on_the_page():
    assert "| `idle_s` | `60` | 10 … 3600 s |" in settings_page()
