"""The family of the demonstration, its rights and payments, on a fixed day."""

from datetime import date, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.documents.allowances import allowance_claims, allowance_document
from kiosk.documents.attachment import AttachmentForm, attachment_document
from kiosk.documents.ehic import ehic_certificate_document, ehic_claims, ehic_order_document
from kiosk.documents.issue import Issue
from kiosk.documents.payments import payment_document, payments_document
from kiosk.documents.rights import RightsCertificate, rights_claims, rights_document
from kiosk.documents.signature import sign_certificate, verification_url
from kiosk.documents.statements import statement_document
from kiosk.documents.third_party import third_party_claims, third_party_document
from kiosk.domain.attachment import AttachableChild, AttachmentFile
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.payments import (
    ActLine,
    Deduction,
    DeductionKind,
    Payee,
    PaymentDetail,
    PaymentSummary,
)
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Exemption, Organism, Period, RightsFile
from tests.kiosk.documents import certificate_samples, ehic_samples, statement_samples

YEAR = Period(date(2026, 1, 1), None)


@pytest.fixture(scope="session")
def signing_key():
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="session")
def issue():
    paris_winter = timezone(timedelta(hours=1))
    return Issue(datetime(2026, 11, 21, 10, 4, tzinfo=paris_winter), "borne-07", is_specimen=True)


@pytest.fixture(scope="session")
def organism():
    return Organism("01", "751", "0117", "Assurance Maladie de Paris", PostalAddress(("75948 PARIS CEDEX 19",)))


@pytest.fixture(scope="session")
def family(organism):
    marie = Beneficiary(
        Name("DURAND", "Marie", birth="LEFÈVRE"), date(1969, 5, 14), Quality.INSURED, Nir("269057568815764")
    )
    marc = Beneficiary(Name("DURAND", "Marc"), date(1966, 2, 20), Quality.SPOUSE)
    lucas = Beneficiary(Name("DURAND", "Lucas"), date(2012, 3, 4), Quality.CHILD)
    ines = Beneficiary(Name("DURAND", "Inès"), date(2015, 9, 11), Quality.CHILD, rank=2)
    return RightsFile(
        Nir("269057568815764"),
        organism,
        "10",
        PostalAddress(("12 RUE DES EXEMPLES", "75019 PARIS")),
        (
            BeneficiaryRights(marie, YEAR, has_declared_doctor=True),
            BeneficiaryRights(marc, Period(date(2026, 1, 1), date(2026, 6, 30)), has_declared_doctor=True),
            BeneficiaryRights(lucas, Period(date(2026, 1, 1), date(2027, 3, 3)), has_declared_doctor=True),
            BeneficiaryRights(ines, None, has_declared_doctor=False),
        ),
    )


@pytest.fixture(scope="session")
def couple_with_exemption(organism):
    paul = Beneficiary(Name("MARTIN", "Paul"), date(1958, 11, 2), Quality.INSURED, Nir("158117570104286"))
    colette = Beneficiary(Name("MARTIN", "Colette", birth="PETIT"), date(1960, 4, 27), Quality.SPOUSE)
    return RightsFile(
        Nir("158117570104286"),
        organism,
        "11",
        PostalAddress(("3 ALLÉE DES SPÉCIMENS", "75019 PARIS")),
        (
            BeneficiaryRights(
                paul,
                YEAR,
                has_declared_doctor=True,
                exemption=Exemption(100, Period(date(2024, 3, 1), date(2029, 2, 28))),
            ),
            BeneficiaryRights(
                colette,
                YEAR,
                has_declared_doctor=True,
                exemption=Exemption(100, Period(date(2020, 3, 1), date(2025, 2, 28))),
            ),
        ),
    )


@pytest.fixture(scope="session")
def certificate_of(issue):
    def make(file, **choices):
        number = CertificateNumber("751", 2026, 4812)
        return RightsCertificate(number, file, issue, choices.pop("valid_until", date(2027, 11, 20)), **choices)

    return make


@pytest.fixture(scope="session")
def attachment_form(family, issue):
    """The form of the mother, who has two children on her file."""
    children = tuple(
        AttachableChild(number, rights.person)
        for number, rights in enumerate(family.people)
        if rights.person.quality is Quality.CHILD
    )
    file = AttachmentFile(family.insured.person, family.organism, family.address.lines, children)

    def make(chosen=(2, 3), blank_children=0):
        people = tuple(child.person for child in children if child.person_id in chosen)
        return AttachmentForm(file, people, blank_children, issue)

    return make


