"""What commands put on paper: the text twin, and where the ink is."""

import pytest

INK, WHITE = 0, 255


def ink_box(image):
    """Left, top, right, bottom of everything black."""
    return image.convert("L").point(lambda value: 255 - value).getbbox()


def ink_of(image, box=None):
    """How many dots are black."""
    part = image.crop(box) if box else image
    return part.convert("L").histogram()[0]


TOP = 12 * 8
"""The first line stands behind the blank between blade and head."""


def test_a_line_is_what_was_sent(bench):
    assert bench.print_text(b"Bonjour\nAu revoir\n") == "Bonjour\nAu revoir\n"


def test_the_paper_is_as_wide_as_the_head_and_bilevel(bench):
    bench.print_text(b"Bonjour\n")
    assert bench.paper.image.mode == "1"
    assert bench.paper.image.width == 576


def test_each_line_moves_the_paper_by_thirty_dots_and_the_text_twin_says_where(bench):
    bench.print_text(b"A\nB\n")
    assert [(line.text, line.top_dots, line.height_dots) for line in bench.paper.lines] == [
        ("A", TOP, 24),
        ("B", TOP + 30, 24),
    ]
    assert bench.paper.image.height == TOP + 60
    assert bench.paper.length_mm == (TOP + 60) / 8


def test_an_empty_line_feed_leaves_an_empty_line(bench):
    assert bench.print_text(b"A\n\nB\n") == "A\n\nB\n"


def test_forty_eight_columns_then_the_line_goes_on_below(bench):
    assert bench.print_text(b"1234567890" * 5 + b"\n") == "1234567890" * 4 + "12345678\n90\n"


def test_sixty_four_columns_in_font_b(bench):
    assert bench.print_text(b"\x1bM\x01" + b"12345678" * 9 + b"\n") == "12345678" * 8 + "\n12345678\n"


@pytest.mark.parametrize(
    ("slot", "codec", "letters"),
    [(0, "cp437", "éàçùêü"), (2, "cp850", "ÀÉÈÊÔ"), (16, "cp1252", "œŒ€’…ÀÉ"), (19, "cp858", "É€ÀÇ")],
)
def test_letters_are_those_of_the_code_page(bench, slot, codec, letters):
    assert bench.print_text(b"\x1bt" + bytes([slot]) + letters.encode(codec) + b"\n") == letters + "\n"


def test_an_unknown_code_page_keeps_the_one_before_and_wrong_letters_follow(bench):
    text = bench.print_text(b"\x1bt\x10\x1bt\xc8" + "é€".encode("cp1252") + b"\x1bt\x00" + "é".encode("cp1252") + b"\n")
    assert text == "é€Θ\n"
    assert "unknown-code-page 1B 74 C8" in bench.events


def test_initialize_puts_the_code_page_back(bench):
    assert bench.print_text(b"\x1bt\x10\x1b@" + "é".encode("cp437") + b"\n") == "é\n"


def test_the_french_set_replaces_letters_of_ascii(bench):
    assert bench.print_text(b"\x1bR\x01#@[\\]{|}~\n") == "#à°ç§éùè¨\n"
    assert bench.print_text(b"\x1bR\x00#@[\\]{|}~\n") == "#@[\\]{|}~\n"


def test_centred_and_right_lines_stand_where_they_should(bench):
    text = bench.print_text(b"\x1ba\x01AB\n\x1ba\x02CD\n\x1ba\x00EF\n")
    assert text == " " * 23 + "AB\n" + " " * 46 + "CD\nEF\n"


def test_justification_inside_a_line_is_ignored(bench):
    assert bench.print_text(b"A\x1ba\x02B\n") == "AB\n"
    assert "line-not-empty 1B 61" in bench.events


def test_bold_has_more_ink_in_the_same_place(bench):
    bench.print_text(b"RAMBO\n\x1bE\x01RAMBO\n")
    image = bench.paper.image
    regular, bold = ink_of(image, (0, TOP, 576, TOP + 30)), ink_of(image, (0, TOP + 30, 576, TOP + 60))
    assert bold > regular * 1.3
    assert bench.paper.lines[0].text == bench.paper.lines[1].text


def test_double_strike_looks_like_bold(bench):
    bench.print_text(b"\x1bE\x01A\n\x1bE\x00\x1bG\x01A\n")
    image = bench.paper.image
    assert ink_of(image, (0, TOP, 576, TOP + 30)) == ink_of(image, (0, TOP + 30, 576, TOP + 60)) > 0


def test_double_size_is_twice_as_high_and_wide(bench):
    bench.print_text(b"H\n\x1d!\x11H\n")
    image = bench.paper.image
    left, top, right, bottom = ink_box(image.crop((0, TOP, 576, TOP + 30)))
    left2, top2, right2, bottom2 = ink_box(image.crop((0, TOP + 30, 576, TOP + 78)))
    assert (left2, top2, right2, bottom2) == (left * 2, top * 2, right * 2, bottom * 2)
    assert bench.paper.lines[1].height_dots == 48


