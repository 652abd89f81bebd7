"""The screens on which a code is typed."""

import pytest
from PySide6.QtCore import QPoint

from kiosk.domain.access import MaskedMobile
from kiosk.session.statuses import AskingProvisional
from ui.terminal.gallery import all_previews, all_variants
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_NOW_S, SAMPLE_VISITOR
from ui.terminal.screens import choose_code, code, provisional
from ui.widgets.keypad import Keypad

SCREENS = {"code": code, "provisional": provisional, "choose-code": choose_code}


def keypad_place(stage):
    """Where the keypad is, and how high; None on a screen without one."""
    keypad = stage.window.findChild(Keypad)
    return None if keypad is None else (keypad.mapTo(stage.window, QPoint(0, 0)).y(), keypad.height())


@pytest.mark.parametrize("variant", all_variants(), ids=lambda variant: variant.name)
@pytest.mark.parametrize("name", SCREENS)
def test_no_message_moves_the_keypad_of_a_screen(make_stage, name, variant):
    stage = make_stage()
    places = set()
    for preview in all_previews():
        if preview in SCREENS[name].PREVIEWS:
            stage.show_preview(preview, variant.preferences)
            places.add(keypad_place(stage))

    assert len(places - {None}) == 1


@pytest.mark.parametrize(
    ("wait_s", "words"),
    [(30.0, "Vous pourrez en demander un autre dans une minute."), (0.0, "Demandez-en un autre ci-dessous.")],
)
def test_a_burnt_code_tells_when_another_can_be_had(wait_s, words):
    status = AskingProvisional(SAMPLE_VISITOR, MaskedMobile("34"), 10, SAMPLE_NOW_S + wait_s, blocked=True)

    assert provisional.view_of(status, SAMPLE_CONTEXT).notice.text.endswith(words)
