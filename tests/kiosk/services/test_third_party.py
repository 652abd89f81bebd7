from datetime import date
from uuid import uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import QrCode
from kiosk.documents.signature import Valid, is_held_by, verify_fragment
from kiosk.documents.text import plain_text
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.nir import Nir
from kiosk.domain.third_party import NotCovered
from kiosk.ports import PreparedThirdParty, ServiceFailure

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NOTHING = frozenset[str]()
FREE = "Complémentaire santé solidaire sans participation financière"


@pytest.fixture
def prepare(services):
    def prepare(token, request_id=None, unconfirmed=NOTHING):
        return services.third_party.prepare(token, request_id or uuid4(), unconfirmed)

    return prepare


@pytest.fixture
def lucie(log_in):
    return log_in("c2s")


@pytest.fixture
def yves(log_in):
    return log_in("c2s-participation")


@pytest.fixture
def change(opened):
    def change(statement):
        with opened.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    return change


def paper(prepared):
    assert isinstance(prepared, PreparedThirdParty)
    return " ".join(plain_text(prepared.document).replace("\u00a0", " ").split())


def verified(prepared, secrets):
    (code,) = [part for part in prepared.document.parts if isinstance(part, QrCode)]
    verdict = verify_fragment(code.payload, [secrets.signing_key.public_key()])
    assert isinstance(verdict, Valid)
    return verdict.claims


def test_without_participation_mother_and_son_are_both_certified(prepare, lucie):
    prepared = prepare(lucie)
    assert prepared.covered_until == date(2027, 7, 13)
    said = paper(prepared)
    for words in (
        "ATTESTATION DE TIERS PAYANT INTÉGRAL",
        "2 88 06 75 708 101 60",
        "01 751 0117",
        "GARCIA Lucie 14/06/1988",
        "GARCIA Noé 23/02/2017",
        "Valable du 14/07/2026 au 13/07/2027",
        "payée par la caisse",
        "médicaments génériques",
        "Demandez le renouvellement entre le 13/03/2027 et le 13/05/2027.",
        prepared.number,
    ):
        assert words in said, words
    assert said.count(FREE) == 2


def test_with_participation_the_body_that_manages_it_is_named_and_the_next_year_can_be_asked_for(prepare, yves):
    prepared = prepare(yves)
    said = paper(prepared)
    assert "Complémentaire santé solidaire avec participation financière" in said
    assert "Organisme complémentaire : Mutuelle du Canal 27 QUAI DE LA GIRONDE 75019 PARIS" in said
    assert "Demandez le renouvellement avant le 13/12/2026." in said


def test_who_has_renewed_already_is_certified_to_the_end_and_not_sent_to_renew(prepare, yves, change):
    change(
        "INSERT INTO schemes (person_id, first_day, last_day, contract, manager)"
        " SELECT person_id, date(last_day, '+1 day'), date(last_day, '+1 year'), contract, manager"
        " FROM schemes WHERE contract = 'P89' AND last_day = '2027-02-13'"
    )
    prepared = prepare(yves)
    assert prepared.covered_until == date(2028, 2, 13)
    assert "avant le 13/12/2026" not in paper(prepared)


def test_what_somebody_had_earlier_is_told_on_the_screen_and_not_on_the_paper(prepare, yves):
    prepared = prepare(yves)
    (aid,) = prepared.ended
    assert (aid.contract.code, aid.freed_from, aid.freed_until) == ("92", date(2017, 1, 1), date(2018, 12, 31))
    assert "ACS" not in paper(prepared)
    assert "2018" not in paper(prepared)


def test_a_contract_that_ended_yesterday_says_until_when_it_was(prepare, log_in):
    assert prepare(log_in("c2s-ended")) == NotCovered(date(2026, 11, 20))


def test_on_its_last_day_it_still_covers(prepare, log_in, change):
    change("UPDATE schemes SET last_day = '2026-11-21' WHERE last_day = '2026-11-20'")
    assert prepare(log_in("c2s-ended")).covered_until == date(2026, 11, 21)


def test_others_never_had_one(prepare, log_in):
    assert prepare(log_in("family")) == NotCovered()


