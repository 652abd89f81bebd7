"""What the captions of the tour say: everything that happened, once, beside a picture that is kept."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from pysqlite3 import dbapi2

from kiosk.app.tour.album import Album
from kiosk.domain.cards import Ticket
from kiosk.ports import JobPrinted, JobUnknown, PrintProof
from kiosk.session import statuses as at

pytestmark = pytest.mark.usefixtures("qapp", "database")

JOB = UUID(int=7)


class Before:
    """What an album sees of a terminal: a status, a picture of it, what the printer said, a database."""

    def __init__(self, database):
        self.status = at.WaitingForCard()
        self.printer = SimpleNamespace(events=[])
        url = f"sqlite:///{database}"
        self.simulators = SimpleNamespace(
            settings=SimpleNamespace(database=SimpleNamespace(url=url)),
            reader=SimpleNamespace(state=lambda: SimpleNamespace(exchanges=())),
        )

    def picture(self, path):
        path.touch()


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "kiosk.db"
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE certificates (number)")
    connection.execute("CREATE TABLE visits (id)")
    yield connection
    connection.close()


@pytest.fixture
def stage(tmp_path):
    return Before(tmp_path / "kiosk.db")


@pytest.fixture
def album(stage, tmp_path):
    (tmp_path / "tour").mkdir()
    return Album(stage, tmp_path / "tour")


@pytest.fixture
def look(album, stage):
    def look(status):
        stage.status = status
        album.look(SimpleNamespace(status=status))

    return look


def captions(album):
    return [entry.caption for entry in album.entries]


def files(tmp_path):
    return sorted(path.name for path in (tmp_path / "tour").iterdir())


def test_a_picture_says_what_was_written_since_the_one_before(album, database):
    database.execute("INSERT INTO certificates VALUES (1)")
    album.add("first", "Une")
    album.add("second", "Deux")
    assert captions(album) == ["lignes écrites\u00a0: certificates +1", ""]


def test_what_a_picture_in_passing_saw_goes_to_the_one_that_takes_its_place(album, look, stage, database, tmp_path):
    database.execute("INSERT INTO certificates VALUES (1)")
    stage.printer.events.append(JobUnknown(JOB))
    look(at.OutOfService(()))
    database.execute("INSERT INTO certificates VALUES (2)")
    album.add("unknown", "Doute")
    assert captions(album) == [f"lignes écrites\u00a0: certificates +2 · job {JOB} UNKNOWN"]
    assert files(tmp_path) == ["002-unknown.png"]


def test_it_goes_to_the_next_picture_where_another_was_kept_in_between(album, look, stage, database):
    database.execute("INSERT INTO visits VALUES (1)")
    look(at.OutOfService(()))
    database.execute("INSERT INTO certificates VALUES (1)")
    stage.status = at.WaitingForCard()
    album.add("waiting", "Attente")
    stage.printer.events.append(JobPrinted(JOB, PrintProof.PROCESS_ID))
    stage.status = at.OutOfService(())
    album.add("out", "Hors service")
    assert captions(album) == [
        "lignes écrites\u00a0: visits +1, certificates +1",
        f"job {JOB} PRINTED ({PrintProof.PROCESS_ID.value})",
    ]


def test_rows_that_came_and_went_are_not_told(album, look, database):
    database.execute("INSERT INTO visits VALUES (1)")
    look(at.OutOfService(()))
    database.execute("DELETE FROM visits")
    album.add("out", "Hors service")
    assert captions(album) == [""]


def test_a_status_in_passing_is_named_in_french(album, look):
    look(at.Reading(Ticket("b", 1, 1)))
    look(at.OutOfService(()))
    assert [entry.title for entry in album.entries] == ["Au passage\u00a0: lecture de la carte", "Au passage"]
