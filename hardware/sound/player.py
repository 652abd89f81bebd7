"""Play the chimes with `aplay`, the player of ALSA.

Each sound is a process of its own: Qt Essentials has no multimedia, and a sound driver that hangs then hangs nobody
else.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence
from typing import Final

from kiosk.ports import Sound
from kiosk.resources import resource_path

APLAY: Final = ("aplay", "--quiet")
"""Play on the default device and say nothing. Source: aplay(1)."""

SOUND_DEADLINE_S: Final = 3.0
"""The longest chime lasts 0.95 s: a player that is not done by then waits for a device that never comes."""


class AplaySounder:
    """Play one sound after the other, outside of the caller's thread.

    While a sound plays, the newest one asked for waits and those in between are dropped: sounds that pile up would
    still ring after the person has left. A machine without `aplay` or without a device stays silent.
    """

    def __init__(self, command: Sequence[str] = APLAY, deadline_s: float = SOUND_DEADLINE_S) -> None:
        """Start the thread that owns the player.

        Args:
            command: the player, to which the path of a WAV file is added.
            deadline_s: how long a player may live.
        """
        self._command = tuple(command)
        self._deadline_s = deadline_s
        self._changed = threading.Condition()
        self._wanted: Sound | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def play(self, sound: Sound) -> None:
        """Ask for a sound and return at once."""
        with self._changed:
            self._wanted = sound
            self._changed.notify()

    def stop(self) -> None:
        """End the sound that plays and the thread; asking for sounds afterwards does nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            if self._process is not None:
                self._process.kill()
        self._thread.join()

    def _run(self) -> None:
        while (sound := self._next()) is not None:
            try:
                process = self._started(sound)
            except OSError:
                # No player on this machine: the terminal is silent, and says everything on its screen anyway.
                continue
            try:
                process.wait(self._deadline_s)
            except subprocess.TimeoutExpired:
                process.kill()
            # Reap the process, so that none is left as a zombie.
            process.wait()
            with self._changed:
                self._process = None

    def _next(self) -> Sound | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted is not None)
            sound, self._wanted = self._wanted, None
            return None if self._closed else sound

    def _started(self, sound: Sound) -> subprocess.Popen[bytes]:
        path = resource_path(f"assets/sounds/{sound.value}.wav")
        process = subprocess.Popen(  # noqa: S603 - the command is a constant and the file one of ours
            (*self._command, str(path)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with self._changed:
            self._process = process
            if self._closed:
                process.kill()
        return process
