"""What is said on one connection: one question at a time, so that an answer is never taken for another's.

Pure: bytes in, bytes out, and the time is told. The driver moves the bytes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, assert_never

from hardware.printer.profiles import Dialect, Profile
from hardware.printer.state import PrinterState
from hardware.printer.status import (
    Answer,
    Answered,
    CounterTold,
    ProcessIdTold,
    Question,
    StateTold,
    parser_for,
)
from kiosk.catalogue.failures import FailureCode

_MM_PER_CM: Final = 10

_NOTHING: Final = memoryview(b"")

_ODD_BYTES_MAX: Final = 8
"""Bytes without meaning that one round may hold: rests of what an earlier program asked."""

_ROUND: Final = (Question.PRINTER, Question.OFFLINE_CAUSE, Question.ERROR_CAUSE, Question.ROLL)
_CAUSES: Final = _ROUND[1:]

_ROUNDS: Final = {Dialect.EPSON: _ROUND, Dialect.GENERIC: _ROUND, Dialect.CUSTOM: (Question.FULL_STATUS,)}

_CHECKS: Final = {
    Dialect.EPSON: (Question.PRINTER,),
    # The queued question is answered when nothing is left of earlier jobs; the real-time one behind it comes after any
    # repetition of its answer, which then cannot be taken for the answer that ends the next job.
    Dialect.GENERIC: (Question.PRINTER, Question.QUEUED_STATUS, Question.PRINTER),
    Dialect.CUSTOM: (Question.FULL_STATUS, Question.CUTS, Question.FULL_STATUS),
}

_QUEUED: Final = frozenset({Question.QUEUED_STATUS, Question.CUTS, Question.PAPER_LEFT})
"""Questions that wait in the receive buffer: a printer that cannot print does not answer them."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Hold how often a printer is asked and how long it may take to answer.

    Attributes:
        idle_s: from one round of questions to the next.
        presenting_s: idem while a job is under way on a printer that only says when asked that the ticket is out.
        answer_s: within which each question is answered.
    """

    idle_s: float = 0.5
    presenting_s: float = 0.05
    answer_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Health:
    """Say how the printer is, now that it has told everything.

    Attributes:
        failure: what keeps it from printing, None when it prints.
    """

    failure: FailureCode | None


class Conversation:
    """Ask a printer how it is and carry jobs to it.

    Args:
        profile: of the printer.
        pace: of the questions.
        now_s: when the connection was opened.
        answers: whether the printer can say anything over this link; one that cannot is taken for healthy.

    Attributes:
        is_checking: whether something is still to be answered before a job may be sent.
        pending: bytes that the link has not taken yet.
        health: what the printer last said on the whole, None before.
        cuts: what the cut counter showed last, None before.
        paper_left_mm: what the printer believes is left of its roll, None where it cannot know.
    """

    def __init__(self, profile: Profile, pace: Pace, now_s: float, *, answers: bool = True) -> None:
        self._dialect = profile.dialect
        self._answers = answers
        self._pace = pace
        self._parser = parser_for(profile.dialect)
        self._to_ask: deque[Question] = deque()
        self._asked: Question | None = None
        self._asked_s = now_s
        self._hears_babble = False
        self._is_silent = False
        self._next_round_s = now_s
        self.is_checking = False
        self._odd_before_round = 0
        self._is_printing = False
        self._may_ask_cuts = False
        self.pending = _NOTHING
        self.health: Health | None = None if answers else Health(None)
        self.cuts: int | None = None
        self.paper_left_mm: int | None = None

    @property
    def state(self) -> PrinterState:
        """Give what the printer last said of its parts."""
        return self._parser.state

    @property
    def silence(self) -> FailureCode | None:
        """Name what is wrong with a printer that left a question unanswered: it is mute, or talks nonsense."""
        if not self._is_silent:
            return None
        return FailureCode.PRINTER_NONSENSE if self._hears_babble else FailureCode.PRINTER_MISSING

    @property
    def failure(self) -> FailureCode | None:
        """Name what keeps a job from being sent now, None if nothing is known to."""
        return self.silence or (self.health.failure if self.health is not None else None)

    def next_due_s(self, now_s: float) -> float:
        """Give the time at which something is to be asked or an answer is missed; infinite when only bytes can help."""
        if self._asked is not None:
            return inf if self._is_silent else self._asked_s + self._pace.answer_s
        if self.pending or not self._answers:
            return inf
        return now_s if self._to_ask else self._next_round_s

    def check(self) -> None:
        """Ask now what must be known before a job is sent."""
        if not self._answers:
            return
        self._to_ask = deque(_CHECKS[self._dialect])
        if self._dialect is Dialect.CUSTOM and self.state.paper_near_end:
            self._to_ask.append(Question.PAPER_LEFT)
        self.is_checking = True

    def send(self, job: bytes, now_s: float) -> None:
        """Put a whole job, ended by what proves it, behind what is pending."""
        if self._dialect is Dialect.GENERIC:
            self._parser.asked(Question.QUEUED_STATUS)
        self._is_printing = True
        self._may_ask_cuts = False
        self._next_round_s = now_s + self._interval_s()
        self._say(job)

    def end_job(self) -> None:
        """Go back to the idle pace."""
        self._is_printing = False

    def start_afresh(self, command: bytes, now_s: float) -> bool:
        """Send what moves paper outside of a job, and look at the printer anew a while later.

        Returns:
            Whether it was sent: not while bytes are pending.
        """
        if self.pending:
            return False
        self._say(command)
        if self._answers:
            self.health = None
            self._to_ask.clear()
            self._next_round_s = now_s + self._interval_s()
        return True

    def request(self, command: bytes) -> None:
        """Send a real-time request; nothing while bytes are pending, for it would become part of a picture."""
        if not self.pending:
            self._say(command)

    def tick(self, now_s: float) -> None:
        """Ask the next question, if it is time and the link is free."""
        if self._asked in _QUEUED and self.state.failure is not None:
            # It is answered when the printer prints again; until then nothing is wrong with that.
            self._asked = None
            self._is_silent = False
            self._end_round(now_s)
        if self._asked is not None or self.pending or not self._answers:
            return
        if not self._to_ask:
            if now_s < self._next_round_s:
                return
            self._to_ask.extend(_ROUNDS[self._dialect])
        self._asked = self._to_ask.popleft()
        self._asked_s = now_s
        self._hears_babble = self._is_silent = False
        self._parser.asked(self._asked)
        self._say(self._asked.value)
        if self._is_printing and self._may_ask_cuts and self.state.failure is None:
            # The answer at the end of the job may have been given while the blade was still moving.
            self._may_ask_cuts = False
            self._say(Question.CUTS.value)

    def wrote(self, count: int) -> None:
        """Take note of how many of the pending bytes the link took."""
        # What is left of a view holds all that it was a view of: the ticket of a person who may have left.
        self.pending = self.pending[count:] if count < len(self.pending) else _NOTHING

    def heard(self, data: bytes, now_s: float) -> Sequence[Answer | Health]:
        """Take what the printer said and give the answers in it, each followed by the health where it is known."""
        answers = self._parser.feed(data)
        if data:
            self._hears_babble = not answers
        elif self._asked is not None and now_s >= self._asked_s + self._pace.answer_s:
            # Only an empty link is silent: after a hitch of this machine the answer has been waiting there.
            self._is_silent = True
        told: list[Answer | Health] = []
        for answer in answers:
            told.append(answer)
            if self._completes(answer, now_s):
                odd_bytes = self._parser.odd_bytes - self._odd_before_round
                self._odd_before_round = self._parser.odd_bytes
                self.health = Health(FailureCode.PRINTER_NONSENSE if odd_bytes > _ODD_BYTES_MAX else self.state.failure)
                told.append(self.health)
        return told

    def _completes(self, answer: Answer, now_s: float) -> bool:
        """Take note of an answer and say whether the printer has now told everything."""
        match answer:
            case StateTold():
                return True
            case CounterTold(question, value):
                if question is Question.CUTS:
                    self.cuts = value
                    self._may_ask_cuts = True
                else:
                    self.paper_left_mm = value * _MM_PER_CM
                return self._answered(question, now_s)
            case Answered(question):
                return self._answered(question, now_s)
            case ProcessIdTold():
                return False
            case _:
                assert_never(answer)

    def _answered(self, question: Question, now_s: float) -> bool:
        if question is not self._asked:
            return False
        self._asked = None
        self._is_silent = False
        if question is Question.PRINTER and self.state.offline:
            self._to_ask = deque(_CAUSES)
        elif self.state.failure is not None:
            self._to_ask = deque(left for left in self._to_ask if left not in _QUEUED)
        if self._to_ask:
            return False
        self._end_round(now_s)
        return True

    def _end_round(self, now_s: float) -> None:
        self._to_ask.clear()
        self._next_round_s = now_s + self._interval_s()
        self.is_checking = False

    def _interval_s(self) -> float:
        is_presenting = self._is_printing and self._dialect is Dialect.CUSTOM
        return self._pace.presenting_s if is_presenting else self._pace.idle_s

    def _say(self, data: bytes) -> None:
        self.pending = memoryview(bytes(self.pending) + data)
