"""What a rights certificate says, and what it keeps to itself."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.rights import rights_claims, rights_document, valid_until
from kiosk.documents.text import plain_text, spoken_text
from kiosk.domain.rights import Period

URL = "https://verification.example/verifier#1.a.b.c"
MOTIVES = re.compile(r"\b(ALD|affection|longue durée|maladie chronique|maternité|invalidité|ETM|LIS|41)\b")


def paper_of(certificate):
    return plain_text(rights_document(certificate, URL))


def with_insured_period(file, period):
    return replace(file, people=(replace(file.people[0], period=period), *file.people[1:]))


def test_the_whole_social_security_number_is_printed_but_never_said(certificate_of, family):
    document = rights_document(certificate_of(family), URL)
    assert "2\u00a069\u00a005\u00a075\u00a0688\u00a0157\u00a064" in plain_text(document)
    assert not re.search(r"688\D*157", spoken_text(document))


def test_every_person_of_the_file_is_printed_with_the_birth_date(certificate_of, family):
    paper = paper_of(certificate_of(family))
    for name, born in [("Marie", "14/05/1969"), ("Marc", "20/02/1966"), ("Lucas", "04/03/2012")]:
        assert re.search(rf"DURAND {name} +{born}", paper)


def test_a_person_alone_is_printed_alone(certificate_of, family):
    paper = paper_of(certificate_of(family, with_dependents=False))
    assert "Marie" in paper
    assert "Lucas" not in paper


def test_ended_missing_open_and_limited_rights_are_told_apart(certificate_of, family):
    paper = paper_of(certificate_of(family)).replace("\u00a0", " ")
    assert "Droits ouverts depuis le 01/01/2026" in paper
    assert "Droits terminés le 30/06/2026" in paper
    assert "Droits ouverts du 01/01/2026 au 03/03/2027" in paper
    assert "Aucun droit ouvert" in paper


def test_a_single_birth_has_no_rank_and_a_twin_has_one(certificate_of, family):
    assert paper_of(certificate_of(family)).count("Rang de naissance") == 1


def test_the_exemption_is_silent_until_asked_for(certificate_of, couple_with_exemption):
    assert "xonération" not in paper_of(certificate_of(couple_with_exemption))


def test_a_current_exemption_has_its_last_day_and_rate_and_no_motive(certificate_of, couple_with_exemption):
    certificate = certificate_of(couple_with_exemption, with_exemption=True)
    paper = paper_of(certificate).replace("\u00a0", " ")
    assert paper.count("Exonération du ticket modérateur") == 1
    assert "jusqu’au 28/02/2029 (taux : 100 %)" in paper
    assert not MOTIVES.search(paper)
    assert not MOTIVES.search(spoken_text(rights_document(certificate, URL)))


def test_an_exemption_without_end_has_no_last_day(certificate_of, couple_with_exemption):
    paul = couple_with_exemption.people[0]
    endless = replace(paul, exemption=replace(paul.exemption, period=Period(date(2024, 3, 1), None)))
    file = replace(couple_with_exemption, people=(endless,))
    paper = " ".join(paper_of(certificate_of(file, with_exemption=True)).split())
    assert "Exonération du ticket modérateur (taux : 100 %)" in paper


def test_an_exemption_asked_for_by_who_has_none_prints_nothing(certificate_of, family):
    assert "xonération" not in paper_of(certificate_of(family, with_exemption=True))


def test_a_duplicate_says_so_once_and_keeps_its_number(certificate_of, family):
    certificate = certificate_of(family, is_duplicate=True)
    assert paper_of(certificate).count("DUPLICATA") == 1
    assert rights_document(certificate, URL).number == "751-26-004812-H"


def test_only_test_data_say_that_they_are_a_specimen(certificate_of, family):
    certificate = certificate_of(family)
    in_service = replace(certificate, issue=replace(certificate.issue, is_specimen=False))
    assert "SPÉCIMEN" in paper_of(certificate)
    assert "SPÉCIMEN" not in paper_of(in_service)
    assert rights_claims(certificate).is_specimen
    assert not rights_claims(in_service).is_specimen


def test_the_claims_are_what_the_paper_shows(certificate_of, couple_with_exemption):
    shown = rights_claims(certificate_of(couple_with_exemption, with_exemption=True))
    hidden = rights_claims(certificate_of(couple_with_exemption, with_dependents=False))
    assert (shown.people_count, shown.shows_exemption) == (2, True)
    assert (hidden.people_count, hidden.shows_exemption) == (1, False)
    assert (shown.issued_on, shown.valid_until) == (date(2026, 11, 21), date(2027, 11, 20))


def test_the_voice_says_until_when_the_paper_is_valid_and_for_how_many(certificate_of, family):
    summary = rights_document(certificate_of(family), URL).summary
    assert summary.french == "Attestation de droits, valable jusqu’au\u00a020 novembre 2027. 4 personnes."


def test_a_certificate_lives_whole_months(family):
    file = with_insured_period(family, Period(date(2026, 1, 1), None))
    assert valid_until(file, date(2026, 11, 21), 12) == date(2027, 11, 20)


def test_a_certificate_ends_with_the_rights(family):
    file = with_insured_period(family, Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert valid_until(file, date(2026, 11, 21), 12) == date(2026, 12, 31)


@pytest.mark.parametrize("period", [None, Period(date(2026, 1, 1), date(2026, 11, 20))])
def test_nothing_is_certified_without_rights(family, period):
    with pytest.raises(ValueError, match="with rights"):
        valid_until(with_insured_period(family, period), date(2026, 11, 21), 12)


def test_a_certificate_stays_out_of_a_log(certificate_of, family):
    shown = repr(certificate_of(family)) + repr(rights_document(certificate_of(family), URL))
    assert "DURAND" not in shown
    assert "269057568815764" not in shown
