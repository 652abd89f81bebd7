"""A document laid out in cells: nothing too wide, nothing lost, amounts where they belong."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.characters import NO_BREAK_HYPHEN, cell_width, safe_text
from kiosk.documents.language import Wording
from kiosk.documents.layout import (
    COLUMNS,
    FOLDED_LINES_MAX,
    BoxLine,
    QrLine,
    RuleLine,
    Size,
    SpaceLine,
    Span,
    TextLine,
    TickLine,
    WritingLine,
    columns_of,
    lay_out,
)
from kiosk.documents.model import (
    Align,
    Blank,
    Box,
    Document,
    Field,
    Heading,
    Paragraph,
    QrCode,
    Row,
    Rule,
    Space,
    Tick,
    Title,
)

NBSP = "\u00a0"
BIDI_CONTROLS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"

hostile_texts = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="aé -’«»:;!?€%\u00a0\u202f\u2011", max_size=300),
    st.text(alphabet="\x1b@!dV\x00\x10\x14\x1d中א\u0301\u202e -9", max_size=300),
    st.sampled_from(["A" * 1000, "中" * 1000, "e" + "\u0301" * 1000, "ÉTÉ " * 250, "à-" * 500]),
)
aligns = st.sampled_from(Align)
parts = st.one_of(
    st.builds(Title, hostile_texts),
    st.builds(Heading, hostile_texts),
    st.builds(Paragraph, hostile_texts, aligns, st.booleans(), st.booleans()),
    st.builds(Field, hostile_texts, hostile_texts, st.booleans()),
    st.builds(Row, hostile_texts, hostile_texts, st.booleans(), st.integers(-5, 100)),
    st.builds(Box, hostile_texts, hostile_texts),
    st.builds(QrCode, st.text(max_size=20), st.lists(hostile_texts, max_size=3).map(tuple)),
    st.builds(Space, st.integers(-3, 1000)),
    st.builds(Rule, hostile_texts),
    st.builds(Blank, hostile_texts),
    st.builds(Tick, hostile_texts),
)
amounts = st.integers(-9_999_999_99, 9_999_999_99).map(
    lambda cents: f"{cents / 100:.2f}".replace(".", ",") + f"{NBSP}€"
)


def lines_of(*parts_, columns=COLUMNS):
    return lay_out(Document(Wording("essai", "test"), parts_), columns)


def texts_of(*parts_, columns=COLUMNS):
    return [line.text for line in lines_of(*parts_, columns=columns) if isinstance(line, TextLine)]


def visible(text):
    return [
        character
        for character in safe_text(text).replace(NO_BREAK_HYPHEN, "-")
        if not unicodedata.category(character).startswith("Z")
    ]


@given(st.lists(parts, max_size=6), st.integers(24, 80))
def test_no_line_is_wider_than_the_paper(some_parts, columns):
    for line in lines_of(*some_parts, columns=columns):
        match line:
            case TextLine():
                assert cell_width(line.text) <= columns_of(line.size, columns)
            case BoxLine():
                assert cell_width(line.label) + 1 + cell_width(line.value) <= columns - 4
            case QrLine():
                assert all(cell_width(caption) <= columns for caption in line.caption)
            case SpaceLine():
                assert 1 <= line.lines <= 8
            case RuleLine():
                assert cell_width(line.text) <= columns - 8
            case TickLine():
                assert cell_width(line.text) <= columns - 3
            case WritingLine():
                pass


@given(st.lists(parts, max_size=6))
def test_nothing_printed_can_be_obeyed_by_a_printer_or_turn_the_reading_order(some_parts):
    for text in texts_of(*some_parts):
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
        assert not set(text) & set(BIDI_CONTROLS)


@given(st.text(max_size=250), st.text(max_size=250), amounts)
def test_every_visible_character_is_printed_in_its_order(first, second, amount):
    printed = texts_of(Paragraph(first), Field("Nom", second), Row(first, amount))
    expected = visible(first) + visible(f"Nom : {second}") + visible(first) + visible(amount)
    assert [c for text in printed for c in text if not unicodedata.category(c).startswith("Z")] == expected


@given(hostile_texts, amounts, st.integers(0, 10), st.integers(24, 80))
def test_an_amount_stays_whole_at_the_right_edge(text, amount, indent, columns):
    last = texts_of(Row(text, amount, indent=indent), columns=columns)[-1]
    assert last.endswith(amount)
    assert cell_width(last) == columns


@given(hostile_texts, amounts)
def test_a_boxed_total_keeps_its_amount_whole(label, amount):
    boxes = [line for line in lines_of(Box(label, amount)) if isinstance(line, BoxLine)]
    assert [box.value for box in boxes] == [amount]


@given(hostile_texts)
def test_no_line_begins_with_high_punctuation_that_had_a_space_before_it(text):
    safe = safe_text(text)
    if all(cell_width(word) <= COLUMNS for word in safe.split(" ")):
        starts = [line[0] for line in texts_of(Paragraph(text))[1:]]
        words = {word[0] for word in safe.split(" ")[1:] if word}
        assert not set(starts) & set(":;!?»€%") - words


def test_a_narrow_space_becomes_one_the_font_has():
    assert texts_of(Row("Total\u202f:", "12,00\u202f€"))[0].startswith(f"Total{NBSP}: ")
    assert texts_of(Row("Total", "12,00\u202f€"))[0].endswith(f"12,00{NBSP}€")


def test_a_name_of_a_thousand_letters_ends_with_an_ellipsis_and_keeps_its_date():
    printed = texts_of(Row("N" * 1000, "14/05/1969"))
    assert len(printed) == FOLDED_LINES_MAX
    assert "… " in printed[-1]
    assert printed[-1].endswith(" 14/05/1969")


def test_a_folded_row_hangs_and_its_amount_ends_it():
    assert texts_of(Row("Consultation du médecin traitant et déplacement", f"19,00{NBSP}€"), columns=32) == [
        "Consultation du médecin",
        "  traitant et",
        f"  déplacement            19,00{NBSP}€",
    ]


def test_a_value_that_does_not_fit_beside_its_label_goes_below():
    assert texts_of(Field("Médecin traitant déclaré", "oui, depuis le 14/05/2009"), columns=32) == [
        f"Médecin traitant déclaré{NBSP}:",
        "  oui, depuis le 14/05/2009",
    ]


def test_a_wide_right_part_gets_its_own_line():
    assert texts_of(Row("Exonération", "du 01/01/2026 au 31/12/2026"), columns=30) == [
        "Exonération",
        "   du 01/01/2026 au 31/12/2026",
    ]


def test_a_line_to_write_on_stands_under_its_label():
    assert lines_of(Blank("Nom de naissance"), Blank()) == (
        TextLine((Span(f"Nom de naissance{NBSP}:"),)),
        WritingLine(),
        WritingLine(),
    )


def test_what_a_box_stands_for_folds_beside_it():
    assert lines_of(Tick("à la carte des deux parents"), columns=24) == (
        TickLine("à la carte des deux"),
        TextLine((Span("   "), Span("parents"))),
    )


def test_a_dashed_line_keeps_its_ends_whatever_stands_in_its_middle():
    assert lines_of(Rule("Coupez ici")) == (RuleLine("Coupez ici"),)
    assert lines_of(Rule("Coupez ici avec soin"), columns=24) == (
        TextLine((Span("Coupez ici avec"),), align=Align.CENTRE),
        RuleLine("soin"),
    )


def test_a_title_folds_evenly_at_twice_the_width():
    lines = lines_of(Title("Attestation de droits à l’assurance maladie"))
    assert [line.text for line in lines] == ["Attestation de droits", "à l’assurance maladie"]
    assert {(line.size, line.align, line.spans[0].bold) for line in lines} == {(Size.LARGE, Align.CENTRE, True)}


def test_small_print_has_a_third_more_columns():
    (line,) = lines_of(Paragraph("a" * 64, small=True))
    assert line.size is Size.SMALL


def test_the_parts_of_a_row_keep_their_own_spans():
    (line,) = lines_of(Row("שרה לוי", "14/05/1969", bold=True))
    left, padding, right = line.spans
    assert (left.text, padding.text.strip(), right.text) == ("שרה לוי", "", "14/05/1969")
    assert left.bold
    assert right.bold
    assert not padding.bold


def test_a_paper_too_narrow_is_refused():
    with pytest.raises(ValueError, match="24 columns"):
        lines_of(Rule(), columns=23)
