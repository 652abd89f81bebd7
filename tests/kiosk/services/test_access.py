"""What every access service does: the same tests for each way to have one."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import CodeRefusal, MaskedMobile
from kiosk.domain.births import calendar_day
from kiosk.ports import (
    CodeAccepted,
    CodeBlocked,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    NoMobileOnFile,
    ProvisionalSent,
    ServiceFailure,
    TooManyProvisional,
)
from kiosk.services.codes import CodeHasher

MARIES = "+33639981234"
SOPHIES = "+33639984234"
JADES = "+33700053122"
REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
SENT_TO_MARIE = ProvisionalSent(MaskedMobile("34"), 10)

# Definitive codes


def test_the_right_code_opens_the_visit(visitor):
    assert isinstance(visitor("family").insert_card().type_code("48151623"), CodeAccepted)


@pytest.mark.parametrize(("name", "code"), [("lunar", "60284917"), ("short-century", "82095163")])
def test_a_birth_date_that_is_incomplete_on_the_card_is_that_of_the_file_as_it_is_written(visitor, name, code):
    assert isinstance(visitor(name).insert_card().type_code(code), CodeAccepted)


@pytest.mark.parametrize(
    ("name", "code", "written"),
    [("lunar", "60284917", "19530000"), ("lunar", "60284917", "19521231"), ("short-century", "82095163", "310218")],
)
def test_the_nir_with_another_incomplete_birth_date_opens_nothing(visitor, name, code, written):
    person = visitor(name)
    holder = replace(person.card.holder, birth_date_text=written, birth_date=calendar_day(written))
    person.card = replace(person.card, people=(holder,))
    assert person.insert_card().type_code(code) == CodeWrong(2)


def test_wrong_codes_count_down_and_the_third_blocks(visitor):
    marie = visitor("family").insert_card()
    assert [marie.type_code(code) for code in ("11111111", "22222222", "33333333")] == [
        CodeWrong(2),
        CodeWrong(1),
        CodeBlocked(),
    ]
    assert marie.type_code("48151623") == CodeBlocked()


def test_the_count_goes_on_at_the_next_visit_and_at_another_terminal(visitor, build):
    assert visitor("family").insert_card().type_code("11111111") == CodeWrong(2)
    assert visitor("family").insert_card().type_code("11111111") == CodeWrong(1)
    elsewhere = visitor("family", "borne-08", build("borne-08")).insert_card()
    assert elsewhere.type_code("11111111") == CodeBlocked()


def test_a_right_code_forgets_the_wrong_ones(visitor):
    marie = visitor("family").insert_card()
    marie.type_code("11111111")
    marie.type_code("22222222")
    assert isinstance(marie.type_code("48151623"), CodeAccepted)
    assert marie.type_code("11111111") == CodeWrong(2)


@pytest.mark.parametrize(
    "code", ["", "4815162", "481516234", "48151623 ", "４８１５１６２３", "4" * 1000, "\0", "\ud800"]
)
def test_whatever_else_is_typed_is_a_wrong_code(visitor, code):
    assert visitor("family").insert_card().type_code(code) == CodeWrong(2)


def test_codes_typed_at_once_are_all_counted(visitor, at_once):
    marie = visitor("family").insert_card()
    answers = at_once(*[lambda: marie.type_code("11111111")] * 6)
    assert sorted(answers, key=repr) == [*[CodeBlocked()] * 4, CodeWrong(1), CodeWrong(2)]


def test_a_right_code_that_is_compared_before_the_lock_and_counted_after_it_is_refused(visitor, monkeypatch):
    marie = visitor("family").insert_card()
    compare = CodeHasher.is_right

    def compare_while_others_guess(hasher, code, code_hash):
        monkeypatch.setattr(CodeHasher, "is_right", compare)
        for _ in range(3):
            marie.type_code("11111111")
        return compare(hasher, code, code_hash)

    monkeypatch.setattr(CodeHasher, "is_right", compare_while_others_guess)
    assert marie.type_code("48151623") == CodeBlocked()


def test_a_right_code_that_is_replaced_while_it_is_compared_is_wrong(visitor, monkeypatch, opened):
    marie = visitor("family").insert_card()
    compare = CodeHasher.is_right

    def compare_while_it_is_replaced(hasher, code, code_hash):
        with opened.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE accounts SET code_hash = ?", (hasher.hash("73519264"),))
        return compare(hasher, code, code_hash)

    monkeypatch.setattr(CodeHasher, "is_right", compare_while_it_is_replaced)
    assert marie.type_code("48151623") == CodeWrong(2)


def test_a_visit_that_ends_while_the_code_is_compared_is_refused(visitor, monkeypatch, services):
    marie = visitor("family").insert_card()
    compare = CodeHasher.is_right

    def compare_while_the_card_is_taken(hasher, code, code_hash):
        services.access.close_visit(marie.visit_id)
        return compare(hasher, code, code_hash)

    monkeypatch.setattr(CodeHasher, "is_right", compare_while_the_card_is_taken)
    assert marie.type_code("48151623") == REFUSED


# Nobody can tell an unknown account from a wrong code or a locked account


def test_an_unknown_person_counts_down_like_a_known_one(visitor):
    unknown = visitor("unknown").insert_card()
    assert [unknown.type_code("48151623") for _ in range(4)] == [
        CodeWrong(2),
        CodeWrong(1),
        CodeBlocked(),
        CodeBlocked(),
    ]


def test_a_person_without_account_counts_down_like_one_with(visitor):
    jade = visitor("no-account").insert_card()
    assert [jade.type_code("48151623") for _ in range(3)] == [CodeWrong(2), CodeWrong(1), CodeBlocked()]


def test_a_locked_account_answers_as_a_person_whom_nobody_knows_after_three_codes(visitor):
    unknown = visitor("unknown").insert_card()
    for _ in range(3):
        unknown.type_code("48151623")
    locked = visitor("locked", "borne-07").insert_card()
    assert locked.type_code("62840519") == CodeBlocked()
    assert visitor("unknown").insert_card().type_code("62840519") == CodeBlocked()


def test_a_card_with_another_birth_date_is_of_nobody(visitor):
    marie = visitor("family")
    holder = replace(marie.card.holder, birth_date=date(1969, 5, 15), birth_date_text="19690515")
    marie.card = replace(marie.card, people=(holder, *marie.card.people[1:]))
    marie.insert_card()
    assert marie.ask_for_sms() == NoMobileOnFile()
    assert [marie.type_code("48151623") for _ in range(3)] == [CodeWrong(2), CodeWrong(1), CodeBlocked()]


def test_a_card_without_its_century_is_of_its_holder(visitor):
    marie = visitor("family")
    holder = replace(marie.card.holder, birth_date=None, birth_date_text="690514")
    marie.card = replace(marie.card, people=(holder,))
    assert isinstance(marie.insert_card().type_code("48151623"), CodeAccepted)


def test_the_card_of_a_dependent_alone_is_of_nobody(visitor):
    lucas = visitor("family")
    lucas.card = replace(lucas.card, people=lucas.card.people[2:3])
    assert lucas.insert_card().type_code("48151623") == CodeWrong(2)


def test_a_card_without_nir_opens_no_visit(visitor, services):
    card = visitor("family").card
    assert services.access.open_visit(replace(card, people=card.people[1:2]), "borne-07") == REFUSED


@pytest.mark.parametrize("name", ["family", "no-account", "locked"])
def test_the_database_is_asked_the_same_for_everybody(visitor, opened, name):
    def statements_of(card):
        asked = []

        def note(_connection, _cursor, statement, *_rest):
            asked.append(statement)

        event.listen(opened.engine, "before_cursor_execute", note)
        person = visitor(card).insert_card()
        person.type_code("00000000")
        event.remove(opened.engine, "before_cursor_execute", note)
        return asked

    # Whoever has come before has a row that counts; a first visit makes it.
    visitor(name).insert_card()
    visitor("unknown").insert_card()
    assert statements_of(name) == statements_of("unknown")


# Provisional codes by SMS


def test_a_forgotten_code_is_replaced_by_sms(visitor, sms_code, phone):
    marie = visitor("family").insert_card()
    assert marie.ask_for_sms() == SENT_TO_MARIE
    assert len(phone.messages()) == 1
    assert marie.type_code(sms_code(MARIES)) == CodeMustBeChosen()
    assert isinstance(marie.choose("73519264"), CodeAccepted)
    again = visitor("family").insert_card()
    assert again.type_code("48151623") == CodeWrong(2)
    assert isinstance(again.type_code("73519264"), CodeAccepted)


def test_a_first_code_comes_the_same_way(visitor, sms_code):
    jade = visitor("no-account").insert_card()
    assert jade.ask_for_sms() == ProvisionalSent(MaskedMobile("22"), 10)
    assert jade.type_code(sms_code(JADES)) == CodeMustBeChosen()
    assert isinstance(jade.choose("73519264"), CodeAccepted)
    assert isinstance(visitor("no-account").insert_card().type_code("73519264"), CodeAccepted)


def test_a_locked_account_reopens_with_a_provisional_code(visitor, sms_code):
    sophie = visitor("locked").insert_card()
    sophie.ask_for_sms()
    assert sophie.type_code(sms_code(SOPHIES)) == CodeMustBeChosen()
    assert isinstance(sophie.choose("73519264"), CodeAccepted)
    assert visitor("locked").insert_card().type_code("11111111") == CodeWrong(2)


def test_a_locked_account_stays_locked_until_a_code_is_chosen(visitor, sms_code):
    sophie = visitor("locked").insert_card()
    sophie.ask_for_sms()
    sophie.type_code(sms_code(SOPHIES))
    assert visitor("locked").insert_card().type_code("62840519") == CodeBlocked()


def test_a_code_that_was_asked_for_by_mistake_leaves_the_old_one_right(visitor):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    assert isinstance(marie.type_code("48151623"), CodeAccepted)


def test_before_the_choice_nothing_is_opened(visitor, sms_code, services):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    marie.type_code(sms_code(MARIES))
    assert services.payments.page(marie.visit_id, 0) == REFUSED


@pytest.mark.parametrize("name", ["no-mobile", "unknown"])
def test_without_a_mobile_no_code_is_sent(visitor, phone, name):
    assert visitor(name).insert_card().ask_for_sms() == NoMobileOnFile()
    assert phone.messages() == ()


def test_a_provisional_code_is_used_once(visitor, sms_code):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    code = sms_code(MARIES)
    marie.type_code(code)
    assert visitor("family").insert_card().type_code(code) == CodeWrong(2)


def test_a_provisional_code_lives_ten_minutes(visitor, sms_code, clock):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    clock.go_on(minutes=9, seconds=59)
    assert marie.type_code(sms_code(MARIES)) == CodeMustBeChosen()
    other = visitor("family").insert_card()
    other.ask_for_sms()
    clock.go_on(minutes=10)
    assert other.type_code(sms_code(MARIES)) == CodeWrong(2)


def test_three_wrong_tries_burn_a_provisional_code(visitor, sms_code):
    sophie = visitor("locked").insert_card()
    sophie.ask_for_sms()
    assert [sophie.type_code("000000x") for _ in range(3)] == [CodeWrong(2), CodeWrong(1), CodeBlocked()]
    assert sophie.type_code(sms_code(SOPHIES)) == CodeBlocked()


def test_a_new_code_voids_the_old_one(visitor, sms_code):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    first = sms_code(MARIES)
    marie.ask_for_sms()
    second = sms_code(MARIES)
    assert first != second
    assert marie.type_code(first) == CodeWrong(2)
    assert marie.type_code(second) == CodeMustBeChosen()


def test_the_code_of_another_person_opens_nothing(visitor, sms_code):
    visitor("locked").insert_card().ask_for_sms()
    assert visitor("family").insert_card().type_code(sms_code(SOPHIES)) == CodeWrong(2)


def test_the_same_request_never_sends_twice(visitor, phone, sms_code):
    marie, request = visitor("family").insert_card(), uuid4()
    assert [marie.ask_for_sms(request) for _ in range(3)] == [SENT_TO_MARIE] * 3
    assert len(phone.messages()) == 1
    assert marie.type_code(sms_code(MARIES)) == CodeMustBeChosen()


def test_the_same_request_at_once_sends_once(visitor, phone, at_once):
    marie, request = visitor("family").insert_card(), uuid4()
    assert at_once(*[lambda: marie.ask_for_sms(request)] * 4) == [SENT_TO_MARIE] * 4
    assert len(phone.messages()) == 1


def test_the_request_of_another_person_is_refused(visitor):
    request = uuid4()
    visitor("family").insert_card().ask_for_sms(request)
    assert visitor("locked").insert_card().ask_for_sms(request) == REFUSED


def test_three_codes_in_a_quarter_of_an_hour_are_the_most(visitor, clock, phone):
    marie = visitor("family").insert_card()
    first_at = clock.now()
    for _ in range(3):
        assert marie.ask_for_sms() == SENT_TO_MARIE
        clock.go_on(minutes=1)
    assert marie.ask_for_sms() == TooManyProvisional(first_at + timedelta(minutes=15))
    clock.go_on(minutes=12)
    assert marie.ask_for_sms() == SENT_TO_MARIE
    assert len(phone.messages()) == 4


def test_five_codes_a_day_are_the_most(visitor, clock):
    first_at = clock.now()
    for _ in range(5):
        assert visitor("family").insert_card().ask_for_sms() == SENT_TO_MARIE
        clock.go_on(minutes=20)
    answer = visitor("family").insert_card().ask_for_sms()
    assert answer == TooManyProvisional(first_at + timedelta(days=1))
    assert answer.next_at.utcoffset() == clock.now().utcoffset()


def test_a_message_that_did_not_leave_can_be_asked_for_again(visitor, phone, sms_code):
    marie, request = visitor("family").insert_card(), uuid4()
    phone.stop()
    for _ in range(4):
        assert marie.ask_for_sms(request) == ServiceFailure(FailureCode.SMS_NOT_SENT)
    phone.start()
    assert marie.ask_for_sms(request) == SENT_TO_MARIE
    assert marie.type_code(sms_code(MARIES)) == CodeMustBeChosen()


def test_a_number_that_is_no_mobile_gets_nothing(visitor, opened, phone):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE files SET mobile = '+33899123456' WHERE mobile = '+33639981234'")
    assert visitor("family").insert_card().ask_for_sms() == NoMobileOnFile()
    assert phone.messages() == ()


# The choice of a definitive code


@pytest.fixture
def choosing(visitor, sms_code):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    marie.provisional = sms_code(MARIES)
    assert marie.type_code(marie.provisional) == CodeMustBeChosen()
    return marie


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("735192", CodeRefusal.LENGTH),
        ("7351926x", CodeRefusal.NOT_DIGITS),
        ("77777777", CodeRefusal.REPEATED),
        ("12345678", CodeRefusal.SEQUENCE),
        ("14051969", CodeRefusal.BIRTH_DATE),
        ("68815764", CodeRefusal.PART_OF_NIR),
    ],
)
def test_a_code_that_is_easy_to_guess_cannot_be_chosen(choosing, code, reason):
    assert choosing.choose(code) == CodeRefused(reason)
    assert isinstance(choosing.choose("73519264"), CodeAccepted)


def test_without_a_provisional_code_nothing_is_chosen(visitor):
    marie = visitor("family").insert_card()
    assert marie.choose("73519264") == REFUSED
    marie.type_code("48151623")
    assert marie.choose("73519264") == REFUSED
    assert visitor("unknown").insert_card().choose("73519264") == REFUSED


def test_a_repeated_choice_is_accepted_again(choosing, services):
    first, second = choosing.choose("73519264"), choosing.choose("73519264")
    assert isinstance(second, CodeAccepted)
    assert services.payments.page(first.token, 0) == REFUSED
    assert not isinstance(services.payments.page(second.token, 0), ServiceFailure)


def test_a_visit_that_ends_while_the_code_is_chosen_keeps_the_old_code(choosing, visitor, services, monkeypatch):
    hash_code = CodeHasher.hash

    def hash_while_the_card_is_taken(hasher, code):
        services.access.close_visit(choosing.visit_id)
        return hash_code(hasher, code)

    monkeypatch.setattr(CodeHasher, "hash", hash_while_the_card_is_taken)
    assert choosing.choose("73519264") == REFUSED
    assert isinstance(visitor("family").insert_card().type_code("48151623"), CodeAccepted)


def test_a_visit_that_ends_while_a_choice_is_repeated_is_refused(choosing, services, monkeypatch):
    choosing.choose("73519264")
    compare = CodeHasher.is_right

    def compare_while_the_card_is_taken(hasher, code, code_hash):
        services.access.close_visit(choosing.visit_id)
        return compare(hasher, code, code_hash)

    monkeypatch.setattr(CodeHasher, "is_right", compare_while_the_card_is_taken)
    assert choosing.choose("73519264") == REFUSED


def test_a_second_choice_changes_nothing(choosing, visitor):
    choosing.choose("73519264")
    assert choosing.choose("95173826") == REFUSED
    assert isinstance(visitor("family").insert_card().type_code("73519264"), CodeAccepted)


def test_a_repeated_provisional_code_still_leads_to_the_choice(choosing):
    assert choosing.type_code(choosing.provisional) == CodeMustBeChosen()
    assert isinstance(choosing.choose("73519264"), CodeAccepted)


def test_while_choosing_the_old_code_still_counts(choosing):
    assert choosing.type_code("11111111") == CodeWrong(2)


# Visits


def test_a_visit_that_nobody_opened_is_refused(services):
    for answer in (
        services.access.check_code("nothing", "48151623"),
        services.access.send_provisional("nothing", UUID(int=0)),
        services.access.choose_code("nothing", "73519264"),
    ):
        assert answer == REFUSED


def test_a_closed_visit_opens_nothing_and_closing_twice_does_nothing(visitor, services):
    marie = visitor("family")
    token = marie.log_in("48151623")
    services.access.close_visit(marie.visit_id)
    services.access.close_visit(marie.visit_id)
    services.access.close_visit("nothing")
    assert services.payments.page(token, 0) == REFUSED
    assert marie.type_code("48151623") == REFUSED


def test_another_card_ends_the_visit(visitor, services):
    token = visitor("family").log_in("48151623")
    visitor("exemption").insert_card()
    assert services.payments.page(token, 0) == REFUSED


def test_a_token_opens_nothing_at_another_terminal(visitor, build):
    token = visitor("family").log_in("48151623")
    assert build("borne-08").payments.page(token, 0) == REFUSED


def test_a_visit_id_is_no_token(visitor, services):
    marie = visitor("family")
    marie.log_in("48151623")
    assert services.payments.page(marie.visit_id, 0) == REFUSED


def test_an_idle_visit_ends_after_half_an_hour(visitor, services, clock):
    token = visitor("family").log_in("48151623")
    for _ in range(4):
        clock.go_on(minutes=29)
        assert not isinstance(services.payments.page(token, 0), ServiceFailure)
    clock.go_on(minutes=30)
    assert services.payments.page(token, 0) == REFUSED


def test_no_visit_lasts_longer_than_four_hours(visitor, services, clock):
    marie = visitor("family")
    token = marie.log_in("48151623")
    for _ in range(11):
        clock.go_on(minutes=21)
        services.payments.page(token, 0)
    clock.go_on(minutes=9)
    assert services.payments.page(token, 0) == REFUSED
    assert marie.type_code("48151623") == REFUSED


def test_a_new_code_gives_a_new_token_and_ends_the_old_one(visitor, services):
    marie = visitor("family")
    first = marie.log_in("48151623")
    second = marie.type_code("48151623").token
    assert services.payments.page(first, 0) == REFUSED
    assert not isinstance(services.payments.page(second, 0), ServiceFailure)


def test_visits_and_codes_of_the_day_before_yesterday_are_forgotten(visitor, clock, opened):
    visitor("family").insert_card().ask_for_sms()
    clock.go_on(days=2, seconds=1)
    visitor("locked").insert_card()
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM visits").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM provisional_codes").scalar_one() == 0


def test_neither_code_nor_token_nor_nir_is_kept_in_clear(visitor, sms_code, opened):
    marie = visitor("family").insert_card()
    marie.ask_for_sms()
    provisional = sms_code(MARIES)
    marie.type_code(provisional)
    token = marie.choose("73519264").token
    opened.engine.dispose()
    content = b"".join(
        part.read_bytes() for part in [opened.path, *opened.path.parent.glob("kiosk.db-*")] if part.exists()
    )
    for secret in ("73519264", token, marie.visit_id, "48151623"):
        assert secret.encode() not in content
    # The digits could stand in another number: the whole of what is kept of the code is a digest.
    with opened.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT digest FROM provisional_codes").scalar_one()
        keys = connection.exec_driver_sql("SELECT person_key FROM tries").scalars().all()
    assert len(kept) == 64
    assert provisional not in kept
    assert all(len(key) == 64 and "2690575" not in key for key in keys)
