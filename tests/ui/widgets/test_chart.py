"""The chart draws a bar a month, and says the same in words."""

import pytest
from PySide6.QtGui import QColor

from kiosk.session.preferences import TextSize
from ui.palette import HIGH_CONTRAST, NORMAL
from ui.theme import Theme
from ui.widgets.chart import Bar, Chart, chart_text

pytestmark = pytest.mark.usefixtures("app")

NBSP = "\u00a0"
BARS = (
    Bar("sept.", "septembre 2026", f"76{NBSP}€", 0.5),
    Bar("oct.", "octobre 2026", f"152{NBSP}€", 1.0),
    Bar("nov.", "novembre 2026", f"0{NBSP}€", 0.0, is_current=True),
)


def shown(qtbot, bars, theme=None, width=900):
    chart = Chart(theme or Theme(), bars)
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    chart.show()
    return chart


def bar_height(picture, column, count, colour):
    middle = round(picture.width() * (column + 0.5) / count)
    return sum(picture.pixelColor(middle, y) == colour for y in range(picture.height()))


def test_the_text_of_the_chart_names_each_month_and_its_amount(qtbot):
    expected = f"septembre 2026{NBSP}: 76{NBSP}€\noctobre 2026{NBSP}: 152{NBSP}€\nnovembre 2026{NBSP}: 0{NBSP}€"
    assert chart_text(BARS) == expected
    assert shown(qtbot, BARS).text() == expected


def test_a_bar_is_as_high_as_its_share_and_an_empty_month_still_has_a_foot(qtbot):
    picture = shown(qtbot, BARS).grab().toImage()
    past = picture.pixelColor(round(picture.width() / 2), picture.height() // 2)
    heights = [bar_height(picture, 0, 3, past), bar_height(picture, 1, 3, past)]
    foot = bar_height(picture, 2, 3, QColor(NORMAL.primary))

    assert heights[1] == pytest.approx(160, abs=3)
    assert heights[0] == pytest.approx(80, abs=3)
    assert foot == pytest.approx(6, abs=2)


def test_the_month_that_goes_on_is_told_from_the_others_without_colour(qtbot):
    bars = (Bar("oct.", "octobre 2026", "1", 1.0), Bar("nov.", "novembre 2026", "1", 1.0, is_current=True))
    picture = shown(qtbot, bars, Theme(HIGH_CONTRAST)).grab().toImage()
    ink = QColor(HIGH_CONTRAST.primary)

    assert bar_height(picture, 1, 2, ink) > 4 * bar_height(picture, 0, 2, ink) > 0


def test_an_amount_wider_than_its_month_is_seen_to_be_cut(qtbot):
    bars = tuple(Bar("oct.", "octobre 2026", f"99{NBSP}999{NBSP}999{NBSP}€", 1.0) for _ in range(6))
    assert not shown(qtbot, bars, width=1200).is_cut()
    assert shown(qtbot, bars, width=600).is_cut()


def test_a_chart_without_months_is_drawn_all_the_same(qtbot):
    assert not shown(qtbot, ()).is_cut()


@pytest.mark.parametrize("size", TextSize)
def test_the_chart_asks_for_the_height_that_its_texts_need(qtbot, size):
    chart = shown(qtbot, BARS, Theme(text_size=size))
    assert not chart.is_cut()
    chart.setFixedHeight(chart.sizeHint().height() - 1)
    assert chart.is_cut()
