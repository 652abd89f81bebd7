"""Sample card updates of the previews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from kiosk.domain.card_update import CardContent, UpdateOutcome, UpdatePhase
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.ports import UpdateEnded, UpdateStep
from kiosk.session.statuses import CardUpdated, UpdatingCard, Visitor
from ui.terminal.samples import SAMPLE_TICKET, SAMPLE_VISITOR

_REQUEST_ID: Final = UUID(int=9)

_BEFORE: Final = CardContent(("MARIE", "MARC", "LUCAS"), date(2025, 12, 31), has_declared_doctor=False, fund="751")
_AFTER: Final = CardContent(
    ("MARIE", "MARC", "LUCAS", "INÈS"), date(2026, 12, 31), has_declared_doctor=True, fund="751"
)


def updating(phase: UpdatePhase, number: int) -> UpdatingCard:
    """Give an update that is at one of its commands."""
    step = UpdateStep("sample", number, 24, phase, b"")
    return UpdatingCard(SAMPLE_VISITOR, _REQUEST_ID, step)


OPENING: Final = UpdatingCard(SAMPLE_VISITOR, _REQUEST_ID)
"""The service has not answered yet."""

UPDATED: Final = CardUpdated(SAMPLE_VISITOR, UpdateEnded(UpdateOutcome.UPDATED, _BEFORE, _AFTER))
"""A daughter came, the rights go on, a doctor was declared."""

NOTHING_NEW: Final = CardUpdated(SAMPLE_VISITOR, UpdateEnded(UpdateOutcome.NOTHING_NEW, _AFTER))
"""The card holds already what it should."""


def refused(outcome: UpdateOutcome) -> CardUpdated:
    """Give an update that wrote nothing."""
    return CardUpdated(SAMPLE_VISITOR, UpdateEnded(outcome))


def _crowd(name: str, count: int) -> Visitor:
    person = CardPerson("DE LA FONTAINE", name, "20120304", date(2012, 3, 4))
    return Visitor(SAMPLE_TICKET, CardFile((person,) * count), visit_id="sample-visit", token="sample-token")  # noqa: S106 - opens nothing


HOSTILE: Final = CardUpdated(
    _crowd("MAXIMILIENNE-ALEXANDRA-CONSTANCE-EUGÉNIE", 3),
    UpdateEnded(
        UpdateOutcome.UPDATED,
        replace(_BEFORE, people=("MAXIMILIENNE-ALEXANDRA-CONSTANCE-EUGÉNIE",) * 2, fund="999"),
        replace(_AFTER, people=("MAXIMILIENNE-ALEXANDRA-CONSTANCE-EUGÉNIE",) * 3, rights_until=None),
    ),
)
"""First names of forty letters."""

LARGE_FAMILY: Final = CardUpdated(
    _crowd("JEAN-CHRISTOPHE", 20),
    UpdateEnded(
        UpdateOutcome.UPDATED,
        replace(_BEFORE, people=("JEAN-CHRISTOPHE",) * 19),
        replace(_AFTER, people=("JEAN-CHRISTOPHE",) * 20),
    ),
)
"""As many persons as a card has room for."""
