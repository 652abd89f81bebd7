"""A fresh process says that the terminal restarts, or that it is out of service."""

import subprocess
import sys

import pytest

from kiosk.catalogue.failures import FailureCode
from ui.terminal.crash import CrashScreen
from ui.theme import Theme
from ui.widgets.busy_bar import BusyBar
from ui.widgets.text import Text


@pytest.fixture
def make_screen(app, qtbot):
    def make(code):
        screen = CrashScreen(Theme(), code)
        qtbot.addWidget(screen)
        screen.show()
        app.processEvents()
        return screen

    return make


def texts(screen):
    return [text.text() for text in screen.findChildren(Text)]


def test_while_it_restarts_it_asks_in_both_languages_to_take_the_card(make_screen):
    screen = make_screen(FailureCode.CRASHED)

    assert texts(screen) == [
        "La borne redémarre",
        "Reprenez votre carte. Vous pourrez recommencer dans quelques secondes.",
        "The terminal is restarting",
        "Take your card back. You can start again in a few seconds.",
    ]
    assert screen.findChild(BusyBar).isVisible()


def test_out_of_service_it_tells_the_code(make_screen):
    screen = make_screen(FailureCode.CRASH_LOOP)

    assert texts(screen)[:4] == [
        "Cette borne est momentanément hors service",
        "Adressez-vous à un conseiller de l’accueil.",
        "This terminal is temporarily out of service",
        "Please see an adviser at reception.",
    ]
    assert any("BORNE-02" in text for text in texts(screen))
    assert screen.findChild(BusyBar) is None


@pytest.mark.parametrize("code", [FailureCode.CRASHED, FailureCode.CRASH_LOOP])
def test_no_text_is_cut(make_screen, code):
    screen = make_screen(code)

    assert [text.text() for text in screen.findChildren(Text) if text.is_cut()] == []


def test_it_imports_neither_a_visit_nor_a_device():
    program = "import sys, ui.terminal.crash; print(*sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    heavy = ("kiosk.session.statuses", "kiosk.ports", "babel", "smartcard", "sqlalchemy", "qtawesome", "PIL")
    assert [name for name in modules if name.startswith(heavy)] == []


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (["BORNE-01"], "La borne redémarre"),
        (["BORNE-02", "--windowed"], "Cette borne est momentanément hors service"),
        (["REGL-01"], "Cette borne est momentanément hors service"),
    ],
)
def test_the_program_shows_the_screen_until_it_is_ended(options, title):
    # In the place of the event loop, which only ends with the process: say what is on the screen by then.
    program = (
        "from ui.terminal import crash; app = crash.QApplication; "
        "app.exec = lambda _: print(*(window.windowTitle() for window in app.topLevelWidgets() if window.isVisible()));"
        f"crash.main({options!r})"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert shown.strip() == title


def test_an_unknown_failure_code_is_refused():
    refused = subprocess.run([sys.executable, "-m", "ui.terminal.crash", "BORNE-99"], capture_output=True, text=True)

    assert refused.returncode == 2
    assert "BORNE-99" in refused.stderr
