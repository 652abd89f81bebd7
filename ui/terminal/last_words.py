"""What the last screens say of papers and orders."""

from __future__ import annotations

from typing import assert_never

from kiosk.session.result import Paper, VisitResult
from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.icons import Icon
from ui.theme import TextRole, Theme
from ui.widgets.panel import Notice, PanelKind


def paper_words(result: VisitResult) -> str:
    """Say what paper is to be taken; empty where there is none."""
    match result.paper:
        case Paper.NONE:
            return ""
        case Paper.COMING:
            # Translators: last screens, while a paper still comes out of the printer
            return _("Un document s’imprime encore. Prenez-le à sa sortie.")
        case Paper.OUT:
            # Translators: last screens, after papers were printed during the visit
            return ngettext(
                "N’oubliez pas votre document imprimé.",
                "N’oubliez pas vos documents imprimés.",
                result.printed_count,
            )
        case Paper.UNSURE:
            # Translators: last screens, where nobody can tell whether a paper came out
            return _("Si un document est sorti, prenez-le.")
        case Paper.OUT_AND_UNSURE:
            # Translators: last screens, where papers came out, and of another nobody can tell whether it is whole
            return _("N’oubliez pas vos documents, même incomplets.")
        case _:
            assert_never(result.paper)


def order_words(result: VisitResult) -> str:
    """Say that the order stands; empty where nothing was ordered. Bystanders are not told what."""
    # Translators: last words, after European cards were ordered during the visit
    return _("Votre commande est enregistrée.") if result.has_order else ""


def paper_notice(theme: Theme, words: str) -> Notice:
    """Make the reminder of the paper."""
    return Notice(theme, words, PanelKind.TINT, icon=Icon.PRINTER, bold=True, role=TextRole.STRONG)


def order_notice(theme: Theme, words: str) -> Notice:
    """Make the word about the order."""
    return Notice(theme, words, PanelKind.SUCCESS, bold=True, role=TextRole.STRONG)
