"""The form that attaches children: whom it is for, and what it will look like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.births import birth_date_text
from kiosk.domain.attachment import BLANK_CHILDREN_MAX, AttachableChild, AttachmentChoice
from kiosk.ports import PreparedAttachment
from kiosk.session.actions import ChooseChildren, Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ShowingAttachment
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.paper_screen import PaperScreen, PaperView, ShownPaper, paper_of
from ui.terminal.records import shown
from ui.terminal.sample_attachment import (
    FAMILY_FORM,
    HOSTILE_FORM,
    LARGE_FAMILY_FORM,
    NO_MINOR_FORM,
    ONE_AND_BLANK_FORM,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, ScreenContext
from ui.terminal.service import add_waiting, focus_of
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.pages import Pager, short_page_words
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

_CHILDREN_AT_ONCE: Final = {TextSize.NORMAL: 5, TextSize.LARGE: 6, TextSize.LARGEST: 5}
"""How many choices stand on the screen where there are more than fit."""

_TILE_HEIGHT: Final = 132
"""In units."""

_FIRST_NAME_LONGEST: Final = 24
"""Characters of a first name beside the paper, which has it whole."""


@dataclass(frozen=True, slots=True)
class ChildChoice:
    """Hold a child whom the form can be for.

    Attributes:
        title: first name, or that it is a child who is not on the file.
        detail: the birth date, or that it is written by hand.
        is_chosen: whether the form is for this child now.
        leads_to: what the person wants once it is touched.
    """

    title: str = field(repr=False)
    detail: str = field(repr=False)
    is_chosen: bool
    leads_to: AttachmentChoice


@dataclass(frozen=True, slots=True)
class AttachmentView(PaperView):
    """Hold what the screen shows.

    Attributes:
        choices: the children on the file, then those written by hand.
        has_children: whether there is a child on the file who can be chosen.
    """

    choices: tuple[ChildChoice, ...] = ()
    has_children: bool = True


def view_of(status: ShowingAttachment, context: ScreenContext) -> AttachmentView:
    """Make the view."""
    prepared = status.prepared
    if status.failure is not None or prepared is None:
        return AttachmentView(failure=status.failure)
    choice = prepared.choice if status.choice is None else status.choice
    return AttachmentView(
        paper=paper_of(prepared.document, context),
        choices=(*(_on_file(child, choice) for child in prepared.children), *_by_hand(choice)),
        has_children=bool(prepared.children),
    )


def _on_file(child: AttachableChild, choice: AttachmentChoice) -> ChildChoice:
    return ChildChoice(
        shown(child.person.name.first, _FIRST_NAME_LONGEST),
        birth_date_text(child.person),
        child.person_id in choice.children,
        AttachmentChoice(choice.children ^ {child.person_id}, choice.blank_children),
    )


def _by_hand(choice: AttachmentChoice) -> list[ChildChoice]:
    """Offer one child more than are chosen, up to what a form has room for."""
    blanks = choice.blank_children
    return [
        ChildChoice(
            # Translators: form that attaches children, choice: lines for a child who is not on the file
            _("Un autre enfant"),
            # Translators: form that attaches children, under "Un autre enfant": its lines are filled in with a pen
            _("À écrire à la main"),
            place < blanks,
            AttachmentChoice(choice.children, blanks - 1 if place < blanks else blanks + 1),
        )
        for place in range(min(blanks + 1, BLANK_CHILDREN_MAX))
    ]


class AttachmentScreen(PaperScreen[AttachmentView]):
    """Let the person choose the children, and show the form as it will be printed."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen, with the first children; in large texts the form has a page of its own."""
        super().__init__(theme, context, parent)
        self._page_index = 0
        self._shows_form = False

    def take_over(self, previous: QWidget) -> None:
        """Stay with the children, or the form, that were looked at."""
        view = self.view()
        if isinstance(previous, AttachmentScreen) and view is not None:
            self._page_index = previous._page_index  # noqa: SLF001 - another one of this class
            self._shows_form = previous._shows_form  # noqa: SLF001 - idem
            self.show_again(view)

    def title(self) -> str:
        """Give the title of the screen."""
        # Translators: screen of the form that attaches children, title
        return _("Rattacher mes enfants")

    def add_without_paper(self, body: QVBoxLayout, view: AttachmentView) -> None:  # noqa: ARG002 - one for all screens
        """Say that the form is prepared."""
        # Translators: screen of the form that attaches children, while it is prepared
        add_waiting(self, body, _("Nous préparons votre formulaire."))

    def beside(self, view: AttachmentView) -> QVBoxLayout:
        """Make the column of the children."""
        column = self.column(16)
        pages = self._add_choices(column, view)
        column.addStretch(1)
        if pages == 1:
            # Translators: form that attaches children, beside its preview: what is done with the paper
            text = _("Vous le remplissez au stylo. Les deux parents le signent.")
            column.addWidget(Notice(self.theme, text, PanelKind.SURFACE, tone=Tone.MUTED))
            column.addSpacing(self.theme.px(8))
        return column

    def add_large(self, body: QVBoxLayout, view: AttachmentView, paper: ShownPaper) -> None:
        """Add the children or the form, and the button that leads to the other."""
        if self._shows_form:
            body.addWidget(self.ticket(paper), 1)
            # Translators: form that attaches children, button below its preview in large texts
            switch = Button(self.theme, _("Choisir les enfants"), icon=Icon.CHILD, name="choose")
        else:
            self._add_choices(body, view)
            body.addStretch(1)
            # Translators: form that attaches children, button below the choices in large texts
            switch = Button(self.theme, _("Voir le formulaire"), icon=Icon.CERTIFICATE, name="preview")
        switch.clicked.connect(self._switch)
        body.addWidget(switch)

    def _switch(self) -> None:
        self._shows_form = not self._shows_form
        self._show_again("choose", "preview")

    def _add_choices(self, column: QVBoxLayout, view: AttachmentView) -> int:
        """Add the choices of the page that is looked at; give how many pages there are."""
        theme = self.theme
        if view.has_children:
            # Translators: form that attaches children, above the choice of the children
            column.addWidget(Text(theme, _("Pour quels enfants ?"), TextRole.STRONG, bold=True))
        else:
            # Translators: form that attaches children, where no child on the file can be chosen
            text = _("Aucun enfant à rattacher n’est sur votre dossier. Écrivez-le à la main.")
            column.addWidget(Notice(theme, text, PanelKind.TINT, tone=Tone.ON_TINT))
        at_once = _CHILDREN_AT_ONCE[theme.text_size]
        pages = -(-len(view.choices) // at_once)
        self._page_index = min(self._page_index, pages - 1)
        first = self._page_index * at_once
        for place, choice in enumerate(view.choices[first : first + at_once], start=first):
            column.addWidget(self._tile(choice, f"child-{place}"))
        if pages > 1:
            pager = Pager(theme, self._page_index, pages, *short_page_words(), is_narrow=not theme.is_large)
            pager.turned.connect(self._turn)
            column.addWidget(pager)
        return pages

    def _turn(self, page: int) -> None:
        self._page_index = page
        self._show_again("next-page", "previous-page")

    def _show_again(self, *pressed: str) -> None:
        """Show another part of the same view; the focus of who pressed one of these stays there, or on the other."""
        view = self.view()
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        if view is not None:
            self.show_again(view)
        control = focus_of(self, name, *pressed) if name in pressed else None
        if control is not None:
            control.setFocus()
        # Whoever looks around is still there.
        self.act(Touched())

    def _tile(self, choice: ChildChoice, name: str) -> RowTile:
        theme = self.theme
        tile = RowTile(
            theme,
            choice.title,
            None,
            detail="" if theme.is_large else choice.detail,
            checked=choice.is_chosen,
            height=_TILE_HEIGHT,
            name=name,
        )
        self.let_choose(tile, ChooseChildren(choice.leads_to), is_chosen=choice.is_chosen)
        return tile


def _status(prepared: PreparedAttachment | None, failure: FailureCode | None = None) -> ShowingAttachment:
    choice = None if prepared is None else prepared.choice
    return ShowingAttachment(SAMPLE_VISITOR, choice, prepared, failure)


PREVIEWS = (
    Preview("attachment", _status(FAMILY_FORM)),
    Preview("attachment-loading", _status(None), busy=True),
    Preview("attachment-by-hand", _status(ONE_AND_BLANK_FORM)),
    Preview("attachment-no-minor", _status(NO_MINOR_FORM)),
    Preview("attachment-large-family", _status(LARGE_FAMILY_FORM)),
    Preview("attachment-large-family-2", _status(LARGE_FAMILY_FORM), page=1),
    Preview("attachment-failed", _status(None, FailureCode.SERVICE_UNAVAILABLE)),
    Preview("attachment-hostile", _status(HOSTILE_FORM)),
)
