"""The screen of a paper: what it will look like, what can be chosen about it, and the button that prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, Line, lay_out
from kiosk.documents.model import Document
from kiosk.session.actions import PersonAction, Touched
from kiosk.session.preferences import TextSize
from kiosk.texts import gettext as _
from ui.terminal.screen import GAP, Screen, ScreenContext
from ui.terminal.service import add_failure, add_paper_summary, again_button, focus_of, paper_summary, print_button
from ui.theme import Theme
from ui.widgets.footer import Footer
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.paper import TicketView
from ui.widgets.tile import RowTile

LARGE_COLUMNS: Final = 32
"""Columns of the preview in large texts: on the width of a page its capitals then reach 0.71° at 600 mm."""


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """Hold a paper as the screen shows it.

    Attributes:
        lines: the very lines that are printed.
        columns: that they are laid out in.
        summary: what they say, where the person does not read French.
    """

    lines: tuple[Line, ...] = field(repr=False)
    columns: int
    summary: str = field(repr=False)


def paper_of(document: Document, context: ScreenContext) -> ShownPaper:
    """Lay a document out for the screen, in fewer columns where the texts are large."""
    columns = COLUMNS if context.preferences.text_size is TextSize.NORMAL else LARGE_COLUMNS
    return ShownPaper(lay_out(document, columns), columns, paper_summary(document))


@dataclass(frozen=True, slots=True)
class PaperView:
    """Hold what every screen of a paper shows; each adds what is its own.

    Attributes:
        paper: what will be printed; None while it is prepared, or where there is nothing to print.
        failure: why there is nothing else to show.
    """

    paper: ShownPaper | None = None
    failure: FailureCode | None = None


P = TypeVar("P", bound=PaperView)


class PaperScreen(Screen[P]):
    """Show a paper as it will be printed.

    In normal texts a column of the line's own stands beside the paper, with the button that prints below it. In large
    texts the paper has the whole width, and the button stands in the footer.

    Attributes:
        PAPER_WIDTH: of the preview in normal texts, in units.
    """

    PAPER_WIDTH: ClassVar[int] = 496

    # For subclasses, which give all four: the metaclass of Qt's classes leaves no room for abstract methods

    def title(self) -> str:
        """Give the title of the screen."""
        raise NotImplementedError

    def add_without_paper(self, body: QVBoxLayout, view: P) -> None:
        """Fill the rest of a body that has no paper: say that it is prepared, or why there is none."""
        raise NotImplementedError

    def beside(self, view: P) -> QVBoxLayout:
        """Make the column beside the paper, which ends where the button that prints is added."""
        raise NotImplementedError

    def add_large(self, body: QVBoxLayout, view: P, paper: ShownPaper) -> None:
        """Fill the rest of a body in large texts."""
        raise NotImplementedError

    # For the window

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: P) -> None:
        """Build the paper with what goes with it, or what is said in its place."""
        body = self.column()
        body.addLayout(self.title_row(self.back_button(), self.title()))
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif view.paper is None:
            self.add_without_paper(body, view)
        else:
            add_paper_summary(self, body, view.paper.summary)
            if self.theme.is_large:
                self.add_large(body, view, view.paper)
                left.append(print_button(self))
            else:
                body.addLayout(self._paper_row(view, view.paper), 1)
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    # Building blocks

    def ticket(self, paper: ShownPaper) -> TicketView:
        """Make the picture of the paper."""
        ticket = TicketView(self.theme, paper.lines, paper.columns)
        # Whoever goes along the paper is still there.
        ticket.turned.connect(lambda: self.act(Touched()))
        return ticket

    def let_choose(self, tile: RowTile, action: PersonAction, *, is_chosen: bool) -> None:
        """Make a tile say an action when it is touched; its mark changes with the view only."""

        def touched() -> None:
            # The mark shows what is, not what was touched.
            tile.setChecked(is_chosen)
            self.act(action)

        tile.clicked.connect(touched)

    def _paper_row(self, view: P, paper: ShownPaper) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(GAP + 8))
        ticket = self.ticket(paper)
        ticket.setFixedWidth(self.theme.px(self.PAPER_WIDTH))
        row.addWidget(ticket)
        column = self.beside(view)
        column.addWidget(print_button(self))
        row.addLayout(column, 1)
        return row


def duplicate_notice(theme: Theme) -> Notice:
    """Make the notice that the number of a certificate may be on paper already."""
    # Translators: certificate that may already have been printed once, beside its preview
    text = _("Cette attestation est peut-être déjà sortie : ce papier portera la mention DUPLICATA.")
    return Notice(theme, text, PanelKind.WARNING)