def test_an_aid_to_insurance_was_certified_in_its_time_since_contracts_are_data(prepare, visitor, change):
    change("UPDATE contracts SET last_day = NULL WHERE code = '92'")
    change("UPDATE schemes SET last_day = '2030-12-31', manager = 'Mutuelle Riquet' WHERE contract = '92'")
    change("DELETE FROM schemes WHERE contract = 'P89'")
    said = paper(prepare(visitor("c2s-participation").log_in("15938462")))
    assert "Aide à la complémentaire santé (ACS), contrat B" in said


def test_a_kind_of_contract_that_is_over_covers_nobody_whatever_a_record_says(prepare, yves, change):
    change("DELETE FROM schemes WHERE contract = 'P89'")
    change("UPDATE schemes SET last_day = '2030-12-31' WHERE contract = '92'")
    assert prepare(yves) == NotCovered(date(2020, 10, 31))


def test_only_who_is_covered_is_printed(prepare, lucie, change, secrets):
    change("DELETE FROM schemes WHERE person_id = (SELECT id FROM people WHERE first_name = 'Lucie')")
    prepared = prepare(lucie)
    assert "GARCIA Noé 23/02/2017" in paper(prepared)
    assert "GARCIA Lucie 14/06/1988" not in paper(prepared)
    assert "Pour les personnes nommées, vous n’avancez pas les frais de santé." in paper(prepared)
    assert not prepared.is_insured_covered
    assert verified(prepared, secrets).people_count == 1


def test_a_mother_who_is_covered_herself_is_told_apart_from_one_whose_son_alone_is(prepare, lucie):
    assert prepare(lucie).is_insured_covered


def test_the_certificate_ends_with_the_first_contract_that_ends(prepare, lucie, change, secrets):
    change(
        "UPDATE schemes SET last_day = '2027-01-31' "
        "WHERE person_id = (SELECT id FROM people WHERE first_name = 'Noé' AND usual_name = 'GARCIA')"
    )
    prepared = prepare(lucie)
    assert prepared.covered_until == verified(prepared, secrets).valid_until == date(2027, 1, 31)
    assert "au 13/07/2027" in paper(prepared)
    assert "Demandez le renouvellement avant le 30/11/2026." in paper(prepared)


def test_the_signature_says_which_kind_it_is_and_whose(prepare, lucie, secrets):
    prepared = prepare(lucie)
    claims = verified(prepared, secrets)
    assert (str(claims.number), claims.kind) == (prepared.number, CertificateKind.THIRD_PARTY)
    assert (claims.issued_on, claims.valid_until) == (date(2026, 11, 21), date(2027, 7, 13))
    assert (claims.people_count, claims.shows_exemption) == (2, False)
    assert is_held_by(claims, Nir("288067570810160"), "GARCIA Lucie")


def test_the_same_request_keeps_its_number(prepare, lucie):
    request = uuid4()
    assert prepare(lucie, request) == prepare(lucie, request)
    assert prepare(lucie).number != prepare(lucie, request).number


def test_orders_at_once_share_their_number(prepare, lucie, at_once):
    request = uuid4()
    assert len({one.number for one in at_once(*[lambda: prepare(lucie, request)] * 4)}) == 1


def test_a_paper_that_may_exist_comes_back_as_a_duplicate(prepare, lucie, clock):
    first = prepare(lucie)
    clock.go_on(minutes=20)
    again = prepare(lucie, unconfirmed=frozenset({first.number}))
    assert (again.number, again.duplicate) == (first.number, True)
    assert paper(again).replace("DUPLICATA ", "") == paper(first)


def test_a_contract_that_has_changed_needs_a_new_certificate(prepare, lucie, change):
    first = prepare(lucie)
    change("UPDATE schemes SET contract = 'P89' WHERE contract = 'G89'")
    again = prepare(lucie, unconfirmed=frozenset({first.number}))
    assert (again.number != first.number, again.duplicate) == (True, False)


def test_a_token_that_opens_nothing_is_refused(prepare, services, visitor):
    person = visitor("c2s")
    token = person.log_in("73051924")
    services.access.close_visit(person.visit_id)
    assert prepare(token) == prepare("never-given") == REFUSED
