"""After a visit, screen, service and the next person know nothing of it; and the search does find who is there."""

import sqlite3
from contextlib import closing

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from kiosk.session.statuses import (
    AskingCode,
    Ended,
    ShowingPayments,
)
from tests.visits import ways
from tests.visits.people import EXEMPTION, FAMILY


def test_the_service_opens_nothing_any_more_with_what_the_visit_knew(visit):
    visit.enters(FAMILY)
    visit.remove()
    visit.reaches(Ended)
    visit.services_are_done()
    with closing(sqlite3.connect(visit.database)) as connection:
        assert connection.execute("SELECT status, token_digest FROM visits").fetchall() == [("closed", None)]


def screen_of(visit):
    """What is on the screen, dot by dot."""
    visit.texts()
    dots = visit.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    row_bytes = dots.bytesPerLine()
    return Image.frombytes("RGB", (dots.width(), dots.height()), bytes(dots.constBits()), "raw", "RGB", row_bytes)


def test_after_a_visit_the_screen_is_that_of_before(visit):
    before = screen_of(visit)
    visit.enters(FAMILY)
    visit.press("Texte")
    visit.press("Contraste")
    assert strongest_difference(screen_of(visit), before) > EDGE_OF_A_LETTER
    visit.leaves()
    assert strongest_difference(screen_of(visit), before) < EDGE_OF_A_LETTER


EDGE_OF_A_LETTER = 32
"""The edge of a letter is drawn a shade lighter or darker each time; another letter is another colour."""


def strongest_difference(one, other):
    return max(most for _, most in ImageChops.difference(one, other).getextrema())


def test_the_next_person_sees_nothing_of_the_one_before(visit):
    visit.enters(FAMILY)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    visit.leaves()
    visit.enters(EXEMPTION)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    shown = " ".join(visit.texts())
    assert "Paul" in shown
    assert not any(name in shown for name in ("Marie", "Lucas", "Pharmacie du Canal"))


def test_one_card_right_after_another_begins_a_visit_of_its_own(visit):
    visit.enters(FAMILY)
    visit.insert(EXEMPTION.card)
    visit.reaches(AskingCode)
    visit.says("Bonjour Paul")


@pytest.mark.usefixtures("_young_objects")
class TestTheSearch:
    """A search that finds nothing proves nothing, unless it finds what is there."""

    def finds(self, visit, forgets, *where):
        with pytest.raises(AssertionError) as found:
            forgets(visit, FAMILY, ways.TYPED)
        for place in where:
            assert place in str(found.value)

    def test_it_finds_the_person_who_is_still_there(self, visit, forgets):
        visit.enters(FAMILY)
        self.finds(visit, forgets, "Text.text says", "accessible Name says", "memory holds")

    def test_it_finds_a_text_of_a_hidden_widget(self, visit, forgets):
        hidden = QLabel(FAMILY.nir, visit.window)
        hidden.hide()
        self.finds(visit, forgets, "QLabel.text says")

    def test_it_finds_the_clipboard(self, visit, forgets):
        QGuiApplication.clipboard().setText(f"le {FAMILY.nir}")
        try:
            self.finds(visit, forgets, "clipboard Clipboard says")
        finally:
            QGuiApplication.clipboard().clear()

    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le"])
    def test_it_finds_a_file(self, visit, forgets, encoding):
        (visit.state_folder / "crash.dump").write_bytes("x Lefèvre x".encode(encoding))
        self.finds(visit, forgets, "crash.dump holds")

    def test_it_finds_a_typed_code_in_a_buffer_of_bytes(self, visit, forgets):
        buffer = [bytearray(ways.NEW_CODE, "ascii")]
        self.finds(visit, forgets, "memory holds bytearray")
        assert buffer
