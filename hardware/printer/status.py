"""Read what printers answer: incremental parsers that take any bytes, however they are cut, and never raise.

Source: Epson ESC/POS (DLE EOT, GS a, GS r, GS ( H), Custom VKP80II manual (DLE EOT 20, GS E1h, GS E2h).
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from hardware.printer import commands
from hardware.printer.profiles import Dialect
from hardware.printer.state import PrinterState


class Question(enum.Enum):
    """Name what can be asked; the value is the bytes that ask it."""

    PRINTER = commands.realtime_status(1)
    OFFLINE_CAUSE = commands.realtime_status(2)
    ERROR_CAUSE = commands.realtime_status(3)
    ROLL = commands.realtime_status(4)
    FULL_STATUS = commands.FULL_STATUS
    QUEUED_STATUS = commands.QUEUED_PAPER_STATUS
    CUTS = commands.READ_CUTS
    PAPER_LEFT = commands.READ_PAPER_LEFT


@dataclass(frozen=True, slots=True)
class Answered:
    """Say that a question was answered; a state that it told is in the parser's `state` already.

    Queued questions look all the same: this comes when the last of those that were asked is answered.
    """

    question: Question


@dataclass(frozen=True, slots=True)
class StateTold:
    """Say that the printer told its whole state unasked (ASB)."""


@dataclass(frozen=True, slots=True)
class ProcessIdTold:
    """Say that everything before a process id is done."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class CounterTold:
    """Say what a counter shows: cuts, or centimetres of paper left."""

    question: Question
    value: int


Answer = Answered | StateTold | ProcessIdTold | CounterTold


class StatusParser(Protocol):
    """Read the answers on one connection.

    Attributes:
        state: what the printer last said of itself.
        odd_bytes: how many bytes meant nothing since the connection was opened.
    """

    state: PrinterState
    odd_bytes: int

    def asked(self, question: Question) -> None:
        """Take note of a question: some answers only make sense with it."""

    def feed(self, data: bytes) -> tuple[Answer, ...]:
        """Take bytes as they come and give the answers that they complete."""


def parser_for(dialect: Dialect) -> StatusParser:
    """Make the parser of a dialect: the first bytes of ASB and of the full status of Custom are the same."""
    return CustomParser() if dialect is Dialect.CUSTOM else EpsonParser()


_FLOW_CONTROL: Final = frozenset({0x11, 0x13})
"""XON and XOFF fall between any two bytes on a serial line."""

_BLOCK_START: Final = 0x37
_PROCESS_ID_MARK: Final = 0x22
_CLEARED: Final = b"\x25"
"""The answer to DLE DC4 fn 8: the printer also tells its state, which is what counts."""
_BLOCK_END: Final = 0x00
_BLOCK_LENGTH: Final = 1 + commands.PROCESS_ID_LENGTH
_ASB_LENGTH: Final = 4


class EpsonParser:
    """Read DLE EOT, ASB, GS r and GS ( H, each of which may stand between two bytes of a GS ( H answer.

    Bit 4 tells the first bytes of frames from what follows in them, so a frame that lost bytes ends where the next
    begins. The process ids of `hardware.printer.identifiers` keep to characters without bit 4 for the same reason.
    """

    def __init__(self) -> None:
        self.state = PrinterState()
        self.odd_bytes = 0
        self._asked: deque[Question] = deque()
        self._queued_asked = 0
        self._asb = bytearray()
        self._block: bytearray | None = None

    def asked(self, question: Question) -> None:
        """Take note of a question."""
        if question is Question.QUEUED_STATUS:
            self._queued_asked += 1
        else:
            self._asked.append(question)

    def feed(self, data: bytes) -> tuple[Answer, ...]:
        """Take bytes as they come and give the answers that they complete."""
        return tuple(answer for byte in data for answer in self._byte(byte))

    def _byte(self, byte: int) -> Iterator[Answer]:
        if byte in _FLOW_CONTROL:
            return
        if self._asb:
            if byte & 0x90 == 0:
                self._asb.append(byte)
                if len(self._asb) == _ASB_LENGTH:
                    self.state = _asb_state(self._asb)
                    self._asb.clear()
                    yield StateTold()
                return
            self.odd_bytes += len(self._asb)
            self._asb.clear()
        if byte & 0x93 == 0x12:
            yield from self._realtime(byte)
        elif byte & 0x93 == 0x10:
            self._asb.append(byte)
        elif byte == _BLOCK_START:
            self._drop_block()
            self._block = bytearray()
        elif self._block is not None:
            yield from self._in_block(self._block, byte)
        elif _is_paper_status(byte) and self._queued_asked:
            self._queued_asked -= 1
            if not self._queued_asked:
                yield Answered(Question.QUEUED_STATUS)
        else:
            self.odd_bytes += 1

    def _realtime(self, byte: int) -> Iterator[Answer]:
        if self._asked:
            question = self._asked.popleft()
            self.state = _realtime_state(self.state, question, byte)
            yield Answered(question)

    def _in_block(self, block: bytearray, byte: int) -> Iterator[Answer]:
        if byte != _BLOCK_END and len(block) < _BLOCK_LENGTH:
            block.append(byte)
            return
        if byte == _BLOCK_END and len(block) == _BLOCK_LENGTH and block[0] == _PROCESS_ID_MARK:
            self._block = None
            yield ProcessIdTold(bytes(block[1:]))
            return
        if byte == _BLOCK_END and block == _CLEARED:
            self._block = None
            return
        self._drop_block()
        self.odd_bytes += 1

    def _drop_block(self) -> None:
        if self._block is not None:
            self.odd_bytes += 1 + len(self._block)
            self._block = None


