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
        self,
        theme: Theme,
        page: int,
        pages: int,
        previous: str,
        following: str,
        parent: QWidget | None = None,
        *,
        is_narrow: bool = False,
    ) -> None:
        """Make the pager.

        Args:
            theme: what it is drawn with.
            page: the page shown, 0 being the first.
            pages: how many there are.
            previous: text of the button to the page before.
            following: text of the button to the page after.
            parent: the owner.
            is_narrow: whether it stands in half a page: there is then no room for more than the words.
        """
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12 if is_narrow else 20))
        role = TextRole.SMALL if is_narrow else TextRole.STRONG
        icons = (None, None) if is_narrow else (Icon.PREVIOUS, Icon.NEXT)
        before = Button(theme, previous, icon=icons[0], role=role, name="previous-page")
        after = Button(theme, following, icon=icons[1], icon_after=True, role=role, name="next-page")
        before.setEnabled(page > 0)
        after.setEnabled(page < pages - 1)
        before.clicked.connect(lambda: self.turned.emit(page - 1))
        after.clicked.connect(lambda: self.turned.emit(page + 1))
        # Translators: between the buttons that turn pages; the second where there is little room
        where_text = _("%(page)d sur %(pages)d") if is_narrow else _("Page %(page)d sur %(pages)d")
        text = where_text % {"page": page + 1, "pages": pages}
        where = Text(theme, text, TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE)
        row.addWidget(before)
        row.addWidget(where, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(after)
