"""How many times an act or a product counts."""

from datetime import date

import pytest

from kiosk.documents.quantities import has_coefficient, quantity_text
from kiosk.domain.payments import ActLine


def line(code, quantity):
    return ActLine(date(2026, 10, 1), code, "Acte", quantity, 1000, 1000, 60, 600)


@pytest.mark.parametrize(
    ("code", "quantity", "said"),
    [
        ("B", 180, "coefficient 180"),
        ("AMK", 8, "coefficient 8"),
        ("PH7", 2, "2 boîtes"),
        ("CS", 3, "3 fois"),
        ("B", 1, ""),
        ("PH7", 1, ""),
    ],
)
def test_a_quantity_is_said_in_the_words_of_its_act(code, quantity, said):
    assert quantity_text(line(code, quantity)) == said


@pytest.mark.parametrize(("code", "quantity", "has"), [("B", 180, True), ("B", 1, False), ("PH7", 2, False)])
def test_only_a_coefficient_that_is_said_is_explained(code, quantity, has):
    assert has_coefficient(line(code, quantity)) is has
