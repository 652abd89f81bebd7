"""All tables that have a file, and those that the services keep to themselves."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kiosk.services.transfer.described import access, allowances, card_update, ehic, law, payments, registry
from kiosk.services.transfer.specification import TableRead, read_as
from kiosk.storage.schema import metadata

_DESCRIBED: Final = (
    *law.TABLES,
    *registry.TABLES,
    *payments.TABLES,
    *access.TABLES,
    *allowances.TABLES,
    *ehic.TABLES,
    *card_update.TABLES,
)

KEPT: Final = MappingProxyType(
    {
        "provisional_codes": "lives for minutes",
        "identity_checks": "record of what an adviser did",
        "visits": "lives for the time of a visit",
        "certificates": "record of what was printed",
        "certificate_counters": "a number is never given twice",
        "card_updates": "what a terminal is doing to a card",
    }
)
"""Tables without file, with the reason: they are what the services did, and an import leaves them as they are."""

WRITTEN_BY_SERVICES: Final = ("accounts", "tries", "ehic_orders")
"""Tables with a file that the services write too."""


def tables_read() -> Mapping[str, TableRead]:
    """Give how each file is read, by the name of its table, each table after those that it points to."""
    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    described = sorted(_DESCRIBED, key=lambda one: order[one.table.name])
    return {one.table.name: read_as(one) for one in described}
