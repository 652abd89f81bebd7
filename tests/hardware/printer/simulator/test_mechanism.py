"""What moving parts take, on a clock that the test holds."""

import pytest

from hardware.printer.simulator import EPSON_TM
from hardware.printer.simulator.mechanism import Mechanism
from hardware.printer.simulator.steps import Advance, AnswerProcessId, Cut


class Stage:
    """A mechanism with a clock, a switch and a list of what is finished."""

    def __init__(self):
        self.now = 0.0
        self.may_move = True
        self.finished = []
        self.jams = 0
        self.mechanism = Mechanism(EPSON_TM, lambda: self.may_move, self._finish)

    def _finish(self, step):
        if isinstance(step, Cut) and self.jams:
            self.jams -= 1
            self.may_move = False
            return False
        self.finished.append((step, round(self.now, 6)))
        return True

    def add(self, *steps):
        for step in steps:
            self.mechanism.add(step)
        self.mechanism.update(self.now)

    def run(self, until):
        while (due := self.mechanism.deadline()) is not None and due <= until:
            self.now = due
            self.mechanism.advance(due)
            self.mechanism.update(due)
        self.now = until

    def switch(self, *, may_move):
        self.may_move = may_move
        self.mechanism.update(self.now)


@pytest.fixture
def stage():
    return Stage()


def test_paper_moves_at_250_mm_a_second(stage):
    stage.add(step := Advance(2000))
    stage.run(2.0)
    assert stage.finished == [(step, 1.0)]
    assert stage.mechanism.odometer_dots == 2000


def test_steps_follow_each_other_without_a_gap_however_late_one_looks(stage):
    steps = [Advance(200), Cut(), AnswerProcessId(b"0001"), Advance(200)]
    stage.add(*steps)
    stage.run(9.0)
    assert stage.finished == [(steps[0], 0.1), (steps[1], 0.35), (steps[2], 0.35), (steps[3], 0.45)]


def test_a_stop_between_two_rows_loses_none(stage):
    stage.add(Advance(2000))
    stage.run(0.3)
    stage.switch(may_move=False)
    assert stage.mechanism.odometer_dots == 600
    stage.run(5.0)
    assert stage.mechanism.odometer_dots == 600
    stage.switch(may_move=True)
    stage.run(5.7)
    assert stage.mechanism.odometer_dots == 2000


def test_something_can_happen_at_a_millimetre(stage):
    heard = []
    stage.mechanism.after(100 * 8, lambda: heard.append(round(stage.now, 6)))
    stage.add(Advance(2000))
    stage.run(2.0)
    assert heard == [0.4]


def test_the_paper_ends_with_the_roll(stage):
    stage.mechanism.roll_left_dots = 500
    stage.add(Advance(2000))
    stage.may_move = True
    while stage.mechanism.roll_left_dots and (due := stage.mechanism.deadline()) is not None:
        stage.now = due
        stage.mechanism.advance(due)
    assert stage.mechanism.odometer_dots == 500
    assert stage.mechanism.planned_dots == 1500


def test_a_cut_that_jams_is_done_again(stage):
    stage.jams = 1
    stage.add(cut := Cut())
    stage.run(1.0)
    assert stage.finished == []
    stage.switch(may_move=True)
    stage.run(2.0)
    assert stage.finished == [(cut, 1.25)]


def test_a_dropped_plan_stops_the_paper_where_it_is(stage):
    stage.add(Advance(2000), Cut())
    stage.run(0.5)
    stage.switch(may_move=False)
    stage.mechanism.drop_plan()
    stage.switch(may_move=True)
    stage.run(5.0)
    assert stage.mechanism.is_idle
    assert stage.mechanism.odometer_dots == 1000
    assert stage.finished == []


def test_rows_are_exact_after_months_of_running(stage):
    stage.now = 10_000_000.0
    stage.add(*(Advance(30) for _ in range(100)))
    stage.run(10_000_002.0)
    assert stage.mechanism.odometer_dots == 3000
    assert len(stage.finished) == 100
