"""The port CardReader over both transports: the same scenarios give the same events."""

import itertools
from datetime import date

import pytest

from kiosk.domain.cards import CardFault, CardKind
from kiosk.domain.nir import Nir
from kiosk.ports import CardAnswered, CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady

PEOPLE = {
    "family": [
        ("DURAND", "MARIE", "269057568815764"),
        ("DURAND", "MARC", None),
        ("DURAND", "LUCAS", "112037568815861"),
        ("DURAND", "INÈS", "215097568815956"),
    ],
    "exemption": [("MARTIN", "PAUL", "158117570104286"), ("MARTIN", "COLETTE", "260047570104319")],
    "no-account": [("PETIT", "JADE", "201077570231141")],
    "no-mobile": [("ROUSSEAU", "HENRI", "147037570311870")],
    "locked": [("BERNARD", "SOPHIE", "288127570422654")],
    "corsican": [("LECA", "ANGE-MARIE", "275062A98107361"), ("LECA", "GHJULIA", "103052B98207430")],
    "accents": [
        ("OEUVRARD-LEÇON DE LA FONTAINE SAINT-ANDRÉ-DES-EAUX-VIVES BIS", "FRANÇOISE-ZOÉ", "293087570533393"),
        ("OEUVRARD-LEÇON DE LA FONTAINE SAINT-ANDRÉ-DES-EAUX-VIVES BIS", "MAËLYS", "219027570533433"),
    ],
    "rights-ended": [("MOREAU", "KARIM", "199017570641216")],
    "unknown": [("GARNIER", "LOUISE", "284097570751913")],
    "lunar": [("DIALLO", "AMINATA", "252207570854156")],
    "short-century": [("SIMON", "MARGUERITE", "231027570865108")],
    "twins": [("FAURE", "ÉMILIE", "291017570876146"), ("FAURE", "TOM", None), ("FAURE", "ZOÉ", None)],
    "mother": [("MOREL", "JULIE", "286067570920128"), ("MOREL-BLANC", "LÉA", "215037570920362")],
    "father": [("BLANC", "OLIVIER", "184027570920214"), ("MOREL-BLANC", "LÉA", "215037570920362")],
}
PEOPLE |= {"long-lengths": PEOPLE["family"], "slow": PEOPLE["family"]}

