"""The file that a report of `kiosk data` is written into."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.cli.environment import ExitCode, end
from kiosk.cli.reasons import reason_of
from kiosk.texts import gettext as _


@contextlib.contextmanager
def written_down(path: Path | None) -> Iterator[Callable[[object], None]]:
    """Give what writes each thing on a line of a file, if one is asked for; only its owner may read it.

    Args:
        path: of the file, which is written anew.
    """
    if path is None:
        yield lambda _one: None
        return
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    except OSError as error:
        # Translators: command line, kiosk data: the file of a report cannot be written
        end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": reason_of(error)})
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yield lambda one: print(one, file=file)
