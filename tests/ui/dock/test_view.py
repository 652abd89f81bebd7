"""What the dock says of the simulators."""

import pytest

from ui.dock.benches import (
    DemoCard,
    PrinterLook,
    PrinterTrouble,
    ReaderLook,
    ReaderTrouble,
    TextMessage,
    TicketPicture,
)
from ui.dock.view import (
    PrinterSeen,
    ReaderSeen,
    cards_view,
    paper_view,
    phone_view,
    printer_toggles,
    reader_toggles,
    shown_mobile,
)

NBSP = "\u00a0"
CARDS = (DemoCard("family", "Famille ordinaire", "DURAND Marie", "48151623"), DemoCard("bank", "Carte bancaire"))
TICKET = TicketPicture(3, b"", "ATTESTATION")


def test_a_card_says_whose_it_is_and_the_code_in_groups_of_four():
    family, bank = cards_view(ReaderSeen(CARDS, ReaderLook())).rows
    assert (family.title, family.detail) == ("Famille ordinaire", f"DURAND Marie · code{NBSP}4815{NBSP}1623")
    assert (bank.title, bank.detail) == ("Carte bancaire", "")


def test_the_card_in_the_reader_is_marked_and_can_be_taken_out():
    view = cards_view(ReaderSeen(CARDS, ReaderLook(card="bank")))
    assert [row.is_inserted for row in view.rows] == [False, True]
    assert view.can_remove
    assert view.reader == f"Dans le lecteur{NBSP}: Carte bancaire"


def test_a_card_from_a_file_is_named_by_its_path():
    assert cards_view(ReaderSeen(CARDS, ReaderLook(card="my-card.toml"))).reader.endswith("my-card.toml")


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (ReaderLook(), "Lecteur vide"),
        (ReaderLook(card="bank", is_turned=True), f"Dans le lecteur, à l’envers{NBSP}: Carte bancaire"),
        (ReaderLook(card="bank", troubles=frozenset({ReaderTrouble.UNPLUGGED})), "Lecteur débranché"),
    ],
)
def test_the_state_of_the_reader_in_words(look, text):
    assert cards_view(ReaderSeen(CARDS, look)).reader == text


def test_a_reader_that_does_not_answer_offers_nothing():
    view = cards_view(None)
    assert view.rows == ()
    assert not view.can_remove
    assert reader_toggles(None) == ()


def test_only_what_the_bench_can_do_is_offered():
    look = ReaderLook(
        troubles=frozenset({ReaderTrouble.UNPLUGGED}),
        possible=frozenset({ReaderTrouble.UNPLUGGED, ReaderTrouble.SERVICE_FROZEN}),
    )
    assert [(toggle.key, toggle.is_on) for toggle in reader_toggles(ReaderSeen(CARDS, look))] == [
        ("unplugged", True),
        ("service-frozen", False),
    ]


def test_every_fault_of_the_printer_can_be_made_and_has_a_name_of_its_own():
    toggles = printer_toggles(PrinterSeen(PrinterLook(troubles=frozenset({PrinterTrouble.COVER_OPEN}))))
    assert [toggle.key for toggle in toggles if toggle.is_on] == ["cover-open"]
    assert len({toggle.title for toggle in toggles}) == len(PrinterTrouble)
    assert printer_toggles(None) == ()


def test_the_faults_are_named_as_the_simulator_names_them():
    from hardware.printer.simulator.faults import FaultName

    assert {FaultName(trouble.value) for trouble in PrinterTrouble}


@pytest.mark.parametrize(
    ("seen", "state", "can_take"),
    [
        (None, "L’imprimante simulée ne répond pas.", False),
        (PrinterSeen(PrinterLook()), "Aucun ticket imprimé pour le moment.", False),
        (PrinterSeen(PrinterLook(tickets=3), TICKET), "Ticket n° 3, à prendre", True),
        (PrinterSeen(PrinterLook(3), TicketPicture(3, b"", "", is_taken=True)), "Ticket n° 3, pris", False),
        (PrinterSeen(PrinterLook(3, is_printing=True), TICKET), "Impression en cours…", True),
    ],
)
def test_the_state_of_the_printer_in_words(seen, state, can_take):
    view = paper_view(seen)
    assert (view.state, view.can_take) == (state, can_take)


def test_the_newest_message_comes_first():
    messages = (TextMessage(1, "+33639981234", "un"), TextMessage(2, "+33639981234", "deux"))
    assert [message.text for message in phone_view(messages).messages] == ["deux", "un"]
    assert phone_view(messages).state == ""


def test_a_telephone_without_messages_or_answer_says_so():
    assert phone_view(()).state == "Aucun SMS reçu."
    assert phone_view(None).state == "Le téléphone simulé ne répond pas."


def test_a_mobile_number_is_written_as_people_do():
    assert shown_mobile("+33639981234") == NBSP.join(("06", "39", "98", "12", "34"))
    assert shown_mobile("+4915112345678") == "+4915112345678"


def test_what_is_personal_is_not_in_a_repr():
    seen = f"{CARDS!r} {TICKET!r} {TextMessage(1, '+33639981234', 'code 123456')!r}"
    for secret in ("Marie", "48151623", "ATTESTATION", "639981234", "123456"):
        assert secret not in seen
