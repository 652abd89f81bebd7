from datetime import date, time

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kiosk import texts

NBSP = "\u00a0"


@pytest.fixture
def english(tmp_path, monkeypatch):
    """An English catalogue with a few texts, in place of the one of the product."""
    catalog = Catalog(locale="en")
    catalog.add("Bonjour", "Hello")
    catalog.add(("%(n)d carte", "%(n)d cartes"), ("%(n)d card", "%(n)d cards"))
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "kiosk.mo").open("wb") as out:
        write_mo(out, catalog)
    monkeypatch.setattr(texts, "resource_path", lambda _relative: tmp_path)
    texts.set_language("en")


def test_french_is_what_is_written_in_the_code():
    assert texts.current_language() == "fr"
    assert texts.gettext("Insérez votre carte") == "Insérez votre carte"


@pytest.mark.parametrize(("n", "form"), [(0, "carte"), (1, "carte"), (2, "cartes"), (-2, "cartes")])
def test_zero_is_singular_in_french(n, form):
    assert texts.ngettext("carte", "cartes", n) == form


@pytest.mark.usefixtures("english")
def test_english_comes_from_its_catalogue():
    assert texts.current_language() == "en"
    assert texts.gettext("Bonjour") == "Hello"
    assert texts.ngettext("%(n)d carte", "%(n)d cartes", 0) % {"n": 0} == "0 cards"


@pytest.mark.usefixtures("english")
def test_a_text_without_translation_stays_french():
    assert texts.gettext("Retirez votre carte") == "Retirez votre carte"
    assert texts.ngettext("carte", "cartes", 0) == "carte"


def test_a_language_without_catalogue_stays_french_but_writes_its_own_dates(tmp_path):
    assert texts.load_texts("en", tmp_path).gettext("Bonjour") == "Bonjour"
    texts.set_language("en")
    assert texts.format_date_long(date(2026, 11, 1)) == "1 November 2026"


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (1900, "19,00 €"),
        (190000, "1 900,00 €"),
        (123456789, "1 234 567,89 €"),
        (5, "0,05 €"),
        (0, "0,00 €"),
        (-200, "-2,00 €"),
    ],
)
def test_amounts_are_written_to_the_cent_with_spaces_that_do_not_break(cents, written):
    assert texts.format_amount(cents) == written.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("cents", "written"),
    [(0, "0 €"), (11849, "118 €"), (11850, "119 €"), (-250, "-3 €"), (123456789, "1 234 568 €")],
)
def test_charts_write_whole_euros_rounded_half_up(cents, written):
    assert texts.format_euros(cents) == written.replace(" ", NBSP)


def test_whole_euros_are_written_as_in_english():
    texts.set_language("en")

    assert texts.format_euros(123456700) == "€1,234,567"


def test_amounts_beyond_what_a_float_holds_are_exact():
    assert texts.format_amount(90071992547409931).endswith("099,31" + NBSP + "€")


def test_no_text_holds_the_space_that_neither_font_nor_printer_has():
    day = date(2026, 11, 18)
    written = [
        texts.format_amount(123456789),
        texts.format_number(1234567),
        texts.format_percent(70),
        texts.format_date(day),
        texts.format_date_long(day),
    ]
    assert not any("\u202f" in text for text in written)
    assert texts.format_percent(70) == f"70{NBSP}%"
    assert texts.format_number(12500) == f"12{NBSP}500"


def test_dates_are_written_as_in_french():
    day = date(2026, 11, 18)
    assert texts.format_date(day) == "18 nov. 2026"
    assert texts.format_date_long(day) == "18 novembre 2026"
    assert texts.format_date_short(date(2026, 3, 7)) == "07/03/2026"
    assert texts.format_month(day) == "novembre 2026"
    assert texts.format_month_short(date(2026, 7, 1)) == "juil."


def test_the_first_of_a_month_is_an_ordinal():
    assert texts.format_date(date(2026, 11, 1)) == "1er nov. 2026"
    assert texts.format_date_long(date(2026, 1, 1)) == "1er janvier 2026"
    assert texts.format_date_short(date(2026, 1, 1)) == "01/01/2026"
    assert texts.format_date_long(date(2026, 1, 11)) == "11 janvier 2026"


def test_times_are_on_24_hours():
    assert texts.format_time(time(9, 5)) == "09:05"
    assert texts.format_hour(time(9)) == f"9{NBSP}h"
    assert texts.format_hour(time(13, 30)) == f"13{NBSP}h{NBSP}30"


@pytest.mark.usefixtures("english")
def test_english_hours_have_no_h():
    assert texts.format_hour(time(9, 30)) == "9:30"
