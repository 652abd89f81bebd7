"""The window shows the state, keeps nothing of a person who has left, and works by keys alone."""

import gc
import weakref
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import MaskedMobile
from kiosk.session.actions import (
    AskProvisional,
    Continue,
    EnterCode,
    Finish,
    GoBack,
    Line,
    OpenLine,
    OpenOtherProcedures,
    SetContrast,
    SetLanguage,
    SetTextSize,
    Touched,
    TryAgain,
)
from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.requests import CheckCode, Pending
from kiosk.session.statuses import (
    AskingCode,
    AskingProvisional,
    ChoosingCode,
    Ended,
    EndReason,
    Menu,
    OtherProcedures,
    ShowingPayment,
    ShowingPayments,
    StillThere,
    TakeCard,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.texts import set_language
from ui.palette import HIGH_CONTRAST, NORMAL
from ui.terminal.gallery import all_previews, preview_state
from ui.terminal.sample_payments import CONSULTATION, LAST_PAGE, SAMPLE_PAGE
from ui.terminal.samples import LONG_CONTEXT, SAMPLE_CONTEXT, SAMPLE_NOW, SAMPLE_NOW_S, SAMPLE_TICKET, SAMPLE_VISITOR
from ui.terminal.screen import Screen
from ui.terminal.screens.code import CodeEntryScreen
from ui.terminal.screens.ended import EndedScreen
from ui.terminal.screens.menu import MenuScreen
from ui.terminal.screens.still_there import StillThereScreen
from ui.terminal.window import TerminalWindow
from ui.theme import ScreenMetrics
from ui.widgets.button import Button
from ui.widgets.control import Control
from ui.widgets.demo_strip import DemoStrip
from ui.widgets.idle_ring import IdleRing

MENU = Terminal(Menu(SAMPLE_VISITOR))
CODE = Terminal(AskingCode(SAMPLE_VISITOR))
WAITING = Terminal(WaitingForCard())
ENDED = Terminal(Ended(EndReason.CARD_REMOVED, SAMPLE_NOW_S + 4))
IN_ENGLISH = Preferences(language=Language.ENGLISH)
OPPOSITE = {
    Qt.Key.Key_Up: Qt.Key.Key_Down,
    Qt.Key.Key_Down: Qt.Key.Key_Up,
    Qt.Key.Key_Left: Qt.Key.Key_Right,
    Qt.Key.Key_Right: Qt.Key.Key_Left,
}
PAYMENTS = Terminal(ShowingPayments(SAMPLE_VISITOR, SAMPLE_PAGE))
DETAIL = Terminal(ShowingPayment(SAMPLE_VISITOR, SAMPLE_PAGE, 2, CONSULTATION))
QUESTION = Terminal(StillThere(Menu(SAMPLE_VISITOR), SAMPLE_NOW_S + 30))


@pytest.fixture
def stage(make_stage):
    return make_stage()


def button(stage, text):
    found = [
        widget for widget in stage.window.findChildren(QPushButton) if widget.isVisible() and widget.text() == text
    ]
    assert len(found) == 1, text
    return found[0]


def touch(stage, text):
    QTest.mouseClick(button(stage, text), Qt.MouseButton.LeftButton)


def press(stage, *keys):
    for key in keys:
        QTest.keyClick(stage.window.focusWidget() or stage.window, key)


def type_digits(stage, digits):
    press(stage, *(Qt.Key(ord(digit)) for digit in digits))


def focused(stage):
    """Give the name of the control that has the focus of the window."""
    return stage.window.focusWidget().objectName()


def acts(stage):
    """Give what the person did, signs of life left out."""
    return [action for action in stage.actions if action != Touched()]


def texts(stage):
    """Give every text in the window, visible or not, drawn or spoken."""
    found = set()
    for widget in stage.window.findChildren(QWidget):
        found |= {widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QLabel | QPushButton):
            found.add(widget.text())
    return found - {""}


class TestLeaving:
    def test_nothing_of_the_person_is_left_in_the_window(self, stage):
        stage.show(MENU)
        assert any("Marie" in text for text in texts(stage))

        stage.show(Terminal(TakeCard(EndReason.FINISHED, SAMPLE_TICKET)))

        assert not any("Marie" in text for text in texts(stage))

    @pytest.mark.parametrize("preview", all_previews(), ids=lambda preview: preview.name)
    def test_the_screen_that_is_left_is_destroyed(self, stage, preview):
        screen = weakref.ref(stage.show_preview(preview, Preferences()))
        labels = [weakref.ref(label) for label in stage.window.screen_shown().findChildren(QLabel)]

        stage.show(Terminal(Ended(EndReason.CARD_REMOVED, SAMPLE_NOW_S)))
        stage.show(WAITING)
        stage.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

        if type(preview.status) not in (Ended, WaitingForCard):
            assert screen() is None
            assert [label() for label in labels if label() is not None] == []

    def test_typed_digits_are_overwritten(self, stage):
        screen = stage.show(CODE)
        type_digits(stage, "4815")
        memory = next(v for v in vars(screen._buffer).values() if isinstance(v, bytearray))  # noqa: SLF001 - no public way leads to the memory that is to be empty

        stage.show(WAITING)

        assert not any(memory)

    def test_labels_are_emptied_at_once(self, stage):
        stage.show(MENU)
        label = next(text for text in stage.window.findChildren(QLabel) if "Marie" in text.text())

        stage.window.show_state(WAITING)

        assert label.text() == ""

    def test_closing_the_window_leaves_nothing(self, stage):
        stage.show(MENU)
        stage.window.close()

        assert stage.window.screen_shown() is None


class TestQuestion:
    def test_it_hides_the_screen_behind_it(self, stage):
        behind = stage.show(MENU)
        asked = stage.show(QUESTION)

        assert isinstance(asked, StillThereScreen)
        assert not behind.isVisible()
        assert asked.findChild(IdleRing).seconds_left() == 30

    def test_the_screen_comes_back_as_it_was(self, stage):
        behind = stage.show(CODE)
        type_digits(stage, "481")
        stage.show(Terminal(StillThere(AskingCode(SAMPLE_VISITOR), SAMPLE_NOW_S + 30)))

        again = stage.show(CODE)

        assert again is behind
        assert again.isVisible()
        assert again.digits_typed() == 3
        assert stage.window.focusWidget() is again.first_focus()

    def test_its_first_focus_goes_on(self, stage):
        stage.show(MENU)
        stage.show(QUESTION)
        press(stage, Qt.Key.Key_Return)

        assert stage.actions == [Continue()]

    def test_the_visit_can_be_ended_by_keys(self, stage):
        stage.show(MENU)
        stage.show(QUESTION)
        press(stage, Qt.Key.Key_Down, Qt.Key.Key_Return)

        assert stage.actions == [Finish()]

    def test_the_cancel_key_goes_on(self, stage):
        stage.show(QUESTION)
        press(stage, Qt.Key.Key_Escape)

        assert stage.actions == [Continue()]

    def test_a_touch_beside_the_buttons_is_a_sign_of_life(self, stage):
        stage.show(QUESTION)
        QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(20, 1900))

        assert stage.actions == [Touched()]

    def test_the_header_stays_in_reach(self, stage):
        stage.show(QUESTION)

        names = {control.objectName() for control in stage.window.controls()}
        assert names == {"continue", "finish", "language", "contrast", "text-size"}

    def test_a_new_deadline_is_shown(self, stage):
        stage.show(QUESTION)
        asked = stage.show(replace(QUESTION, status=StillThere(Menu(SAMPLE_VISITOR), SAMPLE_NOW_S + 12)))

        assert asked.findChild(IdleRing).seconds_left() == 12

    def test_it_goes_with_the_visit(self, stage):
        stage.show(MENU)
        stage.show(QUESTION)
        screen = stage.show(Terminal(TakeCard(EndReason.TIME_OUT, SAMPLE_TICKET)))

        assert screen.isVisible()
        assert not any(
            isinstance(widget, StillThereScreen) and widget.isVisible() for widget in stage.window.children()
        )


