"""What the log says of codes: each event once, under one name of the visit, and nothing of the person."""

import pytest

from kiosk.domain.adviser import CodeReason, IdentityCheck, IdentityDocument
from kiosk.ports import CodeAccepted, CodeMustBeChosen
from kiosk.services.access import AccessPolicy
from kiosk.services.adviser import AdviserCodes
from kiosk.services.codes import Digests

WRONG = "00000000"


@pytest.fixture
def logged(caplog):
    """Give the events of the log so far, with their fields, and forget them."""
    caplog.set_level("INFO")

    def logged():
        records = [record for record in caplog.records if hasattr(record, "kiosk_event")]
        events = [(record.kiosk_event, record.kiosk_fields) for record in records]
        caplog.clear()
        return events

    return logged


def names(events):
    return [event for event, _fields in events]


def test_a_right_code_is_access_granted(visitor, logged):
    visitor("family").log_in("48151623")
    assert names(logged()) == ["ACCESS_GRANTED"]


def test_a_wrong_code_is_access_refused_and_the_third_locks_the_account(visitor, logged):
    marie = visitor("family").insert_card()
    for expected in (["ACCESS_REFUSED"], ["ACCESS_REFUSED"], ["ACCOUNT_LOCKED", "ACCESS_REFUSED"]):
        marie.type_code(WRONG)
        assert names(logged()) == expected


def test_a_first_code_by_sms_is_issued_refused_used_and_replaced(visitor, logged, sms_code):
    jade = visitor("no-account").insert_card()
    jade.ask_for_sms()
    assert names(logged()) == ["SMS_SENT", "PROVISIONAL_CODE_ISSUED"]
    jade.type_code(WRONG)
    refused = logged()
    assert names(refused) == ["ACCESS_REFUSED", "PROVISIONAL_CODE_REFUSED"]
    assert refused[1][1]["attempts_left"] == AccessPolicy().provisional.tries - 1
    assert jade.type_code(sms_code("+33700053122")) == CodeMustBeChosen()
    assert isinstance(jade.choose("73519264"), CodeAccepted)
    assert names(logged()) == ["ACCESS_GRANTED", "CODE_CHOSEN"]


def test_a_code_of_an_advisers_is_issued_too(opened, secrets, clock, cards, logged):
    holder = cards("no-mobile").holder
    check = IdentityCheck(
        holder.nir, holder.birth_date, "a.lebrun", IdentityDocument.PASSPORT, "7X2", CodeReason.FORGOTTEN
    )
    AdviserCodes(opened.engine, Digests(secrets.digest_key), clock, AccessPolicy().provisional).create(check)
    assert logged() == [("PROVISIONAL_CODE_ISSUED", {"reason": "adviser"})]


def test_one_visit_has_one_name_which_is_no_token(visitor, logged):
    marie = visitor("family").insert_card()
    marie.type_code(WRONG)
    token = marie.type_code("48151623").token
    visits = {fields["visit"] for _event, fields in logged()}
    assert len(visits) == 1
    assert visits.isdisjoint({marie.visit_id, token})
