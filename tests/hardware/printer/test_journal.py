"""The journal: what a power cut, a full disk or a damaged file leaves of it."""

import os
import shutil
import sqlite3
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pysqlite3 import dbapi2

from hardware.printer import journal as journal_module
from hardware.printer.journal import CUT_OFF, Entry, Journal, Recorded
from kiosk.catalogue.failures import FailureCode

NOW = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)
SHA256 = "ab" * 32


def entry(certificate: str | None = None, job_id: UUID | None = None) -> Entry:
    return Entry(job_id or uuid4(), certificate, SHA256, "CabA")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "jobs.db"


@pytest.fixture
def journal(path: Path) -> Journal:
    return Journal(path)


def test_a_job_is_known_from_before_its_first_byte_to_its_end(journal: Journal) -> None:
    job = entry("751-26-000001")

    assert journal.find(job.job_id) is None
    assert journal.begin(job, NOW) is None
    begun = journal.find(job.job_id)
    assert journal.record(job.job_id, Recorded.PRINTED, "process-id", NOW) is None
    ended = journal.find(job.job_id)

    assert begun == job
    assert ended == Entry(job.job_id, "751-26-000001", SHA256, "CabA", Recorded.PRINTED, "process-id")


def test_a_job_is_on_the_disk_when_begin_returns(journal: Journal, path: Path, tmp_path: Path) -> None:
    """The power goes now: another program reads what is on the disk, while this one has not closed anything."""
    job = entry("751-26-000001")
    journal.begin(job, NOW)

    after_the_cut = _copy_as_a_power_cut_leaves_it(path, tmp_path)

    assert Journal(after_the_cut).find(job.job_id) == Entry(
        job.job_id, "751-26-000001", SHA256, "CabA", Recorded.UNKNOWN
    )


def test_a_change_that_the_power_cut_tore_is_left_out_and_the_others_stay(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    whole, torn = entry("751-26-000001"), entry("751-26-000002")
    journal.begin(whole, NOW)
    journal.begin(torn, NOW)
    after_the_cut = _copy_as_a_power_cut_leaves_it(path, tmp_path)
    log = after_the_cut.with_name(after_the_cut.name + "-wal")
    os.truncate(log, log.stat().st_size - 100)

    assert Journal(after_the_cut).unconfirmed_certificates() == {"751-26-000001"}


def _copy_as_a_power_cut_leaves_it(path: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "after" / path.name
    copy.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    return copy


@pytest.mark.parametrize("left", [Recorded.SENT, Recorded.BLOCKED])
def test_what_an_earlier_run_left_without_an_end_is_unknown(journal: Journal, path: Path, left: Recorded) -> None:
    job = entry("751-26-000001")
    journal.begin(job, NOW)
    journal.record(job.job_id, left, "", NOW)
    journal.close()

    found = Journal(path).find(job.job_id)

    assert found is not None
    assert found.outcome is Recorded.UNKNOWN


@pytest.mark.parametrize("final", [Recorded.PRINTED, Recorded.UNKNOWN])
def test_an_end_stays_what_it_was(journal: Journal, path: Path, final: Recorded) -> None:
    job = entry()
    journal.begin(job, NOW)
    journal.record(job.job_id, final, "", NOW)
    journal.close()

    found = Journal(path).find(job.job_id)

    assert found is not None
    assert found.outcome is final


def test_a_certificate_is_unconfirmed_until_one_of_its_jobs_is_printed(journal: Journal) -> None:
    first, duplicate, other, unnumbered = entry("1"), entry("1"), entry("2"), entry(None)
    for job in (first, other, unnumbered):
        journal.begin(job, NOW)
        journal.record(job.job_id, Recorded.UNKNOWN, "", NOW)
    before = journal.unconfirmed_certificates()

    journal.begin(duplicate, NOW)
    journal.record(duplicate.job_id, Recorded.PRINTED, "process-id", NOW)

    assert before == {"1", "2"}
    assert journal.unconfirmed_certificates() == {"2"}


def test_a_later_doubt_does_not_unprint_a_certificate(journal: Journal) -> None:
    for outcome in (Recorded.PRINTED, Recorded.UNKNOWN):
        job = entry("1")
        journal.begin(job, NOW)
        journal.record(job.job_id, outcome, "", NOW)

    assert journal.unconfirmed_certificates() == frozenset()


def test_whether_a_part_of_the_last_job_may_be_in_the_printer_is_known(journal: Journal) -> None:
    assert journal.unfinished() is None
    unknown, printed = entry(), entry()

    journal.begin(unknown, NOW)
    assert journal.unfinished() is None, "it is on its way"
    journal.record(unknown.job_id, Recorded.UNKNOWN, "", NOW)
    assert journal.unfinished() == unknown.job_id
    journal.record(unknown.job_id, Recorded.UNKNOWN, CUT_OFF, NOW)
    assert journal.unfinished() is None
    journal.record(unknown.job_id, Recorded.UNKNOWN, "", NOW)
    journal.begin(printed, NOW)
    journal.record(printed.job_id, Recorded.PRINTED, "", NOW)
    assert journal.unfinished() is None


def test_jobs_are_numbered_even_when_old_ones_are_forgotten(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "JOBS_KEPT", 3)
    jobs = [entry(str(number)) for number in range(5)]

    numbers = []
    for job in jobs:
        numbers.append(journal.next_number())
        journal.begin(job, NOW)

    assert numbers == [1, 2, 3, 4, 5]
    assert [journal.find(job.job_id) is not None for job in jobs] == [False, False, True, True, True]
    journal.close()
    assert Journal(path).next_number() == 6


def test_nothing_of_a_person_is_kept(journal: Journal, path: Path) -> None:
    journal.begin(entry("751-26-000001"), NOW)
    journal.close()

    columns = [row[1] for row in sqlite3.connect(path).execute("PRAGMA table_info(jobs)")]

    assert columns == [
        "number", "job_id", "certificate", "sha256", "process_id", "outcome", "detail", "begun_at", "changed_at",
    ]  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_is_a_refusal_and_is_over_when_there_is_room(journal: Journal) -> None:
    assert journal.begin(entry(), NOW) is None
    journal._database.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - a disk as small as the file

    assert journal.begin(entry("x" * 5000), NOW) is FailureCode.DISK_FULL
    assert journal.begin(entry(), NOW) is None


def test_a_folder_that_cannot_be_written_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "jobs.db")

    assert journal.begin(entry(), NOW) is FailureCode.DATABASE_READ_ONLY
    assert journal.record(uuid4(), Recorded.PRINTED, "", NOW) is FailureCode.DATABASE_READ_ONLY
    assert journal.find(uuid4()) is None
    assert journal.unconfirmed_certificates() == frozenset()


def test_what_is_no_file_is_a_refusal(path: Path) -> None:
    path.mkdir(parents=True)

    assert Journal(path).begin(entry(), NOW) is FailureCode.DATABASE_READ_ONLY


def test_a_damaged_journal_is_set_aside_and_the_terminal_goes_on(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 1000)
    journal = Journal(path)

    assert journal.begin(entry(), NOW) is None
    assert path.with_name("jobs.db.damaged").read_bytes().startswith(b"no database at all")


def test_a_damaged_page_is_found_and_set_aside(journal: Journal, path: Path) -> None:
    for _ in range(100):
        journal.begin(entry("1"), NOW)
    journal.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)

    assert Journal(path).begin(entry(), NOW) is None
    assert path.with_name("jobs.db.damaged").exists()


