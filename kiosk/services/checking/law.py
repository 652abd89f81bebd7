"""Rules about the dated tables of the law."""

from typing import Final

from kiosk.domain.law import Parameter
from kiosk.services.checking.rule import Rule

_NAMES: Final = ", ".join(f"('{parameter.value}')" for parameter in Parameter)

RULES: Final = (
    Rule(
        "act-rates",
        "acts",
        ("code",),
        "the rates of an act, in the coordinated pathway and outside, are among the rates",
        """
        SELECT code FROM acts WHERE rate NOT IN (SELECT name FROM rates)
            OR rate_outside NOT IN (SELECT name FROM rates)
        """,
    ),
    Rule(
        "parameter-there",
        "parameters",
        ("name",),
        "every value that the services ask for is there",
        f"WITH wanted (name) AS (VALUES {_NAMES}) SELECT name FROM wanted EXCEPT SELECT name FROM parameters",  # noqa: S608 - names of ours
    ),
)
