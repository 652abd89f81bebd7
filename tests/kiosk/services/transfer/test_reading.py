import pytest

from kiosk.services.transfer.reading import ROWS_A_BATCH, CsvReader
from kiosk.services.transfer.refusals import Reason


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "a.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reader = CsvReader(path)
        batches = list(reader.batches())
        reader.close()
        return reader.header, batches

    return read


def test_a_line_is_counted_as_an_editor_does(read):
    header, (batch,) = read('id,address\n1,here\n2,"12 RUE\n75019 PARIS"\n3,there\n')
    assert list(header) == ["id", "address"]
    assert [row[0] for row in batch.rows] == ["1", "2", "3"]
    assert list(batch.lines) == [2, 3, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_both_ends_of_lines_are_taken_and_the_last_may_be_missing(read, end):
    _header, (batch,) = read(end.join(["id", "1", "2"]))
    assert batch.rows == [["1"], ["2"]]
    assert list(batch.lines) == [2, 3]


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_blank_lines_are_no_rows_and_are_counted(read, blank):
    header, (batch,) = read(f"{blank}\nid,name\n{blank}\n1,Marie\n{blank}\n{blank}\n2,Paul\n{blank}\n")
    assert list(header) == ["id", "name"]
    assert batch.rows == [["1", "Marie"], ["2", "Paul"]]
    assert list(batch.lines) == [4, 7]


def test_a_line_of_one_empty_value_is_not_blank(read):
    _header, (batch,) = read('id,name\n""\n,\n')
    assert batch.rows == [[""], ["", ""]]


def test_what_follows_a_whole_batch_of_blank_lines_is_read(read):
    _header, batches = read("id,name\n" + "\n" * (ROWS_A_BATCH + 1) + "1,Marie\n")
    assert [row for batch in batches for row in batch.rows] == [["1", "Marie"]]
    assert [line for batch in batches for line in batch.lines] == [ROWS_A_BATCH + 3]


def test_a_byte_order_mark_is_no_part_of_the_header(read):
    header, batches = read("\ufeffid\n")
    assert list(header) == ["id"]
    assert batches == []


def test_an_empty_file_has_no_header(read):
    assert read("") == ((), [])


def test_a_quotation_mark_that_does_not_close_is_found_and_what_came_before_is_read(read):
    _header, (batch,) = read('id,name\n1,Marie\n2,"Paul\n3,Jade\n')
    assert batch.rows == [["1", "Marie"]]
    assert batch.fault.reason is Reason.QUOTES
    assert batch.next_line == 3


def test_text_after_a_closing_quotation_mark_is_a_fault(read):
    _header, (batch,) = read('id\n"1"2\n')
    assert (batch.fault.reason, batch.next_line) == (Reason.QUOTES, 2)


def test_bytes_that_are_no_utf_8_are_kept_for_the_columns_to_refuse(read):
    _header, (batch,) = read("id,name\n1,Zoé\n".encode("latin-1"))
    assert batch.rows == [["1", "Zo\udce9"]]


def test_a_long_file_comes_by_the_batch_and_every_byte_is_told(read):
    content = "id\n" + "".join(f"{number}\n" for number in range(ROWS_A_BATCH + 5))
    _header, batches = read(content)
    assert [len(batch.rows) for batch in batches] == [ROWS_A_BATCH, 5]
    assert list(batches[1].lines) == list(range(ROWS_A_BATCH + 2, ROWS_A_BATCH + 7))
    assert sum(batch.read_bytes for batch in batches) <= len(content)
