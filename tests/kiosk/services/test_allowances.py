from datetime import date
from uuid import uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import QrCode
from kiosk.documents.signature import Valid, is_held_by, verify_fragment
from kiosk.documents.text import plain_text
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.rights import Period
from kiosk.ports import NoAllowance, ServiceFailure

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NOTHING = frozenset[str]()
QUARTER, YEAR, THIS_YEAR, LAST_YEAR = (
    AllowancePeriod.LAST_3_MONTHS,
    AllowancePeriod.LAST_12_MONTHS,
    AllowancePeriod.THIS_YEAR,
    AllowancePeriod.LAST_YEAR,
)


@pytest.fixture
def prepare(services):
    def prepare(token, choice=QUARTER, request_id=None, unconfirmed=NOTHING):
        return services.allowances.prepare(token, choice, request_id or uuid4(), unconfirmed)

    return prepare


@pytest.fixture
def claire(log_in):
    return log_in("allowances")


@pytest.fixture
def david(log_in):
    return log_in("allowances-employer")


@pytest.fixture
def change(opened):
    def change(statement, **values):
        with opened.engine.begin() as connection:
            connection.exec_driver_sql(statement, values)

    return change


def paper(prepared):
    return plain_text(prepared.document).replace("\u00a0", " ")


def verified(prepared, secrets):
    (code,) = [part for part in prepared.document.parts if isinstance(part, QrCode)]
    verdict = verify_fragment(code.payload, [secrets.signing_key.public_key()])
    assert isinstance(verdict, Valid)
    return verdict.claims


def test_ten_days_of_illness_are_certified_as_seven_paid_ones(prepare, claire):
    prepared = prepare(claire)
    assert (prepared.choice, prepared.period) == (QUARTER, Period(date(2026, 8, 22), date(2026, 11, 21)))
    assert prepared.total_net_cents == 19593
    said = paper(prepared)
    for words in (
        "LAMBERT Claire",
        "Premier jour d’arrêt : 22/09/2026",
        "3 jours non payés",
        "du 22/09/2026 au 24/09/2026",
        "7 jours à 30,00 €",
        "210,00 €",
        "–13,02 €",
        "–1,05 €",
        "195,93 €",
        prepared.number,
        "SPÉCIMEN",
    ):
        assert words in said, words


def test_what_was_paid_to_the_employer_says_so(prepare, david):
    said = paper(prepare(david))
    assert "Accident du travail ou maladie professionnelle" in said
    assert "Versé à l’employeur (subrogation) :" in said
    assert "Transports de l’Ourcq" in said
    assert "carence" not in said


def test_over_a_longer_time_the_total_tells_the_person_from_the_employer(prepare, david):
    said = paper(prepare(david, YEAR))
    assert "Versé à : ROUX David" in said
    assert "dont à ROUX David" in said
    assert "dont à l’employeur" in said


def test_the_stoppages_of_a_year_are_there_the_latest_first(prepare, claire):
    said = paper(prepare(claire, THIS_YEAR))
    assert said.index("22/09/2026") < said.index("16/03/2026")
    assert "maternité" not in said
    assert "Congé de maternité" in paper(prepare(claire, LAST_YEAR))


def test_without_a_payment_there_is_nothing_to_certify_and_no_number_is_used(prepare, log_in, opened):
    prepared = prepare(log_in("family"), LAST_YEAR)
    assert prepared == NoAllowance(LAST_YEAR, Period(date(2025, 1, 1), date(2025, 12, 31)))
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM certificates").scalar_one() == 0


def test_days_are_paid_in_the_period_in_which_their_payment_falls(prepare, claire, change):
    period = {"first": "2026-08-10", "last": "2026-08-16"}
    change("UPDATE stoppages SET first_day = '2026-08-07', last_day = '2026-08-16' WHERE first_day = '2026-09-22'")
    moved = (
        "UPDATE allowance_payments SET first_day = :first, last_day = :last, paid_on = :paid WHERE net_cents = 19593"
    )
    change(moved, **period, paid="2026-08-22")
    assert prepare(claire).total_net_cents == 19593
    change(moved, **period, paid="2026-08-21")
    assert isinstance(prepare(claire), NoAllowance)


