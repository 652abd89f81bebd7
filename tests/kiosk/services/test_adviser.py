from datetime import date, datetime, timedelta, timezone

import pytest

from kiosk.domain.access import CodeRefusal, ProvisionalPolicy
from kiosk.domain.adviser import CodeReason, IdentityCheck, IdentityDocument, PersonUnknown
from kiosk.domain.nir import Nir
from kiosk.ports import CodeAccepted, CodeMustBeChosen, CodeRefused, CodeWrong
from kiosk.services.adviser import AdviserCodes, end_of_day
from kiosk.services.codes import Digests

HENRI = Nir("147037570311870")


@pytest.fixture
def desk(opened, secrets, clock):
    return AdviserCodes(opened.engine, Digests(secrets.digest_key), clock, ProvisionalPolicy())


def check(nir=HENRI, born=date(1947, 3, 8)):
    return IdentityCheck(nir, born, "a.lebrun", IdentityDocument.IDENTITY_CARD, "7X2", CodeReason.FORGOTTEN)


def test_a_person_without_mobile_gets_a_code_at_the_desk(desk, visitor):
    given = desk.create(check())
    assert len(given.code) == 8
    henri = visitor("no-mobile").insert_card()
    assert henri.type_code(given.code) == CodeMustBeChosen()
    assert isinstance(henri.choose("73519264"), CodeAccepted)


@pytest.mark.parametrize(
    ("born", "known"), [(date(1952, 1, 1), True), (date(1952, 12, 31), True), (date(1953, 1, 1), False)]
)
def test_the_document_of_somebody_whose_birth_date_is_incomplete_may_have_any_day_of_the_year(desk, born, known):
    given = desk.create(check(Nir("252207570854156"), born))
    assert (given != PersonUnknown()) == known


def test_the_code_opens_once(desk, visitor):
    given = desk.create(check())
    visitor("no-mobile").insert_card().type_code(given.code)
    assert visitor("no-mobile").insert_card().type_code(given.code) == CodeWrong(2)


def test_the_code_lives_until_midnight(desk, visitor, clock):
    given = desk.create(check())
    assert given.valid_until == clock.now().replace(day=22, hour=0, minute=0)
    clock.go_on(hours=13, minutes=55)
    assert visitor("no-mobile").insert_card().type_code(given.code) == CodeMustBeChosen()
    late = desk.create(check())
    clock.go_on(minutes=1)
    assert visitor("no-mobile").insert_card().type_code(late.code) == CodeWrong(2)


def test_the_code_cannot_be_chosen_as_the_definitive_one(desk, visitor):
    given = desk.create(check())
    henri = visitor("no-mobile").insert_card()
    henri.type_code(given.code)
    refusal = henri.choose(given.code)
    assert isinstance(refusal, CodeRefused)
    # Digits that are easy to guess may be drawn too: either way they are refused.
    assert refusal.reason in CodeRefusal


def test_digits_that_are_hard_to_guess_are_refused_only_for_being_the_provisional_ones(desk, visitor, monkeypatch):
    monkeypatch.setattr("kiosk.services.adviser.new_digits", lambda _count: "73519264")
    given = desk.create(check())
    henri = visitor("no-mobile").insert_card()
    henri.type_code(given.code)
    assert henri.choose(given.code) == CodeRefused(CodeRefusal.PROVISIONAL)


def test_a_new_code_voids_the_old_one(desk, visitor):
    first, second = desk.create(check()), desk.create(check())
    henri = visitor("no-mobile").insert_card()
    assert henri.type_code(first.code) == CodeWrong(2)
    assert henri.type_code(second.code) == CodeMustBeChosen()


def test_a_code_of_the_desk_voids_one_sent_by_sms(desk, visitor, sms_code):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    desk.create(check(Nir("269057568815764"), date(1969, 5, 14)))
    assert marie.type_code(sms_code("+33639981234")) == CodeWrong(2)


def test_codes_of_the_desk_do_not_count_as_messages(desk, visitor):
    for _ in range(5):
        desk.create(check(Nir("269057568815764"), date(1969, 5, 14)))
    assert visitor("family").insert_card().ask_for_sms().valid_minutes == 10


@pytest.mark.parametrize(
    ("nir", "born"),
    [(Nir("284097570751913"), date(1984, 9, 3)), (HENRI, date(1947, 3, 9)), (Nir("112037568815861"), date(2012, 3, 4))],
)
def test_somebody_who_is_not_on_file_gets_none(desk, nir, born):
    assert desk.create(check(nir, born)) == PersonUnknown()


def test_who_checked_what_is_kept(desk, opened):
    desk.create(check())
    with opened.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT * FROM identity_checks").one()
    assert (row.adviser, row.document, row.document_end, row.by_proxy, row.reason) == (
        "a.lebrun",
        "identity-card",
        "7X2",
        0,
        "forgotten",
    )


def test_the_day_ends_at_midnight_of_its_own_zone():
    zone = timezone(timedelta(hours=2))
    assert end_of_day(datetime(2026, 12, 31, 23, 59, tzinfo=zone)) == datetime(2027, 1, 1, tzinfo=zone)
