"""The bar of the steps: as full as what is done."""

import pytest
from PySide6.QtGui import QColor

from ui.palette import HIGH_CONTRAST, NORMAL
from ui.theme import ScreenMetrics, Theme
from ui.widgets.step_bar import StepBar

WIDTH = 400


@pytest.fixture
def full_px(app, qtbot):
    """Give how far the bar is filled, in pixels along its middle."""
    del app

    def full_px(share, palette=NORMAL):
        bar = StepBar(Theme(palette, ScreenMetrics()), share, "étape 3 sur 5")
        qtbot.addWidget(bar)
        bar.setFixedWidth(WIDTH)
        picture = bar.grab().toImage()
        filled = QColor(palette.primary)
        return sum(picture.pixelColor(x, picture.height() // 2) == filled for x in range(WIDTH))

    return full_px


@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST])
def test_it_is_as_full_as_what_is_done(full_px, palette):
    assert full_px(0.5, palette) == pytest.approx(WIDTH / 2, abs=2)
    assert full_px(1.0, palette) == pytest.approx(WIDTH, abs=2)


def test_the_first_step_is_seen(full_px):
    assert 0 < full_px(0.0) < WIDTH / 8


def test_it_is_spoken_as_the_text_beside_it(app, qtbot):
    del app
    bar = StepBar(Theme(NORMAL, ScreenMetrics()), 0.4, "étape 3 sur 5")
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "étape 3 sur 5"
