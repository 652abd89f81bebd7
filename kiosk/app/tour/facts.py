"""What has happened between two pictures of a tour: rows written, outcomes of print jobs, APDUs exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.ports import JobBlocked, JobPrinted, JobRefused, JobUnknown, PrinterEvent
from kiosk.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what a caption says.

    Attributes:
        exchanges: APDUs exchanged with the card since it was inserted.
        written: rows more, or less, of each table; rows that were changed are not counted.
        outcomes: of print jobs, in their order.
    """

    exchanges: int = 0
    written: Mapping[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()

    def then(self, later: Facts) -> Facts:
        """Join these facts with those that came after them."""
        tables = (*self.written, *(table for table in later.written if table not in self.written))
        written = {table: self.written.get(table, 0) + later.written.get(table, 0) for table in tables}
        return Facts(
            later.exchanges,
            {table: count for table, count in written.items() if count},
            (*self.outcomes, *later.outcomes),
        )

    def caption(self) -> str:
        """Say them in a line; empty where there are none."""
        facts = []
        if self.exchanges:
            # Translators: tour, caption: APDUs exchanged with the card since it was inserted
            facts.append(_("%(count)d APDU échangés avec la carte") % {"count": self.exchanges})
        if self.written:
            tables = ", ".join(f"{table} {count:+d}" for table, count in self.written.items())
            # Translators: tour, caption: rows written in the database since the picture before; tables with numbers
            facts.append(_("lignes écrites : %(tables)s") % {"tables": tables})
        return " · ".join((*facts, *self.outcomes))


def rows_written(before: Mapping[str, int], after: Mapping[str, int]) -> Mapping[str, int]:
    """Give by how many rows each table has changed; a table that has not is left out."""
    return {table: count - before.get(table, 0) for table, count in after.items() if count != before.get(table, 0)}


def outcomes_of(events: Iterable[PrinterEvent]) -> tuple[str, ...]:
    """Give what came of print jobs, in the words of docs/printing.md."""
    said = []
    for event in events:
        match event:
            case JobPrinted(job_id=job_id, proof=proof):
                said.append(f"job {job_id} PRINTED ({proof.value})")
            case JobBlocked(job_id=job_id, cause=cause):
                said.append(f"job {job_id} BLOCKED ({cause})")
            case JobUnknown(job_id=job_id):
                said.append(f"job {job_id} UNKNOWN")
            case JobRefused(job_id=job_id, cause=cause):
                said.append(f"job {job_id} REFUSED ({cause})")
            case _:
                pass
    return tuple(said)
