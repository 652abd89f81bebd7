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
from ui.terminal.lines import LineText, line_text
from ui.terminal.names import shown_first_name
from ui.terminal.samples import LONG_NAME_VISITOR, SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.widgets.button import Button
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.footer import Footer
from ui.widgets.tile import RowTile, Tile

_COLUMNS = 2
"""With the largest texts there is room for one."""

_FLAT_GAP = 16
"""Between the rows of the menu with the largest texts, in units."""


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
        flat = theme.text_size is TextSize.LARGEST
        tiles.setSpacing(theme.px(_FLAT_GAP if flat else GAP))
        columns = 1 if flat else _COLUMNS
        for place, line in enumerate(view.lines):
            row, column = divmod(place, columns)
            # A last tile without a neighbour is as wide as the page.
            span = columns - column if place == len(view.lines) - 1 else 1
            tiles.addWidget(self._tile(line, flat=flat), row, column, 1, span)
            tiles.setRowStretch(row, 1)
        body.addLayout(tiles, 1)
        # Translators: menu, button: what is done elsewhere, and where
        other = Button(theme, _("Autres démarches"), icon=Icon.OTHER, name="help")
        other.clicked.connect(lambda: self.act(OpenOtherProcedures()))
        self.set_page(body, Footer(theme, [other], [self.finish_button()]))

    def _tile(self, line: LineText, *, flat: bool) -> Control:
        theme, name = self.theme, f"line-{line.line.value}"
        tile: Control
        if flat:
            tile = RowTile(theme, line.large_title, line.icon, height=CONTROL_HEIGHT, icon_box=0, name=name)
        elif theme.is_large:
            tile = Tile(theme, line.large_title, line.icon, name=name)
        else:
            tile = Tile(theme, line.title, line.icon, detail=line.detail, is_reminder=line.is_reminder, name=name)
        tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tile.clicked.connect(self._opener(line.line))
        return tile

    def _opener(self, line: Line) -> Callable[[], None]:
        return lambda: self.act(OpenLine(line, uuid4()))


PREVIEWS = (Preview("menu", Menu(SAMPLE_VISITOR)), Preview("menu-long-name", Menu(LONG_NAME_VISITOR)))