class TestPreferences:
    def test_the_header_asks_for_them(self, stage):
        stage.show(MENU)
        touch(stage, "FR")
        touch(stage, "Contraste")
        touch(stage, "Texte")

        assert stage.actions == [
            SetLanguage(Language.ENGLISH),
            SetContrast(high=True),
            SetTextSize(TextSize.LARGE),
        ]

    @pytest.mark.parametrize(
        ("size", "following", "spoken"),
        [
            (TextSize.NORMAL, TextSize.LARGE, "Taille normale"),
            (TextSize.LARGE, TextSize.LARGEST, "Grande taille"),
            (TextSize.LARGEST, TextSize.NORMAL, "Très grande taille"),
        ],
    )
    def test_the_text_size_cycles_and_is_spoken(self, stage, size, following, spoken):
        stage.show(replace(MENU, preferences=Preferences(text_size=size)))
        assert button(stage, "Texte").accessibleDescription() == spoken

        touch(stage, "Texte")

        assert stage.actions == [SetTextSize(following)]

    def test_the_contrast_button_tells_its_state(self, stage):
        stage.show(MENU)
        touch(stage, "Contraste")
        assert not button(stage, "Contraste").isChecked()

        stage.show(replace(MENU, preferences=Preferences(high_contrast=True)))
        assert button(stage, "Contraste").isChecked()

        touch(stage, "Contraste")
        assert stage.actions == [SetContrast(high=True), SetContrast(high=False)]

    def test_they_apply_at_once_and_the_focus_stays_on_the_button(self, stage):
        stage.show(MENU)
        button(stage, "Contraste").setFocus()

        stage.show(replace(MENU, preferences=Preferences(high_contrast=True)))

        assert stage.window.focusWidget() is button(stage, "Contraste")
        image = stage.window.grab().toImage()
        assert image.pixelColor(10, 400).name().upper() == HIGH_CONTRAST.canvas

        stage.show(MENU)
        assert stage.window.grab().toImage().pixelColor(10, 400).name().upper() == NORMAL.canvas

    @pytest.mark.parametrize(
        "preferences",
        [
            Preferences(high_contrast=True),
            Preferences(text_size=TextSize.LARGEST),
            Preferences(language=Language.ENGLISH),
        ],
    )
    def test_typed_digits_survive_them(self, stage, preferences):
        old = stage.show(CODE)
        type_digits(stage, "48151623")

        new = stage.show(replace(CODE, preferences=preferences))

        assert new is not old
        assert new.digits_typed() == 8
        press(stage, Qt.Key.Key_Return)
        assert acts(stage) == [EnterCode("48151623")]

    def test_the_screens_change_to_english_and_back(self, stage):
        stage.show(MENU)
        in_french = texts(stage)
        button(stage, "FR").setFocus()
        stage.show(replace(MENU, preferences=IN_ENGLISH))

        assert "What would you like to do?" in texts(stage)
        assert stage.window.windowTitle() == "Self-service terminal"
        assert stage.window.focusWidget() is button(stage, "EN")

        touch(stage, "EN")
        assert stage.actions[-1] == SetLanguage(Language.FRENCH)
        stage.show(MENU)
        assert texts(stage) == in_french
        assert stage.window.windowTitle() == "Borne multiservices"

    @pytest.mark.parametrize(
        ("name", "button_name"),
        [("other-procedures-1", "next-page"), ("payment-long", "next-page"), ("rights-large-family", "ticket-down")],
    )
    def test_the_page_that_is_looked_at_survives_a_change_of_language(self, stage, name, button_name):
        preview = next(preview for preview in all_previews() if preview.name == name)
        large = Preferences(text_size=TextSize.LARGE)
        stage.show(preview_state(preview, large))
        stage.window.findChild(Button, button_name).click()
        back = {"next-page": "previous-page", "ticket-down": "ticket-up"}[button_name]
        assert stage.window.findChild(Button, back).isEnabled()

        stage.show(preview_state(preview, replace(large, language=Language.ENGLISH)))

        assert stage.window.findChild(Button, back).isEnabled()

    @pytest.mark.parametrize(
        ("language", "sign", "said"),
        [
            (Language.FRENCH, "FR", "Langue\u00a0: français. Switch to English."),
            (Language.ENGLISH, "EN", "Language: English. Passer en français."),
        ],
    )
    def test_the_language_button_says_the_way_out_in_the_language_it_leads_to(self, stage, language, sign, said):
        stage.show(replace(MENU, preferences=Preferences(language=language)))

        assert button(stage, sign).accessibleDescription() == said

    def test_the_strip_of_a_demonstration_speaks_the_language_too(self, make_stage):
        stage = make_stage(replace(SAMPLE_CONTEXT, demo=True))
        stage.show(MENU)
        stage.show(replace(MENU, preferences=IN_ENGLISH))

        strips = [strip for strip in stage.window.findChildren(DemoStrip) if strip.isVisible()]
        assert [strip.text() for strip in strips] == ["DEMONSTRATION — fictional data, no real card"]
        assert strips[0].y() == 0

    def test_a_new_window_is_french_whatever_the_process_spoke(self, make_stage):
        set_language("en")

        stage = make_stage()
        stage.show(MENU)

        assert "Que souhaitez-vous faire\u00a0?" in texts(stage)

    def test_they_apply_to_the_question_too(self, stage):
        stage.show(QUESTION)
        asked = stage.show(replace(QUESTION, preferences=Preferences(high_contrast=True)))

        assert asked.isVisible()
        assert stage.window.focusWidget() is asked.first_focus()


