from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import EMPTY
from kiosk.documents.model import Document, QrCode
from kiosk.documents.signature import Valid, is_held_by, verify_fragment
from kiosk.documents.text import plain_text
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.ports import NoRights, RightsChoice, ServiceFailure

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NOTHING = frozenset[str]()
DEFAULT = RightsChoice()
ALONE = RightsChoice(with_dependents=False)
WITH_EXEMPTION = RightsChoice(with_exemption=True)


@pytest.fixture
def prepare(services):
    def prepare(token, choice=DEFAULT, request_id=None, unconfirmed=NOTHING):
        return services.rights.prepare(token, choice, request_id or uuid4(), unconfirmed)

    return prepare


@pytest.fixture
def marie(log_in):
    return log_in("family")


@pytest.fixture
def paul(log_in):
    return log_in("exemption")


def verified(prepared, secrets):
    (code,) = [part for part in prepared.document.parts if isinstance(part, QrCode)]
    verdict = verify_fragment(code.payload, [secrets.signing_key.public_key()])
    assert isinstance(verdict, Valid)
    return verdict.claims


def test_a_certificate_has_a_number_of_its_own(prepare, marie):
    first, second = prepare(marie), prepare(marie)
    assert [CertificateNumber.parse(one.number) for one in (first, second)] == [
        CertificateNumber("751", 2026, 1),
        CertificateNumber("751", 2026, 2),
    ]
    assert first.document.number == first.number


def test_the_certificate_says_who_and_until_when(prepare, marie):
    prepared = prepare(marie)
    text = plain_text(prepared.document)
    for said in (
        "DURAND Marie",
        "LEFÈVRE",
        "DURAND Lucas",
        "DURAND Inès",
        "01 751 0117",
        "20/11/2027",
        prepared.number,
    ):
        assert said in text.replace("\u00a0", " ")
    assert "SPÉCIMEN" in text
    assert (prepared.people_count, prepared.has_exemption, prepared.duplicate) == (4, False, False)


def test_without_the_dependents_only_the_holder_is_named(prepare, marie):
    text = plain_text(prepare(marie, ALONE).document)
    assert "Marie" in text
    assert "Lucas" not in text


def test_the_exemption_is_shown_only_on_demand_and_never_its_nature(prepare, paul):
    plain = prepare(paul)
    assert plain.has_exemption
    assert "xonération" not in plain_text(plain.document)
    parts = [part for part in prepare(paul, WITH_EXEMPTION).document.parts if not isinstance(part, QrCode)]
    shown = plain_text(Document(EMPTY, parts))
    assert "xonération" in shown
    assert "ALD" not in shown
    assert "affection" not in shown.lower()


def test_the_signature_says_what_the_paper_says(prepare, paul, secrets):
    prepared = prepare(paul, WITH_EXEMPTION)
    claims = verified(prepared, secrets)
    assert str(claims.number) == prepared.number
    assert (claims.issued_on, claims.valid_until) == (date(2026, 11, 21), date(2027, 11, 20))
    assert (claims.people_count, claims.shows_exemption) == (2, True)
    assert claims.is_specimen
    assert is_held_by(claims, Nir("158117570104286"), "MARTIN Paul")


def test_nobody_is_named_in_the_qr_code(prepare, marie):
    (code,) = [part for part in prepare(marie).document.parts if isinstance(part, QrCode)]
    assert code.payload.startswith("https://verification.example/verifier#")
    assert "DURAND" not in code.payload
    assert "269057" not in code.payload


def test_without_rights_there_is_no_certificate(prepare, log_in):
    assert prepare(log_in("rights-ended")) == NoRights()


def test_a_certificate_ends_with_the_rights(prepare, visitor, opened, secrets):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rights_periods SET last_day = '2027-01-31' WHERE file_id = 1")
    prepared = prepare(visitor("family").log_in("48151623"))
    assert verified(prepared, secrets).valid_until == date(2027, 1, 31)


def test_the_same_request_keeps_its_number_whatever_the_choice(prepare, paul, secrets):
    request = uuid4()
    prepared = [prepare(paul, choice, request) for choice in (DEFAULT, WITH_EXEMPTION, ALONE, DEFAULT)]
    assert len({one.number for one in prepared}) == 1
    assert not any(one.duplicate for one in prepared)
    assert [verified(one, secrets).shows_exemption for one in prepared] == [False, True, False, False]


def test_a_repeated_order_gives_the_same_paper(prepare, marie):
    request = uuid4()
    assert prepare(marie, request_id=request) == prepare(marie, request_id=request)


def test_orders_at_once_share_their_number(prepare, marie, at_once):
    request = uuid4()
    numbers = {one.number for one in at_once(*[lambda: prepare(marie, request_id=request)] * 4)}
    assert len(numbers) == 1


