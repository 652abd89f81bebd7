"""Provisional codes: kept as keyed digests, one valid at a time for a person."""

import enum
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from kiosk.storage.schema.access import identity_checks, provisional_codes


class Channel(enum.Enum):
    """Say how a code reaches the person."""

    SMS = "sms"
    ADVISER = "adviser"


class CodeStatus(enum.Enum):
    """Say what became of a code."""

    SENDING = "sending"
    """Handed to the gateway, or about to be: after a power cut nobody knows. It counts and opens like a sent one."""
    SENT = "sent"
    NOT_SENT = "not-sent"
    """The gateway refused: the code reached nobody, and opens nothing."""
    USED = "used"
    VOID = "void"
    """Burnt by wrong tries, or replaced by a newer one."""


_VALID = (CodeStatus.SENDING.value, CodeStatus.SENT.value)


@dataclass(frozen=True, slots=True)
class ProvisionalCode:
    """Hold one provisional code as it is kept.

    Attributes:
        mobile_e164: where it was sent, None for an adviser's code.
    """

    code_id: str
    person_id: int
    channel: Channel
    status: CodeStatus
    digest: str = field(repr=False)
    created_at: datetime
    expires_at: datetime
    failed: int
    mobile_e164: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class IdentityCheckRow:
    """Hold what is kept of an identity check."""

    adviser: str
    document: str
    document_end: str = field(repr=False)
    by_proxy: bool
    reason: str
    checked_at: datetime


def insert_provisional(connection: Connection, code: ProvisionalCode) -> None:
    """Keep a new code; every older one of the person becomes void."""
    void_provisional(connection, code.person_id)
    # Not as values of the statement: the first one of its kind stays in the engine's cache for as long as it lives.
    connection.execute(
        insert(provisional_codes),
        {
            "id": code.code_id,
            "person_id": code.person_id,
            "channel": code.channel.value,
            "status": code.status.value,
            "digest": code.digest,
            "created_at": code.created_at,
            "expires_at": code.expires_at,
            "failed": code.failed,
            "mobile": code.mobile_e164,
        },
    )


def delete_provisional(connection: Connection, code_id: str) -> None:
    """Forget a code."""
    connection.execute(delete(provisional_codes).where(provisional_codes.c.id == code_id))


def insert_identity_check(connection: Connection, code: ProvisionalCode, check: IdentityCheckRow) -> None:
    """Keep who checked the identity before a code was given."""
    connection.execute(
        insert(identity_checks),
        {
            "provisional_id": code.code_id,
            "person_id": code.person_id,
            "adviser": check.adviser,
            "document": check.document,
            "document_end": check.document_end,
            "by_proxy": check.by_proxy,
            "reason": check.reason,
            "checked_at": check.checked_at,
        },
    )


def read_provisional(connection: Connection, code_id: str) -> ProvisionalCode | None:
    """Give a code by its id."""
    return _one(connection, provisional_codes.c.id == code_id)


def valid_provisional(connection: Connection, person_id: int, now: datetime) -> ProvisionalCode | None:
    """Give the code that a person may use now."""
    code = _one(connection, provisional_codes.c.person_id == person_id, provisional_codes.c.status.in_(_VALID))
    return code if code is not None and now < code.expires_at else None


def sms_sent_since(connection: Connection, person_id: int, since: datetime) -> tuple[datetime, ...]:
    """List when messages left for a person; those that the gateway refused do not count."""
    query = select(provisional_codes.c.created_at).where(
        provisional_codes.c.person_id == person_id,
        provisional_codes.c.created_at > since,
        provisional_codes.c.channel == Channel.SMS.value,
        provisional_codes.c.status != CodeStatus.NOT_SENT.value,
    )
    return tuple(connection.execute(query).scalars())


def set_sending_ended(connection: Connection, code_id: str, *, is_sent: bool) -> None:
    """Keep what the gateway said of a code, unless the code was used or replaced while the gateway was asked."""
    status = CodeStatus.SENT if is_sent else CodeStatus.NOT_SENT
    connection.execute(
        update(provisional_codes)
        .where(provisional_codes.c.id == code_id, provisional_codes.c.status == CodeStatus.SENDING.value)
        .values(status=status.value)
    )


def set_status(connection: Connection, code_id: str, status: CodeStatus, failed: int | None = None) -> None:
    """Keep what became of a code, and how many wrong tries it has seen where that changed."""
    values: dict[str, object] = {"status": status.value}
    if failed is not None:
        values["failed"] = failed
    connection.execute(update(provisional_codes).where(provisional_codes.c.id == code_id).values(values))


def void_provisional(connection: Connection, person_id: int) -> None:
    """Make every valid code of a person void."""
    connection.execute(
        update(provisional_codes)
        .where(provisional_codes.c.person_id == person_id, provisional_codes.c.status.in_(_VALID))
        .values(status=CodeStatus.VOID.value)
    )


def delete_provisional_before(connection: Connection, moment: datetime) -> None:
    """Forget the codes created before a moment."""
    connection.execute(delete(provisional_codes).where(provisional_codes.c.created_at < moment))


def _one(connection: Connection, *conditions: object) -> ProvisionalCode | None:
    row = connection.execute(
        select(provisional_codes)
        .where(*conditions)  # type: ignore[arg-type] # comparisons of columns
        .order_by(provisional_codes.c.created_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return ProvisionalCode(
        code_id=row.id,
        person_id=row.person_id,
        channel=Channel(row.channel),
        status=CodeStatus(row.status),
        digest=row.digest,
        created_at=row.created_at,
        expires_at=row.expires_at,
        failed=row.failed,
        mobile_e164=row.mobile,
    )
