"""Every icon in use is in the font."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRawFont

from ui.icons import Icon, draw_icon, icon_glyph
from ui.theme import ICON_FAMILY

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize("icon", list(Icon))
def test_each_icon_has_a_glyph_in_the_font(icon):
    font = QFont(ICON_FAMILY)

    assert QRawFont.fromFont(font).supportsCharacter(ord(icon_glyph(icon)))


def test_an_icon_is_drawn_in_its_colour_inside_its_square():
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_icon(painter, QRectF(10, 10, 40, 40), Icon.CHECK_CIRCLE, QColor("#A9231B"))
    painter.end()

    drawn = {(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y) != QColor("white")}
    assert any(image.pixelColor(x, y) == QColor("#A9231B") for x, y in drawn)
    assert all(8 <= x < 52 and 8 <= y < 52 for x, y in drawn)
