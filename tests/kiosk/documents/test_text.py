"""A document without paper: drawn with characters, and read aloud."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.characters import cell_width
from kiosk.documents.language import Wording
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
from kiosk.documents.text import plain_text, spoken_text

NBSP = "\u00a0"


def document_of(*parts):
    return Document(Wording("essai", "test"), parts)


def test_each_part_is_drawn_as_it_stands_on_paper():
    drawn = plain_text(
        document_of(
            Title("RELEVÉ"),
            Rule(),
            Heading("Octobre"),
            Field("Caisse", "751"),
            Field("Rang", "2", indent=2),
            Row("Soins", "17,35"),
            Space(2),
            Box("TOTAL", "17,35"),
            Paragraph("milieu", Align.CENTRE),
            Paragraph("droite", Align.RIGHT),
            QrCode("https://a.example/#1", ("Vérifiez",)),
            Blank("Nom"),
            Tick("livret de famille"),
            Rule("Coupez"),
        ),
        columns=24,
    )
    assert drawn == (
        "         RELEVÉ\n"
        "- - - - - - - - - - - -\n"
        "Octobre\n"
        f"Caisse{NBSP}: 751\n"
        f"  Rang{NBSP}: 2\n"
        "Soins              17,35\n"
        "\n"
        "\n"
        "┌──────────────────────┐\n"
        "│ TOTAL          17,35 │\n"
        "└──────────────────────┘\n"
        "         milieu\n"
        "                  droite\n"
        "[QR] https://a.example/#1\n"
        "        Vérifiez\n"
        f"Nom{NBSP}:\n"
        "\n"
        "________________________\n"
        "□  livret de famille\n"
        "- - - -  Coupez - - - -\n"
    )


def test_each_part_with_words_is_said_as_a_sentence():
    said = spoken_text(
        document_of(
            Title("RELEVÉ"),
            Rule(),
            Space(),
            Heading("Pour information :"),
            Field("Caisse", "751"),
            Row("Soins", "17,35 €"),
            Row("Dr Roche · pour Inès", ""),
            Row("", "17,35 €"),
            Box("TOTAL", "17,35 €"),
            Paragraph("Une question ?"),
            Paragraph(""),
            Blank("Nom"),
            Blank(),
            Tick("livret de famille"),
            Rule("Coupez ici"),
            QrCode("https://a.example/#1", ("Vérifiez",)),
        )
    )
    assert said.replace(NBSP, " ").split("\n") == [
        "RELEVÉ.",
        "Pour information :",
        "Caisse : 751.",
        "Soins, 17,35 €.",
        "Dr Roche, pour Inès.",
        "17,35 €.",
        "TOTAL, 17,35 €.",
        "Une question ?",
        "Nom : à remplir.",
        "Case à cocher : livret de famille.",
        "Coupez ici.",
        "Un code à scanner.",
        "Vérifiez.",
    ]


def test_a_private_value_is_not_said():
    said = spoken_text(document_of(Field("N°", "2 69 05", spoken="masqué")))
    assert said == f"numéro{NBSP}: masqué."


def test_dates_are_said_in_words():
    said = spoken_text(document_of(Paragraph("le 01/11/2026, puis 18/11, jamais le 31/02/2026")))
    assert said == "le 1er novembre 2026, puis 18 novembre, jamais le 31/02/2026."


def test_a_withheld_amount_is_said_as_less_than_nothing():
    assert spoken_text(document_of(Row("Retenue", "–2,00 €"))) == f"Retenue, moins 2,00{NBSP}€."
    assert spoken_text(document_of(Row("Retenue", "-2,00 €"))) == f"Retenue, moins 2,00{NBSP}€."


def test_the_hyphens_of_a_number_are_no_minus():
    assert spoken_text(document_of(Paragraph("751-26-004812-H"))) == "751-26-004812-H."


@given(st.text(max_size=200), st.text(max_size=20), st.integers(24, 64))
def test_any_text_is_drawn_within_its_columns_and_said(text, value, columns):
    document = document_of(Title(text), Field(text, value), Row(text, value), Box(text, value), Paragraph(text))
    assert all(cell_width(line) <= columns for line in plain_text(document, columns).split("\n"))
    spoken_text(document)
