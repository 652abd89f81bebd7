"""Look at a database against every rule."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pysqlite3 import dbapi2

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.services.checking import access, allowances, card_update, ehic, families, law, payments
from kiosk.services.checking.helpers import prepare
from kiosk.services.checking.rule import Rule, Violation
from kiosk.services.checking.values import value_rules

_CACHE_KIB: Final = 64 * 1024

_logger = logging.getLogger(__name__)


def all_rules() -> tuple[Rule, ...]:
    """Give every rule, in the order in which they are looked at: values first, for the others count with them."""
    return (*value_rules(), *written_rules())


def written_rules() -> tuple[Rule, ...]:
    """Give the rules that do not follow from the tables alone."""
    return (
        *law.RULES,
        *families.RULES,
        *payments.RULES,
        *allowances.RULES,
        *ehic.RULES,
        *card_update.RULES,
        *access.RULES,
    )


def check_database(
    path: Path,
    rules: Sequence[Rule],
    on_violation: Callable[[Violation], None],
    on_rule: Callable[[], None] = lambda: None,
) -> int:
    """Look at a database, which is only read: a terminal may go on meanwhile.

    Args:
        path: of the file, with this program's schema.
        rules: to look at.
        on_violation: sees each row that breaks a rule, once a rule.
        on_rule: is told when a rule has been looked at.

    Returns:
        How many violations there are.

    Raises:
        pysqlite3.dbapi2.DatabaseError: the database cannot be read.
    """
    started_s = time.monotonic()
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    connection: Any = dbapi2.connect(uri, uri=True, isolation_level=None)  # pysqlite3 has no types
    count = 0
    try:
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        prepare(connection)
        # A database in WAL mode cannot be opened for reading alone: its index is a file that is written.
        connection.execute("PRAGMA query_only=ON")
        # One transaction, so that all rules see the same state.
        connection.execute("BEGIN")
        for rule in rules:
            width = len(rule.key)
            for row in connection.execute(rule.broken):
                on_violation(Violation(rule, tuple(row[:width]), "".join(row[width:])))
                count += 1
            on_rule()
    finally:
        connection.close()
    duration_s = round(time.monotonic() - started_s, 1)
    log_event(_logger, Event.DATA_CHECKED, count=count, rules=len(rules), duration_s=duration_s)
    return count
