import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.domain.allowances import Nature
from kiosk.domain.people import Quality
from kiosk.domain.rights import Period
from kiosk.resources import resource_path
from kiosk.services.generator.cast import cast_cards, cast_files, cast_nirs, read_organisms
from kiosk.services.generator.names import read_names

TODAY = date(2026, 11, 21)


@pytest.fixture
def cast(world):
    return {file.insured.name.first: file for file in cast_files(world, read_names().professionals)}


@pytest.mark.parametrize("name", [one.card for one in cast_cards()])
def test_every_card_that_is_known_has_its_file(cast, name):
    card = tomllib.loads((resource_path("assets/cards") / f"{name}.toml").read_text(encoding="utf-8"))
    file = next(file for file in cast.values() if file.insured.nir.value == card["people"][0]["nir"])
    assert file.card.serial == card["card"]["serial"]
    assert f"{file.card.valid_from:%Y%m%d}" == card["card"]["valid_from"]
    # Somebody who was born lately may be on the file and not on the card yet.
    for on_card, member in zip(card["people"], file.members, strict=False):
        person = member.person
        assert (
            f"{person.birth_date:%Y%m%d}".endswith(on_card["birth_date"]) or person.lunar_birth == on_card["birth_date"]
        )
        assert on_card.get("nir") in (None, person.nir.value)


def test_no_two_files_of_the_cast_share_a_card_a_mobile_or_a_code(cast):
    for one_of in (lambda file: file.card.serial, lambda file: file.mobile_e164, lambda file: file.account.code):
        given = [one_of(file) for file in cast.values() if file.account is not None and file.mobile_e164 is not None]
        assert len(set(given)) == len(given)


def test_a_card_of_the_cast_says_whose_it_is_and_the_code():
    cards = {one.card: (one.insured, one.code) for one in cast_cards()}
    assert cards["family"] == ("Marie DURAND", "48151623")
    assert cards["no-account"] == ("Jade PETIT", None)
    assert "unknown" not in cards


def test_the_page_about_the_data_names_everybody_with_code_and_mobile(cast):
    page = (Path(__file__).parents[4] / "docs" / "data.md").read_text("utf-8")
    told = {
        cells[0].removeprefix("| "): cells[1:4] for line in page.splitlines() if len(cells := line.split(" | ")) == 5
    }
    cards = {one.card: one for one in cast_cards()}
    assert cards.keys() <= told.keys()
    for card, one in cards.items():
        who, code, mobile = told[card]
        file = next(file for first, file in cast.items() if one.insured.startswith(f"{first} "))
        assert code == (one.code or "none")
        assert mobile.replace(" ", "") == (file.mobile_e164 or "none").replace("+33", "0")
        assert file.insured.name.first in who


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
    assert (cast["Aminata"].insured.lunar_birth, cast["Aminata"].insured.birth_date) == ("19520000", date(1952, 12, 31))
    assert [member.person.rank for member in cast["Émilie"].members] == [1, 1, 2]
    assert len(cast["Marc"].members) == 13


def test_a_child_on_the_cards_of_both_parents_is_one_person(cast):
    mother, father = cast["Julie"], cast["Olivier"]
    assert mother.members[1].person == father.members[1].person
    assert not mother.known_before
    assert father.known_before == {mother.members[1].person.person_id}


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
        ended = next(file for file in files if file.insured.name.first == "Karim")
        assert files[0].members[0].periods[0].covers(today)
        assert not ended.members[0].periods[0].covers(today)


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


def test_the_contracts_of_the_cast_run_or_ended_yesterday(cast):
    covers = {name: cast[name].insured.covers for name in ("Lucie", "Yves", "Inés")}
    assert [cover.contract for cover in covers["Lucie"]] == ["G89"]
    assert [cover.contract for cover in covers["Yves"]] == ["92", "P89"]
    assert covers["Yves"][0].period == Period(date(2017, 1, 1), date(2018, 12, 31))
    assert covers["Yves"][1].manager[0] == "Mutuelle du Canal"
    assert [member.person.is_freed_on(TODAY) for member in cast["Lucie"].members] == [True, True]
    assert covers["Inés"][0].period.end == TODAY - timedelta(days=1)


def test_what_was_paid_to_those_who_did_not_work_follows_from_their_wages(cast):
    claire, david = cast["Claire"].stoppages, cast["David"].stoppages
    assert [paid.stoppage.nature for paid in claire] == [Nature.MATERNITY, Nature.ILLNESS, Nature.ILLNESS]
    (last,) = claire[-1].payments
    assert (last.daily_cents, last.days, last.net_cents) == (3000, 7, 19593)
    assert [paid.stoppage.waiting_days for paid in claire] == [0, 3, 3]
    assert {payment.employer for payment in david[0].payments} == {None}
    assert {payment.employer for payment in david[1].payments} == {"Transports de l’Ourcq"}
    assert len({payment.daily_cents for payment in david[1].payments}) == 2, "60 %, then 80 %"


def test_european_cards_are_valid_ending_and_being_made(cast):
    assert cast["Luc"].insured.ehic_card.period == Period(date(2026, 1, 22), date(2028, 1, 21))
    assert cast["Marie"].insured.ehic_card.period.end == date(2026, 12, 21)
    assert cast["Nadia"].insured.ehic_order.ordered_on == TODAY - timedelta(days=4)
    assert cast["Marie"].members[3].person.ehic_order.ordered_on == TODAY - timedelta(days=6)
    orders = [member.person.ehic_order for file in cast.values() for member in file.members]
    assert len({order.number for order in orders if order is not None}) == 2
