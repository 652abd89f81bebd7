import re
from datetime import date

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Box
from kiosk.documents.text import plain_text
from kiosk.domain.payments import Payee
from kiosk.ports import PreparedStatement, ServiceFailure

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NOVEMBER, OCTOBER, SEPTEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)


@pytest.fixture
def token(log_in):
    return log_in("family")


@pytest.fixture
def statement(services, token):
    """Give the paper of a month of the family's."""

    def statement(month):
        prepared = services.statements.prepare(token, month)
        assert isinstance(prepared, PreparedStatement)
        return prepared

    return statement


def paper_of(prepared):
    return plain_text(prepared.document).replace("\u00a0", " ")


def cents(written):
    return int(re.sub(r"\D", "", written)) * (-1 if written.startswith("–") else 1)


def all_payments(services, token):
    first = services.payments.page(token, 0)
    return [one for number in range(first.page_count) for one in services.payments.page(token, number).payments]


def test_six_months_are_listed_newest_first_with_their_totals(statement):
    assert [(one.month.month, one.payment_count, one.own_cents) for one in statement(None).months] == [
        (11, 3, 5972),
        (10, 5, 14_918),
        (9, 5, 7457),
        (8, 1, 1900),
        (7, 5, 15_203),
        (6, 1, 700),
    ]


def test_the_newest_month_with_payments_is_shown_first(statement, services, log_in):
    assert statement(None).month == NOVEMBER
    assert services.statements.prepare(log_in("rights-ended"), None).month == date(2026, 8, 1)


def test_the_months_add_up_to_the_payments(services, log_in):
    for name in ("family", "exemption", "no-mobile", "rights-ended"):
        token = log_in(name)
        payments = all_payments(services, token)
        prepared = services.statements.prepare(token, None)
        own = sum(one.total_cents for one in payments if one.payee is Payee.INSURED)
        assert sum(month.own_cents for month in prepared.months) == own
        assert sum(month.payment_count for month in prepared.months) == len(payments)
        assert [month.own_cents for month in prepared.months] == [
            month.total_cents for month in reversed(services.payments.page(token, 0).months)
        ]


def test_each_paper_adds_up_to_its_month(services, log_in):
    for name in ("family", "exemption", "no-mobile", "rights-ended"):
        token = log_in(name)
        for month in services.statements.prepare(token, None).months:
            prepared = services.statements.prepare(token, month.month)
            boxed = [cents(part.value) for part in prepared.document.parts if isinstance(part, Box)]
            assert sum(boxed) == month.own_cents
            paid = re.findall(r"^  (?:Versé|Repris) le [\d/]+ +(\S.*)$", paper_of(prepared), re.MULTILINE)
            assert sum(map(cents, paid)) == month.own_cents


def test_a_statement_is_grouped_by_person(statement):
    headings = re.findall(r"^Pour (\w+) +(\S+)$", paper_of(statement(OCTOBER)), re.MULTILINE)
    assert headings == [("Marie", "14/05/1969"), ("Lucas", "04/03/2012"), ("Inès", "11/09/2015")]


def test_a_fee_deferred_from_tiers_payant_has_its_own_date(statement):
    paper = paper_of(statement(SEPTEMBER))
    assert "  Retenues différées (soins plus anciens) :\n    Franchise médicale du 31/08 " in paper


def test_the_caps_of_a_month_count_what_was_withheld_until_its_end(statement):
    def used(month):
        return re.findall(r"^Participations forfaitaires +(\S+) € sur 50 €$", paper_of(statement(month)), re.MULTILINE)

    assert [used(month)[0] for month in (SEPTEMBER, OCTOBER, NOVEMBER)] == ["14,00", "16,00", "20,00"]


def test_an_empty_month_is_printed_too(services, log_in):
    prepared = services.statements.prepare(log_in("rights-ended"), SEPTEMBER)
    assert prepared.month == SEPTEMBER
    assert "Aucun versement en septembre 2026." in paper_of(prepared)


def test_the_current_month_says_until_when_it_was_looked_at(statement):
    assert "novembre 2026, jusqu’au 21/11/2026" in paper_of(statement(NOVEMBER))
    assert "\n                  octobre 2026\n" in paper_of(statement(OCTOBER))


@pytest.mark.parametrize("month", [date(2026, 5, 1), date(2026, 12, 1), date(2026, 10, 2), date(1, 1, 1), date.max])
def test_a_month_that_is_not_listed_gives_way_to_the_newest(statement, month):
    assert statement(month).month == NOVEMBER


def test_payments_dated_ahead_wait_for_their_day(visitor, services, clock):
    clock.go_on(days=-31)
    token = visitor("family").log_in("48151623")
    prepared = services.statements.prepare(token, None)
    assert prepared.month == OCTOBER
    assert prepared.months[0].payment_count == 4
    assert "27/10/2026" not in paper_of(prepared)


def test_in_january_the_months_begin_in_august_and_the_caps_anew(visitor, services, clock):
    clock.go_on(days=62)
    token = visitor("family").log_in("48151623")
    prepared = services.statements.prepare(token, date(2027, 1, 1))
    assert [one.month for one in prepared.months][::5] == [date(2027, 1, 1), date(2026, 8, 1)]
    assert re.findall(r"(\S+) € sur 50 €$", paper_of(prepared), re.MULTILINE) == ["0,00", "0,00"]


def test_the_number_is_masked_and_the_paper_a_specimen(statement):
    paper = paper_of(statement(OCTOBER))
    assert "2 69 05 ••• ••• ••" in paper
    assert "688" not in paper
    assert "SPÉCIMEN" in paper


@pytest.mark.parametrize("token", ["", "nothing", "\0", "é" * 5000])
def test_without_a_token_nothing_is_shown(services, token):
    assert services.statements.prepare(token, None) == REFUSED
    assert services.statements.prepare(token, OCTOBER) == REFUSED


def test_after_the_visit_nothing_is_shown(services, visitor):
    marie = visitor("family")
    token = marie.log_in("48151623")
    services.access.close_visit(marie.visit_id)
    assert services.statements.prepare(token, None) == REFUSED