class TestCode:
    def test_the_keypad_types_and_enters(self, stage):
        screen = stage.show(CODE)
        for key in "4815":
            touch(stage, key)
        touch(stage, "Corriger")
        assert screen.digits_typed() == 3

        touch(stage, "Valider")

        assert acts(stage) == [EnterCode("481")]
        assert screen.digits_typed() == 0

    def test_keys_type_and_enter_wherever_the_focus_is(self, stage):
        stage.show(CODE)
        button(stage, "Contraste").setFocus()
        type_digits(stage, "48151624")
        press(stage, Qt.Key.Key_Backspace)
        type_digits(stage, "3")
        stage.window.screen_shown().first_focus().setFocus()
        press(stage, Qt.Key.Key_Return)

        assert acts(stage) == [EnterCode("48151623")]

    def test_every_key_is_a_sign_of_life(self, stage):
        stage.show(CODE)
        type_digits(stage, "12")
        touch(stage, "3")

        assert stage.actions == [Touched()] * 3

    def test_an_empty_code_is_not_entered(self, stage):
        stage.show(CODE)
        press(stage, Qt.Key.Key_Return)
        touch(stage, "Valider")

        assert acts(stage) == []

    def test_no_second_code_is_entered_while_one_is_checked(self, stage):
        checking = replace(CODE, pending=Pending(1, CheckCode("visit", "12345678")))
        screen = stage.show(checking)
        type_digits(stage, "12345678")
        press(stage, Qt.Key.Key_Return)

        assert acts(stage) == []
        assert screen.digits_typed() == 8

    def test_an_answer_keeps_the_focus_where_it_was(self, stage):
        stage.show(CODE)
        button(stage, "5").setFocus()

        stage.show(Terminal(AskingCode(SAMPLE_VISITOR, tries_left=2)))

        assert stage.window.focusWidget() is button(stage, "5")
        assert "Ce code n’est pas le bon. Il vous reste 2 essais." in texts(stage)

    def test_no_digit_is_in_any_accessible_text(self, stage):
        stage.show(CODE)
        before = texts(stage)
        type_digits(stage, "7293")

        assert texts(stage) - before == {"4 chiffres saisis"}

    def test_the_second_entry_begins_empty(self, stage):
        screen = stage.show(Terminal(ChoosingCode(SAMPLE_VISITOR, first="x")))
        type_digits(stage, "123")
        again = stage.show(Terminal(ChoosingCode(SAMPLE_VISITOR)))

        assert again is screen
        assert again.digits_typed() == 0

    def test_a_provisional_code_is_asked_for(self, stage):
        stage.show(CODE)
        touch(stage, "Obtenir")

        (asked,) = acts(stage)
        assert isinstance(asked, AskProvisional)

    def test_another_provisional_code_waits_for_its_time(self, make_stage, qtbot):
        now = [SAMPLE_NOW_S]
        stage = make_stage(replace(SAMPLE_CONTEXT, monotonic_s=lambda: now[0]))
        stage.show(Terminal(AskingProvisional(SAMPLE_VISITOR, MaskedMobile("34"), 10, SAMPLE_NOW_S + 0.05)))
        resend = button(stage, "Renvoyer")
        assert not resend.isEnabled()

        qtbot.waitUntil(resend.isEnabled)
        touch(stage, "Renvoyer")

        (asked,) = acts(stage)
        assert isinstance(asked, AskProvisional)


