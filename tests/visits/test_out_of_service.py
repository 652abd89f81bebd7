"""What is missing keeps the terminal from serving, is named on the screen, and comes back by itself."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hardware.printer.simulator.faults import FaultName
from kiosk.catalogue.failures import FailureCode
from kiosk.session.statuses import AskingCode, Ended, Menu, OutOfService, ShowingPayments, WaitingForCard
from tests.visits.people import FAMILY
from tests.visits.powers import without_root_powers


@pytest.fixture(autouse=True)
def _services_are_looked_at_often(monkeypatch):
    """Every three seconds outside of tests."""
    monkeypatch.setattr("ui.terminal.conductor.SERVICE_CHECK_EVERY_MS", 50)


@pytest.fixture
def database(settings):
    return Path(settings.database.url.removeprefix("sqlite:///"))


def is_out_of_service(visit, *failures):
    """The screen names what is missing, and where to go."""
    visit.reaches(OutOfService, lambda status: status.causes == failures)
    visit.says("Cette borne est momentanément hors service", "conseiller", *failures)


def put_back(database, whole):
    """Restore a database as an operator does: whole or not at all, since the terminal may look at any moment."""
    restored = database.with_suffix(".restored")
    restored.write_bytes(whole)
    restored.rename(database)


class TestAtTheStart:
    def test_a_reader_that_is_not_there(self, simulators, open_terminal):
        simulators.reader.unplug()
        visit = open_terminal()
        visit.reaches(OutOfService, lambda status: bool(status.causes))
        assert visit.status.causes[0] in {FailureCode.READER_MISSING, FailureCode.READER_UNPLUGGED}
        visit.says(visit.status.causes[0])
        simulators.reader.plug()
        visit.waits()

    def test_a_pcscd_that_does_not_run(self, simulators, open_terminal):
        simulators.reader.pcscd.kill()
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.PCSCD_DOWN)
        simulators.reader.restart_pcscd()
        visit.waits()

    def test_a_pcscd_that_hangs(self, simulators, open_terminal):
        simulators.reader.pcscd.freeze()
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.PCSCD_HUNG)
        simulators.reader.pcscd.thaw()
        visit.waits()

    def test_a_printer_that_is_not_there(self, printer, open_terminal):
        printer.operator.inject(FaultName.UNPLUG)
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.PRINTER_MISSING)
        printer.operator.clear_all()
        visit.waits()

    def test_a_printer_without_paper_does_not_close_the_terminal(self, printer, open_terminal):
        printer.operator.inject(FaultName.PAPER_OUT)
        visit = open_terminal()
        visit.waits()

    def test_a_database_that_is_not_there(self, database, open_terminal):
        database.rename(database.with_suffix(".away"))
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.DATABASE_MISSING)
        assert not database.exists(), "an empty one must never take its place"
        database.with_suffix(".away").rename(database)
        visit.waits()

    def test_a_database_that_is_damaged(self, database, open_terminal):
        whole = database.read_bytes()
        database.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) // 2))
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.DATABASE_DAMAGED)
        put_back(database, whole)
        visit.waits()

    def test_a_file_that_is_no_database(self, database, open_terminal):
        whole = database.read_bytes()
        database.write_text("ceci n’est pas une base\n" * 1000)
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.DATABASE_DAMAGED)
        put_back(database, whole)
        visit.waits()

    def test_a_database_of_a_later_version(self, database, open_terminal):
        whole = database.read_bytes()
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.DATABASE_NEWER)
        put_back(database, whole)
        visit.waits()

    def test_a_database_that_cannot_be_written(self, database, open_terminal):
        database.chmod(0o400)
        with without_root_powers():
            visit = open_terminal()
            is_out_of_service(visit, FailureCode.DATABASE_READ_ONLY)
            database.chmod(0o600)
            visit.waits()

    def test_a_clock_that_is_behind_the_newest_record(self, open_terminal):
        visit = open_terminal()
        visit.waits()
        visit.enters(FAMILY)
        visit.leaves()
        visit.clock.date -= timedelta(days=1)
        is_out_of_service(visit, FailureCode.CLOCK_BEHIND)
        visit.clock.date += timedelta(days=1)
        visit.waits()

    @pytest.mark.parametrize("file", ["pepper", "digest-key", "signing-key.pem"])
    def test_a_secret_that_is_missing(self, settings, open_terminal, file, tmp_path):
        secret = Path(settings.secrets.dir) / file
        kept = shutil.move(secret, tmp_path / file)
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.SECRETS_MISSING)
        shutil.move(kept, secret)
        visit.waits()

    def test_secrets_that_others_may_read_are_none(self, settings, open_terminal):
        pepper = Path(settings.secrets.dir) / "pepper"
        pepper.chmod(0o644)
        visit = open_terminal()
        is_out_of_service(visit, FailureCode.SECRETS_MISSING)
        pepper.chmod(0o600)
        visit.waits()

    def test_everything_at_once_is_named_together(self, simulators, printer, database, open_terminal):
        simulators.reader.pcscd.kill()
        printer.operator.inject(FaultName.UNPLUG)
        database.rename(database.with_suffix(".away"))
        visit = open_terminal()
        visit.reaches(OutOfService, lambda status: len(status.causes) == 3)
        visit.says("BASE-01, CARTE-01, IMPR-01")
        database.with_suffix(".away").rename(database)
        simulators.reader.restart_pcscd()
        printer.operator.clear_all()
        visit.waits()


class TestWhileTheTerminalWaits:
    def test_the_reader_leaves_and_comes_back(self, visit):
        visit.reader.unplug()
        is_out_of_service(visit, FailureCode.READER_UNPLUGGED)
        visit.reader.plug()
        visit.waits()
        visit.presents(FAMILY)

    def test_pcscd_dies_and_comes_back(self, visit):
        visit.reader.pcscd.kill()
        is_out_of_service(visit, FailureCode.PCSCD_DOWN)
        visit.reader.restart_pcscd()
        visit.waits()
        visit.presents(FAMILY)

    def test_pcscd_hangs_and_goes_on(self, visit):
        visit.reader.pcscd.freeze()
        is_out_of_service(visit, FailureCode.PCSCD_HUNG)
        visit.reader.pcscd.thaw()
        visit.waits()
        visit.presents(FAMILY)

    def test_the_printer_leaves_and_comes_back(self, visit):
        visit.operator.inject(FaultName.UNPLUG)
        is_out_of_service(visit, FailureCode.PRINTER_MISSING)
        visit.operator.clear_all()
        visit.waits()

    def test_a_card_that_was_put_into_a_closed_terminal_is_read_once_it_opens(self, visit):
        visit.operator.inject(FaultName.UNPLUG)
        is_out_of_service(visit, FailureCode.PRINTER_MISSING)
        visit.insert(FAMILY.card)
        visit.wait_until(lambda: visit.conductor.state.inserted is not None, "the card")
        is_out_of_service(visit, FailureCode.PRINTER_MISSING)
        visit.operator.clear_all()
        visit.reaches(AskingCode)


class TestDuringAVisit:
    def test_a_database_that_leaves_is_told_where_it_is_needed_and_tried_again(self, visit, database):
        visit.enters(FAMILY)
        database.rename(database.with_suffix(".away"))
        visit.wait_until(lambda: bool(visit.conductor.state.causes), "the loss of the database")
        assert isinstance(visit.status, Menu)
        visit.press("Mes derniers remboursements")
        visit.reaches(ShowingPayments, lambda status: status.failure is FailureCode.DATABASE_MISSING)
        visit.says("BASE-01")
        database.with_suffix(".away").rename(database)
        visit.wait_until(lambda: not visit.conductor.state.causes, "the return of the database")
        visit.press("Réessayer")
        visit.reaches(ShowingPayments, lambda status: status.page is not None)

    def test_what_is_missing_closes_the_terminal_once_the_person_has_left(self, visit):
        visit.enters(FAMILY)
        visit.operator.inject(FaultName.UNPLUG)
        visit.wait_until(lambda: bool(visit.conductor.state.causes), "the loss of the printer")
        assert isinstance(visit.status, Menu)
        visit.remove()
        visit.reaches(Ended)
        visit.let_pass(5)
        is_out_of_service(visit, FailureCode.PRINTER_MISSING)
        visit.operator.clear_all()
        visit.reaches(WaitingForCard)
