import errno
import os
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.atr import classify_atr
from hardware.card.simulator.scenario import ScenarioError, card_names, load_scenario, parse_scenario
from kiosk.domain.cards import CardKind
from kiosk.domain.nir import nir_key

ON_THE_CARD_OF_THE_FAMILY = {
    "count-mismatch",
    "empty",
    "long-lengths",
    "mute",
    "slow",
    "swapped",
    "truncated",
    "wrong-key",
}
"""What goes wrong with the card of the family."""

WITHOUT_PEOPLE = {"bank", "cps", "vitale1"}

CAST = {
    "accents",
    "allowances",
    "allowances-employer",
    "c2s",
    "c2s-ended",
    "c2s-participation",
    "corsican",
    "ehic-pending",
    "ehic-valid",
    "exemption",
    "family",
    "father",
    "large-family",
    "locked",
    "lunar",
    "mother",
    "no-account",
    "no-mobile",
    "opposed",
    "rights-ended",
    "short-century",
    "to-update",
    "twins",
    "unknown",
}
"""Each a card of its own."""


def test_the_cast_is_complete():
    assert set(card_names()) == CAST | ON_THE_CARD_OF_THE_FAMILY | WITHOUT_PEOPLE


@pytest.mark.parametrize("name", card_names())
def test_a_card_of_the_cast_has_a_title_and_people_whose_numbers_are_right(name):
    scenario = load_scenario(name)
    assert scenario.title
    numbers = [person.nir for person in scenario.people if person.nir]
    assert [number for number in numbers if nir_key(number[:13]) != number[13:]] == (
        ["269057568815765"] if name == "wrong-key" else []
    )
    assert scenario.card.serial.startswith("8025000002999")
    assert len(scenario.card.serial) == 21


@pytest.mark.parametrize(
    ("name", "kind"),
    [("family", CardKind.VITALE2), ("vitale1", CardKind.VITALE1), ("bank", CardKind.OTHER), ("cps", CardKind.CPS)],
)
def test_the_atr_of_a_card_of_the_cast_says_what_it_is(name, kind):
    assert classify_atr(load_scenario(name).atr_bytes) is kind


def test_the_long_name_has_sixty_letters_on_the_card():
    assert {len(person.last_name) for person in load_scenario("accents").people} == {60}


@pytest.mark.parametrize("name", sorted(ON_THE_CARD_OF_THE_FAMILY))
def test_what_goes_wrong_with_the_card_of_the_family_goes_wrong_with_nothing_else(name):
    card, family = load_scenario(name), load_scenario("family")
    assert card.card == family.card
    assert card.people[1:] == family.people[1:]
    assert (card.people[0] == family.people[0]) == (name != "wrong-key")
    assert card != msgspec.structs.replace(family, title=card.title)


def test_no_two_cards_have_one_serial_number():
    cards = [load_scenario(name) for name in set(card_names()) - ON_THE_CARD_OF_THE_FAMILY - WITHOUT_PEOPLE]
    assert len({card.card.serial for card in cards}) == len(cards)


def test_the_lengths_of_a_mixed_layout_are_of_two_and_three_bytes_in_turn():
    layout = load_scenario("long-lengths").layout
    assert [layout.form_of(place) for place in range(4)] == ["81", "82", "81", "82"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('titre = "X"', ["titre"]),
        ("", ["title"]),
        ('title = "X"\nmute = "yes"', ["mute", "bool"]),
        ('title = "X"\napplet = "visa"', ["applet", "visa"]),
        ('title = "X"\natr = "3B 7"', ["atr"]),
        ('title = "X"\n[[people]]\nlast_name = "A"', ["people[0]", "first_name"]),
        ('title = "X"\n[[people]]\nlast_name="A"\nfirst_name="B"\nbirth_date="1"\nage=3', ["age", "people[0]"]),
        ('title = "X"\n[[people]]\nlast_name="ŒUVRARD"\nfirst_name="B"\nbirth_date="1"', ["Œ", "Latin-1", "people[0]"]),
        ('title = "X"\n[[faults]]\nkind = "explode"\nat = 1', ["explode", "faults[0]"]),
        ('title = "X"\n[[faults]]\nkind = "pull"\nat = 0', ["at", "faults[0]", "1"]),
        ('title = "X"\n[[faults]]\nkind = "status-word"\nat = 1\nstatus_word = "900"', ["status_word"]),
        ('title = "X"\n[[faults]]\nkind = "swap"\nat = 1\ncard = "nobody"', ["nobody", "accents"]),
        ('title = "X"\n[layout]\npadding_bytes = 5000', ["padding_bytes", "4096"]),
        ("title = ", ["Invalid value"]),
        ('title = "\x00"', ["line 1"]),
    ],
)
def test_a_wrong_scenario_is_refused_in_one_line_that_names_the_file_and_the_key(text, words):
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(text.encode(), "my-card.toml")
    sentence = str(refused.value)
    assert sentence.startswith("my-card.toml: ")
    assert "\n" not in sentence
    for word in words:
        assert word in sentence


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ScenarioError):
        parse_scenario(b'title = "\xff\xfe"', "my-card.toml")


@given(st.binary(max_size=80))
def test_bytes_that_are_no_scenario_are_refused_in_one_line(text):
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(b"colour = 1\n" + text, "x.toml")
    assert "\n" not in str(refused.value)


def test_a_card_that_is_not_of_the_cast_is_refused_with_the_names():
    with pytest.raises(ScenarioError, match=", ".join(card_names())):
        load_scenario("famly")


def test_a_file_that_is_missing_or_unreadable_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match=re.escape(os.strerror(errno.ENOENT))):
        load_scenario(str(tmp_path / "none.toml"))
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ScenarioError, match=re.escape(os.strerror(errno.EISDIR))):
        load_scenario(str(tmp_path / "folder.toml"))


def test_every_part_of_a_scenario_can_be_written():
    scenario = parse_scenario(
        b"""
        title = "Tout"
        applet = "vitale2"
        atr = "3B751300004409EA9000"
        mute = false
        [[people]]
        last_name = "PETIT"
        first_name = "JADE"
        birth_date = "20010719"
        country = "FRA"
        nir = "201077570231141"
        [card]
        valid_from = "20191002"
        serial = "802500000299900000003"
        [layout]
        padding_bytes = 8
        length_form = "81"
        nir_entries = 2
        truncated_bytes = 1
        empty_files = ["card"]
        missing_files = ["pan"]
        strict_t0 = false
        [[faults]]
        kind = "status-word"
        at = 1
        status_word = "6F00"
        times = 2
        [[faults]]
        kind = "answer"
        at = 3
        answer = ""
        [[faults]]
        kind = "delay"
        delay_ms = 5
        [[faults]]
        kind = "silence"
        at = 4
        [[faults]]
        kind = "pull"
        at = 5
        [[faults]]
        kind = "swap"
        at = 6
        card = "locked"
        """,
        "all.toml",
    )
    assert [type(fault).__name__ for fault in scenario.faults] == [
        "StatusWordFault",
        "AnswerFault",
        "DelayFault",
        "SilenceFault",
        "PullFault",
        "SwapFault",
    ]
