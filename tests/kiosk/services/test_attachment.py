"""The form that attaches children, as every way to have the services gives it."""

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Blank
from kiosk.documents.text import plain_text
from kiosk.domain.attachment import AttachmentChoice
from kiosk.ports import ServiceFailure

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NBSP = "\u00a0"


@pytest.fixture
def marie(log_in):
    return log_in("family")


def names(prepared):
    return [child.person.name.first for child in prepared.children]


def form(prepared):
    return plain_text(prepared.document).replace(NBSP, " ")


def test_all_the_minors_on_the_file_are_chosen_first(services, marie):
    prepared = services.attachment.prepare(marie, None)
    assert names(prepared) == ["Lucas", "Inès"]
    assert prepared.choice == AttachmentChoice(frozenset(child.person_id for child in prepared.children), 0)
    assert "DURAND Lucas                          04/03/2012" in form(prepared)
    assert "DURAND Inès                           11/09/2015" in form(prepared)


def test_the_form_names_the_holder_the_fund_and_where_to_send(services, marie):
    text = form(services.attachment.prepare(marie, None))
    for said in (
        "DURAND Marie",
        "Nom de naissance : LEFÈVRE",
        "N° de sécurité sociale : 2 69 05 75 688 157 64",
        "12 RUE DES LILAS",
        "Caisse : CPAM de Paris",
        "Code de la caisse : 01 751 0117",
        "75948 PARIS CEDEX 19",
        "SPÉCIMEN",
    ):
        assert said in text, said


def test_one_child_alone_can_be_chosen(services, marie):
    ines = services.attachment.prepare(marie, None).children[1]
    prepared = services.attachment.prepare(marie, AttachmentChoice(frozenset({ines.person_id}), 0))
    assert names(prepared) == ["Lucas", "Inès"]
    assert "Lucas" not in form(prepared)
    assert form(prepared).count("DURAND Inès") == 2, "on the part to send and on the part to keep"


def test_a_child_who_is_not_on_the_file_gets_lines_to_fill_in(services, marie):
    prepared = services.attachment.prepare(marie, AttachmentChoice(frozenset(), 2))
    assert prepared.choice.blank_children == 2
    assert [part.label for part in prepared.document.parts if isinstance(part, Blank)].count("Nom de l’enfant") == 2


def test_who_has_no_minor_gets_a_form_for_one_child(services, log_in):
    prepared = services.attachment.prepare(log_in("exemption"), None)
    assert prepared.children == ()
    assert prepared.choice == AttachmentChoice(frozenset(), 1)


def test_who_turns_sixteen_today_is_not_offered(services, log_in, clock):
    token = log_in("family")
    clock.moment = clock.moment.replace(year=2028, month=3, day=3)
    token = log_in("family")
    assert names(services.attachment.prepare(token, None)) == ["Lucas", "Inès"]
    clock.go_on(days=1)
    token = log_in("family")
    assert names(services.attachment.prepare(token, None)) == ["Inès"]


def test_a_child_on_the_cards_of_both_parents_is_on_the_form_of_each(services, log_in):
    for parent in ("mother", "father"):
        assert names(services.attachment.prepare(log_in(parent), None)) == ["Léa"]


def test_a_child_of_somebody_else_cannot_be_chosen(services, marie, log_in):
    lea = services.attachment.prepare(log_in("mother"), None).children[0]
    token = log_in("family")
    prepared = services.attachment.prepare(token, AttachmentChoice(frozenset({lea.person_id}), 0))
    assert "Léa" not in form(prepared)
    assert prepared.choice == AttachmentChoice(frozenset(), 1)
    assert services.attachment.prepare(marie, None) == REFUSED, "the visit before ended when the next card came"


def test_no_form_is_made_without_a_visit(services):
    assert services.attachment.prepare("nobody", None) == REFUSED
