"""European cards: each person once, all or none, and a certificate in time."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import QrCode
from kiosk.documents.signature import Valid, is_held_by, verify_fragment
from kiosk.documents.text import plain_text
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.ehic import EhicObstacle
from kiosk.domain.nir import Nir
from kiosk.ports import EhicChanged, EhicReceipt, EhicRequest, ServiceFailure

TODAY = date(2026, 11, 21)
REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)
NOTHING = frozenset[str]()
SOON, LATE = TODAY + timedelta(days=14), TODAY + timedelta(days=15)
FIRST_REQUEST = UUID(int=7)


class Customer:
    """Somebody who orders European cards at a terminal."""

    def __init__(self, services, visitor, code):
        self.services = services
        self.card = visitor.card
        self.visitor, self.code = visitor, code
        self.token = visitor.log_in(code)

    def offer(self):
        return self.services.ehic.offer(self.token, self.card)

    def ids(self, *first_names):
        by_name = {person.first_name: person.person_id for person in self.offer().people}
        return tuple(by_name[name] for name in first_names)

    def order(self, *first_names, departure=None, request_id=None, unconfirmed=NOTHING):
        request = EhicRequest(request_id or uuid4(), self.ids(*first_names), departure)
        return self.services.ehic.order(self.token, self.card, request, unconfirmed)


@pytest.fixture
def customer(services, visitor, codes):
    def customer(name, services=services, terminal_id="borne-07"):
        return Customer(services, visitor(name, terminal_id, services), codes[name])

    return customer


@pytest.fixture
def marie(customer):
    return customer("family")


def orders_kept(opened):
    with opened.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT people.first_name, ehic_orders.status FROM ehic_orders JOIN people ON people.id = person_id "
            "WHERE terminal_id LIKE 'borne-0%' AND terminal_id <> 'borne-01' ORDER BY ehic_orders.id"
        )
        return [tuple(row) for row in rows]


def certificates_kept(opened):
    with opened.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM certificates WHERE kind = 'ehic'").scalar_one()


def texts(receipt):
    return [plain_text(paper.document).replace("\u00a0", " ") for paper in receipt.papers]


# The offer


def test_the_persons_of_the_card_are_offered_one(marie):
    offer = marie.offer()
    said = [(person.first_name, person.last_name, person.obstacle) for person in offer.people]
    assert said == [
        ("Marie", "DURAND", None),
        ("Marc", "DURAND", None),
        ("Lucas", "DURAND", None),
        ("Inès", "DURAND", EhicObstacle.ORDER_PENDING),
    ]
    assert offer.address.lines == ("12 RUE DES LILAS", "75019 PARIS")
    assert (offer.too_near_days, offer.certificate_months, offer.expected_on) == (15, 3, date(2026, 12, 4))


def test_each_obstacle_is_said_with_its_date(marie, customer):
    people = {person.first_name: person for person in marie.offer().people}
    assert people["Marie"].valid_until == date(2026, 12, 21)
    assert people["Inès"].ordered_on == date(2026, 11, 15)
    (luc,) = customer("ehic-valid").offer().people
    assert (luc.obstacle, luc.valid_until) == (EhicObstacle.VALID_CARD, date(2028, 1, 21))
    assert luc.renewable_on == date(2027, 10, 21)
    (nadia,) = customer("ehic-pending").offer().people
    assert (nadia.obstacle, nadia.ordered_on) == (EhicObstacle.ORDER_PENDING, date(2026, 11, 17))
    (karim,) = customer("rights-ended").offer().people
    assert (karim.obstacle, karim.can_have_certificate) == (EhicObstacle.NO_RIGHTS, False)


def test_who_is_on_the_file_but_not_on_the_card_is_not_offered_one(marie):
    marie.card = replace(marie.card, people=marie.card.people[:3])
    assert [person.first_name for person in marie.offer().people] == ["Marie", "Marc", "Lucas"]


def test_who_is_on_the_card_but_not_on_the_file_is_not_either(marie):
    stranger = replace(marie.card.people[2], birth_date_text="20130304")
    marie.card = replace(marie.card, people=(*marie.card.people[:2], stranger))
    assert [person.first_name for person in marie.offer().people] == ["Marie", "Marc"]


def test_twins_without_a_number_of_their_own_are_two_persons(customer):
    people = customer("twins").offer().people
    assert [person.first_name for person in people] == ["Émilie", "Tom", "Zoé"]
    assert len({person.person_id for person in people}) == 3


def test_thirteen_persons_order_thirteen_cards(customer, opened):
    marc = customer("large-family")
    names = [person.first_name for person in marc.offer().people]
    receipt = marc.order(*names, departure=SOON)
    assert len(names) == len(receipt.order_numbers) == 13
    assert len(receipt.papers) == 14
    assert [name for name, _status in orders_kept(opened)] == names
    assert len({paper.number for paper in receipt.papers}) == 14


def test_the_card_of_somebody_else_is_offered_nothing(marie, customer):
    marie.card = customer("ehic-valid").card
    assert marie.offer() == REFUSED
    assert marie.services.ehic.order(marie.token, marie.card, EhicRequest(uuid4(), (1,), None), NOTHING) == REFUSED


def test_without_a_token_nothing_is_offered_nor_ordered(services, cards):
    card = cards("family")
    assert services.ehic.offer("nothing", card) == REFUSED
    assert services.ehic.order("nothing", card, EhicRequest(uuid4(), (1,), None), NOTHING) == REFUSED


# The order


def test_each_person_gets_an_order_of_their_own(marie, opened):
    receipt = marie.order("Marie", "Lucas")
    assert isinstance(receipt, EhicReceipt)
    assert len(set(receipt.order_numbers)) == 2
    assert receipt.ordered_for == ("Marie", "Lucas")
    for number in receipt.order_numbers:
        assert number.startswith("CE-")
        CertificateNumber.parse(number.removeprefix("CE-"))
    assert receipt.expected_on == date(2026, 12, 4)
    assert orders_kept(opened) == [("Marie", "pending"), ("Lucas", "pending")]
    assert certificates_kept(opened) == 0


def test_the_ticket_says_what_was_ordered_and_where_it_goes(marie):
    receipt = marie.order("Marie", "Lucas", departure=LATE)
    (ticket,) = texts(receipt)
    for said in (
        "CARTE EUROPÉENNE",
        "DURAND Marie",
        "DURAND Lucas",
        *receipt.order_numbers,
        "12 RUE DES LILAS",
        "04/12/2026",
        "06/12/2026",
        "SPÉCIMEN",
    ):
        assert said in ticket
    assert "2 69 05 ••• ••• ••" in ticket
    assert "688" not in ticket, "the ticket does not need the whole number"
    assert "Marc" not in ticket


@pytest.mark.parametrize(("days", "certificates"), [(0, 1), (14, 1), (15, 0), (16, 0)])
def test_a_departure_in_less_than_fifteen_days_gives_a_certificate_too(marie, opened, days, certificates):
    receipt = marie.order("Lucas", departure=TODAY + timedelta(days=days))
    assert len(receipt.order_numbers) == 1
    assert [paper.number is not None for paper in receipt.papers] == [False] + [True] * certificates
    assert certificates_kept(opened) == certificates


def test_the_certificate_has_the_fields_of_the_european_model(marie):
    receipt = marie.order("Marie", "Lucas", departure=SOON)
    ticket, of_marie, of_lucas = texts(receipt)
    for said in (
        "2. État d’émission : FR",
        "3. Nom : DURAND",
        "4. Prénoms : Marie",
        "5. Date de naissance : 14/05/1969",
        "6. Numéro personnel : 2 69 05 75 688 157 64",
        "7. Numéro de l’institution : 01 751 0117",
        "8. Numéro de la carte : 80250000029990000001",
        "9. Date d’expiration : 21/12/2026",
        "10. Du : 21/11/2026",
        "11. Au : 20/02/2027",
        "12. Date de délivrance : 21/11/2026",
    ):
        assert said in of_marie
    assert "4. Prénoms : Lucas" in of_lucas
    assert "8. Numéro de la carte : –" in of_lucas
    assert "Marie" not in of_lucas
    assert [paper.person for paper in receipt.papers] == ["", "Marie", "Lucas"]
    assert "Certificat provisoire" in ticket


def test_the_signature_of_a_certificate_says_what_it_says(marie, secrets):
    receipt = marie.order("Lucas", departure=SOON)
    paper = receipt.papers[1]
    (code,) = [part for part in paper.document.parts if isinstance(part, QrCode)]
    verdict = verify_fragment(code.payload, [secrets.signing_key.public_key()])
    assert isinstance(verdict, Valid)
    claims = verdict.claims
    assert (str(claims.number), claims.kind) == (paper.number, CertificateKind.EHIC)
    assert (claims.issued_on, claims.valid_until) == (TODAY, date(2027, 2, 20))
    assert (claims.people_count, claims.shows_exemption, claims.is_specimen) == (1, False, True)
    assert is_held_by(claims, Nir("112037568815861"), "DURAND Lucas")
    assert "DURAND" not in code.payload


def test_who_has_no_number_gets_that_of_the_insured_person(marie, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE people SET nir = NULL WHERE first_name = 'Marc' AND usual_name = 'DURAND'")
    certificate = texts(marie.order("Marc", departure=SOON))[1]
    assert "4. Prénoms : Marc" in certificate
    assert "6. Numéro personnel : 2 69 05 75 688 157 64" in certificate


def test_a_certificate_ends_with_the_rights(marie, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rights_periods SET last_day = '2027-01-31' WHERE file_id = 1")
    assert "11. Au : 31/01/2027" in texts(marie.order("Lucas", departure=SOON))[1]


def test_whose_card_is_being_made_gets_the_certificate_alone(customer, opened):
    nadia = customer("ehic-pending")
    receipt = nadia.order("Nadia", departure=SOON)
    assert receipt.order_numbers == ()
    assert [paper.person for paper in receipt.papers] == ["Nadia"]
    assert orders_kept(opened) == []
    assert certificates_kept(opened) == 1


def test_one_whose_rights_end_soon_gets_the_certificate_for_an_earlier_departure(marie, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rights_periods SET last_day = '2026-12-01' WHERE file_id = 1")
    lucas = marie.offer().people[2]
    assert (lucas.obstacle, lucas.rights_until) == (EhicObstacle.RIGHTS_ENDING, date(2026, 12, 1))
    assert isinstance(marie.order("Lucas", departure=date(2026, 12, 2)), EhicChanged)
    receipt = marie.order("Lucas", departure=date(2026, 12, 1))
    assert receipt.order_numbers == ()
    assert "11. Au : 01/12/2026" in texts(receipt)[0]


# Nothing twice


def test_the_same_request_orders_once_and_gives_the_same_receipt(marie, opened):
    first = marie.order("Marie", "Lucas", departure=SOON, request_id=FIRST_REQUEST)
    again = marie.order("Marie", "Lucas", departure=SOON, request_id=FIRST_REQUEST)
    assert again == first
    assert orders_kept(opened) == [("Marie", "pending"), ("Lucas", "pending")]
    assert certificates_kept(opened) == 2


def test_another_request_for_the_same_person_orders_nothing(marie, opened):
    marie.order("Lucas")
    again = marie.order("Lucas")
    assert isinstance(again, EhicChanged)
    assert again.offer.people[2].obstacle is EhicObstacle.ORDER_PENDING
    assert again.offer == marie.offer()
    assert orders_kept(opened) == [("Lucas", "pending")]


def test_several_persons_are_ordered_for_all_or_none(marie, opened):
    answer = marie.order("Marie", "Lucas", "Inès")
    assert isinstance(answer, EhicChanged)
    assert orders_kept(opened) == []
    assert certificates_kept(opened) == 0


def test_with_a_near_departure_each_gets_what_can_be_had(marie, opened):
    receipt = marie.order("Marie", "Inès", departure=SOON)
    assert [paper.person for paper in receipt.papers] == ["", "Marie", "Inès"]
    assert len(receipt.order_numbers) == 1
    assert orders_kept(opened) == [("Marie", "pending")]


@pytest.mark.parametrize("people", [(), (999,), (3, 999)])
def test_nobody_and_strangers_are_ordered_nothing(marie, opened, people):
    answer = marie.services.ehic.order(marie.token, marie.card, EhicRequest(uuid4(), people, None), NOTHING)
    assert isinstance(answer, EhicChanged)
    assert orders_kept(opened) == []


def test_nobody_left_yesterday(marie, opened):
    assert isinstance(marie.order("Lucas", departure=TODAY - timedelta(days=1)), EhicChanged)
    assert orders_kept(opened) == []


@pytest.mark.parametrize("names", [("Lucas",), ("Marie", "Lucas")])
def test_an_order_that_is_asked_again_after_the_departure_is_still_kept(marie, clock, opened, names):
    departure = TODAY
    first = marie.order(*names, departure=departure, request_id=FIRST_REQUEST)
    clock.go_on(hours=14)
    marie.token = marie.visitor.log_in(marie.code)
    again = marie.order(*names, departure=departure, request_id=FIRST_REQUEST)
    assert isinstance(again, EhicReceipt)
    assert again.order_numbers == first.order_numbers
    assert orders_kept(opened) == [(name, "pending") for name in names]


def test_a_certificate_alone_that_is_asked_again_after_the_departure_is_still_kept(customer, clock):
    nadia = customer("ehic-pending")
    first = nadia.order("Nadia", departure=TODAY, request_id=FIRST_REQUEST)
    clock.go_on(hours=14)
    nadia.token = nadia.visitor.log_in(nadia.code)
    again = nadia.order("Nadia", departure=TODAY, request_id=FIRST_REQUEST)
    assert isinstance(again, EhicReceipt)
    assert [paper.number for paper in again.papers] == [paper.number for paper in first.papers]


@pytest.fixture
def two_terminals(customer, build):
    """Marie's card was copied, or she is quick: she is at two terminals."""
    return [
        customer("family", services=build(terminal_id=terminal), terminal_id=terminal)
        for terminal in ("borne-07", "borne-08")
    ]


