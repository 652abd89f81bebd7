"""Migrations of the schema, run from code by `kiosk.storage.migrate`."""
