"""The lines of the menu as the screens show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from kiosk.session.actions import Line
from kiosk.texts import gettext as _
from ui.icons import Icon

_CERTIFICATES: Final = (Line.RIGHTS, Line.ALLOWANCES, Line.THIRD_PARTY)
"""What is named together where there is no room for each line."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold what can be done with a card, for who has not inserted one."""

    title: str
    icon: Icon


@dataclass(frozen=True, slots=True)
class LineText:
    """Hold how a line of the menu is shown.

    Attributes:
        title: on its tile.
        detail: under the title, where there is room.
        icon: beside it.
        short: the title with large texts, empty where it is the same.
        is_reminder: whether the detail reminds of something that is easily forgotten.
    """

    line: Line
    title: str
    detail: str
    icon: Icon
    short: str = ""
    is_reminder: bool = False

    @property
    def large_title(self) -> str:
        """Give the title with large texts."""
        return self.short or self.title


def line_text(line: Line) -> LineText:
    """Give how a line of the menu is shown."""
    match line:
        case Line.PAYMENTS:
            # Translators: menu, line of the last payments: title and detail
            return LineText(line, _("Mes derniers remboursements"), _("Et leur détail"), Icon.RECEIPT)
        case Line.STATEMENTS:
            # Translators: menu, line of the monthly statements: title and detail
            return LineText(line, _("Mes relevés mensuels"), _("Les derniers mois"), Icon.CALENDAR)
        case Line.RIGHTS:
            # Translators: menu, line of the rights certificate: title and detail
            return LineText(line, _("Attestation de droits"), _("À imprimer"), Icon.CERTIFICATE)
        case Line.ALLOWANCES:
            # Translators: menu, line of the daily-allowance certificate: title, detail, title with large texts
            title, short = _("Attestation d’indemnités journalières"), _("Indemnités journalières")
            return LineText(line, title, _("À imprimer"), Icon.BED, short)
        case Line.THIRD_PARTY:
            # Translators: menu, line of the full third-party-payment certificate: title, detail, title with large texts
            title, short = _("Attestation tiers payant intégral"), _("Tiers payant intégral")
            return LineText(line, title, _("À imprimer"), Icon.COIN, short)
        case Line.ATTACHMENT:
            # Translators: menu, line of the form that attaches children: title, detail, title with large texts
            title, short = _("Rattacher mes enfants à ma carte"), _("Rattacher mes enfants")
            return LineText(line, title, _("Formulaire à imprimer"), Icon.CHILD, short)
        case Line.EHIC:
            # Translators: menu, line of the European Health Insurance Card: title, detail, title with large texts
            title, short = _("Carte européenne (CEAM)"), _("Carte européenne")
            return LineText(line, title, _("Pour vous et vos proches"), Icon.PLANE, short)
        case Line.CARD_UPDATE:
            # Translators: menu, line of the update of the Vitale card: title, detail, title with large texts
            title, short = _("Mettre à jour ma carte Vitale"), _("Mettre à jour ma carte")
            return LineText(line, title, _("À faire chaque année"), Icon.UPDATE, short, is_reminder=True)
        case _:
            assert_never(line)


def topics(lines: Sequence[Line]) -> tuple[Topic, ...]:
    """Give what can be done on some lines, in their order: several certificates are one topic."""
    several = sum(line in _CERTIFICATES for line in lines) > 1
    # Translators: attract screen, the certificates of entitlement, daily allowances and third-party payment together
    together = Topic(_("Mes attestations"), Icon.CERTIFICATE)
    named = [
        together if several and line in _CERTIFICATES else Topic(text.title, text.icon)
        for line, text in ((line, line_text(line)) for line in lines)
    ]
    return tuple(dict.fromkeys(named))
