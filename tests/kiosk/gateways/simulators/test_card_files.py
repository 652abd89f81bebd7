"""The simulated authority reads and writes the files of a card by itself, without our reader's code."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.simulator.memory import build_memory
from hardware.card.simulator.scenario import card_names, load_scenario
from kiosk.domain.card_update import CardEntry, CardImage
from kiosk.domain.sealed_session import UpdatedFile
from kiosk.gateways.simulators.card_files import CardFilesError, lay_files, parse_files

BROKEN = ("count-mismatch", "empty", "truncated")

letters = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFE), max_size=90)
entries = st.builds(CardEntry, letters, letters, letters, letters, letters)
images = st.builds(
    CardImage,
    st.lists(entries, min_size=1, max_size=20).map(tuple),
    st.none() | st.dates(date(1900, 1, 1)),
    st.booleans(),
    st.text("0123456789", min_size=3, max_size=3),
)


def files_of(name):
    memory = build_memory(load_scenario(name))
    contents = {
        (directory.file_id, file.file_id): file.content for directory in memory.directories for file in directory.files
    }
    return {file: contents[file.value] for file in UpdatedFile}


def test_a_card_of_the_cast_is_read():
    image = parse_files(files_of("to-update"))
    assert [(entry.first_name, entry.nir) for entry in image.people] == [
        ("THOMAS", "195057570942081"),
        ("SARAH", "293077570942262"),
    ]
    assert (image.rights_until, image.has_declared_doctor, image.fund) == (date(2025, 12, 31), False, "751")


@pytest.mark.parametrize(
    "name", [name for name in card_names() if load_scenario(name).applet == "vitale2" and name not in BROKEN]
)
def test_what_is_read_of_a_card_can_be_written_on_it(name):
    image = parse_files(files_of(name))
    assert parse_files(lay_files(image)) == image


@given(images)
def test_what_is_written_is_read_again(image):
    assert parse_files(lay_files(image)) == image


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_other_bytes_are_an_image_or_refused(identity, numbers, rights):
    contents = {UpdatedFile.IDENTITY: identity, UpdatedFile.NIR: numbers, UpdatedFile.RIGHTS: rights}
    with suppress(CardFilesError):
        assert parse_files(contents).people


@pytest.mark.parametrize("name", BROKEN)
def test_files_that_do_not_go_together_are_refused(name):
    with pytest.raises(CardFilesError):
        parse_files(files_of(name))