def test_a_line_of_large_characters_moves_the_paper_by_its_own_height(bench):
    bench.print_text(b"\x1d!\x11A\nB\n")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 48]


def test_small_and_large_characters_stand_on_the_same_edge(bench):
    bench.print_text(b"H\x1d!\x01H\n")
    image = bench.paper.image
    small, large = ink_box(image.crop((0, TOP, 12, TOP + 48))), ink_box(image.crop((12, TOP, 24, TOP + 48)))
    # The cell of the large one is twice as high, so the blank below its foot is too.
    assert 48 - large[3] == 2 * (48 - small[3])


def test_the_print_mode_sets_font_weight_size_and_underline_at_once(bench):
    assert bench.print_text(b"\x1b!\x01" + b"A" * 65 + b"\n\x1b!\x00" + b"B" * 49 + b"\n") == (
        "A" * 64 + "\nA\n" + "B" * 48 + "\nB\n"
    )
    bench.print_text(b"\x1b!\xb8A\n")
    assert bench.paper.lines[0].height_dots == 48
    assert ink_of(bench.paper.image, (0, TOP + 47, 24, TOP + 48)) == 24


def test_underline_runs_below_every_character(bench):
    bench.print_text(b"\x1b-\x02A A\n")
    assert ink_of(bench.paper.image, (0, TOP + 22, 36, TOP + 24)) == 72
    assert ink_of(bench.paper.image, (36, TOP, 576, TOP + 30)) == 0


def test_reverse_is_white_on_black(bench):
    bench.print_text(b"A\n\x1dB\x01A\n")
    image = bench.paper.image
    cell = 12 * 24
    plain = ink_of(image, (0, TOP, 12, TOP + 24))
    assert ink_of(image, (0, TOP + 30, 12, TOP + 54)) == cell - plain


def test_upside_down_turns_the_line_round(bench):
    bench.print_text(b"L\n\x1b{\x01L\n")
    image = bench.paper.image
    upright = image.crop((0, TOP, 576, TOP + 24))
    turned = image.crop((0, TOP + 30, 576, TOP + 54))
    assert turned.rotate(180).tobytes() == upright.tobytes()


def test_smoothing_rounds_the_edges_of_large_characters(bench):
    bench.print_text(b"\x1d!\x33O\n\x1db\x01O\n")
    image = bench.paper.image
    blocky, smooth = image.crop((0, TOP, 48, TOP + 96)), image.crop((0, TOP + 96, 48, TOP + 192))
    assert blocky.tobytes() != smooth.tobytes()
    # Repeated dots come in blocks of four.
    assert blocky.resize((12, 24), 0).resize((48, 96), 0).tobytes() == blocky.tobytes()


def test_accents_on_capitals_and_descenders_stay_in_the_cell(bench):
    bench.print_text(b"\x1bt\x10\x1b3\x18" + "ÉÇgjÅ".encode("cp1252") + b"\n" + "ÉÇgjÅ".encode("cp1252") + b"\n")
    image = bench.paper.image
    assert image.crop((0, TOP, 60, TOP + 24)).tobytes() == image.crop((0, TOP + 24, 60, TOP + 48)).tobytes()


def test_line_spacing_is_in_dots_and_never_below_the_height_of_the_characters(bench):
    bench.print_text(b"\x1b3\x28A\n\x1b3\x08B\n\x1b2C\nD\n")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 40, 64, 94]


def test_feeds_add_up(bench):
    bench.print_text(b"A\x1bd\x03B\x1bJ\x50C\n")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 90, 170]


def test_motion_units_change_what_feeds_mean(bench):
    bench.print_text(b"\x1dP\x00\x65A\x1bJ\x65B\n")  # 101/101 inch
    assert bench.paper.lines[1].top_dots - TOP == 203


def test_left_margin_and_print_width_bound_the_line(bench):
    assert bench.print_text(b"\x1dL\x30\x00\x1dW\x78\x00ABCDEFGHIJKL\n") == "    ABCDEFGHIJ\n    KL\n"


def test_positions_and_tabs(bench):
    assert bench.print_text(b"A\tB\x1b$\x80\x01C\n") == "A" + " " * 7 + "B" + " " * 23 + "C\n"
    assert bench.print_text(b"\x1bD\x04\x0a\x00A\tB\tC\tD\n") == "A   B     CD\n"
    assert bench.print_text(b"A\x1b\\\x18\x00B\n") == "A  B\n"


def test_right_spacing_widens_every_character(bench):
    assert bench.print_text(b"\x1b \x0c" + b"A" * 30 + b"\n") == "A" * 24 + "\n" + "A" * 6 + "\n"


def test_a_deselected_printer_ignores_everything_until_it_is_selected(bench):
    assert bench.print_text(b"A\n\x1b=\x02B\n\x1b@\x1dV\x00\x1b=\x01C\n") == "A\nC\n"


