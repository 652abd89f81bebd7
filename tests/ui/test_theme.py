"""Sizes, fonts and colours reach what the law and the design ask for."""

import sys

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from kiosk.session.preferences import Preferences, TextSize
from ui.palette import HIGH_CONTRAST, NORMAL, Palette, Tone, contrast_ratio, tone_of
from ui.theme import CAPITAL_DEGREES, TEXT_FAMILY, ScreenMetrics, TextRole, Theme, package_file

TEXT_ON = [
    ("ink", "canvas"), ("ink", "surface"), ("ink", "tint"), ("muted", "canvas"), ("muted", "surface"),
    ("muted", "tint"),    ("primary", "canvas"), ("primary", "surface"), ("primary", "tint"), ("on_primary", "primary"),
    ("on_primary", "primary_dark"), ("primary_dark", "surface"), ("on_tint", "tint"), ("on_tint", "surface"),
    ("on_hero", "hero"), ("on_hero", "hero_end"), ("success", "canvas"), ("success", "surface"),
    ("success", "success_tint"), ("warning", "canvas"), ("warning", "surface"), ("warning", "warning_tint"),
    ("danger", "canvas"), ("danger", "surface"), ("danger", "danger_tint"), ("ink", "warning_tint"),
]  # fmt: skip

PARTS_ON = [
    ("focus", "focus_edge"), ("focus_edge", "canvas"), ("focus_edge", "surface"), ("primary", "track"),
    ("slot", "reader"), ("slot", "hero"), ("slot", "hero_end"), ("scrim", "surface"), ("chosen_line", "tint"),
]  # fmt: skip


