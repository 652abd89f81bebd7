"""Carry over what the services wrote themselves into data that replace the others."""

from collections.abc import Container
from typing import Final

from sqlalchemy import Table

from kiosk.services.transfer.tables import KEPT, WRITTEN_BY_SERVICES
from kiosk.storage.bulk import BulkFile
from kiosk.storage.schema import metadata

_SAME: Final = (
    "CREATE TEMP TABLE same_people (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)",
    "INSERT INTO same_people SELECT o.id, n.id FROM before.people o JOIN main.people n ON n.nir = o.nir",
    # Who has no NIR yet is known by the number with birth date, rank and first name; the NIR may have come since.
    """
    INSERT INTO same_people SELECT o.id, n.id FROM before.people o JOIN main.people n ON n.id = o.id
    WHERE o.nir IS NULL AND n.birth_date = o.birth_date AND n.rank = o.rank AND n.first_name = o.first_name
        AND NOT EXISTS (SELECT 1 FROM before.people k WHERE k.nir = n.nir)
    """,
    "CREATE TEMP TABLE same_files (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)",
    """
    INSERT INTO same_files SELECT o.id, n.id FROM before.files o
    JOIN same_people s ON s.old = o.insured_id JOIN main.files n ON n.insured_id = s.new
    """,
)
"""Who is who: another delivery may number people and files anew, and one number may then be of somebody else."""

_MEMBER: Final = (
    "EXISTS (SELECT 1 FROM main.members m WHERE m.file_id = of_file_id.new AND m.person_id = of_person_id.new)"
)
_FITS: Final = {
    "accounts": "EXISTS (SELECT 1 FROM main.files f JOIN main.people p ON p.id = f.insured_id AND p.nir IS NOT NULL"
    " WHERE f.insured_id = of_person_id.new)",
    "certificates": _MEMBER,
    "ehic_orders": _MEMBER,
    "card_updates": "EXISTS (SELECT 1 FROM main.cards c JOIN main.files f ON f.insured_id = c.person_id"
    " WHERE c.serial = o.serial AND f.id = of_file_id.new)",
}
"""What must be true of a row besides: the rules of `kiosk.services.checking` about it."""


def keep_records(file: BulkFile, brought: Container[str]) -> None:
    """Copy, from the attached database, what the services wrote about those who are there again.

    Args:
        file: the new database, all files loaded.
        brought: the tables that a file has brought: they hold what it says.
    """
    for statement in _SAME:
        file.connection.execute(statement)
    for table in metadata.sorted_tables:
        if table.name in KEPT or (table.name in WRITTEN_BY_SERVICES and table.name not in brought):
            file.connection.execute(_copying(table))


def _copying(table: Table) -> str:
    values, joins, conditions = [], [], [_FITS.get(table.name, "1")]
    for column in table.columns:
        owner = next((key.column.table.name for key in column.foreign_keys), None)
        if owner is None:
            values.append(f"o.{column.name}")
            continue
        same = f"of_{column.name}"
        values.append(f"{same}.new")
        joins.append(f"LEFT JOIN same_{owner} {same} ON {same}.old = o.{column.name}")
        conditions.append(f"(o.{column.name} IS NULL OR {same}.new IS NOT NULL)")
    names = ", ".join(column.name for column in table.columns)
    return (
        f"INSERT INTO main.{table.name} ({names}) SELECT {', '.join(values)} FROM before.{table.name} o"  # noqa: S608 - names of ours
        f" {' '.join(joins)} WHERE {' AND '.join(conditions)}"
    )
