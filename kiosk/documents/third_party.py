"""The full third-party-payment certificate (attestation de tiers payant intégral): who advances no fees, until when.

Its title is in the largest letters of the ticket, and each person has the own birth date, rank, contract and dates, as
the arrêté on the attestation of the couverture maladie universelle complémentaire asks for. Why somebody is exempt of
anything else is not on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kiosk.documents.births import birth_date_text
from kiosk.documents.certificate import certificate_document, insured_parts, next_steps, organism_parts
from kiosk.documents.issue import Issue, birth_name, opening
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.signature import CertificateClaims, holder_check
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.rights import Period
from kiosk.domain.third_party import Cover, CoveredPerson, Manager, ThirdPartyFile
from kiosk.texts import format_date_long, format_date_short, ngettext
from kiosk.texts import gettext as _

_INDENT = 2


@dataclass(frozen=True, slots=True)
class ThirdPartyCertificate:
    """Hold all that one certificate says.

    Attributes:
        covered: the persons printed, each with the contract of the day of issue; the insured one is not always among
            them.
        valid_until: the last day of the certificate: on it all of them are still covered.
        renewal: when the next year is asked for, None where nobody asks for it any more.
        is_duplicate: whether this number may be on paper already.
    """

    number: CertificateNumber
    file: ThirdPartyFile = field(repr=False)
    covered: tuple[tuple[CoveredPerson, Cover], ...] = field(repr=False)
    issue: Issue
    valid_until: date
    renewal: Period | None = None
    is_duplicate: bool = False

    @property
    def issued_on(self) -> date:
        """Give the day of issue, the first of the validity."""
        return self.issue.issued_at.date()

    @property
    def is_insured_covered(self) -> bool:
        """Say whether the insured person is among those who are covered."""
        return any(person is self.file.people[0] for person, _cover in self.covered)


def third_party_claims(certificate: ThirdPartyCertificate) -> CertificateClaims:
    """Give what the signature of a certificate covers."""
    file = certificate.file
    return CertificateClaims(
        certificate.number,
        CertificateKind.THIRD_PARTY,
        certificate.issued_on,
        certificate.valid_until,
        people_count=len(certificate.covered),
        shows_exemption=False,
        holder_check=holder_check(certificate.number, file.insured_nir, file.insured.name.full),
        is_specimen=certificate.issue.is_specimen,
    )


@on_paper
def third_party_document(certificate: ThirdPartyCertificate, verification_url: str) -> Document:
    """Write a certificate.

    Args:
        certificate: what it says; somebody is covered.
        verification_url: what the QR code holds: the address with the signed claims.
    """
    file = certificate.file
    # Translators: title of the third-party-payment certificate; on paper it takes two lines of at most 24 letters
    title = _("Attestation de tiers payant intégral")
    parts: list[Part] = [
        *opening(title.upper(), "", certificate.issue),
        Rule(),
        *insured_parts(file.insured.name, file.insured_nir, file.address),
        Rule(),
        *organism_parts(file.organism),
        Rule(),
        *_validity(certificate),
    ]
    for person, cover in certificate.covered:
        parts += [Space(), *_person(person, cover, is_insured=person is file.people[0])]
    for manager in _managers(cover for _person, cover in certificate.covered):
        parts += [Space(), *_manager(manager)]
    parts += [
        Rule(),
        *_use(certificate),
    ]
    # Translators: name of the third-party-payment certificate inside a sentence
    name = in_each_language(lambda: _("attestation de tiers payant intégral"))
    return certificate_document(certificate, name, parts, next_steps(), verification_url, _summary(certificate))


def _validity(certificate: ThirdPartyCertificate) -> list[Part]:
    # Translators: third-party-payment certificate, from the day of issue to the last day of its validity
    period = _("Attestation valable du %(start)s au %(end)s") % {
        "start": format_date_short(certificate.issued_on),
        "end": format_date_short(certificate.valid_until),
    }
    # Translators: third-party-payment certificate, follows "Attestation valable du … au …"
    return [Heading(period), Paragraph(_("sauf changement de votre situation."))]


def _person(covered: CoveredPerson, cover: Cover, *, is_insured: bool) -> list[Part]:
    person = covered.person
    parts: list[Part] = [Row(person.name.full, birth_date_text(person), bold=True)]
    if not is_insured and person.name.birth is not None:
        parts.append(birth_name(person.name.birth, _INDENT))
    if person.rank != 1:
        # Translators: third-party-payment certificate, rank of a twin, as on the Vitale card
        parts.append(Field(_("Rang de naissance (jumeaux)"), str(person.rank), indent=_INDENT))
    # Translators: third-party-payment certificate, when a person advances no fees
    span = _("Valable du %(start)s au %(end)s") % {
        "start": format_date_short(cover.freed_from),
        "end": format_date_short(cover.freed_until),
    }
    # Translators: third-party-payment certificate, after "Médecin traitant déclaré :"
    declared = _("oui") if covered.has_declared_doctor else _("non")
    return [
        *parts,
        Row(cover.contract.label, "", indent=_INDENT),
        Row(span, "", indent=_INDENT),
        # Translators: third-party-payment certificate, whether a treating doctor is declared
        Field(_("Médecin traitant déclaré"), declared, indent=_INDENT),
        # Translators: third-party-payment certificate, before the name of the body that pays what the fund does not
        Field(_("Part complémentaire"), _manager_name(cover.manager), indent=_INDENT),
    ]


def _manager_name(manager: Manager | None) -> str:
    # Translators: third-party-payment certificate, after "Part complémentaire :", where no other body pays it
    return _("payée par la caisse") if manager is None else manager.name


def _managers(covers: Iterable[Cover]) -> tuple[Manager, ...]:
    """Give the bodies that manage contracts beside the fund, each once."""
    return tuple(dict.fromkeys(cover.manager for cover in covers if cover.manager is not None))


def _manager(manager: Manager) -> list[Part]:
    return [
        # Translators: third-party-payment certificate, before name and address of who pays what the fund does not
        Field(_("Organisme complémentaire"), manager.name),
        *(Paragraph(line) for line in manager.address.lines),
    ]


def _use(certificate: ThirdPartyCertificate) -> list[Part]:
    parts: list[Part] = [
        Heading(_purpose(certificate)),
        # Translators: third-party-payment certificate, how it is used
        Paragraph(_("Montrez ce papier avec votre carte Vitale, ou à sa place.")),
        # Translators: third-party-payment certificate, what a person must do: see the declared doctor first
        Paragraph(_("Voyez d’abord votre médecin traitant.")),
        # Translators: third-party-payment certificate, what a person must do at the pharmacy
        Paragraph(_("À la pharmacie, acceptez les médicaments génériques.")),
    ]
    if certificate.renewal is not None:
        parts.append(Paragraph(_renewal_text(certificate.renewal, certificate.issued_on)))
    return parts


def _purpose(certificate: ThirdPartyCertificate) -> str:
    if certificate.is_insured_covered:
        # Translators: third-party-payment certificate, what it is for
        return _("Vous n’avancez pas vos frais de santé.")
    # Translators: third-party-payment certificate that names children or a spouse alone, what it is for
    return _("Pour les personnes nommées, vous n’avancez pas les frais de santé.")


def _renewal_text(window: Period, today: date) -> str:
    if window.end is None or window.end < today:
        # Translators: third-party-payment certificate, when the next year is asked for: the best time is over
        return _("Demandez le renouvellement sans attendre.")
    if window.start <= today:
        # Translators: third-party-payment certificate, when the next year is asked for: now; the last day comes in
        return _("Demandez le renouvellement avant le %(end)s.") % {"end": format_date_short(window.end)}
    # Translators: third-party-payment certificate, when the next year is asked for: first and last day come in
    return _("Demandez le renouvellement entre le %(start)s et le %(end)s.") % {
        "start": format_date_short(window.start),
        "end": format_date_short(window.end),
    }


def _summary(certificate: ThirdPartyCertificate) -> Wording:
    count = len(certificate.covered)

    def said() -> str:
        # Translators: what the third-party-payment certificate says, once it is printed; the number of persons follows
        validity = _("Attestation de tiers payant intégral, valable jusqu’au %(end)s.") % {
            "end": format_date_long(certificate.valid_until)
        }
        # Translators: what the third-party-payment certificate says, once it is printed
        people = ngettext("%(count)d personne.", "%(count)d personnes.", count) % {"count": count}
        return f"{validity} {people}"

    return in_each_language(said)
