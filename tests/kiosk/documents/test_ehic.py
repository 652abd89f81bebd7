"""What the papers of the European card say, and what they keep to themselves."""

import re
from dataclasses import replace

from kiosk.documents.ehic import ehic_certificate_document, ehic_claims, ehic_order_document
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.documents.text import plain_text, spoken_text
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.people import Name, PostalAddress
from kiosk.texts import speaking
from tests.kiosk.documents import ehic_samples

URL = "https://verification.example/verifier#1.a.b.c"
HOSTILE = ("Jean-\x1b[2J\x00\u202eQUERBERT " * 40)[:1000]


def certificate_of(family, issue, **changes):
    return ehic_certificate_document(ehic_samples.certificate(family, issue, **changes), URL)


def test_the_fields_of_the_european_model_stand_in_their_order(family, issue):
    paper = plain_text(certificate_of(family, issue))
    assert [int(number) for number in re.findall(r"^(\d+)\. ", paper, re.MULTILINE)] == list(range(2, 13))


def test_the_whole_number_is_on_the_certificate_but_never_said(family, issue):
    document = certificate_of(family, issue)
    assert "688\u00a0157" in plain_text(document)
    assert not re.search(r"688\D*157", spoken_text(document))


def test_the_ticket_needs_no_more_of_the_number_than_its_owner_recognises(family, issue):
    assert "688" not in plain_text(ehic_order_document(ehic_samples.ticket(family, issue)))


def test_of_a_lunar_birth_date_no_more_is_printed_than_is_known(family, issue):
    person = replace(family.people[0].person, lunar_birth="19520000")
    assert "5. Date de naissance\u00a0: 1952\n" in plain_text(certificate_of(family, issue, person=person))


def test_the_signature_covers_one_person_from_the_day_of_issue(family, issue):
    claims = ehic_claims(ehic_samples.certificate(family, issue))
    assert (claims.kind, claims.people_count) == (CertificateKind.EHIC, 1)
    assert claims.issued_on == issue.issued_at.date()
    assert claims.is_specimen


def test_the_paper_stays_french_and_its_summary_is_understood(family, issue):
    with speaking("en"):
        certificate = certificate_of(family, issue)
        ticket = ehic_order_document(ehic_samples.ticket(family, issue))
        assert "CERTIFICAT PROVISOIRE" in plain_text(certificate)
        assert "CARTE EUROPÉENNE" in plain_text(ticket)
    assert "20 février 2027" in certificate.summary.french
    assert "20 February 2027" in certificate.summary.english
    assert ticket.summary.french == "2 cartes européennes commandées. Arrivée vers le 4 décembre 2026."


def test_a_thousand_letters_stay_within_the_paper(family, issue):
    person = replace(family.people[0].person, name=Name(HOSTILE, HOSTILE))
    ticket = ehic_samples.ticket(
        family,
        issue,
        insured=Name(HOSTILE, HOSTILE),
        address=PostalAddress((HOSTILE, "75019 PARIS")),
        certificates=(Name(HOSTILE, HOSTILE),),
    )
    for document in (certificate_of(family, issue, person=person), ehic_order_document(ticket)):
        assert "\x1b" not in plain_text(document)
        assert lay_out(document, COLUMNS)