@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST], ids=["normal", "contrast"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_stands_out_from_its_ground(palette: Palette, text: str, ground: str):
    assert contrast_ratio(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize(("part", "ground"), PARTS_ON)
def test_every_sign_stands_out_from_what_it_lies_on(part: str, ground: str):
    assert contrast_ratio(getattr(NORMAL, part), getattr(NORMAL, ground)) >= 3


@pytest.mark.parametrize(
    ("part", "ground"),
    [("focus", "canvas"), ("line", "canvas"), ("tint_line", "surface"), ("slot", "reader"), ("primary", "track")],
)
def test_in_high_contrast_every_edge_is_a_sign(part: str, ground: str):
    assert contrast_ratio(getattr(HIGH_CONTRAST, part), getattr(HIGH_CONTRAST, ground)) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", [NORMAL, HIGH_CONTRAST])
def test_every_tone_is_a_colour_of_the_palette(palette):
    assert all(tone_of(palette, tone).startswith("#") for tone in Tone)


def test_high_contrast_is_not_an_inversion():
    assert HIGH_CONTRAST.canvas == "#000000"
    assert HIGH_CONTRAST.primary == "#FFE14D"
    assert HIGH_CONTRAST.focus == "#00E5FF"


@pytest.mark.usefixtures("app")
class TestSizes:
    @pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
    @pytest.mark.parametrize("role", list(TextRole))
    def test_capitals_of_large_texts_are_seen_under_seven_tenths_of_a_degree(self, role, size):
        metrics = ScreenMetrics.of_screen(1080, 1920, 21.5, viewing_distance_mm=600)
        theme = Theme(metrics=metrics, text_size=size)

        assert metrics.capital_degrees(theme.font(role)) >= 0.7
        assert metrics.capital_degrees(theme.font(role, bold=True)) >= 0.7

    @pytest.mark.parametrize("distance_mm", [200, 500, 600, 601, 650, 700])
    @pytest.mark.parametrize("role", list(TextRole))
    def test_the_largest_texts_are_legible_from_every_distance_that_can_be_set(self, role, distance_mm):
        metrics = ScreenMetrics.of_screen(1080, 1920, 21.5, distance_mm)
        theme = Theme(metrics=metrics, text_size=TextSize.LARGEST)

        assert metrics.capital_degrees(theme.font(role)) >= CAPITAL_DEGREES
        assert metrics.capital_degrees(theme.font(role, bold=True)) >= CAPITAL_DEGREES

    def test_only_the_header_grows_with_the_distance(self):
        near, far = (
            Theme(metrics=ScreenMetrics(viewing_distance_mm=distance_mm), text_size=TextSize.LARGEST)
            for distance_mm in (600, 700)
        )

        grown = [role for role in TextRole if far.font(role).pixelSize() != near.font(role).pixelSize()]
        assert grown == [TextRole.HEADER]

    def test_no_text_is_larger_than_it_must_be(self):
        assert ScreenMetrics().legible_units == 45
        assert (
            Theme(metrics=ScreenMetrics(viewing_distance_mm=200), text_size=TextSize.LARGEST)
            .font(TextRole.HEADER)
            .pixelSize()
            == Theme(text_size=TextSize.LARGEST).font(TextRole.HEADER).pixelSize()
        )

    def test_what_is_44_units_would_not_reach_it(self):
        font = Theme().font(TextRole.SMALL)
        font.setPixelSize(44)

        assert ScreenMetrics().capital_degrees(font) < 0.7

    @pytest.mark.parametrize("role", list(TextRole))
    def test_each_size_is_at_least_the_one_before(self, role):
        heights = [Theme(text_size=size).font(role).pixelSize() for size in TextSize]

        assert heights == sorted(heights)

    def test_normal_texts_are_those_of_the_design(self):
        theme = Theme()

        assert theme.font(TextRole.BODY).pixelSize() == 34
        assert theme.font(TextRole.SMALL).pixelSize() == 28
        assert theme.font(TextRole.GREETING).pixelSize() == 104
        assert 54 <= theme.font(TextRole.HEADING).pixelSize() <= 64

    def test_texts_are_drawn_in_the_font_of_the_package(self):
        assert QFontInfo(Theme().font(TextRole.BODY)).family() == TEXT_FAMILY

    def test_figures_of_amounts_are_all_equally_wide(self):
        metrics = QFontMetricsF(Theme().font(TextRole.BODY, tabular=True))

        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


class TestMetrics:
    def test_a_unit_is_a_pixel_of_the_reference_screen(self):
        metrics = ScreenMetrics.of_screen(1080, 1920, 21.5)

        assert metrics.px(104) == 104
        assert metrics.px(1080) in (1080, 1081)

    def test_lengths_are_the_same_in_millimetres_on_a_finer_screen(self):
        fine = ScreenMetrics.of_screen(2160, 3840, 21.5)

        assert fine.px(104) == 208
        assert fine.px(104) / fine.px_per_mm == pytest.approx(104 * 0.248, abs=0.1)

    @pytest.mark.parametrize(("width_px", "height_px", "diagonal_in"), [(1920, 1080, 24), (1080, 1920, 10.1)])
    def test_on_a_screen_that_is_too_small_everything_still_fits(self, width_px, height_px, diagonal_in):
        metrics = ScreenMetrics.of_screen(width_px, height_px, diagonal_in)

        assert metrics.px(1080) <= width_px
        assert metrics.px(1920) <= height_px

    def test_the_whole_screen_fits_in_a_smaller_space(self):
        metrics = ScreenMetrics.scaled_to(1200, 900)

        assert metrics.px(1080) <= 1200
        assert metrics.px(1920) == 900

    def test_nothing_that_is_something_vanishes(self):
        tiny = ScreenMetrics(scale=0.1)

        assert tiny.px(2) == 1
        assert tiny.px(0) == 0


class TestTheme:
    @pytest.mark.parametrize(("high", "palette"), [(False, NORMAL), (True, HIGH_CONTRAST)])
    def test_it_follows_the_preferences(self, high, palette):
        theme = Theme.preferred(Preferences(high, TextSize.LARGE), ScreenMetrics())

        assert theme.palette is palette
        assert theme.is_large

    def test_lengths_may_follow_the_text_size(self):
        sized = [Theme(text_size=size).sized(10, 20, 30) for size in TextSize]

        assert sized == [10, 20, 30]
        assert Theme(text_size=TextSize.LARGEST).sized(10, 20) == 20


def test_package_files_are_found_without_importing_the_package():
    assert package_file("qtawesome", "fonts/phosphor-1.3.0.ttf").is_file()
    assert not any(name == "qtawesome" or name.startswith("qtawesome.") for name in sys.modules)


def test_a_missing_package_is_named():
    with pytest.raises(FileNotFoundError, match="no_such_package"):
        package_file("no_such_package", "x.ttf")