class TestSecondTouch:
    """Whoever touches a button twice does not mean what stands in its place by then."""

    def test_it_does_nothing_on_the_screen_that_came_meanwhile(self, stage):
        stage.show(CODE)
        type_digits(stage, "48151623")
        place = tap(stage, "Valider")
        stage.show(MENU)
        tap_at(stage, place)

        assert acts(stage) == [EnterCode("48151623")]

    def test_it_does_nothing_on_the_screen_behind_a_question(self, stage):
        behind = ShowingPayments(SAMPLE_VISITOR, SAMPLE_PAGE)
        stage.show(Terminal(behind))
        stage.show(Terminal(StillThere(behind, SAMPLE_NOW_S + 30)))
        place = tap(stage, "Oui, continuer")
        stage.show(Terminal(behind))
        tap_at(stage, place)

        assert acts(stage) == [Continue()]

    def test_a_touch_that_comes_later_is_meant(self, stage, qtbot):
        stage.show(CODE)
        type_digits(stage, "48151623")
        tap(stage, "Valider")
        menu = stage.show(MENU)
        qtbot.waitUntil(lambda: not menu.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents))
        tap(stage, "Autres démarches")

        assert acts(stage) == [EnterCode("48151623"), OpenOtherProcedures()]

    def test_two_touches_on_one_screen_are_two(self, stage):
        screen = stage.show(CODE)
        tap(stage, "4")
        tap(stage, "4")

        assert screen.digits_typed() == 2


