"""Process ids that nothing else can be taken for."""

from hardware.printer.identifiers import JOBS_IN_A_ROW, process_ids


def test_ids_of_many_jobs_in_a_row_differ() -> None:
    ids = [process_ids(number) for number in range(5, 5 + JOBS_IN_A_ROW)]

    assert len({found.cut for found in ids}) == JOBS_IN_A_ROW
    assert not {found.body for found in ids} & {found.cut for found in ids}


def test_no_character_of_an_id_begins_a_status_frame() -> None:
    """The first byte of a frame has bit 4, so a frame in the middle of an answer is told from the id."""
    characters = {
        byte for number in range(JOBS_IN_A_ROW) for byte in process_ids(number).body + process_ids(number).cut
    }

    assert not any(byte & 0x90 for byte in characters)
    assert all(0x20 <= byte <= 0x7E for byte in characters)
