from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError

from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.ehic import EhicCard, EhicStanding
from kiosk.domain.rights import Period
from kiosk.storage.ehic import EhicOrder, insert_orders, new_order_number, orders_of_request, read_standings
from kiosk.storage.engine import reading, writing
from kiosk.storage.schema.ehic import ehic_cards, ehic_orders

REQUEST, OTHER = UUID(int=1), UUID(int=2)
PARIS = ZoneInfo("Europe/Paris")
MARIE, MARC, LUCAS = 1, 2, 3


def order_for(person_id, request_id=REQUEST, number="", at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC)):
    return EhicOrder(number or f"CE-{person_id}", 1, person_id, request_id, "borne-07", at, date(2026, 12, 20))


def keep(engine, *orders):
    with writing(engine) as connection:
        return insert_orders(connection, orders)


@pytest.fixture
def standings(engine, now):
    def standings(moment=now):
        with reading(engine) as connection:
            return read_standings(connection, 1, moment)

    return standings


@pytest.fixture
def add_card(engine):
    def add_card(number, last_day, *, is_revoked=False):
        with writing(engine) as connection:
            connection.execute(
                insert(ehic_cards).values(
                    number=number,
                    person_id=MARIE,
                    first_day=last_day - timedelta(days=729),
                    last_day=last_day,
                    is_revoked=is_revoked,
                )
            )

    return add_card


@pytest.mark.usefixtures("marie")
class TestStandings:
    def test_the_persons_come_in_the_order_of_the_file_with_all_their_rights(self, standings):
        kept = standings()
        assert list(kept) == [MARIE, MARC, LUCAS]
        assert kept[LUCAS] == EhicStanding(())
        assert set(kept[MARIE].rights) == {
            Period(date(2026, 1, 1), date(2027, 12, 31)),
            Period(date(2020, 1, 1), date(2024, 12, 31)),
        }

    def test_of_several_cards_the_one_that_ends_last_counts(self, standings, add_card):
        add_card("1" * 20, date(2027, 5, 1))
        add_card("2" * 20, date(2026, 12, 1))
        assert standings()[MARIE].card == EhicCard("1" * 20, date(2027, 5, 1))

    def test_a_card_counts_until_its_last_day(self, standings, add_card, now):
        add_card("1" * 20, now.date())
        assert standings()[MARIE].card is not None
        assert standings(now + timedelta(days=1))[MARIE].card is None

    def test_a_revoked_card_is_none(self, standings, add_card):
        add_card("1" * 20, date(2027, 5, 1), is_revoked=True)
        assert standings()[MARIE].card is None

    def test_an_order_is_of_the_day_that_it_was_at_the_terminal(self, engine, standings):
        keep(engine, order_for(LUCAS, at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC)))
        assert standings(datetime(2026, 11, 22, 10, 0, tzinfo=PARIS))[LUCAS].ordered_on == date(2026, 11, 21)

    def test_an_order_that_is_carried_out_is_not_pending(self, engine, standings):
        keep(engine, order_for(LUCAS))
        with writing(engine) as connection:
            connection.execute(ehic_orders.update().values(status="made"))
        assert standings()[LUCAS].ordered_on is None


@pytest.mark.usefixtures("marie")
class TestOrders:
    def test_a_person_has_one_pending_order(self, engine, standings):
        assert keep(engine, order_for(LUCAS))
        assert not keep(engine, order_for(LUCAS, OTHER, "CE-9"))
        assert standings()[LUCAS].ordered_on == date(2026, 11, 21)

    def test_the_database_itself_refuses_a_second_one(self, engine):
        keep(engine, order_for(LUCAS))
        with pytest.raises(IntegrityError), writing(engine) as connection:
            connection.exec_driver_sql(
                "INSERT INTO ehic_orders (number, file_id, person_id, request_id, terminal_id, ordered_at, status) "
                "SELECT 'CE-9', file_id, person_id, 'other', terminal_id, ordered_at, status FROM ehic_orders"
            )

    def test_orders_are_kept_all_or_none(self, engine, standings):
        keep(engine, order_for(LUCAS))
        assert not keep(engine, order_for(MARIE, OTHER), order_for(LUCAS, OTHER, "CE-9"))
        assert standings()[MARIE].ordered_on is None

    def test_what_was_written_before_a_refused_order_stays(self, engine):
        keep(engine, order_for(LUCAS))
        with writing(engine) as connection:
            connection.exec_driver_sql("UPDATE members SET has_declared_doctor = 1")
            assert not insert_orders(connection, [order_for(LUCAS, OTHER, "CE-9")])
        with reading(engine) as connection:
            doctors = connection.exec_driver_sql("SELECT sum(has_declared_doctor) FROM members").scalar_one()
        assert doctors == 3

    def test_a_number_that_was_given_before_is_no_pending_order(self, engine):
        keep(engine, order_for(MARIE, number="CE-1"))
        with pytest.raises(IntegrityError):
            keep(engine, order_for(LUCAS, OTHER, "CE-1"))

    def test_a_new_number_is_none_that_came_with_imported_orders(self, engine):
        with writing(engine) as connection:
            first = new_order_number(connection, "751", 2026)
        keep(engine, order_for(MARIE, number=f"CE-{CertificateNumber('751', 2026, 2)}"))
        with writing(engine) as connection:
            second = new_order_number(connection, "751", 2026)
        assert [first, second] == [f"CE-{CertificateNumber('751', 2026, place)}" for place in (1, 3)]

    def test_no_order_is_nothing_to_keep(self, engine):
        assert keep(engine)

    def test_the_orders_of_a_request_are_found_again(self, engine):
        keep(engine, order_for(MARIE), order_for(LUCAS))
        keep(engine, order_for(MARC, OTHER))
        with reading(engine) as connection:
            kept = orders_of_request(connection, 1, REQUEST, PARIS)
            assert {person: order.number for person, order in kept.items()} == {MARIE: "CE-1", LUCAS: "CE-3"}
            assert {order.ordered_on for order in kept.values()} == {date(2026, 11, 21)}
            assert orders_of_request(connection, 2, REQUEST, PARIS) == {}


@pytest.mark.usefixtures("marie")
def test_an_index_is_behind_every_question(engine, now):
    asked = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    with reading(engine) as connection:
        read_standings(connection, 1, now)
        orders_of_request(connection, 1, REQUEST, PARIS)
    event.remove(engine, "before_cursor_execute", note)
    with reading(engine) as connection:
        plans = [
            row.detail
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert len(plans) >= 5
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert any("ux_ehic_orders_pending" in plan for plan in plans)
