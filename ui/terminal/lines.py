"""The lines of the menu as the screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.session.actions import Line
from kiosk.texts import gettext as _
from ui.icons import Icon


@dataclass(frozen=True, slots=True)
class LineText:
    """Hold how a line of the menu is shown.

    Attributes:
        title: on its tile.
        detail: under the title, where there is room.
        icon: beside it.
    """

    line: Line
    title: str
    detail: str
    icon: Icon


def line_text(line: Line) -> LineText:
    """Give how a line of the menu is shown."""
    match line:
        case Line.PAYMENTS:
            # Translators: menu, line of the last payments: title and detail
            return LineText(line, _("Mes derniers remboursements"), _("Et leur détail"), Icon.RECEIPT)
        case Line.RIGHTS:
            # Translators: menu, line of the rights certificate: title and detail
            return LineText(line, _("Attestation de droits"), _("À imprimer"), Icon.CERTIFICATE)
        case _:
            assert_never(line)
