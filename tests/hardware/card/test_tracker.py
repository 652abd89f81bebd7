import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.states import Failed, Presence, ReadOutcome, Watching
from hardware.card.tracker import CardTracker
from kiosk.domain.cards import CardFault, CardFile, CardKind, CardPerson, Ticket
from kiosk.domain.nir import Nir
from kiosk.ports import CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady

READER = "Lecteur 00 00"
JADE = CardFile((CardPerson("PETIT", "JADE", "20010719", None, Nir("201077570231141")),))
DOWN = Failed(CardFault.SERVICE_DOWN)
UNPLUGGED = Failed(CardFault.READER_UNPLUGGED)


def empty(insertion=0):
    return Watching(READER, insertion, Presence.ABSENT)


def vitale(insertion, kind=CardKind.VITALE2):
    return Watching(READER, insertion, Presence.PRESENT, kind)


def mute(insertion):
    return Watching(READER, insertion, Presence.MUTE)


@pytest.fixture
def tracker():
    return CardTracker()


@pytest.fixture
def with_card(tracker):
    """A tracker that has just seen a Vitale 2 go in, as insertion 1."""
    tracker.observe(empty())
    tracker.observe(vitale(1))
    return tracker


TICKET = Ticket(READER, 0, 1)


@pytest.mark.parametrize(
    ("state", "event"), [(empty(), ReaderReady(READER)), (DOWN, ReaderFailed(CardFault.SERVICE_DOWN))]
)
def test_the_first_state_says_whether_the_reader_works(tracker, state, event):
    assert tracker.observe(state) == (event,)
    assert tracker.observe(state) == ()


def test_a_card_that_is_in_at_the_start_is_inserted_after_the_reader_is_ready(tracker):
    assert tracker.observe(vitale(3)) == (
        ReaderReady(READER),
        CardInserted(Ticket(READER, 0, 3), CardKind.VITALE2),
    )


def test_a_vitale_is_being_read_as_soon_as_it_is_in(with_card):
    assert with_card.reading == with_card.ticket == TICKET


def test_a_card_with_an_unknown_atr_is_read_too(tracker):
    tracker.observe(vitale(1, CardKind.OTHER))
    assert tracker.reading is not None


@pytest.mark.parametrize(
    ("state", "kind", "fault"),
    [
        (mute(1), CardKind.OTHER, CardFault.MUTE),
        (vitale(1, CardKind.VITALE1), CardKind.VITALE1, CardFault.VITALE1),
        (vitale(1, CardKind.CPS), CardKind.CPS, CardFault.CPS_INSERTED),
    ],
)
def test_a_card_that_cannot_be_read_is_a_fault_at_sight(tracker, state, kind, fault):
    tracker.observe(empty())
    assert tracker.observe(state) == (CardInserted(TICKET, kind), CardFaulted(TICKET, fault))
    assert tracker.reading is None
    assert not tracker.reread(TICKET)


def test_what_was_read_is_told_once(with_card):
    assert with_card.read_ended(READER, 1, ReadOutcome(JADE)) == (CardRead(TICKET, JADE),)
    assert with_card.read_ended(READER, 1, ReadOutcome(JADE)) == ()


def test_a_fault_of_reading_keeps_its_status_word(with_card):
    outcome = ReadOutcome(CardFault.UNREADABLE, 0x6982)
    assert with_card.read_ended(READER, 1, outcome) == (CardFaulted(TICKET, CardFault.UNREADABLE, 0x6982),)


@pytest.mark.parametrize(("reader", "insertion"), [(READER, 3), ("Autre", 1)])
def test_the_outcome_for_another_card_is_stale(with_card, reader, insertion):
    assert with_card.read_ended(reader, insertion, ReadOutcome(JADE)) == ()
    assert with_card.reading == TICKET


def test_an_outcome_after_the_card_has_left_is_stale(with_card):
    with_card.observe(empty(2))
    assert with_card.read_ended(READER, 1, ReadOutcome(JADE)) == ()


