"""How many commands of an update are behind, and how many are known to come."""

from __future__ import annotations

from typing import Final

from kiosk.domain.card_update import UpdatePhase
from kiosk.ports import AuthorityCommand

_USUAL: Final = {
    UpdatePhase.IDENTIFYING: 4,
    UpdatePhase.READING: 7,
    UpdatePhase.WRITING: 9,
    UpdatePhase.SEALING: 1,
    UpdatePhase.CHECKING: 8,
}
"""Commands of each phase for a card with few persons."""


class Progress:
    """Number the commands."""

    def __init__(self) -> None:
        self.number = 0
        self._phase = UpdatePhase.IDENTIFYING
        self._left = dict(_USUAL)

    def enter(self, phase: UpdatePhase) -> None:
        """Begin a phase; what was left of those before is not needed."""
        self._phase = phase
        for earlier in UpdatePhase:
            if earlier.value < phase.value:
                self._left[earlier] = 0

    def plan(self, phase: UpdatePhase, commands: int) -> None:
        """Take into account how many commands a phase still needs."""
        self._left[phase] = commands

    def command(self, command: bytes) -> AuthorityCommand:
        """Give a command its number, and how many there are."""
        self.number += 1
        self._left[self._phase] = max(0, self._left[self._phase] - 1)
        return AuthorityCommand(self.number, self.number + sum(self._left.values()), self._phase, command)
