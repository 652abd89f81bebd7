"""The memory of one virtual card: its files, and the shadow area that an update fills before it switches.

Like the EEPROM of a chip it outlives the power: what a torn update has written is there at the next insertion.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from hardware.card.simulator.file_system import Directory, ElementaryFile, build_directories
from hardware.card.simulator.scenario import Scenario
from kiosk.domain.sealed_session import NO_TRANSACTION, UpdatedFile, switch_digest

SHADOW_BYTES = 4096
"""Of each file; no longer file is read from a card."""


class CardMemory:
    """Hold the files of a card and the shadow of those that an update rewrites.

    Args:
        directories: the master file first.
        serial: printed on the card; its key follows from it.
        padding_bytes: zeros after the content of a file that was rewritten.
    """

    def __init__(self, directories: tuple[Directory, ...], serial: str = "", padding_bytes: int = 0) -> None:
        self._directories = directories
        self._padding = bytes(padding_bytes)
        self._shadow: dict[UpdatedFile, bytes] = {}
        self.serial = serial
        self.valid = NO_TRANSACTION
        self.pending = NO_TRANSACTION

    @property
    def directories(self) -> tuple[Directory, ...]:
        """Give the files as they are valid now."""
        return self._directories

    def begin(self, transaction: bytes) -> None:
        """Empty the shadow area for what is named so."""
        self._shadow = {}
        self.pending = transaction

    def written(self, file: UpdatedFile) -> int:
        """Give how many bytes of a file are in the shadow area."""
        return len(self._shadow.get(file, b""))

    def write(self, file: UpdatedFile, offset: int, data: bytes) -> bool:
        """Write into the shadow of a file, from its end or over what is there; false where it has no room."""
        before = self._shadow.get(file, b"")
        if offset > len(before) or offset + len(data) > SHADOW_BYTES:
            return False
        self._shadow[file] = before[:offset] + data + before[offset + len(data) :]
        return True

    def switch(self, digest: bytes) -> bool:
        """Make the whole shadow area valid in one step; false, with nothing changed, where it is not what is named."""
        contents = {file: self._shadow.get(file, b"") for file in UpdatedFile}
        if self.pending == NO_TRANSACTION or switch_digest(contents) != digest:
            return False
        self._directories = tuple(_rewritten(directory, contents, self._padding) for directory in self._directories)
        self.valid, self.pending, self._shadow = self.pending, NO_TRANSACTION, {}
        return True


class CardMemories:
    """Keep the memory of each card that was ever inserted, for as long as the reader lives."""

    def __init__(self) -> None:
        self._memories: dict[Scenario, CardMemory] = {}

    def of(self, scenario: Scenario) -> CardMemory:
        """Give the memory of a card; the first time it is as the scenario says."""
        card = _plastic(scenario)
        if card not in self._memories:
            self._memories[card] = build_memory(card)
        return self._memories[card]

    def reset(self, scenario: Scenario) -> None:
        """Make a card what its scenario says again."""
        self._memories.pop(_plastic(scenario), None)


def build_memory(scenario: Scenario) -> CardMemory:
    """Make the memory of a card as its scenario describes it."""
    return CardMemory(build_directories(scenario), scenario.card.serial, scenario.layout.padding_bytes)


def is_same_card(one: Scenario, other: Scenario) -> bool:
    """Say whether two scenarios are about one card, whatever happens to it in each."""
    return _plastic(one) == _plastic(other)


def _plastic(scenario: Scenario) -> Scenario:
    """Give the card without what happens to it: it is the same one the other way round, or pulled out half-way."""
    return msgspec.structs.replace(scenario, title="", mute=False, faults=())


def _rewritten(directory: Directory, contents: dict[UpdatedFile, bytes], padding: bytes) -> Directory:
    def fresh(file: ElementaryFile) -> ElementaryFile:
        for name, content in contents.items():
            if (name.directory, name.file_id) == (directory.file_id, file.file_id):
                return replace(file, content=content + padding)
        return file

    return replace(directory, files=tuple(fresh(file) for file in directory.files))
