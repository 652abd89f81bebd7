import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.atr import classify_atr
from kiosk.domain.cards import CardKind

KNOWN = {
    "3B 75 13 00 00 44 09 EA 90 00": CardKind.VITALE2,
    "3B 75 13 00 00 43 09 EA 90 00": CardKind.VITALE2,
    "3B 75 13 00 00 49 09 EA 90 00": CardKind.VITALE2,
    "3B 75 13 00 00 45 09 FA 90 00": CardKind.VITALE2,
    "3F 65 25 00 2C 09 69 90 00": CardKind.VITALE1,
    "3F 65 25 00 22 09 69 90 00": CardKind.VITALE1,
    "3F 65 25 00 2C 09 F9 90 00": CardKind.VITALE1,
    "3F 65 25 00 52 09 6A 90 00": CardKind.VITALE1,
    "3F 65 25 00 A3 09 6A 90 00": CardKind.VITALE1,
    "3F 65 25 00 A4 09 6A 90 00": CardKind.VITALE1,
    "3F 65 25 00 24 09 6B 90 00": CardKind.OTHER,  # a bank card of the same maker
    "3F 65 25 00 2B 09 69 90 00": CardKind.OTHER,  # parking
    "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00": CardKind.CPS,
    "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E": CardKind.CPS,
    "3B 6E 00 00 80 31 80 66 B0 84 12 01 6E 01 83 00 90 00": CardKind.OTHER,
    "": CardKind.OTHER,
}


@pytest.mark.parametrize(("atr", "kind"), KNOWN.items())
def test_a_published_atr_has_its_kind(atr, kind):
    assert classify_atr(bytes.fromhex(atr)) is kind


@pytest.mark.parametrize("atr", [atr for atr, kind in KNOWN.items() if kind is not CardKind.OTHER])
def test_an_atr_that_is_cut_short_or_goes_on_is_of_no_known_kind(atr):
    whole = bytes.fromhex(atr)
    assert classify_atr(whole[:-1]) is CardKind.OTHER
    assert classify_atr(whole + b"\x00") is CardKind.OTHER


def test_another_first_byte_is_not_a_vitale_2():
    assert classify_atr(bytes.fromhex("3F 75 13 00 00 44 09 EA 90 00")) is CardKind.OTHER


@given(st.binary(max_size=40))
def test_any_bytes_have_a_kind(atr):
    assert classify_atr(atr) in CardKind
