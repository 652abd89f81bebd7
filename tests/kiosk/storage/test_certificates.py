from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.storage.certificates import (
    Certificate,
    Subject,
    certificates_numbered,
    certificates_of_request,
    insert_certificate,
    next_number,
    set_printed,
    update_certificate,
)
from kiosk.storage.engine import reading, writing

REQUEST = UUID(int=1)
RIGHTS = Subject(CertificateKind.RIGHTS, file_id=1, person_id=1)


@pytest.fixture
def connection(engine, marie):
    del marie
    with writing(engine) as connection:
        yield connection


@pytest.fixture
def certificate(now):
    return Certificate(
        number=CertificateNumber("751", 2026, 1),
        kind=CertificateKind.RIGHTS,
        file_id=1,
        person_id=1,
        request_id=REQUEST,
        terminal_id="borne-07",
        issued_at=now,
        issued_on=date(2026, 11, 21),
        valid_until=date(2027, 11, 20),
        content_digest="digest",
    )


def last_certificate(connection):
    return next(iter(certificates_of_request(connection, RIGHTS, REQUEST)), None)


def test_numbers_follow_each_other_for_each_fund_and_year(connection):
    taken = [("751", 2026), ("751", 2026), ("931", 2026), ("751", 2027), ("751", 2026)]
    assert [next_number(connection, *one).sequence for one in taken] == [1, 2, 1, 1, 3]


@pytest.mark.usefixtures("marie")
def test_a_number_is_given_once_even_to_two_transactions(engine):
    numbers = []
    for _ in range(3):
        with writing(engine) as connection:
            numbers.append(next_number(connection, "751", 2026).sequence)
    assert numbers == [1, 2, 3]


def test_two_terminals_may_issue_the_first_of_a_year_at_once(connection):
    @event.listens_for(connection, "savepoint", once=True)
    def insert_first(connection, _name):
        connection.exec_driver_sql("INSERT INTO certificate_counters VALUES ('751', 2026, 1)")

    assert next_number(connection, "751", 2026).sequence == 2


def test_a_certificate_is_read_as_it_was_kept(connection, certificate):
    insert_certificate(connection, certificate)
    assert certificates_of_request(connection, RIGHTS, REQUEST) == [certificate]


@pytest.mark.parametrize("other", [{"file_id": 2}, {"person_id": 2}, {"kind": CertificateKind.EHIC}])
def test_the_certificates_about_something_else_are_not_given(connection, certificate, other):
    insert_certificate(connection, certificate)
    about = replace(RIGHTS, **other)
    assert certificates_numbered(connection, about, {str(certificate.number)}) == []
    assert certificates_of_request(connection, about, REQUEST) == []


def test_the_certificates_of_another_request_are_not_given(connection, certificate):
    insert_certificate(connection, certificate)
    assert certificates_of_request(connection, RIGHTS, uuid4()) == []


def test_the_last_certificate_comes_first(connection, certificate, now):
    insert_certificate(connection, certificate)
    second = replace(certificate, number=CertificateNumber("751", 2026, 2))
    insert_certificate(connection, second)
    third = replace(certificate, number=CertificateNumber("751", 2026, 3), issued_at=now - timedelta(hours=1))
    insert_certificate(connection, third)
    assert certificates_of_request(connection, RIGHTS, REQUEST) == [second, certificate, third]


def test_certificates_are_found_by_their_numbers(connection, certificate):
    other = replace(certificate, number=CertificateNumber("751", 2026, 2), request_id=uuid4())
    insert_certificate(connection, certificate)
    insert_certificate(connection, other)
    assert certificates_numbered(connection, RIGHTS, {str(other.number), "751-26-000009-A"}) == [other]
    assert certificates_numbered(connection, RIGHTS, frozenset()) == []


def test_what_an_unprinted_certificate_says_may_change(connection, certificate):
    insert_certificate(connection, certificate)
    changed = replace(certificate, content_digest="other", valid_until=date(2027, 1, 1))
    update_certificate(connection, changed)
    assert last_certificate(connection) == changed


def test_printing_is_kept_for_the_files_own_certificates_only(connection, certificate, now):
    insert_certificate(connection, certificate)
    assert not set_printed(connection, 2, str(certificate.number), now)
    assert not set_printed(connection, 1, "751-26-000009-A", now)
    assert last_certificate(connection).printed_at is None
    assert set_printed(connection, 1, str(certificate.number), now)
    assert last_certificate(connection).printed_at == now


@pytest.mark.usefixtures("marie")
def test_a_number_of_an_undone_transaction_left_no_certificate(engine, certificate):
    def issue_then_fail(connection):
        insert_certificate(connection, replace(certificate, number=next_number(connection, "751", 2026)))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        issue_then_fail(connection)
    with reading(engine) as connection:
        assert last_certificate(connection) is None
