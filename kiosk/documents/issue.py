"""What every document says about its own making, and how it names the person it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.characters import NO_BREAK_SPACE
from kiosk.documents.model import Align, Field, Paragraph, Part, Title
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name
from kiosk.texts import format_date_short, format_time
from kiosk.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Issue:
    """Hold when and where a document was made.

    Attributes:
        issued_at: the civil time at the terminal.
        terminal_id: the name of the terminal, "borne-07".
        is_specimen: whether the data are fictional, which the paper then says.
    """

    issued_at: datetime
    terminal_id: str
    is_specimen: bool


def opening(title: str, subtitle: str, issue: Issue) -> list[Part]:
    """Give the title, what it is about, and that the data are fictional where they are."""
    parts: list[Part] = [Title(title)]
    if subtitle:
        parts.append(Paragraph(subtitle, Align.CENTRE))
    if issue.is_specimen:
        # Translators: printed below the title of every document made of test data
        parts.append(Paragraph(_("SPÉCIMEN · données fictives"), Align.CENTRE))
    return parts


def holder(name: Name) -> list[Part]:
    """Give the names of the insured person."""
    parts: list[Part] = [Paragraph(name.full, bold=True)]
    if name.birth is not None:
        parts.append(birth_name(name.birth))
    return parts


def birth_name(birth: str, indent: int = 0) -> Field:
    """Give the line of a birth name."""
    # Translators: printed on certificates, before the birth name of a person who uses another
    return Field(_("Nom de naissance"), birth, indent=indent)


def whole_nir(nir: Nir) -> Field:
    """Give the line of a NIR that must be on paper; a voice never says it."""
    # Translators: said instead of the digits of the social security number
    return _nir_field(nir.formatted(), spoken=_("imprimé sur le papier"))


def masked_nir(nir: Nir) -> Field:
    """Give the line of a NIR that only its owner recognises."""
    # Translators: said instead of the digits of the social security number
    return _nir_field(nir.masked(), spoken=_("masqué"))


def _nir_field(written: str, spoken: str) -> Field:
    # Translators: printed before the 15 digits of the social security number; at most 23 letters keep it on one line
    return Field(_("N° de sécurité sociale"), unbroken(written), spoken=spoken)


def issue_line(issue: Issue) -> Paragraph:
    """Say when and at which terminal the document was made."""
    # Translators: last line of a document; 21/11/2026, 10:04, borne-07
    made = _("Édité le %(date)s à %(time)s · %(terminal)s") % {
        "date": format_date_short(issue.issued_at.date()),
        "time": format_time(issue.issued_at.time()),
        "terminal": issue.terminal_id,
    }
    return Paragraph(made)


def unbroken(text: str) -> str:
    """Keep the groups of a number on one line."""
    return text.replace(" ", NO_BREAK_SPACE)
