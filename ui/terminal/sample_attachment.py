"""Sample forms of the previews, for children to attach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.documents.language import Wording
from kiosk.documents.model import (
    Align,
    Blank,
    Document,
    Field,
    Heading,
    Paragraph,
    Part,
    Row,
    Rule,
    Space,
    Tick,
    Title,
)
from kiosk.domain.attachment import AttachableChild, AttachmentChoice
from kiosk.domain.people import Beneficiary, Name, Quality
from kiosk.ports import PreparedAttachment
from ui.terminal.sample_payments import HOSTILE_NAME, RIGHT_TO_LEFT_NAME

_NBSP: Final = "\u00a0"

_FAMILY: Final = (("Lucas", date(2012, 3, 4)), ("Inès", date(2015, 9, 11)))

_LARGE_FAMILY: Final = tuple(
    (first, date(2011 + number, 2 + number % 9, 3 + number))
    for number, first in enumerate(
        ("Anaïs", "Bastien", "Chloé", "Dylan", "Élise", "Farid", "Gaëlle", "Hugo", "Iris", "Jules", "Kenza", "Léo")
    )
)


_LONG_FIRST_NAME: Final = "Françoise-Zoé Maximilienne Alexandrine Bérengère Constance Élé"
"""Of sixty letters."""


def _child(number: int, first_name: str, birth_date: date, usual_name: str) -> AttachableChild:
    return AttachableChild(number, Beneficiary(Name(usual_name, first_name), birth_date, Quality.CHILD))


def _signature(heading: str) -> list[Part]:
    return [Space(), Heading(heading), Blank("Date"), Paragraph(f"Signature{_NBSP}:"), Space(3), Blank()]


def _document(children: Sequence[AttachableChild], blank_children: int) -> Document:
    count = len(children) + blank_children
    rows = [Row(child.person.name.full, child.person.birth_date.strftime("%d/%m/%Y"), bold=True) for child in children]
    blanks: list[Part] = [
        Blank("Nom de l’enfant"),
        Blank("Prénoms de l’enfant"),
        Blank("Date de naissance de l’enfant"),
    ]
    parts: list[Part] = [
        Title("RATTACHEMENT DES ENFANTS À LA CARTE VITALE"),
        Paragraph("SPÉCIMEN · données fictives", Align.CENTRE),
        Rule(),
        Heading(f"VOLET 1{_NBSP}: À ENVOYER"),
        Rule(),
        Heading("Premier parent"),
        Paragraph("DURAND Marie", bold=True),
        Field("N° de sécurité sociale", "2\u00a069\u00a005\u00a075\u00a0688\u00a0157\u00a064"),
        Field("Caisse", "Assurance Maladie de Paris"),
        Rule(),
        Heading("Autre parent"),
        *(Blank(label) for label in ("Nom de naissance", "Prénoms", "Date de naissance", "N° de sécurité sociale")),
        Rule(),
        Heading("Enfants à rattacher" if count > 1 else "Enfant à rattacher"),
        *rows,
        *(blanks * blank_children),
        Rule(),
        Heading("Pièces à joindre"),
        Tick("acte de naissance"),
        Tick("livret de famille"),
        Tick("jugement d’adoption"),
        *_signature("Signature du premier parent"),
        *_signature("Signature de l’autre parent"),
        Rule("Coupez ici"),
        Heading(f"VOLET 2{_NBSP}: À GARDER"),
        *rows,
        Blank("Volet 1 envoyé le"),
    ]
    return Document(
        Wording("formulaire de rattachement", "child registration form"),
        tuple(parts),
        summary=Wording(
            f"Formulaire de rattachement, pour {count} enfant{'s' if count > 1 else ''}.",
            f"Child registration form, for {count} {'children' if count > 1 else 'child'}.",
        ),
    )


def _form(
    names: Sequence[tuple[str, date]],
    *,
    chosen: frozenset[int] | None = None,
    blank_children: int = 0,
    usual_name: str = "DURAND",
) -> PreparedAttachment:
    children = tuple(_child(number, first, born, usual_name) for number, (first, born) in enumerate(names, start=3))
    numbers = frozenset(child.person_id for child in children) if chosen is None else chosen
    document = _document([child for child in children if child.person_id in numbers], blank_children)
    return PreparedAttachment(children, AttachmentChoice(numbers, blank_children), document)


FAMILY_FORM: Final = _form(_FAMILY)
"""Both children of the family."""

ONE_AND_BLANK_FORM: Final = _form(_FAMILY, chosen=frozenset({4}), blank_children=1)
"""One of the two, and a child to be written by hand."""

NO_MINOR_FORM: Final = _form((), blank_children=1)
"""A file without a child to attach."""

LARGE_FAMILY_FORM: Final = _form(_LARGE_FAMILY, blank_children=3)
"""More children than fit on the screen at once."""

HOSTILE_FORM: Final = _form(
    ((HOSTILE_NAME, date(2012, 3, 4)), (RIGHT_TO_LEFT_NAME, date(2015, 9, 11)), (_LONG_FIRST_NAME, date(2020, 1, 1))),
    blank_children=2,
    usual_name=HOSTILE_NAME,
)
