from datetime import date, time

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kiosk import texts
from kiosk.documents.payments import signed_amount

NBSP = "\u00a0"
MONTHS_FR = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


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
    assert texts.format_month_name(day) == "novembre"
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


FIRST, LATER = date(2026, 11, 1), date(2027, 8, 23)


@pytest.mark.parametrize(
    ("write", "value", "in_french", "in_english"),
    [
        (texts.format_amount, 0, "0,00~€", "€0.00"),
        (texts.format_amount, 123456789, "1~234~567,89~€", "€1,234,567.89"),
        (texts.format_amount, -200, "-2,00~€", "-€2.00"),
        (signed_amount, -200, "–2,00~€", "–€2.00"),
        (texts.format_euros, 190050, "1~901~€", "€1,901"),
        (texts.format_number, 1234567, "1~234~567", "1,234,567"),
        (texts.format_percent, 100, "100~%", "100%"),
        (texts.format_date, FIRST, "1er nov. 2026", "1 Nov 2026"),
        (texts.format_date, LATER, "23 août 2027", "23 Aug 2027"),
        (texts.format_date_long, FIRST, "1er novembre 2026", "1 November 2026"),
        (texts.format_date_short, LATER, "23/08/2027", "23/08/2027"),
        (texts.format_day_month, FIRST, "1er novembre", "1 November"),
        (texts.format_month, LATER, "août 2027", "August 2027"),
        (texts.format_month_name, FIRST, "novembre", "November"),
        (texts.format_weekday_short, LATER, "lun.", "Mon"),
        (texts.format_date_weekday, LATER, "23 août 2027, lundi", "23 August 2027, Monday"),
        (texts.format_time, time(9, 5), "09:05", "09:05"),
        (texts.format_hour, time(9), "9~h", "9:00"),
    ],
)
def test_each_language_writes_amounts_and_dates_in_its_own_way(write, value, in_french, in_english):
    assert write(value) == in_french.replace("~", NBSP)
    texts.set_language("en")
    assert write(value) == in_english


@pytest.mark.parametrize(
    ("month", "in_french", "in_english"), list(zip(range(1, 13), MONTHS_FR, MONTHS_EN, strict=True))
)
def test_every_month_has_its_short_name(month, in_french, in_english):
    assert texts.format_month_short(date(2026, month, 1)) == in_french
    with texts.speaking("en"):
        assert texts.format_month_short(date(2026, month, 1)) == in_english


@pytest.mark.parametrize(
    ("count", "in_french", "in_english"),
    [(0, "0 personne", "0 people"), (1, "1 personne", "1 person"), (2, "2 personnes", "2 people")],
)
def test_each_language_has_its_own_plural(count, in_french, in_english):
    def said():
        return texts.ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count}

    assert said() == in_french
    with texts.speaking("en"):
        assert said() == in_english


def test_a_word_with_two_meanings_is_told_apart_by_its_context():
    assert texts.pgettext("page", "Avant") == "Avant"
    with texts.speaking("en"):
        assert (texts.pgettext("page", "Avant"), texts.gettext("Avant")) == ("Back", "Before")


def test_what_is_spoken_in_a_block_is_given_back_after_it():
    with texts.speaking("en"):
        assert texts.current_language() == "en"
        with texts.speaking("fr"):
            assert texts.current_language() == "fr"
        assert texts.current_language() == "en"
    assert texts.current_language() == "fr"


def test_the_language_of_the_process_does_not_reach_into_a_block():
    with texts.speaking("fr"):
        texts.set_language("en")
        assert texts.current_language() == "fr"
    assert texts.current_language() == "en"
