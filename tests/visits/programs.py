"""Programs of the terminal as processes of their own: started, watched, killed."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psutil

from tests.visits.reception import cmdline_of

PATIENCE_S = 40.0
"""A start of the terminal takes two seconds on a machine of its own."""

LOOK_EVERY_S = 0.02


def wait_until(is_true: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
    """Look again and again, since another process cannot say when something has come true."""
    deadline_s = monotonic() + patience_s
    while not is_true():
        assert monotonic() < deadline_s, f"{what} did not come"
        sleep(LOOK_EVERY_S)


def has_ended(process: psutil.Process) -> bool:
    """Say whether a process runs no more, even if nobody has taken its exit status yet."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


class Program:
    """A process, the lines that it writes, and the processes under it."""

    def __init__(self, *arguments: str, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listeners = [
            threading.Thread(target=self._listen, args=(self.process.stderr, self.said.append)),
            threading.Thread(target=self._listen, args=(self.process.stdout, self._answers.put)),
        ]
        for listener in self._listeners:
            listener.start()

    @staticmethod
    def _listen(stream, take: Callable[[str], None]) -> None:
        for line in stream:
            take(line)

    def events(self) -> list[dict[str, object]]:
        """The lines of the log so far."""
        return [json.loads(line) for line in list(self.said) if line.startswith("{")]

    def has_logged(self, name: str, **fields: object) -> bool:
        return any(
            event.get("event") == name and all(event.get(key) == value for key, value in fields.items())
            for event in self.events()
        )

    def ask(self, order: str) -> dict[str, object]:
        """Give an order to a driven terminal, and its answer."""
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return json.loads(self._answers.get(timeout=PATIENCE_S))

    def shows(self, text: str) -> None:
        """Wait until a text stands on the screen of a driven terminal."""
        wait_until(lambda: any(text in one.replace("\u00a0", " ") for one in self.ask("look")["texts"]), repr(text))

    def presses(self, text: str) -> None:
        wait_until(lambda: self.ask(f"press {text}")["done"], f"a button {text!r}")

    def under(self, module: str) -> list[psutil.Process]:
        """The processes below this one that run a module."""
        try:
            below = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        return [one for one in below if module in cmdline_of(one)]

    def ends(self, patience_s: float = PATIENCE_S) -> int:
        """Wait for the end and give the exit status."""
        return self.process.wait(patience_s)

    def close(self) -> None:
        """End it, and everything that it has started."""
        try:
            left = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            left = []
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for one in left:
            if one.is_running():
                one.kill()
        for listener in self._listeners:
            listener.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


class ServiceManager:
    """Hear what a program tells systemd (sd_notify(3))."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self.heard: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        while message := self._socket.recv(1024):
            self.heard.append(message.decode())

    def count(self, message: str) -> int:
        return self.heard.count(message)

    def close(self, path: Path) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as farewell:
            farewell.sendto(b"", str(path))
        self._listener.join()
        self._socket.close()
        path.unlink()


@contextmanager
def service_manager(folder: Path) -> Iterator[tuple[ServiceManager, dict[str, str]]]:
    """Run a service manager, and give it with the environment that names it."""
    path = folder / "notify"
    manager = ServiceManager(path)
    try:
        yield manager, {"NOTIFY_SOCKET": str(path)}
    finally:
        manager.close(path)
