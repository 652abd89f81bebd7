"""Which failure a state of the printer is."""

import itertools

import pytest

from hardware.printer.state import PrinterState
from kiosk.catalogue.failures import FailureCode


@pytest.mark.parametrize(
    ("state", "failure"),
    [
        (PrinterState(), None),
        (PrinterState(paper_near_end=True), None),
        (PrinterState(motor_on=True, ticket_at_mouth=True), None),
        (PrinterState(offline=True), FailureCode.PRINTER_OFFLINE),
        (PrinterState(offline=True, paper_out=True), FailureCode.PAPER_OUT),
        (PrinterState(offline=True, cover_open=True), FailureCode.COVER_OPEN),
        (PrinterState(cutter_jam=True), FailureCode.CUTTER_JAM),
        (PrinterState(cutter_jam=True, mechanical_error=True), FailureCode.CUTTER_JAM),
        (PrinterState(mechanical_error=True), FailureCode.PAPER_JAM),
        (PrinterState(paper_jam=True), FailureCode.PAPER_JAM),
        (PrinterState(head_hot=True), FailureCode.HEAD_HOT),
        (PrinterState(unrecoverable=True, cover_open=True), FailureCode.PRINTER_FAULT),
        (PrinterState(cover_open=True, paper_out=True, cutter_jam=True), FailureCode.COVER_OPEN),
    ],
)
def test_the_first_thing_to_put_right_is_named(state: PrinterState, failure: FailureCode | None) -> None:
    assert state.failure is failure


def test_whatever_stops_the_printer_has_a_name() -> None:
    stopping = ["offline", "cover_open", "paper_out", "cutter_jam", "paper_jam", "mechanical_error", "head_hot"]

    for flags in itertools.product([False, True], repeat=len(stopping)):
        state = PrinterState(**dict(zip(stopping, flags, strict=True)))
        assert (state.failure is None) == (not any(flags))
