"""Every document whole, as it reads on 48 columns. `GOLDENS=write pytest` writes the files anew, to be read again."""

import os
from datetime import date
from pathlib import Path

import pytest

from kiosk.documents.payments import payment_document, payments_document
from kiosk.documents.rights import rights_claims, rights_document
from kiosk.documents.signature import sign_certificate, verification_url
from kiosk.documents.text import plain_text, spoken_text

GOLDENS = Path(__file__).with_name("goldens")


@pytest.fixture
def documents(certificate_of, family, couple_with_exemption, payments, consultation, pharmacy, signing_key, issue):
    def rights(file, **choices):
        certificate = certificate_of(file, **choices)
        fragment = sign_certificate(rights_claims(certificate), signing_key)
        return rights_document(certificate, verification_url("https://verification.example", fragment))

    marie, nir = family.insured.person.name, family.insured_nir
    first, last = date(2026, 6, 1), date(2026, 11, 21)
    return {
        "rights-family": rights(family),
        "rights-alone": rights(family, with_dependents=False),
        "rights-duplicate": rights(family, with_dependents=False, is_duplicate=True),
        "rights-exemption": rights(couple_with_exemption, with_exemption=True),
        "payments": payments_document(marie, nir, first, last, payments, issue),
        "payments-none": payments_document(marie, nir, first, last, (), issue),
        "payment-consultation": payment_document(marie, nir, consultation, issue),
        "payment-pharmacy": payment_document(marie, nir, pharmacy, issue),
    }


@pytest.mark.parametrize(
    "name",
    [
        "rights-family",
        "rights-alone",
        "rights-duplicate",
        "rights-exemption",
        "payments",
        "payments-none",
        "payment-consultation",
        "payment-pharmacy",
    ],
)
@pytest.mark.parametrize(("kind", "text_of"), [("ticket", plain_text), ("spoken", spoken_text)])
def test_the_document_reads_as_its_golden_file(documents, name, kind, text_of):
    text = text_of(documents[name])
    golden = GOLDENS / f"{name}.{kind}.txt"
    if os.environ.get("GOLDENS") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
