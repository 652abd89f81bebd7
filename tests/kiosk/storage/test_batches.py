import pytest
from sqlalchemy import func, select

from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.schema.registry import people, rights_periods


@pytest.fixture
def count(engine):
    def count(table):
        with reading(engine) as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

    return count


def test_no_rows_are_nothing_to_write(engine, count):
    with writing(engine) as connection:
        write_rows(connection, {"people": []})
    assert count(people) == 0


@pytest.mark.usefixtures("marie")
def test_rows_are_written_in_the_order_of_their_pointers(count):
    assert (count(people), count(rights_periods)) == (3, 4)
