"""The loop around PC/SC with a scripted context: what a private pcscd cannot do, a reader leaving the list, is here."""

import pytest
from smartcard import scard

from hardware.card.monitor import CALL_S, WAIT_MS, ReaderMonitor
from hardware.card.pcsc import PNP, UNKNOWN_READER, PcscError, ReaderStatus
from hardware.card.states import Failed, Presence, Watching
from kiosk.domain.cards import CardFault, CardKind

VITALE2 = bytes.fromhex("3B751300004409EA9000")
NOTHING_NEW = ()
NO_SERVICE = PcscError(0x8010001D)
EMPTY, PRESENT, MUTE = scard.SCARD_STATE_EMPTY, scard.SCARD_STATE_PRESENT, scard.SCARD_STATE_MUTE


def said(name, flags, events=0, atr=b""):
    return (ReaderStatus(name, flags | scard.SCARD_STATE_CHANGED | events << 16, atr),)


class Context:
    """Answer each turn of the loop: the readers, then what waiting for them gives."""

    def __init__(self, *turns):
        self.turns = list(turns)
        self.waits = []
        self.released = False
        self.at_end = None

    def readers(self):
        if not self.turns:
            self.at_end()
            return ()
        return self.turns[0][0]

    def wait(self, timeout_ms, known):
        self.waits.append((timeout_ms, list(known)))
        return self.turns.pop(0)[1] if self.turns else NOTHING_NEW

    def release(self):
        self.released = True


def watch(*contexts, name_part=""):
    """Run the monitor over these contexts, errors among them, and give the states and beats that it told."""
    states, beats, left = [], [], list(contexts)
    monitor = ReaderMonitor(lambda: left.pop(0), name_part, states.append, beats.append)
    last = next(context for context in reversed(contexts) if isinstance(context, Context))
    last.at_end = monitor.stop
    monitor.run()
    assert not left
    return states, beats


def watch_one(*turns, **options):
    context = Context(*turns)
    states, _ = watch(context, **options)
    assert context.released
    return states[: len(turns)]


R = ("Lecteur 00",)


def test_a_card_goes_in_and_out():
    assert watch_one(
        (R, said("Lecteur 00", EMPTY)),
        (R, said("Lecteur 00", PRESENT, 1, VITALE2)),
        (R, said("Lecteur 00", EMPTY, 2)),
    ) == [
        Watching("Lecteur 00", 0, Presence.ABSENT),
        Watching("Lecteur 00", 1, Presence.PRESENT, CardKind.VITALE2),
        Watching("Lecteur 00", 2, Presence.ABSENT),
    ]


def test_a_mute_card_is_present_without_kind():
    assert watch_one((R, said("Lecteur 00", PRESENT | MUTE, 1))) == [Watching("Lecteur 00", 1, Presence.MUTE)]


def test_each_beat_allows_what_libpcsclite_sleeps_while_a_mute_card_is_in():
    _, beats = watch(Context((R, said("Lecteur 00", PRESENT | MUTE, 1)), (R, NOTHING_NEW)))
    assert beats[:2] == [WAIT_MS / 1000 + CALL_S] * 2


@pytest.mark.parametrize("flag", [scard.SCARD_STATE_UNAVAILABLE, scard.SCARD_STATE_UNKNOWN])
def test_a_reader_that_stays_in_the_list_without_answering_is_unplugged(flag):
    assert watch_one((R, said("Lecteur 00", flag)))[0] == Failed(CardFault.READER_UNPLUGGED)


def test_a_usb_reader_that_leaves_the_list_is_unplugged_and_comes_back():
    gone = ((), NOTHING_NEW)
    states = watch_one((R, said("Lecteur 00", EMPTY)), gone, gone, (R, said("Lecteur 00", EMPTY, 4)))
    assert states[:3] == [
        Watching("Lecteur 00", 0, Presence.ABSENT),
        Failed(CardFault.READER_UNPLUGGED),
        Watching("Lecteur 00", 4, Presence.ABSENT),
    ]


def test_a_reader_that_leaves_between_the_list_and_the_wait_is_looked_for_again():
    assert watch_one((R, PcscError(UNKNOWN_READER)), (R, said("Lecteur 00", EMPTY)))[0] == Watching(
        "Lecteur 00", 0, Presence.ABSENT
    )


