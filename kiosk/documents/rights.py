"""The rights certificate (attestation de droits): who has rights to the health insurance, and until when.

It says what the fund knows and no more: a declared doctor is yes or no, an exemption has a rate and a last day, and
is printed only where the person asks for it. Source: CNAM, API de droits (motives and names of doctors are open to
care establishments only); arrêté on the attestation of rights (names, birth dates, rank, periods, organism).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.documents.births import birth_date_text
from kiosk.documents.certificate import certificate_document, insured_parts, next_steps, organism_parts
from kiosk.documents.issue import Issue, birth_name, opening
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.signature import CertificateClaims, holder_check
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.months import last_of_months
from kiosk.domain.rights import BeneficiaryRights, Exemption, Period, RightsFile
from kiosk.texts import format_date_long, format_date_short, format_percent, ngettext
from kiosk.texts import gettext as _

_INDENT = 2


@dataclass(frozen=True, slots=True)
class RightsCertificate:
    """Hold all that one certificate says.

    Attributes:
        valid_until: the last day of the certificate, as `valid_until` computes it.
        with_dependents: whether the persons attached are printed.
        with_exemption: whether current exemptions are printed.
        is_duplicate: whether this number may be on paper already.
    """

    number: CertificateNumber
    file: RightsFile = field(repr=False)
    issue: Issue
    valid_until: date
    with_dependents: bool = True
    with_exemption: bool = False
    is_duplicate: bool = False

    @property
    def issued_on(self) -> date:
        """Give the day of issue, the first of the validity."""
        return self.issue.issued_at.date()

    @property
    def people(self) -> tuple[BeneficiaryRights, ...]:
        """Give the persons printed, the insured one first."""
        return self.file.people if self.with_dependents else self.file.people[:1]

    def exemption_of(self, rights: BeneficiaryRights) -> Exemption | None:
        """Give the exemption printed for a person: asked for, and current on the day of issue."""
        exemption = rights.exemption
        if self.with_exemption and exemption is not None and exemption.period.covers(self.issued_on):
            return exemption
        return None


def valid_until(file: RightsFile, issued_on: date, life_months: int) -> date:
    """Give the last day of a certificate: its life, cut short where the insured person's rights end earlier.

    Args:
        file: of the insured person, who has rights on the day of issue.
        issued_on: the first day.
        life_months: how long a certificate is valid, from the dated table; 12 gives 20/11/2027 from 21/11/2026.

    Raises:
        ValueError: there is nothing to certify, the insured person has no rights on the day of issue.
    """
    period = file.insured.period
    if period is None or not period.covers(issued_on):
        raise ValueError("a certificate is issued only to a person with rights")
    last = last_of_months(issued_on, life_months)
    return last if period.end is None else min(last, period.end)


def rights_claims(certificate: RightsCertificate) -> CertificateClaims:
    """Give what the signature of a certificate covers."""
    return CertificateClaims(
        certificate.number,
        CertificateKind.RIGHTS,
        certificate.issued_on,
        certificate.valid_until,
        len(certificate.people),
        any(certificate.exemption_of(rights) is not None for rights in certificate.people),
        holder_check(certificate.number, certificate.file.insured_nir, certificate.file.insured.person.name.full),
        certificate.issue.is_specimen,
    )


@on_paper
def rights_document(certificate: RightsCertificate, verification_url: str) -> Document:
    """Write a certificate.

    Args:
        certificate: what it says.
        verification_url: what the QR code holds: the address with the signed claims.
    """
    # Translators: title of the rights certificate; on paper it takes two lines of at most 24 letters
    title = _("Attestation de droits à l’assurance maladie")
    parts: list[Part] = [
        *opening(title.upper(), "", certificate.issue),
        Rule(),
        *insured_parts(certificate.file.insured.person.name, certificate.file.insured_nir, certificate.file.address),
        Rule(),
        *_organism(certificate.file),
        Rule(),
        *_validity(certificate),
        *_people(certificate),
    ]
    # Translators: end of the rights certificate
    steps = next_steps(Paragraph(_("Ce papier ne remplace pas la carte Vitale.")))
    # Translators: name of the rights certificate inside a sentence
    name = in_each_language(lambda: _("attestation de droits"))
    return certificate_document(certificate, name, parts, steps, verification_url, _summary(certificate))


def _organism(file: RightsFile) -> list[Part]:
    # Translators: rights certificate, before the management code of two digits
    return [*organism_parts(file.organism), Field(_("Code gestion"), file.management_code)]


def _validity(certificate: RightsCertificate) -> list[Part]:
    # Translators: rights certificate, from the day of issue to the last day of its validity
    period = _("Attestation valable du %(start)s au %(end)s") % {
        "start": format_date_short(certificate.issued_on),
        "end": format_date_short(certificate.valid_until),
    }
    # Translators: rights certificate, follows "Attestation valable du … au …"
    return [Heading(period), Paragraph(_("sauf changement de votre situation."))]


def _people(certificate: RightsCertificate) -> list[Part]:
    parts: list[Part] = []
    for index, rights in enumerate(certificate.people):
        parts += [Space(), *_person(certificate, rights, with_birth_name=index > 0)]
    if any(certificate.exemption_of(rights) is not None for rights in certificate.people):
        # Translators: rights certificate, explains the words "ticket modérateur" where an exemption is printed
        explanation = _("Ticket modérateur : la part des soins qui n’est pas remboursée.")
        parts += [Space(), Paragraph(explanation)]
    return parts


def _person(certificate: RightsCertificate, rights: BeneficiaryRights, *, with_birth_name: bool) -> list[Part]:
    person = rights.person
    parts: list[Part] = [Row(person.name.full, birth_date_text(person), bold=True)]
    if with_birth_name and person.name.birth is not None:
        parts.append(birth_name(person.name.birth, _INDENT))
    if person.rank != 1:
        # Translators: rights certificate, rank of a twin, as on the Vitale card
        parts.append(Field(_("Rang de naissance (jumeaux)"), str(person.rank), indent=_INDENT))
    parts.append(Row(_rights_line(rights.period, certificate.issued_on), "", indent=_INDENT))
    # Translators: rights certificate, after "Médecin traitant déclaré :"
    declared = _("oui") if rights.has_declared_doctor else _("non")
    # Translators: rights certificate, whether a treating doctor is declared
    parts.append(Field(_("Médecin traitant déclaré"), declared, indent=_INDENT))
    exemption = certificate.exemption_of(rights)
    if exemption is not None:
        parts.append(Row(_exemption_line(exemption), "", indent=_INDENT))
    return parts


def _rights_line(period: Period | None, issued_on: date) -> str:
    if period is None:
        # Translators: rights certificate, a person on the file who never had rights
        return _("Aucun droit ouvert")
    if period.end is None:
        # Translators: rights certificate, rights of a person, without a known end
        return _("Droits ouverts depuis le %(start)s") % {"start": format_date_short(period.start)}
    if period.end < issued_on:
        # Translators: rights certificate, a person on the file whose rights have ended
        return _("Droits terminés le %(end)s") % {"end": format_date_short(period.end)}
    # Translators: rights certificate, rights of a person
    return _("Droits ouverts du %(start)s au %(end)s") % {
        "start": format_date_short(period.start),
        "end": format_date_short(period.end),
    }


def _exemption_line(exemption: Exemption) -> str:
    rate = format_percent(exemption.rate_percent)
    if exemption.period.end is None:
        # Translators: rights certificate, exemption without a known end; never say why the person has it
        return _("Exonération du ticket modérateur (taux : %(rate)s)") % {"rate": rate}
    # Translators: rights certificate, exemption with its last day; never say why the person has it
    return _("Exonération du ticket modérateur jusqu’au %(end)s (taux : %(rate)s)") % {
        "end": format_date_short(exemption.period.end),
        "rate": rate,
    }


def _summary(certificate: RightsCertificate) -> Wording:
    count = len(certificate.people)

    def said() -> str:
        # Translators: what the rights certificate says, once it is printed
        validity = _("Attestation de droits, valable jusqu’au %(end)s.") % {
            "end": format_date_long(certificate.valid_until)
        }
        # Translators: what the rights certificate says, once it is printed
        people = ngettext("%(count)d personne.", "%(count)d personnes.", count) % {"count": count}
        return f"{validity} {people}"

    return in_each_language(said)
