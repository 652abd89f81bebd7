"""What holds for every screen, in both languages, both palettes and all text sizes."""

import re
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.statuses import VisitStatus
from kiosk.texts import speaking
from ui.terminal.gallery import all_previews, all_variants, draw_gallery, main, preview_state
from ui.terminal.procedures import procedures
from ui.terminal.routes import route_of
from ui.terminal.samples import LONG_CONTEXT, SAMPLE_CARD, SAMPLE_CONTEXT
from ui.theme import ScreenMetrics
from ui.widgets.code_field import CodeField
from ui.widgets.control import Control
from ui.widgets.keypad import Key
from ui.widgets.paper import Paper
from ui.widgets.text import FoldedText, Text

PREVIEWS = {preview.name: preview for preview in all_previews()}
VARIANTS = {variant.name: variant.preferences for variant in all_variants()}
IN_FRENCH = [name for name, preferences in VARIANTS.items() if preferences.language is Language.FRENCH]
IN_ENGLISH = [name for name, preferences in VARIANTS.items() if preferences.language is Language.ENGLISH]


@dataclass(frozen=True)
class Seen:
    """What was seen of one widget of one screen."""

    screen: str
    kind: str
    text: str
    name: str
    spoken: str
    description: str
    drawn: tuple[str, ...]
    place: QRect
    cut: bool
    is_button: bool
    is_label: bool
    is_control: bool
    is_key: bool
    is_content: bool
    is_paper: bool

    def __str__(self):
        return f"{self.screen}: {self.kind} {self.text or self.name!r} {self.place.getRect()}"


def texts_drawn(control):
    """Give the texts that a control really draws."""
    drawn = []
    draw = FoldedText.draw

    def noted(folded, *where):
        drawn.append(folded.text)
        draw(folded, *where)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FoldedText, "draw", noted)
        # One pixel is enough for all of it to be drawn.
        control.grab(QRect(0, 0, 1, 1))
    return tuple(drawn)


def seen(screen, widget, window):
    spoken = ""
    if isinstance(widget, QPushButton | QLabel):
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return Seen(
        screen=screen,
        kind=type(widget).__name__,
        text=widget.text() if isinstance(widget, QPushButton | QLabel) else "",
        name=widget.accessibleName(),
        spoken=spoken,
        description=widget.accessibleDescription(),
        drawn=texts_drawn(widget) if isinstance(widget, Control) else (),
        place=QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()),
        cut=isinstance(widget, Text | Control) and widget.is_cut(),
        is_button=isinstance(widget, QPushButton),
        is_label=isinstance(widget, QLabel),
        is_control=isinstance(widget, Control),
        is_key=isinstance(widget, Key),
        is_content=isinstance(widget, Text | Control | CodeField),
        is_paper=isinstance(widget, Paper),
    )


_walks = {}


@pytest.fixture(params=VARIANTS)
def walk(request, make_stage):
    """Give all that is seen on all screens in one variant; walked once for all tests."""
    name = request.param
    if name not in _walks:
        stage = make_stage()
        _walks[name] = [
            seen(preview.name, widget, stage.window)
            for preview in PREVIEWS.values()
            if stage.show_preview(preview, VARIANTS[name])
            for widget in stage.window.findChildren(QWidget)
            if widget.isVisible()
        ]
    return _walks[name]


def test_no_text_is_cut(walk):
    assert [str(widget) for widget in walk if widget.cut] == []


_MORNING, _AFTERNOON = (time(8, 30), time(12)), (time(13, 30), time(16, 30))
_BOTH = (_MORNING, _AFTERNOON)
_ALL_DAY, _HALF = ((time(9), time(16)),), ((time(9), time(12)),)

WEEKS = {
    "different hours each day": LONG_CONTEXT.hours,
    "two periods a day": (_BOTH, _BOTH, _BOTH, (_MORNING,), _BOTH, (), ()),
    "the longest that large texts say whole": (_BOTH, _BOTH, _BOTH, (_MORNING,), _BOTH, (_MORNING,), ()),
    "the longest that the largest texts say whole": (_ALL_DAY, _ALL_DAY, _ALL_DAY, _HALF, _ALL_DAY, (), ()),
}


def says_the_settings(preview):
    """Tell whether what a screen shows depends on names, address or hours of the reception point."""
    return route_of(preview.status, LONG_CONTEXT).view != route_of(preview.status, SAMPLE_CONTEXT).view


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("language", Language)
def test_no_text_is_cut_with_the_longest_settings(make_stage, language, size, week):
    stage = make_stage(replace(LONG_CONTEXT, hours=WEEKS[week]))
    previews = [preview for preview in PREVIEWS.values() if says_the_settings(preview)]

    assert {"attract", "out-of-service-all", "adviser-no-mobile", "rights-none"} <= {one.name for one in previews}
    assert [
        str(seen(preview.name, widget, stage.window))
        for preview in previews
        if stage.show_preview(preview, Preferences(text_size=size, language=language))
        for widget in stage.window.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, Text | Control) and widget.is_cut()
    ] == []


