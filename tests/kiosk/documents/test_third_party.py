"""What a full third-party-payment certificate says, and what it keeps to itself."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.layout import Size, TextLine, lay_out
from kiosk.documents.text import plain_text, spoken_text
from kiosk.documents.third_party import third_party_claims, third_party_document
from kiosk.domain.rights import Period
from tests.kiosk.documents.certificate_samples import third_party

URL = "https://verification.example/verifier#1.a.b.c"


@pytest.fixture
def certificate(organism, issue):
    return lambda **changes: third_party(organism, issue, **changes)


def paper_of(certificate):
    return plain_text(third_party_document(certificate, URL)).replace("\u00a0", " ")


def test_the_title_is_in_the_largest_letters(certificate):
    lines = lay_out(third_party_document(certificate(), URL))
    large = [line.text for line in lines if isinstance(line, TextLine) and line.size is Size.LARGE]
    assert " ".join(large) == "ATTESTATION DE TIERS PAYANT INTÉGRAL"


def test_each_person_has_birth_date_contract_dates_and_rank(certificate):
    paper = paper_of(certificate())
    for name, born in (("Lucie", "14/06/1988"), ("Noé", "23/02/2017"), ("Zoé", "23/02/2017")):
        assert re.search(rf"GARCIA {name} +{born}", paper)
    assert paper.count("Valable du 01/03/2026 au 28/02/2027") == 3
    assert paper.count("Rang de naissance (jumeaux) : 2") == 1
    assert paper.count("Médecin traitant déclaré : oui") == 1
    assert paper.count("Médecin traitant déclaré : non") == 2


def test_the_body_that_manages_a_contract_has_its_address_once(certificate):
    paper = paper_of(certificate())
    assert paper.count("Organisme complémentaire : Mutuelle Exemple") == 1
    assert paper.count("4 QUAI DES SPÉCIMENS") == 1
    assert paper.count("Part complémentaire : payée par la caisse") == 2


def test_what_the_person_must_do_is_said(certificate):
    paper = paper_of(certificate())
    assert "Voyez d’abord votre médecin traitant." in paper
    assert "acceptez les médicaments" in paper


def test_who_advances_nothing_is_said(certificate):
    whole = certificate()
    of_twins = replace(whole, covered=whole.covered[1:])
    assert "Vous n’avancez pas vos frais de santé." in " ".join(paper_of(whole).split())
    assert "Pour les personnes nommées, vous n’avancez pas les frais de santé." in " ".join(paper_of(of_twins).split())


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (Period(date(2026, 12, 1), date(2027, 2, 1)), "entre le 01/12/2026 et le 01/02/2027."),
        (Period(date(2026, 10, 28), date(2026, 12, 28)), "avant le 28/12/2026."),
        (Period(date(2026, 8, 1), date(2026, 10, 1)), "sans attendre."),
    ],
)
def test_when_the_next_year_is_asked_for(certificate, window, said):
    paper = " ".join(paper_of(certificate(renewal=window)).split())
    assert f"Demandez le renouvellement {said}" in paper


def test_nobody_is_sent_to_renew_what_is_no_more_given(certificate):
    assert "renouvellement" not in paper_of(certificate(renewal=None))


def test_the_claims_are_what_the_paper_shows(certificate):
    claims = third_party_claims(certificate())
    assert (claims.kind.value, claims.people_count, claims.shows_exemption) == ("third-party", 3, False)
    assert (claims.issued_on, claims.valid_until) == (date(2026, 11, 21), date(2027, 2, 28))


def test_a_duplicate_says_so_once(certificate):
    assert paper_of(certificate(is_duplicate=True)).count("DUPLICATA") == 1


def test_the_voice_says_until_when_and_for_how_many_but_no_number(certificate):
    document = third_party_document(certificate(), URL)
    summary = document.summary.french.replace("\u00a0", " ")
    assert summary == "Attestation de tiers payant intégral, valable jusqu’au 28 février 2027. 3 personnes."
    assert not re.search(r"708\D*101", spoken_text(document))


def test_only_who_is_covered_is_printed(certificate):
    whole = certificate()
    assert "Lucie    " not in paper_of(replace(whole, covered=whole.covered[1:]))


def test_a_certificate_stays_out_of_a_log(certificate):
    shown = repr(certificate()) + repr(third_party_document(certificate(), URL))
    for secret in ("GARCIA", "288067570810160", "solidaire", "Mutuelle"):
        assert secret not in shown
