"""The dock acts on the very simulators of a demonstration."""

import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from hardware.card.simulator.host import CardHost
from hardware.card.simulator.paths import BenchPaths
from hardware.printer.simulator import VirtualPrinter
from kiosk.app.bench_adapters import CardHostBench, PrinterControlBench
from ui.dock.benches import BenchAbsentError


@pytest.fixture
def runtime():
    folder = Path(tempfile.mkdtemp(prefix="kk-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def host(runtime):
    host = CardHost(BenchPaths(runtime))
    host.start()
    yield host
    host.stop()


@pytest.mark.usefixtures("host")
def test_the_card_in_the_reader_comes_out_to_be_made_new(runtime):
    bench = CardHostBench(runtime, None)
    bench.insert("to-update")
    bench.reset()
    assert bench.look().card is None


@pytest.mark.usefixtures("host")
def test_nothing_happens_where_no_card_is_to_be_made_new(runtime):
    bench = CardHostBench(runtime, None)
    bench.reset()
    assert bench.look().card is None


def test_a_reader_that_is_not_there_is_absent(runtime):
    with pytest.raises(BenchAbsentError):
        CardHostBench(runtime, None).reset()


def test_the_newest_ticket_says_what_its_codes_say(runtime):
    store = b"\x1d(k\x0a\x001P0#1.a.b."
    with VirtualPrinter(time_scale=0, control_path=runtime / "printer") as printer:
        with socket.create_connection(("127.0.0.1", printer.port), timeout=20) as link:
            link.sendall(store + b"\x1d(k\x03\x001Q0\n\x1dVB\x00")
            printer.operator.wait_for_papers(1)
        bench = PrinterControlBench(runtime / "printer")
        assert bench.latest_ticket().codes == ("#1.a.b.",)
        bench.close()
