"""Codes that advisers give after an identity check."""

import logging
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.domain.access import ProvisionalPolicy
from kiosk.domain.adviser import AdviserCode, IdentityCheck, PersonUnknown
from kiosk.domain.births import may_be
from kiosk.ports import Clock, ServiceFailure
from kiosk.services.answers import answered
from kiosk.services.codes import Digests, new_digits
from kiosk.storage.engine import writing
from kiosk.storage.provisional import (
    Channel,
    CodeStatus,
    IdentityCheckRow,
    ProvisionalCode,
    insert_identity_check,
    insert_provisional,
)
from kiosk.storage.registry import Insured, find_insured

_logger = logging.getLogger(__name__)


class AdviserCodes:
    """Make codes for people who come to a desk: used once, valid until the end of the day."""

    def __init__(self, engine: Engine, digests: Digests, clock: Clock, policy: ProvisionalPolicy) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._digests = digests
        self._clock = clock
        self._policy = policy

    def create(self, check: IdentityCheck) -> AdviserCode | PersonUnknown | ServiceFailure:
        """Keep an identity check and make a code; every older code of the person becomes void."""
        return answered("adviser.create", lambda: self._create(check))

    def _create(self, check: IdentityCheck) -> AdviserCode | PersonUnknown | ServiceFailure:
        now = self._clock.now()
        code, code_id = new_digits(self._policy.adviser_digits), str(uuid4())
        with writing(self._engine) as connection:
            insured = find_insured(connection, check.nir)
            if insured is None or not _is_born_on(insured, check.birth_date):
                return PersonUnknown()
            kept = ProvisionalCode(
                code_id=code_id,
                person_id=insured.person_id,
                channel=Channel.ADVISER,
                status=CodeStatus.SENT,
                digest=self._digests.provisional(code, code_id),
                created_at=now,
                expires_at=end_of_day(now),
                failed=0,
                mobile_e164=None,
            )
            insert_provisional(connection, kept)
            insert_identity_check(
                connection,
                kept,
                IdentityCheckRow(
                    adviser=check.adviser,
                    document=check.document.value,
                    document_end=check.document_end,
                    by_proxy=check.by_proxy,
                    reason=check.reason.value,
                    checked_at=now,
                ),
            )
        log_event(_logger, Event.PROVISIONAL_CODE_ISSUED, reason=Channel.ADVISER.value)
        return AdviserCode(code, kept.expires_at)


def _is_born_on(insured: Insured, day: date) -> bool:
    return insured.birth_date == day if insured.lunar_birth is None else may_be(insured.lunar_birth, day)


def end_of_day(now: datetime) -> datetime:
    """Give the midnight that ends a civil day."""
    return datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