def test_two_terminals_at_once_order_one_card(two_terminals, at_once, opened):
    answers = at_once(*[lambda one=one: one.order("Lucas") for one in two_terminals])
    assert sorted(type(answer).__name__ for answer in answers) == ["EhicChanged", "EhicReceipt"]
    assert orders_kept(opened) == [("Lucas", "pending")]


def test_before_a_near_departure_the_second_gets_a_certificate_alone(two_terminals, at_once, opened):
    answers = at_once(*[lambda one=one: one.order("Lucas", departure=SOON) for one in two_terminals])
    assert sorted(len(answer.order_numbers) for answer in answers) == [0, 1]
    assert orders_kept(opened) == [("Lucas", "pending")]


def test_one_request_put_twice_at_once_orders_one_card(marie, at_once, opened):
    answers = at_once(*[lambda: marie.order("Lucas", request_id=FIRST_REQUEST)] * 3)
    assert len({answer.order_numbers for answer in answers}) == 1
    assert orders_kept(opened) == [("Lucas", "pending")]


def test_a_child_on_both_parents_cards_has_one_card(customer, opened):
    assert isinstance(customer("father").order("Léa"), EhicReceipt)
    mother = customer("mother")
    lea = mother.offer().people[1]
    assert (lea.first_name, lea.obstacle) == ("Léa", EhicObstacle.ORDER_PENDING)
    assert isinstance(mother.order("Léa"), EhicChanged)
    assert orders_kept(opened) == [("Léa", "pending")]
    receipt = mother.order("Julie", "Léa", departure=SOON)
    assert [paper.person for paper in receipt.papers] == ["", "Julie", "Léa"]


