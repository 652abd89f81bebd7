"""Update Vitale cards: what a card should hold is decided here; how it is told, by the authority that has the keys."""

import logging
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.domain.card_update import CardImage, UpdateOutcome, UpdatePhase, target_of
from kiosk.domain.cards import CardFile
from kiosk.domain.sealed_session import TRANSACTION_BYTES
from kiosk.ports import (
    AuthorityAnswer,
    AuthorityCommand,
    CardImageRead,
    CardImageWritten,
    CardRejected,
    Clock,
    ServiceFailure,
    UpdateAnswer,
    UpdateAuthority,
    UpdateEnded,
    UpdateOrder,
    UpdateStep,
)
from kiosk.services.answers import REFUSED, answered
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.card_update import (
    KeptUpdate,
    UpdateStatus,
    close_update,
    insert_update,
    is_opposed,
    is_own_card,
    only_card_of,
    read_open_update,
    read_update,
    restart_update,
    set_phase,
    set_plan,
    take_over_update,
)
from kiosk.storage.engine import reading, writing
from kiosk.storage.registry import hold_file, read_rights_file

_NOT_CONNECTED: Final = ServiceFailure(FailureCode.UPDATE_NOT_CONNECTED)
_UNFINISHED: Final = ServiceFailure(FailureCode.UPDATE_UNFINISHED)
_MAYBE_REWRITTEN: Final = (UpdatePhase.SEALING, UpdatePhase.CHECKING)
"""From the switch on, a card may hold the new content, whatever it answers."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Hold what is kept of an update.

    Attributes:
        transaction: names what is written, on the card too.
        before: what the card held, None until it was read.
        target: what it is to hold; it stays the same for as long as the update goes on.
        ended: how the update ended; the images are then forgotten.
    """

    transaction: bytes
    before: CardImage | None = field(default=None, repr=False)
    target: CardImage | None = field(default=None, repr=False)
    ended: UpdateEnded | None = field(default=None, repr=False)


