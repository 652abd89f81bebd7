"""Sample rights certificates of the previews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kiosk.documents.language import Wording
from kiosk.documents.model import Align, Document, Field, Heading, Paragraph, Part, QrCode, Row, Rule, Space, Title
from kiosk.ports import PreparedCertificate, RightsChoice
from ui.terminal.sample_payments import HOSTILE_NAME, RIGHT_TO_LEFT_NAME

_NUMBER: Final = "751-26-004812-H"
_PAYLOAD: Final = "https://verification.example/c#" + "A1b2C3d4" * 20

_FAMILY: Final = (
    ("DURAND Marie", "14/05/1969"),
    ("DURAND Marc", "20/02/1966"),
    ("DURAND Lucas", "04/03/2012"),
    ("DURAND Inès", "11/09/2015"),
)


def _document(people: Sequence[tuple[str, str]], *, with_exemption: bool) -> Document:
    parts: list[Part] = [
        Title("ATTESTATION DE DROITS À L’ASSURANCE MALADIE"),
        Paragraph("SPÉCIMEN · données fictives", Align.CENTRE),
        Rule(),
        Paragraph(people[0][0], bold=True),
        Field("N° de sécurité sociale", "2\u00a069\u00a005\u00a075\u00a0688\u00a0157\u00a064"),
        Paragraph("12 RUE DES EXEMPLES"),
        Paragraph("75019 PARIS"),
        Rule(),
        Field("Caisse", "Assurance Maladie de Paris"),
        Paragraph("75948 PARIS CEDEX 19"),
        Field("Code de la caisse", "01\u00a0751\u00a00117"),
        Field("Code gestion", "10"),
        Rule(),
        Heading("Attestation valable du 21/11/2026 au 20/11/2027"),
        Paragraph("sauf changement de votre situation."),
    ]
    for name, born in people:
        parts += [
            Space(),
            Row(name, born, bold=True),
            Row("Droits ouverts depuis le 01/01/2026", "", indent=2),
            Row("Médecin traitant déclaré : oui", "", indent=2),
        ]
    if with_exemption:
        parts.append(Row("Exonération du ticket modérateur jusqu’au 28/02/2029 (taux : 100 %)", "", indent=2))
    caption = ("Vérifiez ce document", f"N° {_NUMBER}", "Valable jusqu’au 20/11/2027")
    parts += [
        Rule(),
        QrCode(_PAYLOAD, caption),
        Rule(),
        Paragraph("Vérifiez les noms et les dates."),
        Paragraph("Une erreur ? Parlez-en à l’accueil."),
        Paragraph("Édité le 21/11/2026 à 10:04 · borne-07"),
    ]
    count = len(people)
    return Document(
        Wording("attestation de droits", "entitlement certificate"),
        tuple(parts),
        number=_NUMBER,
        summary=Wording(
            f"Attestation de droits, valable jusqu’au 20 novembre 2027. {count} personne{'s' if count > 1 else ''}.",
            f"Entitlement certificate, valid until 20 November 2027. {count} {'people' if count > 1 else 'person'}.",
        ),
    )


def _prepared(
    people: Sequence[tuple[str, str]],
    choice: RightsChoice,
    *,
    people_count: int,
    has_exemption: bool = False,
    duplicate: bool = False,
) -> PreparedCertificate:
    document = _document(people, with_exemption=choice.with_exemption)
    return PreparedCertificate(_NUMBER, choice, document, people_count, has_exemption, duplicate)


FAMILY_CERTIFICATE: Final = _prepared(_FAMILY, RightsChoice(), people_count=4)
"""A family of four."""

ALONE_CERTIFICATE: Final = _prepared(_FAMILY[:1], RightsChoice(), people_count=1)
"""A person alone, without an exemption: there is nothing to choose."""

EXEMPTION_CERTIFICATE: Final = _prepared(
    (("MARTIN Paul", "02/11/1958"), ("MARTIN Colette", "27/04/1960")),
    RightsChoice(with_exemption=True),
    people_count=2,
    has_exemption=True,
    duplicate=True,
)
"""A couple, with the exemption that was asked for; the number may be on paper already."""

LARGE_FAMILY_CERTIFICATE: Final = _prepared(_FAMILY * 4, RightsChoice(), people_count=16)
"""More persons than fit on the screen at once."""

HOSTILE_CERTIFICATE: Final = _prepared(
    ((HOSTILE_NAME, "14/05/1969"), (RIGHT_TO_LEFT_NAME, "04/03/2012")),
    RightsChoice(),
    people_count=2,
    has_exemption=True,
)
