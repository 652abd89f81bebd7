"""The dated tables of the law in the database."""

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, select

from kiosk.domain.dated import NoValueAtDateError
from kiosk.domain.law import Law, Parameter
from kiosk.storage.batches import Rows, write_rows
from kiosk.storage.schema.law import contracts, parameters

# Made once: to make a statement takes longer than to execute it.
_PARAMETER: Final = (
    select(parameters.c.value)
    .where(parameters.c.name == bindparam("name"), parameters.c.valid_from <= bindparam("day"))
    .order_by(parameters.c.valid_from.desc())
    .limit(1)
)


def is_law_complete(connection: Connection) -> bool:
    """Say whether the database has a value of every parameter; an older program did not know all of them."""
    known = set(connection.execute(select(parameters.c.name).distinct()).scalars())
    return all(parameter.value in known for parameter in Parameter)


def complete_law(connection: Connection, law: Law) -> None:
    """Add what an older program did not know: parameters and kinds of contracts that the database has no value of.

    What is there stays as it is.
    """
    rows = law_rows(law)
    known = {
        "parameters": set(connection.execute(select(parameters.c.name)).scalars()),
        "contracts": set(connection.execute(select(contracts.c.code)).scalars()),
    }
    write_rows(
        connection,
        {
            "parameters": [row for row in rows["parameters"] if row["name"] not in known["parameters"]],
            "contracts": [row for row in rows["contracts"] if row["code"] not in known["contracts"]],
        },
    )


def law_rows(law: Law) -> Rows:
    """Make the rows of all dated tables."""
    return {
        "parameters": [
            {"name": parameter.value, "valid_from": dated.valid_from, "value": dated.value}
            for parameter, table in law.parameters.items()
            for dated in table.values
        ],
        "rates": [
            {"name": name, "valid_from": dated.valid_from, "percent": dated.value}
            for name, table in law.rates.items()
            for dated in table.values
        ],
        "acts": [
            {
                "code": act.code,
                "snds_number": act.snds_number,
                "label": act.label,
                "kind": act.kind.value,
                "rate": act.rate,
                "rate_outside": act.rate_outside,
            }
            for act in law.acts.values()
        ],
        "tariffs": [
            {"act_code": code, "valid_from": dated.valid_from, "cents": dated.value}
            for code, table in law.tariffs.items()
            for dated in table.values
        ],
        "contracts": [
            {
                "code": contract.code,
                "label": contract.label,
                "first_day": contract.period.start,
                "last_day": contract.period.end,
            }
            for contract in law.contracts.values()
        ],
    }


def parameter_on(connection: Connection, parameter: Parameter, day: date) -> int:
    """Give a parameter on a day.

    Raises:
        NoValueAtDateError: the database has no value that early.
    """
    value: int | None = connection.execute(_PARAMETER, {"name": parameter.value, "day": day}).scalar()
    if value is None:
        raise NoValueAtDateError(f"{parameter.value}: no value on {day.isoformat()}")
    return value
