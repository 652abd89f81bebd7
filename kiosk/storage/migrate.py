"""Bring the schema of a database to this program's revision."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from kiosk.storage.engine import writing

_MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


def upgrade(
    engine: Engine, revision: str = "head", complete: Callable[[Connection], None] = lambda _connection: None
) -> None:
    """Apply the revisions that are missing, all of them or none.

    Two programs may do it at once: the second waits, then finds nothing to do.

    Args:
        engine: of the database.
        revision: the last one to apply.
        complete: writes what the new schema is to hold, in the same transaction.

    Raises:
        sqlalchemy.exc.DBAPIError: the database refuses; it is as it was.
    """
    with writing(engine) as connection:
        config = migrations_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        complete(connection)


def migrations_config() -> Config:
    """Return the configuration of Alembic: where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
