"""The file that a report of `kiosk data` is written into."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from kiosk.cli.environment import ExitCode, end
from kiosk.cli.reasons import reason_of
from kiosk.texts import format_number
from kiosk.texts import gettext as _


@contextlib.contextmanager
def written_down(path: Path | None) -> Iterator[Callable[[object], None]]:
    """Give what writes each thing on a line of a file, if one is asked for; only its owner may read it.

    The command ends with a sentence where the file cannot be written.

    Args:
        path: of the file, which is written anew.
    """
    if path is None:
        yield lambda _one: None
        return
    with _ending(path):
        file = _opened(path)
    try:

        def write_down(one: object) -> None:
            with _ending(path):
                print(one, file=file)

        yield write_down
    except BaseException:
        # What could not be written is tried again by close.
        with contextlib.suppress(OSError):
            file.close()
        raise
    with _ending(path):
        file.close()


def left_out(shown: int, count: int, path: Path | None) -> str:
    """Give a sentence to add where only the first are shown and no file holds all of them; else nothing."""
    if path is not None or count <= shown:
        return ""
    # Translators: command line, kiosk data import and check, after the number of lines that are not in order
    sentence = _("Seuls les %(shown)s premiers sont affichés ; --report FICHIER les écrit tous.")
    return " " + sentence % {"shown": format_number(shown)}


def _opened(path: Path) -> IO[str]:
    """Open the file; one that is there already may have been made for everybody to read."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    # The name of a file may have bytes that are not UTF-8: they are written as they are.
    file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape")
    try:
        # A device, /dev/null among them, is everybody's.
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, 0o600)
            os.ftruncate(descriptor, 0)
    except OSError:
        file.close()
        raise
    return file


@contextlib.contextmanager
def _ending(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        named = OSError(error.errno, error.strerror, str(path))
        # Translators: command line, kiosk data: the file of a report cannot be written
        end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": reason_of(named)})
