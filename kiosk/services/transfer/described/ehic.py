"""The tables of the European cards."""

from typing import Final

from kiosk.services.transfer.described.common import NAME, REQUEST_ID, day, number
from kiosk.services.transfer.kinds import Flag, Moment, Shape, Text
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import ehic

TABLES: Final = (
    TableDescribed(
        ehic.ehic_cards,
        "A European card that was made.",
        (
            Described("number", Shape(r"\d{20}", "20 digits"), "number of the card (field 8)", "80250000010000000001"),
            number("the person", "person_id"),
            day("first_day", "first day", "2026-02-01"),
            day("last_day", "last day, included", "2028-01-31"),
            Described("is_revoked", Flag(), "whether it was declared lost or stolen", "false"),
        ),
    ),
    TableDescribed(
        ehic.ehic_orders,
        "An order of a European card.",
        (
            number("number of the line"),
            Described("number", Text(), "number of the order, on the ticket", "CE-751-26-000042-H"),
            number("the file", "file_id"),
            number("the person", "person_id"),
            Described(
                "request_id",
                REQUEST_ID,
                "request of the terminal, kept so that none is carried out twice",
                "0b9f6c1e-5d0c-4a57-9d64-1f0a2b3c4d5e",
            ),
            Described("terminal_id", Text(), "where it was ordered", "borne-07"),
            Described("ordered_at", Moment(), "when", "2026-11-17T09:30:00Z", "UTC"),
            day("departure_on", "day of the departure, if it was said", "2026-12-20"),
            Described("status", NAME, "what became of it", "pending"),
        ),
    ),
)
