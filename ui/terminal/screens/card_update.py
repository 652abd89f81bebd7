"""The update of the Vitale card while it goes on, and where it has stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import UpdatePhase
from kiosk.session.statuses import UpdatingCard
from kiosk.texts import gettext as _
from ui.terminal.sample_card_update import OPENING, UPDATED, updating
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.service import add_failure, again_button, focus_of
from ui.theme import TextRole
from ui.widgets.card_picture import CardInPicture
from ui.widgets.footer import Footer
from ui.widgets.panel import Notice, Panel, PanelKind
from ui.widgets.step_bar import StepBar
from ui.widgets.text import Text


def update_title() -> str:
    """Give the title of all screens of the update."""
    # Translators: screens of the card update, title
    return _("Mise à jour de votre carte")


def simulation_note(context: ScreenContext) -> str:
    """Say that no real card is written, where that is so; nothing else may be claimed."""
    # Translators: screens of the card update in the demonstration
    return _("Simulation : aucune vraie carte Vitale n’est écrite.") if context.demo else ""


@dataclass(frozen=True, slots=True)
class UpdatingView:
    """Hold what the screen shows.

    Attributes:
        phase: what is being done.
        place: "étape 3 sur 5".
        share: how much is done, from 0 to 1.
        simulated: says that no real card is written, empty where one would be.
    """

    phase: str
    place: str
    share: float
    simulated: str


def view_of(status: UpdatingCard, context: ScreenContext) -> UpdatingView:
    """Make the view of an update that goes on."""
    step = status.step
    phase = UpdatePhase.IDENTIFYING if step is None else step.phase
    share = 0.0 if step is None else (step.number - 1) / max(1, step.count)
    if status.ended is not None:
        phase, share = UpdatePhase.CHECKING, 1.0
    # Translators: screen of the card update: which of its five steps is under way
    place = _("étape %(number)d sur %(count)d") % {"number": phase.value, "count": len(UpdatePhase)}
    return UpdatingView(_phase_text(phase), place, share, simulation_note(context))


def _phase_text(phase: UpdatePhase) -> str:
    match phase:
        case UpdatePhase.IDENTIFYING:
            # Translators: screen of the card update, step 1: the service makes sure that it is this card
            return _("Vérification de la carte")
        case UpdatePhase.READING:
            # Translators: screen of the card update, step 2
            return _("Lecture de la carte")
        case UpdatePhase.WRITING:
            # Translators: screen of the card update, step 3
            return _("Écriture sur la carte")
        case UpdatePhase.SEALING:
            # Translators: screen of the card update, step 4: what was written becomes valid
            return _("Validation sur la carte")
        case UpdatePhase.CHECKING:
            # Translators: screen of the card update, step 5: what was written is read again
            return _("Relecture de la carte")
        case _:
            assert_never(phase)


class UpdatingScreen(Screen[UpdatingView]):
    """Follow the update; the card must stay in, so that nothing can be pressed."""

    def compose(self, view: UpdatingView) -> None:
        """Build the steps."""
        theme = self.theme
        body = self.column()
        body.addWidget(Text(theme, update_title(), TextRole.TITLE, bold=True))
        body.addWidget(self._steps(view))
        body.addStretch(1)
        body.addWidget(CardInPicture(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)
        if view.simulated:
            body.addWidget(Notice(theme, view.simulated, PanelKind.TINT))
        self.set_page(body, Footer(theme))

    def _steps(self, view: UpdatingView) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        column = QVBoxLayout(panel)
        column.setContentsMargins(theme.px(36), theme.px(32), theme.px(36), theme.px(32))
        column.setSpacing(theme.px(22))
        place = Text(theme, view.place, TextRole.BODY, tabular=True)
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout() if theme.is_large else QHBoxLayout()
        row.addWidget(Text(theme, view.phase, TextRole.STRONG, bold=True), 1)
        row.addWidget(place)
        column.addLayout(row)
        column.addWidget(StepBar(theme, view.share, view.place))
        # Translators: screen of the card update, the only thing that the person must do
        stay = _("Ne retirez pas votre carte.")
        column.addWidget(Notice(theme, stay, PanelKind.WARNING, boxed=False, bold=True, role=TextRole.BODY))
        return panel


@dataclass(frozen=True, slots=True)
class StoppedView:
    """Hold why the update stopped.

    Attributes:
        is_written: whether all is written, and only could not be read back.
    """

    failure: FailureCode
    is_written: bool


def stopped_view_of(status: UpdatingCard, failure: FailureCode) -> StoppedView:
    """Make the view of an update that has stopped."""
    return StoppedView(failure, is_written=status.ended is not None)


class UpdateStoppedScreen(Screen[StoppedView]):
    """Say why the update stopped, and that nothing is lost."""

    def first_focus(self) -> QWidget | None:
        """Give what is most likely wanted."""
        return focus_of(self, "try-again", "back")

    def compose(self, view: StoppedView) -> None:
        """Build failure and ways out."""
        theme = self.theme
        body = self.column(GAP if not theme.is_large else 0)
        if view.is_written:
            self._add_written(body, view)
        else:
            self._add_stopped(body, view)
        self.set_page(body, Footer(theme, [again_button(self)], [self.finish_button()]))

    def _add_written(self, body: QVBoxLayout, view: StoppedView) -> None:
        theme = self.theme
        if not theme.is_large:
            body.addWidget(Text(theme, update_title(), TextRole.TITLE, bold=True))
        # Translators: card update that was done: title
        done = Notice(theme, _("Votre carte est à jour"), PanelKind.SUCCESS, role=TextRole.BODY)
        add_failure(self, body, view.failure, (done,))

    def _add_stopped(self, body: QVBoxLayout, view: StoppedView) -> None:
        theme, back = self.theme, self.back_button()
        if theme.is_large:
            # Larger texts leave room for what happened, not for the name of the line.
            body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
            # Translators: screen of the card update that stopped half-way, with large texts
            text = _("Votre carte reste lisible.")
        else:
            body.addLayout(self.title_row(back, update_title()))
            # Translators: screen of the card update that stopped half-way
            text = _("Votre carte reste lisible. La mise à jour reprendra où elle s’est arrêtée.")
        add_failure(self, body, view.failure, (Notice(theme, text, PanelKind.TINT),))


PREVIEWS = (
    Preview("card-update-opening", OPENING, busy=True),
    Preview("card-update", updating(UpdatePhase.WRITING, 14), busy=True),
    Preview(
        "card-update-failed",
        UpdatingCard(OPENING.visitor, OPENING.request_id, failure=FailureCode.UPDATE_UNAVAILABLE),
    ),
    Preview(
        "card-update-unfinished",
        UpdatingCard(OPENING.visitor, OPENING.request_id, failure=FailureCode.UPDATE_UNFINISHED),
    ),
    Preview(
        "card-update-not-connected",
        UpdatingCard(OPENING.visitor, OPENING.request_id, failure=FailureCode.UPDATE_NOT_CONNECTED),
    ),
    Preview(
        "card-update-reader-fault", UpdatingCard(OPENING.visitor, OPENING.request_id, failure=FailureCode.CARD_COMM)
    ),
    Preview(
        "card-update-unread",
        UpdatingCard(OPENING.visitor, OPENING.request_id, ended=UPDATED.ended, failure=FailureCode.CARD_COMM),
    ),
)
