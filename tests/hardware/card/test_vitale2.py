from datetime import date

import msgspec
import pytest

from hardware.card import vitale2
from hardware.card.apdu import ReadFault
from hardware.card.simulator.player import CardPlayer, Reply
from hardware.card.simulator.scenario import Layout, StatusWordFault, load_scenario
from kiosk.domain.cards import CardFault, CardFile

FAMILY = load_scenario("family")


def read(scenario, *, accept_specimens=True, lost_at=None):
    """Read a card, which is lost at the nth exchange where one is given; give the result and the exchanges."""
    player = CardPlayer(scenario)
    player.power_up()

    def transmit(command):
        if lost_at is not None and len(player.exchanges) + 1 >= lost_at:
            return ReadFault(CardFault.COMMUNICATION)
        outcome = player.transmit(command)
        return outcome.data if isinstance(outcome, Reply) else ReadFault(CardFault.COMMUNICATION)

    return vitale2.read_card_file(transmit, accept_specimens=accept_specimens), player.exchanges


def with_layout(**changes):
    return msgspec.structs.replace(FAMILY, layout=msgspec.structs.replace(FAMILY.layout, **changes))


def test_the_card_of_a_family_is_read_whole():
    card, exchanges = read(FAMILY)
    assert [(one.first_name, one.nir is None) for one in card.people] == [
        ("MARIE", False),
        ("MARC", True),
        ("LUCAS", False),
        ("INÈS", False),
    ]
    assert card.holder.last_name == "DURAND"
    assert card.valid_from == date(2019, 3, 12)
    assert card.serial == "802500000299900000001"
    assert len(exchanges) <= 16


@pytest.mark.parametrize(
    "layout",
    [
        {"length_form": "81"},
        {"length_form": "82"},
        {"padding_bytes": 0},
        {"padding_bytes": 1024},
        {"strict_t0": False},
    ],
    ids=str,
)
def test_the_layout_of_the_bytes_makes_no_difference(layout):
    assert read(with_layout(**layout))[0] == read(FAMILY)[0]


@pytest.mark.parametrize("padding_bytes", range(256 - 150 - 2, 256 - 150 + 3))
def test_a_file_around_the_size_of_a_block_is_read(padding_bytes):
    assert isinstance(read(with_layout(padding_bytes=padding_bytes))[0], CardFile)


def test_a_file_of_several_blocks_is_read():
    crowd = msgspec.structs.replace(FAMILY, people=FAMILY.people * 5)
    card, _ = read(crowd)
    assert len(card.people) == 20


def test_padding_is_not_fetched():
    assert len(read(with_layout(padding_bytes=2048))[1]) <= len(read(FAMILY)[1])


def test_a_card_without_the_optional_files_is_read():
    card, _ = read(with_layout(missing_files=("pan", "card", "pointers")))
    assert (card.serial, card.valid_from) == (None, None)
    assert len(card.people) == 4


def test_an_optional_file_that_is_protected_is_left_out():
    protected = StatusWordFault(at=12, status_word="6982")
    card, _ = read(msgspec.structs.replace(FAMILY, faults=(protected,)))
    assert (card.serial, len(card.people)) == (None, 4)


@pytest.mark.parametrize("lost_at", range(1, 17))
def test_a_card_lost_at_any_exchange_is_a_failed_exchange_never_half_a_card(lost_at):
    assert read(FAMILY, lost_at=lost_at)[0] == ReadFault(CardFault.COMMUNICATION)


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        ({"truncated_bytes": 3, "padding_bytes": 0}, CardFault.MALFORMED),
        ({"nir_entries": 3}, CardFault.COUNT_MISMATCH),
        ({"nir_entries": 5}, CardFault.COUNT_MISMATCH),
        ({"empty_files": ("identity",)}, CardFault.EMPTY),
        ({"empty_files": ("nir",)}, CardFault.EMPTY),
    ],
    ids=str,
)
def test_files_that_are_wrong_are_a_fault(layout, fault):
    assert read(with_layout(**layout))[0] == ReadFault(fault)


def test_a_missing_identity_file_is_unreadable():
    assert read(with_layout(missing_files=("identity",)))[0] == ReadFault(CardFault.UNREADABLE, 0x6A82)


@pytest.mark.parametrize(("name", "status_word"), [("bank", 0x6A82), ("vitale1", 0x6E00)])
def test_a_card_of_something_else_is_not_a_vitale(name, status_word):
    assert read(load_scenario(name))[0] == ReadFault(CardFault.NOT_A_VITALE, status_word)


def test_a_virtual_card_is_a_test_card_in_production():
    assert read(FAMILY, accept_specimens=False)[0] == ReadFault(CardFault.TEST_CARD)


def test_a_serial_number_of_no_specimen_is_read_in_production():
    card_data = msgspec.structs.replace(FAMILY.card, serial="802500000212345678901")
    assert isinstance(read(msgspec.structs.replace(FAMILY, card=card_data), accept_specimens=False)[0], CardFile)


def test_what_was_read_does_not_show_in_its_representation():
    card, _ = read(FAMILY)
    assert not any(text in repr(card) for text in ("DURAND", "MARIE", "269057568815764", "19690514", card.serial))


def test_the_default_layout_is_that_of_the_cast():
    assert FAMILY.layout == Layout()
