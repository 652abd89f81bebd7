"""Sample statements of the previews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.documents.language import Wording
from kiosk.documents.model import Align, Box, Document, Field, Heading, Paragraph, Part, Row, Rule, Space, Title
from kiosk.domain.statements import StatementMonth
from kiosk.ports import PreparedStatement
from ui.terminal.sample_payments import HOSTILE_NAME, RIGHT_TO_LEFT_NAME

_NOVEMBER, _OCTOBER, _SEPTEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)


def _months(*own_cents: int | None) -> tuple[StatementMonth, ...]:
    """Give six months, the newest first; None is a month without payment."""
    return tuple(
        StatementMonth(date(2026, 11 - place, 1), 0 if cents is None else 3, cents or 0)
        for place, cents in enumerate(own_cents)
    )


_MONTHS: Final = _months(6172, 5775, None, 7590, 11_780, 4235)


def _opening(month: str, name: str = "DURAND Marie") -> list[Part]:
    return [
        Title("RELEVÉ MENSUEL"),
        Paragraph(month, Align.CENTRE),
        Paragraph("SPÉCIMEN · données fictives", Align.CENTRE),
        Rule(),
        Paragraph(name, bold=True),
        Field("N° de sécurité sociale", "2\u00a069\u00a005\u00a0•••\u00a0•••\u00a0••"),
        Paragraph("Édité le 21/11/2026 à 10:04 · borne-07"),
        Rule(),
        Heading("Vos remboursements"),
    ]


def _person(patient: str, born: str, label: str = "Consultation spécialiste", code: str = "CS") -> list[Part]:
    return [
        Rule(),
        Row(f"Pour {patient}", born, bold=True),
        Row(f"23/10 {label} ({code})", ""),
        Row("payé 62,00 € · base 62,00 € · 70 %", "43,40 €", indent=2),
        Row("Participation forfaitaire du 23/10", "–2,00 €", indent=2),
        Row("Retenues différées (soins plus anciens) :", "", indent=2),
        Row("Franchise médicale du 12/09", "–1,00 €", indent=4),
        Row("Versé le 27/10/2026", "40,40 €", indent=2, bold_right=True),
        Field("Référence", "0751\u00a0263000000070", indent=2),
    ]


def _closing(people: Sequence[str], until: str) -> list[Part]:
    parts: list[Part] = [
        Rule(),
        Heading("Vos plafonds de l’année 2026"),
        Paragraph(f"Sommes retenues du 01/01/2026 au {until} :"),
    ]
    for person in people:
        parts += [
            Paragraph(person, bold=True),
            Row("Participations forfaitaires", "16,00 € sur 50 €"),
            Row("Franchises médicales", "10,00 € sur 50 €"),
        ]
    return [*parts, Rule(), Paragraph("Conservez ce papier deux ans.", Align.CENTRE)]


def _prepared(months: tuple[StatementMonth, ...], month: date, parts: Sequence[Part], own: int) -> PreparedStatement:
    if own:
        summary = Wording(
            f"Relevé, {month:%m/%Y} : {own} versements sur votre compte. Par ailleurs : 12 à des professionnels.",
            f"Monthly statement, {month:%m/%Y}: {own} payments to your account. Besides: 12 to health professionals.",
        )
    else:
        summary = Wording(
            f"Relevé mensuel, {month:%m/%Y} : aucun versement.", f"Monthly statement, {month:%m/%Y}: no payment."
        )
    document = Document(Wording("relevé mensuel", "monthly statement"), tuple(parts), summary=summary)
    return PreparedStatement(months, month, document)


FAMILY_STATEMENT: Final = _prepared(
    _MONTHS,
    _OCTOBER,
    [
        *_opening("octobre 2026"),
        Row("Versés sur votre compte", "57,75 €"),
        *_person("Marie", "14/05/1969"),
        Rule(),
        Row("Pour Inès", "11/09/2015", bold=True),
        Row("10/10 Soins dentaires (END)", ""),
        Row("payé 28,92 € · base 28,92 € · 60 %", "17,35 €", indent=2),
        Row("Versé le 14/10/2026", "17,35 €", indent=2, bold_right=True),
        Field("Référence", "0751\u00a0262870000069", indent=2),
        Space(),
        Box("TOTAL VERSÉ", "57,75 €"),
        Rule(),
        Heading("Pour information : tiers payant"),
        Paragraph("Versé directement aux professionnels de santé."),
        Row("12/10 Médicaments à 65 % (PH7)", ""),
        Row("coût 20,86 € · base 20,86 € · 65 %", "13,56 €", indent=2),
        Row("Pharmacie du Canal · pour Marie", "", indent=2),
        Row("Total versé aux professionnels", "13,56 €", bold_right=True),
        *_closing(["Marie"], "31/10/2026"),
    ],
    3,
)
"""A month of a family: two persons, a deferred deduction, a payment to a pharmacy."""

EMPTY_MONTH: Final = _prepared(
    _MONTHS,
    _SEPTEMBER,
    [
        *_opening("septembre 2026"),
        Paragraph("Aucun versement en septembre 2026."),
        *_closing(["Marie"], "30/09/2026"),
    ],
    0,
)
"""A month without any payment."""

NEVER_PAID: Final = _prepared(
    _months(None, None, None, None, None, None),
    _NOVEMBER,
    [
        *_opening("novembre 2026, jusqu’au 21/11/2026"),
        Paragraph("Aucun versement en novembre 2026."),
        *_closing(["Marie"], "21/11/2026"),
    ],
    0,
)
"""Six months without any payment."""

LARGE_FAMILY_STATEMENT: Final = _prepared(
    _months(1_234_567, 9_999_999, -235, None, 0, 1),
    _OCTOBER,
    [
        *_opening("octobre 2026"),
        Row("Versés sur votre compte", "99\u00a0999,99 €"),
        *(part for place in range(13) for part in _person(f"Prénom-{place + 1}", "14/05/1969")),
        Space(),
        Box("TOTAL VERSÉ", "99\u00a0999,99 €"),
        *_closing([f"Prénom-{place + 1}" for place in range(13)], "31/10/2026"),
    ],
    13,
)
"""Thirteen persons, large amounts, an amount taken back."""

HOSTILE_STATEMENT: Final = _prepared(
    _months(9_999_999_99, -9_999_999_99, 9_999_999_99, None, 9_999_999_99, 9_999_999_99),
    _OCTOBER,
    [
        *_opening(HOSTILE_NAME, HOSTILE_NAME),
        Row("Versés sur votre compte", "9\u00a0999\u00a0999,99 €"),
        *_person(HOSTILE_NAME, "14/05/1969", HOSTILE_NAME, HOSTILE_NAME),
        *_person(RIGHT_TO_LEFT_NAME, "14/05/1969", RIGHT_TO_LEFT_NAME),
        *_closing([HOSTILE_NAME], "31/10/2026"),
    ],
    2,
)
"""What a damaged or hostile record could hold."""