def test_damage_is_logged_and_each_damaged_file_is_kept(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    for text in (b"first" * 1000, b"second" * 1000):
        path.write_bytes(text)
        journal = Journal(path)
        assert journal.begin(entry(), NOW) is None
        journal.close()

    assert path.with_name("jobs.db.damaged").read_bytes().startswith(b"first")
    assert path.with_name("jobs.db.damaged-2").read_bytes().startswith(b"second")
    assert [record.getMessage().split()[0] for record in caplog.records] == ["DATABASE_FAILED"] * 2


def test_what_a_damaged_page_leaves_readable_is_carried_over(journal: Journal, path: Path) -> None:
    for number in range(200):
        journal.begin(entry(f"751-26-{number:06d}"), NOW)
    journal.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)

    after = Journal(path)
    after.begin(entry("751-26-000200"), NOW)

    kept = after.unconfirmed_certificates()
    assert {"751-26-000000", "751-26-000199", "751-26-000200"} <= kept
    assert after.next_number() == 202


def test_damage_found_while_the_journal_is_open_is_set_aside_at_the_next_use(journal: Journal, path: Path) -> None:
    journal.begin(entry("1"), NOW)
    journal._failed(_damage())  # noqa: SLF001 - what a page that goes bad under an open file raises

    assert journal.begin(entry("2"), NOW) is None
    assert journal.unconfirmed_certificates() == {"1", "2"}
    assert path.with_name("jobs.db.damaged").exists()


def _damage() -> Exception:
    error = dbapi2.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = dbapi2.SQLITE_CORRUPT
    return error


def test_a_journal_that_cannot_be_read_says_so_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")

    assert Journal(tmp_path / "file" / "jobs.db").find(uuid4()) is None
    assert "DATABASE_FAILED" in caplog.text


def test_threads_may_ask_while_another_writes(journal: Journal) -> None:
    answers: list[frozenset[str]] = []

    def asks() -> None:
        answers.extend(journal.unconfirmed_certificates() for _ in range(50))

    asking = [threading.Thread(target=asks) for _ in range(2)]
    for thread in asking:
        thread.start()
    for number in range(20):
        assert journal.begin(entry(str(number)), NOW) is None
    for thread in asking:
        thread.join()

    assert len(answers) == 100
    assert len(journal.unconfirmed_certificates()) == 20
