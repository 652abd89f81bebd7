"""Every failure has its own picture, with a text that can be spoken."""

import pytest

from kiosk.catalogue.model import Picture
from ui.palette import HIGH_CONTRAST, NORMAL
from ui.theme import Theme
from ui.widgets.card_picture import CardInPicture, FaultPicture, InsertPicture, TakePicture, spoken_picture

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST], ids=["normal", "contrast"])
@pytest.mark.parametrize("picture", list(Picture))
def test_each_picture_of_the_catalogue_is_drawn_and_spoken(qtbot, picture, palette):
    widget = FaultPicture(Theme(palette), picture)
    qtbot.addWidget(widget)
    image = widget.grab().toImage()
    inside = {image.pixel(x, y) for x in range(60, image.width() - 60, 3) for y in range(60, image.height() - 60, 3)}

    assert len(inside) > 2
    assert widget.accessibleName() == spoken_picture(picture)
    assert widget.accessibleName().startswith("Image\u00a0: ")


@pytest.mark.parametrize("kind", [InsertPicture, TakePicture, CardInPicture])
def test_the_pictures_of_the_card_are_spoken(qtbot, kind):
    widget = kind(Theme())
    qtbot.addWidget(widget)

    assert "carte Vitale" in widget.accessibleName()


def test_what_the_person_does_with_the_card_has_different_pictures(qtbot):
    pictures = []
    for picture in (
        Picture.INSERT_AGAIN,
        Picture.TURN_CARD,
        Picture.WRONG_CARD,
        Picture.PROFESSIONAL_CARD,
        Picture.TAKE_CARD,
        Picture.READER,
    ):
        widget = FaultPicture(Theme(), picture)
        qtbot.addWidget(widget)
        pictures.append(widget.grab().toImage())

    assert all(one != other for index, one in enumerate(pictures) for other in pictures[index + 1 :])
