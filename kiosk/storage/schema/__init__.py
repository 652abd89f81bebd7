"""The tables. Money is in integer cents, dates are civil, moments are in UTC.

The schema of a database comes from the migrations, never from here; a test keeps both equal.
"""

from kiosk.storage.schema import access, allowances, card_update, certificates, ehic, law, payments, registry
from kiosk.storage.schema.metadata import metadata

__all__ = ["access", "allowances", "card_update", "certificates", "ehic", "law", "metadata", "payments", "registry"]
