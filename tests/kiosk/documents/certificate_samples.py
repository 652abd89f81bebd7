"""Certificates of daily allowances and of full third-party payment, on a fixed day."""

from datetime import date

from kiosk.documents.allowances import AllowanceCertificate
from kiosk.documents.third_party import ThirdPartyCertificate
from kiosk.domain.allowances import AllowancePayment, Nature, PaidStoppage, Stoppage
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.payments import Payee
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import Period
from kiosk.domain.third_party import Contract, Cover, CoveredPerson, Manager, ThirdPartyFile

EMPLOYER = "Société Exemple"
ADDRESS = PostalAddress(("12 RUE DES EXEMPLES", "75019 PARIS"))
FREE = Contract("G89", "Complémentaire santé solidaire sans participation financière", Period(date(2019, 11, 1), None))
PAID = Contract("P89", "Complémentaire santé solidaire avec participation financière", Period(date(2019, 11, 1), None))
MUTUAL = Manager("Mutuelle Exemple", PostalAddress(("4 QUAI DES SPÉCIMENS", "75019 PARIS")))


def payment(first_day, last_day, paid_on, daily_cents, gross_cents, csg_cents, crds_cents, employer=None):
    return AllowancePayment(
        first_day,
        last_day,
        paid_on,
        daily_cents,
        (last_day - first_day).days + 1,
        gross_cents,
        csg_cents,
        crds_cents,
        gross_cents - csg_cents - crds_cents,
        Payee.INSURED if employer is None else Payee.EMPLOYER,
        employer,
    )


ILLNESS = PaidStoppage(
    Stoppage(Nature.ILLNESS, date(2026, 9, 1), date(2026, 9, 10), waiting_days=3),
    (payment(date(2026, 9, 4), date(2026, 9, 10), date(2026, 9, 15), 3000, 21000, 1302, 105),),
)
ACCIDENT = PaidStoppage(
    Stoppage(Nature.WORK, date(2026, 3, 2), date(2026, 4, 1)),
    (
        payment(date(2026, 3, 2), date(2026, 3, 29), date(2026, 4, 3), 3945, 110460, 6849, 552, EMPLOYER),
        payment(date(2026, 3, 30), date(2026, 4, 1), date(2026, 4, 8), 5260, 15780, 978, 79, EMPLOYER),
    ),
)


def allowances(organism, issue, *stoppages, first=date(2026, 1, 1), **changes):
    """What was paid to Claire Lambert, whose wage of 1,825 a month makes 30 a day."""
    return AllowanceCertificate(
        number=CertificateNumber("751", 2026, 4813),
        name=Name("LAMBERT", "Claire"),
        nir=Nir("285117570832167"),
        organism=organism,
        address=ADDRESS,
        period=Period(first, date(2026, 11, 21)),
        stoppages=stoppages,
        issue=issue,
        valid_until=date(2027, 11, 20),
        **changes,
    )


def third_party(organism, issue, **changes):
    """A mother and her twins, who advance nothing."""
    first, last = date(2026, 3, 1), date(2027, 2, 28)
    mother = Beneficiary(Name("GARCIA", "Lucie"), date(1988, 6, 14), Quality.INSURED, Nir("288067570810160"))
    twins = [
        Beneficiary(Name("GARCIA", first_name), date(2017, 2, 23), Quality.CHILD, rank=rank)
        for rank, first_name in ((1, "Noé"), (2, "Zoé"))
    ]
    covers = (Cover(PAID, first, last, MUTUAL), Cover(FREE, first, last), Cover(FREE, first, last))
    people = tuple(
        CoveredPerson(person, person is mother, (cover,))
        for person, cover in zip((mother, *twins), covers, strict=True)
    )
    file = ThirdPartyFile(Nir("288067570810160"), organism, ADDRESS, people)
    return ThirdPartyCertificate(
        **{
            "number": CertificateNumber("751", 2026, 4814),
            "file": file,
            "covered": tuple(zip(people, covers, strict=True)),
            "issue": issue,
            "valid_until": last,
            "renewal": Period(date(2026, 10, 28), date(2026, 12, 28)),
        }
        | changes
    )
