"""Certificates on a real database: one number for one paper, whatever is asked how often."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.services.issuing import Claim, Issued, content_digest, issue
from kiosk.storage.certificates import Subject, certificates_of_request, set_printed
from kiosk.storage.engine import reading, writing
from kiosk.storage.registry import find_insured
from tests.kiosk.services.conftest import TERMINAL, TODAY, read_card

NOTHING = frozenset[str]()
FIRST_REQUEST, SECOND_REQUEST = UUID(int=1), UUID(int=2)


@pytest.fixture
def subject(opened):
    """Give what a certificate attests of the holder of a card."""

    def subject(name, kind=CertificateKind.RIGHTS):
        with reading(opened.engine) as connection:
            insured = find_insured(connection, read_card(name).holder.nir)
        return Subject(kind, insured.file_id, insured.person_id)

    return subject


@pytest.fixture
def claim(subject):
    return Claim(
        about=subject("family"),
        request_id=FIRST_REQUEST,
        terminal_id=TERMINAL,
        fund="751",
        content_digest=content_digest("rights until 2027"),
        valid_until=date(2027, 11, 20),
        unconfirmed=NOTHING,
    )


@pytest.fixture
def issue_now(opened, clock):
    def issue_now(claim) -> Issued:
        with writing(opened.engine) as connection:
            return issue(connection, claim, clock.now())

    return issue_now


@pytest.fixture
def confirm(opened, clock):
    """Say that a certificate is on paper."""

    def confirm(issued):
        with writing(opened.engine) as connection:
            assert set_printed(connection, issued.certificate.file_id, number_of(issued), clock.now())

    return confirm


@pytest.fixture
def kept(opened):
    def kept(claim):
        with reading(opened.engine) as connection:
            return certificates_of_request(connection, claim.about, claim.request_id)

    return kept


def number_of(issued):
    return str(issued.certificate.number)


def other_content(claim):
    return replace(claim, content_digest=content_digest("rights until 2028"))


def test_a_certificate_is_kept_as_it_was_claimed(issue_now, claim, kept):
    issued = issue_now(claim)
    (certificate,) = kept(claim)
    assert certificate == issued.certificate
    assert certificate.number == CertificateNumber("751", 2026, 1)
    assert (certificate.issued_on, certificate.valid_until) == (TODAY, claim.valid_until)
    assert certificate.content_digest == claim.content_digest
    assert certificate.printed_at is None
    assert not issued.is_duplicate


def test_the_same_request_keeps_its_number(issue_now, claim, kept):
    first, again = issue_now(claim), issue_now(claim)
    assert number_of(again) == number_of(first)
    assert not again.is_duplicate
    assert len(kept(claim)) == 1


def test_what_an_unprinted_certificate_says_may_change_under_its_number(issue_now, claim, kept, clock):
    first = issue_now(claim)
    clock.go_on(minutes=5)
    changed = issue_now(replace(other_content(claim), valid_until=date(2027, 1, 31)))
    assert number_of(changed) == number_of(first)
    (certificate,) = kept(claim)
    assert certificate == changed.certificate
    assert certificate.valid_until == date(2027, 1, 31)
    assert certificate.issued_at == clock.now()


def test_another_request_has_another_number(issue_now, claim):
    first, second = issue_now(claim), issue_now(replace(claim, request_id=SECOND_REQUEST))
    assert second.certificate.number == CertificateNumber("751", 2026, first.certificate.number.sequence + 1)


@pytest.mark.parametrize("request_id", [FIRST_REQUEST, SECOND_REQUEST])
def test_a_paper_that_may_exist_comes_back_as_a_duplicate_with_its_hour(issue_now, claim, clock, request_id):
    first = issue_now(claim)
    clock.go_on(minutes=5)
    again = issue_now(replace(claim, request_id=request_id, unconfirmed=frozenset({number_of(first)})))
    assert again == Issued(first.certificate, is_duplicate=True)


@pytest.mark.parametrize("request_id", [FIRST_REQUEST, SECOND_REQUEST])
def test_a_paper_that_may_exist_keeps_its_number_from_one_that_says_something_else(issue_now, claim, request_id):
    first = issue_now(claim)
    other = issue_now(replace(other_content(claim), request_id=request_id, unconfirmed=frozenset({number_of(first)})))
    assert number_of(other) != number_of(first)
    assert not other.is_duplicate


def test_a_printed_certificate_comes_back_as_a_duplicate_within_its_request(issue_now, claim, confirm):
    first = issue_now(claim)
    confirm(first)
    again = issue_now(claim)
    assert (number_of(again), again.is_duplicate) == (number_of(first), True)


def test_a_printed_certificate_never_changes(issue_now, claim, confirm, kept):
    first = issue_now(claim)
    confirm(first)
    other = issue_now(other_content(claim))
    assert number_of(other) != number_of(first)
    assert {one.content_digest for one in kept(claim)} == {claim.content_digest, other.certificate.content_digest}


def test_on_a_later_visit_a_printed_certificate_is_issued_anew(issue_now, claim, confirm):
    first = issue_now(claim)
    confirm(first)
    later = issue_now(replace(claim, request_id=SECOND_REQUEST))
    assert number_of(later) != number_of(first)
    assert not later.is_duplicate


def test_a_certificate_out_of_date_is_no_duplicate(issue_now, claim, clock):
    one_day = replace(claim, valid_until=TODAY)
    first = issue_now(one_day)
    may_exist = replace(one_day, unconfirmed=frozenset({number_of(first)}))
    assert issue_now(may_exist).is_duplicate
    clock.go_on(days=1)
    again = issue_now(replace(may_exist, valid_until=TODAY + timedelta(days=1)))
    assert number_of(again) != number_of(first)
    assert not again.is_duplicate


def test_one_request_may_hold_two_kinds(issue_now, claim, subject):
    rights = issue_now(claim)
    allowances = issue_now(replace(claim, about=subject("family", CertificateKind.ALLOWANCES)))
    assert number_of(rights) != number_of(allowances)
    assert issue_now(claim).certificate.number == rights.certificate.number


def test_one_request_may_be_about_two_people(issue_now, claim, subject):
    marie, lucie = claim, replace(claim, about=subject("c2s"))
    assert number_of(issue_now(marie)) != number_of(issue_now(lucie))


@pytest.mark.parametrize(("name", "kind"), [("family", CertificateKind.EHIC), ("c2s", CertificateKind.RIGHTS)])
def test_the_number_of_something_else_makes_no_duplicate(issue_now, claim, subject, name, kind):
    first = issue_now(claim)
    about = subject(name, kind)
    other = issue_now(replace(claim, about=about, unconfirmed=frozenset({number_of(first)})))
    assert number_of(other) != number_of(first)
    assert not other.is_duplicate


def test_of_two_papers_that_may_exist_the_one_that_says_the_same_comes_back(issue_now, claim):
    first = issue_now(claim)
    second = issue_now(replace(other_content(claim), request_id=SECOND_REQUEST))
    unconfirmed = frozenset({number_of(first), number_of(second)})
    assert issue_now(replace(claim, unconfirmed=unconfirmed)) == Issued(first.certificate, is_duplicate=True)


def test_each_fund_and_each_year_counts_from_one(issue_now, claim, clock):
    issue_now(claim)
    elsewhere = issue_now(replace(claim, request_id=SECOND_REQUEST, fund="349"))
    assert elsewhere.certificate.number == CertificateNumber("349", 2026, 1)
    clock.go_on(days=60)
    next_year = issue_now(replace(claim, request_id=UUID(int=3)))
    assert next_year.certificate.number == CertificateNumber("751", 2027, 1)


def test_a_digest_tells_what_is_said_from_what_is_not(claim):
    assert content_digest(claim.about, TODAY) == content_digest(replace(claim.about), TODAY)
    assert content_digest(claim.about, TODAY) != content_digest(claim.about, TODAY + timedelta(days=1))
    assert content_digest("a", "b") != content_digest("ab", "")
