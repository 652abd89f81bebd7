"""Text in one code page, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.charset import CP858, CP1252, CodePage, carried, printable

FRENCH = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»€’–…°·"


def test_cp1252_carries_everything_that_french_needs() -> None:
    assert carried(FRENCH, CP1252) == FRENCH.encode("cp1252")


def test_cp858_carries_every_accent_and_the_euro_but_not_oe() -> None:
    assert carried("àâçéèêëîïôùûüÿÀÂÇÉÈÊËÎÏÔÙÛÜ«»€", CP858) == "àâçéèêëîïôùûüÿÀÂÇÉÈÊËÎÏÔÙÛÜ«»€".encode("cp858")
    assert carried("€", CP858) == b"\xd5"
    for letter in "œŒŸ":
        assert carried(letter, CP858) is None


@pytest.mark.parametrize(
    ("text", "in_cp1252", "in_cp858"),
    [
        ("12\u202f€", b"12\xa0\x80", b"12\xff\xd5"),
        ("a\u2011b", b"a-b", b"a-b"),
        ("−2", b"\x962", b"-2"),
        ("n’a “x”", b"n\x92a \x93x\x94", b'n\'a "x"'),
        ("•••", b"\x95\x95\x95", b"\xfa\xfa\xfa"),
        ("e\u0301", b"\xe9", b"\x82"),
        ("…", b"\x85", None),
        ("Ł", None, None),
        ("\u2028", None, None),
    ],
)
def test_a_text_is_carried_so(text: str, in_cp1252: bytes | None, in_cp858: bytes | None) -> None:
    assert (carried(text, CP1252), carried(text, CP858)) == (in_cp1252, in_cp858)


def test_what_a_printer_would_obey_is_taken_out() -> None:
    assert printable("x\x1bp\x10\x14\x08\x1dV\x00\x9b\u202ey\u200b") == "xpVy"


@pytest.mark.parametrize("page", [CP1252, CP858])
@given(text=st.text())
def test_nothing_that_a_printer_obeys_comes_through_and_nothing_becomes_a_question_mark(
    page: CodePage, text: str
) -> None:
    data = carried(text, page)

    if data is not None:
        assert all(byte >= 0x20 and byte != 0x7F for byte in data)
        assert data.count(b"?") == text.count("?")
        assert len(data) == len(printable(text))
