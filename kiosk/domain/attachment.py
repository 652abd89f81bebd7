"""Attach children to the Vitale card of one or both parents (form S3705, cerfa 14445)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kiosk.domain.people import Beneficiary
from kiosk.domain.rights import Organism

BLANK_CHILDREN_MAX: Final = 3
"""Children to be written by hand on one form: more would make a strip longer than a table."""


@dataclass(frozen=True, slots=True)
class AttachableChild:
    """Hold a minor who is on the file.

    Attributes:
        person_id: the number of the person in the service.
    """

    person_id: int
    person: Beneficiary = field(repr=False)


@dataclass(frozen=True, slots=True)
class AttachmentChoice:
    """Hold whom a form is for.

    Attributes:
        children: the persons chosen, by their number.
        blank_children: lines for children who are not on the file yet, to fill in by hand.
    """

    children: frozenset[int]
    blank_children: int


@dataclass(frozen=True, slots=True)
class AttachmentFile:
    """Hold what a form takes from a file.

    Attributes:
        parent: the insured person, who attaches the children.
        organism: where the parent's part of the form is sent.
        address: of the parent, as its printed lines.
        children: those who can be chosen, in the order of the file.
    """

    parent: Beneficiary
    organism: Organism
    address: tuple[str, ...] = field(repr=False)
    children: tuple[AttachableChild, ...] = field(repr=False)


def age_years(birth_date: date, day: date) -> int:
    """Give how many whole years old somebody is; who is born on 29 February grows older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def attachable(children: Sequence[AttachableChild], today: date, limit_years: int) -> tuple[AttachableChild, ...]:
    """Give the children whom their parents still attach.

    Args:
        children: those on the file.
        today: the day of the form.
        limit_years: the age from which a child is insured by itself, from the dated table.
    """
    return tuple(child for child in children if age_years(child.person.birth_date, today) < limit_years)


def settled_choice(choice: AttachmentChoice | None, children: Sequence[AttachableChild]) -> AttachmentChoice:
    """Make a choice that a form can be printed for: of children who are there, and for one child at least.

    Args:
        choice: what is wanted; None for all who can be chosen.
        children: those who can be chosen.
    """
    there = frozenset(child.person_id for child in children)
    chosen = there if choice is None else choice.children & there
    blanks = 0 if choice is None else min(max(choice.blank_children, 0), BLANK_CHILDREN_MAX)
    return AttachmentChoice(chosen, blanks if chosen else max(blanks, 1))
