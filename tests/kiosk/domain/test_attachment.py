"""Which children a form is for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attachment import (
    BLANK_CHILDREN_MAX,
    AttachableChild,
    AttachmentChoice,
    age_years,
    attachable,
    settled_choice,
)
from kiosk.domain.people import Beneficiary, Name, Quality

TODAY = date(2026, 11, 21)


def child(number, born):
    return AttachableChild(number, Beneficiary(Name("DURAND", f"Enfant {number}"), born, Quality.CHILD))


LUCAS, INES = child(3, date(2012, 3, 4)), child(4, date(2015, 9, 11))


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2010, 11, 21), TODAY, 16),
        (date(2010, 11, 22), TODAY, 15),
        (date(2026, 11, 21), TODAY, 0),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
    ],
)
def test_a_year_is_whole_on_the_birthday(born, day, years):
    assert age_years(born, day) == years


def test_who_is_sixteen_today_is_attached_no_more():
    young, old = child(1, date(2010, 11, 22)), child(2, date(2010, 11, 21))
    assert attachable([young, old], TODAY, 16) == (young,)


def test_the_limit_is_the_one_of_the_dated_table():
    assert attachable([LUCAS, INES], TODAY, 12) == (INES,)


def test_all_who_can_be_chosen_are_where_nothing_was_said():
    assert settled_choice(None, [LUCAS, INES]) == AttachmentChoice(frozenset({3, 4}), 0)


def test_a_form_without_children_has_lines_for_one():
    assert settled_choice(None, []) == AttachmentChoice(frozenset(), 1)
    assert settled_choice(AttachmentChoice(frozenset(), 0), [LUCAS]) == AttachmentChoice(frozenset(), 1)


def test_nobody_is_chosen_who_is_not_on_the_file():
    assert settled_choice(AttachmentChoice(frozenset({3, 99}), 0), [LUCAS]) == AttachmentChoice(frozenset({3}), 0)


@given(st.frozensets(st.integers(0, 9)), st.integers(-5, 50), st.lists(st.integers(0, 9), unique=True))
def test_a_settled_choice_is_of_one_child_at_least_and_stays_as_it_is(chosen, blanks, there):
    children = [child(number, INES.person.birth_date) for number in there]
    settled = settled_choice(AttachmentChoice(chosen, blanks), children)
    assert settled.children <= set(there)
    assert 0 <= settled.blank_children <= BLANK_CHILDREN_MAX
    assert settled.children or settled.blank_children
    assert settled_choice(settled, children) == settled
