"""A table of what was and what is: a row a fact; what has changed is in bold, and in colour, which is no mark alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.panel import Panel
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one row.

    Attributes:
        after: None where nothing was changed at all and the row has one value.
    """

    label: str
    before: str = field(repr=False)
    after: str | None = field(default=None, repr=False)

    @property
    def is_changed(self) -> bool:
        """Say whether the two values differ."""
        return self.after is not None and self.after != self.before


class ChangeTable(Panel):
    """Show the rows; larger texts have no room for three columns and stand under each other."""

    def __init__(self, theme: Theme, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        """Make the table."""
        super().__init__(theme, parent=parent)
        has_after = any(change.after is not None for change in changes)
        if theme.is_large:
            self._stack(changes, has_after=has_after)
        else:
            self._spread(changes, has_after=has_after)

    def _spread(self, changes: Sequence[Change], *, has_after: bool) -> None:
        theme = self._theme
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(36), theme.px(28), theme.px(36), theme.px(28))
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(20))
        for column, share in enumerate((10, 8, 8) if has_after else (8, 12)):
            grid.setColumnStretch(column, share)
        row = 0
        if has_after:
            # Translators: table of what a card held and holds, headings of the two columns
            grid.addWidget(Text(theme, _("Avant"), TextRole.BODY), 0, 1)
            grid.addWidget(Text(theme, _("Après"), TextRole.BODY, bold=True, tone=Tone.SUCCESS), 0, 2)
            row = 1
        for change in changes:
            if row > 0:
                grid.addWidget(_Line(theme), row, 0, 1, 3 if has_after else 2)
                row += 1
            grid.addWidget(Text(theme, change.label, TextRole.BODY, tone=Tone.MUTED), row, 0, _TOP)
            grid.addWidget(Text(theme, change.before, TextRole.BODY, bold=not has_after, tabular=True), row, 1, _TOP)
            if change.after is not None:
                grid.addWidget(self._after(change, change.after), row, 2, _TOP)
            row += 1

    def _stack(self, changes: Sequence[Change], *, has_after: bool) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(36), theme.px(20), theme.px(36), theme.px(20))
        column.setSpacing(theme.px(2))
        for place, change in enumerate(changes):
            if place:
                column.addWidget(_Line(theme))
            column.addWidget(Text(theme, change.label, TextRole.SMALL, tone=Tone.MUTED))
            if change.is_changed and change.after is not None:
                # Translators: table of what a card held and holds, with large texts; what it held comes in
                before = _("Avant : %(value)s") % {"value": change.before}
                column.addWidget(Text(theme, before, TextRole.SMALL, tabular=True))
                # Translators: table of what a card held and holds, with large texts; what it holds now comes in
                after = _("Après : %(value)s") % {"value": change.after}
                column.addWidget(Text(theme, after, TextRole.SMALL, bold=True, tone=Tone.SUCCESS, tabular=True))
            else:
                column.addWidget(Text(theme, change.before, TextRole.SMALL, bold=not has_after, tabular=True))

    def _after(self, change: Change, value: str) -> Text:
        tone = Tone.SUCCESS if change.is_changed else Tone.INK
        return Text(self._theme, value, TextRole.BODY, bold=change.is_changed, tone=tone, tabular=True)


_TOP = Qt.AlignmentFlag.AlignTop


class _Line(QWidget):
    """Draw the line between two rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(theme.palette.line)
        self.setFixedHeight(max(1, theme.px(theme.palette.line_px)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()