@pytest.fixture(scope="session")
def payments():
    def payment(number, day, title, professional, patient, total_cents, paid_cents, payee=Payee.INSURED):
        return PaymentSummary(number, day, title, professional, patient, payee, total_cents, paid_cents)

    return (
        payment(1, date(2026, 11, 18), "Consultation médecin traitant", "Dr L. Martin", "Marie", 1900, 3000),
        payment(
            2, date(2026, 11, 12), "Pharmacie", "Pharmacie du Canal", "Lucas", 1356, 2240, payee=Payee.PROFESSIONAL
        ),
        payment(3, date(2026, 11, 5), "Analyses de biologie", "Laboratoire Voltaire", "Marie", 2716, 4860),
        payment(4, date(2026, 10, 27), "Consultation cardiologue", "Dr A. Nguyen", "Marie", 4140, 6200),
        payment(
            5, date(2026, 10, 14), "Soins dentaires, plusieurs dents soignées", "Dr P. Roche", "Inès", 117_735, 190_000
        ),
        payment(6, date(2026, 9, 2), "Régularisation d’un trop-perçu", "Dr P. Roche", "Inès", -235, 0),
        payment(
            7, date(2026, 8, 31), "Indemnités journalières", "Société Exemple", "Marie", 19_593, 0, payee=Payee.EMPLOYER
        ),
    )


@pytest.fixture(scope="session")
def consultation(payments):
    return PaymentDetail(
        payments[0],
        "0751 091680003072",
        (ActLine(date(2026, 11, 14), "GS", "Consultation", 1, 3000, 3000, 70, 2100),),
        (Deduction(DeductionKind.FLAT_FEE, date(2026, 11, 14), 200),),
    )


@pytest.fixture(scope="session")
def pharmacy(payments):
    return PaymentDetail(
        payments[1],
        "0751 091680003073",
        (
            ActLine(date(2026, 11, 12), "PH7", "Médicaments à 65 %", 2, 2480, 2480, 65, 1612),
            ActLine(date(2026, 11, 12), "PH4", "Médicaments à 30 %", 1, 480, 480, 30, 144),
        ),
        (
            Deduction(DeductionKind.FRANCHISE, date(2026, 11, 12), 200),
            Deduction(DeductionKind.FRANCHISE, date(2026, 11, 12), 100),
            Deduction(DeductionKind.FLAT_FEE, date(2026, 9, 30), 100),
        ),
    )


@pytest.fixture(scope="session")
def documents(
    certificate_of,
    family,
    couple_with_exemption,
    organism,
    payments,
    consultation,
    pharmacy,
    signing_key,
    issue,
    attachment_form,
):
    def rights(file, **choices):
        certificate = certificate_of(file, **choices)
        fragment = sign_certificate(rights_claims(certificate), signing_key)
        return rights_document(certificate, verification_url("https://verification.example", fragment))

    def allowances(*stoppages):
        certificate = certificate_samples.allowances(organism, issue, *stoppages)
        fragment = sign_certificate(allowance_claims(certificate), signing_key)
        return allowance_document(certificate, verification_url("https://verification.example", fragment))

    def third_party(**changes):
        certificate = certificate_samples.third_party(organism, issue, **changes)
        fragment = sign_certificate(third_party_claims(certificate), signing_key)
        return third_party_document(certificate, verification_url("https://verification.example", fragment))

    def european(**changes):
        certificate = ehic_samples.certificate(family, issue, **changes)
        fragment = sign_certificate(ehic_claims(certificate), signing_key)
        return ehic_certificate_document(certificate, verification_url("https://verification.example", fragment))

    marie, nir = family.insured.person.name, family.insured_nir
    first, last = date(2026, 6, 1), date(2026, 11, 21)
    return {
        "rights-family": rights(family),
        "rights-alone": rights(family, with_dependents=False),
        "rights-duplicate": rights(family, with_dependents=False, is_duplicate=True),
        "rights-exemption": rights(couple_with_exemption, with_exemption=True),
        "attachment-children": attachment_document(attachment_form()),
        "attachment-blank": attachment_document(attachment_form((), 1)),
        "statement": statement_document(marie, nir, statement_samples.january(), issue),
        "statement-empty": statement_document(marie, nir, statement_samples.empty(), issue),
        "statement-of-others": statement_document(marie, nir, statement_samples.of_others(), issue),
        "allowances": allowances(certificate_samples.ILLNESS),
        "allowances-two-payees": allowances(certificate_samples.ILLNESS, certificate_samples.ACCIDENT),
        "third-party": third_party(),
        "third-party-duplicate": third_party(is_duplicate=True, renewal=None),
        "ehic-order": ehic_order_document(ehic_samples.ticket(family, issue)),
        "ehic-order-alone": ehic_order_document(
            ehic_samples.ticket(
                family, issue, cards=ehic_samples.ticket(family, issue).cards[:1], departure=None, certificates=()
            )
        ),
        "ehic-certificate": european(),
        "ehic-certificate-duplicate": european(person=family.people[2].person, card=None, is_duplicate=True),
        "payments": payments_document(marie, nir, first, last, payments, issue),
        "payments-none": payments_document(marie, nir, first, last, (), issue),
        "payment-consultation": payment_document(marie, nir, consultation, issue),
        "payment-pharmacy": payment_document(marie, nir, pharmacy, issue),
    }
