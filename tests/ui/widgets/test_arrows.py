"""An arrow follows the order of what a control belongs to, and leaves it where that order ends."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.arrows import follow_arrow
from ui.widgets.navigation import Direction


class Chain(QWidget):
    """Three controls under one another; right leads from one to the next, left stays, all else leads out."""

    def __init__(self):
        super().__init__()
        column = QVBoxLayout(self)
        self.links = [QPushButton(objectName=f"link-{number}") for number in range(3)]
        for link in self.links:
            column.addWidget(link)

    def follow(self, control, direction):
        place = self.links.index(control)
        if direction is Direction.RIGHT and place < 2:
            self.links[place + 1].setFocus()
        return direction in (Direction.LEFT, Direction.RIGHT)


@pytest.fixture
def window(app, qtbot):
    del app
    window = QWidget()
    column = QVBoxLayout(window)
    for part in (QPushButton(objectName="above"), Chain(), QPushButton(objectName="below")):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("link-0", Direction.RIGHT, "link-1"),
        ("link-2", Direction.RIGHT, "link-2"),
        ("link-1", Direction.LEFT, "link-1"),
        ("link-0", Direction.DOWN, "below"),
        ("link-2", Direction.UP, "above"),
        ("above", Direction.DOWN, "link-0"),
        ("above", Direction.UP, "above"),
    ],
)
def test_an_arrow(window, start, direction, end):
    current = window.findChild(QPushButton, start)
    current.setFocus()
    follow_arrow(window, current, window.findChildren(QPushButton), direction)
    assert window.focusWidget().objectName() == end
