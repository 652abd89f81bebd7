"""A printer on USB, through libusb."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any, Final

from hardware.printer.transport import READ_BYTES, Exchanged, LinkError, Wake, wait_ready

if TYPE_CHECKING:
    from usb.backend import IBackend

_PRINTER_CLASS: Final = 7
_CHUNK_BYTES: Final = 4096
"""Bytes of one transfer: answers are read between two of them."""
_WRITE_MS: Final = 100
_SLICE_MS: Final = 20
"""How long one read may last: nothing but its end lets this thread look at the wake."""


class UsbTransport:
    """Talk to a printer over its two bulk endpoints, found in its own descriptors.

    Attributes of other drivers that lose tickets are left out on purpose: the device is not reset, and a transfer that
    timed out with some bytes gone counts these bytes.
    """

    answers = True

    def __init__(self, vendor_id: int, product_id: int, backend: IBackend | None = None) -> None:
        self._vendor_id = vendor_id
        self._product_id = product_id
        self._backend = backend
        self._device: Any = None
        self._out: Any = None
        self._in: Any = None

    def open(self, wake: Wake, timeout_s: float) -> None:  # noqa: ARG002 - a USB device opens at once
        """Claim the printer's interface.

        Raises:
            LinkError: not plugged in, held by another program, no libusb, or no printer interface.
        """
        import usb.core

        try:
            device = usb.core.find(idVendor=self._vendor_id, idProduct=self._product_id, backend=self._backend)
            if device is None:
                raise LinkError("not plugged in")
            self._device = device
            self._claim()
        except usb.core.NoBackendError as error:
            raise LinkError("libusb is missing") from error
        except usb.core.USBError as error:
            self.close(0)
            raise LinkError(f"not opened: {error.strerror}") from error

    def _claim(self) -> None:
        import usb.core
        import usb.util

        try:
            configuration = self._device.get_active_configuration()
        except usb.core.USBError:
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        interface = usb.util.find_descriptor(configuration, bInterfaceClass=_PRINTER_CLASS)
        if interface is None:
            self.close(0)
            raise LinkError("not a printer")
        number = interface.bInterfaceNumber
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
        usb.util.claim_interface(self._device, number)
        self._out = _bulk_endpoint(interface, usb.util.ENDPOINT_OUT)
        self._in = _bulk_endpoint(interface, usb.util.ENDPOINT_IN)
        if self._out is None or self._in is None:
            self.close(0)
            raise LinkError("the printer has no way to answer")

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Write at most one transfer and read.

        Raises:
            LinkError: unplugged, switched off, or stalled.
        """
        if self._device is None:
            raise LinkError("not open")
        written = self._write(bytes(data[:_CHUNK_BYTES])) if data else 0
        end_s = time.monotonic() + (0 if written else timeout_s)
        while True:
            begun_s = time.monotonic()
            received = self._read()
            # Some printers answer "nothing" at once instead of letting the read last its slice.
            rest_s = 0 if received else begun_s + _SLICE_MS / 1000 - time.monotonic()
            woken = wait_ready(wake.fileno(), to_write=False, wake=wake, timeout_s=rest_s).readable
            if received or woken or time.monotonic() >= end_s:
                return Exchanged(written, received)

    def close(self, drain_s: float) -> None:  # noqa: ARG002 - a transfer that returned has reached the printer
        """Release the interface."""
        import usb.core
        import usb.util

        device, self._device = self._device, None
        if device is not None:
            with contextlib.suppress(usb.core.USBError):
                usb.util.dispose_resources(device)

    def _write(self, chunk: bytes) -> int:
        import usb.core

        try:
            return int(self._out.write(chunk, _WRITE_MS))
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError as error:
            raise LinkError(f"lost: {error.strerror}") from error

    def _read(self) -> bytes:
        import usb.core

        try:
            return bytes(self._in.read(READ_BYTES, _SLICE_MS))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise LinkError(f"lost: {error.strerror}") from error


def _bulk_endpoint(interface: Any, direction: int) -> Any:  # noqa: ANN401 - pyusb ships no types
    import usb.util

    return usb.util.find_descriptor(
        interface,
        custom_match=lambda endpoint: (
            usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction
            and usb.util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ),
    )
