"""Read the address of a printer: tcp://, serial:///, usb:// or file:///."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from hardware.printer.file import FileTransport
from hardware.printer.serial import FlowControl, SerialTransport
from hardware.printer.tcp import TcpTransport
from hardware.printer.transport import Transport
from hardware.printer.usb import UsbTransport

ALLOWED: Final = (
    "tcp://HOST:PORT, serial:///dev/NAME?baud=N&flow=rtscts|xonxoff|none, usb://VVVV:PPPP (hexadecimal), file:///PATH"
)

_RAW_PORT: Final = 9100
_BAUD: Final = 115_200
"""What text needs at 250 mm/s is a third of it; a slower line prints slower than the paper could move."""


class PrinterUrlError(ValueError):
    """An address that names no printer; the text says what is allowed."""


def transport_to(url: str) -> Transport:
    """Make the transport for an address; nothing is opened yet.

    Raises:
        PrinterUrlError: the address is malformed.
    """
    try:
        parts = urlsplit(url)
        return _transport(parts, dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {})
    except ValueError as error:
        raise PrinterUrlError(f"“{url}” names no printer, allowed: {ALLOWED}") from error


def _transport(parts: SplitResult, options: dict[str, str]) -> Transport:
    match parts.scheme:
        case "tcp":
            return _tcp(parts, options)
        case "serial":
            return _serial(parts, options)
        case "usb":
            return _usb(parts, options)
        case "file":
            return FileTransport(_path(parts, options))
        case _:
            raise ValueError("unknown scheme")


def _tcp(parts: SplitResult, options: dict[str, str]) -> Transport:
    if not parts.hostname or parts.path.strip("/") or parts.username is not None:
        raise ValueError("a host and a port")
    _check_all_used(options)
    return TcpTransport(parts.hostname, parts.port or _RAW_PORT)


def _serial(parts: SplitResult, options: dict[str, str]) -> Transport:
    baud = int(options.pop("baud", str(_BAUD)))
    flow = FlowControl(options.pop("flow", FlowControl.RTS_CTS.value))
    if baud <= 0:
        raise ValueError("a line that moves")
    return SerialTransport(str(_path(parts, options)), baud, flow)


def _usb(parts: SplitResult, options: dict[str, str]) -> Transport:
    vendor, _, product = parts.netloc.partition(":")
    if len(vendor) != 4 or len(product) != 4 or parts.path.strip("/"):
        raise ValueError("two numbers of four hexadecimal digits")
    _check_all_used(options)
    return UsbTransport(int(vendor, 16), int(product, 16))


def _path(parts: SplitResult, options: dict[str, str]) -> Path:
    path = Path(unquote(parts.path))
    if parts.netloc or not path.is_absolute() or path == Path("/"):
        raise ValueError("an absolute path")
    _check_all_used(options)
    return path


def _check_all_used(options: dict[str, str]) -> None:
    if options:
        raise ValueError("unknown option")
