"""Facts: a label and its value, in a line or under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold a label and its value."""

    label: str
    value: str = field(repr=False)


def fact_line(theme: Theme, fact: Fact, role: TextRole = TextRole.SMALL) -> QHBoxLayout:
    """Put the label at the left, where it folds, and the value at the right, where it does not."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(24))
    tone = Tone.MUTED if role is TextRole.SMALL else Tone.INK
    row.addWidget(Text(theme, fact.label, role, tone=tone), 1, Qt.AlignmentFlag.AlignVCenter)
    value = Text(theme, fact.value, role, bold=True, align=TextAlign.RIGHT, tabular=True, folds=False)
    row.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
    return row


def fact_columns(theme: Theme, facts: Sequence[Fact]) -> QHBoxLayout:
    """Put facts beside each other, each value under its label."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(16))
    for fact in facts:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(theme, fact.label, TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(Text(theme, fact.value, TextRole.BODY, bold=True, tabular=True))
        row.addLayout(column, 1)
    return row


def fact_lines(theme: Theme, facts: Sequence[Fact]) -> QLayout:
    """Put facts under each other."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    for fact in facts:
        column.addLayout(fact_line(theme, fact))
    return column
