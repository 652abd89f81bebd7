"""What an adviser records before giving a code, and the code given."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.nir import Nir


class IdentityDocument(enum.Enum):
    """Name the original documents with a photograph that prove an identity."""

    IDENTITY_CARD = "identity-card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence-permit"


class CodeReason(enum.Enum):
    """Say why a person needs a code from an adviser."""

    FIRST_CODE = "first-code"
    FORGOTTEN = "forgotten"
    LOCKED = "locked"


DOCUMENT_END_LENGTH = 3
"""Characters kept of the number of a document: enough to find it again, not enough to copy it."""


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """Hold what was checked.

    Attributes:
        nir: of the insured person, from the card or the file.
        birth_date: as it is on the document.
        adviser: the log-in of the adviser.
        document_end: the last three characters of the document's number.
        by_proxy: whether another person came, with a written procuration.
    """

    nir: Nir
    birth_date: date = field(repr=False)
    adviser: str
    document: IdentityDocument
    document_end: str = field(repr=False)
    reason: CodeReason
    by_proxy: bool = False

    def __post_init__(self) -> None:
        """Refuse to keep more of a document than its end.

        Raises:
            ValueError: the end is not three letters or digits, or there is no adviser.
        """
        if len(self.document_end) != DOCUMENT_END_LENGTH or not self.document_end.isalnum():
            raise ValueError("of a document, the last three letters or digits are kept")
        if not self.adviser:
            raise ValueError("an identity check has an adviser")


@dataclass(frozen=True, slots=True)
class PersonUnknown:
    """Say that nobody on file has this NIR and birth date: an adviser, unlike a terminal, is told."""


@dataclass(frozen=True, slots=True)
class AdviserCode:
    """Hold the code that an adviser hands over, on paper and once."""

    code: str = field(repr=False)
    valid_until: datetime
