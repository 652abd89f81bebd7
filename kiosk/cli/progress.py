"""A progress bar that says how fast it goes and how long it still takes."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from kiosk.texts import format_number
from kiosk.texts import gettext as _

Advance = Callable[[int, int], None]
"""Say how many more steps of the length are done, and how many more things were counted."""


@contextmanager
def progress(label: str, length: int) -> Iterator[Advance]:
    """Show a bar on the standard error while somebody looks at it; the standard output stays for results.

    Args:
        label: what is being done.
        length: of the whole, in steps.
    """
    counted, started_s = 0, time.monotonic()

    def rate(item: int | None) -> str:
        if not item:
            return ""
        a_second = item / max(time.monotonic() - started_s, 0.001)
        # Translators: command line, beside a progress bar: so many rows or people a second
        return _("%(number)s/s") % {"number": format_number(round(a_second))}

    with click.progressbar(
        length=length,
        label=label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        show_percent=True,
        item_show_func=rate,
    ) as bar:

        def advance(steps: int, things: int) -> None:
            nonlocal counted
            counted += things
            bar.update(steps, counted)

        yield advance
