from datetime import date

import pytest
from sqlalchemy import select

from kiosk.storage.batches import has_people, learn_distribution, write_data_set, write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.schema.registry import data_sets


def test_a_new_database_holds_nobody(engine):
    assert not has_people(engine)
    with writing(engine) as connection:
        write_rows(connection, {"people": []})
    assert not has_people(engine)


@pytest.mark.usefixtures("marie")
def test_rows_are_written_in_the_order_of_their_pointers(engine):
    assert has_people(engine)


def test_what_was_generated_is_kept(engine):
    with writing(engine) as connection:
        write_data_set(connection, seed=2**62, people_count=10, as_of=date(2026, 11, 21))
    with reading(engine) as connection:
        row = connection.execute(select(data_sets)).one()
    assert (row.seed, row.people_count, row.as_of) == (2**62, 10, date(2026, 11, 21))


@pytest.mark.usefixtures("marie")
def test_the_database_learns_how_its_rows_are_spread(engine):
    learn_distribution(engine)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'people'").scalar_one() > 0