def test_a_payment_that_is_dated_ahead_counts_from_its_day_on(prepare, visitor, change, clock):
    change("UPDATE allowance_payments SET paid_on = '2026-11-23' WHERE net_cents = 19593")
    assert isinstance(prepare(visitor("allowances").log_in("92648150")), NoAllowance)
    clock.go_on(days=2)
    assert prepare(visitor("allowances").log_in("92648150")).total_net_cents == 19593


def test_a_long_illness_reads_like_any_other(prepare, claire, change):
    plain = paper(prepare(claire))
    change("UPDATE stoppages SET nature = 'long-illness' WHERE nature = 'illness'")
    long = paper(prepare(claire))

    def without_codes(text):
        return [line for line in text.splitlines() if "[QR]" not in line and "N°" not in line]

    assert without_codes(long) == without_codes(plain)


def test_the_allowances_of_somebody_else_are_not_there(prepare, claire, change):
    change("UPDATE stoppages SET file_id = 1")
    change("UPDATE allowance_payments SET file_id = 1")
    assert isinstance(prepare(claire, YEAR), NoAllowance)


def test_who_has_no_rights_any_more_still_gets_what_was_paid_certified(prepare, claire, change):
    change("UPDATE rights_periods SET last_day = '2026-11-01'")
    assert prepare(claire).total_net_cents == 19593


def test_the_signature_says_which_kind_it_is_and_whose(prepare, claire, secrets):
    prepared = prepare(claire)
    claims = verified(prepared, secrets)
    assert (str(claims.number), claims.kind) == (prepared.number, CertificateKind.ALLOWANCES)
    assert (claims.issued_on, claims.valid_until) == (date(2026, 11, 21), date(2027, 11, 20))
    assert (claims.people_count, claims.shows_exemption, claims.is_specimen) == (1, False, True)
    assert is_held_by(claims, Nir("285117570832167"), "LAMBERT Claire")


def test_the_same_request_keeps_its_number_whatever_the_period(prepare, claire):
    request = uuid4()
    numbers = [prepare(claire, choice, request).number for choice in (QUARTER, YEAR, THIS_YEAR, QUARTER)]
    assert len(set(numbers)) == 1
    assert prepare(claire).number != numbers[0]


def test_certificates_of_all_kinds_share_one_series_of_numbers(prepare, services, claire):
    first = prepare(claire)
    assert CertificateNumber.parse(first.number) == CertificateNumber("751", 2026, 1)
    assert services.certificates.confirm_printed(claire, first.number) is None


def test_orders_at_once_share_their_number(prepare, claire, at_once):
    request = uuid4()
    assert len({one.number for one in at_once(*[lambda: prepare(claire, request_id=request)] * 4)}) == 1


def test_a_paper_that_may_exist_comes_back_as_a_duplicate(prepare, claire, clock):
    first = prepare(claire)
    clock.go_on(minutes=20)
    again = prepare(claire, unconfirmed=frozenset({first.number}))
    assert (again.number, again.duplicate) == (first.number, True)
    assert "DUPLICATA" in paper(again)
    assert paper(again).replace("DUPLICATA", "").split() == paper(first).split()


def test_another_period_is_no_duplicate(prepare, claire):
    first = prepare(claire)
    other = prepare(claire, YEAR, unconfirmed=frozenset({first.number}))
    assert (other.number != first.number, other.duplicate) == (True, False)


def test_the_same_choice_on_another_day_is_another_period(prepare, visitor, clock):
    first = prepare(visitor("allowances").log_in("92648150"))
    clock.go_on(days=1)
    again = prepare(visitor("allowances").log_in("92648150"), unconfirmed=frozenset({first.number}))
    assert (again.number != first.number, again.duplicate) == (True, False)


def test_a_token_that_opens_nothing_is_refused(prepare, services, visitor):
    person = visitor("allowances")
    token = person.log_in("92648150")
    services.access.close_visit(person.visit_id)
    assert prepare(token) == prepare("never-given") == REFUSED
