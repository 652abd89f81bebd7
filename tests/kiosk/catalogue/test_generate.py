import ast
import tomllib

import pytest

from kiosk.catalogue import generate
from kiosk.catalogue.model import Level, Severity

MUTE = """
[CARD_MUTE]
code = "CARTE-12"
severity = "recoverable"
picture = "turn_card"
title = "La carte est à l’envers"
action = "Retirez-la."
technician = "Puce usée | retournée."
"""
EVENTS = """
[fields]
code = "failure code"
[events.CARD_FAULT]
level = "warning"
fields = ["code"]
meaning = "The card could not be read."
"""


def test_a_failure_is_read_with_all_it_says():
    failure = generate.parse_failures(tomllib.loads(MUTE))["CARD_MUTE"]
    assert (failure.code, failure.severity, failure.person_action) == ("CARTE-12", Severity.RECOVERABLE, "Retirez-la.")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (MUTE.replace("CARTE-12", "CARD-12"), "CARD-12"),
        (MUTE.replace("recoverable", "annoying"), "annoying"),
        (MUTE.replace("turn_card", "cat"), "cat"),
        (MUTE.replace("[CARD_MUTE]", "[card]"), "card"),
        (MUTE.replace("title", "headline"), "title"),
        (MUTE + MUTE.replace("CARD_MUTE", "CARD_ASLEEP"), "twice"),
    ],
)
def test_a_page_that_contradicts_itself_is_refused_with_the_entry_named(wrong, said):
    with pytest.raises(generate.CatalogueError, match=said):
        generate.parse_failures(tomllib.loads(wrong))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (EVENTS.replace('fields = ["code"]', 'fields = ["nir"]'), "nir"),
        (EVENTS.replace('fields = ["code"]', "fields = []"), "no event uses"),
        (EVENTS.replace('"warning"', '"loud"'), "loud"),
        (EVENTS.replace("CARD_FAULT", "card-fault"), "card-fault"),
    ],
)
def test_events_that_contradict_themselves_are_refused(wrong, said):
    with pytest.raises(generate.CatalogueError, match=said):
        generate.parse_events(tomllib.loads(wrong))


def test_the_modules_are_python_that_gives_the_entries_back():
    failures = generate.parse_failures(tomllib.loads(MUTE))
    events, _ = generate.parse_events(tomllib.loads(EVENTS))
    for source in (generate.failures_module(failures), generate.events_module(events)):
        ast.parse(source)
    space: dict = {}
    exec(generate.failures_module(failures), space)  # noqa: S102 - the generated module is what is tested
    assert list(space["FAILURES"].values()) == list(failures.values())
    exec(generate.events_module(events), space)  # noqa: S102 - idem
    assert space["EVENTS"]["CARD_FAULT"].level is Level.WARNING
    assert space["EVENTS"]["CARD_FAULT"].fields == {"code"}


def test_a_quote_cannot_break_out_of_the_module():
    failures = generate.parse_failures(tomllib.loads(MUTE.replace("usée", '\\"; import os #')))
    with pytest.raises(generate.CatalogueError, match="quotes"):
        generate.failures_module(failures)


def test_a_page_lists_each_entry_and_keeps_its_table_whole():
    failures = generate.parse_failures(tomllib.loads(MUTE))
    page = generate.failures_page(failures)
    assert "| **CARTE-12** | CARD_MUTE | recoverable |" in page
    assert "usée \\| retournée" in page
    events, meanings = generate.parse_events(tomllib.loads(EVENTS))
    assert "| CARD_FAULT | warning | `code` | The card could not be read. |" in generate.events_page(events, meanings)
