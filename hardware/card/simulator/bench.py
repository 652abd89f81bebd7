"""A whole virtual reader in one object: private pcscd, card host, and the orders that move the cards."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from hardware.card.simulator.control import CardHostClient, KnownCard, State
from hardware.card.simulator.host import CardHost
from hardware.card.simulator.paths import BenchPaths, ensure_private_directory
from hardware.card.simulator.private_pcscd import PrivatePcscd

READY_S = 10.0
"""What a busy machine may take from the start of pcscd to the opening of its reader."""


class BenchError(RuntimeError):
    """Say why the virtual reader cannot be used."""


class VirtualReaderBench:
    """Run a virtual reader for a demonstration, a tour or a test; use it in a `with`.

    Args:
        runtime: the folder of the sockets, for this user alone; its path is short (AF_UNIX).
        build_dir: where the compiled driver is kept.

    Attributes:
        pcscd: the private pcscd, to be killed, frozen and started again.
        environment: what a PC/SC client needs in its environment to see this reader.
    """

    def __init__(self, runtime: Path, build_dir: Path) -> None:
        self._paths = BenchPaths(runtime)
        self.pcscd = PrivatePcscd(self._paths, build_dir)
        self._host = CardHost(self._paths)
        self._client = CardHostClient(self._paths.control)
        self._lock: TextIO | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """Give the variables for a client; libpcsclite reads them once in a process."""
        return {"PCSCLITE_CSOCK_NAME": str(self._paths.pcscd)}

    def __enter__(self) -> Self:
        """Start everything and wait until pcscd has the reader.

        Raises:
            BenchError: another bench runs in this folder, or pcscd does not come up.
            BuildError: the driver cannot be compiled.
            PcscdMissingError: pcscd is not installed.
            OSError: the folder cannot be used.
        """
        self._paths.check()
        ensure_private_directory(self._paths.runtime)
        self._lock = self._take_lock()
        try:
            self._host.start()
            self.pcscd.start()
            self.wait_connected()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything."""
        self._end()

    def insert(self, card: str) -> State:
        """Put in a card of the cast, or a scenario file by its path."""
        return self._client.insert(card)

    def remove(self) -> State:
        """Take the card out."""
        return self._client.remove()

    def turn(self) -> State:
        """Turn the card round."""
        return self._client.turn()

    def reset(self, card: str) -> State:
        """Make a card what its scenario says again, whatever an update has written on it."""
        return self._client.reset(card)

    def unplug(self) -> State:
        """Pull the cable of the reader; pcscd goes on listing it, unavailable."""
        return self._client.unplug()

    def plug(self) -> State:
        """Put the cable back."""
        return self._client.plug()

    def state(self) -> State:
        """Look at the reader; the exchanges of the last card are in it."""
        return self._client.state()

    def cards(self) -> tuple[KnownCard, ...]:
        """List the cards of the cast."""
        return self._client.cards()

    def restart_pcscd(self) -> None:
        """Start pcscd again after it was stopped or killed, and wait until it has the reader."""
        self.pcscd.start()
        self.wait_connected()

    def wait_connected(self) -> None:
        """Wait until pcscd has opened the reader.

        Raises:
            BenchError: it ended, or did not open it in time.
        """
        deadline = time.monotonic() + READY_S
        while not self._host.wait_connected(0.1):
            if self.pcscd.pid is None or time.monotonic() > deadline:
                raise BenchError(f"pcscd did not open the virtual reader: see {self._paths.runtime / 'pcscd.log'}")

    def _take_lock(self) -> TextIO:
        lock = (self._paths.runtime / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise BenchError(f"another virtual reader runs in {self._paths.runtime}") from None
        lock.write(str(os.getpid()))
        lock.flush()
        return lock

    def _end(self) -> None:
        self.pcscd.stop()
        self._host.stop()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
