"""A sounder that keeps what it is asked to play: for the tests, and for machines whose sound nobody wants to hear."""

from __future__ import annotations

from kiosk.ports import Sound


class RecordingSounder:
    """Keep the sounds asked for, oldest first.

    Attributes:
        played: the sounds.
    """

    def __init__(self) -> None:
        self.played: list[Sound] = []

    def play(self, sound: Sound) -> None:
        """Keep the sound."""
        self.played.append(sound)

    def stop(self) -> None:
        """Do nothing: there is nothing to end."""
