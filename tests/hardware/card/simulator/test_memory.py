"""The memory of a card, and its shadow area."""

import msgspec
import pytest

from hardware.card.simulator.memory import SHADOW_BYTES, CardMemories, build_memory, is_same_card
from hardware.card.simulator.scenario import PullFault, load_scenario
from kiosk.domain.sealed_session import NO_TRANSACTION, UpdatedFile, switch_digest

TRANSACTION = bytes(range(1, 9))
CONTENTS = {UpdatedFile.IDENTITY: b"people", UpdatedFile.NIR: b"numbers", UpdatedFile.RIGHTS: b"rights"}
FAMILY = load_scenario("family")


@pytest.fixture
def memory():
    return build_memory(FAMILY)


def contents_of(memory):
    return {
        (directory.file_id, file.file_id): file.content for directory in memory.directories for file in directory.files
    }


def fill(memory, contents=CONTENTS):
    memory.begin(TRANSACTION)
    for file, content in contents.items():
        assert memory.write(file, 0, content)


def test_what_is_written_is_not_read_before_the_switch(memory):
    before = contents_of(memory)
    fill(memory)
    assert contents_of(memory) == before
    assert (memory.valid, memory.pending) == (NO_TRANSACTION, TRANSACTION)
    assert [memory.written(file) for file in UpdatedFile] == [6, 7, 6]


def test_the_switch_makes_all_files_valid_with_their_padding(memory):
    before = contents_of(memory)
    fill(memory)
    assert memory.switch(switch_digest(CONTENTS))
    padded = {file.value: content + bytes(FAMILY.layout.padding_bytes) for file, content in CONTENTS.items()}
    assert contents_of(memory) == {**before, **padded}
    assert (memory.valid, memory.pending) == (TRANSACTION, NO_TRANSACTION)
    assert [memory.written(file) for file in UpdatedFile] == [0, 0, 0]


def test_nothing_but_the_whole_of_what_is_named_is_made_valid(memory):
    before = contents_of(memory)
    fill(memory, {UpdatedFile.IDENTITY: b"people"})
    assert not memory.switch(switch_digest(CONTENTS))
    assert contents_of(memory) == before


def test_without_a_transaction_there_is_nothing_to_switch_to(memory):
    assert not memory.switch(switch_digest(dict.fromkeys(UpdatedFile, b"")))


def test_a_file_is_written_without_gaps_and_within_its_room(memory):
    memory.begin(TRANSACTION)
    assert not memory.write(UpdatedFile.NIR, 1, b"x")
    assert memory.write(UpdatedFile.NIR, 0, b"abcdef")
    assert memory.write(UpdatedFile.NIR, 2, b"XY")
    assert memory.written(UpdatedFile.NIR) == 6
    assert not memory.write(UpdatedFile.NIR, 6, bytes(SHADOW_BYTES))


def test_a_new_transaction_empties_the_shadow_area(memory):
    fill(memory)
    memory.begin(bytes(8)[:-1] + b"\x09")
    assert [memory.written(file) for file in UpdatedFile] == [0, 0, 0]


def test_a_card_is_the_same_one_turned_round_or_pulled_out():
    memories = CardMemories()
    turned = msgspec.structs.replace(FAMILY, mute=True)
    torn = msgspec.structs.replace(FAMILY, faults=(PullFault(at=3),))
    assert memories.of(FAMILY) is memories.of(turned) is memories.of(torn)
    assert is_same_card(turned, torn)
    assert memories.of(FAMILY) is not memories.of(load_scenario("locked"))


def test_a_card_that_is_reset_is_what_its_scenario_says_again():
    memories = CardMemories()
    before = contents_of(memories.of(FAMILY))
    fill(memories.of(FAMILY))
    memories.of(FAMILY).switch(switch_digest(CONTENTS))
    memories.reset(FAMILY)
    assert contents_of(memories.of(FAMILY)) == before
    memories.reset(load_scenario("locked"))
