"""Addresses of printers."""

from pathlib import Path
from typing import Any

import pytest

from hardware.printer.file import FileTransport
from hardware.printer.serial import FlowControl, SerialTransport
from hardware.printer.tcp import TcpTransport
from hardware.printer.url import PrinterUrlError, transport_to
from hardware.printer.usb import UsbTransport
from kiosk.settings import Printer


@pytest.mark.parametrize(
    ("url", "kind", "attributes"),
    [
        ("tcp://127.0.0.1:9101", TcpTransport, {"_host": "127.0.0.1", "_port": 9101}),
        ("tcp://printer.local", TcpTransport, {"_host": "printer.local", "_port": 9100}),
        ("tcp://[::1]:9100/", TcpTransport, {"_host": "::1", "_port": 9100}),
        ("serial:///dev/ttyS0", SerialTransport, {"_path": "/dev/ttyS0", "_baud": 115_200}),
        (
            "serial:///dev/ttyUSB0?baud=38400&flow=xonxoff",
            SerialTransport,
            {"_path": "/dev/ttyUSB0", "_baud": 38_400, "_flow": FlowControl.XON_XOFF},
        ),
        ("usb://04b8:0e28", UsbTransport, {"_vendor_id": 0x04B8, "_product_id": 0x0E28}),
        ("file:///dev/usb/lp0", FileTransport, {"_path": Path("/dev/usb/lp0")}),
        ("file:///tmp/a%20b", FileTransport, {"_path": Path("/tmp/a b")}),  # noqa: S108 - never opened
    ],
)
def test_an_address_names_a_link(url: str, kind: type, attributes: dict[str, object]) -> None:
    transport: Any = transport_to(url)

    assert type(transport) is kind
    assert {name: getattr(transport, name) for name in attributes} == attributes


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:9100",
        "http://127.0.0.1:9100",
        "tcp://",
        "tcp://:9100",
        "tcp://printer:0x50",
        "tcp://printer:99999",
        "tcp://user@printer:9100",
        "tcp://printer:9100/queue",
        "tcp://printer:9100?x=1",
        "serial://dev/ttyS0",
        "serial:///",
        "serial:///dev/ttyS0?baud=fast",
        "serial:///dev/ttyS0?baud=0",
        "serial:///dev/ttyS0?flow=none&parity=odd",
        "serial:///dev/ttyS0?flow=maybe",
        "serial:///dev/ttyS0?baud",
        "usb://04b8",
        "usb://04b8:e28",
        "usb://04b8:zzzz",
        "usb://04b8:0e28?in=82",
        "file://printer",
        "file:///",
        "file:///dev/lp0?x=1",
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(url: str) -> None:
    with pytest.raises(PrinterUrlError, match="allowed: tcp://HOST:PORT"):
        transport_to(url)


def test_the_address_of_the_settings_is_one() -> None:
    assert isinstance(transport_to(Printer().url), TcpTransport)
