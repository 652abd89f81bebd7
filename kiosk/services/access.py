"""Open visits with a card and a code.

An unknown person, a person without account and a locked account get the same answers as a wrong code, after the same
work: the database is asked the same questions, one slow hash and one keyed digest are compared each time.
"""

import logging
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.domain.access import CodePolicy, CodeRefusal, ProvisionalPolicy, Tries, refuse_code
from kiosk.domain.cards import CardFile
from kiosk.domain.lockout import Judgement, Outcome, Typed, judge
from kiosk.domain.matching import is_same_birth
from kiosk.ports import (
    ChosenAnswer,
    Clock,
    CodeAccepted,
    CodeBlocked,
    CodeCheck,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    ProvisionalAnswer,
    ServiceFailure,
    VisitOpened,
)
from kiosk.services.answers import REFUSED, answered
from kiosk.services.codes import CodeHasher, Digests, new_token, token_digest
from kiosk.services.provisional import ProvisionalSender
from kiosk.services.visits import VisitPolicy, is_alive, log_name
from kiosk.storage.accounts import ensure_tries, read_code_hash, read_tries, write_code_hash, write_tries
from kiosk.storage.card_update import delete_updates_before
from kiosk.storage.engine import reading, writing
from kiosk.storage.provisional import (
    CodeStatus,
    ProvisionalCode,
    delete_provisional_before,
    read_provisional,
    set_status,
    valid_provisional,
    void_provisional,
)
from kiosk.storage.registry import find_insured, get_insured
from kiosk.storage.visits import (
    Visit,
    VisitStatus,
    close_visit,
    delete_visits_before,
    insert_visit,
    read_visit,
    set_accepted,
    set_choosing,
)

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccessPolicy:
    """Hold the rules of codes and visits."""

    code: CodePolicy = field(default_factory=CodePolicy)
    provisional: ProvisionalPolicy = field(default_factory=ProvisionalPolicy)
    visit: VisitPolicy = field(default_factory=VisitPolicy)


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold what is known of the person of a visit when a code is typed."""

    code_hash: str | None = field(default=None, repr=False)
    provisional: ProvisionalCode | None = None


class EmbeddedAccess:
    """The access service on the database of this process."""

    def __init__(
        self,
        engine: Engine,
        hasher: CodeHasher,
        digests: Digests,
        sender: ProvisionalSender,
        clock: Clock,
        policy: AccessPolicy,
    ) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._hasher = hasher
        self._digests = digests
        self._sender = sender
        self._clock = clock
        self._policy = policy

    def open_visit(self, card: CardFile, terminal_id: str) -> VisitOpened | ServiceFailure:
        """Open a visit; an unknown person gets one too, which no code opens."""
        return answered("access.open_visit", lambda: self._open_visit(card, terminal_id))

    def check_code(self, visit_id: str, code: str) -> CodeCheck | ServiceFailure:
        """Check a definitive or provisional code and count the wrong ones."""
        return answered("access.check_code", lambda: self._check_code(token_digest(visit_id), code))

    def send_provisional(self, visit_id: str, request_id: UUID) -> ProvisionalAnswer | ServiceFailure:
        """Send a provisional code by SMS; the same request id never sends twice."""
        return answered("access.send_provisional", lambda: self._sender.send(token_digest(visit_id), request_id))

    def choose_code(self, visit_id: str, code: str) -> ChosenAnswer | ServiceFailure:
        """Replace the provisional code by a definitive one."""
        return answered("access.choose_code", lambda: self._choose_code(token_digest(visit_id), code))

    def close_visit(self, visit_id: str) -> None:
        """End the visit and its token; closing twice does nothing.

        Where the database cannot write, the visit ends by its age, or with the next one at this terminal.
        """
        answered("access.close_visit", lambda: self._close_visit(token_digest(visit_id)))

    def _open_visit(self, card: CardFile, terminal_id: str) -> VisitOpened | ServiceFailure:
        nir = card.holder.nir
        if nir is None:
            return REFUSED
        now = self._clock.now()
        visit_id = new_token()
        person_key = self._digests.person(nir)
        with writing(self._engine) as connection:
            oldest = now - self._policy.visit.kept
            delete_visits_before(connection, oldest)
            delete_provisional_before(connection, oldest)
            delete_updates_before(connection, closed=oldest, torn=now - self._policy.visit.torn_update_kept)
            insured = find_insured(connection, nir)
            is_holder = insured is not None and is_same_birth(card.holder, insured.birth_date, insured.lunar_birth)
            ensure_tries(connection, person_key)
            insert_visit(
                connection,
                Visit(
                    id_digest=token_digest(visit_id),
                    person_key=person_key,
                    person_id=insured.person_id if insured is not None and is_holder else None,
                    card_digest=self._digests.card(card),
                    terminal_id=terminal_id,
                    status=VisitStatus.OPEN,
                    opened_at=now,
                    used_at=now,
                ),
            )
        return VisitOpened(visit_id)

    def _check_code(self, visit_digest: str, code: str) -> CodeCheck | ServiceFailure:
        with reading(self._engine) as connection:
            visit = self._alive(connection, visit_digest)
            if visit is None:
                return REFUSED
            if self._is_repeated_provisional(connection, visit, code):
                return CodeMustBeChosen()
            known = self._known(connection, visit)
        # The slow part: no transaction is open meanwhile.
        is_definitive = self._hasher.is_right(code, known.code_hash)
        is_provisional = self._is_provisional(known.provisional, code)
        with writing(self._engine) as connection:
            visit = self._alive(connection, visit_digest)
            if visit is None:
                return REFUSED
            tries = read_tries(connection, visit.person_key)
            now_known = self._known(connection, visit)
            # Codes typed at two terminals at once: a right one counts if nothing has changed since it was compared.
            typed = Typed(
                is_definitive=is_definitive and now_known.code_hash == known.code_hash,
                is_provisional=is_provisional and _same_code(now_known.provisional, known.provisional),
            )
            failed = None if now_known.provisional is None else now_known.provisional.failed
            judgement = judge(typed, tries, failed, self._policy.provisional.tries)
            return self._carry_out(connection, visit, now_known.provisional, tries, judgement)

    def _carry_out(
        self,
        connection: Connection,
        visit: Visit,
        provisional: ProvisionalCode | None,
        before: Tries,
        judgement: Judgement,
    ) -> CodeCheck:
        name = log_name(visit.id_digest)
        write_tries(connection, visit.person_key, judgement.tries)
        if judgement.tries.locked and not before.locked:
            log_event(_logger, Event.ACCOUNT_LOCKED, visit=name)
        if provisional is not None:
            _keep_provisional(connection, provisional, judgement)
            if judgement.outcome is Outcome.MUST_CHOOSE:
                set_choosing(connection, visit.id_digest, provisional.code_id, self._clock.now())
                return CodeMustBeChosen()
        if judgement.outcome is Outcome.ACCEPTED:
            return CodeAccepted(self._accept(connection, visit))
        log_event(_logger, Event.ACCESS_REFUSED, visit=name)
        if provisional is not None:
            left = max(self._policy.provisional.tries - judgement.provisional_failed, 0)
            log_event(_logger, Event.PROVISIONAL_CODE_REFUSED, visit=name, attempts_left=left)
        return CodeWrong(judgement.tries_left) if judgement.outcome is Outcome.WRONG else CodeBlocked()

    def _choose_code(self, visit_digest: str, code: str) -> ChosenAnswer | ServiceFailure:
        with reading(self._engine) as connection:
            visit = self._alive(connection, visit_digest)
            if visit is None or visit.person_id is None or visit.provisional_id is None:
                return REFUSED
            insured = get_insured(connection, visit.person_id)
            provisional = read_provisional(connection, visit.provisional_id)
            kept_hash = read_code_hash(connection, visit.person_id)
        if visit.status is VisitStatus.ACCEPTED:
            return self._choose_again(visit_digest, code, kept_hash)
        refusal = refuse_code(code, self._policy.code, insured.birth_date, insured.nir, insured.lunar_birth)
        if refusal is None and self._is_provisional(provisional, code):
            refusal = CodeRefusal.PROVISIONAL
        if refusal is not None:
            return CodeRefused(refusal)
        code_hash = self._hasher.hash(code)
        with writing(self._engine) as connection:
            visit = self._alive(connection, visit_digest)
            if visit is None or visit.person_id is None or visit.status is not VisitStatus.CHOOSING:
                return REFUSED
            now = self._clock.now()
            write_code_hash(connection, visit.person_id, code_hash, now)
            write_tries(connection, visit.person_key, Tries())
            void_provisional(connection, visit.person_id)
            token = self._accept(connection, visit)
        log_event(_logger, Event.CODE_CHOSEN, visit=log_name(visit_digest))
        return CodeAccepted(token)

    def _choose_again(self, visit_digest: str, code: str, kept_hash: str | None) -> ChosenAnswer | ServiceFailure:
        """Answer a repeated choice whose first answer was lost: the same code is accepted, another is not."""
        if not self._hasher.is_right(code, kept_hash):
            return REFUSED
        with writing(self._engine) as connection:
            visit = self._alive(connection, visit_digest)
            return REFUSED if visit is None else CodeAccepted(self._accept(connection, visit))

    def _close_visit(self, visit_digest: str) -> None:
        with writing(self._engine) as connection:
            close_visit(connection, visit_digest)

    def _accept(self, connection: Connection, visit: Visit) -> str:
        token = new_token()
        set_accepted(connection, visit.id_digest, token_digest(token), self._clock.now())
        log_event(_logger, Event.ACCESS_GRANTED, visit=log_name(visit.id_digest))
        return token

    def _alive(self, connection: Connection, visit_digest: str) -> Visit | None:
        visit = read_visit(connection, visit_digest)
        if visit is None or not is_alive(visit, self._clock.now(), self._policy.visit):
            return None
        return visit

    def _known(self, connection: Connection, visit: Visit) -> _Known:
        # Row 0 is nobody's: an unknown person costs the same questions.
        person_id = visit.person_id or 0
        return _Known(
            code_hash=read_code_hash(connection, person_id),
            provisional=valid_provisional(connection, person_id, self._clock.now()),
        )

    def _is_provisional(self, provisional: ProvisionalCode | None, code: str) -> bool:
        code_id, digest = ("", "") if provisional is None else (provisional.code_id, provisional.digest)
        is_right = self._digests.is_provisional(code, code_id, digest)
        return is_right and provisional is not None

    def _is_repeated_provisional(self, connection: Connection, visit: Visit, code: str) -> bool:
        """Say whether the code is the one that this visit was just let in with, and the answer was lost."""
        if visit.status is not VisitStatus.CHOOSING or visit.provisional_id is None:
            return False
        return self._is_provisional(read_provisional(connection, visit.provisional_id), code)


def _same_code(one: ProvisionalCode | None, other: ProvisionalCode | None) -> bool:
    return one is not None and other is not None and one.code_id == other.code_id


def _keep_provisional(connection: Connection, provisional: ProvisionalCode, judgement: Judgement) -> None:
    if not judgement.is_provisional_over:
        set_status(connection, provisional.code_id, provisional.status, judgement.provisional_failed)
    elif judgement.outcome is Outcome.MUST_CHOOSE:
        set_status(connection, provisional.code_id, CodeStatus.USED)
    else:
        set_status(connection, provisional.code_id, CodeStatus.VOID, judgement.provisional_failed)
