"""Printing, from the first byte to the paper in the hand: under way, waiting for somebody, done, unknown or refused."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.model import Severity
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.documents.model import Document
from kiosk.ports import PrintJob
from kiosk.session.actions import GoBack
from kiosk.session.statuses import (
    EhicOrdered,
    Menu,
    PreparingPrint,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    ShowingRights,
)
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.sample_rights import FAMILY_CERTIFICATE, HOSTILE_CERTIFICATE
from ui.terminal.samples import SAMPLE_NOW_S, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.service import (
    add_failure,
    add_message,
    add_paper_summary,
    add_trouble,
    again_button,
    focus_of,
    paper_summary,
)
from ui.theme import TextRole
from ui.widgets.busy_bar import BusyBar
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Notice, PanelKind
from ui.widgets.progress import PrinterPicture
from ui.widgets.text import Text, TextAlign

PrintStatus = PreparingPrint | Printing | Printed | PrintUnknown | PrintRefused
"""The statuses that this screen shows."""


class PrintStage(enum.Enum):
    """Say what the person sees of a print job."""

    PREPARING = "preparing"
    UNDER_WAY = "under-way"
    BLOCKED = "blocked"
    DONE = "done"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    READY_AGAIN = "ready-again"


@dataclass(frozen=True, slots=True)
class PrintingView:
    """Hold what the screen shows.

    Attributes:
        document: what is printed, "attestation de droits"; empty while it is made.
        lines: the very lines that are printed.
        summary: what they say, where the person does not read French.
        cause: why the printer waits, or why nothing was printed.
        can_try_again: whether the same document can be printed again.
        has_more: whether other papers of the same order wait.
    """

    stage: PrintStage
    document: str = ""
    lines: tuple[Line, ...] = field(default=(), repr=False)
    summary: str = field(default="", repr=False)
    cause: FailureCode | None = None
    can_try_again: bool = False
    has_more: bool = False


def view_of(status: PrintStatus, context: ScreenContext) -> PrintingView:
    """Make the view."""
    del context
    match status:
        case PreparingPrint():
            return PrintingView(PrintStage.PREPARING)
        case Printing(job=job, phase=PrintPhase.BLOCKED, cause=cause):
            return PrintingView(PrintStage.BLOCKED, job.document.name.text, cause=cause)
        case Printing(job=job):
            # Nothing on the screen tells whether the first byte has left.
            return _with_paper(PrintStage.UNDER_WAY, job.document)
        case Printed(job=job, following=following):
            view = _with_paper(PrintStage.DONE, job.document)
            return replace(view, has_more=isinstance(following, EhicOrdered))
        case PrintUnknown(job=job):
            code = FailureCode.PRINT_UNKNOWN
            return PrintingView(PrintStage.UNKNOWN, job.document.name.text, cause=code, can_try_again=True)
        case PrintRefused(job=job, cause=None):
            return PrintingView(PrintStage.READY_AGAIN, can_try_again=job is not None)
        case PrintRefused(job=job, cause=cause):
            return PrintingView(PrintStage.REFUSED, cause=cause, can_try_again=job is not None)
        case _:
            assert_never(status)


def _with_paper(stage: PrintStage, document: Document) -> PrintingView:
    return PrintingView(stage, document.name.text, lay_out(document), paper_summary(document))


class PrintingScreen(Screen[PrintingView]):
    """Follow a print job."""

    def first_focus(self) -> QWidget | None:
        """Give what is most likely wanted."""
        return focus_of(self, "try-again", "other-line", "back", "finish")

    def compose(self, view: PrintingView) -> None:
        """Build the picture of the stage and what can be done."""
        body = self.column(0)
        left: list[QWidget] = []
        match view.stage:
            case PrintStage.PREPARING | PrintStage.UNDER_WAY:
                self._add_under_way(body, view)
            case PrintStage.BLOCKED:
                self._add_blocked(body, view)
            case PrintStage.DONE:
                self._add_done(body, view)
                left.append(self._go_on_button(view))
            case PrintStage.UNKNOWN:
                add_failure(self, body, FailureCode.PRINT_UNKNOWN, self._unknown_buttons())
            case PrintStage.REFUSED:
                self._add_refused(body, view)
            case PrintStage.READY_AGAIN:
                self._add_ready_again(body, view)
            case _:
                assert_never(view.stage)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_under_way(self, body: QVBoxLayout, view: PrintingView) -> None:
        if view.stage is PrintStage.PREPARING:
            # Translators: printing screen, while the document is made: title and sentence
            title, sentence = _("Préparation du document"), _("Il s’imprime dans un instant.")
        else:
            # Translators: printing screen, while the paper comes out: title
            title = _("Impression en cours")
            # Translators: printing screen; "attestation de droits" or
            # "détail de remboursement" comes in
            sentence = _("Votre %(document)s sort en bas de la borne.") % {"document": view.document}
        self._add_picture(body, view)
        add_message(self, body, title, sentence)
        self._add_summary(body, view)
        body.addSpacing(self.theme.sized(48, 32, 24))
        body.addWidget(BusyBar(self.theme), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(self.theme.px(20))
        # Translators: printing screen, under the bar
        waiting = _("La borne attend la confirmation de l’imprimante.")
        body.addWidget(self._small(waiting))
        body.addStretch(1)

    def _add_picture(self, body: QVBoxLayout, view: PrintingView, *, is_out: bool = False) -> None:
        body.addStretch(1)
        picture = PrinterPicture(self.theme, view.lines, COLUMNS, is_out=is_out)
        body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(self.theme.sized(48, 24, 16))

    def _add_blocked(self, body: QVBoxLayout, view: PrintingView) -> None:
        theme, cause = self.theme, view.cause or FailureCode.PRINTER_OFFLINE
        if FAILURES[cause].severity is not Severity.RECOVERABLE:
            add_failure(self, body, cause)
            return
        # Translators: printing screen, while the printer waits for somebody
        text = _("Rien n’est à refaire : l’impression reprend d’elle-même. Laissez votre carte dans le lecteur.")
        # Translators: printing screen, the part in bold of the text while the printer waits
        strong = _("l’impression reprend d’elle-même")
        notice = Notice(theme, text, PanelKind.TINT, strong=strong, icon=Icon.PRINTER, tone=Tone.ON_TINT)
        add_failure(self, body, cause, (BusyBar(theme), notice))

    def _add_done(self, body: QVBoxLayout, view: PrintingView) -> None:
        # Translators: printing screen, once the paper is out: title
        title = _("Prenez votre document")
        # Translators: printing screen, once the paper is out; "attestation de droits" or
        # "détail de remboursement" comes in
        sentence = _("Votre %(document)s vous attend en bas de la borne.") % {"document": view.document}
        self._add_picture(body, view, is_out=True)
        add_message(self, body, title, sentence)
        self._add_summary(body, view)
        body.addStretch(1)

    def _add_summary(self, body: QVBoxLayout, view: PrintingView) -> None:
        if view.summary:
            body.addSpacing(self.theme.px(20))
            add_paper_summary(self, body, view.summary, centred=True)

    def _unknown_buttons(self) -> list[QWidget]:
        # Translators: printing screen, when nobody can tell whether the paper is whole: button
        again = again_button(self, _("Imprimer un duplicata"), Icon.PRINTER)
        # Translators: printing screen, when nobody can tell whether the paper is whole: button
        complete = Button(self.theme, _("Mon document est complet"), icon=Icon.CHECK, name="back")
        complete.clicked.connect(lambda: self.act(GoBack()))
        return [again, complete]

    def _add_refused(self, body: QVBoxLayout, view: PrintingView) -> None:
        cause = view.cause or FailureCode.PRINT_REFUSED
        buttons = self._refused_buttons(view)
        if not view.can_try_again or cause is FailureCode.PRINT_REFUSED:
            add_failure(self, body, cause, buttons)
            return
        refused = FAILURES[FailureCode.PRINT_REFUSED]
        # Translators: printing screen, when nothing was printed: why, and what to do
        sentence = _("%(cause)s. %(action)s") % {
            "cause": _(FAILURES[cause].person_title),
            "action": _(refused.person_action),
        }
        add_trouble(self, body, cause, _(refused.person_title), sentence, buttons)

    def _add_ready_again(self, body: QVBoxLayout, view: PrintingView) -> None:
        theme = self.theme
        body.addStretch(1)
        picture = IconPicture(theme, Icon.CHECK_CIRCLE, 240, Tone.SUCCESS)
        body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(theme.sized(48, 24, 16))
        # Translators: printing screen, once the cause is gone for which nothing was printed: title and sentence
        add_message(self, body, _("L’imprimante est prête"), _("Rien n’est encore imprimé. Essayez de nouveau."))
        body.addSpacing(theme.sized(48, 40, 40))
        for button in self._refused_buttons(view):
            body.addWidget(button)
            body.addSpacing(theme.px(GAP))
        body.addStretch(1)

    def _refused_buttons(self, view: PrintingView) -> list[QWidget]:
        # Translators: printing screen, when nothing was printed: button to the screen before
        back = self.back_button(_("Retour"))
        return [again_button(self), back] if view.can_try_again else [back]

    def _go_on_button(self, view: PrintingView) -> Button:
        # Translators: printing screen, once the paper is out: button to the menu, or to the other papers of an order
        text = _("Continuer") if view.has_more else _("Autre démarche")
        button = Button(self.theme, text, ButtonKind.PRIMARY, icon=Icon.ARROW_RIGHT, name="other-line")
        button.clicked.connect(lambda: self.act(GoBack()))
        return button

    def _small(self, text: str) -> Text:
        return Text(self.theme, text, TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE, balanced=True)


_BACK: Final = ShowingRights(SAMPLE_VISITOR, FAMILY_CERTIFICATE.choice, UUID(int=1), FAMILY_CERTIFICATE)


def _job(document: Document = FAMILY_CERTIFICATE.document) -> PrintJob:
    return PrintJob(UUID(int=2), document, FAMILY_CERTIFICATE.number)


def _printing(phase: PrintPhase, cause: FailureCode | None = None) -> Printing:
    return Printing(SAMPLE_VISITOR, _job(), phase, _BACK, cause)


PREVIEWS = (
    Preview("printing-preparing", PreparingPrint(SAMPLE_VISITOR, UUID(int=2), _BACK), busy=True),
    Preview("printing", _printing(PrintPhase.PRINTING)),
    Preview("printing-paper-out", _printing(PrintPhase.BLOCKED, FailureCode.PAPER_OUT)),
    Preview("printing-cover-open", _printing(PrintPhase.BLOCKED, FailureCode.COVER_OPEN)),
    Preview("printing-cutter-jam", _printing(PrintPhase.BLOCKED, FailureCode.CUTTER_JAM)),
    Preview("printing-head-hot", _printing(PrintPhase.BLOCKED, FailureCode.HEAD_HOT)),
    Preview("printing-done", Printed(SAMPLE_VISITOR, _job(), SAMPLE_NOW_S + 15, Menu(SAMPLE_VISITOR))),
    Preview(
        "printing-done-hostile",
        Printed(SAMPLE_VISITOR, _job(HOSTILE_CERTIFICATE.document), SAMPLE_NOW_S + 15, Menu(SAMPLE_VISITOR)),
    ),
    Preview("printing-unknown", PrintUnknown(SAMPLE_VISITOR, _job(), _BACK)),
    Preview("printing-refused", PrintRefused(SAMPLE_VISITOR, _job(), FailureCode.PAPER_OUT, _BACK)),
    Preview("printing-ready-again", PrintRefused(SAMPLE_VISITOR, _job(), None, _BACK)),
    Preview("printing-not-made", PrintRefused(SAMPLE_VISITOR, None, FailureCode.SERVICE_UNAVAILABLE, _BACK)),
)
