"""The panel with the code that a person reads out to an adviser."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.panel import IconPicture, Panel
from ui.widgets.text import Text


class FailurePanel(Panel):
    """Say which code to show to an adviser."""

    def __init__(self, theme: Theme, code: str, parent: QWidget | None = None) -> None:
        """Make the panel.

        Args:
            theme: what it is drawn with.
            code: of the failure, "CARTE-12".
            parent: the owner.
        """
        super().__init__(theme, parent=parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(40), theme.px(30), theme.px(40), theme.px(30))
        row.setSpacing(theme.px(28))
        picture = IconPicture(theme, Icon.ADVISER, 60, Tone.PRIMARY)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(4))
        # Translators: screens of a failure, panel with the failure code
        texts.addWidget(Text(theme, _("Toujours le même message ?"), TextRole.STRONG, bold=True))
        # Translators: screens of a failure, panel with the failure code, "CARTE-12"
        text = _("Montrez-le à un conseiller, avec ce repère : %(code)s") % {"code": code}
        texts.addWidget(Text(theme, text, TextRole.SMALL, tone=Tone.MUTED, strong=code))
        row.addLayout(texts, 1)
