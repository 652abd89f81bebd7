"""The footer: where the ways out are, in the same corners on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme

FOOTER_HEIGHT: Final = 156
"""In units."""


class Footer(QWidget):
    """Hold widgets at the left and at the right."""

    def __init__(
        self,
        theme: Theme,
        left: Sequence[QWidget] = (),
        right: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the footer.

        Args:
            theme: what it is drawn with.
            left: widgets from the left edge.
            right: widgets up to the right edge.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self.setMinimumHeight(theme.px(FOOTER_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(56), theme.px(26), theme.px(56), theme.px(24))
        row.setSpacing(theme.px(24))
        for widget in left:
            row.addWidget(widget, 0 if right else 1, Qt.AlignmentFlag.AlignVCenter)
        if right:
            row.addStretch(1)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the area and its upper line."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.surface))
        painter.fillRect(0, 0, self.width(), self._theme.px(2), QColor(palette.header_line))
        painter.end()
