"""What is done elsewhere, and where, in pages that are turned by buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.session.actions import Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import OtherProcedures
from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.terminal.procedures import Procedure, procedures
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole, Theme
from ui.widgets.footer import Footer
from ui.widgets.pages import Pager, short_page_words
from ui.widgets.panel import IconPicture, Panel
from ui.widgets.text import Text

_ON_A_PAGE = {TextSize.NORMAL: (3, 3, 2), TextSize.LARGE: (2, 1, 1, 2, 2), TextSize.LARGEST: (1,) * 8}
"""How many answers are on each page."""


@dataclass(frozen=True, slots=True)
class OtherProceduresView:
    """Hold what the screen shows, on all its pages."""

    pages: tuple[tuple[Procedure, ...], ...]


def view_of(status: OtherProcedures, context: ScreenContext) -> OtherProceduresView:
    """Make the view; larger texts take more pages."""
    del status
    answers = iter(procedures(context))
    counts = _ON_A_PAGE[context.preferences.text_size]
    return OtherProceduresView(tuple(tuple(next(answers) for _ in range(count)) for count in counts))


class OtherProceduresScreen(Screen[OtherProceduresView]):
    """Show one page of answers at a time."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen at its first page."""
        super().__init__(theme, context, parent)
        self._page_index = 0

    def first_focus(self) -> QWidget | None:
        """Give the button to the next page, or back on the last."""
        for name in ("next-page", "previous-page"):
            button = self.findChild(QWidget, name)
            if button is not None and button.isEnabled():
                return button
        return None

    def take_over(self, previous: QWidget) -> None:
        """Stay on the page."""
        view = self.view()
        if isinstance(previous, OtherProceduresScreen) and view is not None:
            self._page_index = previous._page_index  # noqa: SLF001 - another one of this class
            self.show_again(view)

    def compose(self, view: OtherProceduresView) -> None:
        """Build the page."""
        theme = self.theme
        index = self._page_index = min(self._page_index, len(view.pages) - 1)
        body = self.column()
        # Translators: other procedures, title
        body.addLayout(self.title_row(self.back_button(), _("Autres démarches")))
        body.addSpacing(theme.sized(16, 4, 0))
        for procedure in view.pages[index]:
            body.addWidget(self._panel(procedure))
        body.addStretch(1)
        # Translators: other procedures, buttons that turn pages
        if theme.is_large:
            before, after = short_page_words()
        else:
            before, after = _("Précédent"), _("Suivant")
        pager = Pager(theme, index, len(view.pages), before, after)
        pager.turned.connect(self._turn)
        body.addWidget(pager)
        self.set_page(body, Footer(theme, right=[self.finish_button()]))

    def _turn(self, page: int) -> None:
        self._page_index = page
        view = self.view()
        if view is not None:
            self.show_again(view)
        self.act(Touched())

    def _panel(self, procedure: Procedure) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        margin = theme.sized(40, 32, 28)
        row.setContentsMargins(theme.px(36), margin, theme.px(36), margin)
        row.setSpacing(theme.px(32))
        row.addWidget(IconPicture(theme, procedure.icon, 64, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(12))
        texts.addWidget(Text(theme, procedure.title, TextRole.TILE, bold=True))
        for sentence in procedure.sentences:
            text = Text(theme, sentence, TextRole.BODY, tone=Tone.MUTED)
            if procedure.is_list:
                item = QHBoxLayout()
                item.setSpacing(theme.px(16))
                dot = Text(theme, "•", TextRole.BODY, tone=Tone.PRIMARY, folds=False)
                item.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
                item.addWidget(text, 1)
                texts.addLayout(item)
            else:
                texts.addWidget(text)
        row.addLayout(texts, 1)
        return panel


_PAGES_MAX = max(len(pages) for pages in _ON_A_PAGE.values())

PREVIEWS = tuple(
    Preview(f"other-procedures-{page + 1}", OtherProcedures(SAMPLE_VISITOR), page=page) for page in range(_PAGES_MAX)
)
