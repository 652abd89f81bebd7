"""Reach PC/SC through `smartcard.scard`: typed values in the place of lists, faults in the place of signed numbers.

pyscard's CardMonitor is not used: its thread ends for good when pcscd restarts. A context or handle of value 0 and a
release after pcscd has gone make `smartcard.scard` raise SystemError: both are guarded here.
Source: docs/smartcard.md, 4.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from smartcard import scard

from hardware.card.apdu import ReadFault
from kiosk.domain.cards import CardFault

PNP: Final = "\\\\?PnP?\\Notification"
"""The reader that stands for the coming and going of readers."""

SUCCESS: Final = 0x00000000
CANCELLED: Final = 0x80100002
TIMEOUT: Final = 0x8010000A
UNKNOWN_READER: Final = 0x80100009
SHARING_VIOLATION: Final = 0x8010000B
NO_READERS: Final = 0x8010002E

_FAULTS: Final = {
    0x80100003: CardFault.SERVICE_DOWN,  # SCARD_E_INVALID_HANDLE: the context went with pcscd
    0x80100013: CardFault.SERVICE_DOWN,  # SCARD_F_COMM_ERROR: pcscd died during the call
    0x8010001D: CardFault.SERVICE_DOWN,  # SCARD_E_NO_SERVICE
    0x8010001E: CardFault.SERVICE_DOWN,  # SCARD_E_SERVICE_STOPPED
    0x8010006A: CardFault.SERVICE_DOWN,  # SCARD_W_SECURITY_VIOLATION: polkit or another process refuses us
    UNKNOWN_READER: CardFault.READER_UNPLUGGED,
    0x80100017: CardFault.READER_UNPLUGGED,  # SCARD_E_READER_UNAVAILABLE
    NO_READERS: CardFault.NO_READER,
    SHARING_VIOLATION: CardFault.READER_BUSY,
    0x80100066: CardFault.MUTE,  # SCARD_W_UNRESPONSIVE_CARD
    0x80100067: CardFault.UNPOWERED,  # SCARD_W_UNPOWERED_CARD
    0x8010000F: CardFault.PROTOCOL,  # SCARD_E_PROTO_MISMATCH
    0x80100065: CardFault.PROTOCOL,  # SCARD_W_UNSUPPORTED_CARD: an ATR that is none
}
"""Faults by result; any other is a failed exchange, removal included: the monitor tells whether the card has gone."""


@dataclass(frozen=True, slots=True)
class PcscError:
    """Hold a result that is not success, as an unsigned number."""

    code: int

    @property
    def fault(self) -> CardFault:
        """Give what it means for the card or its reader."""
        return _FAULTS.get(self.code, CardFault.COMMUNICATION)


@dataclass(frozen=True, slots=True)
class ReaderStatus:
    """Hold the state of one reader.

    Attributes:
        state: SCARD_STATE_ flags; the high 16 bits are the event counter.
        atr: of the card in it.
    """

    name: str
    state: int
    atr: bytes

    @property
    def events(self) -> int:
        """Give the event counter."""
        return self.state >> 16


class PcscContext(Protocol):
    """Watch readers. One thread uses it, but for cancel()."""

    def readers(self) -> tuple[str, ...] | PcscError:
        """List the readers; none is no error."""

    def wait(self, timeout_ms: int, known: Sequence[tuple[str, int]]) -> tuple[ReaderStatus, ...] | PcscError:
        """Wait until one of these readers is no more in the state known of it, or until the time is over."""

    def release(self) -> None:
        """Give the context back; it never fails."""


class ScardContext:
    """Hold an established context."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    @classmethod
    def establish(cls) -> ScardContext | PcscError:
        """Open a context; it blocks for as long as pcscd hangs."""
        code, handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        if _code(code) != SUCCESS or not handle:
            return PcscError(_code(code))
        return cls(handle)

    def readers(self) -> tuple[str, ...] | PcscError:
        """List the readers."""
        code, names = scard.SCardListReaders(self.handle, [])
        if _code(code) == NO_READERS:
            return ()
        return tuple(names) if _code(code) == SUCCESS else PcscError(_code(code))

    def wait(self, timeout_ms: int, known: Sequence[tuple[str, int]]) -> tuple[ReaderStatus, ...] | PcscError:
        """Wait for a change. A time-out gives the states too: libpcsclite compares no counter with one of 0."""
        code, states = scard.SCardGetStatusChange(self.handle, timeout_ms, list(known))
        if _code(code) not in (SUCCESS, TIMEOUT):
            return PcscError(_code(code))
        return tuple(ReaderStatus(name, state, bytes(atr)) for name, state, atr in states)

    def release(self) -> None:
        """Give the context back."""
        with contextlib.suppress(SystemError):  # the context may have gone with pcscd
            scard.SCardReleaseContext(self.handle)


class ScardConnection:
    """Hold an exclusive connection to the card in a reader."""

    def __init__(self, context: ScardContext, handle: int, protocol: int) -> None:
        self._context = context
        self._handle = handle
        self._protocol = protocol

    @classmethod
    def connect(cls, reader: str) -> ScardConnection | PcscError:
        """Connect in a context of its own; it blocks while another program holds a transaction."""
        context = ScardContext.establish()
        if isinstance(context, PcscError):
            return context
        code, handle, protocol = scard.SCardConnect(
            context.handle, reader, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        )
        if _code(code) != SUCCESS or not handle:
            context.release()
            return PcscError(_code(code))
        return cls(context, handle, protocol)

    def transmit(self, command: bytes) -> bytes | ReadFault:
        """Send one command. It has no time-out and cannot be cancelled: whoever needs that kills this process."""
        pci = scard.SCARD_PCI_T1 if self._protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        code, answer = scard.SCardTransmit(self._handle, pci, list(command))
        if _code(code) != SUCCESS:
            return ReadFault(PcscError(_code(code)).fault)
        return bytes(byte & 0xFF for byte in answer)

    def reset(self) -> ReadFault | None:
        """Reset the card. LEAVE would not do: after an UNPOWER by another program it leaves the card unpowered."""
        code, protocol = scard.SCardReconnect(
            self._handle,
            scard.SCARD_SHARE_EXCLUSIVE,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
            scard.SCARD_RESET_CARD,
        )
        if _code(code) != SUCCESS:
            return ReadFault(PcscError(_code(code)).fault)
        self._protocol = protocol
        return None

    def events(self, reader: str) -> int | None:
        """Give the event counter of the reader now, None where it cannot be told."""
        states = self._context.wait(0, [(reader, scard.SCARD_STATE_UNAWARE)])
        return None if isinstance(states, PcscError) else states[0].events

    def close(self, *, reset: bool) -> None:
        """Disconnect; with a reset the next program finds no file selected."""
        with contextlib.suppress(SystemError):  # the handle may have gone with pcscd
            scard.SCardDisconnect(self._handle, scard.SCARD_RESET_CARD if reset else scard.SCARD_LEAVE_CARD)
        self._context.release()


def _code(signed: int) -> int:
    """Give the result as the unsigned number of the header files."""
    return signed & 0xFFFFFFFF
