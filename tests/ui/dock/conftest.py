"""A dock in front of benches in memory."""

import pytest

from kiosk.texts import set_language
from ui.dock.samples import SampleCardBench, SamplePrinterBench, SampleTelephone
from ui.dock.window import DockWindow


class Demonstration:
    """Hold a dock and what it acts on."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.cards = SampleCardBench()
        self.printer = SamplePrinterBench()
        self.phone = SampleTelephone()
        self.dock = DockWindow(self.cards, self.printer, self.phone, look_every_ms=10)
        qtbot.addWidget(self.dock)

    def start(self):
        self.dock.show()
        self.dock.start()
        self.wait(lambda: self.dock.cards.view().rows and self.dock.faults.view().printer)

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=5000)

    def click(self, name, kind):
        self.dock.findChild(kind, name).click()


@pytest.fixture
def language():
    """What the window speaks."""
    return "fr"


@pytest.fixture
def demonstration(app, qtbot, language):  # noqa: ARG001 - the fonts must be there
    set_language(language)
    demonstration = Demonstration(qtbot)
    yield demonstration
    demonstration.dock.stop()
