"""The list of the Vitale cards that are opposed."""

from typing import Final

from kiosk.services.transfer.described.common import SERIAL, day
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import card_update

TABLES: Final = (
    TableDescribed(
        card_update.opposed_cards,
        "A card that was declared lost or stolen, or withdrawn.",
        (
            Described("serial", SERIAL, "serial number", "802500000299900000001"),
            day("opposed_on", "since when", "2026-10-01"),
        ),
    ),
)
