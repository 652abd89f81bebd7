"""The database that a command works on, and what is said of one that cannot be used."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.cli.environment import CommandLine, ExitCode, end
from kiosk.cli.reasons import reason_of
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

    from kiosk.storage.faults import DatabaseFault


def database_of(command_line: CommandLine, asked: str | None) -> tuple[str, Path]:
    """Give address and file of the database of --database, else of the settings; end where it is of no file."""
    from sqlalchemy.exc import ArgumentError

    from kiosk.storage.usable import file_of

    address = asked or command_line.settings().database.url
    try:
        return address, file_of(address)
    except (ArgumentError, ValueError):
        # Only a path is repeated: another address may hold a password.
        # Translators: command line, kiosk data: form of the address of a database
        allowed = f"sqlite:///{address}" if address.startswith("/") else _("sqlite:////CHEMIN")
        # Translators: command line, kiosk data: an address that cannot be used; the form that is allowed follows
        end(ExitCode.REFUSED, _("adresse de base refusée ; permis : %(allowed)s") % {"allowed": allowed})


def end_on_other(file: Path) -> NoReturn:
    """End where another command makes a database for the same place."""
    # Translators: command line, kiosk data: another command brings data into this database, or makes it anew
    sentence = _("un import est déjà en cours, ou une création : %(file)s ; réessayez quand il aura fini.")
    end(ExitCode.FAILED, sentence % {"file": file})


def unwritten_reason(file: Path, error: DBAPIError) -> str:
    """Say why a database cannot be written: in our words, else in those of SQLite."""
    from pysqlite3 import dbapi2

    reasons = {dbapi2.SQLITE_IOERR: errno.EIO, dbapi2.SQLITE_FULL: errno.ENOSPC, dbapi2.SQLITE_READONLY: errno.EACCES}
    number = reasons.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, 0)
    return reason_of(OSError(number, str(error.orig), str(file)))


def end_on_fault(command_line: CommandLine, file: Path, fault: DatabaseFault) -> NoReturn:
    """End with the file, the failure code and what to do about it."""
    from kiosk.storage.faults import DatabaseFault

    if fault is DatabaseFault.BUSY:
        # Translators: command line, kiosk data: another program holds the database
        end(ExitCode.FAILED, _("un autre programme tient la base %(file)s : réessayez plus tard.") % {"file": file})
    code = FailureCode[fault.value]
    # Translators: command line, kiosk data: the file, the code of a failure, and its cause with what to do
    sentence = _("%(file)s : %(code)s. %(cause)s") % {"file": file, "code": code, "cause": _(FAILURES[code].technician)}
    end(ExitCode.FAILED, sentence + (command_line.hint() if fault is DatabaseFault.MISSING else ""))
