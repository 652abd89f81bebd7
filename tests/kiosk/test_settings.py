from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from msgspec import structs

from hardware.printer.url import PrinterUrlError, transport_to
from kiosk.settings import Settings
from kiosk.settings_file import parse_settings
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


@pytest.mark.parametrize(
    "url",
    [
        "tcp://127.0.0.1:9100",
        "tcp://printer.example",
        "tcp://[::1]:9100",
        "serial:///dev/ttyS0",
        "serial:///dev/ttyUSB0?baud=115200&flow=xonxoff",
        "usb://04b8:0202",
        "file:///dev/usb/lp0",
    ],
)
def test_an_address_that_the_printer_takes_is_allowed(url):
    transport_to(url)
    assert parse_settings(f'[printer]\nurl = "{url}"\n'.encode(), Path("x")).printer.url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://printer",
        "tcp://",
        "tcp://printer:65536",
        "tcp://user@printer",
        "serial://ttyS0",
        "serial:///dev/ttyS0?baud=fast",
        "serial:///dev/ttyS0?parity=odd",
        "usb://4b8:202",
        "file:///",
    ],
)
def test_an_address_that_the_printer_refuses_is_not_allowed(url):
    with pytest.raises(PrinterUrlError):
        transport_to(url)
    assert parse_settings(f'[printer]\nurl = "{url}"\n'.encode(), Path("x")).key == "[printer] url"
