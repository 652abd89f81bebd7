"""Sample data of the previews: fictional people, a fixed clock, the context of the demonstration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from kiosk.domain.cards import CardFile, CardPerson, Ticket
from kiosk.domain.nir import Nir
from kiosk.session.statuses import Visitor
from ui.terminal.screen import ScreenContext

SAMPLE_NOW_S: Final = 1000.0
"""What the clock of the deadlines says in every preview."""

SAMPLE_NOW: Final = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
"""What the calendar clock says in every preview: a Friday in Paris."""

SAMPLE_TICKET: Final = Ticket("Virtual reader 00 00", 1, 1)

_DAY: Final = ((time(9), time(16)),)
_MORNING: Final = ((time(9), time(12)),)

SAMPLE_CONTEXT: Final = ScreenContext(
    organisation="Assurance Maladie de Paris",
    site="Accueil Paris 19",
    address="75948 PARIS CEDEX 19",
    hours=(_DAY, _DAY, _DAY, _MORNING, _DAY, (), ()),
    monotonic_s=lambda: SAMPLE_NOW_S,
    now=lambda: SAMPLE_NOW,
)


def _two_periods(day: int) -> tuple[tuple[time, time], ...]:
    return (time(8, 30 + day), time(12, 10 + day)), (time(13, 30 + day), time(16, 40 + day))


LONG_CONTEXT: Final = replace(
    SAMPLE_CONTEXT,
    organisation="Caisse d’assurances maladie des Alpes-de-Haute-Provence et des départements amis",
    site="Accueil de Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson Sud",
    address="Service du courrier et de la numérisation des dossiers, bâtiment C12, troisième étage, "
    "19 195 avenue du Professeur-Jean-Dausset, Zone d’activités de la Grande-Couture-Saint-André, 04990 DIGNE CEDEX 09",
    hours=tuple(_two_periods(day) for day in range(7)),
)
"""The longest names and address that the settings allow, and two periods on each day, all of them different."""


def _person(last_name: str, first_name: str, born: date, nir: str | None) -> CardPerson:
    return CardPerson(last_name, first_name, born.strftime("%d%m%Y"), born, None if nir is None else Nir(nir))


SAMPLE_CARD: Final = CardFile(
    people=(
        _person("DURAND", "MARIE", date(1969, 5, 14), "269057568815764"),
        _person("DURAND", "MARC", date(1966, 2, 20), None),
        _person("DURAND", "LUCAS", date(2012, 3, 4), "112037568815861"),
        _person("DURAND", "INES", date(2015, 9, 11), "215097568815956"),
    ),
    valid_from=date(2020, 1, 1),
)

SAMPLE_VISITOR: Final = Visitor(SAMPLE_TICKET, SAMPLE_CARD, visit_id="sample-visit", token="sample-token")  # noqa: S106 - opens nothing
"""Marie Durand, her code accepted."""

LONG_NAME_VISITOR: Final = Visitor(
    SAMPLE_TICKET,
    CardFile(
        (
            _person(
                "OEUVRARD-LECON DE LA FONTAINE SAINT-ANDRE-DES-EAUX-VIVES BIS",
                "FRANÇOISE-ZOÉ",
                date(1993, 8, 9),
                "293087570533393",
            ),
        )
    ),
    visit_id="sample-visit",
    token="sample-token",  # noqa: S106 - opens nothing
)
"""A person with a name of 60 letters."""
