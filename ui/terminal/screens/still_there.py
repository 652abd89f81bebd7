"""The question whether the person is still there; it hides the screen behind it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.session.actions import Continue, Finish
from kiosk.session.statuses import Menu, StillThere
from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.terminal.samples import SAMPLE_NOW_S, SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.button import Button, ButtonKind
from ui.widgets.idle_ring import IdleRing
from ui.widgets.panel import Panel
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class StillThereView:
    """Hold what the question shows.

    Attributes:
        deadline_s: when the visit ends, on the monotonic clock.
    """

    deadline_s: float


def view_of(status: StillThere, context: ScreenContext) -> StillThereView:
    """Make the view."""
    del context
    return StillThereView(status.deadline_s)


class StillThereScreen(Screen[StillThereView]):
    """Ask, and show how much time is left. Nothing of the screen behind can be read meanwhile."""

    def first_focus(self) -> QWidget | None:
        """Give "continue"."""
        return self.findChild(Button, "continue")

    def cancel(self) -> None:
        """Take the Cancel key: the visit does not end."""
        self.act(Continue())

    def compose(self, view: StillThereView) -> None:
        """Build ring, question and buttons."""
        theme = self.theme
        panel = Panel(theme, radius=32)
        column = QVBoxLayout(panel)
        side = theme.sized(72, 48, 40)
        column.setContentsMargins(side, theme.sized(80, 56, 48), side, theme.sized(80, 56, 48))
        column.setSpacing(0)
        ring = IdleRing(theme, view.deadline_s, self.context.warning_s, self.context.monotonic_s)
        column.addWidget(ring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(36))
        # Translators: question after a while without a touch, title
        column.addWidget(self.heading(_("Êtes-vous toujours là ?"), centred=True))
        column.addSpacing(theme.sized(28, 20, 16))
        # Translators: question after a while without a touch
        text = _(
            "Pour protéger vos informations, votre session va se fermer. "
            "Vous pouvez demander plus de temps autant de fois que nécessaire."
        )
        column.addWidget(Text(theme, text, TextRole.LEAD, tone=Tone.MUTED, align=TextAlign.CENTRE, balanced=True))
        column.addSpacing(theme.sized(44, 32, 28))
        # Translators: question after a while without a touch, button
        go_on = Button(
            theme, _("Oui, continuer"), ButtonKind.PRIMARY, role=TextRole.CHOICE, height=132, name="continue"
        )
        go_on.clicked.connect(lambda: self.act(Continue()))
        column.addWidget(go_on)
        column.addSpacing(theme.px(44))
        # Translators: question after a while without a touch, button
        end = Button(theme, _("Terminer et reprendre ma carte"), ButtonKind.OUTLINE, height=112, name="finish")
        end.clicked.connect(lambda: self.act(Finish()))
        column.addWidget(end)
        body = self.column(0)
        body.addStretch(1)
        body.addWidget(panel)
        body.addStretch(1)
        self.set_page(body)
        body.setContentsMargins(theme.px(80), theme.px(40), theme.px(80), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the scrim, through which nothing can be read."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.palette.scrim))
        painter.end()


PREVIEWS = (Preview("still-there", StillThere(Menu(SAMPLE_VISITOR), SAMPLE_NOW_S + 22)),)
