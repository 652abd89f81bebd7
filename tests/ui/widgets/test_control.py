"""A control acts when it is released, by touch and by keys, once."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.keypad import Key, Keypad
from ui.widgets.tile import RowTile, Tile

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def button(qtbot):
    made = Button(Theme(), "Imprimer", ButtonKind.PRIMARY, icon=Icon.PRINTER)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def clicks(button):
    made = []
    button.clicked.connect(lambda: made.append(button.text()))
    return made


class TestTouch:
    def test_it_acts_on_release(self, button, clicks):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        assert clicks == []

        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        assert clicks == ["Imprimer"]

    def test_a_finger_can_slide_off(self, button, clicks):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        QTest.mouseMove(button, QPoint(-200, -200))
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-200, -200))

        assert clicks == []


class TestKeys:
    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    def test_it_acts_on_release_of_enter_and_space(self, button, clicks, key):
        QTest.keyPress(button, key)
        assert clicks == []

        QTest.keyRelease(button, key)
        assert clicks == ["Imprimer"]

    def test_a_key_that_is_held_acts_once(self, button, clicks):
        QTest.keyPress(button, Qt.Key.Key_Return)
        for _ in range(5):
            for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
                held = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
                QApplication.sendEvent(button, held)
        QTest.keyRelease(button, Qt.Key.Key_Return)

        assert clicks == ["Imprimer"]

    @pytest.mark.parametrize("key", [Qt.Key.Key_5, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F1])
    def test_it_leaves_other_keys_to_the_window(self, button, clicks, key):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        button.keyPressEvent(event)

        assert not event.isAccepted()
        assert clicks == []


class TestLook:
    def test_a_key_of_the_keypad_looks_the_same_while_it_is_pressed(self, qtbot):
        key = Key(Theme(), "5")
        qtbot.addWidget(key)
        resting = key.grab().toImage()

        key.setDown(True)

        assert key.grab().toImage() == resting

    @pytest.mark.parametrize("kind", list(ButtonKind))
    def test_another_button_shows_that_it_is_pressed(self, qtbot, kind):
        button = Button(Theme(), "Suivant", kind)
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        resting = button.grab().toImage()

        button.setDown(True)

        assert button.grab().toImage() != resting

    def test_a_chosen_tile_has_a_tick_and_not_only_a_colour(self, qtbot):
        tile = RowTile(Theme(), "Exonération", Icon.SHIELD_PLUS, detail="Seulement si on la demande", checked=False)
        qtbot.addWidget(tile)
        tile.resize(tile.sizeHint())
        box = tile.rect().adjusted(32, 40, -(tile.width() - 90), -40)
        empty = tile.grab(box).toImage()
        tile.setChecked(True)
        ticked = tile.grab(box).toImage()

        dark = [
            sum(image.pixelColor(x, y).lightness() < 120 for x in range(image.width()) for y in range(image.height()))
            for image in (empty, ticked)
        ]
        assert dark[1] > dark[0] * 1.1

    @pytest.mark.parametrize("kind", [Tile, RowTile])
    def test_a_tile_is_named_by_title_and_detail(self, qtbot, kind):
        tile = kind(Theme(), "Attestation de droits", Icon.CERTIFICATE, detail="À imprimer")
        bare = kind(Theme(), "Attestation de droits", Icon.CERTIFICATE)
        for made in (tile, bare):
            qtbot.addWidget(made)

        assert tile.accessibleName() == "Attestation de droits, À imprimer"
        assert bare.accessibleName() == "Attestation de droits"


class TestKeypad:
    def test_it_has_the_order_of_a_telephone(self, qtbot):
        keypad = Keypad(Theme())
        qtbot.addWidget(keypad)
        keypad.show()
        keys = sorted(keypad.findChildren(Key), key=lambda key: (key.y(), key.x()))

        assert [key.text() for key in keys] == [*"123456789", "Corriger", "0", "Valider"]

    def test_it_says_which_key_was_pressed(self, qtbot):
        keypad = Keypad(Theme())
        qtbot.addWidget(keypad)
        said = []
        keypad.digit.connect(said.append)
        keypad.corrected.connect(lambda: said.append("correct"))
        keypad.confirmed.connect(lambda: said.append("confirm"))

        for key in keypad.findChildren(Key):
            key.click()

        assert sorted(said) == sorted([*"1234567890", "correct", "confirm"])

    def test_no_key_repeats(self, qtbot):
        keypad = Keypad(Theme())
        qtbot.addWidget(keypad)

        assert not any(key.autoRepeat() for key in keypad.findChildren(Key))
