"""Texts fold at their width as French does."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from kiosk.session.preferences import TextSize
from ui.palette import NORMAL, Tone
from ui.theme import TextRole, Theme
from ui.widgets.text import FoldedText, Text, TextAlign

pytestmark = pytest.mark.usefixtures("app")


def folded(text, strong=""):
    theme = Theme()
    return FoldedText(text, theme.font(TextRole.BODY), theme.line_height(TextRole.BODY), strong=strong)


@pytest.fixture
def make_text(qtbot):
    def make(text, *, width, height=400, **options):
        label = Text(Theme(), text, TextRole.BODY, **options)
        qtbot.addWidget(label)
        label.resize(width, height)
        return label

    return make


def drawn(label, colour):
    """Give the rectangle of what is drawn in about a colour."""
    image = label.grab().toImage()
    wanted = QColor(colour)
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).rgb() == wanted.rgb()
    ]
    if not points:
        return QRect()
    xs, ys = zip(*points, strict=True)
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


class TestFolding:
    def test_a_text_that_fits_has_one_line(self):
        text = folded("Que souhaitez-vous faire\u00a0?")

        assert text.line_count(text.natural_width()) == 1
        assert text.height(text.natural_width()) == text.line_height_px

    def test_it_never_ends_a_line_before_a_question_mark(self):
        text = folded("Pas de code\u00a0?")

        assert text.line_count(folded("Pas de code").natural_width() + 1) == 2
        assert text.least_width() >= folded("code\u00a0?").natural_width()

    @pytest.mark.parametrize("pair", ["Adressez-vous", "Retirez-la", "9\u00a0h\u00a0–\u00a016\u00a0h"])
    def test_it_keeps_together_what_french_keeps_together(self, pair):
        assert folded(pair).least_width() == pytest.approx(folded(pair).natural_width(), abs=1)
        assert folded(f"Texte {pair}").line_count(folded(pair).natural_width() + 1) == 2

    def test_it_may_part_a_name_at_its_hyphen(self):
        assert folded("SAINT-ANDRÉ").least_width() < folded("SAINT-ANDRÉ").natural_width()

    def test_a_line_feed_begins_a_line(self):
        assert folded("un\ndeux").line_count(1000) == 2

    def test_a_word_longer_than_the_line_is_broken_rather_than_cut(self):
        word = folded("M" * 60)

        assert word.line_count(300) > 1

    def test_balanced_lines_are_as_many_and_no_narrower_than_the_longest_word(self):
        text = folded("Cette borne est momentanément hors service")
        width = 500

        balanced = text.balanced_width(width)

        assert text.line_count(balanced) == text.line_count(width)
        assert text.least_width() <= balanced <= width

    def test_the_bold_part_is_measured_bold(self):
        plain, strong = folded("repère CARTE-12"), folded("repère CARTE-12", strong="CARTE-12")

        assert strong.natural_width() > plain.natural_width()


class TestText:
    @pytest.mark.parametrize("size", list(TextSize))
    def test_it_asks_for_the_height_that_its_width_needs(self, size):
        text = Text(Theme(text_size=size), "Insérez votre carte Vitale pour commencer")

        assert text.heightForWidth(300) > text.heightForWidth(2000)
        assert text.hasHeightForWidth()

    def test_it_is_cut_when_it_does_not_get_it(self, make_text):
        text = "Insérez votre carte Vitale pour commencer"

        assert make_text(text, width=300, height=46).is_cut()
        assert not make_text(text, width=300, height=200).is_cut()
        assert make_text("M" * 60, width=300).is_cut()

    @pytest.mark.parametrize("align", list(TextAlign))
    def test_its_lines_stand_where_they_should(self, make_text, align):
        area = drawn(make_text("HHH", width=400, align=align), NORMAL.ink)

        left, right = area.left(), 400 - area.right()
        match align:
            case TextAlign.LEFT:
                assert left < 10 < right
            case TextAlign.CENTRE:
                assert left == pytest.approx(right, abs=4)
            case TextAlign.RIGHT:
                assert right < 10 < left

    def test_its_colour_is_that_of_its_tone(self, make_text):
        label = make_text("HHH", width=400, tone=Tone.DANGER)

        assert not drawn(label, NORMAL.danger).isEmpty()
        assert drawn(label, NORMAL.ink).isEmpty()

    def test_mark_up_in_a_name_is_text(self, make_text):
        label = make_text("<b>Marie</b>", width=400)

        assert label.text() == "<b>Marie</b>"
        assert label.folded().natural_width() > folded("Marie").natural_width() * 1.5

    def test_a_text_that_does_not_fold_asks_for_all_of_its_width(self):
        text = Text(Theme(), "Borne multiservices", folds=False)

        assert text.minimumSizeHint().width() == text.folded().natural_width()
        assert not text.hasHeightForWidth()
