"""Attach children to the Vitale card of one or both parents (form S3705, cerfa 14445)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class AttachableChild:
    """Hold a minor who is on the file.

    Attributes:
        person_id: the number of the person in the service.
    """

    person_id: int
    first_name: str = field(repr=False)
    birth_date: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class AttachmentChoice:
    """Hold whom a form is for.

    Attributes:
        children: the persons chosen, by their number.
        blank_children: lines for children who are not on the file yet, to fill in by hand.
    """

    children: frozenset[int]
    blank_children: int
