"""What is said of a ticket of somebody who has left, while a part of it may hang out of the printer."""

from __future__ import annotations

from kiosk.texts import gettext as _


def hanging_words() -> str:
    """Ask whoever sees the paper to tell reception; it may name a person."""
    # Translators: attract and out-of-service screens: a part of somebody's ticket may hang out of the printer
    return _("Un papier dépasse ? Prévenez l’accueil.")
