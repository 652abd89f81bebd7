"""Make faults happen, and put them right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from hardware.printer.simulator.body import Body
from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.timers import Timers


class Electronics(Protocol):
    """What faults do to the part of the printer that is not its body."""

    now_s: float

    def power_cycle(self) -> None:
        """Switch the printer off and on."""

    def power_on(self) -> None:
        """Switch the printer on if it is off."""

    def break_link(self) -> None:
        """Break the link that stands."""


class FaultDesk:
    """Hold the faults that are active or wait for their millimetre or byte.

    Args:
        body: of the printer.
        timers: of the machine.
        electronics: the rest of the printer.
        cooling_s: after which a hot head is cool.
    """

    def __init__(self, body: Body, timers: Timers, electronics: Electronics, cooling_s: float) -> None:
        self._body = body
        self._timers = timers
        self._electronics = electronics
        self._cooling_s = cooling_s
        self._active: dict[FaultName, Fault] = {}
        self._waiting: dict[FaultName, Fault] = {}
        self._received_before_unplug = 0

    @property
    def active(self) -> Mapping[FaultName, Fault]:
        """Give the faults that have happened and are not put right."""
        return MappingProxyType(self._active)

    @property
    def waiting(self) -> Mapping[FaultName, Fault]:
        """Give the faults that wait for their millimetre or byte."""
        return MappingProxyType(self._waiting)

    def has(self, name: FaultName) -> bool:
        """Say whether a fault is active."""
        return name in self._active

    def inject(self, fault: Fault) -> None:
        """Make something go wrong, now or where the fault says."""
        self._waiting[fault.name] = fault
        if fault.name is FaultName.UNPLUG and fault.after_bytes:
            self._received_before_unplug = fault.after_bytes
        elif fault.after_mm:
            dots = round(fault.after_mm * self._body.dots_per_mm)
            self._body.mechanism.after(dots, lambda: self._happen(fault))
        else:
            self._happen(fault)

    def clear(self, name: FaultName) -> None:
        """Put a fault right, or have it not happen."""
        self._waiting.pop(name, None)
        self._active.pop(name, None)
        self._put_right(name)

    def new_roll(self) -> None:
        """Put a full roll in, which ends everything that is wrong with the old one."""
        self._body.new_roll()
        self.forget(FaultName.PAPER_OUT)
        self.forget(FaultName.NEAR_END)

    def forget(self, name: FaultName) -> None:
        """Say that a fault is over by itself."""
        self._active.pop(name, None)

    def bytes_before_unplug(self, count: int) -> int:
        """Give how many of the bytes to come are still received."""
        if FaultName.UNPLUG in self._active:
            return 0
        fault = self._waiting.get(FaultName.UNPLUG)
        return min(count, self._received_before_unplug) if fault is not None and fault.after_bytes else count

    def count_received(self, count: int) -> None:
        """Say that bytes were received."""
        fault = self._waiting.get(FaultName.UNPLUG)
        if fault is None or not fault.after_bytes:
            return
        self._received_before_unplug -= count
        if self._received_before_unplug <= 0:
            self._happen(fault)

    def _happen(self, fault: Fault) -> None:
        if self._waiting.get(fault.name) is not fault:
            return  # it was cleared, or injected again, before its millimetre came
        del self._waiting[fault.name]
        self._active[fault.name] = fault
        now_s = self._electronics.now_s
        if fault.for_s is not None:
            self._timers.add(now_s + fault.for_s, lambda: self._expire(fault), scripted=True)
        elif fault.name is FaultName.HEAD_HOT:
            self._timers.add(now_s + self._cooling_s, lambda: self._expire(fault), scripted=False)
        self._go_wrong(fault)

    def _expire(self, fault: Fault) -> None:
        if self._active.get(fault.name) is fault:
            self.clear(fault.name)

    def _go_wrong(self, fault: Fault) -> None:
        body = self._body
        match fault.name:
            case FaultName.PAPER_OUT:
                body.end_roll()
            case FaultName.NEAR_END:
                body.thin_roll()
            case FaultName.COVER_OPEN:
                body.set_cover(is_open=True)
            case FaultName.CUTTER_JAM:
                body.jam_cuts(fault.count)
            case FaultName.HEAD_HOT:
                body.overheat()
            case FaultName.UNRECOVERABLE:
                body.break_down()
            case FaultName.UNPLUG:
                self._electronics.break_link()
            case FaultName.POWER_CYCLE:
                self.forget(FaultName.POWER_CYCLE)
                self._electronics.power_cycle()
            case FaultName.TICKET_NOT_TAKEN:
                body.set_nobody_takes(nobody=True)
            case FaultName.PRESENTER_JAM:
                body.jam_presenter()
            case _:
                pass  # what only has to be known to be active: the link and the replies look at it

    def _put_right(self, name: FaultName) -> None:
        body = self._body
        match name:
            case FaultName.PAPER_OUT | FaultName.NEAR_END:
                self.new_roll()
            case FaultName.COVER_OPEN:
                body.set_cover(is_open=False)
            case FaultName.CUTTER_JAM:
                body.free_cutter()
            case FaultName.HEAD_HOT:
                body.cool_down()
            case FaultName.UNRECOVERABLE if body.is_broken:
                self._electronics.power_cycle()
            case FaultName.POWER_CYCLE:
                self._electronics.power_on()
            case FaultName.TICKET_NOT_TAKEN:
                body.set_nobody_takes(nobody=False)
            case FaultName.PRESENTER_JAM:
                body.free_presenter()
            case _:
                pass  # what was only known to be active
