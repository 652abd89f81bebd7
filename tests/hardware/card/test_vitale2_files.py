from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card import vitale2_files as files
from hardware.card.simulator.file_system import build_directories, tlv
from hardware.card.simulator.scenario import load_scenario
from kiosk.domain.cards import CardFault
from kiosk.domain.nir import Nir

JADE = "201077570231141"


def person(last_name="PETIT", first_name="JADE", birth_date="20010719", country="FRA"):
    texts = {0x80: last_name, 0x81: first_name, 0x82: birth_date, 0x90: country}
    return tlv(0x65, *(tlv(tag, text.encode("latin-1")) for tag, text in texts.items() if text is not None))


def number(nir=JADE):
    return tlv(0x65, tlv(0x93, nir.encode("latin-1")))


def test_the_two_files_are_joined_by_their_order():
    people = files.parse_people(
        person() + person("PETIT", "NOÉ", "20260102"), number() + number("112037568815861") + bytes(20)
    )
    assert [(one.last_name, one.first_name, one.nir) for one in people] == [
        ("PETIT", "JADE", Nir(JADE)),
        ("PETIT", "NOÉ", Nir("112037568815861")),
    ]
    assert people[0].birth_date == date(2001, 7, 19)
    assert people[0].country == "FRA"


def test_a_dependent_may_have_no_number():
    for entry in (number(""), tlv(0x65)):
        assert files.parse_people(person() + person(), number() + entry)[1].nir is None


def test_a_dependent_may_carry_the_number_of_the_holder():
    assert files.parse_people(person() + person(), number() + number())[1].nir == Nir(JADE)


def test_a_holder_without_number_cannot_be_served():
    assert files.parse_people(person(), number("")) is CardFault.NIR_MISSING


def test_a_corsican_number_keeps_its_letter():
    assert files.parse_people(person(), number("275062A98107361"))[0].nir == Nir("275062A98107361")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("201077570231142", CardFault.NIR_KEY_WRONG),
        ("201077570231141X", CardFault.NIR_KEY_WRONG),
        ("20107757023", CardFault.MALFORMED),
        ("ABCDEFGHIJKLMNO", CardFault.MALFORMED),
        ("2010775702311\x1b\x40", CardFault.MALFORMED),
    ],
)
def test_a_number_that_is_wrong_is_a_fault(text, fault):
    assert files.parse_people(person(), number(text)) is fault


@pytest.mark.parametrize("birth_date", ["19450000", "19451315", "19990230", "450714"])
def test_a_lunar_date_and_one_without_century_are_kept_as_they_are(birth_date):
    [one] = files.parse_people(person(birth_date=birth_date), number())
    assert (one.birth_date_text, one.birth_date) == (birth_date, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": ""},
        {"birth_date": None},
        {"birth_date": "2001071"},
        {"birth_date": "14/05/69"},
        {"birth_date": "²0010719"},
        {"last_name": ""},
        {"last_name": None},
        {"last_name": "PE\x1b@TIT"},
        {"first_name": "JA\nDE"},
        {"country": "\x00F\x01"},
    ],
)
def test_a_person_without_name_or_date_or_with_control_characters_is_malformed(wrong):
    assert files.parse_people(person(**wrong), number()) is CardFault.MALFORMED


def test_a_person_may_have_no_first_name():
    assert files.parse_people(person(first_name=None), number())[0].first_name == ""


def test_text_is_latin_1_and_its_padding_is_left_out():
    [one] = files.parse_people(person("  LEÇON\xa0D’É".replace("’", "'") + "  ", "ZOÉ\x00\x00"), number())
    assert (one.last_name, one.first_name) == ("LEÇON D'É", "ZOÉ")


def test_files_that_disagree_on_the_number_of_persons_are_a_fault():
    assert files.parse_people(person() + person(), number()) is CardFault.COUNT_MISMATCH
    assert files.parse_people(person(), number() + number("")) is CardFault.COUNT_MISMATCH


def test_more_persons_than_a_card_holds_are_a_fault():
    assert len(files.parse_people(person() * 20, number() * 20)) == 20
    assert files.parse_people(person() * 21, number() * 21) is CardFault.TOO_MANY_PEOPLE
    assert files.parse_people(person("A", "B") * 70, number()) is CardFault.TOO_MANY_PEOPLE


@pytest.mark.parametrize("empty", [b"", bytes(64), b"\xff" * 8, b"\x04\x00" + bytes(30)])
def test_an_empty_file_is_a_card_that_was_not_personalised(empty):
    assert files.parse_people(empty, number()) is CardFault.EMPTY
    assert files.parse_people(person(), empty) is CardFault.EMPTY


def test_files_of_something_else_are_malformed():
    assert files.parse_people(tlv(0x70, b"x"), number()) is CardFault.MALFORMED
    assert files.parse_people(person(), person()[:-2]) is CardFault.MALFORMED
    assert files.parse_people(tlv(0x65, b"\x80\x05AB"), number()) is CardFault.MALFORMED


@given(st.binary(max_size=600), st.binary(max_size=200))
def test_nonsense_is_a_fault_never_an_error(identity, numbers):
    assert isinstance(files.parse_people(identity, numbers), CardFault)


def test_the_data_of_the_card_are_told_from_other_files():
    assert files.parse_valid_from(tlv(0x66, tlv(0x80, b"20190312"))) == date(2019, 3, 12)
    for other in (b"", b"\x66", tlv(0x65, tlv(0x80, b"20190312")), tlv(0x66, b"\x80\x09"), tlv(0x66, tlv(0x80, b"x"))):
        assert files.parse_valid_from(other) is None


def test_the_serial_number_is_read_with_its_filling_left_out():
    assert files.parse_serial(tlv(0x5A, bytes.fromhex("802500000299900000001F"))) == "802500000299900000001"
    for other in (b"", tlv(0x5A), tlv(0x5A, b"\xab\xcd"), tlv(0x59, b"\x12")):
        assert files.parse_serial(other) is None


def test_the_pointers_lead_to_the_files_of_each_application():
    root, application = build_directories(load_scenario("family"))
    pointers = next(file.content for file in application.files if file.file_id == files.EF_POINTERS)
    assert files.parse_pointers(pointers, files.AID_MF) == (0x0003, 0x0002)
    assert files.parse_pointers(pointers, files.AID_VITALE) == (0x0002, 0x0004)
    assert files.parse_pointers(pointers, b"\xd2\x50\x00\x00\x04") == ()
    assert set(files.parse_pointers(pointers, files.AID_MF)) <= {file.file_id for file in root.files}


@given(st.binary(max_size=300))
def test_pointers_that_are_nonsense_lead_nowhere(content):
    assert isinstance(files.parse_pointers(content, files.AID_MF), tuple)
