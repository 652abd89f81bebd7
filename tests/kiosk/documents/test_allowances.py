"""What a daily-allowance certificate says, and what it keeps to itself."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.allowances import allowance_claims, allowance_document, nature_text
from kiosk.documents.text import plain_text, spoken_text
from kiosk.domain.allowances import Nature, PaidStoppage
from tests.kiosk.documents.certificate_samples import ACCIDENT, EMPLOYER, ILLNESS, allowances

URL = "https://verification.example/verifier#1.a.b.c"


@pytest.fixture
def certificate(organism, issue):
    return lambda *stoppages, **changes: allowances(organism, issue, *stoppages, **changes)


def paper_of(certificate):
    return plain_text(allowance_document(certificate, URL)).replace("\u00a0", " ")


def test_a_stoppage_says_since_when_what_was_waited_and_what_was_paid(certificate):
    paper = paper_of(certificate(ILLNESS))
    for line in (
        "Versements du 01/01/2026 au 21/11/2026",
        "Arrêt maladie",
        "Premier jour d’arrêt : 01/09/2026",
        "Délai de carence : 3 jours non payés",
        "du 01/09/2026 au 03/09/2026",
        "Versé à : LAMBERT Claire",
        "Du 04/09/2026 au 10/09/2026",
    ):
        assert line in paper, line
    for left, right in (
        ("7 jours à 30,00 €", "210,00 €"),
        ("CSG", "–13,02 €"),
        ("CRDS", "–1,05 €"),
        ("Versé le 15/09/2026", "195,93 €"),
        ("TOTAL NET VERSÉ", "195,93 €"),
    ):
        assert re.search(rf"{left} +{right}", paper), left


def test_without_waiting_days_nothing_is_said_of_them(certificate):
    assert "carence" not in paper_of(certificate(ACCIDENT))


def test_the_employer_who_was_paid_is_named(certificate):
    paper = paper_of(certificate(ACCIDENT))
    assert "Versé à l’employeur (subrogation) : Société Exemple" in " ".join(paper.split())
    assert "Versé à : LAMBERT" not in paper
    assert "dont à" not in paper, "all of it went to the employer"


def test_where_both_were_paid_each_part_has_its_line(certificate):
    paper = paper_of(certificate(ILLNESS, ACCIDENT))
    assert re.search(r"TOTAL NET VERSÉ +1 373,75 €", paper)
    assert re.search(r"dont à LAMBERT Claire +195,93 €", paper)
    assert re.search(r"dont à l’employeur +1 177,82 €", paper)


def test_a_stoppage_paid_to_one_and_then_to_the_other_names_both(certificate):
    own = replace(ACCIDENT.payments[1], payee=ILLNESS.payments[0].payee, employer=None)
    paper = paper_of(certificate(PaidStoppage(ACCIDENT.stoppage, (ACCIDENT.payments[0], own))))
    assert paper.index(EMPLOYER) < paper.index("Versé à : LAMBERT Claire")


def test_every_nature_has_its_words_and_a_long_illness_those_of_any_other():
    texts = {nature: nature_text(nature) for nature in Nature}
    assert texts[Nature.LONG_ILLNESS] == texts[Nature.ILLNESS]
    assert len(set(texts.values())) == len(Nature) - 1


def test_no_paper_tells_a_long_illness(certificate):
    long = replace(ILLNESS, stoppage=replace(ILLNESS.stoppage, nature=Nature.LONG_ILLNESS))
    assert paper_of(certificate(long)) == paper_of(certificate(ILLNESS))


def test_the_claims_are_those_of_the_paper_and_name_nobody(certificate):
    claims = allowance_claims(certificate(ILLNESS))
    assert (claims.kind.value, claims.people_count, claims.shows_exemption) == ("allowances", 1, False)
    assert (claims.issued_on, claims.valid_until) == (date(2026, 11, 21), date(2027, 11, 20))


def test_a_duplicate_says_so_once_and_keeps_its_number(certificate):
    duplicate = certificate(ILLNESS, is_duplicate=True)
    assert paper_of(duplicate).count("DUPLICATA") == 1
    assert allowance_document(duplicate, URL).number == str(duplicate.number)


def test_the_whole_number_of_the_person_is_printed_but_never_said(certificate):
    document = allowance_document(certificate(ILLNESS), URL)
    assert "2\u00a085\u00a011\u00a075\u00a0708\u00a0321\u00a067" in plain_text(document)
    assert not re.search(r"708\D*321", spoken_text(document))


def test_what_is_said_once_it_is_printed_holds_no_amount(certificate):
    summary = allowance_document(certificate(ILLNESS), URL).summary.french.replace("\u00a0", " ")
    assert summary == "Attestation d’indemnités journalières, du 1er janvier 2026 au 21 novembre 2026. 1 versement."


def test_a_certificate_stays_out_of_a_log(certificate):
    shown = repr(certificate(ILLNESS, ACCIDENT)) + repr(allowance_document(certificate(ILLNESS), URL))
    for secret in ("LAMBERT", "285117570832167", EMPLOYER, "19593", "illness"):
        assert secret not in shown
