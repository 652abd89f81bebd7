import tomllib
from datetime import date

import pytest

from kiosk.domain.people import Quality
from kiosk.resources import resource_path
from kiosk.services.generator.cast import cast_cards, cast_files, cast_nirs, read_organisms
from kiosk.services.generator.names import read_names

TODAY = date(2026, 11, 21)
UNKNOWN_TO_THE_SERVICE = {"unknown", "vitale1", "bank", "mute"}


@pytest.fixture
def cast(world):
    return {file.insured.name.first: file for file in cast_files(world, read_names().professionals)}


def test_every_card_that_is_known_has_its_file(cast):
    by_nir = {file.insured.nir.value: file for file in cast.values()}
    for path in resource_path("assets/cards").glob("*.toml"):
        if path.stem in UNKNOWN_TO_THE_SERVICE:
            continue
        card = tomllib.loads(path.read_text(encoding="utf-8"))
        file = by_nir[card["people"][0]["nir"]]
        on_card = [date.fromisoformat(person["birth_date"]) for person in card["people"]]
        assert [member.person.birth_date for member in file.members] == on_card
        assert file.card.serial == card["card"]["serial"]
        assert f"{file.card.valid_from:%Y%m%d}" == card["card"]["valid_from"]


def test_a_card_of_the_cast_says_whose_it_is_and_the_code():
    cards = {one.card: (one.insured, one.code) for one in cast_cards()}
    assert cards["family"] == ("Marie DURAND", "48151623")
    assert cards["no-account"] == ("Jade PETIT", None)
    assert "unknown" not in cards


def test_the_unknown_person_is_on_no_file():
    card = tomllib.loads(resource_path("assets/cards/unknown.toml").read_text(encoding="utf-8"))
    assert card["people"][0]["nir"] not in {nir.value for nir in cast_nirs()}


def test_what_is_special_about_each(cast):
    assert cast["Paul"].insured.exemption.nature == "41"
    assert cast["Jade"].account is None
    assert cast["Jade"].mobile_e164 == "+33700053122"
    assert cast["Henri"].mobile_e164 is None
    assert cast["Sophie"].account.is_locked
    assert [member.person.nir.number[5:7] for member in cast["Ange-Marie"].members] == ["2A", "2B"]
    assert cast["Françoise-Zoé"].insured.name.usual.startswith("ŒUVRARD-LEÇON")
    assert cast["Karim"].members[0].periods[0].end == date(2026, 8, 21)


def test_maries_family_is_whole(cast):
    assert [member.quality for member in cast["Marie"].members] == [
        Quality.INSURED,
        Quality.SPOUSE,
        Quality.CHILD,
        Quality.CHILD,
    ]


def test_their_payments_go_back_two_years(cast):
    for file in cast.values():
        days = [payment.detail.summary.paid_on for payment in file.payments]
        assert days == sorted(days)
        assert (TODAY - days[0]).days > 400


def test_the_cast_goes_with_any_day(world):
    names = read_names()
    for today in (date(2026, 1, 1), date(2028, 2, 29), date(2030, 12, 31)):
        files = cast_files(type(world)(today, world.law, world.organisms, world.shares), names.professionals)
        assert files[0].members[0].periods[0].covers(today)
        assert not files[-1].members[0].periods[0].covers(today)


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2027, 3, 1), date(2028, 3, 1), date(2027, 8, 31)])
def test_maries_payments_are_twenty_on_the_list_of_any_day(world, today):
    files = cast_files(type(world)(today, world.law, world.organisms, world.shares), read_names().professionals)
    first_month = today.year * 12 + today.month - 1 - 5
    first_day = date(first_month // 12, first_month % 12 + 1, 1)
    days = [payment.detail.summary.paid_on for payment in files[0].payments]
    assert len([day for day in days if first_day <= day <= today]) == 20


def test_the_shares_of_the_organisms_make_a_hundred():
    organisms, shares = read_organisms()
    assert sum(shares) == 100
    assert organisms[0].code == "01 751 0117"
