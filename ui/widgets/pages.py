"""Turning pages: two buttons and where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.text import Text, TextAlign


class Pager(QWidget):
    """Show "Page 1 sur 4" between two buttons; a button that leads nowhere is disabled.

    Signals:
        turned: the page to show, 0 being the first.
    """

    turned = Signal(int)

    def __init__(
        self, theme: Theme, page: int, pages: int, previous: str, following: str, parent: QWidget | None = None
    ) -> None:
        """Make the pager.

        Args:
            theme: what it is drawn with.
            page: the page shown, 0 being the first.
            pages: how many there are.
            previous: text of the button to the page before.
            following: text of the button to the page after.
            parent: the owner.
        """
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(20))
        before = Button(theme, previous, icon=Icon.PREVIOUS, name="previous-page")
        after = Button(theme, following, icon=Icon.NEXT, icon_after=True, name="next-page")
        before.setEnabled(page > 0)
        after.setEnabled(page < pages - 1)
        before.clicked.connect(lambda: self.turned.emit(page - 1))
        after.clicked.connect(lambda: self.turned.emit(page + 1))
        # Translators: between the buttons that turn pages
        text = _("Page %(page)d sur %(pages)d") % {"page": page + 1, "pages": pages}
        where = Text(theme, text, TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE)
        row.addWidget(before)
        row.addWidget(where, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(after)
