"""A rule about the data, as a question that names the rows which break it."""

from dataclasses import dataclass
from typing import Final

ROW: Final = ("rowid",)
"""Names a row whose key would tell whose it is: the number of a card, or the digest of a NIR."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one rule.

    Attributes:
        name: as it is reported, "payment-total".
        table: whose rows break it.
        key: the columns that name such a row, none of them personal; `ROW` where its own key is.
        says: what must be true, in a sentence for docs/data.md.
        broken: SQL that gives the key of each row that breaks it. Where it gives one column more, that is the name of
            the column at fault. It may use the functions and temporary tables of `kiosk.services.checking.helpers`.
    """

    name: str
    table: str
    key: tuple[str, ...]
    says: str
    broken: str


@dataclass(frozen=True, slots=True)
class Violation:
    """Hold that a row breaks a rule.

    Attributes:
        key: the values that name the row.
        column: at fault, empty where it is the row as a whole.
    """

    rule: Rule
    key: tuple[str | int | None, ...]
    column: str = ""

    def __str__(self) -> str:
        """Write "payments 1234: payment-total", or "cards rowid 12: card-holder"."""
        column = f" ({self.column})" if self.column else ""
        row = "rowid " if self.rule.key == ROW else ""
        return f"{self.rule.table} {row}{' '.join(map(str, self.key))}: {self.rule.name}{column}"
