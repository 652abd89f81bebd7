"""The field of a code shows how many digits there are, and never which."""

import pytest
from PySide6.QtGui import QAccessible, QColor

from ui.theme import Theme
from ui.widgets.code_field import CodeBuffer, CodeField

pytestmark = pytest.mark.usefixtures("app")


def typed(digits):
    buffer = CodeBuffer(20)
    for digit in digits:
        buffer.push(digit)
    return buffer


def memory_of(buffer):
    return next(value for value in vars(buffer).values() if isinstance(value, bytearray))


@pytest.fixture
def make_field(qtbot):
    def make(buffer):
        field = CodeField(Theme(), buffer)
        qtbot.addWidget(field)
        field.resize(field.sizeHint())
        return field

    return make


class TestBuffer:
    def test_it_gives_the_digits_once(self):
        buffer = typed("48151623")

        assert buffer.take() == "48151623"
        assert len(buffer) == 0
        assert buffer.take() == ""

    def test_it_takes_no_more_than_it_holds(self):
        buffer = CodeBuffer(2)

        assert [buffer.push(digit) for digit in "123"] == [True, True, False]
        assert buffer.take() == "12"

    def test_the_last_digit_can_be_taken_off(self):
        buffer = typed("12")

        assert buffer.pop()
        assert buffer.take() == "1"
        assert not buffer.pop()

    @pytest.mark.parametrize("forget", [CodeBuffer.wipe, CodeBuffer.take])
    def test_digits_that_are_forgotten_are_overwritten(self, forget):
        buffer = typed("4815")
        memory = memory_of(buffer)

        forget(buffer)

        assert memory == bytes(len(memory))

    def test_a_digit_that_is_taken_off_is_overwritten(self):
        buffer = typed("48")

        buffer.pop()

        assert bytes(memory_of(buffer)) == b"4" + bytes(19)

    def test_its_repr_does_not_tell_the_digits(self):
        assert "4815" not in repr(typed("4815"))


class TestField:
    @pytest.mark.parametrize(
        ("digits", "spoken"),
        [("", "Aucun chiffre saisi"), ("4", "1 chiffre saisi"), ("481", "3 chiffres saisis")],
    )
    def test_it_tells_how_many_digits_are_typed(self, make_field, digits, spoken):
        field = make_field(typed(digits))

        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == spoken

    @pytest.mark.parametrize("count", range(21))
    def test_it_draws_a_dot_for_each_digit(self, make_field, count):
        field = make_field(typed("7" * count))
        image = field.grab().toImage()
        dot = QColor(Theme().palette.primary_dark)

        row = [image.pixelColor(x, image.height() // 2) == dot for x in range(image.width())]
        assert sum(now and not before for before, now in zip([False, *row], row, strict=False)) == count

    def test_its_picture_is_the_same_for_all_digits(self, make_field):
        pictures = [make_field(typed(digits)).grab().toImage() for digits in ("1234", "9999")]

        assert pictures[0] == pictures[1]