def _is_paper_status(byte: int) -> bool:
    # Each sensor of GS r 1 has two bits that go together; other bytes are no answer to it.
    return byte & 0x90 == 0 and byte & 0x03 in {0x00, 0x03} and byte & 0x0C in {0x00, 0x0C}


def _realtime_state(state: PrinterState, question: Question, byte: int) -> PrinterState:
    match question:
        case Question.PRINTER:
            return replace(state, offline=bool(byte & 0x08))
        case Question.OFFLINE_CAUSE:
            return replace(state, cover_open=bool(byte & 0x04))
        case Question.ERROR_CAUSE:
            return _with_errors(state, byte)
        case Question.ROLL:
            return replace(state, paper_near_end=bool(byte & 0x0C), paper_out=bool(byte & 0x60))
        case _:
            return state


def _asb_state(frame: bytearray) -> PrinterState:
    printer, errors, paper, _ = frame
    state = PrinterState(
        offline=bool(printer & 0x08),
        cover_open=bool(printer & 0x20),
        paper_near_end=bool(paper & 0x03),
        paper_out=bool(paper & 0x0C),
    )
    return _with_errors(state, errors)


def _with_errors(state: PrinterState, bits: int) -> PrinterState:
    return replace(
        state,
        mechanical_error=bool(bits & 0x04),
        cutter_jam=bool(bits & 0x08),
        unrecoverable=bool(bits & 0x20),
        head_hot=bool(bits & 0x40),
    )


_FULL_STATUS_HEAD: Final = b"\x10\x0f"
_FULL_STATUS_LENGTH: Final = 6
_COUNTER_LENGTH_MAX: Final = 16
_COUNTERS: Final = ((b"cuts", Question.CUTS), (b"cm", Question.PAPER_LEFT))


class CustomParser:
    """Read the full status (10h 0Fh and four bytes) and the counters ("2376cuts", "510cm")."""

    def __init__(self) -> None:
        self.state = PrinterState()
        self.odd_bytes = 0
        self._asked: deque[Question] = deque()
        self._status = bytearray()
        self._counter = bytearray()

    def asked(self, question: Question) -> None:
        """Take note of a question."""
        if question is Question.FULL_STATUS:
            self._asked.append(question)

    def feed(self, data: bytes) -> tuple[Answer, ...]:
        """Take bytes as they come and give the answers that they complete."""
        return tuple(answer for byte in data for answer in self._byte(byte))

    def _byte(self, byte: int) -> Iterator[Answer]:
        if len(self._status) == 1 and byte != _FULL_STATUS_HEAD[1]:
            self.odd_bytes += 1
            self._status.clear()
        if self._status or byte == _FULL_STATUS_HEAD[0]:
            self._drop_counter()
            self._status.append(byte)
            if len(self._status) == _FULL_STATUS_LENGTH:
                self.state = _full_state(self._status)
                self._status.clear()
                yield Answered(self._asked.popleft()) if self._asked else StateTold()
            return
        yield from self._in_counter(byte)

    def _in_counter(self, byte: int) -> Iterator[Answer]:
        character = bytes([byte])
        if character.isdigit() and not self._counter.isdigit():
            self._drop_counter()
        self._counter += character
        digits = self._counter.rstrip(b"cutsm")
        unit = bytes(self._counter[len(digits) :])
        possible = [(whole, question) for whole, question in _COUNTERS if whole.startswith(unit)]
        if not digits.isdigit() or not possible or len(self._counter) > _COUNTER_LENGTH_MAX:
            self._drop_counter()
            return
        for whole, question in possible:
            if unit == whole:
                self._counter.clear()
                yield CounterTold(question, int(digits))

    def _drop_counter(self) -> None:
        self.odd_bytes += len(self._counter)
        self._counter.clear()


def _full_state(frame: bytearray) -> PrinterState:
    paper, user, recoverable, unrecoverable = frame[len(_FULL_STATUS_HEAD) :]
    return PrinterState(
        paper_out=bool(paper & 0x01),
        paper_near_end=bool(paper & 0x44),
        ticket_at_mouth=bool(paper & 0x20),
        cover_open=bool(user & 0x03 or unrecoverable & 0x02),
        motor_on=bool(user & 0x08),
        head_hot=bool(recoverable & 0x01),
        offline=bool(recoverable & 0x08),
        paper_jam=bool(recoverable & 0xC0 or unrecoverable & 0x80),
        cutter_jam=bool(unrecoverable & 0x01),
        unrecoverable=bool(unrecoverable & 0x0C),
    )
