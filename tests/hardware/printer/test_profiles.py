"""Profiles: three of our own and the database of python-escpos."""

from typing import Any

import pytest

from hardware.printer import commands
from hardware.printer.charset import CP1252
from hardware.printer.profiles import (
    CUSTOM_KIOSK,
    EPSON_80MM,
    GENERIC_80MM,
    Dialect,
    UnknownProfileError,
    find_profile,
    profile_names,
)


@pytest.mark.parametrize(
    ("dialect", "profile"),
    [(Dialect.EPSON, EPSON_80MM), (Dialect.CUSTOM, CUSTOM_KIOSK), (Dialect.GENERIC, GENERIC_80MM)],
)
def test_each_dialect_has_its_usual_printer(dialect: Dialect, profile: Any) -> None:
    assert find_profile("default", dialect) == profile


def test_a_built_in_profile_may_speak_another_dialect() -> None:
    profile = find_profile("epson-80mm", Dialect.GENERIC)

    assert (profile.dialect, profile.native_qr) == (Dialect.GENERIC, True)


def test_a_printer_of_the_database_brings_its_width_and_code_page() -> None:
    profile = find_profile("TM-T88V", Dialect.EPSON)

    assert (profile.columns, profile.width_dots, profile.code_page) == (42, 504, CP1252)
    assert profile.dots_per_mm == pytest.approx(180 / 25.4)


def test_the_slot_that_everybody_uses_is_taken_where_there_are_two() -> None:
    assert find_profile("CT-S651", Dialect.EPSON).code_page == CP1252


def test_a_printer_without_partial_cut_cuts_through() -> None:
    assert find_profile("Sunmi-V2", Dialect.EPSON).cut == commands.CUT_FULL


def test_every_printer_of_the_database_prints_french_or_is_refused() -> None:
    refused = []
    for name in profile_names():
        try:
            profile = find_profile(name, Dialect.EPSON)
        except UnknownProfileError:
            refused.append(name)
            continue
        assert profile.columns >= 24
        assert "é".encode(profile.code_page.codec)

    assert 0 < len(refused) < 10


def test_a_printer_that_cannot_print_our_tickets_is_refused() -> None:
    with pytest.raises(UnknownProfileError, match="“simple” cannot print tickets"):
        find_profile("simple", Dialect.EPSON)


def test_a_name_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownProfileError, match=r"unknown profile “TM-T99”, allowed: default, epson-80mm, .*TM-T88V"):
        find_profile("TM-T99", Dialect.EPSON)


def test_without_the_database_our_own_profiles_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    assert find_profile("epson-80mm", Dialect.EPSON) is not None
    with pytest.raises(UnknownProfileError, match=r"allowed: default, epson-80mm, custom-kiosk, generic-80mm$"):
        find_profile("TM-T88V", Dialect.EPSON)


def test_no_name_means_two_printers() -> None:
    assert len(set(profile_names())) == len(profile_names())
