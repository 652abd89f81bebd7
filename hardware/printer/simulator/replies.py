"""The way back to the host: a small send buffer, and what can go wrong on it."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from hardware.printer.simulator.commands import ReplyKind
from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.responder import HEALTHY_ASB, process_id_answer

SEND_BUFFER_BYTES: Final = 512
"""What the interface keeps for a host that does not read; more is lost."""

FRAGMENT_GAP_S: Final = 0.002
MERGE_HOLD_S: Final = 0.05

_NO_JOB_ID: Final = b"0000"
"""What a stale id says when no job was answered before."""

Transmit = Callable[[bytes], int]
"""Send bytes to the host and return how many the link took."""


@dataclass(slots=True)
class _Pending:
    due_s: float
    data: bytes = field(repr=False)
    kind: ReplyKind
    patient: bool
    """Whether an instantaneous clock does not jump to it."""


class ReplyChannel:
    """Send answers in order, each at its time.

    Args:
        seed: of the random bytes of NONSENSE, so that a failing run can be repeated.
    """

    def __init__(self, seed: int) -> None:
        self._pending: deque[_Pending] = deque()
        self._random = random.Random(seed)  # noqa: S311 - nonsense on purpose, repeatable
        self._last_id = _NO_JOB_ID

    @property
    def is_waiting(self) -> bool:
        """Say whether an answer is still to be sent."""
        return bool(self._pending)

    def send(self, data: bytes, kind: ReplyKind, now_s: float, faults: Mapping[FaultName, Fault]) -> None:
        """Queue an answer, as the active faults have it."""
        if FaultName.SILENCE in faults:
            return
        if kind is ReplyKind.PROCESS_ID:
            self._drop_untransmitted_ids()
            if FaultName.STALE_ID in faults:
                self._queue(process_id_answer(self._last_id), ReplyKind.STATUS, now_s, faults)
            self._last_id = data[2:6]
        for _ in range(2 if FaultName.DUPLICATED_REPLIES in faults else 1):
            self._queue(data, kind, now_s, faults)

    def next_due_s(self, *, scripted_only: bool) -> float | None:
        """Give when the next answer can go; None if there is none, or only later ones that a jump does not reach."""
        if not self._pending or (scripted_only and self._pending[0].patient):
            return None
        return self._pending[0].due_s

    def transmit(self, now_s: float, transmit: Transmit | None, *, scripted_only: bool) -> bool:
        """Send what is due; without a host it is lost.

        Returns:
            Whether the link refused bytes, so that it makes no sense to try again before it says so.
        """
        while self._pending and self._pending[0].due_s <= now_s and not (scripted_only and self._pending[0].patient):
            first = self._pending[0]
            taken = len(first.data) if transmit is None else transmit(first.data)
            if taken < len(first.data):
                first.data = first.data[taken:]
                # What is begun must be finished: the rest is no whole answer that a newer one could replace.
                first.kind = ReplyKind.STATUS if taken else first.kind
                return True
            self._pending.popleft()
        return False

    def clear(self) -> None:
        """Lose everything (power)."""
        self._pending.clear()

    def _drop_untransmitted_ids(self) -> None:
        # Source: GS ( H fn 48: of several ids that wait to be sent, only the latest is.
        kept = [reply for reply in self._pending if reply.kind is not ReplyKind.PROCESS_ID]
        self._pending = deque(kept)

    def _queue(self, data: bytes, kind: ReplyKind, now_s: float, faults: Mapping[FaultName, Fault]) -> None:
        if FaultName.NONSENSE in faults:
            data = self._random.randbytes(len(data))
        if FaultName.ASB_BETWEEN_REPLIES in faults and len(data) > len(HEALTHY_ASB):
            data = data[:3] + HEALTHY_ASB + data[3:]
        if sum(len(reply.data) for reply in self._pending) + len(data) > SEND_BUFFER_BYTES:
            return
        late = faults.get(FaultName.LATE_REPLIES)
        due_s = now_s + (late.delay_s if late is not None else 0.0)
        patient = late is not None
        if FaultName.MERGED_REPLIES in faults:
            self._merge(data, due_s + MERGE_HOLD_S, patient=patient)
        elif FaultName.FRAGMENTED_REPLIES in faults:
            last_s = self._pending[-1].due_s if self._pending else due_s
            first_s = max(due_s, last_s)
            self._pending.extend(
                _Pending(first_s + place * FRAGMENT_GAP_S, data[place : place + 1], kind, patient)
                for place in range(len(data))
            )
        else:
            self._pending.append(_Pending(due_s, data, kind, patient))

    def _merge(self, data: bytes, due_s: float, *, patient: bool) -> None:
        if self._pending:
            last = self._pending[-1]
            last.data += data
            last.kind = ReplyKind.STATUS
        else:
            self._pending.append(_Pending(due_s, data, ReplyKind.STATUS, patient))
