"""The states of a card reader, and what reading a card gives."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from kiosk.domain.cards import CardFault, CardFile, CardKind


class Presence(enum.Enum):
    """Say what is in the slot."""

    ABSENT = "absent"
    PRESENT = "present"
    MUTE = "mute"
    """A card that does not answer to reset: the wrong way round, most often."""


@dataclass(frozen=True, slots=True)
class Watching:
    """Hold the state of a reader that works.

    Attributes:
        reader: its PC/SC name.
        insertion: its event counter, which no two presences of a card share until pcscd starts again.
        kind: of the card in it, from its ATR.
    """

    reader: str
    insertion: int
    presence: Presence
    kind: CardKind = CardKind.OTHER

    @property
    def has_card(self) -> bool:
        """Say whether a card is in, mute or not."""
        return self.presence is not Presence.ABSENT

    @property
    def is_read(self) -> bool:
        """Say whether the card is read at once. One with an unknown ATR is: it may be a Vitale of a later series."""
        return self.presence is Presence.PRESENT and self.kind in (CardKind.VITALE2, CardKind.OTHER)


@dataclass(frozen=True, slots=True)
class Failed:
    """Say why no card can be seen."""

    fault: CardFault


ReaderState = Watching | Failed


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """Hold what reading gave: the card, or why not.

    Attributes:
        apdus: commands sent, retries included.
    """

    result: CardFile | CardFault
    status_word: int | None = None
    apdus: int = 0
    duration_ms: int = 0
