"""Hold the card process from the parent's side: its pipes, its signs of life, its end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hardware.card import wire

_MODULE = "hardware.card.process"
_ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds our packages, in a checkout and in an installed wheel alike."""
_STOP_S = 0.5


class CardChild:
    """Start and hold one card process.

    Args:
        settings: what it watches.
        environment: variables beside our own, PCSCLITE_CSOCK_NAME for a private pcscd.
    """

    def __init__(self, settings: wire.Settings, environment: Mapping[str, str]) -> None:
        self.settings = settings
        search_path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        # Spawned, not forked: a fork shares the socket of libpcsclite and would end the parent's context with its own.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", _MODULE, msgspec.json.encode(settings).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment, "PYTHONPATH": search_path},
        )
        self._received = b""

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._process.pid

    def fileno(self) -> int:
        """Give the descriptor that is readable when the process has said something, or ended."""
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        return self._process.stdout.fileno()

    def receive(self) -> list[wire.FromChild] | None:
        """Take the messages that are there; None where the process has ended."""
        more = os.read(self.fileno(), 1 << 16)
        if not more:
            return None
        *lines, self._received = (self._received + more).split(b"\n")
        return [msgspec.json.decode(line, type=wire.FromChild) for line in lines]

    def send(self, order: wire.Order) -> None:
        """Give an order; one that the process can no longer take is lost with it."""
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - asked for above
        with contextlib.suppress(BrokenPipeError):
            stdin.write(wire.encode(order))
            stdin.flush()

    def stop(self) -> int:
        """End the process in order, by force if it hangs, and give its exit code."""
        self._close(self._process.stdin)
        try:
            return self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            return self.kill()
        finally:
            self._close(self._process.stdout)

    def kill(self) -> int:
        """End the process by force and give its exit code."""
        self._process.kill()
        code = self._process.wait()
        self._close(self._process.stdin)
        self._close(self._process.stdout)
        return code

    @staticmethod
    def _close(pipe: object) -> None:
        if pipe is not None and hasattr(pipe, "close"):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
