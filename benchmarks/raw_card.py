"""The least that a program does to read a card: wait for it, connect, send commands one after the other, disconnect.

`python -m benchmarks.raw_card COMMAND…` with the commands in hexadecimal. For each line on standard input it waits for
a card, and writes to standard output when the last answer had come, on the monotonic clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from smartcard import scard

_WAIT_MS = 10_000


def _checked(code: int) -> None:
    if code != scard.SCARD_S_SUCCESS:
        raise RuntimeError(scard.SCardGetErrorMessage(code))


def read(context: int, reader: str, commands: Sequence[list[int]]) -> float:
    """Wait for a card and read it; give the moment of the last answer."""
    state, flags = scard.SCARD_STATE_UNAWARE, 0
    while not flags & scard.SCARD_STATE_PRESENT:
        code, states = scard.SCardGetStatusChange(context, _WAIT_MS, [(reader, state)])
        _checked(code)
        flags = states[0][1]
        state = flags & ~scard.SCARD_STATE_CHANGED
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    code, card, protocol = scard.SCardConnect(context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
    _checked(code)
    pci = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
    for command in commands:
        code, _answer = scard.SCardTransmit(card, pci, command)
        _checked(code)
    ended_s = time.monotonic()
    scard.SCardDisconnect(card, scard.SCARD_RESET_CARD)
    return ended_s


def main(arguments: Sequence[str]) -> None:
    """Read a card for each line of standard input."""
    commands = [list(bytes.fromhex(command)) for command in arguments]
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    _checked(code)
    code, readers = scard.SCardListReaders(context, [])
    _checked(code)
    for _line in sys.stdin:
        print("waiting", flush=True)
        print(read(context, readers[0], commands), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
