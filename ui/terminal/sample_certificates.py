"""Sample certificates of daily allowances and of full third-party payment, for the previews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.documents.language import Wording
from kiosk.documents.model import Align, Box, Document, Field, Heading, Paragraph, Part, QrCode, Row, Rule, Space, Title
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.rights import Period
from kiosk.domain.third_party import Contract, Cover
from kiosk.ports import NoAllowance, PreparedAllowances, PreparedThirdParty
from ui.terminal.sample_payments import HOSTILE_NAME, RIGHT_TO_LEFT_NAME

_PAYLOAD: Final = "https://verification.example/c#" + "A1b2C3d4" * 20
_QUARTER: Final = Period(date(2026, 8, 21), date(2026, 11, 20))
_YEAR: Final = Period(date(2025, 11, 21), date(2026, 11, 20))


def _opening(title: str, name: str, nir: str) -> list[Part]:
    return [
        Title(title),
        Paragraph("SPÉCIMEN · données fictives", Align.CENTRE),
        Rule(),
        Paragraph(name, bold=True),
        Field("N° de sécurité sociale", nir),
        Paragraph("85 RUE DES EXEMPLES"),
        Paragraph("75019 PARIS"),
        Rule(),
        Field("Caisse", "Assurance Maladie de Paris"),
        Paragraph("75948 PARIS CEDEX 19"),
        Field("Code de la caisse", "01\u00a0751\u00a00117"),
        Rule(),
    ]


def _closing(number: str, until: str) -> list[Part]:
    return [
        Rule(),
        QrCode(_PAYLOAD, ("Vérifiez ce document", f"N° {number}", f"Valable jusqu’au {until}")),
        Rule(),
        Paragraph("Vérifiez les noms et les dates."),
        Paragraph("Une erreur\u00a0? Parlez-en à l’accueil."),
        Paragraph("Gardez-le loin de la chaleur et de la lumière."),
        Space(),
        Paragraph("Édité le 20/11/2026 à 10:00 · borne-07"),
    ]


def _payment(first: str, last: str, days: str, gross: str, net: str, paid_on: str) -> list[Part]:
    return [
        Space(),
        Row(f"Du {first} au {last}", "", indent=2),
        Row(days, gross, indent=2),
        Row("CSG", "–13,02\u00a0€", indent=2),
        Row("CRDS", "–1,05\u00a0€", indent=2),
        Row(f"Versé le {paid_on}", net, indent=2, bold_right=True),
    ]


_ILLNESS: Final[tuple[Part, ...]] = (
    Space(),
    Heading("Arrêt maladie"),
    Field("Premier jour d’arrêt", "22/09/2026", indent=2),
    Field("Délai de carence", "3 jours non payés", indent=2),
    Row("du 22/09/2026 au 24/09/2026", "", indent=4),
    Field("Versé à", "LAMBERT Claire", indent=2),
    *_payment("25/09/2026", "01/10/2026", "7 jours à 30,00\u00a0€", "210,00\u00a0€", "195,93\u00a0€", "06/10/2026"),
)


def _fortnights(count: int) -> list[Part]:
    parts: list[Part] = [
        Space(),
        Heading("Accident du travail ou maladie professionnelle"),
        Field("Premier jour d’arrêt", "02/01/2026", indent=2),
        Field("Versé à l’employeur (subrogation)", HOSTILE_NAME, indent=2),
    ]
    for _ in range(count):
        payment = (
            "02/01/2026",
            "15/01/2026",
            "14 jours à 47,93\u00a0€",
            "671,02\u00a0€",
            "626,06\u00a0€",
            "22/01/2026",
        )
        parts += _payment(*payment)
    return parts


def _allowances(
    choice: AllowancePeriod,
    period: Period,
    parts: Sequence[Part],
    *,
    name: str = "LAMBERT Claire",
    duplicate: bool = False,
) -> PreparedAllowances:
    number = "751-26-004813-R"
    document = Document(
        Wording("attestation d’indemnités journalières", "daily allowance certificate"),
        (
            *_opening(
                "ATTESTATION DE PAIEMENT D’INDEMNITÉS JOURNALIÈRES",
                name,
                "2\u00a085\u00a011\u00a075\u00a0708\u00a0321\u00a067",
            ),
            Heading(f"Versements du {period.start:%d/%m/%Y} au 20/11/2026"),
            *parts,
            Rule(),
            Heading("Total de la période"),
            Row("Jours payés", "7"),
            Row("Montant brut", "210,00\u00a0€"),
            Row("CSG", "–13,02\u00a0€"),
            Row("CRDS", "–1,05\u00a0€"),
            Box("TOTAL NET VERSÉ", "195,93\u00a0€"),
            *_closing(number, "19/11/2027"),
        ),
        number=number,
        summary=Wording(
            "Attestation d’indemnités journalières, du 21 août 2026 au 20 novembre 2026. 1 versement.",
            "Daily allowance certificate, from 21 August 2026 to 20 November 2026. 1 payment.",
        ),
    )
    return PreparedAllowances(choice, period, number, document, 19593, duplicate)


ILLNESS_CERTIFICATE: Final = _allowances(AllowancePeriod.LAST_3_MONTHS, _QUARTER, _ILLNESS)
"""Ten days of illness, three of them unpaid."""

LONG_CERTIFICATE: Final = _allowances(AllowancePeriod.LAST_12_MONTHS, _YEAR, _fortnights(22), name=RIGHT_TO_LEFT_NAME)
"""More payments than fit on the screen at once, to an employer of a thousand letters."""

DUPLICATE_CERTIFICATE: Final = _allowances(AllowancePeriod.LAST_3_MONTHS, _QUARTER, _ILLNESS, duplicate=True)
"""The number may be on paper already."""

NO_ALLOWANCE: Final = NoAllowance(AllowancePeriod.LAST_3_MONTHS, _QUARTER)
"""Nothing was paid."""


_C2S: Final = "Complémentaire santé solidaire sans participation financière"


def _third_party(
    people: Sequence[tuple[str, str]],
    *,
    ended: tuple[Cover, ...] = (),
    duplicate: bool = False,
    is_insured_covered: bool = True,
) -> PreparedThirdParty:
    number = "751-26-004814-X"
    named = people if is_insured_covered else people[1:]
    parts = _opening(
        "ATTESTATION DE TIERS PAYANT INTÉGRAL", people[0][0], "2\u00a088\u00a006\u00a075\u00a0708\u00a0101\u00a060"
    )
    parts += [
        Heading("Attestation valable du 20/11/2026 au 13/07/2027"),
        Paragraph("sauf changement de votre situation."),
    ]
    for name, born in named:
        parts += [
            Space(),
            Row(name, born, bold=True),
            Row(_C2S, "", indent=2),
            Row("Valable du 14/07/2026 au 13/07/2027", "", indent=2),
            Field("Médecin traitant déclaré", "oui", indent=2),
            Field("Part complémentaire", "payée par la caisse", indent=2),
        ]
    parts += [
        Rule(),
        Heading(
            "Vous n’avancez pas vos frais de santé."
            if is_insured_covered
            else "Pour les personnes nommées, vous n’avancez pas les frais de santé."
        ),
        Paragraph("Montrez ce papier avec votre carte Vitale, ou à sa place."),
        Paragraph("Voyez d’abord votre médecin traitant."),
        Paragraph("À la pharmacie, acceptez les médicaments génériques."),
        Paragraph("Demandez le renouvellement entre le 13/03/2027 et le 13/05/2027."),
        *_closing(number, "13/07/2027"),
    ]
    people_fr, people_en = (
        ("1 personne", "1 person") if len(named) == 1 else (f"{len(named)} personnes", f"{len(named)} people")
    )
    document = Document(
        Wording("attestation de tiers payant intégral", "full third-party payment certificate"),
        tuple(parts),
        number=number,
        summary=Wording(
            f"Attestation de tiers payant intégral, valable jusqu’au 13 juillet 2027. {people_fr}.",
            f"Full third-party payment certificate, valid until 13 July 2027. {people_en}.",
        ),
    )
    return PreparedThirdParty(number, document, date(2027, 7, 13), duplicate, ended, is_insured_covered)


_MOTHER_AND_SON: Final = (("GARCIA Lucie", "14/06/1988"), ("GARCIA Noé", "23/02/2017"))
_ACS: Final = Contract(
    "92", "Aide à la complémentaire santé (ACS), contrat B", Period(date(2015, 7, 1), date(2020, 10, 31))
)

COVERED_FAMILY: Final = _third_party(_MOTHER_AND_SON)
"""A mother and her son."""

COVERED_SON_ALONE: Final = _third_party(_MOTHER_AND_SON, is_insured_covered=False)
"""A mother whose son alone is covered."""

COVERED_BEFORE_TOO: Final = _third_party(
    _MOTHER_AND_SON[:1],
    ended=(
        Cover(_ACS, date(2018, 1, 1), date(2018, 12, 31)),
        Cover(_ACS, date(2017, 1, 1), date(2017, 12, 31)),
        Cover(_ACS, date(2016, 1, 1), date(2016, 12, 31)),
    ),
    duplicate=True,
)
"""A person who had other contracts earlier; the number may be on paper already."""

COVERED_LARGE_FAMILY: Final = _third_party(_MOTHER_AND_SON * 6)
"""More persons than fit on the screen at once."""

COVERED_HOSTILE: Final = _third_party(((HOSTILE_NAME, "14/06/1988"), (RIGHT_TO_LEFT_NAME, "23/02/2017")))
