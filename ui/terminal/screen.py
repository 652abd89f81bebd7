"""What every screen of the terminal has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk.domain.access import CodePolicy
from kiosk.session.actions import Finish, GoBack, Line, PersonAction
from kiosk.session.preferences import Preferences
from kiosk.session.remnant import Remnant
from kiosk.session.statuses import Status
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.text import Text, TextAlign

MARGIN: Final = 56
"""From the edges of the screen to its content, in units."""

GAP: Final = 24
"""Between two controls, in units."""

WeekHours = tuple[tuple[tuple[time, time], ...], ...]
"""The periods (opens, closes) of the seven days, Monday first; none where closed."""


def _local_now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """Hold what the screens show beside the status.

    Attributes:
        organisation: the name of the organisation.
        site: the name of the reception point.
        address: the postal address of the organisation.
        hours: when the reception point is open.
        monotonic_s: the clock of the deadlines.
        now: the civil time at the terminal, with its time zone.
        warning_s: how long the question "still there?" stays.
        codes: how long a definitive code is.
        lines: the lines of the menu that this terminal offers.
        demo: whether everything is fictional.
        preferences: how the person wants the screen.
        busy: whether a question waits for its answer.
        paper_hangs_out: whether a part of somebody's ticket may hang out of the printer.
    """

    organisation: str
    site: str
    address: str
    hours: WeekHours
    monotonic_s: Callable[[], float]
    now: Callable[[], datetime] = _local_now
    warning_s: float = 30.0
    codes: CodePolicy = field(default_factory=CodePolicy)
    lines: tuple[Line, ...] = tuple(Line)
    demo: bool = False
    preferences: Preferences = field(default_factory=Preferences)
    busy: bool = False
    paper_hangs_out: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold a status with sample data: the gallery draws it and the tests read it.

    Attributes:
        name: of the picture, "code-wrong".
        busy: whether a question waits for its answer.
        page: which page of a screen that turns its pages itself, 0 being the first; None where it has only one.
        remnant: what an interrupted ticket left in the printer.
    """

    name: str
    status: Status = field(repr=False)
    busy: bool = False
    page: int | None = None
    remnant: Remnant | None = None


V = TypeVar("V")


class Screen(QWidget, Generic[V]):
    """Show one view state, and say what the person does.

    A subclass builds its widgets in `compose`. A new view replaces them all; the focus goes back to the control of the
    same object name.

    Attributes:
        theme: what it is drawn with.
        context: what stands beside the status.
        comes_back: whether the focus is where the person left it when the way back leads here, else on the first
            control.

    Signals:
        action: a `kiosk.session.actions.PersonAction`.
    """

    comes_back: ClassVar[bool] = True
    action = Signal(object)

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen, empty until a view is shown."""
        super().__init__(parent)
        self.theme = theme
        self.context = context
        self._view: V | None = None
        self._page: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)

    # For subclasses

    def compose(self, view: V) -> None:
        """Build the widgets of a view and end with `set_page`."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """Give the control that has the focus when the screen appears."""
        return None

    def help(self) -> None:
        """Take the Help key: press the control named "help"."""
        button = self.findChild(Button, "help")
        if button is not None:
            button.click()

    def cancel(self) -> None:
        """Take the Cancel key: press the way back, else the way out."""
        for name in ("back", "finish"):
            button = self.findChild(Button, name)
            if button is not None:
                button.click()
                return

    def type_digit(self, digit: str) -> bool:
        """Take a digit of the keypad; tell whether the screen has a use for it."""
        del digit
        return False

    def correct(self) -> bool:
        """Take the Correct key; tell whether the screen has a use for it."""
        return False

    def confirm(self) -> bool:
        """Take the Enter key where no control has the focus; tell whether the screen has a use for it."""
        return False

    def take_over(self, previous: QWidget) -> None:
        """Keep what the person was typing when the screen is built anew in another palette or size."""
        del previous

    def reveal(self, name: str) -> None:
        """Turn to the page on which a control is, given by its object name."""
        del name

    def wipe(self) -> None:
        """Forget what the person typed; called before the screen goes."""

    # For the window

    def view(self) -> V | None:
        """Give the view that is shown."""
        return self._view

    def show_view(self, view: V) -> None:
        """Show a view; nothing happens when it is already shown."""
        if view != self._view:
            self.show_again(view)

    def show_again(self, view: V) -> None:
        """Build the widgets of a view anew, keeping the focus on the control of the same name."""
        # Not what has the focus in this moment: another window may be active.
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._view = view
        self.compose(view)
        if name:
            again = self.findChild(QWidget, name)
            target = again if again is not None and again.isEnabled() else self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building blocks

    def act(self, action: PersonAction) -> None:
        """Say that the person does something."""
        self.action.emit(action)

    def set_page(self, body: QLayout, footer: Footer | None = None, *, margins: bool = True) -> None:
        """Put a body and a footer in the place of what was shown, which is destroyed.

        Args:
            body: the content between header and footer.
            footer: the ways out.
            margins: whether the body keeps its distance from the edges.
        """
        old, self._page = self._page, QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if margins:
            side, top = self.theme.px(MARGIN), self.theme.sized(MARGIN, 44, 36)
            body.setContentsMargins(side, top, side, self.theme.px(40))
        column.addLayout(body, 1)
        if footer is not None:
            column.addWidget(footer)
        if old is not None:
            discard(old)
        self._outer.addWidget(self._page)

    def column(self, gap: float = GAP) -> QVBoxLayout:
        """Make a column for the body."""
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(gap))
        return column

    def heading(self, text: str, *, centred: bool = False) -> Text:
        """Make the title of the screen."""
        align = TextAlign.CENTRE if centred else TextAlign.LEFT
        return Text(self.theme, text, TextRole.HEADING, bold=True, align=align, balanced=centred)

    def lead(self, text: str, *, centred: bool = False, strong: str = "") -> Text:
        """Make the sentence under the title."""
        align = TextAlign.CENTRE if centred else TextAlign.LEFT
        return Text(self.theme, text, TextRole.LEAD, tone=Tone.MUTED, align=align, balanced=centred, strong=strong)

    def finish_button(self) -> Button:
        """Make the button that ends the visit."""
        # Translators: footer, button: ends the visit
        button = Button(self.theme, _("Terminer"), ButtonKind.OUTLINE, icon=Icon.FINISH, name="finish")
        button.clicked.connect(lambda: self.act(Finish()))
        return button

    def back_button(self, text: str = "") -> Button:
        """Make the button that leads back; to the menu by default."""
        # Translators: button: leads back to the menu
        button = Button(self.theme, text or _("Menu"), icon=Icon.BACK, name="back")
        button.clicked.connect(lambda: self.act(GoBack()))
        return button

    def title_row(self, back: Button, title: str) -> QHBoxLayout:
        """Make the row of a way back and a title."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(GAP + 2))
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self.theme, title, TextRole.TITLE, bold=True), 1, Qt.AlignmentFlag.AlignVCenter)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the canvas."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.palette.canvas))
        painter.end()


def discard(widget: QWidget) -> None:
    """Take a widget off the screen at once, forget the texts in it and destroy it."""
    focused = widget.focusWidget()
    if focused is not None:
        # Hiding what has the focus would move it on, which counts as a sign of the person.
        focused.clearFocus()
    widget.hide()
    for label in widget.findChildren(Text):
        label.clear()
    for button in widget.findChildren(Button):
        button.setText("")
        button.setAccessibleName("")
    widget.setParent(None)
    widget.deleteLater()
