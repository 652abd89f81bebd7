"""Names that somebody wrote into the database to harm: they reach the paper as text and nothing else."""

import unicodedata
from uuid import uuid4

import pytest

from kiosk.documents.text import plain_text
from kiosk.domain.allowances import AllowancePeriod
from kiosk.ports import RightsChoice

ESC_POS = "\x1b@\x1dV\x00\x1b=\x01\x1b|CA"
HOSTILE = {
    "printer commands": f"DU{ESC_POS}RAND",
    "control bytes": "".join(map(chr, (*range(32), 0x7F, *range(0x80, 0xA0)))) + "DURAND",
    "a thousand letters": "D" * 1000,
    "words without end": "DU " * 400,
    "right to left": "\u202eDNARUD\u2066\u2069\u200f \u05d3\u05d5\u05e8\u05df",
    "combining marks": "D" + "\u0301" * 1000,
    "line breaks": "DURAND\r\nDroits ouverts\u2028du 01/01/2000",
    "markup": "<script>alert(1)</script>&amp;%(number)s {0} %s",
    "quotes": "O'RAND\"; DROP TABLE people; --",
    "nothing": "",
    "private use and emoji": "\ue000\U000f0000👩‍👩‍👧",
}


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def hostile(request, opened):
    with opened.engine.begin() as connection:
        for table, column in (
            ("people", "usual_name"),
            ("people", "first_name"),
            ("people", "birth_name"),
            ("files", "address"),
            ("organisms", "name"),
            ("payments", "title"),
            ("payments", "professional"),
            ("act_lines", "label"),
            ("allowance_payments", "employer"),
            ("schemes", "manager"),
            ("contracts", "label"),
        ):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = ?", (request.param,))  # noqa: S608 - names above
    return request.param


def assert_harmless(document):
    for width in (24, 48):
        text = plain_text(document, width)
        for character in text.replace("\n", ""):
            assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}, hex(ord(character))
        assert "SPÉCIMEN" in text


@pytest.mark.usefixtures("hostile")
def test_the_certificate_is_harmless(services, log_in):
    prepared = services.rights.prepare(log_in("exemption"), RightsChoice(with_exemption=True), uuid4(), frozenset())
    assert_harmless(prepared.document)


@pytest.mark.usefixtures("hostile")
def test_the_certificate_of_allowances_is_harmless(services, log_in):
    year = AllowancePeriod.LAST_12_MONTHS
    prepared = services.allowances.prepare(log_in("allowances-employer"), year, uuid4(), frozenset())
    assert_harmless(prepared.document)


@pytest.mark.usefixtures("hostile")
def test_the_certificate_of_third_party_payment_is_harmless(services, log_in):
    prepared = services.third_party.prepare(log_in("c2s-participation"), uuid4(), frozenset())
    assert_harmless(prepared.document)


@pytest.mark.usefixtures("hostile")
def test_the_payments_are_harmless(services, log_in):
    token = log_in("family")
    page = services.payments.page(token, 0)
    assert_harmless(services.payments.list_document(token))
    assert_harmless(services.payments.detail_document(token, page.payments[0].payment_id))


@pytest.mark.usefixtures("hostile")
def test_nothing_of_it_is_carried_out(services, log_in, opened):
    log_in("family")
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one() > 0
    assert services.check() == ()
