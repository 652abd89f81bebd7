"""Rules about codes, certificates and updates of cards."""

from typing import Final

from kiosk.services.checking.rule import ROW, Rule
from kiosk.services.transfer.described.access import ARGON2ID

_CERTIFICATE: Final = ("number",)
_DIGEST: Final = "[0-9a-f]{64}"

RULES: Final = (
    Rule(
        "code-hashed",
        "accounts",
        ("person_id",),
        "a definitive code is kept as an Argon2id hash only",
        f"SELECT person_id FROM accounts WHERE NOT matches('{ARGON2ID}', code_hash)",  # noqa: S608 - a pattern of ours
    ),
    Rule(
        "code-owner",
        "accounts",
        ("person_id",),
        "an account is of an insured person with a NIR",
        """
        SELECT a.person_id FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM files f
            JOIN people p ON p.id = f.insured_id AND p.nir IS NOT NULL WHERE f.insured_id = a.person_id)
        """,
    ),
    Rule(
        "provisional-hashed",
        "provisional_codes",
        ("id",),
        "a provisional code is kept as a keyed digest only",
        f"SELECT id FROM provisional_codes WHERE NOT matches('{_DIGEST}', digest)",  # noqa: S608 - a pattern of ours
    ),
    Rule(
        "tries-locked",
        "tries",
        ROW,
        "an account is locked after three wrong codes, and not before",
        "SELECT rowid FROM tries WHERE is_locked <> (failed >= 3)",
    ),
    Rule(
        "visit-hashed",
        "visits",
        ("id_digest",),
        "a visit keeps digests of its id, its person, its card and its token, and nothing else of them",
        f"""
        SELECT id_digest FROM visits WHERE NOT matches('{_DIGEST}', id_digest) OR NOT matches('{_DIGEST}', person_key)
            OR NOT matches('{_DIGEST}', card_digest)
            OR token_digest IS NOT NULL AND NOT matches('{_DIGEST}', token_digest)
        """,  # noqa: S608 - a pattern of ours
    ),
    Rule(
        "certificate-number",
        "certificates",
        _CERTIFICATE,
        "the number of a certificate is well formed, its check letter is right",
        "SELECT number FROM certificates WHERE NOT is_certificate_number(number)",
    ),
    Rule(
        "certificate-counter",
        "certificates",
        _CERTIFICATE,
        "the counter of its fund and year has reached the number of a certificate: it is never given again",
        """
        SELECT number FROM certificates c WHERE NOT EXISTS (SELECT 1 FROM certificate_counters k
            WHERE k.fund = substr(c.number, 1, 3) AND k.year % 100 = substr(c.number, 5, 2) + 0
            AND k.last >= substr(c.number, 8, length(c.number) - 9) + 0)
        """,
    ),
    Rule(
        "certificate-person",
        "certificates",
        _CERTIFICATE,
        "a certificate is about a person of its file",
        """
        SELECT number FROM certificates c WHERE NOT EXISTS
            (SELECT 1 FROM members m WHERE m.file_id = c.file_id AND m.person_id = c.person_id)
        """,
    ),
    Rule(
        "certificate-days",
        "certificates",
        _CERTIFICATE,
        "a certificate is valid on the day it is issued at least",
        "SELECT number FROM certificates WHERE valid_until < issued_on",
    ),
)
