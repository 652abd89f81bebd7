"""The English texts are complete, say the same as the French ones and are written as English is."""

import gettext
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "assets" / "locale" / "en" / "LC_MESSAGES" / "kiosk.po"

SAME_IN_BOTH = {
    "Base",
    "CRDS",
    "CSG",
    "Coefficient",
    "Date",
    "Menu",
    "Vitale",
    "code\u00a0%(code)s",
    "coefficient %(count)d",
    "%(cause)s. %(action)s",
    "%(number)s/s",
    "%(professional)s · %(patient)s",
}
"""Words that the two languages share, and texts that are nothing but what is put in."""

SAID_IN_FRENCH = re.compile(r"Passer en français\.|“Mes démarches”")
"""In English too: the way back to French, and a heading of a site that is French."""

SMS = "Code provisoire borne CPAM"
"""A text of the GSM alphabet, which has neither U+00A0 nor U+2019."""

PLACES = re.compile(r"%(?:\(\w+\))?[a-zA-Z]|%%")
FRENCH = re.compile(
    r"[àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ]|\b(?:le|la|les|des|du|une|un|est|et|vous|votre|pour|dans|sur|avec|au|aux|il|elle)\b"
)
FRENCH_MISTAKES = re.compile(r" [?!;:»]| %(?!\()|« |\u202f|'|\.\.\.")
ENGLISH_MISTAKES = re.compile(r"[ \u00a0][?!;:»]|«|\u202f|'|(?<!\w)\"|\.\.\.|  ")


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("packaging_texts", ROOT / "packaging" / "texts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template(tool):
    """Give the texts of the sources."""
    return tool.extract()


@pytest.fixture(scope="module")
def english(tool):
    return tool.read_catalogue(ENGLISH)


def forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def pairs(catalogue):
    """Give each French text with its English one; a plural with both of its forms."""
    for message in catalogue:
        if message.id:
            yield from zip(forms(message.id), forms(message.string), strict=True)


def test_every_text_of_the_sources_is_in_the_english_catalogue_and_no_other(template, english):
    wanted, there = ({(one.context, one.id) for one in catalogue if one.id} for catalogue in (template, english))

    assert sorted(map(str, wanted - there)) == []
    assert sorted(map(str, there - wanted)) == []


def test_every_text_has_its_english_that_somebody_has_looked_at(english):
    assert [message.id for message in english if message.id and (message.fuzzy or not all(forms(message.string)))] == []
    assert english.plural_forms == "nplurals=2; plural=(n != 1);"


def test_what_is_put_in_is_put_in_in_both_languages(english):
    def places(text):
        return sorted(PLACES.findall(text))

    assert [(french, said) for french, said in pairs(english) if places(french) != places(said)] == []


def test_lines_and_ends_of_sentences_agree(english):
    def shape(text):
        return text.count("\n"), text[:1].isspace(), text[-1:].isspace(), text[-1:] if text[-1:] in ".?!…:" else ""

    assert [(french, said) for french, said in pairs(english) if shape(french) != shape(said)] == []


def test_what_is_bold_inside_a_text_is_inside_it_in_english_too(template, english):
    said = {message.id: message.string for message in english}
    bold = [message.id for message in template if any("part in bold" in comment for comment in message.auto_comments)]

    assert bold
    for part in bold:
        wholes = [text for text in said if isinstance(text, str) and part in text and text != part]
        assert wholes
        assert [text for text in wholes if said[part] not in said[text]] == []


def test_no_english_text_is_french(english):
    assert {french for french, said in pairs(english) if french == said} <= SAME_IN_BOTH
    assert [said for _french, said in pairs(english) if FRENCH.search(SAID_IN_FRENCH.sub("", said))] == []


def test_each_language_has_its_own_signs(english):
    # A text message holds only letters of the GSM alphabet.
    french = [text for text, _said in pairs(english) if not text.startswith(SMS)]
    assert [text for text in french if FRENCH_MISTAKES.search(text)] == []
    assert [said for _french, said in pairs(english) if ENGLISH_MISTAKES.search(said)] == []


def test_the_compiled_texts_are_those_of_the_catalogue(english):
    with ENGLISH.with_suffix(".mo").open("rb") as compiled:
        texts = gettext.GNUTranslations(compiled)

    for message in english:
        if isinstance(message.id, tuple):
            assert tuple(texts.ngettext(*message.id, n) for n in (1, 2)) == tuple(message.string)
        elif message.context:
            assert texts.pgettext(message.context, message.id) == message.string
        elif message.id:
            assert texts.gettext(message.id) == message.string, "the compiled texts are stale: make setup"


def test_a_catalogue_is_written_alike_each_time(tool, english):
    assert tool.catalogue_text(english) == ENGLISH.read_text("utf-8")


@pytest.mark.parametrize(
    ("sample", "is_wrong"),
    [("Déjà là ?", True), ("Déjà là\u00a0?", False), ("l'accueil", True), ("« mot »", True), ("et...", True)],
)
def test_a_proof_reader_would_see_the_mistake(sample, is_wrong):
    assert bool(FRENCH_MISTAKES.search(sample)) == is_wrong