def tap(stage, text):
    """Touch the screen where a button stands, as a finger does, and give the place."""
    target = button(stage, text)
    place = target.mapTo(stage.window, target.rect().center())
    tap_at(stage, place)
    return place


def tap_at(stage, place):
    QTest.mouseClick(stage.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


class TestKeys:
    def test_the_menu_is_walked_with_arrows(self, stage):
        stage.show(MENU)
        press(stage, Qt.Key.Key_Down, Qt.Key.Key_Return)

        (opened,) = acts(stage)
        assert isinstance(opened, OpenLine)
        assert opened.line is Line.RIGHTS

    @pytest.mark.parametrize("preview", all_previews(), ids=lambda preview: preview.name)
    def test_arrows_reach_every_control(self, stage, preview):
        stage.show_preview(preview, Preferences())
        named = {control.objectName(): control for control in stage.window.controls()}
        assert "" not in named
        reached, waiting = set(), list(named)[:1]
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for arrow, opposite in OPPOSITE.items():
                named[name].setFocus()
                press(stage, arrow)
                if stage.window.focusWidget().objectName() in named:
                    waiting.append(stage.window.focusWidget().objectName())
                    continue
                # The calendar shows another month now.
                stage.app.processEvents()
                press(stage, opposite)
                stage.app.processEvents()
                named = {control.objectName(): control for control in stage.window.controls()}

        assert reached == set(named)

    def test_an_arrow_finds_the_first_control_when_nothing_has_the_focus(self, stage):
        stage.show(WAITING)
        assert stage.window.hasFocus()

        press(stage, Qt.Key.Key_Right)

        assert stage.window.focusWidget() is button(stage, "FR")

    @pytest.mark.parametrize(
        ("status", "action"),
        [
            (Menu(SAMPLE_VISITOR), Finish()),
            (AskingCode(SAMPLE_VISITOR), Finish()),
            (OtherProcedures(SAMPLE_VISITOR), GoBack()),
            (AskingProvisional(SAMPLE_VISITOR, MaskedMobile("34"), 10, SAMPLE_NOW_S), GoBack()),
            (ChoosingCode(SAMPLE_VISITOR), Finish()),
            (ChoosingCode(SAMPLE_VISITOR, first="x"), GoBack()),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_the_cancel_key_goes_back_or_ends(self, stage, status, action):
        stage.show(Terminal(status))
        press(stage, Qt.Key.Key_Escape)

        assert acts(stage) == [action]

    def test_the_cancel_key_does_nothing_where_there_is_no_way_out(self, stage):
        stage.show(WAITING)
        press(stage, Qt.Key.Key_Escape)

        assert acts(stage) == []

    def test_the_help_key_opens_the_other_procedures(self, stage):
        stage.show(MENU)
        press(stage, Qt.Key.Key_F1)

        assert acts(stage) == [OpenOtherProcedures()]

    @pytest.mark.parametrize("size", list(TextSize))
    def test_the_help_key_leads_to_the_way_in_without_a_code_and_sends_nothing(self, stage, size):
        stage.show(replace(CODE, preferences=Preferences(text_size=size)))
        press(stage, Qt.Key.Key_F1)

        assert acts(stage) == []
        assert stage.window.focusWidget().objectName() == "get-code"

    def test_pages_are_turned_by_keys(self, stage):
        screen = stage.show(Terminal(OtherProcedures(SAMPLE_VISITOR)))
        assert "Page 1 sur 3" in texts(stage)

        press(stage, Qt.Key.Key_Return, Qt.Key.Key_Return)

        assert "Page 3 sur 3" in texts(stage)
        assert stage.window.focusWidget() is screen.first_focus()
        assert stage.window.focusWidget().objectName() == "previous-page"

    def test_a_service_that_failed_is_asked_again(self, stage):
        stage.show(Terminal(Welcoming(SAMPLE_VISITOR, FailureCode.SERVICE_UNAVAILABLE)))
        press(stage, Qt.Key.Key_Return)

        (asked,) = acts(stage)
        assert isinstance(asked, TryAgain)

    def test_a_touch_beside_the_controls_is_a_sign_of_life(self, stage):
        stage.show(MENU)
        QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(20, 1000))

        assert stage.actions == [Touched()]

    def test_moving_the_focus_is_a_sign_of_life(self, stage):
        stage.show(MENU)
        press(stage, Qt.Key.Key_Tab)

        assert stage.actions == [Touched()]

    def test_showing_a_state_is_not_a_sign_of_life(self, stage):
        for state in (CODE, replace(CODE, pending=Pending(1, CheckCode("v", "1"))), MENU, QUESTION, MENU, WAITING):
            stage.show(state)
            stage.show(replace(state, preferences=Preferences(high_contrast=True)))

        assert stage.actions == []


class TestComingBack:
    """The focus comes back to where the person left a screen, in the same visit only."""

    def leave(self, stage, state, name):
        """Show a screen and put the focus on one of its controls."""
        stage.show(state)
        stage.window.findChild(QWidget, name).setFocus()
        assert focused(stage) == name

    def test_from_the_detail_it_is_on_the_payment_that_was_opened(self, stage):
        self.leave(stage, PAYMENTS, "payment-3")
        stage.show(DETAIL)
        assert focused(stage) == "print"

        stage.show(PAYMENTS)

        assert focused(stage) == "payment-3"

    def test_on_the_menu_it_is_on_the_line_that_was_left(self, stage):
        self.leave(stage, MENU, "line-ehic")
        for state in (PAYMENTS, DETAIL, PAYMENTS, MENU):
            stage.show(state)

        assert focused(stage) == "line-ehic"

    @pytest.mark.parametrize("preferences", [Preferences(text_size=TextSize.LARGEST), IN_ENGLISH])
    def test_also_in_another_size_and_language(self, stage, preferences):
        self.leave(stage, MENU, "line-ehic")
        stage.show(PAYMENTS)
        stage.show(replace(PAYMENTS, preferences=preferences))

        stage.show(replace(MENU, preferences=preferences))

        assert focused(stage) == "line-ehic"

    def test_a_line_that_is_entered_once_more_begins_at_its_first_control(self, stage):
        stage.show(MENU)
        self.leave(stage, PAYMENTS, "payment-3")
        stage.show(MENU)

        stage.show(PAYMENTS)

        assert focused(stage) == "payment-0"

    def test_a_screen_left_from_the_header_begins_at_its_first_control(self, stage):
        stage.show(MENU)
        button(stage, "Contraste").setFocus()
        stage.show(PAYMENTS)

        stage.show(MENU)

        assert focused(stage) == "line-payments"

    @pytest.mark.parametrize("between", [[WAITING], [ENDED, WAITING], []])
    def test_the_next_person_begins_at_the_first_control(self, stage, between):
        self.leave(stage, MENU, "line-ehic")
        stage.show(PAYMENTS)
        for state in between:
            stage.show(state)
        other = replace(SAMPLE_VISITOR, ticket=replace(SAMPLE_TICKET, insertion=SAMPLE_TICKET.insertion + 1))
        stage.show(Terminal(AskingCode(other)))

        stage.show(Terminal(Menu(other)))

        assert focused(stage) == "line-payments"

    def test_the_same_card_inserted_again_begins_at_the_first_control(self, stage):
        self.leave(stage, MENU, "line-ehic")
        stage.show(PAYMENTS)
        stage.show(WAITING)

        stage.show(MENU)

        assert focused(stage) == "line-payments"

    def test_after_the_question_it_is_where_it_was(self, stage):
        self.leave(stage, MENU, "line-ehic")
        stage.show(QUESTION)
        stage.show(replace(QUESTION, status=StillThere(Menu(SAMPLE_VISITOR), SAMPLE_NOW_S + 12)))
        assert focused(stage) == "continue"

        stage.show(MENU)

        assert focused(stage) == "line-ehic"

    def test_to_a_code_it_comes_back_on_its_field_so_that_enter_validates(self, stage):
        self.leave(stage, CODE, "get-code")
        stage.show(Terminal(AskingProvisional(SAMPLE_VISITOR, MaskedMobile("34"), 10, SAMPLE_NOW_S)))

        stage.show(CODE)
        type_digits(stage, "48151623")
        press(stage, Qt.Key.Key_Return)

        assert acts(stage) == [EnterCode("48151623")]

    def test_no_move_of_the_focus_is_a_sign_of_life(self, stage):
        self.leave(stage, MENU, "line-ehic")
        for state in (PAYMENTS, MENU, QUESTION, MENU):
            stage.show(state)

        assert stage.actions == []


class TestOtherWindow:
    """The windows of the simulators stand beside the terminal and may be the active ones."""

    @pytest.fixture
    def other(self, stage, qtbot):
        window = QWidget()
        qtbot.addWidget(window)
        window.show()

        def activate(target):
            target.activateWindow()
            qtbot.waitUntil(target.isActiveWindow)

        window.take_turn = lambda: activate(window)
        window.give_turn = lambda: activate(stage.window)
        return window

    def test_the_focus_stays_where_it_was(self, stage, other):
        stage.show(MENU)
        stage.window.findChild(QWidget, "line-ehic").setFocus()
        other.take_turn()
        stage.window.show_state(replace(MENU, pending=Pending(1, CheckCode("v", "1"))))

        other.give_turn()

        assert focused(stage) == "line-ehic"
        assert stage.window.focusWidget().hasFocus()

    def test_a_screen_that_is_built_anew_meanwhile_keeps_it(self, stage, other):
        stage.show(PAYMENTS)
        stage.window.findChild(QWidget, "finish").setFocus()
        other.take_turn()
        stage.window.show_state(Terminal(ShowingPayments(SAMPLE_VISITOR, LAST_PAGE)))
        stage.app.processEvents()

        other.give_turn()

        assert focused(stage) == "finish"
        assert stage.window.focusWidget().hasFocus()

    def test_a_screen_that_came_meanwhile_has_it_on_its_first_control(self, stage, other):
        stage.show(PAYMENTS)
        other.take_turn()
        stage.window.show_state(DETAIL)
        stage.app.processEvents()

        other.give_turn()

        assert focused(stage) == "print"
        assert stage.window.focusWidget().hasFocus()
        assert stage.actions == []


class TestFocusFrame:
    def test_it_is_drawn_around_the_focused_control(self, stage):
        stage.show(MENU)
        image = stage.window.grab().toImage()
        frame = stage.window.focus_frame()
        middle = frame.y() + frame.height() // 2
        left = [image.pixelColor(frame.x() + x, middle).name().upper() for x in range(13)]

        assert NORMAL.focus in left
        assert NORMAL.focus_edge in (left[0], left[1])

    def test_it_follows_the_focus(self, stage):
        stage.show(MENU)
        before = stage.window.focus_frame().geometry()
        press(stage, Qt.Key.Key_Down)

        assert stage.window.focus_frame().geometry() != before
        assert stage.window.focus_frame().target() is stage.window.focusWidget()

    def test_it_is_as_wide_in_both_palettes(self, stage):
        stage.show(replace(MENU, preferences=Preferences(high_contrast=True)))
        image = stage.window.grab().toImage()
        frame = stage.window.focus_frame()

        assert image.pixelColor(frame.x() + 6, frame.y() + frame.height() // 2).name().upper() == HIGH_CONTRAST.focus


class TestDay:
    """In large texts the hours of long weeks are those of the day."""

    @pytest.fixture
    def days(self):
        return [SAMPLE_NOW]

    @pytest.fixture
    def stage(self, make_stage, days):
        return make_stage(replace(LONG_CONTEXT, now=lambda: days[-1]))

    def test_a_terminal_that_nobody_uses_follows_the_calendar(self, stage, days):
        stage.show(replace(WAITING, preferences=Preferences(text_size=TextSize.LARGE)))
        assert any("ce vendredi" in text for text in texts(stage))

        days.append(SAMPLE_NOW + timedelta(days=1))
        stage.window.renew()

        assert any("ce samedi" in text for text in texts(stage))

    def test_nothing_changes_under_the_hands_of_a_person(self, stage, days):
        stage.show(WAITING)
        screen = stage.show(replace(MENU, preferences=Preferences(text_size=TextSize.LARGE)))
        before = screen.view()

        days.append(SAMPLE_NOW + timedelta(days=1))
        stage.window.renew()

        assert stage.window.screen_shown() is screen
        assert screen.view() is before


class TestScreens:
    def test_the_same_screen_stays_while_its_view_changes(self, stage):
        screen = stage.show(CODE)

        assert stage.show(Terminal(AskingCode(SAMPLE_VISITOR, tries_left=2))) is screen
        assert isinstance(screen, CodeEntryScreen)

    def test_another_status_has_another_screen(self, stage):
        stage.show(CODE)

        assert isinstance(stage.show(MENU), MenuScreen)

    def test_a_line_that_is_not_offered_is_not_shown(self, make_stage):
        stage = make_stage(replace(SAMPLE_CONTEXT, lines=(Line.RIGHTS,)))
        stage.show(MENU)
        assert "Mes derniers remboursements" not in texts(stage)

        stage.show(WAITING)
        assert "Mes derniers remboursements" not in texts(stage)
        assert "Attestation de droits" in texts(stage)

    def test_a_control_that_comes_later_is_not_there(self, stage):
        stage.show(WAITING)

        assert {control.text() for control in stage.window.findChildren(Control)} == {"FR", "Contraste", "Texte"}

    def test_a_demonstration_has_a_strip_that_takes_nothing_from_the_screens(self, make_stage):
        plain, demo = make_stage(), make_stage(replace(SAMPLE_CONTEXT, demo=True))
        screens = [stage.show(MENU) for stage in (plain, demo)]
        strip = demo.window.findChild(DemoStrip)

        assert strip.isVisible()
        assert strip.text() == "DÉMONSTRATION — données fictives, aucune carte réelle"
        assert screens[0].size() == screens[1].size()
        assert plain.window.findChild(DemoStrip) is None

    def test_it_is_drawn_smaller_on_a_small_monitor(self, make_stage):
        metrics = ScreenMetrics.scaled_to(1920, 960)
        stage = make_stage(metrics=metrics)
        stage.show(MENU)

        assert stage.window.size().toTuple() == (540, 960)
        assert all(not control.is_cut() for control in stage.window.screen_shown().findChildren(Control))

    def test_on_a_wide_monitor_the_screens_stand_in_the_middle(self, stage):
        stage.window.resize(1920, 1920)
        screen = stage.show(MENU)

        assert screen.width() == 1080
        assert screen.x() == 420

    def test_it_has_a_title(self, app, qtbot):
        del app
        window = TerminalWindow(SAMPLE_CONTEXT, ScreenMetrics())
        qtbot.addWidget(window)

        assert window.windowTitle() == "Borne multiservices"


PREVIEWS = {preview.name: preview for preview in all_previews()}


@pytest.mark.parametrize("name", ["ehic", "ehic-thirteen", "attachment", "payments", "allowances", "menu", "code"])
def test_a_screen_that_gives_way_leaves_nothing_and_is_no_sign_of_the_person(stage, name):
    touched = []

    def follow(action):
        touched.append(action)
        # As the terminal does: each sign of the person is a new state.
        stage.window.show_state(replace(ENDED, active_at_s=float(len(touched))))

    status = PREVIEWS[name].status
    stage.show(Terminal(status))
    for place in range(len(stage.window.controls())):
        stage.show(Terminal(status))
        stage.window.controls()[place].setFocus(Qt.FocusReason.TabFocusReason)
        stage.window.action.connect(follow)
        stage.show(ENDED)
        stage.window.action.disconnect(follow)
        assert touched == []
        assert [type(one) for one in stage.window.findChildren(Screen) if one.isVisible()] == [EndedScreen]
