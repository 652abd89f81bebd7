"""The languages of a document: its paper is French, what the screen says of it is in the language of the person.

The paper is shown to others: a doctor, an employer, a town hall. What the person is told of it, its name and its
summary, must be understood by the person, who may change the language of the screen while the paper comes out.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from kiosk.texts import current_language, speaking

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold the same sentence in each language of the screens.

    Its texts are not shown in a repr: a sentence may name a person or an amount.
    """

    french: str
    english: str

    @property
    def text(self) -> str:
        """Give the sentence in the language that is spoken now."""
        return self.english if current_language() == "en" else self.french

    def __repr__(self) -> str:
        """Say that there is a sentence, not which."""
        return "Wording(…)"


EMPTY = Wording("", "")


def in_each_language(write: Callable[[], str]) -> Wording:
    """Write a sentence once in each language.

    Args:
        write: gives the sentence in the language spoken when it is called: `lambda: _("…") % {…}`, whose amounts and
            dates are formatted inside.
    """
    with speaking("fr"):
        french = write()
    with speaking("en"):
        english = write()
    return Wording(french, english)


def on_paper(write: Callable[P, R]) -> Callable[P, R]:
    """Make a function that writes for the paper write in French, whatever language is spoken where it is called."""

    @functools.wraps(write)
    def write_in_french(*args: P.args, **kwargs: P.kwargs) -> R:
        with speaking("fr"):
            return write(*args, **kwargs)

    return write_in_french
