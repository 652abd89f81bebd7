"""Steps: what a person can do next, one in a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.panel import IconPicture, Panel
from ui.widgets.text import Text


def step_panel(theme: Theme, icon: Icon, title: str, detail: str = "") -> Panel:
    """Make the panel of a step.

    Args:
        theme: what it is drawn with.
        icon: beside the texts.
        title: what to do.
        detail: under it, where there is something to add.
    """
    panel = Panel(theme)
    row = QHBoxLayout(panel)
    row.setContentsMargins(theme.px(36), theme.px(28), theme.px(36), theme.px(28))
    row.setSpacing(theme.px(32))
    row.addWidget(IconPicture(theme, icon, 64, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignVCenter)
    texts = QVBoxLayout()
    texts.setSpacing(theme.px(6))
    texts.addWidget(Text(theme, title, TextRole.STRONG, bold=True))
    if detail:
        texts.addWidget(Text(theme, detail, TextRole.SMALL, tone=Tone.MUTED))
    row.addLayout(texts, 1)
    return panel