def test_a_swap_whose_counter_libpcsclite_did_not_compare_is_seen_at_the_next_time_out():
    unchanged = ReaderStatus("Lecteur 00", PRESENT | 2 << 16, VITALE2)
    states = watch_one((R, said("Lecteur 00", PRESENT, 0, VITALE2)), (R, (unchanged,)))
    assert [state.insertion for state in states] == [0, 2]


@pytest.mark.parametrize(
    ("before", "half", "after"),
    [
        ((EMPTY, 4), (PRESENT, 4), (PRESENT, 5)),
        ((PRESENT, 5), (EMPTY, 5), (EMPTY, 6)),
        ((PRESENT, 5), (PRESENT, 6), (PRESENT, 7)),
        ((EMPTY, 65535), (PRESENT, 65535), (PRESENT, 0)),
    ],
    ids=["in", "out", "swapped", "in again from the start of the counter"],
)
def test_what_pcscd_shows_before_it_has_counted_it_is_not_told(before, half, after):
    def shown(flags, events):
        return said("Lecteur 00", flags, events, VITALE2 if flags == PRESENT else b"")

    states = watch_one(*((R, shown(*each)) for each in (before, half, after)))
    assert [state.insertion for state in states if isinstance(state, Watching)] == [before[1], after[1]]


def test_a_counter_that_makes_no_sense_is_believed_when_it_stays():
    """A reader that was away so shortly that nobody saw it."""
    again = (R, said("Lecteur 00", PRESENT, 6, VITALE2))
    states = watch_one((R, said("Lecteur 00", PRESENT, 5, VITALE2)), again, again)
    assert [state.insertion for state in states[:2]] == [5, 6]


def test_a_card_that_is_in_when_pcscd_starts_has_the_counter_0():
    assert watch_one((R, said("Lecteur 00", PRESENT, 0, VITALE2)))[0].insertion == 0


def test_a_machine_that_never_had_a_reader_has_none():
    assert watch_one(((), NOTHING_NEW))[0] == Failed(CardFault.NO_READER)


def test_the_reader_is_the_first_whose_name_holds_the_part_that_was_set():
    names = ("Lecteur de chèques", "Identiv uTrust [CCID] 00 00", "Identiv uTrust [SAM] 00 01")
    [state] = watch_one((names, said("Identiv uTrust [CCID] 00 00", EMPTY)), name_part="uTrust")
    assert state.reader == "Identiv uTrust [CCID] 00 00"
    assert watch_one((names, NOTHING_NEW), name_part="Gemalto") == [Failed(CardFault.NO_READER)]


def test_each_wait_goes_on_from_the_state_that_was_seen_and_listens_for_new_readers():
    context = Context((R, said("Lecteur 00", PRESENT, 5, VITALE2)), (R, NOTHING_NEW))
    watch(context)
    assert context.waits[0] == (WAIT_MS, [("Lecteur 00", 0), (PNP, 0)])
    assert context.waits[1] == (WAIT_MS, [("Lecteur 00", PRESENT | 5 << 16), (PNP, 0)])


@pytest.mark.parametrize("code", [0x80100013, 0x8010001D, 0x80100003])
def test_pcscd_that_goes_during_a_wait_is_told_and_looked_for_again(code):
    first = Context((R, said("Lecteur 00", EMPTY)), (R, PcscError(code)))
    second = Context((R, said("Lecteur 00", EMPTY)))
    states, _ = watch(first, NO_SERVICE, NO_SERVICE, second)
    assert states[:3] == [
        Watching("Lecteur 00", 0, Presence.ABSENT),
        Failed(CardFault.SERVICE_DOWN),
        Watching("Lecteur 00", 0, Presence.ABSENT),
    ]
    assert first.released


def test_pcscd_that_goes_while_the_readers_are_listed_is_told():
    states, _ = watch(Context((PcscError(0x8010001D), None)), Context((R, said("Lecteur 00", EMPTY))))
    assert states[0] == Failed(CardFault.SERVICE_DOWN)


def test_the_monitor_beats_while_pcscd_is_down_too():
    _, beats = watch(NO_SERVICE, NO_SERVICE, Context((R, said("Lecteur 00", EMPTY))))
    assert beats[:2] == pytest.approx([0.05 + CALL_S, 0.1 + CALL_S])
