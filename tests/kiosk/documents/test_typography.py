"""Every text of every document, read by a proof-reader: French spaces, apostrophes, short sentences."""

import re

import pytest

from kiosk.documents.characters import safe_text
from kiosk.documents.model import Blank, Box, Field, Heading, Paragraph, QrCode, Row, Rule, Tick, Title

MISTAKES = {
    "breakable space before high punctuation": re.compile(r" [:;!?»€%]"),
    "no space before high punctuation": re.compile(r"[^\W\d][;!?»€%]"),
    "no space before a colon": re.compile(r"[^\W\d]:"),
    "breakable space after an opening guillemet": re.compile("«(?!\u00a0)"),
    "narrow no-break space": re.compile("\u202f"),
    "straight apostrophe": re.compile(r"'"),
    "straight quotation mark": re.compile(r'"'),
    "two spaces": re.compile("[ \u00a0]{2}"),
    "three dots": re.compile(r"\.\.\."),
    "space before a comma or a full stop": re.compile(r"\s[,.]"),
    "no space after a comma": re.compile(r"[^\W\d],\S"),
    "word twice": re.compile(r"\b(\w{2,}) \1\b", re.IGNORECASE),
    "unaccented capital": re.compile(r"\b(A L’|DEPENSES|RELEVE|SPECIMEN|DETAIL|SECURITE)\b"),
    "ALD or a motive": re.compile(r"\bALD\b|affection de longue durée"),
    "unfilled place": re.compile(r"%\(\w+\)"),
    "unexplained acronym": re.compile(r"\b(PFH|PFT|FRH|FRT|ETM|C2S|ACS|IJ|AT-MP|NIR|RG)\b"),
}
WORDS_MAX = 12


def texts_of(document):
    yield document.name.french
    yield document.summary.french
    for part in document.parts:
        match part:
            case Title(text) | Heading(text) | Paragraph(text) | Blank(text) | Tick(text) | Rule(text):
                yield text
            case Field(label, value):
                yield label
                yield value
            case Row(left, right) | Box(left, right):
                yield left
                yield right
            case QrCode(_, caption):
                yield from caption


@pytest.mark.parametrize("mistake", MISTAKES)
def test_no_document_has_this_mistake(documents, mistake):
    found = [text for document in documents.values() for text in texts_of(document) if MISTAKES[mistake].search(text)]
    assert found == []


def test_the_names_of_contributions_are_explained_where_they_stand(documents):
    for document in documents.values():
        texts = list(texts_of(document))
        if any(re.search(r"\b(CSG|CRDS)\b", text) for text in texts):
            assert any(text.startswith("CSG et CRDS\u00a0: des contributions sociales") for text in texts)


def test_a_proof_reader_would_see_each_mistake():
    samples = [
        "Une question ?",
        "Oui!",
        "Nom: X",
        "« mot",
        "a\u202f:",
        "l'accueil",
        'un "mot"',
        "deux  mots",
        "et...",
        "mot , mot",
        "mot,mot",
        "le le",
        "RELEVE",
        "ALD",
        "%(date)s",
        "NIR",
    ]
    for (mistake, pattern), sample in zip(MISTAKES.items(), samples, strict=True):
        assert pattern.search(sample), mistake


def test_sentences_are_short(documents):
    sentences = {
        sentence
        for document in documents.values()
        for text in texts_of(document)
        for sentence in re.split(r"(?<=[.!?])\s", text)
    }
    assert [sentence for sentence in sentences if len(re.findall(r"[^\W\d_]+", sentence)) > WORDS_MAX] == []


def test_the_layout_has_nothing_to_mend_in_our_own_texts(documents):
    # A middle dot may begin no line; that is a rule of the layout, not of writing.
    texts = [text.replace(" ·", "\u00a0·") for document in documents.values() for text in texts_of(document)]
    assert [text for text in texts if safe_text(text) != text] == []


def test_every_document_can_be_carried_by_code_page_1252(documents):
    for document in documents.values():
        for text in texts_of(document):
            text.encode("cp1252")