@pytest.mark.parametrize("percent", range(30, 101, 2))
@pytest.mark.parametrize("language", Language)
def test_no_button_of_the_header_is_cut_on_a_smaller_monitor(make_stage, language, percent):
    stage = make_stage(metrics=ScreenMetrics(scale=percent / 100))
    for size in TextSize:
        stage.show_preview(PREVIEWS["attract"], Preferences(text_size=size, language=language))

        assert [control.text() for control in stage.window.controls() if control.is_cut()] == []
        assert all(control.x() >= 0 for control in stage.window.controls())


@pytest.mark.parametrize("language", Language)
def test_the_header_is_whole_where_people_stand_as_far_away_as_can_be_set(make_stage, language):
    # Only its texts grow then (tests/ui/test_theme.py).
    stage = make_stage(metrics=ScreenMetrics(viewing_distance_mm=700))
    stage.show_preview(PREVIEWS["attract"], Preferences(text_size=TextSize.LARGEST, language=language))

    assert [control.text() for control in stage.window.controls() if control.is_cut()] == []


def test_everything_is_inside_the_screen(walk):
    area = QRect(0, 0, 1080, 1920)

    assert [str(widget) for widget in walk if widget.is_content and not area.contains(widget.place)] == []


def test_no_control_lies_over_another_one(walk):
    controls = [widget for widget in walk if widget.is_control]

    assert [
        f"{one} / {other}"
        for index, one in enumerate(controls)
        for other in controls[index + 1 :]
        if one.screen == other.screen and one.place.intersects(other.place)
    ] == []


def test_no_two_texts_lie_over_each_other(walk):
    texts = [widget for widget in walk if widget.is_content and not widget.is_control]

    assert [
        f"{one} / {other}"
        for index, one in enumerate(texts)
        for other in texts[index + 1 :]
        if one.screen == other.screen and one.place.intersects(other.place)
    ] == []


def test_every_control_is_large_enough_for_a_finger(walk):
    controls = [widget for widget in walk if widget.is_control]

    assert controls
    assert [
        str(control)
        for control in controls
        if control.place.height() < (150 if control.is_key else 104) or control.place.width() < 104
    ] == []


def test_every_control_is_named_by_all_its_visible_text(walk):
    buttons = [widget for widget in walk if widget.is_button]

    assert [str(button) for button in buttons if not button.drawn or not button.text] == []
    assert [
        f"{button}: {text!r} is not in {button.spoken!r}"
        for button in buttons
        for text in (button.text, *button.drawn)
        # What has no room in a list ends in an ellipsis; it is named whole.
        if text.removesuffix("…").rstrip() not in button.spoken
    ] == []


def test_labels_keep_their_own_text(walk):
    labels = [widget for widget in walk if widget.is_label]

    assert labels
    assert [str(label) for label in labels if label.spoken != label.text] == []
    assert [str(label) for label in labels if label.name not in ("", label.text)] == []


@pytest.mark.parametrize("walk", IN_FRENCH, indirect=True)
def test_french_is_written_with_its_own_signs(walk):
    wrong = re.compile(r"\u202f|'| [?!;:%»]|« |\.\.\.")

    texts = {text for widget in walk for text in (widget.text, widget.name, widget.description)}
    assert sorted(text for text in texts if wrong.search(text)) == []


@pytest.mark.parametrize("walk", IN_ENGLISH, indirect=True)
def test_english_is_written_with_its_own_signs(walk):
    # Not the space before a percent sign: labels of the fund's records stay as they are.
    wrong = re.compile(r"\u202f|'|[ \u00a0][?!;:»]|« |\.\.\.")

    texts = {text for widget in walk if not widget.is_paper for text in (widget.text, widget.name, widget.description)}
    assert sorted(text for text in texts if wrong.search(text)) == []


RECORDS = {"Indemnités journalières"}
"""What the fund's records hold in the previews stays as it is, also where the terminal has a word for it."""


