"""Opening hours in words."""

from dataclasses import replace
from datetime import date, time

import pytest

from kiosk.session.preferences import Preferences, TextSize
from kiosk.texts import speaking
from ui.terminal.hours import day_text, hours_text, opening_text
from ui.terminal.samples import LONG_CONTEXT, SAMPLE_CONTEXT

DAY = ((time(9), time(16)),)
MORNING = ((time(9), time(12)),)
BOTH = ((time(9), time(12)), (time(13, 30), time(16)))


def words(*days):
    return opening_text(days).replace("\u00a0", " ")


def test_the_hours_of_paris_are_said_as_on_the_sign():
    assert words(DAY, DAY, DAY, MORNING, DAY, (), ()) == (
        "Accueil ouvert du lundi au mercredi et le vendredi 9 h – 16 h, le jeudi 9 h – 12 h"
    )


def test_each_day_is_named_once_and_has_its_hours():
    for odd in range(7):
        week = tuple(MORNING if day == odd else DAY for day in range(7))
        (usual,) = (part for part in words(*week).removeprefix("Accueil ouvert ").split(", ") if "16 h" in part)
        names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
        assert names[odd] not in usual
        assert words(*week).count(names[odd]) == 1


def test_the_hours_are_said_in_english_too():
    with speaking("en"):
        assert words(DAY, DAY, DAY, MORNING, DAY, (), ()) == (
            "Reception open Monday to Wednesday and Friday 9:00 – 16:00, Thursday 9:00 – 12:00"
        )


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((DAY, DAY, DAY, DAY, DAY, (), ()), "Accueil ouvert du lundi au vendredi 9 h – 16 h"),
        ((DAY, DAY, (), DAY, DAY, (), ()),
         "Accueil ouvert le lundi, le mardi, le jeudi et le vendredi 9 h – 16 h"),
        ((DAY, MORNING, BOTH, DAY, MORNING, (), ()),
         "Accueil ouvert le lundi et le jeudi 9 h – 16 h, le mardi et le vendredi 9 h – 12 h,"
         " le mercredi 9 h – 12 h et 13 h 30 – 16 h"),
        ((MORNING, DAY, DAY, DAY, DAY, MORNING, ()),
         "Accueil ouvert du mardi au vendredi 9 h – 16 h, le lundi et le samedi 9 h – 12 h"),
        ((DAY, DAY, DAY, DAY, DAY, MORNING, ()),
         "Accueil ouvert du lundi au vendredi 9 h – 16 h, le samedi 9 h – 12 h"),
        ((BOTH, BOTH, BOTH, BOTH, BOTH, (), ()),
         "Accueil ouvert du lundi au vendredi 9 h – 12 h et 13 h 30 – 16 h"),
        (((), (), MORNING, (), (), (), ()), "Accueil ouvert le mercredi 9 h – 12 h"),
        (((),) * 7, "Demandez les horaires à l’accueil"),
    ],
)  # fmt: skip
def test_other_weeks(days, text):
    assert words(*days) == text


def test_an_hour_is_never_parted_from_its_h():
    assert " h" not in opening_text((DAY,) * 7)


THURSDAY, SUNDAY = date(2026, 11, 19), date(2026, 11, 22)
PARIS = (DAY, DAY, DAY, MORNING, DAY, (), ())


@pytest.mark.parametrize(
    ("days", "day", "text"),
    [
        (PARIS, THURSDAY, "Accueil ouvert ce jeudi 9 h – 12 h"),
        ((BOTH,) * 7, SUNDAY, "Accueil ouvert ce dimanche 9 h – 12 h et 13 h 30 – 16 h"),
        (PARIS, SUNDAY, "Accueil fermé ce dimanche"),
        (((),) * 7, THURSDAY, "Demandez les horaires à l’accueil"),
    ],
)
def test_one_day_is_named(days, day, text):
    assert day_text(days, day).replace("\u00a0", " ") == text


def said(context, size, *, is_attract=False):
    context = replace(context, preferences=Preferences(text_size=size))
    return hours_text(context, is_attract=is_attract).replace("\u00a0", " ")


def test_the_whole_week_is_said_where_it_fits():
    assert {said(SAMPLE_CONTEXT, size) for size in TextSize} == {words(*PARIS)}
    assert said(LONG_CONTEXT, TextSize.NORMAL) == words(*LONG_CONTEXT.hours)


def test_the_attract_screen_has_room_for_the_week_but_in_the_largest_texts():
    texts = {size: said(SAMPLE_CONTEXT, size, is_attract=True) for size in TextSize}
    assert texts[TextSize.NORMAL] == texts[TextSize.LARGE] == words(*PARIS)
    assert texts[TextSize.LARGEST] == "Accueil ouvert ce vendredi 9 h – 16 h"


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_a_week_too_long_for_large_texts_leaves_the_hours_of_this_day(size):
    assert said(LONG_CONTEXT, size) == "Accueil ouvert ce vendredi 8 h 34 – 12 h 14 et 13 h 34 – 16 h 44"


def test_a_day_of_too_many_periods_is_asked_at_the_reception():
    many = tuple((time(hour, 5), time(hour, 55)) for hour in range(8, 18))
    assert said(replace(SAMPLE_CONTEXT, hours=(many,) * 7), TextSize.LARGEST) == "Demandez les horaires à l’accueil"
