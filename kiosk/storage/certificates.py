"""Certificates: numbered once, kept with what they say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.storage.schema.certificates import certificate_counters, certificates


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold what a certificate is about: one thing that is attested of one person of a file."""

    kind: CertificateKind
    file_id: int = field(repr=False)
    person_id: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Hold one certificate as it is kept.

    Attributes:
        content_digest: of all that its paper says besides number and dates.
        printed_at: when its printing was confirmed, None while it was not.
    """

    number: CertificateNumber
    kind: CertificateKind
    file_id: int = field(repr=False)
    person_id: int = field(repr=False)
    request_id: UUID
    terminal_id: str
    issued_at: datetime
    issued_on: date
    valid_until: date
    content_digest: str = field(repr=False)
    printed_at: datetime | None = None


def next_number(connection: Connection, fund: str, year: int) -> CertificateNumber:
    """Take the next number of a fund and year; it is never given again, unless the transaction is undone."""
    counter = certificate_counters.c
    one = (counter.fund == fund, counter.year == year)
    changed = connection.execute(update(certificate_counters).where(*one).values(last=counter.last + 1))
    if changed.rowcount == 0:
        try:
            with connection.begin_nested():
                connection.execute(insert(certificate_counters).values(fund=fund, year=year, last=1))
        except IntegrityError:
            # Another terminal has issued the first one of the year in between.
            connection.execute(update(certificate_counters).where(*one).values(last=counter.last + 1))
    sequence = connection.execute(select(counter.last).where(*one)).scalar_one()
    return CertificateNumber(fund, year, sequence)


def insert_certificate(connection: Connection, certificate: Certificate) -> None:
    """Keep a new certificate."""
    connection.execute(
        insert(certificates).values(
            number=str(certificate.number),
            kind=certificate.kind.value,
            file_id=certificate.file_id,
            person_id=certificate.person_id,
            request_id=str(certificate.request_id),
            terminal_id=certificate.terminal_id,
            issued_at=certificate.issued_at,
            issued_on=certificate.issued_on,
            valid_until=certificate.valid_until,
            content_digest=certificate.content_digest,
            printed_at=certificate.printed_at,
        )
    )


def update_certificate(connection: Connection, certificate: Certificate) -> None:
    """Keep what a certificate says now; only one that was never printed may change."""
    connection.execute(
        update(certificates)
        .where(certificates.c.number == str(certificate.number))
        .values(
            issued_at=certificate.issued_at,
            issued_on=certificate.issued_on,
            valid_until=certificate.valid_until,
            content_digest=certificate.content_digest,
        )
    )


def certificates_numbered(connection: Connection, about: Subject, numbers: Collection[str]) -> Sequence[Certificate]:
    """List the certificates about something that have one of these numbers, the last one first."""
    return _certificates(connection, certificates.c.number.in_(numbers) & _is_about(about)) if numbers else []


def certificates_of_request(connection: Connection, about: Subject, request_id: UUID) -> Sequence[Certificate]:
    """List the certificates of a request about something, the last one first."""
    return _certificates(connection, (certificates.c.request_id == str(request_id)) & _is_about(about))


def set_printed(connection: Connection, file_id: int, number: str, now: datetime) -> bool:
    """Keep that a certificate is on paper; false where the file has no such certificate."""
    changed = connection.execute(
        update(certificates)
        .where(certificates.c.number == number, certificates.c.file_id == file_id)
        .values(printed_at=now)
    )
    return changed.rowcount == 1


def _is_about(about: Subject) -> ColumnElement[bool]:
    return (
        (certificates.c.file_id == about.file_id)
        & (certificates.c.kind == about.kind.value)
        & (certificates.c.person_id == about.person_id)
    )


def _certificates(connection: Connection, condition: ColumnElement[bool]) -> list[Certificate]:
    rows = connection.execute(
        select(certificates).where(condition).order_by(certificates.c.issued_at.desc(), certificates.c.number.desc())
    )
    return [
        Certificate(
            number=CertificateNumber.parse(row.number),
            kind=CertificateKind(row.kind),
            file_id=row.file_id,
            person_id=row.person_id,
            request_id=UUID(row.request_id),
            terminal_id=row.terminal_id,
            issued_at=row.issued_at,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            content_digest=row.content_digest,
            printed_at=row.printed_at,
        )
        for row in rows
    ]
