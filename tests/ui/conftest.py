"""The fonts of the screens, and a window to put the screens in."""

import pytest

from ui.terminal.gallery import preview_state, turn_to_page
from ui.terminal.samples import SAMPLE_CONTEXT
from ui.terminal.window import TerminalWindow
from ui.theme import ScreenMetrics, load_fonts


@pytest.fixture(scope="session")
def app(qapp):
    load_fonts()
    return qapp


class Stage:
    """Show states in one window, as a person at the terminal would see them, and keep what the person does."""

    def __init__(self, app, window):
        self.app = app
        self.window = window
        self.actions = []
        window.action.connect(self.actions.append)

    def show(self, state):
        self.window.show_state(state)
        self.window.activateWindow()
        self.app.processEvents()
        return self.window.screen_shown()

    def show_preview(self, preview, preferences):
        screen = self.show(preview_state(preview, preferences))
        turn_to_page(self.window, preview)
        self.app.processEvents()
        return screen


@pytest.fixture
def make_stage(app, qtbot):
    def make(context=SAMPLE_CONTEXT, metrics=None):
        window = TerminalWindow(context, metrics or ScreenMetrics())
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Stage(app, window)

    return make