def test_unknown_and_unsupported_commands_are_events_and_the_rest_is_printed(bench):
    assert bench.print_text(b"A\x1b\x07B\x1dg0\x00\x14\x00\x00C\n") == "ABC\n"
    assert "unknown-command 1B 07" in bench.events
    assert "unsupported-command 1D 67 30" in bench.events


def test_nothing_of_what_is_printed_is_in_an_event(bench):
    bench.print_text(b"\x1dk\x49\x09DURANDMar\x1d(k\x08\x009P0SECRE")
    assert "DURAND" not in "".join(bench.events)


def test_carriage_return_alone_does_nothing(bench):
    assert bench.print_text(b"A\r\nB\r\n") == "A\nB\n"


def test_the_line_under_way_is_lost_with_initialize(bench):
    assert bench.print_text(b"lost\x1b@kept\n") == "kept\n"


def test_page_mode_prints_the_sheet_at_once(bench):
    assert bench.print_text(b"\x1bLA\nB\n\x1d$\x00\x01C\n\x0cD\n") == "A\nB\nC\nD\n"
    tops = [line.top_dots - TOP for line in bench.paper.lines]
    assert tops[:3] == [0, 30, 256]


def test_page_mode_turns_text_to_its_direction(bench):
    area = b"\x1bW" + b"".join(value.to_bytes(2, "little") for value in (0, 0, 576, 200))
    bench.print_text(b"\x1bL" + area + b"\x1bT\x03L\n\x0c")
    right_end = ink_box(bench.paper.image)
    assert right_end[0] > 576 - 30
    assert right_end[3] <= TOP + 12


def test_cancel_in_page_mode_forgets_the_sheet(bench):
    assert bench.print_text(b"\x1bLlost\n\x18kept\n\x0c") == "kept\n"
    assert bench.print_text(b"\x1bLlost\n\x1bSkept\n") == "kept\n"


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (b"\x1d!\x88", "bad-argument 1D 21"),
        (b"\x1b-\x07", "bad-argument 1B 2D"),
        (b"\x1bM\x07", "bad-argument 1B 4D"),
        (b"\x1bR\x63", "bad-argument 1B 52"),
        (b"\x1ba\x07", "bad-argument 1B 61"),
        (b"\x1dr\x09", "bad-argument 1D 72"),
        (b"\x1dI\x63", "unsupported-command 1D 49"),
        (b"\x1dw\x09", "bad-argument 1D 77"),
        (b"\x1dVa\x00", "unsupported-command 1D 56"),
        (b"\x1d(D\x01\x00\x15", "bad-argument 1D 28 44"),
        (b"\x1d(L\x02\x0000", "unsupported-command 1D 28 4C"),
        (b"\x1d(L\x0a\x000\x70\x01\x01\x01\x01\x08\x00\x01\x00", "bad-argument 1D 28 4C"),
        (b"\x1d(k\x03\x001Z1", "bad-argument 1D 28 6B"),
        (b"\x1b*\x63\x01\x00\x00", "bad-argument 1B 2A"),
        (b"\x1dv0\x09\x01\x00\x01\x00\xff", "bad-argument 1D 76 30"),
        (b"\x1d:", "unsupported-command 1D 3A"),
    ],
)
def test_what_a_command_cannot_mean_is_an_event_and_changes_nothing(bench, command, event):
    assert bench.print_text(b"A\n" + command + b"B\n") == "A\nB\n"
    assert bench.events == [event]


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (b"\x1dL\x60\x00", "line-not-empty 1D 4C"),
        (b"\x1dW\x60\x00", "line-not-empty 1D 57"),
        (b"\x1bL", "line-not-empty 1B 4C"),
        (b"\x1bi", "line-not-empty 1B 69"),
    ],
)
def test_what_needs_the_beginning_of_a_line_is_ignored_inside_one(bench, command, event):
    assert bench.print_text(b"A" + command + b"B\n") == "AB\n"
    assert bench.events == [event]


def test_commands_of_page_mode_mean_nothing_outside_it(bench):
    assert bench.print_text(b"A\x1bS\x18\x1bT\x01\x1d$\x40\x00\x1d\\\x40\x00\x1b\x0cB\n") == "AB\n"
    assert bench.print_text(b"\x1bW" + bytes(8) + b"A\n") == "A\n"


def test_a_form_feed_outside_page_mode_is_a_line_feed(bench):
    bench.print_text(b"A\x0cB\n")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 30]


def test_rows_of_page_mode_can_be_relative(bench):
    bench.print_text(b"\x1bLA\n\x1d\\\x1e\x00B\n\x0c")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 60]


def test_page_mode_can_print_without_leaving(bench):
    assert bench.print_text(b"\x1bLA\n\x1b\x0c\x1bSB\n") == "A\nB\n"


def test_an_empty_page_moves_no_paper(bench):
    bench.print_text(b"A\n\x1bL\x0cB\n")
    assert [line.top_dots - TOP for line in bench.paper.lines] == [0, 30]
