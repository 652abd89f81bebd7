"""What still happens to a visit that is over, while its last screens are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.ports import EhicReceipt, JobEvent
from kiosk.session.actions import Answered
from kiosk.session.limits import Limits
from kiosk.session.result import VisitResult, after_job
from kiosk.session.statuses import Ended, TakeCard
from kiosk.session.terminal import Terminal
from kiosk.session.transition import goodbye_s


def on_late_job(state: Terminal, status: TakeCard | Ended, event: JobEvent, now_s: float, limits: Limits) -> Terminal:
    """Follow the paper that still came out when its person left."""
    job = state.result.open_job
    if job is None or job.job_id != event.job_id:
        return state
    return _with_result(state, status, after_job(state.result, event), now_s, limits)


def on_late_answer(
    state: Terminal, status: TakeCard | Ended, action: Answered, now_s: float, limits: Limits
) -> Terminal:
    """Take note of an order that was taken while its person left; whoever stands there has no other question."""
    if action.number != state.result.open_order:
        return state
    taken = after_order(state.result, action.answer) if isinstance(action.answer, EhicReceipt) else state.result
    return _with_result(state, status, replace(taken, open_order=None), now_s, limits)


def after_order(result: VisitResult, receipt: EhicReceipt) -> VisitResult:
    """Take note of an order; certificates alone are none."""
    return replace(result, has_order=result.has_order or bool(receipt.order_numbers))


def _with_result(
    state: Terminal, status: TakeCard | Ended, result: VisitResult, now_s: float, limits: Limits
) -> Terminal:
    """Say what has become of the visit, and leave the time to read it."""
    match status:
        case TakeCard():
            said: TakeCard | Ended = replace(status, result=result)
        case Ended() if result.paper is status.result.paper and result.has_order is status.result.has_order:
            said = replace(status, result=result)
        case Ended(reason=reason):
            said = replace(status, result=result, until_s=now_s + goodbye_s(reason, result, limits))
        case _:
            assert_never(status)
    return replace(state, status=said, result=result)
