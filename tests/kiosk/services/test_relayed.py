"""Each question that is put through a relay reaches its service as it was asked."""

import inspect
from dataclasses import fields
from types import SimpleNamespace

import pytest

from kiosk.ports import Services
from kiosk.services.relayed import relayed_services


class Recorder:
    """Any service: it answers with its question."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, method):
        return lambda *given: (self._name, method, given)


class Relay:
    """Put each question to the recorders at once."""

    def ask(self, question):
        return question(SimpleNamespace(**{field.name: Recorder(field.name) for field in fields(Services)}))


RELAYED = relayed_services(Relay(), lambda: ())
QUESTIONS = [
    (field.name, name)
    for field in fields(Services)
    if field.name != "check"
    for name, _method in inspect.getmembers(getattr(RELAYED, field.name), inspect.ismethod)
    if not name.startswith("_")
]


def test_every_service_is_relayed():
    assert {service for service, _ in QUESTIONS} == {field.name for field in fields(Services)} - {"check"}


@pytest.mark.parametrize(("service", "method"), [one for one in QUESTIONS if one != ("access", "close_visit")])
def test_a_question_reaches_its_service_as_it_was_asked(service, method):
    ask = getattr(getattr(RELAYED, service), method)
    given = tuple(inspect.signature(ask).parameters)
    assert ask(*given) == (service, method, given)
