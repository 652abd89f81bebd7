"""The tables of the access that a file can bring: codes are there as hashes only."""

from typing import Final

from kiosk.services.transfer.described.common import DIGEST, number
from kiosk.services.transfer.kinds import Flag, Moment, Shape, Whole
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import access

ARGON2ID: Final = r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{11,}\$[A-Za-z0-9+/]{22,}"

TABLES: Final = (
    TableDescribed(
        access.accounts,
        "The definitive code of a person, as a hash made with the pepper of the same installation.",
        (
            number("the insured person", "person_id"),
            Described(
                "code_hash",
                Shape(ARGON2ID, "Argon2id in the PHC string format: never a code"),
                "hash of the code",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g",
            ),
            Described("chosen_at", Moment(), "when the code was chosen", "2026-01-10T12:00:00Z", "UTC"),
        ),
    ),
    TableDescribed(
        access.tries,
        "The wrong codes of a person.",
        (
            Described("person_key", DIGEST, "keyed digest of the NIR, made with the digest key", "0a1b2c3d" * 8),
            Described("failed", Whole(0, 3), "wrong codes since the last right one", "1"),
            Described("is_locked", Flag(), "whether the account is locked", "false"),
        ),
    ),
)
