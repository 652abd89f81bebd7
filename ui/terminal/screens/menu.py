"""The menu: the lines that this terminal offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kiosk.session.actions import Line, OpenLine, OpenOtherProcedures
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import Menu
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.lines import LineText, line_text
from ui.terminal.names import shown_first_name
from ui.terminal.samples import LONG_NAME_VISITOR, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.widgets.button import Button
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.footer import Footer
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.tile import RowTile, Tile

_ROWS_MAX = 2
"""Up to two lines stand under one another, as wide as the page; more stand in two columns,
but for the largest texts."""

_WIDE_HEIGHT_MAX = 500
"""In units."""

_FLAT_GAP = 16
"""Between the rows of a long menu with the largest texts, in units."""


@dataclass(frozen=True, slots=True)
class MenuView:
    """Hold what the screen shows.

    Attributes:
        first_name: of the person, empty where the card holds none.
        lines: what can be chosen.
    """

    first_name: str
    lines: tuple[LineText, ...]


def view_of(status: Menu, context: ScreenContext) -> MenuView:
    """Make the view."""
    name = shown_first_name(status.visitor.card.holder.first_name)
    return MenuView(name, tuple(line_text(line) for line in context.lines))


class MenuScreen(Screen[MenuView]):
    """Offer the lines, the other procedures and the end."""

    def first_focus(self) -> QWidget | None:
        """Give the first line."""
        return self.findChild(Control, f"line-{self.context.lines[0].value}") if self.context.lines else None

    def compose(self, view: MenuView) -> None:
        """Build greeting and tiles; with large texts the tiles keep their titles only."""
        theme = self.theme
        # Translators: menu, question
        question = _("Que souhaitez-vous faire ?")
        body = self.column(0)
        if theme.is_large:
            body.addWidget(self.heading(question))
        else:
            # Translators: menu, greeting
            greeting = _("Bonjour %(name)s") % {"name": view.first_name} if view.first_name else _("Bonjour")
            body.addWidget(self.heading(greeting))
            body.addSpacing(theme.px(8))
            body.addWidget(self.lead(question))
        body.addSpacing(theme.px(32))
        tiles = QGridLayout()
        rows = len(view.lines) <= _ROWS_MAX
        flat = not rows and theme.text_size is TextSize.LARGEST
        tiles.setSpacing(theme.px(_FLAT_GAP if flat else GAP))
        columns = 1 if rows or flat else 2
        for place, line in enumerate(view.lines):
            tiles.addWidget(self._tile(line, wide=rows, flat=flat), place // columns, place % columns)
        if rows:
            body.addLayout(tiles, 1)
            body.addStretch(0)
            body.addSpacing(theme.px(GAP))
            # Translators: menu, below the lines
            text = _("Ces démarches se font aussi chez vous, avec votre compte ameli.")
            body.addWidget(Notice(theme, text, PanelKind.TINT, icon=Icon.HOUSE, tone=Tone.ON_TINT))
        else:
            body.addLayout(tiles, 1)
        # Translators: menu, button: what is done elsewhere, and where
        other = Button(theme, _("Autres démarches"), icon=Icon.OTHER, name="help")
        other.clicked.connect(lambda: self.act(OpenOtherProcedures()))
        self.set_page(body, Footer(theme, [other], [self.finish_button()]))

    def _tile(self, line: LineText, *, wide: bool, flat: bool) -> Control:
        theme, name = self.theme, f"line-{line.line.value}"
        detail = "" if theme.is_large else line.detail
        tile: Control
        if flat:
            tile = RowTile(theme, line.title, line.icon, height=CONTROL_HEIGHT, icon_box=0, name=name)
        else:
            tile = Tile(theme, line.title, line.icon, detail=detail, large=wide, name=name)
        tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if wide:
            tile.setMaximumHeight(theme.px(_WIDE_HEIGHT_MAX))
        tile.clicked.connect(self._opener(line.line))
        return tile

    def _opener(self, line: Line) -> Callable[[], None]:
        return lambda: self.act(OpenLine(line, uuid4()))


PREVIEWS = (Preview("menu", Menu(SAMPLE_VISITOR)), Preview("menu-long-name", Menu(LONG_NAME_VISITOR)))
