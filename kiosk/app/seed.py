"""The fictional fund of a demonstration: secrets and a database, made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.catalogue.failures import FailureCode
from kiosk.services.generator.generate import Order, generate_database
from kiosk.services.secrets import create_secrets, load_secrets
from kiosk.settings import Settings

SEED = 751
"""The same people in every demonstration, whatever their number."""


def seed(settings: Settings, today: date, people: int) -> None:
    """Make secrets and database where the settings say.

    Args:
        settings: say where; there is nothing yet.
        today: the day from which payments and rights are counted.
        people: how many besides the cast.

    Raises:
        FileExistsError: there are secrets already.
        OSError: the folder cannot be written.
    """
    directory = Path(settings.secrets.dir)
    create_secrets(directory)
    secrets = load_secrets(directory)
    if isinstance(secrets, FailureCode):
        raise OSError(f"{directory}: secrets just made cannot be read")
    generate_database(settings.database.url, secrets, Order(people, SEED, today))
