"""The window of the terminal: it shows the state, and says what the person does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.session.actions import SetContrast, SetLanguage, SetTextSize, Touched
from kiosk.session.preferences import Language, TextSize
from kiosk.session.statuses import OutOfService, StillThere, VisitStatus, WaitingForCard
from kiosk.session.terminal import Terminal
from kiosk.texts import gettext as _
from kiosk.texts import set_language
from ui.terminal.focus import Focus
from ui.terminal.focus_memory import FocusMemory, Place
from ui.terminal.routes import Route, question_of, route_of
from ui.terminal.screen import Screen, ScreenContext, discard
from ui.theme import REFERENCE_HEIGHT, REFERENCE_WIDTH, ScreenMetrics, Theme
from ui.widgets.demo_strip import STRIP_HEIGHT, DemoStrip
from ui.widgets.focus_frame import FocusFrame
from ui.widgets.header import Header
from ui.widgets.navigation import Direction
from ui.widgets.pages import keep_pages

_ARROWS: Final = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}

_SECOND_TOUCH_MS: Final = 400
"""Within which somebody who touches twice, out of habit or with a trembling hand, means one touch."""

_RENEW_MS: Final = 5 * 60_000
"""How often the screens of a terminal that nobody uses are looked through: they may name the hours of the day."""


def window_units(*, demo: bool) -> tuple[int, int]:
    """Give width and height of the whole window, in units: the reference screen, below the strip of a demonstration."""
    return REFERENCE_WIDTH, REFERENCE_HEIGHT + (STRIP_HEIGHT if demo else 0)


class TerminalWindow(QWidget):
    """Show one screen at a time under the header, and the frame around what has the focus.

    A screen that is left is destroyed: nothing of the person stays in a hidden widget. The question "still there?",
    and the notice of a paper of somebody else, hide the screen behind them, which comes back as it was.

    Signals:
        action: a `kiosk.session.actions.PersonAction`.
    """

    action = Signal(object)

    def __init__(self, context: ScreenContext, metrics: ScreenMetrics, parent: QWidget | None = None) -> None:
        """Make the window, empty until a state is shown.

        Args:
            context: what stands beside the status; preferences and business come with each state.
            metrics: of the screen.
            parent: the owner.
        """
        super().__init__(parent)
        self._context = context
        self._metrics = metrics
        self._theme = Theme.preferred(context.preferences, metrics)
        set_language(context.preferences.language.value)
        self._screen: Screen[Any] | None = None
        self._question: Screen[Any] | None = None
        self._unused: Terminal | None = None
        self._is_changing = False
        self._focus = Focus(self, self._places)
        self._focus_memory = FocusMemory()
        self._focus_behind = ""
        self._landing = ""
        self._since_act = QElapsedTimer()
        self._second_touch = QTimer(self, singleShot=True)
        self._second_touch.timeout.connect(self._take_touches)
        renewal = QTimer(self, interval=_RENEW_MS)
        renewal.timeout.connect(self.renew)
        renewal.start()
        # It holds the focus only where nothing else can: Tab goes from the last control to the first.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The size is that of the screen: a text that does not fit must not make the window larger than it.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._strip: DemoStrip | None = None
        self._name_all()
        self._header = self._new_header()
        self._column.addWidget(self._header)
        self._frame = FocusFrame(self._theme, self)
        self.resize(*(metrics.px(units) for units in window_units(demo=context.demo)))
        application = cast("QApplication", QApplication.instance())
        application.focusChanged.connect(self._focus_moved)

    # What is shown

    def show_state(self, terminal: Terminal) -> None:
        """Show a state of the terminal."""
        self._is_changing = True
        try:
            self._change_to(terminal)
        finally:
            self._is_changing = False

    def _change_to(self, terminal: Terminal) -> None:
        preferences_changed = terminal.preferences != self._context.preferences
        self._context = replace(
            self._context,
            preferences=terminal.preferences,
            busy=terminal.pending is not None,
            paper_hangs_out=terminal.paper_may_hang_out,
        )
        focused = self._focus.name()
        status = terminal.status
        # Kept only where nobody's data can be in it.
        self._unused = terminal if isinstance(status, WaitingForCard | OutOfService) else None
        behind = status.previous if isinstance(status, StillThere) else status
        if preferences_changed:
            set_language(terminal.preferences.language.value)
            self._theme = Theme.preferred(terminal.preferences, self._metrics)
            self._name_all()
            self._replace_header()
            self._frame.set_theme(self._theme)
        self._focus_memory.follow(behind.visitor.ticket if isinstance(behind, VisitStatus) else None)
        question = question_of(terminal, self._context)
        was_asked = self._question is not None
        answered = was_asked and (question is None or type(self._question) is not question.screen)
        if answered:
            self._leave(self._question)
            self._question = None
        self._landing = self._focus_behind if answered else ""
        appeared = self._show_screen(route_of(behind, self._context), anew=preferences_changed)
        if answered and self._screen is not None:
            self._let_second_touch_pass(self._screen)
        if question is not None:
            if not was_asked:
                self._focus_behind = focused
            self._landing = ""
            appeared = self._ask(question, anew=preferences_changed) or appeared
        self._column.activate()
        self._focus.order()
        if preferences_changed and focused:
            self._focus.give(self._focus.find(focused) or self._first_focus())
        elif appeared or answered:
            self._land()

    def renew(self) -> None:
        """Say again what depends on the day, while nobody uses the terminal."""
        if self._unused is not None and self._screen is not None:
            self._screen.show_view(route_of(self._unused.status, self._context).view)

    def screen_shown(self) -> QWidget | None:
        """Give the screen or the question that the person sees."""
        return self._active()

    def focus_frame(self) -> FocusFrame:
        """Give the frame around what has the focus."""
        return self._frame

    def _show_screen(self, route: Route, *, anew: bool) -> bool:
        """Show a view on the screen that stands, or on a new one; tell whether the first control is to have the focus.

        It is on a screen that has just appeared, and on one whose content has come since: who has not moved the focus
        away from "back" while it was fetched expects it on the content.
        """
        old = self._screen
        if old is not None and type(old) is route.screen and not anew:
            has_not_moved = self.focusWidget() is old.first_focus()
            old.context = self._context
            old.show_view(route.view)
            old.setVisible(True)
            return has_not_moved
        same = type(old) is route.screen
        if not same:
            left = None if old is None else Place(type(old), self._focus.name(old))
            place = self._focus_memory.go(left, route.screen)
            self._landing = place if route.screen.comes_back else ""
        self._screen = self._new_screen(route)
        if old is None:
            return True
        if same:
            self._screen.take_over(old)
            if self._screen.theme.text_size is old.theme.text_size:
                keep_pages(old, self._screen)
        self._leave(old)
        return not same

    def _ask(self, route: Route, *, anew: bool) -> bool:
        """Hide the screen behind the question; tell whether the question has just appeared."""
        appeared = self._question is None or anew
        if self._question is None or anew:
            self._leave(self._question)
            self._question = self._new_screen(route)
        else:
            self._question.show_view(route.view)
        if self._screen is not None:
            self._screen.hide()
        return appeared

    def _new_screen(self, route: Route) -> Screen[Any]:
        screen = route.screen(self._theme, self._context)
        screen.action.connect(self._acted)
        screen.action.connect(self.action)
        screen.show_view(route.view)
        self._let_second_touch_pass(screen)
        self._column.addWidget(screen, 1)
        screen.show()
        return screen

    def _leave(self, screen: Screen[Any] | None) -> None:
        if screen is None:
            return
        screen.action.disconnect(self._acted)
        screen.action.disconnect(self.action)
        screen.wipe()
        self._column.removeWidget(screen)
        discard(screen)

    def _name_all(self) -> None:
        """Write what stands around the screens in the language spoken now."""
        # Translators: title of the window
        self.setWindowTitle(_("Borne multiservices"))
        if self._context.demo:
            old, self._strip = self._strip, DemoStrip(self._theme)
            self._column.insertWidget(0, self._strip)
            if old is not None:
                self._column.removeWidget(old)
                discard(old)

    def _new_header(self) -> Header:
        header = Header(self._theme, self._context.preferences.language)
        header.language_chosen.connect(self._choose_language)
        header.contrast_chosen.connect(lambda high: self.action.emit(SetContrast(high)))
        header.text_size_chosen.connect(self._choose_text_size)
        return header

    def _choose_language(self, language: Language) -> None:
        self.action.emit(SetLanguage(language))

    def _choose_text_size(self, size: TextSize) -> None:
        self.action.emit(SetTextSize(size))

    def _replace_header(self) -> None:
        old, self._header = self._header, self._new_header()
        self._column.replaceWidget(old, self._header)
        self._header.show()
        discard(old)

    def _places(self) -> Sequence[QWidget]:
        active = self._active()
        return [self._header] if active is None else [active, self._header]

    def _active(self) -> Screen[Any] | None:
        return self._question or self._screen

    def _first_focus(self) -> QWidget | None:
        active = self._active()
        return None if active is None else active.first_focus() or self._focus.first_of(active)

    # Focus and keys

    def controls(self) -> list[QWidget]:
        """Give the controls that can have the focus, in the order of the Tab key: the screen's, then the header's."""
        return self._focus.controls()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802, FBT001 - Qt's name and signature
        """Move with Tab; it is a sign that somebody is there."""
        self._touched()
        if not self._is_changing:
            # A screen that turned a page has other controls than when it appeared.
            self._focus.order()
        return super().focusNextPrevChild(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keys that no control took. The key map is in docs/keys.md."""
        event.accept()
        active = self._active()
        if event.isAutoRepeat() or active is None:
            return
        key, text = event.key(), event.text()
        if key in _ARROWS:
            self._focus.follow(_ARROWS[Qt.Key(key)], self._first_focus())
        elif text.isascii() and text.isdigit():
            active.type_digit(text)
        elif key == Qt.Key.Key_Backspace:
            active.correct()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            active.confirm()
        elif key == Qt.Key.Key_Escape:
            active.cancel()
            return
        elif key == Qt.Key.Key_F1:
            active.help()
        self._touched()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a touch beside the controls: somebody is there."""
        event.accept()
        self.action.emit(Touched())

    @Slot(object)
    def _acted(self, _action: object) -> None:
        self._since_act.start()

    def _let_second_touch_pass(self, screen: Screen[Any]) -> None:
        """Keep a screen from taking a touch that was meant for the one before: it would do what stands there now."""
        left_ms = _SECOND_TOUCH_MS - self._since_act.elapsed() if self._since_act.isValid() else 0
        if left_ms > 0:
            screen.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._second_touch.start(left_ms)

    @Slot()
    def _take_touches(self) -> None:
        for screen in (self._screen, self._question):
            if screen is not None:
                screen.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)

    def _touched(self) -> None:
        # A key that moves the focus inside the question must not answer it. While a screen gives way to another, its
        # focused part may be hidden first and Qt moves the focus on: that is no person.
        if self._question is None and not self._is_changing:
            self.action.emit(Touched())

    def _land(self) -> None:
        """Put the focus where the person left the screen that came back, else on its first control."""
        active, name = self._active(), self._landing
        if active is not None and name:
            active.reveal(name)
        self._focus.give(self._focus.find(name) or self._first_focus())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and new is not self and self.isAncestorOf(new)
        self._frame.set_target(new if inside else None)

    # The window itself

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget everything when the window closes."""
        for screen in (self._question, self._screen):
            self._leave(screen)
        self._question = self._screen = None
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the screens as wide as the reference screen, in the middle of a wider monitor."""
        super().resizeEvent(event)
        side = max(0, (self.width() - self._metrics.px(REFERENCE_WIDTH)) // 2)
        self._column.setContentsMargins(side, 0, side, 0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Put the controls in order, which they can only be once they are visible."""
        super().showEvent(event)
        self._focus.order()
        self._focus.give(self._first_focus())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the canvas where no screen is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.palette.canvas))
        painter.end()