def test_different_orders_at_once_never_share_a_number(prepare, marie, at_once):
    prepared = at_once(*[lambda: prepare(marie)] * 6)
    assert len({one.number for one in prepared}) == 6


def test_a_paper_that_may_exist_comes_back_as_a_duplicate(prepare, marie, clock):
    first = prepare(marie)
    clock.go_on(minutes=20)
    again = prepare(marie, unconfirmed=frozenset({first.number}))
    assert (again.number, again.duplicate) == (first.number, True)
    text, before = plain_text(again.document), plain_text(first.document)
    assert "DUPLICATA" in text
    # It says the same as the first, hour included.
    assert [line for line in text.splitlines() if line and "DUPLICATA" not in line] == [
        line for line in before.splitlines() if line
    ]


def test_within_the_same_request_too(prepare, marie):
    request = uuid4()
    first = prepare(marie, request_id=request)
    again = prepare(marie, request_id=request, unconfirmed=frozenset({first.number}))
    assert (again.number, again.duplicate) == (first.number, True)


def test_a_paper_that_says_something_else_is_no_duplicate(prepare, paul):
    request = uuid4()
    first = prepare(paul, WITH_EXEMPTION, request)
    unconfirmed = frozenset({first.number})
    other = prepare(paul, DEFAULT, request, unconfirmed)
    assert (other.number != first.number, other.duplicate) == (True, False)
    # Back to what may be on paper already: that number, as a duplicate.
    assert prepare(paul, WITH_EXEMPTION, request, unconfirmed).number == first.number
    assert prepare(paul, DEFAULT, request, unconfirmed).number == other.number


def test_when_the_file_has_changed_a_new_certificate_is_issued(prepare, marie, opened):
    first = prepare(marie)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE members SET has_declared_doctor = 0 WHERE file_id = 1 AND position = 0")
    again = prepare(marie, unconfirmed=frozenset({first.number}))
    assert again.number != first.number
    assert not again.duplicate


def test_a_certificate_out_of_date_is_not_printed_again(prepare, visitor, clock):
    first = prepare(visitor("exemption").log_in("70914253"))
    clock.go_on(days=365)
    again = prepare(visitor("exemption").log_in("70914253"), unconfirmed=frozenset({first.number}))
    assert CertificateNumber.parse(again.number) == CertificateNumber("751", 2027, 1)
    assert not again.duplicate


def test_an_older_paper_that_may_exist_comes_back_as_a_duplicate_too(prepare, marie):
    first, second = prepare(marie), prepare(marie)
    again = prepare(marie, unconfirmed=frozenset({first.number}))
    assert (again.number, again.duplicate) == (first.number, True)
    assert second.number != first.number


def test_another_choice_looked_at_in_between_does_not_hide_a_paper_that_may_exist(prepare, marie):
    first = prepare(marie, ALONE)
    unconfirmed, request = frozenset({first.number}), uuid4()
    assert not prepare(marie, DEFAULT, request, unconfirmed).duplicate
    again = prepare(marie, ALONE, request, unconfirmed)
    assert (again.number, again.duplicate) == (first.number, True)


def test_the_unconfirmed_numbers_of_others_change_nothing(prepare, visitor):
    paul = prepare(visitor("exemption").log_in("70914253"))
    marie = prepare(visitor("family").log_in("48151623"), unconfirmed=frozenset({paul.number, "751-26-999999-A"}))
    assert not marie.duplicate
    assert marie.number != paul.number


def test_after_a_confirmed_print_the_same_again_is_a_duplicate(prepare, services, marie):
    request = uuid4()
    first = prepare(marie, request_id=request)
    assert services.certificates.confirm_printed(marie, first.number) is None
    again = prepare(marie, request_id=request)
    assert (again.number, again.duplicate) == (first.number, True)
    # At the next visit to the line it is a new certificate.
    assert not prepare(marie).duplicate


def test_printing_is_confirmed_for_ones_own_certificates_only(prepare, services, visitor):
    number = prepare(visitor("family").log_in("48151623")).number
    paul = visitor("exemption").log_in("70914253")
    assert services.certificates.confirm_printed(paul, number) == REFUSED
    assert services.certificates.confirm_printed(paul, "nothing") == REFUSED


def test_without_a_token_nothing_is_issued(prepare, services):
    assert prepare("nothing") == REFUSED
    assert services.certificates.confirm_printed("nothing", "751-26-000001-A") == REFUSED


def test_real_people_get_no_specimen(prepare, visitor, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE files SET is_fictional = 0")
    assert "SPÉCIMEN" not in plain_text(prepare(visitor("family").log_in("48151623")).document)


def test_the_choice_comes_back_with_the_paper(prepare, marie):
    choice = replace(DEFAULT, with_dependents=False, with_exemption=True)
    assert prepare(marie, choice).choice == choice
