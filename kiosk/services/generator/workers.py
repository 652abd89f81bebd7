"""Make chunks in several processes, and give them in their order."""

import signal
from collections.abc import Generator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

from kiosk.services.collecting import no_cycles
from kiosk.services.generator.chunks import Chunk, ChunkMaker, Made

_AHEAD: Final = 2
"""Chunks that a process is told before one is taken from it: it never waits, and memory stays bounded."""

_STOP_S: Final = 5.0


class WorkerEndedError(RuntimeError):
    """Say that a process ended before its work did."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection


def made_in_order(maker: ChunkMaker, chunks: Sequence[Chunk], workers: int) -> Generator[Made, None, None]:
    """Make chunks, in this process if no other is asked for.

    Args:
        maker: of the chunks.
        chunks: in the order in which they come back.
        workers: other processes; each imports the program anew, which takes a second.

    Raises:
        WorkerEndedError: a process was killed or failed; what it said is on the standard error.
    """
    if workers == 0:
        yield from map(maker.made, chunks)
        return
    with ExitStack() as stack:
        staff = [_start(maker, stack) for _ in range(min(workers, len(chunks)))]
        told = 0
        for index in range(len(chunks)):
            while told < min(len(chunks), index + _AHEAD * len(staff)):
                _tell(staff[told % len(staff)], chunks[told])
                told += 1
            yield _take(staff[index % len(staff)])


def _start(maker: ChunkMaker, stack: ExitStack) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, maker), daemon=True)
    process.start()
    # The process holds the only other end: when it ends, or this one does, the pipe says so.
    theirs.close()
    stack.callback(_stop, process, ours)
    return _Worker(process, ours)


def _stop(process: SpawnProcess, pipe: Connection) -> None:
    pipe.close()
    process.join(_STOP_S / 10)
    if process.is_alive():
        process.terminate()
        process.join(_STOP_S)
    process.close()


def _tell(worker: _Worker, chunk: Chunk) -> None:
    try:
        worker.pipe.send(chunk)
    except OSError:
        raise WorkerEndedError from None


def _take(worker: _Worker) -> Made:
    try:
        made: Made = worker.pipe.recv()
    except (EOFError, OSError):
        raise WorkerEndedError from None
    return made


def _work(pipe: Connection, maker: ChunkMaker) -> None:
    # Ctrl-C goes to all processes of a terminal: the one that was started by hand ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError), no_cycles():
        while True:
            pipe.send(maker.made(pipe.recv()))
