import shutil
import socket
import tempfile
import threading
from pathlib import Path

import pytest

from kiosk.gateways.simulators.phone import PhoneBench


@pytest.fixture
def folder():
    """A folder whose name is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def phone(folder):
    with PhoneBench(folder / "phone") as bench:
        yield bench


@pytest.fixture
def at_the_other_end():
    """Answer the first order on a socket with some bytes."""
    threads = []

    def answer_with(path, answer):
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        listening.listen()

        def serve():
            with listening, listening.accept()[0] as line:
                line.recv(1000)
                line.sendall(answer)

        threads.append(threading.Thread(target=serve))
        threads[0].start()

    yield answer_with
    for thread in threads:
        thread.join(5)