class EmbeddedCardUpdate:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, authority: UpdateAuthority | None) -> None:
        """Take what the service works with; without an authority nothing is updated."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._authority = authority

    def open(self, token: str, card: CardFile, request_id: UUID) -> UpdateAnswer | ServiceFailure:
        """Open the update of a card, or go on with the one that was torn.

        Args:
            token: of the visit.
            card: as it was read; its serial number says which one it is.
            request_id: made by the terminal; asking again with it opens nothing twice.
        """
        return answered("card_update.open", lambda: self._open(token, card, str(request_id)))

    def answer(self, token: str, update_id: str, number: int, response: bytes) -> UpdateAnswer | ServiceFailure:
        """Have the authority check what the card answered to a step, and give the next.

        Args:
            token: of the visit.
            update_id: of the update.
            number: of the step that is answered; the one before may be answered again.
            response: data and SW1-SW2.
        """
        return answered("card_update.answer", lambda: self._answer(token, update_id, number, response))

    def _open(self, token: str, card: CardFile, request_id: str) -> UpdateAnswer | ServiceFailure:
        authority, admitted = self._authority, self._gate.admit(token)
        if admitted is None:
            return REFUSED
        if authority is None:
            return _NOT_CONNECTED
        with writing(self._engine) as connection:
            hold_file(connection, admitted.insured.file_id)
            begun = self._begin(connection, admitted, card.serial, request_id)
        if isinstance(begun, UpdateEnded):
            return begun
        plan = _read_plan(begun)
        order = UpdateOrder(begun.update_id, begun.serial, plan.transaction, plan.target)
        return self._follow(admitted, authority, begun, authority.open(order))

    def _answer(self, token: str, update_id: str, number: int, response: bytes) -> UpdateAnswer | ServiceFailure:
        authority, admitted = self._authority, self._gate.admit(token)
        if admitted is None:
            return REFUSED
        if authority is None:
            return _NOT_CONNECTED
        with reading(self._engine) as connection:
            kept = read_update(connection, update_id)
        if kept is None or kept.file_id != admitted.insured.file_id or kept.status is UpdateStatus.REPLACED:
            return REFUSED
        ended = _read_plan(kept).ended
        return ended or self._follow(admitted, authority, kept, authority.answer(update_id, number, response))

    # What an update begins with

    def _begin(
        self, connection: Connection, admitted: Admitted, serial: str | None, request_id: str
    ) -> KeptUpdate | UpdateEnded:
        now, insured = self._clock.now(), admitted.insured
        again = read_update(connection, request_id)
        if again is not None and again.file_id == insured.file_id:
            ended = _read_plan(again).ended
            if ended is not None:
                return ended
        # The number of a slow card is not read: the only one it can have is proved by its key, or the card is refused.
        serial = serial or only_card_of(connection, insured.person_id)
        if serial is None:
            return self._refused(admitted, UpdateOutcome.REFUSED_BY_CARD)
        if not is_own_card(connection, serial, insured.person_id):
            return self._refused(admitted, UpdateOutcome.UNKNOWN_CARD)
        torn = read_open_update(connection, serial)
        obstacle = None
        if is_opposed(connection, serial, now.date()):
            obstacle = UpdateOutcome.OPPOSED
        elif not read_rights_file(connection, insured.file_id, now.date()).has_rights_on(now.date()):
            obstacle = UpdateOutcome.RIGHTS_ENDED
        if obstacle is not None:
            if torn is not None:
                self._close(connection, torn, UpdateStatus.REPLACED, UpdateEnded(obstacle))
            return self._refused(admitted, obstacle)
        if torn is not None and self._is_still_right(connection, torn, now):
            take_over_update(connection, torn.update_id, request_id, admitted.terminal_id, now)
            log_event(_logger, Event.CARD_UPDATE_OPENED, visit=admitted.visit, reason="RESUMED")
            return replace(torn, update_id=request_id)
        plan = _Plan(secrets.token_bytes(TRANSACTION_BYTES))
        fresh = KeptUpdate(
            request_id, serial, insured.file_id, UpdateStatus.OPEN, UpdatePhase.IDENTIFYING, _written(plan)
        )
        if torn is not None and torn.update_id == request_id:
            # The file has changed between two tries of one visit.
            restart_update(connection, request_id, fresh.plan, now)
        else:
            if torn is not None:
                self._close(connection, torn, UpdateStatus.REPLACED, None)
            insert_update(connection, fresh, admitted.terminal_id, now)
        log_event(_logger, Event.CARD_UPDATE_OPENED, visit=admitted.visit, reason="NEW")
        return fresh

    def _is_still_right(self, connection: Connection, torn: KeptUpdate, now: datetime) -> bool:
        """Say whether a torn update would write what the file says today."""
        plan = _read_plan(torn)
        if plan.before is None:
            return True
        file = read_rights_file(connection, torn.file_id, now.date())
        return target_of(plan.before, file, now.date()) == plan.target

    def _refused(self, admitted: Admitted, outcome: UpdateOutcome) -> UpdateEnded:
        log_event(_logger, Event.CARD_UPDATE_ENDED, visit=admitted.visit, outcome=outcome.name)
        return UpdateEnded(outcome)

    # What follows from the authority's answers

    def _follow(
        self, admitted: Admitted, authority: UpdateAuthority, kept: KeptUpdate, answer: AuthorityAnswer | FailureCode
    ) -> UpdateAnswer | ServiceFailure:
        match answer:
            case FailureCode():
                return ServiceFailure(answer)
            case AuthorityCommand(number=number, count=count, phase=phase, command=command):
                # A new session asks who the card is before it says what is on it: until then what is known stays.
                if phase not in (kept.phase, UpdatePhase.IDENTIFYING):
                    with writing(self._engine) as connection:
                        set_phase(connection, kept.update_id, phase)
                return UpdateStep(kept.update_id, number, count, phase, command)
            case CardImageRead(image=image):
                decided = self._decide(admitted, kept, image)
                if isinstance(decided, UpdateEnded):
                    return decided
                return self._follow(admitted, authority, kept, authority.write(kept.update_id, decided))
            case CardImageWritten(image=image):
                plan = _read_plan(kept)
                if plan.before is None or plan.target != image:
                    return _UNFINISHED
                ended = UpdateEnded(UpdateOutcome.UPDATED, plan.before.content, image.content)
                return self._end(admitted, kept, ended)
            case CardRejected() if kept.phase in _MAYBE_REWRITTEN:
                return _UNFINISHED
            case CardRejected():
                return self._end(admitted, kept, UpdateEnded(UpdateOutcome.REFUSED_BY_CARD))

    def _decide(self, admitted: Admitted, kept: KeptUpdate, image: CardImage) -> CardImage | UpdateEnded:
        """Say what the card that was read is to hold, and keep it before a byte is written."""
        today = self._clock.now().date()
        with writing(self._engine) as connection:
            hold_file(connection, kept.file_id)
            target = target_of(image, read_rights_file(connection, kept.file_id, today), today)
            if isinstance(target, CardImage):
                plan = replace(_read_plan(kept), before=image, target=target)
                set_plan(connection, kept.update_id, _written(plan))
                return target
        return self._end(admitted, kept, UpdateEnded(target, before=image.content))

    def _end(self, admitted: Admitted, kept: KeptUpdate, ended: UpdateEnded) -> UpdateEnded:
        with writing(self._engine) as connection:
            self._close(connection, kept, UpdateStatus.ENDED, ended)
        log_event(_logger, Event.CARD_UPDATE_ENDED, visit=admitted.visit, outcome=ended.outcome.name)
        return ended

    def _close(self, connection: Connection, kept: KeptUpdate, status: UpdateStatus, ended: UpdateEnded | None) -> None:
        plan = _Plan(_read_plan(kept).transaction, ended=ended)
        close_update(connection, kept.update_id, status, _written(plan), self._clock.now())


def _read_plan(kept: KeptUpdate) -> _Plan:
    return msgspec.json.decode(kept.plan, type=_Plan)


def _written(plan: _Plan) -> str:
    return msgspec.json.encode(plan).decode()
