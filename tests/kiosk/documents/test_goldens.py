"""Every document whole, as it reads on 48 columns. `GOLDENS=write pytest` writes the files anew, to be read again."""

import os
from pathlib import Path

import pytest

from kiosk.documents.text import plain_text, spoken_text

GOLDENS = Path(__file__).with_name("goldens")


@pytest.mark.parametrize(
    "name",
    [
        "rights-family",
        "rights-alone",
        "rights-duplicate",
        "rights-exemption",
        "attachment-children",
        "attachment-blank",
        "statement",
        "statement-empty",
        "statement-of-others",
        "allowances",
        "allowances-two-payees",
        "third-party",
        "third-party-duplicate",
        "ehic-order",
        "ehic-order-alone",
        "ehic-certificate",
        "ehic-certificate-duplicate",
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
