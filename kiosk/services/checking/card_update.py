"""Rules about the updates of Vitale cards."""

from typing import Final

from kiosk.services.checking.rule import Rule

RULES: Final = (
    Rule(
        "update-open",
        "card_updates",
        ("id",),
        "a card has one open update at most: the one that it resumes",
        """
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY serial ORDER BY started_at, id) AS place
            FROM card_updates WHERE status = 'open'
        ) WHERE place > 1
        """,
    ),
    Rule(
        "update-end",
        "card_updates",
        ("id",),
        "an update has an end if, and only if, it is not open, and not before it began",
        "SELECT id FROM card_updates WHERE (status = 'open') <> (ended_at IS NULL) OR ended_at < started_at",
    ),
    Rule(
        "update-card",
        "card_updates",
        ("id",),
        "the card that is updated is of the insured person of the file",
        """
        SELECT u.id FROM card_updates u WHERE NOT EXISTS (SELECT 1 FROM cards c
            JOIN files f ON f.insured_id = c.person_id WHERE c.serial = u.serial AND f.id = u.file_id)
        """,
    ),
)
