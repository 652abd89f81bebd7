"""Nobody is there: what to do, what can be done here, when an adviser is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.preferences import TextSize
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.statuses import WaitingForCard
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hanging_paper import hanging_words
from ui.terminal.hours import hours_text
from ui.terminal.lines import Topic, topics
from ui.terminal.screen import GAP, MARGIN, Preview, Screen, ScreenContext
from ui.theme import TextRole, Theme
from ui.widgets.card_picture import InsertPicture
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, Panel, PanelKind
from ui.widgets.text import Text

_ROWS_MAX = 3
"""Up to three topics stand under one another, as wide as the page; more stand in two columns, with large texts in a
list without frames."""


@dataclass(frozen=True, slots=True)
class AttractView:
    """Hold what the screen shows.

    Attributes:
        place: whose terminal it is, and where.
        topics: what the terminal offers.
        hours: when an adviser is there.
        shortage: why nothing can be printed now, None where all is well.
        paper_hangs_out: whether a part of somebody's ticket may hang out of the printer meanwhile.
    """

    place: str
    topics: tuple[Topic, ...]
    hours: str
    shortage: str | None = None
    paper_hangs_out: bool = False


def view_of(status: WaitingForCard, context: ScreenContext) -> AttractView:
    """Make the view."""
    place = f"{context.organisation} · {context.site}"
    shortage = _(FAILURES[status.shortages[0]].person_title) if status.shortages else None
    hours = hours_text(context, is_attract=True)
    return AttractView(place, topics(context.lines), hours, shortage, context.paper_hangs_out)


class AttractScreen(Screen[AttractView]):
    """Invite to insert a card."""

    def compose(self, view: AttractView) -> None:
        """Build the welcome, the list of what can be done and the opening hours."""
        theme = self.theme
        body = self.column(0)
        body.addWidget(self._welcome(), 1)
        offer = QVBoxLayout()
        offer.setSpacing(theme.px(GAP))
        side = theme.px(MARGIN)
        offer.setContentsMargins(side, theme.sized(56, 36, 28), side, theme.sized(64, 40, 32))
        # Translators: attract screen, above the list of the lines of the menu
        offer.addWidget(Text(theme, _("Avec votre carte, vous pouvez"), TextRole.TILE, bold=True))
        offer.addLayout(self._offered(view.topics))
        offer.addWidget(self._advice(view))
        body.addLayout(offer)
        clock = IconPicture(theme, Icon.CLOCK, 40 if not theme.is_large else 52, Tone.MUTED)
        words = view.hours if theme.is_large else f"{view.place}\n{view.hours}"
        hours = Text(theme, words, TextRole.SMALL, tone=Tone.MUTED, strong=view.place)
        self.set_page(body, Footer(theme, [_beside(theme, clock, hours)]), margins=False)

    def _advice(self, view: AttractView) -> Notice:
        """Say what cannot be done here now, else what to do without a card."""
        theme = self.theme
        if view.shortage is not None:
            rest = self._meanwhile(paper_hangs_out=view.paper_hangs_out)
            return Notice(
                theme,
                f"{view.shortage}\n{rest}",
                PanelKind.WARNING,
                strong=view.shortage,
                icon=Icon.WARNING,
                tone=Tone.WARNING,
            )
        if theme.text_size is TextSize.LARGEST:
            # Translators: attract screen, for who has no card at hand; short, for the largest texts
            text = _("Pas de carte Vitale avec vous ?\nUn conseiller peut vous aider.")
        else:
            # Translators: attract screen, for who has no card at hand
            text = _("Pas de carte Vitale avec vous ?\nUn conseiller de l’accueil peut vous aider.")
        # Translators: attract screen, the part in bold of the text for who has no card at hand
        strong = _("Pas de carte Vitale avec vous ?")
        return Notice(theme, text, PanelKind.TINT, strong=strong, icon=Icon.ADVISER, tone=Tone.ON_TINT)

    def _meanwhile(self, *, paper_hangs_out: bool) -> str:
        """Say what can be done while nothing can be printed; larger texts have room for the most pressing only."""
        size = self.theme.text_size
        # Translators: attract screen, under the failure of the printer
        consult = _("Vous pouvez consulter vos remboursements, mais pas imprimer.")
        if size is TextSize.LARGEST:
            if paper_hangs_out:
                # Translators: attract screen, a part of somebody's ticket hangs out of the printer; for largest texts
                return _("Prévenez l’accueil.")
            # Translators: attract screen, under the failure of the printer; short, for the largest texts
            return _("Vous ne pouvez pas imprimer.")
        if not paper_hangs_out:
            return consult
        return hanging_words() if size is TextSize.LARGE else f"{consult}\n{hanging_words()}"

    def _welcome(self) -> QWidget:
        theme = self.theme
        hero = Hero(theme)
        column = QVBoxLayout(hero)
        side = theme.px(MARGIN)
        column.setContentsMargins(0, theme.sized(56, 36, 24), 0, theme.sized(56, 36, 24))
        column.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(theme.sized(28, 12, 8))
        words.setContentsMargins(side, 0, side, 0)
        # Translators: attract screen, greeting
        words.addWidget(Text(theme, _("Bonjour"), TextRole.GREETING, bold=True, tone=Tone.ON_HERO))
        # Translators: attract screen, what to do
        invitation = Text(
            theme, _("Insérez votre carte Vitale\npour commencer"), TextRole.INVITATION, tone=Tone.ON_HERO
        )
        words.addWidget(invitation)
        column.addStretch(1)
        column.addLayout(words)
        column.addStretch(2)
        column.addWidget(InsertPicture(theme))
        column.addStretch(1)
        # Translators: attract screen, under the picture of card and reader
        hint = Text(theme, _("Puce vers l’avant et vers le haut."), TextRole.BODY, tone=Tone.ON_HERO)
        below = QVBoxLayout()
        below.setContentsMargins(side, 0, side, 0)
        below.addWidget(hint)
        column.addLayout(below)
        column.addStretch(1)
        return hero

    def _offered(self, offered: tuple[Topic, ...]) -> QGridLayout:
        theme = self.theme
        are_many = len(offered) > _ROWS_MAX
        framed = not are_many or not theme.is_large
        columns = 2 if are_many and framed else 1
        grid = QGridLayout()
        grid.setSpacing(theme.px(GAP) if framed else 0)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for place, topic in enumerate(offered):
            grid.addWidget(self._topic(topic, framed=framed), place // columns, place % columns)
        return grid

    def _topic(self, topic: Topic, *, framed: bool) -> QWidget:
        theme = self.theme
        area = Panel(theme) if framed else QWidget()
        row = QHBoxLayout(area)
        side, edge = (theme.px(32), theme.px(16)) if framed else (0, 0)
        row.setContentsMargins(side, edge, side, edge)
        row.setSpacing(theme.px(24))
        row.addWidget(IconPicture(theme, topic.icon, 56 if theme.is_large else 48, Tone.PRIMARY))
        row.addWidget(Text(theme, topic.title, TextRole.BODY), 1, Qt.AlignmentFlag.AlignVCenter)
        if framed:
            area.setMinimumHeight(theme.px(128))
        # The columns are equally wide, whatever is in them.
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return area


class Hero(QWidget):
    """Draw the area of the welcome."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the area; the caller gives it a layout."""
        super().__init__(parent)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the gradient; in high contrast, a line below."""
        palette = self._theme.palette
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, self.width() * 0.5, self.height())
        gradient.setColorAt(0, QColor(palette.hero))
        gradient.setColorAt(1, QColor(palette.hero_end))
        painter.fillRect(self.rect(), gradient)
        if palette.is_high_contrast:
            line = self._theme.px(2)
            painter.fillRect(0, self.height() - line, self.width(), line, QColor(palette.line))
        painter.end()


def _beside(theme: Theme, picture: QWidget, text: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(16))
    row.addWidget(picture)
    row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
    return group


PREVIEWS = (
    Preview("attract", WaitingForCard()),
    Preview("attract-no-paper", WaitingForCard((FailureCode.PAPER_OUT,))),
    Preview(
        "attract-no-paper-hanging",
        WaitingForCard((FailureCode.PAPER_OUT,)),
        remnant=Remnant(UUID(int=1), RemnantPlace.HANGING),
    ),
)
