"""The process ids by which the printer confirms a job."""

from __future__ import annotations

from typing import Final

from hardware.printer.encoder import ProcessIds

_LETTERS: Final = b"ABCDEFGHIJKLMNOabcdefghijklmno"
"""The letters without bit 4: a status frame, whose first byte has it, may stand in the middle of an answer."""

_PLACES: Final = 3

JOBS_IN_A_ROW: Final = len(_LETTERS) ** _PLACES
"""Jobs whose ids all differ: an answer that a printer kept from one of them never confirms another."""


def process_ids(number: int) -> ProcessIds:
    """Make the ids of the job with this number on this terminal: B for the body, C for the cut."""
    letters = bytes(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(_PLACES))
    return ProcessIds(body=b"B" + letters, cut=b"C" + letters)
