"""A printer on USB: pyusb is real, the host controller below it is played."""
# ruff: noqa: ARG002 - the signatures of the backend are pyusb's

import errno
import threading
from array import array
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend
import usb.core

from hardware.printer.driver import EscposPrinter, Timing
from hardware.printer.journal import Journal
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.simulator import EPSON_TM, InProcessLink, PrinterEngine
from hardware.printer.transport import LinkError, Wake
from hardware.printer.usb import UsbTransport
from kiosk.ports import JobPrinted, PrintProof

VENDOR_ID, PRODUCT_ID = 0x04B8, 0x0E28
OUT, IN = 0x01, 0x82
BULK = 2


class Bus(usb.backend.IBackend):
    """One host controller with one printer, which takes no more bytes at a time than it is told to."""

    def __init__(self) -> None:
        self.link = InProcessLink(PrinterEngine(EPSON_TM, lambda: datetime.now(UTC)))
        self.is_plugged_in = True
        self.takes_bytes = 1000
        self.interface_class = 7
        self.has_way_back = True
        self.is_configured = True
        self.kernel_driver: int | None = 0
        self.claimed: set[int] = set()
        self.refuses_claim = False
        self.written = b""
        self.answers_empty = False
        self._lock = threading.Lock()
        self._unread = b""

    def enumerate_devices(self) -> Iterator[object]:
        return iter([self] if self.is_plugged_in else [])

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR_ID, idProduct=PRODUCT_ID, bcdDevice=1, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if intf or alt or config:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=2 if self.has_way_back else 1, bInterfaceClass=self.interface_class, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=BULK, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: Any) -> Any:
        return dev

    def close_device(self, dev_handle: Any) -> None:
        pass

    def get_configuration(self, dev_handle: Any) -> int:
        if not self.is_configured:
            raise usb.core.USBError("not configured", -5, errno.ENOENT)
        return 1

    def set_configuration(self, dev_handle: Any, config_value: int) -> None:
        self.is_configured = True

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.kernel_driver == intf

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.kernel_driver = None

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        if self.refuses_claim:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        self.claimed.add(intf)

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        self.claimed.discard(intf)

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: array, timeout: int) -> int:
        assert (ep, intf) == (OUT, 0)
        self._fail_if_unplugged()
        taken = data.tobytes()[: self.takes_bytes]
        if not taken:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        with self._lock:
            self.written += taken
            self.link.write(taken)
            self._unread += self.link.read()
        return len(taken)

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: array, timeout: int) -> int:
        assert (ep, intf) == (IN, 0)
        self._fail_if_unplugged()
        with self._lock:
            given, self._unread = self._unread[: len(buff)], self._unread[len(buff) :]
        if not given and not self.answers_empty:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        buff[: len(given)] = array("B", given)
        return len(given)

    def _fail_if_unplugged(self) -> None:
        if not self.is_plugged_in:
            raise usb.core.USBError("No such device", -4, errno.ENODEV)


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


@pytest.fixture
def transport(bus: Bus) -> Iterator[UsbTransport]:
    transport = UsbTransport(VENDOR_ID, PRODUCT_ID, bus)
    yield transport
    transport.close(0)


def test_a_certificate_is_printed_over_usb(
    bus: Bus, tmp_path: Path, patient: Timing, make_terminal: Any, clock: Any
) -> None:
    printer = EscposPrinter(
        UsbTransport(VENDOR_ID, PRODUCT_ID, bus), EPSON_80MM, Journal(tmp_path / "jobs.db"), clock, patient
    )
    terminal = make_terminal(printer)
    terminal.hears_ready()

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobPrinted(job, PrintProof.PROCESS_ID)
    printer.stop()
    assert bus.claimed == set()


def test_the_driver_of_the_kernel_makes_room(bus: Bus, transport: UsbTransport, wake: Wake) -> None:
    bus.is_configured = False

    transport.open(wake, 1)

    assert bus.kernel_driver is None
    assert bus.claimed == {0}
    assert bus.is_configured


def test_a_transfer_of_which_some_bytes_went_counts_them(bus: Bus, transport: UsbTransport, wake: Wake) -> None:
    bus.takes_bytes = 3
    transport.open(wake, 1)

    exchanged = transport.exchange(memoryview(b"Bonjour"), wake, 1)

    assert exchanged.written == 3
    assert bus.written == b"Bon"


def test_a_printer_that_takes_nothing_is_no_error(bus: Bus, transport: UsbTransport, wake: Wake) -> None:
    bus.takes_bytes = 0
    transport.open(wake, 1)

    assert transport.exchange(memoryview(b"Bonjour"), wake, 0.01).written == 0


@pytest.mark.parametrize("answers_empty", [False, True])
def test_a_wait_ends_with_the_wake(bus: Bus, transport: UsbTransport, wake: Wake, answers_empty: bool) -> None:
    bus.answers_empty = answers_empty
    transport.open(wake, 1)
    wake.set()

    assert transport.exchange(memoryview(b""), wake, 1000).received == b""


def test_answers_are_read(transport: UsbTransport, wake: Wake) -> None:
    transport.open(wake, 1)
    transport.exchange(memoryview(b"\x10\x04\x01"), wake, 0)

    assert transport.exchange(memoryview(b""), wake, 0).received in (b"\x12", b"")


def test_a_printer_that_is_unplugged_is_lost(bus: Bus, transport: UsbTransport, wake: Wake) -> None:
    transport.open(wake, 1)
    bus.is_plugged_in = False

    with pytest.raises(LinkError, match="lost"):
        transport.exchange(memoryview(b""), wake, 0)
    with pytest.raises(LinkError, match="lost"):
        transport.exchange(memoryview(b"x"), wake, 0)


def test_no_printer_is_told_apart_from_one_that_cannot_be_had(bus: Bus, transport: UsbTransport, wake: Wake) -> None:
    bus.is_plugged_in = False
    with pytest.raises(LinkError, match="not plugged in"):
        transport.open(wake, 1)
    bus.is_plugged_in, bus.refuses_claim = True, True
    with pytest.raises(LinkError, match="not opened: Resource busy"):
        transport.open(wake, 1)


@pytest.mark.parametrize(("attribute", "value"), [("interface_class", 3), ("has_way_back", False)])
def test_what_is_no_printer_that_answers_is_refused(
    bus: Bus, transport: UsbTransport, wake: Wake, attribute: str, value: object
) -> None:
    setattr(bus, attribute, value)

    with pytest.raises(LinkError):
        transport.open(wake, 1)


def test_a_machine_without_libusb_says_so(transport: UsbTransport, wake: Wake, monkeypatch: Any) -> None:
    def find(**_: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", find)

    with pytest.raises(LinkError, match="libusb"):
        transport.open(wake, 1)


def test_a_link_that_was_not_opened_carries_nothing(transport: UsbTransport, wake: Wake) -> None:
    with pytest.raises(LinkError, match="not open"):
        transport.exchange(memoryview(b""), wake, 0)
    transport.close(0)
