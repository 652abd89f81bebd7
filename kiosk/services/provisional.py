"""Send provisional codes by SMS."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.domain.access import ProvisionalPolicy, next_sending_at
from kiosk.domain.mobiles import can_receive_codes, mask_mobile
from kiosk.ports import (
    Clock,
    NoMobileOnFile,
    Notifier,
    ProvisionalAnswer,
    ProvisionalSent,
    ServiceFailure,
    TooManyProvisional,
)
from kiosk.services.answers import REFUSED
from kiosk.services.codes import Digests, new_digits
from kiosk.services.visits import VisitPolicy, is_alive, log_name
from kiosk.storage.engine import writing
from kiosk.storage.provisional import (
    Channel,
    CodeStatus,
    ProvisionalCode,
    delete_provisional,
    insert_provisional,
    read_provisional,
    set_sending_ended,
    sms_sent_since,
)
from kiosk.storage.registry import get_insured
from kiosk.storage.visits import Visit, read_visit
from kiosk.texts import gettext as _
from kiosk.texts import speaking

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _ToSend:
    """Hold a message that is to be sent now."""

    code_id: str
    mobile_e164: str = field(repr=False)
    text: str = field(repr=False)


class ProvisionalSender:
    """Make provisional codes and hand them to the gateway."""

    def __init__(
        self,
        engine: Engine,
        digests: Digests,
        notifier: Notifier,
        clock: Clock,
        policy: ProvisionalPolicy,
        visit_policy: VisitPolicy,
    ) -> None:
        """Take what the sender works with."""
        self._engine = engine
        self._digests = digests
        self._notifier = notifier
        self._clock = clock
        self._policy = policy
        self._visit_policy = visit_policy

    def send(self, visit_digest: str, request_id: UUID) -> ProvisionalAnswer | ServiceFailure:
        """Send a code to the mobile on file.

        The code is kept before it is sent: after a power cut in between it is not sent again, and where the message
        did leave, it opens.
        """
        with writing(self._engine) as connection:
            prepared = self._prepare(connection, visit_digest, str(request_id))
        if not isinstance(prepared, _ToSend):
            return prepared
        started_s = time.monotonic()
        failure = self._notifier.send_sms(prepared.mobile_e164, prepared.text)
        duration_ms = round((time.monotonic() - started_s) * 1000)
        with writing(self._engine) as connection:
            set_sending_ended(connection, prepared.code_id, is_sent=failure is None)
        if failure is not None:
            log_event(_logger, Event.SMS_FAILED, code=failure.value, duration_ms=duration_ms)
            return ServiceFailure(failure)
        log_event(_logger, Event.SMS_SENT, duration_ms=duration_ms)
        log_event(_logger, Event.PROVISIONAL_CODE_ISSUED, visit=log_name(visit_digest), reason=Channel.SMS.value)
        return self._sent(prepared.mobile_e164)

    def _prepare(
        self, connection: Connection, visit_digest: str, code_id: str
    ) -> _ToSend | ProvisionalAnswer | ServiceFailure:
        now = self._clock.now()
        visit = read_visit(connection, visit_digest)
        if visit is None or not is_alive(visit, now, self._visit_policy):
            return REFUSED
        earlier = read_provisional(connection, code_id)
        if earlier is not None:
            answer = self._answer_again(connection, visit, earlier)
            if answer is not None:
                return answer
        mobile = None if visit.person_id is None else get_insured(connection, visit.person_id).mobile_e164
        if visit.person_id is None or mobile is None or not can_receive_codes(mobile):
            return NoMobileOnFile()
        next_at = self._next_at(sms_sent_since(connection, visit.person_id, now - self._policy.long_window), now)
        if next_at is not None:
            return TooManyProvisional(next_at)
        code = new_digits(self._policy.sms_digits)
        insert_provisional(
            connection,
            ProvisionalCode(
                code_id=code_id,
                person_id=visit.person_id,
                channel=Channel.SMS,
                status=CodeStatus.SENDING,
                digest=self._digests.provisional(code, code_id),
                created_at=now,
                expires_at=now + self._policy.sms_life,
                failed=0,
                mobile_e164=mobile,
            ),
        )
        return _ToSend(code_id, mobile, code_message(code, self._minutes))

    def _answer_again(
        self, connection: Connection, visit: Visit, earlier: ProvisionalCode
    ) -> ProvisionalAnswer | ServiceFailure | None:
        """Answer a request that is known already; None where its message never left and may be tried again."""
        if earlier.person_id != visit.person_id or earlier.mobile_e164 is None:
            return REFUSED
        if earlier.status is CodeStatus.NOT_SENT:
            delete_provisional(connection, earlier.code_id)
            return None
        return self._sent(earlier.mobile_e164)

    def _next_at(self, sent: Sequence[datetime], now: datetime) -> datetime | None:
        next_at = next_sending_at(sent, now, self._policy)
        return None if next_at is None else next_at.astimezone(now.tzinfo)

    def _sent(self, mobile_e164: str) -> ProvisionalSent:
        return ProvisionalSent(mask_mobile(mobile_e164), self._minutes)

    @property
    def _minutes(self) -> int:
        return int(self._policy.sms_life.total_seconds()) // 60


def code_message(code: str, minutes: int) -> str:
    """Write the text message: its letters are all of GSM 7 bit, so that it stays one message of 160 at most.

    It is French whatever the screen speaks: the service serves terminals whose language it does not know.
    """
    with speaking("fr"):
        # Translators: text message (SMS) with a provisional code. Only letters of the GSM alphabet: no ç, ê, ’ or nbsp
        text = _("Code provisoire borne CPAM : %(code)s. Valable %(minutes)d min. Ne le communiquez à personne.")
    return text % {"code": code, "minutes": minutes}
