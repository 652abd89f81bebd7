"""What a typed code does: it opens the visit, asks for a new code, counts as wrong, or meets a locked account.

The same rule runs for an account, for a person without account and for a person whom nobody knows: only then does the
answer tell nothing about which one it is.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from kiosk.domain.access import Tries, after_right_code, after_wrong_code


class Outcome(enum.Enum):
    """Name what a typed code leads to."""

    ACCEPTED = "accepted"
    MUST_CHOOSE = "must-choose"
    WRONG = "wrong"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Typed:
    """Say what the typed code is equal to.

    Attributes:
        is_definitive: whether it is the code of the account; false where there is no account.
        is_provisional: whether it is the provisional code that is valid now; false where there is none.
    """

    is_definitive: bool
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold what a typed code leads to, and what is to be kept of it.

    Attributes:
        tries: the tries of the account from now on.
        provisional_failed: the wrong tries on the provisional code from now on.
        is_provisional_over: whether the provisional code opens nothing any more, used or burnt.
        tries_left: how many wrong codes are left before BLOCKED.
    """

    outcome: Outcome
    tries: Tries
    provisional_failed: int
    is_provisional_over: bool
    tries_left: int


def judge(typed: Typed, tries: Tries, provisional_failed: int | None, provisional_tries: int) -> Judgement:
    """Judge a typed code.

    Args:
        typed: what the code is equal to.
        tries: the tries of the account so far.
        provisional_failed: the wrong tries on the valid provisional code so far, None where there is none.
        provisional_tries: how many wrong tries burn a provisional code.
    """
    has_provisional = provisional_failed is not None
    failed_before = provisional_failed or 0
    if has_provisional and typed.is_provisional:
        # The lock stays until a definitive code is chosen: a visit that ends before leaves the account as it was.
        return Judgement(Outcome.MUST_CHOOSE, tries, failed_before, is_provisional_over=True, tries_left=tries.left)
    if typed.is_definitive and not tries.locked:
        opened = after_right_code(tries)
        return Judgement(
            Outcome.ACCEPTED, opened, failed_before, is_provisional_over=has_provisional, tries_left=opened.left
        )
    # A wrong code counts on both: asking for a provisional code gives no further guess at the definitive one.
    tries_after = after_wrong_code(tries)
    failed = failed_before + 1 if has_provisional else 0
    provisional_left = max(provisional_tries - failed, 0) if has_provisional else 0
    left = max(tries_after.left, provisional_left)
    return Judgement(
        Outcome.WRONG if left else Outcome.BLOCKED,
        tries_after,
        failed,
        is_provisional_over=has_provisional and not provisional_left,
        tries_left=left,
    )
