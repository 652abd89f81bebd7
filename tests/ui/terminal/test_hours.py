"""Opening hours in words."""

from datetime import time

import pytest

from ui.terminal.hours import opening_text

DAY = ((time(9), time(16)),)
MORNING = ((time(9), time(12)),)
BOTH = ((time(9), time(12)), (time(13, 30), time(16)))


def words(*days):
    return opening_text(days).replace("\u00a0", " ")


def test_the_hours_of_paris_are_said_as_on_the_sign():
    assert words(DAY, DAY, DAY, MORNING, DAY, (), ()) == (
        "Accueil ouvert du lundi au vendredi 9 h – 16 h, jeudi 9 h – 12 h"
    )


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((DAY, DAY, DAY, DAY, DAY, (), ()), "Accueil ouvert du lundi au vendredi 9 h – 16 h"),
        ((DAY, DAY, (), DAY, DAY, (), ()), "Accueil ouvert lundi, mardi, jeudi, vendredi 9 h – 16 h"),
        ((DAY, DAY, DAY, DAY, DAY, MORNING, ()),
         "Accueil ouvert du lundi au vendredi 9 h – 16 h, samedi 9 h – 12 h"),
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
