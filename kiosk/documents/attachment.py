"""The form that attaches children to the Vitale card of one or both parents, as a strip to write on.

It asks what form S3705 (cerfa 14445*02) asks, in words of its own: both parents and their funds, the children, what the
parents want, proof of filiation, both signatures. Its first part goes to the fund, each parent sending to his own; the
second one is kept. A strip of 80 mm has no room for columns: each answer has a line as long as the paper is wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.documents.births import birth_date_text
from kiosk.documents.issue import Issue, holder, issue_line, opening, unbroken, whole_nir
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Blank, Document, Field, Heading, Paragraph, Part, Row, Rule, Space, Tick
from kiosk.domain.attachment import AttachmentFile
from kiosk.domain.people import Beneficiary
from kiosk.texts import gettext as _
from kiosk.texts import ngettext

_SIGNATURE_LINES = 3
"""Empty lines above the line of a signature: with the room of the line itself, 20 mm."""


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """Hold what one form says.

    Attributes:
        file: of the parent who prints the form.
        children: those of the file whom it is for.
        blank_children: children to be written by hand.
    """

    file: AttachmentFile = field(repr=False)
    children: tuple[Beneficiary, ...] = field(repr=False)
    blank_children: int
    issue: Issue

    @property
    def child_count(self) -> int:
        """Give how many children the form is for."""
        return len(self.children) + self.blank_children


@on_paper
def attachment_document(form: AttachmentForm) -> Document:
    """Write a form: the part to send, a line to cut along, the part to keep."""
    # Translators: title of the form that attaches children; on paper it takes two lines of at most 24 letters
    title = _("Rattachement des enfants à la carte Vitale")
    # Translators: under the title of the form that attaches children: the official form that asks the same
    source = _("D’après le formulaire S3705 (cerfa n° 14445*02)")
    parts: list[Part] = [
        *opening(title.upper(), source, form.issue),
        Rule(),
        # Translators: form that attaches children, heading of its first part
        Heading(_("VOLET 1 : À ENVOYER")),
        # Translators: form that attaches children, how to fill it in
        Paragraph(_("Écrivez en lettres capitales, au stylo.")),
        Rule(),
        *_this_parent(form.file),
        Rule(),
        *_other_parent(),
        Rule(),
        *_children(form),
        Rule(),
        *_agreement(form.child_count),
        Rule(),
        *_pieces(),
        Rule(),
        *_signatures(),
        Rule(),
        *_where_to_send(form.file),
        Space(),
        issue_line(form.issue),
        Space(),
        # Translators: form that attaches children, in the dashed line between its two parts
        Rule(_("Coupez ici")),
        *_part_to_keep(form),
        Space(),
        issue_line(form.issue),
    ]
    return Document(
        # Translators: name of the form that attaches children inside a sentence
        name=in_each_language(lambda: _("formulaire de rattachement")),
        parts=tuple(parts),
        summary=_summary(form.child_count),
    )


def _this_parent(file: AttachmentFile) -> list[Part]:
    parent, organism = file.parent, file.organism
    # Translators: form that attaches children, heading of the parent whose card is inserted
    parts: list[Part] = [Heading(_("Premier parent")), *holder(parent.name)]
    # Translators: form that attaches children, before the birth date of a parent
    parts.append(Field(_("Date de naissance"), birth_date_text(parent)))
    if parent.nir is not None:
        parts.append(whole_nir(parent.nir))
    parts += [Paragraph(line) for line in file.address]
    # Translators: form that attaches children, before the name of the health-insurance fund of a parent
    parts.append(Field(_("Caisse"), organism.name))
    # Translators: form that attaches children, before the code of scheme, fund and centre, 01 751 0117
    parts.append(Field(_("Code de la caisse"), unbroken(organism.code)))
    return parts


def _other_parent() -> list[Part]:
    return [
        # Translators: form that attaches children, heading of the parent who fills in by hand
        Heading(_("Autre parent")),
        # Translators: form that attaches children, line to fill in
        Blank(_("Nom de naissance")),
        # Translators: form that attaches children, line to fill in: the name in use, where it is another one
        Blank(_("Nom utilisé, s’il est différent")),
        # Translators: form that attaches children, line to fill in
        Blank(_("Prénoms")),
        # Translators: form that attaches children, line to fill in
        Blank(_("Date de naissance")),
        # Translators: form that attaches children, line to fill in
        Blank(_("N° de sécurité sociale")),
        # Translators: form that attaches children, two lines to fill in
        Blank(_("Adresse")),
        Blank(),
        # Translators: form that attaches children, line to fill in: name of the health-insurance fund
        Blank(_("Caisse")),
    ]


def _children(form: AttachmentForm) -> list[Part]:
    count = form.child_count
    # Translators: form that attaches children, heading of the children
    parts: list[Part] = [Heading(ngettext("Enfant à rattacher", "Enfants à rattacher", count))]
    parts += _names(form.children)
    for _place in range(form.blank_children):
        parts += [
            # Translators: form that attaches children, above the lines for a child who is not on the file
            *((Space(), Paragraph(_("Un autre enfant"), bold=True)) if count > 1 else ()),
            # Translators: form that attaches children, line to fill in for a child
            Blank(_("Nom de l’enfant")),
            # Translators: form that attaches children, line to fill in for a child
            Blank(_("Prénoms de l’enfant")),
            # Translators: form that attaches children, line to fill in for a child
            Blank(_("Date de naissance de l’enfant")),
        ]
    return parts


def _names(children: Sequence[Beneficiary]) -> list[Part]:
    return [Row(child.name.full, birth_date_text(child), bold=True) for child in children]


def _agreement(count: int) -> list[Part]:
    # Translators: form that attaches children, what the parents want; three boxes to tick follow
    wish = ngettext("Nous demandons de rattacher cet enfant :", "Nous demandons de rattacher ces enfants :", count)
    return [
        # Translators: form that attaches children, heading of what the parents want
        Heading(_("Demande")),
        Paragraph(wish),
        # Translators: form that attaches children, box to tick
        Tick(_("à la carte des deux parents")),
        # Translators: form that attaches children, box to tick
        Tick(_("à la carte du premier parent seulement")),
        # Translators: form that attaches children, box to tick
        Tick(_("à la carte de l’autre parent seulement")),
        Space(),
        # Translators: form that attaches children, what both parents declare
        Paragraph(_("Nous sommes tous les deux d’accord.")),
        # Translators: form that attaches children, what both parents declare
        Paragraph(_("Ce que nous écrivons est exact.")),
    ]


def _pieces() -> list[Part]:
    return [
        # Translators: form that attaches children, heading of what is sent with it
        Heading(_("Pièces à joindre")),
        # Translators: form that attaches children, what is sent with it; three boxes to tick follow
        Paragraph(_("Pour chaque enfant, copie d’une de ces pièces :")),
        # Translators: form that attaches children, box to tick
        Tick(_("acte de naissance")),
        # Translators: form that attaches children, box to tick
        Tick(_("livret de famille")),
        # Translators: form that attaches children, box to tick
        Tick(_("jugement d’adoption")),
    ]


def _signatures() -> list[Part]:
    parts: list[Part] = []
    # Translators: form that attaches children, headings above the date and the signature of each parent
    for heading in (_("Signature du premier parent"), _("Signature de l’autre parent")):
        if parts:
            parts.append(Space())
        # Translators: form that attaches children, line to fill in: the day of the signature
        parts += [Heading(heading), Blank(_("Date"))]
        # Translators: form that attaches children, line to sign on
        parts += [Paragraph(_("Signature :")), Space(_SIGNATURE_LINES), Blank()]
    return parts


def _where_to_send(file: AttachmentFile) -> list[Part]:
    return [
        # Translators: form that attaches children, heading of where it is sent
        Heading(_("Où envoyer le volet 1 ?")),
        # Translators: form that attaches children, before the name and address of the parent's fund
        Paragraph(_("Premier parent, à votre caisse :")),
        Paragraph(file.organism.name, bold=True),
        *(Paragraph(line, bold=True) for line in file.organism.address.lines),
        Space(),
        # Translators: form that attaches children, what the other parent does with it
        Paragraph(_("Autre parent, à votre caisse : une copie signée, avec les pièces.")),
        # Translators: form that attaches children, line to fill in by the other parent
        Blank(_("Adresse de la caisse de l’autre parent")),
    ]


def _part_to_keep(form: AttachmentForm) -> list[Part]:
    parent = form.file.parent
    parts: list[Part] = [
        # Translators: form that attaches children, heading of its second part
        Heading(_("VOLET 2 : À GARDER")),
        # Translators: form that attaches children, second part, what was asked for
        Paragraph(_("Demande de rattachement faite par :")),
        Paragraph(parent.name.full, bold=True),
        Space(),
        # Translators: form that attaches children, second part, before the names of the children
        Paragraph(ngettext("Pour cet enfant :", "Pour ces enfants :", form.child_count)),
        *_names(form.children),
    ]
    # Translators: form that attaches children, second part, line to fill in for a child
    parts += [Blank(_("Nom et prénoms de l’enfant")) for _place in range(form.blank_children)]
    # Translators: form that attaches children, second part, line to fill in: the day it was sent
    parts.append(Blank(_("Volet 1 envoyé le")))
    parts += [
        Space(),
        # Translators: end of the form that attaches children, what to do next
        Paragraph(_("Une question ? Parlez-en à l’accueil.")),
        # Translators: end of the form that attaches children; the Vitale card is then updated at a terminal
        Paragraph(_("Après l’accord, mettez vos cartes à jour.")),
    ]
    return parts


def _summary(count: int) -> Wording:
    def said() -> str:
        # Translators: what the form that attaches children says, once it is printed
        about = ngettext(
            "Formulaire de rattachement, pour %(count)d enfant.",
            "Formulaire de rattachement, pour %(count)d enfants.",
            count,
        ) % {"count": count}
        # Translators: what is left to do once the form that attaches children is printed
        rest = _("Il reste à le remplir, à le signer et à l’envoyer.")
        return f"{about} {rest}"

    return in_each_language(said)