def test_a_card_that_leaves_after_reading_is_removed(with_card):
    with_card.read_ended(READER, 1, ReadOutcome(JADE))
    assert with_card.observe(empty(2)) == (CardRemoved(TICKET),)
    assert with_card.ticket is None


def test_a_card_that_leaves_while_it_is_read_says_so_first(with_card):
    assert with_card.observe(empty(2)) == (CardFaulted(TICKET, CardFault.REMOVED_DURING_READ), CardRemoved(TICKET))


def test_a_swap_that_pcscd_saw_and_nobody_else_is_told_from_the_counter(with_card):
    with_card.read_ended(READER, 1, ReadOutcome(JADE))
    following = Ticket(READER, 0, 3)
    assert with_card.observe(vitale(3)) == (CardRemoved(TICKET), CardInserted(following, CardKind.VITALE2))
    assert with_card.reading == following


def test_a_swap_while_reading_is_a_fault_of_the_first_card(with_card):
    first, *others = with_card.observe(vitale(3))
    assert first == CardFaulted(TICKET, CardFault.SWAPPED)
    assert [type(event) for event in others] == [CardRemoved, CardInserted]


@pytest.mark.parametrize("failure", [DOWN, UNPLUGGED, Failed(CardFault.SERVICE_HUNG)])
def test_a_reader_that_goes_takes_the_card_with_it_first(with_card, failure):
    assert with_card.observe(failure) == (CardRemoved(TICKET), ReaderFailed(failure.fault))


def test_the_same_counter_after_a_failure_is_another_presence(with_card):
    with_card.observe(DOWN)
    events = with_card.observe(vitale(1))
    assert events == (ReaderReady(READER), CardInserted(Ticket(READER, 1, 1), CardKind.VITALE2))
    assert with_card.read_ended(READER, 1, ReadOutcome(JADE)) != ()
    assert not with_card.reread(TICKET)


def test_another_reason_for_the_same_failure_is_told(tracker):
    tracker.observe(DOWN)
    assert tracker.observe(UNPLUGGED) == (ReaderFailed(CardFault.READER_UNPLUGGED),)


def test_another_reader_takes_over_with_its_own_card(with_card):
    other = Watching("Autre", 7, Presence.PRESENT, CardKind.VITALE2)
    with_card.read_ended(READER, 1, ReadOutcome(JADE))
    assert [type(event) for event in with_card.observe(other)] == [CardRemoved, ReaderReady, CardInserted]


def test_the_card_that_is_in_can_be_read_again_once_it_has_been_read(with_card):
    assert not with_card.reread(TICKET)
    with_card.read_ended(READER, 1, ReadOutcome(CardFault.COMMUNICATION))
    assert with_card.reread(TICKET)
    assert with_card.read_ended(READER, 1, ReadOutcome(JADE)) == (CardRead(TICKET, JADE),)
    assert not with_card.reread(Ticket(READER, 0, 2))


def test_commands_are_for_the_card_that_is_in_if_it_is_one_to_be_read(tracker):
    tracker.observe(vitale(1))
    assert tracker.can_exchange(TICKET)
    tracker.observe(vitale(3))
    assert not tracker.can_exchange(TICKET)
    tracker.observe(mute(5))
    assert not tracker.can_exchange(Ticket(READER, 0, 5))
    tracker.observe(empty(6))
    assert not tracker.can_exchange(Ticket(READER, 0, 6))


STATES = st.one_of(
    st.sampled_from([DOWN, UNPLUGGED]),
    st.builds(Watching, st.just(READER), st.integers(0, 3), st.sampled_from(Presence), st.sampled_from(CardKind)),
)


@given(st.lists(STATES, max_size=30))
def test_whatever_pcscd_says_each_card_is_inserted_once_and_removed_once_before_the_next(states):
    tracker = CardTracker()
    card = None
    for state in states:
        for event in tracker.observe(state):
            match event:
                case CardInserted(ticket=ticket):
                    assert card is None
                    card = ticket
                case CardRemoved(ticket=ticket):
                    assert ticket == card
                    card = None
                case CardFaulted(ticket=ticket):
                    assert ticket == card
                case ReaderFailed() | ReaderReady():
                    assert card is None
    assert tracker.ticket == card
