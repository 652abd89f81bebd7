"""Watch one PC/SC reader: a loop that turns what pcscd says into reader states, and outlives pcscd."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from smartcard import scard

from hardware.card.atr import classify_atr
from hardware.card.pcsc import PNP, UNKNOWN_READER, PcscContext, PcscError, ReaderStatus
from hardware.card.states import Failed, Presence, ReaderState, Watching
from kiosk.domain.cards import CardFault

WAIT_MS: Final = 100
"""Longest wait for an event: the beat by which the parent sees that pcscd is alive, and the watch for new readers."""
CALL_S: Final = 0.41
"""What a call may take beyond its wait while pcscd is well: libpcsclite sleeps this long in each call when a card
without ATR is in (PCSCLITE_STATUS_POLL_RATE + 10 ms)."""
COUNTED_S: Final = 0.005
"""Within what time pcscd has counted what it shows already."""
FIRST_PAUSE_S: Final = 0.05
LAST_PAUSE_S: Final = 0.5


class ReaderMonitor:
    """Tell each new state of the reader, from the thread that calls run().

    Args:
        establish: opens a context; called again after each loss of pcscd.
        name_part: part of the reader's name; empty takes the first.
        tell: takes each state that differs from the last.
        beat: called in each turn with the seconds within which the next call comes while pcscd is alive.
    """

    def __init__(
        self,
        establish: Callable[[], PcscContext | PcscError],
        name_part: str,
        tell: Callable[[ReaderState], None],
        beat: Callable[[float], None],
    ) -> None:
        self._establish = establish
        self._name_part = name_part
        self._tell = tell
        self._beat = beat
        self._stopping = threading.Event()
        self._told: ReaderState | None = None
        self._doubted: ReaderState | None = None

    def run(self) -> None:
        """Watch until stop()."""
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            context = self._establish()
            if isinstance(context, PcscError):
                self._say(Failed(CardFault.SERVICE_DOWN))
            else:
                pause_s = FIRST_PAUSE_S
                error = self._watch(context)
                context.release()
                if error is not None:
                    self._say(Failed(CardFault.SERVICE_DOWN))
            self._beat(pause_s + CALL_S)
            self._stopping.wait(pause_s)
            pause_s = min(pause_s * 2, LAST_PAUSE_S)

    def stop(self) -> None:
        """End run() within one wait."""
        self._stopping.set()

    def _watch(self, context: PcscContext) -> PcscError | None:
        """Watch over one context until it is lost, or until stop()."""
        states: dict[str, int] = {}
        while not self._stopping.is_set():
            names = context.readers()
            if isinstance(names, PcscError):
                return names
            name = next((name for name in names if self._name_part in name), None)
            if name is None:
                self._say(Failed(self._missing()))
            watched = [PNP] if name is None else [name, PNP]
            states = {each: states.get(each, scard.SCARD_STATE_UNAWARE) for each in watched}
            self._beat(WAIT_MS / 1000 + CALL_S)
            found = context.wait(WAIT_MS, list(states.items()))
            if isinstance(found, PcscError):
                if found.code == UNKNOWN_READER:
                    continue  # the reader has gone between the list and the wait
                return found
            for status in found:
                if status.name == name:
                    state = _reader_state(status)
                    if state != self._doubted and _is_half_told(self._told, state):
                        self._doubted = state
                        self._stopping.wait(COUNTED_S)
                        continue  # the next wait returns at once, with the counter or with the same again
                    self._doubted = None
                    self._say(state)
                states[status.name] = status.state & ~scard.SCARD_STATE_CHANGED
        return None

    def _missing(self) -> CardFault:
        """Tell a reader that has gone from one that never was: the cable, or the installation."""
        known = isinstance(self._told, Watching) or self._told == Failed(CardFault.READER_UNPLUGGED)
        return CardFault.READER_UNPLUGGED if known else CardFault.NO_READER

    def _say(self, state: ReaderState) -> None:
        if state != self._told:
            self._told = state
            self._tell(state)


def _is_half_told(before: ReaderState | None, state: ReaderState) -> bool:
    """Say whether pcscd shows a card that has come or gone without having counted it: it writes the two apart.

    A card that comes and a card that goes are counted alike: the counter changes by an odd number between a slot with
    a card and one without, by an even one else.
    """
    if not isinstance(before, Watching) or not isinstance(state, Watching) or before.reader != state.reader:
        return False
    return (state.insertion - before.insertion) % 2 != (state.has_card != before.has_card)


def _reader_state(status: ReaderStatus) -> ReaderState:
    flags = status.state
    if flags & (scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_UNKNOWN):
        return Failed(CardFault.READER_UNPLUGGED)
    if flags & scard.SCARD_STATE_MUTE:
        return Watching(status.name, status.events, Presence.MUTE)
    if flags & scard.SCARD_STATE_PRESENT:
        return Watching(status.name, status.events, Presence.PRESENT, classify_atr(status.atr))
    return Watching(status.name, status.events, Presence.ABSENT)
