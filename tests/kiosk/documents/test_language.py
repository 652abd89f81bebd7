"""The paper is French; what the screen says of it is in the language of the person."""

import importlib
import inspect
import pkgutil
import re
from datetime import date
from threading import Thread

import pytest

from kiosk import documents as documents_package
from kiosk import texts
from kiosk.documents.duplicate import as_duplicate
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.payments import payment_document, payments_document
from kiosk.documents.rights import rights_document
from kiosk.documents.text import plain_text, spoken_text
from kiosk.texts import current_language, format_date_long, set_language, speaking


def made(certificate_of, family, payments, consultation, issue):
    """Every document that there is, made in the language that is spoken now."""
    name, nir = family.insured.person.name, family.insured_nir
    return (
        rights_document(certificate_of(family), "https://verification.example/c#"),
        payments_document(name, nir, date(2026, 6, 1), date(2026, 11, 21), payments, issue),
        payment_document(name, nir, consultation, issue),
    )


def test_the_paper_is_the_same_whatever_the_screen_speaks(certificate_of, family, payments, consultation, issue):
    in_french = made(certificate_of, family, payments, consultation, issue)
    set_language("en")
    in_english = made(certificate_of, family, payments, consultation, issue)

    assert in_english == in_french
    assert [plain_text(as_duplicate(one)) for one in in_english] == [plain_text(as_duplicate(one)) for one in in_french]
    assert any("DUPLICATA" in plain_text(as_duplicate(one)) for one in in_english)


def test_every_function_that_makes_a_document_writes_for_the_paper():
    makers = [
        function
        for module in pkgutil.iter_modules(documents_package.__path__, "kiosk.documents.")
        for _name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        if function.__module__ == module.name and inspect.signature(function).return_annotation == "Document"
    ]

    assert len(makers) >= 8
    assert [maker.__qualname__ for maker in makers if not hasattr(maker, "__wrapped__")] == []


def test_every_document_is_named_and_summed_up_in_each_language(documents):
    for document in documents.values():
        for wording in (document.name, document.summary):
            assert wording.french
            assert wording.english
            assert wording.french != wording.english
            assert not re.search(r"%\(|[éèêàçù]", wording.english)


def test_a_voice_reads_the_paper_in_its_own_language(certificate_of, family):
    document = rights_document(certificate_of(family), "https://verification.example/c#")
    read = spoken_text(document)
    set_language("en")

    assert "21 novembre 2026" in read
    assert spoken_text(document) == read


def test_a_sentence_of_the_screen_is_written_in_each_language_with_its_dates():
    said = in_each_language(lambda: format_date_long(date(2026, 11, 1)))

    assert said == Wording("1er novembre 2026", "1 November 2026")


def test_the_text_of_a_wording_follows_the_language_that_is_spoken_when_it_is_asked_for():
    name = Wording("attestation", "certificate")

    assert name.text == "attestation"
    with speaking("en"):
        assert name.text == "certificate"
    assert name.text == "attestation"


def test_a_wording_says_nothing_of_the_person_in_a_log():
    assert "DURAND" not in repr(Wording("Pour DURAND", "For DURAND"))


def test_a_block_speaks_its_language_in_its_own_thread_only():
    heard = []
    with speaking("en"):
        thread = Thread(target=lambda: heard.append(current_language()))
        thread.start()
        thread.join()

    assert heard == ["fr"]


def test_what_writes_for_the_paper_gives_the_language_back_even_when_it_fails():
    @on_paper
    def fail():
        assert current_language() == "fr"
        raise KeyError

    set_language("en")
    with pytest.raises(KeyError):
        fail()

    assert texts.current_language() == "en"