@pytest.fixture(scope="module")
def french_texts():
    """Give what is French in every text that has an English one, with anything in the place of what is put in."""
    with (Path(__file__).parents[3] / "assets/locale/en/LC_MESSAGES/kiosk.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    pairs = []
    for message in catalogue:
        french, english = (text if isinstance(text, tuple) else (text,) for text in (message.id, message.string))
        pairs += [text for text in french if text and text not in english]
    return re.compile("|".join(re.sub(r"%\\\(\w+\\\)[sd]", ".+", re.escape(text)) for text in pairs), re.DOTALL)


@pytest.mark.parametrize("walk", IN_ENGLISH, indirect=True)
def test_no_french_is_left_on_an_english_screen(walk, french_texts):
    texts = {
        (text, widget.screen)
        for widget in walk
        if not widget.is_paper
        for text in (widget.text, widget.name, widget.description, *widget.drawn)
    }
    assert sorted(text for text in texts if text[0] not in RECORDS and french_texts.fullmatch(text[0])) == []


def test_only_the_first_name_of_the_card_is_on_the_screens_before_the_menu(walk):
    secrets = {person.nir.value for person in SAMPLE_CARD.people if person.nir} | {"DURAND", "1969", "LUCAS"}
    early = {
        name
        for name, preview in PREVIEWS.items()
        if isinstance(preview.status, VisitStatus)
        and name.startswith(("code", "choose", "prov", "adv", "welc", "menu"))
    }

    texts = {text for widget in walk if widget.screen in early for text in (widget.text, widget.name)}
    assert texts
    assert [text for text in texts if any(secret in text for secret in secrets)] == []


@pytest.mark.parametrize("name", PREVIEWS)
def test_tab_reaches_every_control_and_is_never_trapped(make_stage, name):
    stage = make_stage()
    stage.show_preview(PREVIEWS[name], Preferences())
    controls = stage.window.controls()
    reached = []
    for _ in range(2 * len(controls) + 1):
        stage.window.focusNextPrevChild(True)
        reached.append(stage.window.focusWidget())

    assert set(controls) <= set(reached[: len(controls) + 1])
    assert set(controls) <= set(reached[len(controls) :])


@pytest.mark.parametrize("name", PREVIEWS)
def test_the_frame_is_around_what_has_the_focus(make_stage, name):
    stage = make_stage()
    screen = stage.show_preview(PREVIEWS[name], Preferences())
    own = [control for control in stage.window.controls() if screen.isAncestorOf(control)]
    first = screen.first_focus() or next(iter(own), None)
    if first is None:
        assert stage.window.hasFocus()
        assert not stage.window.focus_frame().isVisible()
        stage.window.focusNextPrevChild(True)
        first = stage.window.focusWidget()
    frame = stage.window.focus_frame()

    assert first.hasFocus()
    assert frame.isVisible()
    assert frame.target() is first
    assert frame.geometry().contains(QRect(first.mapTo(stage.window, QPoint(0, 0)), first.size()))


def test_the_gallery_writes_a_picture_of_each_variant_and_a_page(app, tmp_path):
    del app
    previews = [PREVIEWS["menu"]]

    files = list(draw_gallery(tmp_path, ScreenMetrics(scale=0.2), SAMPLE_CONTEXT, previews))

    assert {path.name for path in files} == {"index.html", *(f"menu-{name}.png" for name in VARIANTS)}
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in files}
    assert all(f'src="menu-{name}.png"' in (tmp_path / "index.html").read_text() for name in VARIANTS)


def test_the_gallery_draws_every_page_of_the_other_procedures(app, tmp_path):
    del app
    previews = [preview for preview in PREVIEWS.values() if preview.name.startswith("other-procedures")]

    files = {path.name for path in draw_gallery(tmp_path, ScreenMetrics(scale=0.2), SAMPLE_CONTEXT, previews)}

    pages = {name: len([file for file in files if file.endswith(f"{name}.png")]) for name in VARIANTS}
    assert {name: count for name, count in pages.items() if name.startswith("fr-normal")} == {
        "fr-normal-normal": 3,
        "fr-normal-large": 5,
        "fr-normal-largest": 8,
    }
    assert set(re.findall(r'src="([^"]+)"', (tmp_path / "index.html").read_text())) == files - {"index.html"}


@pytest.mark.parametrize("walk", VARIANTS, indirect=True)
def test_every_other_procedure_is_seen(walk, request):
    shown = {widget.text for widget in walk if widget.screen.startswith("other-procedures")}

    with speaking(VARIANTS[request.node.callspec.params["walk"]].language.value):
        sentences = {sentence for answer in procedures(SAMPLE_CONTEXT) for sentence in answer.sentences}
    assert sentences <= shown


def test_a_busy_preview_waits_for_an_answer():
    assert preview_state(PREVIEWS["code-checking"], Preferences()).pending is not None
    assert preview_state(PREVIEWS["code"], Preferences()).pending is None


def test_previews_have_different_names():
    assert len(PREVIEWS) == len(all_previews())


def test_who_asks_for_help_gets_it_and_no_folder_of_that_name(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "directory" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
