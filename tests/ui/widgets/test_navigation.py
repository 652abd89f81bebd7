"""An arrow leads to the nearest control in its direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.navigation import Box, Direction, nearest

KEYS = [Box(100 + 268 * column, 700 + 172 * row, 246, 150) for row in range(4) for column in range(3)]
FIELD = Box(56, 400, 968, 180)
FINISH = Box(740, 1790, 284, 104)


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        (4, Direction.UP, 1), (4, Direction.DOWN, 7), (4, Direction.LEFT, 3), (4, Direction.RIGHT, 5),
        (0, Direction.DOWN, 3), (9, Direction.RIGHT, 10),
    ],
)  # fmt: skip
def test_on_the_keypad_it_moves_by_row_and_column(start, direction, end):
    assert nearest(KEYS[start], KEYS, direction) == end


@pytest.mark.parametrize("direction", [Direction.LEFT, Direction.UP])
def test_at_the_edge_it_stays(direction):
    assert nearest(KEYS[0], KEYS, direction) is None


def test_from_a_wide_control_it_goes_to_what_is_right_below_its_middle():
    assert nearest(FIELD, KEYS, Direction.DOWN) == 1


def test_down_leads_to_the_footer_even_where_it_is_aside():
    assert nearest(KEYS[9], [FINISH, KEYS[0]], Direction.DOWN) == 0


def test_sideways_it_does_not_leave_the_row():
    assert nearest(KEYS[0], [FINISH], Direction.RIGHT) is None


def test_alone_it_stays():
    assert nearest(FINISH, [], Direction.UP) is None


boxes = st.builds(Box, st.integers(0, 1000), st.integers(0, 1900), st.integers(1, 500), st.integers(1, 300))


@given(boxes, st.lists(boxes, max_size=6), st.sampled_from(Direction))
def test_what_it_finds_is_in_that_direction(current, others, direction):
    found = nearest(current, others, direction)

    if found is not None:
        other = others[found]
        match direction:
            case Direction.LEFT:
                assert other.left + other.width <= current.left
            case Direction.RIGHT:
                assert other.left >= current.left + current.width
            case Direction.UP:
                assert other.top + other.height <= current.top
            case Direction.DOWN:
                assert other.top >= current.top + current.height
