"""Waiting for a link without being deaf to the terminal."""

import os
import time
from collections.abc import Iterator
from threading import Timer

import pytest

from hardware.printer.transport import Readiness, Wake, wait_ready

LONG_S = 30.0


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read_end, write_end = os.pipe()
    yield read_end, write_end
    for descriptor in (read_end, write_end):
        os.close(descriptor)


def test_a_wake_from_another_thread_ends_a_wait(wake: Wake) -> None:
    begun_s = time.monotonic()
    timer = Timer(0.01, wake.set)
    timer.start()

    wake.wait(LONG_S)

    assert time.monotonic() - begun_s < LONG_S
    timer.join()


def test_a_wake_set_before_the_wait_ends_it_once(wake: Wake, pipe: tuple[int, int]) -> None:
    wake.set()
    wake.set()
    assert wait_ready(pipe[0], to_write=False, wake=wake, timeout_s=LONG_S) == Readiness(readable=False, writable=False)

    wake.clear()
    wake.clear()

    begun_s = time.monotonic()
    wait_ready(pipe[0], to_write=False, wake=wake, timeout_s=0.02)
    assert time.monotonic() - begun_s >= 0.02


def test_a_descriptor_is_ready_for_what_it_can_do(wake: Wake, pipe: tuple[int, int]) -> None:
    read_end, write_end = pipe

    assert wait_ready(write_end, to_write=True, wake=wake, timeout_s=LONG_S) == Readiness(readable=False, writable=True)
    os.write(write_end, b"x")
    assert wait_ready(read_end, to_write=False, wake=wake, timeout_s=LONG_S) == Readiness(readable=True, writable=False)


def test_a_time_in_the_past_is_no_wait(wake: Wake, pipe: tuple[int, int]) -> None:
    wait_ready(pipe[0], to_write=False, wake=wake, timeout_s=-1.0)
