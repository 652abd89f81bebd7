import logging
import shutil
from uuid import uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import CodeAccepted, RightsChoice, ServiceFailure, VisitOpened
from kiosk.services.recovering import RecoveringServices, start_embedded

MISSING = ServiceFailure(FailureCode.DATABASE_MISSING)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "recovering.db"


@pytest.fixture
def recovering(path, secrets_dir, outbox, clock, settings):
    recovering = RecoveringServices(lambda: start_embedded(f"sqlite:///{path}", secrets_dir, outbox, clock, settings))
    yield recovering
    recovering.close()


def test_the_services_start_with_the_first_question(recovering, path, cast_database, cards):
    shutil.copy(cast_database, path)
    opened = recovering.services().access.open_visit(cards("family"), "borne-07")
    assert isinstance(opened, VisitOpened)
    assert recovering.services().check() == ()


def test_while_the_database_is_missing_every_answer_says_so(recovering, cards):
    services = recovering.services()
    assert services.check() == (FailureCode.DATABASE_MISSING,)
    for answer in (
        services.access.open_visit(cards("family"), "borne-07"),
        services.access.check_code("v", "48151623"),
        services.access.send_provisional("v", uuid4()),
        services.access.choose_code("v", "48151623"),
        services.payments.page("t", 0),
        services.payments.detail("t", 1),
        services.payments.list_document("t"),
        services.payments.detail_document("t", 1),
        services.rights.prepare("t", RightsChoice(), uuid4(), frozenset()),
        services.certificates.confirm_printed("t", "n"),
    ):
        assert answer == MISSING
    services.access.close_visit("v")


def test_the_services_come_back_with_their_database(recovering, path, cast_database, visitor):
    services = recovering.services()
    assert services.check() == (FailureCode.DATABASE_MISSING,)
    shutil.copy(cast_database, path)
    assert services.check() == ()
    assert isinstance(visitor("family", services=services).insert_card().type_code("48151623"), CodeAccepted)


def test_a_visit_outlives_a_database_that_was_away(recovering, path, cast_database, visitor, tmp_path):
    shutil.copy(cast_database, path)
    services = recovering.services()
    token = visitor("family", services=services).log_in("48151623")
    recovering.close()
    path.rename(tmp_path / "away.db")
    assert services.check() == (FailureCode.DATABASE_MISSING,)
    assert services.payments.page(token, 0) == MISSING
    (tmp_path / "away.db").rename(path)
    assert not isinstance(services.payments.page(token, 0), ServiceFailure)


def test_a_database_in_place_of_another_is_opened_anew(recovering, path, cast_database, visitor):
    shutil.copy(cast_database, path)
    services = recovering.services()
    token = visitor("family", services=services).log_in("48151623")
    for log in ("recovering.db-wal", "recovering.db-shm"):
        path.with_name(log).unlink()
    shutil.copy(cast_database, path.with_name("other.db"))
    path.with_name("other.db").rename(path)
    assert services.check() == (FailureCode.DATABASE_MISSING,)
    assert services.check() == ()
    # It knows nothing of the visit.
    assert services.payments.page(token, 0) == ServiceFailure(FailureCode.SERVICE_REFUSED)


def test_missing_secrets_are_named_and_found_when_they_come(
    path, cast_database, secrets_dir, outbox, clock, settings, tmp_path
):
    shutil.copy(cast_database, path)
    recovering = RecoveringServices(
        lambda: start_embedded(f"sqlite:///{path}", tmp_path / "secrets", outbox, clock, settings)
    )
    assert recovering.check() == (FailureCode.SECRETS_MISSING,)
    shutil.copytree(secrets_dir, tmp_path / "secrets")
    assert recovering.check() == ()
    recovering.close()


def test_a_failure_is_logged_once_and_again_when_it_comes_back(recovering, path, cast_database, caplog):
    with caplog.at_level(logging.INFO, "kiosk"):
        for _ in range(3):
            recovering.check()
        shutil.copy(cast_database, path)
        recovering.check()
        path.unlink()
        for _ in range(3):
            recovering.check()
    assert caplog.text.count("DATABASE_FAILED code=BASE-01") == 2


def test_failures_of_the_secrets_are_none_of_the_database(path, outbox, clock, settings, tmp_path, caplog):
    recovering = RecoveringServices(
        lambda: start_embedded(f"sqlite:///{path}", tmp_path / "secrets", outbox, clock, settings)
    )
    with caplog.at_level(logging.INFO, "kiosk"):
        recovering.check()
    assert "SERVICE_FAILED code=REGL-02" in caplog.text


def test_closing_what_never_ran_does_nothing(recovering):
    recovering.close()
    recovering.close()