def test_a_lost_card_that_an_adviser_has_revoked_can_be_ordered_again(customer, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ehic_cards SET is_revoked = 1")
    luc = customer("ehic-valid")
    assert luc.offer().people[0].valid_until is None
    assert isinstance(luc.order("Luc"), EhicReceipt)


def test_once_the_card_is_made_the_order_is_in_nobodys_way(customer, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ehic_orders SET status = 'made'")
    assert isinstance(customer("ehic-pending").order("Nadia"), EhicReceipt)


# The papers


def test_a_certificate_that_may_be_on_paper_comes_back_as_a_duplicate(customer):
    nadia = customer("ehic-pending")
    (first,) = nadia.order("Nadia", departure=SOON).papers
    (again,) = nadia.order("Nadia", departure=SOON, unconfirmed=frozenset({first.number})).papers
    assert again.number == first.number
    assert "DUPLICATA" in plain_text(again.document)


@pytest.mark.parametrize(
    ("rights_until", "last_day"),
    [("2027-12-31", "21/02/2027"), ("2026-12-20", "20/12/2026")],
    ids=["whole", "cut short"],
)
def test_on_another_day_it_is_another_certificate(customer, opened, clock, rights_until, last_day):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rights_periods SET last_day = ?", (rights_until,))
    nadia = customer("ehic-pending")
    (first,) = nadia.order("Nadia", departure=SOON).papers
    clock.go_on(days=1)
    (again,) = customer("ehic-pending").order("Nadia", departure=SOON, unconfirmed=frozenset({first.number})).papers
    assert again.number != first.number
    said = plain_text(again.document).replace("\u00a0", " ")
    assert "10. Du : 22/11/2026" in said
    assert f"11. Au : {last_day}" in said


def test_printing_is_confirmed_like_that_of_any_certificate(customer):
    nadia = customer("ehic-pending")
    (paper,) = nadia.order("Nadia", departure=SOON, request_id=FIRST_REQUEST).papers
    assert nadia.services.certificates.confirm_printed(nadia.token, paper.number) is None
    (again,) = nadia.order("Nadia", departure=SOON, request_id=FIRST_REQUEST).papers
    assert again.number == paper.number
    assert "DUPLICATA" in plain_text(again.document)


def test_real_people_get_no_specimen(marie, opened):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE files SET is_fictional = 0")
    assert not any("SPÉCIMEN" in text for text in texts(marie.order("Lucas", departure=SOON)))


def test_an_order_is_logged_without_a_name(marie, caplog):
    with caplog.at_level("INFO"):
        marie.order("Marie", "Lucas", departure=SOON)
    fields = [record.__dict__.get("kiosk_fields", {}) for record in caplog.records]
    names = [record.getMessage() for record in caplog.records]
    assert "EHIC_ORDERED" in str(names)
    assert {"count": 2}.items() <= next(one for one in fields if "count" in one).items()
    assert not any(word in f"{names} {fields}" for word in ("Lucas", "DURAND", "26905"))