FAULTS = {
    "vitale1": (CardKind.VITALE1, CardFault.VITALE1),
    "bank": (CardKind.OTHER, CardFault.NOT_A_VITALE),
    "mute": (CardKind.OTHER, CardFault.MUTE),
    "cps": (CardKind.CPS, CardFault.CPS_INSERTED),
    "truncated": (CardKind.VITALE2, CardFault.MALFORMED),
    "count-mismatch": (CardKind.VITALE2, CardFault.COUNT_MISMATCH),
    "wrong-key": (CardKind.VITALE2, CardFault.NIR_KEY_WRONG),
    "empty": (CardKind.VITALE2, CardFault.EMPTY),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_card_of_the_cast_that_can_be_read_gives_its_people(transport, name):
    transport.insert(name)
    inserted, read = transport.told.wait_for(CardInserted, CardRead)
    assert inserted.kind is CardKind.VITALE2
    assert read.ticket == inserted.ticket
    people = [(one.last_name, one.first_name, one.nir and one.nir.value) for one in read.card.people]
    assert people == PEOPLE[name]
    transport.remove()
    assert transport.told.wait_for(CardRemoved).ticket == inserted.ticket


@pytest.mark.parametrize("name", FAULTS)
def test_a_card_of_the_cast_that_cannot_be_read_gives_its_fault(transport, name):
    transport.insert(name)
    inserted, faulted = transport.told.wait_for(CardInserted, CardFaulted)
    assert (inserted.kind, faulted.fault) == FAULTS[name]
    transport.remove()
    transport.told.wait_for(CardRemoved)


def test_a_card_of_thirteen_persons_is_read_whole(transport):
    transport.insert("large-family")
    people = transport.told.wait_for(CardRead).card.people
    assert [person.first_name for person in people][::6] == ["MARC", "JEANNE", "NINA"]
    assert {person.last_name for person in people} == {"LEROY"}


@pytest.mark.parametrize(("name", "written"), [("lunar", "19520000"), ("short-century", "310217")])
def test_a_birth_date_that_is_no_day_is_kept_as_it_is_written(transport, name, written):
    transport.insert(name)
    holder = transport.told.wait_for(CardRead).card.holder
    assert (holder.birth_date_text, holder.birth_date) == (written, None)


def test_of_a_slow_card_only_what_a_visit_needs_is_read(transport):
    transport.insert("slow")
    card = transport.told.wait_for(CardRead).card
    assert (card.serial, card.valid_from) == (None, None)


def test_turning_a_card_makes_it_mute_and_turning_it_back_has_it_read(transport):
    transport.insert("family")
    transport.told.wait_for(CardRead)
    transport.turn()
    assert transport.told.wait_for(CardRemoved, CardInserted, CardFaulted)[2].fault is CardFault.MUTE
    transport.turn()
    transport.told.wait_for(CardRemoved, CardInserted, CardRead)


def test_each_presence_of_a_card_has_its_own_ticket(transport):
    tickets = set()
    for _ in range(3):
        transport.insert("no-account")
        tickets.add(transport.told.wait_for(CardInserted, CardRead)[0].ticket)
        transport.remove()
        transport.told.wait_for(CardRemoved)
    assert len(tickets) == 3


def test_a_card_put_in_the_place_of_another_is_removed_and_inserted(transport):
    transport.insert("locked")
    transport.told.wait_for(CardRead)
    transport.insert("unknown")
    removed, inserted, read = transport.told.wait_for(CardRemoved, CardInserted, CardRead)
    assert removed.ticket != inserted.ticket
    assert read.card.holder.nir == Nir("284097570751913")


def test_a_reader_that_is_unplugged_takes_its_card_away_first_and_reads_it_again_when_it_is_back(transport):
    transport.insert("corsican")
    transport.told.wait_for(CardRead)
    transport.unplug()
    assert transport.told.wait_for(CardRemoved, ReaderFailed)[1].fault is CardFault.READER_UNPLUGGED
    transport.plug()
    ready, _, read = transport.told.wait_for(ReaderReady, CardInserted, CardRead)
    assert ready.reader == read.ticket.reader


def test_the_card_that_is_in_can_be_read_again(transport):
    transport.insert("family")
    first = transport.told.wait_for(CardRead)
    transport.reader.reread(first.ticket)
    assert transport.told.wait_for(CardRead, CardRead) == [first, first]


def test_a_card_that_has_left_is_not_read_again(transport):
    transport.insert("family")
    gone = transport.told.wait_for(CardRead).ticket
    transport.insert("locked")
    transport.told.wait_for(CardRemoved, CardInserted, CardRead)
    transport.reader.reread(gone)
    transport.remove()
    transport.told.wait_for(CardRead, CardRemoved)


PERSON = '[[people]]\nlast_name = "PETIT"\nfirst_name = "JADE"\nbirth_date = "{birth_date}"\nnir = "{nir}"\n'
JADE = PERSON.format(birth_date="20010719", nir="201077570231141")
CHILD = '[[people]]\nlast_name = "PETIT"\nfirst_name = "NOÉ"\nbirth_date = "20250102"\n'
LAYOUT = "[layout]\n{}\n" + JADE
FAULT = JADE + '[[faults]]\nkind = "{}"\n{}\n'

READABLE = {
    "lengths in the form 81": LAYOUT.format('length_form = "81"'),
    "lengths in the form 82": LAYOUT.format('length_form = "82"'),
    "no padding": LAYOUT.format("padding_bytes = 0"),
    "files of several blocks": LAYOUT.format("padding_bytes = 700"),
    "a reader that works on whole APDUs": LAYOUT.format("strict_t0 = false"),
    "no optional file": LAYOUT.format('missing_files = ["pan", "pointers", "card"]'),
    "twenty persons": JADE + CHILD * 19,
    "a lunar birth date": PERSON.format(birth_date="19451500", nir="201077570231141"),
    "a birth date without century": PERSON.format(birth_date="010719", nir="201077570231141"),
    "a slow card": FAULT.format("delay", "delay_ms = 2"),
    "an empty answer once": FAULT.format("answer", 'at = 3\nanswer = ""'),
    "an answer of one byte once": FAULT.format("answer", 'at = 3\nanswer = "90"'),
    "announcements without end once": FAULT.format("status-word", 'at = 2\nstatus_word = "6110"\ntimes = 8'),
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_a_card_is_read_with(transport, card_file, text):
    transport.insert(card_file('title = "Essai"\n' + text))
    holder = transport.told.wait_for(CardRead).card.holder
    assert (holder.last_name, holder.nir) == ("PETIT", Nir("201077570231141"))


FAULTY = {
    "nonsense in the place of the identities": (
        FAULT.format("answer", 'at = 2\nanswer = "DE AD BE EF 90 00"'),
        CardFault.MALFORMED,
        None,
    ),
    "empty answers without end": (
        FAULT.format("answer", 'at = 2\nanswer = ""\ntimes = 999'),
        CardFault.COMMUNICATION,
        None,
    ),
    "announcements without end": (
        FAULT.format("status-word", 'at = 2\nstatus_word = "6110"\ntimes = 999'),
        CardFault.COMMUNICATION,
        None,
    ),
    "protected identities": (
        FAULT.format("status-word", 'at = 2\nstatus_word = "6982"'),
        CardFault.UNREADABLE,
        0x6982,
    ),
    "no application": (FAULT.format("status-word", 'at = 4\nstatus_word = "6A82"'), CardFault.NOT_A_VITALE, 0x6A82),
    "a data object cut short": (
        LAYOUT.format("truncated_bytes = 3\npadding_bytes = 0"),
        CardFault.MALFORMED,
        None,
    ),
    "more persons than numbers": (LAYOUT.format("nir_entries = 2"), CardFault.COUNT_MISMATCH, None),
    "a wrong key": (PERSON.format(birth_date="20010719", nir="201077570231142"), CardFault.NIR_KEY_WRONG, None),
    "a holder without number": (CHILD, CardFault.NIR_MISSING, None),
    "no identity": (LAYOUT.format('empty_files = ["identity"]'), CardFault.EMPTY, None),
    "nobody": ("", CardFault.EMPTY, None),
    "twenty-one persons": (JADE + CHILD * 20, CardFault.TOO_MANY_PEOPLE, None),
    "silence": (FAULT.format("silence", "at = 3"), CardFault.DEADLINE, None),
    "an ATR that is none": ('atr = "FF FF"\n' + JADE, CardFault.PROTOCOL, None),
    "an ATR that is too long": (f'atr = "3B {"00 " * 33}"\n' + JADE, CardFault.MUTE, None),
}


@pytest.mark.parametrize(("text", "fault", "status_word"), FAULTY.values(), ids=FAULTY)
def test_a_card_is_refused_with(transport, card_file, text, fault, status_word):
    transport.insert(card_file('title = "Essai"\n' + text))
    inserted, faulted = transport.told.wait_for(CardInserted, CardFaulted)
    assert (faulted.ticket, faulted.fault, faulted.status_word) == (inserted.ticket, fault, status_word)


@pytest.mark.parametrize("at", range(1, 17))
def test_a_card_pulled_at_any_exchange_was_removed_too_early(transport, card_file, at):
    transport.insert(card_file('title = "Essai"\n' + FAULT.format("pull", f"at = {at}")))
    inserted, faulted, removed = transport.told.wait_for(CardInserted, CardFaulted, CardRemoved)
    assert faulted.fault is CardFault.REMOVED_DURING_READ
    assert inserted.ticket == faulted.ticket == removed.ticket


def test_a_card_is_read_in_sixteen_exchanges_so_that_the_seventeenth_is_never_pulled(transport, card_file):
    transport.insert(card_file('title = "Essai"\n' + FAULT.format("pull", "at = 17")))
    assert transport.told.wait_for(CardRead).card.valid_from == date(2019, 3, 12)


def test_the_swapped_card_of_the_cast_gives_the_second_card(transport):
    transport.insert("swapped")
    faulted, removed, _, read = transport.told.wait_for(CardFaulted, CardRemoved, CardInserted, CardRead)
    assert faulted.fault in (CardFault.SWAPPED, CardFault.REMOVED_DURING_READ)
    assert faulted.ticket == removed.ticket != read.ticket
    assert read.card.holder.last_name == "BERNARD"


@pytest.mark.parametrize("at", [1, 3, 6, 16])
def test_a_card_swapped_at_any_exchange_gives_the_second_card_and_nothing_of_the_first(transport, card_file, at):
    transport.insert(card_file('title = "Essai"\n' + FAULT.format("swap", f'at = {at}\ncard = "locked"')))
    _, faulted, removed, inserted, read = transport.told.wait_for(
        CardInserted, CardFaulted, CardRemoved, CardInserted, CardRead
    )
    # Whether pcscd is asked between the two cards or after them is chance: then the first was removed, else swapped.
    assert faulted.fault in (CardFault.SWAPPED, CardFault.REMOVED_DURING_READ)
    assert faulted.ticket == removed.ticket != inserted.ticket == read.ticket
    assert read.card.holder.last_name == "BERNARD"


# Exchanges

SELECT_MF = bytes.fromhex("00A40000023F00")
READ_IDENTITY = bytes.fromhex("00B0820000")
READ_NOTHING = bytes.fromhex("00B0000000")
OK, NO_CURRENT_FILE = bytes.fromhex("9000"), bytes.fromhex("6986")


def held(transport, card):
    """Insert a card, have it read, and give its ticket and what sends it one command and waits for the answer."""
    transport.insert(card)
    ticket = transport.told.wait_for(CardInserted, CardRead)[1].ticket
    numbers = itertools.count(1)

    def ask(command):
        number = next(numbers)
        answered = answer_to(transport, ticket, number, command)
        assert answered == CardAnswered(ticket, number, answered.response)
        return answered.response

    return ticket, ask


def answer_to(transport, ticket, number, command):
    before = transport.told.count()
    transport.reader.exchange(ticket, number, command)
    return transport.told.wait_for_more(before)


def test_a_card_answers_commands_and_what_it_announces_or_corrects_is_followed(transport):
    _, ask = held(transport, "no-account")
    assert ask(SELECT_MF).endswith(OK)
    answer = ask(READ_IDENTITY)
    assert b"JADE" in answer
    assert answer.endswith(OK)


def test_what_a_card_refuses_is_an_answer(transport):
    _, ask = held(transport, "no-account")
    assert ask(bytes.fromhex("0070000000")) == bytes.fromhex("6D00")


def test_le_of_a_command_with_data_is_left_out(transport):
    _, ask = held(transport, "no-account")
    assert ask(SELECT_MF + b"\x00").endswith(OK)


def test_between_two_commands_the_card_is_not_reset_and_after_the_release_it_is(transport):
    ticket, ask = held(transport, "no-account")
    ask(SELECT_MF)
    ask(READ_IDENTITY)
    assert ask(READ_NOTHING).endswith(OK)
    transport.reader.release(ticket)
    assert ask(READ_NOTHING) == NO_CURRENT_FILE


def test_a_card_can_be_read_again_in_the_midst_of_exchanges_and_is_let_go_of_by_it(transport):
    ticket, ask = held(transport, "no-account")
    ask(SELECT_MF)
    ask(READ_IDENTITY)
    transport.reader.reread(ticket)
    assert transport.told.wait_for(CardRead).card.holder.first_name == "JADE"
    assert ask(READ_NOTHING) == NO_CURRENT_FILE


def test_commands_are_answered_in_their_order(transport):
    ticket, ask = held(transport, "no-account")
    ask(SELECT_MF)
    for number in (11, 12, 13):
        transport.reader.exchange(ticket, number, READ_IDENTITY)
    answers = transport.told.wait_for(CardAnswered, CardAnswered, CardAnswered, CardAnswered)[1:]
    assert [answer.exchange_id for answer in answers] == [11, 12, 13]


def faulty(card_file, kind, values):
    """Describe a card that is read in sixteen exchanges and does something after them."""
    return card_file('title = "Essai"\n' + FAULT.format(kind, values))


def test_a_card_that_is_pulled_at_an_exchange_was_removed(transport, card_file):
    ticket, ask = held(transport, faulty(card_file, "pull", "at = 19"))
    ask(SELECT_MF)
    transport.reader.exchange(ticket, 2, READ_IDENTITY)
    assert transport.told.wait_for(CardRead, CardAnswered, CardRemoved)[2].ticket == ticket


def test_a_card_that_is_swapped_at_an_exchange_is_told_nothing_that_was_for_the_first(transport, card_file):
    ticket, _ = held(transport, faulty(card_file, "swap", 'at = 17\ncard = "locked"'))
    transport.reader.exchange(ticket, 1, SELECT_MF)
    transport.reader.exchange(ticket, 2, READ_IDENTITY)
    removed, inserted, read = transport.told.wait_for(CardRemoved, CardInserted, CardRead)
    assert removed.ticket == ticket != inserted.ticket
    assert read.card.holder.last_name == "BERNARD"


def test_a_card_that_does_not_answer_a_command_has_a_deadline_and_can_be_asked_again(transport, card_file):
    ticket, _ = held(transport, faulty(card_file, "silence", "at = 17"))
    transport.reader.exchange(ticket, 1, SELECT_MF)
    assert transport.told.wait_for(CardFaulted) == CardFaulted(ticket, CardFault.DEADLINE)
    assert ask_until_answered(transport, ticket, SELECT_MF).endswith(OK)


def ask_until_answered(transport, ticket, command):
    """Send a command again and again: right after a fault nobody may be there to take it."""
    answers = (answer_to(transport, ticket, number, command) for number in itertools.count(100))
    return next(answer.response for answer in answers if isinstance(answer, CardAnswered))


def test_an_exchange_that_fails_is_a_fault_and_is_not_made_again(transport, card_file):
    ticket, ask = held(transport, faulty(card_file, "answer", 'at = 17\nanswer = "90"'))
    transport.reader.exchange(ticket, 1, SELECT_MF)
    assert transport.told.wait_for(CardFaulted) == CardFaulted(ticket, CardFault.COMMUNICATION)
    assert ask(SELECT_MF).endswith(OK)


def test_nothing_is_sent_to_a_card_that_has_left(transport):
    gone, _ = held(transport, "no-account")
    transport.insert("locked")
    ticket = transport.told.wait_for(CardRemoved, CardInserted, CardRead)[2].ticket
    transport.reader.exchange(gone, 1, SELECT_MF)
    transport.reader.release(gone)
    transport.reader.exchange(ticket, 2, SELECT_MF)
    assert transport.told.wait_for(CardRead, CardAnswered)[1].exchange_id == 2


def test_nothing_is_sent_to_a_card_that_is_not_read(transport):
    transport.insert("cps")
    ticket = transport.told.wait_for(CardFaulted).ticket
    transport.reader.exchange(ticket, 1, SELECT_MF)
    transport.remove()
    transport.told.wait_for(CardFaulted, CardRemoved)
