import pytest

from hardware.card.exchanges import Exchanges
from kiosk.domain.cards import Ticket

TICKET = Ticket("Lecteur", 1, 7)


@pytest.fixture
def exchanges():
    return Exchanges(1.5)


def test_an_exchange_has_its_time_from_when_the_card_is_free(exchanges):
    assert exchanges.until_s is None
    exchanges.begin(TICKET, 1, 10.0)
    assert exchanges.until_s == 11.5


def test_the_next_has_its_time_from_the_answer_to_the_one_before(exchanges):
    exchanges.begin(TICKET, 1, 10.0)
    exchanges.begin(TICKET, 2, 10.0)
    assert exchanges.end("Lecteur", 7, 1, 11.0) == TICKET
    assert exchanges.until_s == 12.5
    assert exchanges.end("Lecteur", 7, 2, 11.2) == TICKET
    assert exchanges.until_s is None


@pytest.mark.parametrize(
    ("reader", "insertion", "exchange_id"), [("Autre", 7, 1), ("Lecteur", 8, 1), ("Lecteur", 7, 2)]
)
def test_an_answer_that_nobody_waits_for_is_nobodys(exchanges, reader, insertion, exchange_id):
    assert exchanges.end(reader, insertion, exchange_id, 10.0) is None
    exchanges.begin(TICKET, 1, 10.0)
    assert exchanges.end(reader, insertion, exchange_id, 11.0) is None
    assert exchanges.until_s == 11.5


def test_what_is_given_up_is_told_once(exchanges):
    exchanges.begin(TICKET, 1, 10.0)
    exchanges.begin(TICKET, 2, 10.0)
    assert exchanges.give_up() == (TICKET, TICKET)
    assert exchanges.give_up() == ()
    assert exchanges.until_s is None
    assert exchanges.end("Lecteur", 7, 1, 10.5) is None
