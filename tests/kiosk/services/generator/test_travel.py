from kiosk.domain.law import Parameter
from kiosk.domain.months import months_later


def persons(files):
    return {member.person.person_id: (member.person, member.periods) for file in files for member in file.members}


def test_some_have_a_card_some_had_one_and_some_have_ordered_one(files, world):
    cards = [person.ehic_card for person, _periods in persons(files).values() if person.ehic_card is not None]
    assert any(card.period.covers(world.today) for card in cards)
    assert any(not card.period.covers(world.today) for card in cards)
    assert len({card.number for card in cards}) == len(cards)
    assert any(person.ehic_order is not None for person, _periods in persons(files).values())


def test_a_card_is_made_before_today_and_lasts_as_the_law_says(files, world):
    for person, _periods in persons(files).values():
        card = person.ehic_card
        if card is not None:
            months = world.law.value(Parameter.EHIC_MONTHS, card.period.start)
            assert person.birth_date < card.period.start <= world.today
            assert card.period.end < months_later(card.period.start, months)


def test_who_has_ordered_a_card_has_rights_and_none_already(files, world):
    for person, periods in persons(files).values():
        if person.ehic_order is not None:
            assert any(period.covers(world.today) for period in periods)
            assert person.ehic_card is None


def test_some_cards_are_opposed_never_before_they_were_made(files):
    for file in files:
        if file.card.opposed_on is not None:
            assert file.card.opposed_on >= file.card.valid_from
