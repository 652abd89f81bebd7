"""Orders of European cards, and provisional certificates, of the family of the demonstration."""

from datetime import date

from kiosk.documents.ehic import EhicCertificate, EhicOrderTicket, OrderedCard
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.ehic import EhicCard

RENEWED = EhicCard("80250000029990000001", date(2026, 12, 21))
"""The card that ends soon."""


def ticket(family, issue, **changes):
    marie, lucas = family.people[0].person, family.people[2].person
    said = {
        "insured": marie.name,
        "insured_nir": family.insured_nir,
        "cards": (OrderedCard(marie.name, "CE-751-26-000012-H"), OrderedCard(lucas.name, "CE-751-26-000013-J")),
        "address": family.address,
        "expected_on": date(2026, 12, 4),
        "departure": date(2026, 12, 5),
        "certificates": (marie.name, lucas.name),
        "card_months": 24,
        "issue": issue,
    }
    return EhicOrderTicket(**{**said, **changes})


def certificate(family, issue, **changes):
    said = {
        "number": CertificateNumber("751", 2026, 4816),
        "person": family.people[0].person,
        "personal_nir": family.insured_nir,
        "organism": family.organism,
        "card": RENEWED,
        "valid_until": date(2027, 2, 20),
        "issue": issue,
    }
    return EhicCertificate(**{**said, **changes})
