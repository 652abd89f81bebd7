"""A screen that is left leaves nothing of the person behind: no widget, no line of a ticket, no payment."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from kiosk.documents.layout import TextLine
from kiosk.session.preferences import Preferences
from kiosk.session.statuses import WaitingForCard
from kiosk.session.terminal import Terminal
from ui.terminal.gallery import all_previews, preview_state
from ui.widgets.entry import EntryText
from ui.widgets.ticket import MeasuredLine

NAMES = (
    "payments",
    "payment",
    "rights",
    "rights-large-family",
    "printing",
    "printing-done",
    "ehic",
    "ehic-departure-near",
    "ehic-ordered-certificates",
)
PREVIEWS = [preview for preview in all_previews() if preview.name in NAMES]
PERSONAL = (TextLine, MeasuredLine, EntryText)


def alive(kinds):
    return [thing for thing in gc.get_objects() if isinstance(thing, kinds)]


@pytest.mark.parametrize("preview", PREVIEWS, ids=lambda preview: preview.name)
def test_nothing_of_the_person_is_left_when_the_screen_is(make_stage, preview):
    stage = make_stage()
    gc.collect()
    before = len(alive(PERSONAL))
    screen = stage.show(preview_state(preview, preferences=Preferences()))
    widgets = [weakref.ref(widget) for widget in (screen, *screen.findChildren(QWidget))]
    del screen

    stage.show(Terminal(WaitingForCard()))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    assert [type(widget()).__name__ for widget in widgets if widget() is not None] == []
    assert len(alive(PERSONAL)) == before
