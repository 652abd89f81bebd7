from datetime import date

import pytest
from sqlalchemy import select

from kiosk.domain.dated import NoValueAtDateError
from kiosk.domain.law import Parameter
from kiosk.resources import resource_path
from kiosk.services.law_file import read_law
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.law import complete_law, is_law_complete, parameter_on
from kiosk.storage.schema.law import acts, contracts, parameters, rates, tariffs


@pytest.mark.usefixtures("marie")
def test_a_parameter_is_read_at_its_date(engine):
    with reading(engine) as connection:
        assert parameter_on(connection, Parameter.FLAT_FEE_CENTS, date(2024, 5, 14)) == 100
        assert parameter_on(connection, Parameter.FLAT_FEE_CENTS, date(2024, 5, 15)) == 200


@pytest.mark.usefixtures("marie")
def test_everything_of_the_file_is_in_the_database(engine):
    law = read_law(resource_path("config/tariffs.toml"))
    with reading(engine) as connection:
        kept = {(row.name, row.valid_from, row.value) for row in connection.execute(select(parameters))} | {
            (row.name, row.valid_from, row.percent) for row in connection.execute(select(rates))
        }
        kept |= {(row.act_code, row.valid_from, row.cents) for row in connection.execute(select(tariffs))}
        assert {row.code: row.label for row in connection.execute(select(acts))} == {
            code: act.label for code, act in law.acts.items()
        }
        assert {
            (row.code, row.label, row.first_day, row.last_day) for row in connection.execute(select(contracts))
        } == {(code, one.label, one.period.start, one.period.end) for code, one in law.contracts.items()}
    written = {
        (name, dated.valid_from, dated.value)
        for tables in ({key.value: table for key, table in law.parameters.items()}, law.rates, law.tariffs)
        for name, table in tables.items()
        for dated in table.values
    }
    assert kept == written


def test_a_database_without_values_is_completed_and_keeps_its_own(engine):
    law = read_law(resource_path("config/tariffs.toml"))
    with writing(engine) as connection:
        with pytest.raises(NoValueAtDateError):
            parameter_on(connection, Parameter.CERTIFICATE_MONTHS, date(2026, 11, 21))
        own = {"name": "certificate-months", "valid_from": date(2005, 1, 1), "value": 6}
        write_rows(connection, {"parameters": [own]})
        assert not is_law_complete(connection)
        complete_law(connection, law)
        assert is_law_complete(connection)
        assert parameter_on(connection, Parameter.CERTIFICATE_MONTHS, date(2026, 11, 21)) == 6
