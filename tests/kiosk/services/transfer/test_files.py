import contextlib
import resource
import stat

import pytest

from kiosk.services.transfer.files import CsvFolder
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.schema.registry import files, people

MARC = (2, None, "1966-02-20", "DURAND", "Marc", None, 1, None)


def test_every_table_gets_a_file_with_its_header(tmp_path):
    with CsvFolder(tmp_path / "new" / "folder"):
        pass
    for table in tables_read().values():
        written = (tmp_path / "new" / "folder" / table.file_name).read_text("utf-8")
        assert written == ",".join(table.column_names) + "\n"


def test_empty_values_lines_and_yes_are_written_as_they_are_read(tmp_path):
    with CsvFolder(tmp_path) as folder:
        folder.insert(people, [MARC])
        folder.insert(files, [(1, 2, 1, "10", "12 RUE\n75019", None, 1)])
    assert (tmp_path / "people.csv").read_text("utf-8").splitlines()[1] == "2,,1966-02-20,DURAND,Marc,,1,"
    assert (tmp_path / "files.csv").read_text("utf-8").endswith('1,2,1,10,"12 RUE\n75019",,true\n')


def test_only_their_owner_may_read_them(tmp_path):
    with CsvFolder(tmp_path / "csv"):
        pass
    assert stat.S_IMODE((tmp_path / "csv").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "csv").iterdir()} == {0o600}


def test_files_that_are_there_are_not_overwritten(tmp_path):
    (tmp_path / "payments.csv").write_text("mine")
    with pytest.raises(FileExistsError):
        CsvFolder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["payments.csv"]


def test_files_that_are_not_whole_do_not_stay(tmp_path):
    def stop():
        with CsvFolder(tmp_path) as folder:
            folder.insert(people, [MARC])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert list(tmp_path.iterdir()) == []


def test_files_that_the_last_write_does_not_fill_do_not_stay(tmp_path):
    """What was buffered is written when a file is closed: only then is there no room."""

    def write_too_much():
        with CsvFolder(tmp_path) as folder:
            folder.insert(people, [MARC] * 2000)
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
            stack.callback(resource.setrlimit, resource.RLIMIT_FSIZE, limits)

    with contextlib.ExitStack() as stack, pytest.raises(OSError, match="too large"):
        write_too_much()
    assert list(tmp_path.iterdir()) == []
