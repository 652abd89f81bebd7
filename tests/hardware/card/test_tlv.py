import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.simulator.file_system import tlv
from hardware.card.tlv import MAX_LENGTH, MAX_OBJECTS, DataObject, TlvFault, ends_within, parse_data_objects

TAGS = st.sampled_from([0x65, 0x80, 0x81, 0x90, 0x5A, 0x66, 0xE0, 0x7F21, 0x5F37, 0x5F38])
OBJECTS = st.lists(st.tuples(TAGS, st.binary(max_size=300), st.sampled_from(["short", "81", "82"])), max_size=8)
PADDING = st.sampled_from([b"", b"\x00", bytes(40), b"\xff" * 3])


def encoded(objects):
    return b"".join(tlv(tag, value, form=form) for tag, value, form in objects)


@given(OBJECTS, PADDING)
def test_what_was_written_is_read_whatever_the_form_of_the_lengths(objects, padding):
    assert parse_data_objects(encoded(objects) + padding) == tuple(DataObject(tag, value) for tag, value, _ in objects)


@given(OBJECTS.filter(bool), st.data())
def test_a_list_that_is_cut_anywhere_gives_its_whole_objects_or_a_fault_never_half_a_value(objects, data):
    whole = encoded(objects)
    cut = data.draw(st.integers(0, len(whole) - 1))
    found = parse_data_objects(whole[:cut])
    if not isinstance(found, TlvFault):
        assert found == tuple(DataObject(tag, value) for tag, value, _ in objects)[: len(found)]
        assert whole[:cut] == encoded(objects[: len(found)])
    else:
        assert found is TlvFault.TRUNCATED


@given(st.binary(max_size=MAX_LENGTH + 10))
def test_any_bytes_give_objects_or_a_fault(data):
    found = parse_data_objects(data)
    assert isinstance(found, TlvFault | tuple)
    if isinstance(found, tuple):
        assert sum(len(item.value) for item in found) <= len(data)


@given(OBJECTS, st.integers(0, 2000))
def test_a_list_ends_within_bytes_only_where_its_padding_is_among_them(objects, cut):
    whole = encoded(objects)
    assert ends_within((whole + b"\x00")[:cut]) == (cut > len(whole))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("65", TlvFault.TRUNCATED),
        ("6502AA", TlvFault.TRUNCATED),
        ("7F", TlvFault.TRUNCATED),
        ("7F21", TlvFault.TRUNCATED),
        ("658102AA", TlvFault.TRUNCATED),
        ("6582", TlvFault.TRUNCATED),
        ("65820001", TlvFault.TRUNCATED),
        ("6580AABB0000", TlvFault.LENGTH),  # the indefinite form
        ("6583000001AA", TlvFault.LENGTH),
        ("7F812101AA", TlvFault.TAG),
    ],
)
def test_bad_data_objects_are_told_apart(data, fault):
    assert parse_data_objects(bytes.fromhex(data)) is fault


def test_more_bytes_than_a_card_holds_are_refused_before_they_are_looked_at():
    assert parse_data_objects(bytes(MAX_LENGTH + 1)) is TlvFault.TOO_LONG


def test_more_objects_than_any_file_holds_are_refused():
    assert parse_data_objects(b"\x65\x00" * (MAX_OBJECTS + 1)) is TlvFault.TOO_MANY
    assert len(parse_data_objects(b"\x65\x00" * MAX_OBJECTS)) == MAX_OBJECTS


def test_bytes_that_are_no_list_end_the_reading_of_the_file():
    assert ends_within(bytes.fromhex("6580AA"))
