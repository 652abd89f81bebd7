"""Each rule sees what breaks it, and nothing else."""

import pytest
from pysqlite3 import dbapi2

from kiosk.services.checking.check import all_rules, check_database, written_rules
from kiosk.services.checking.values import value_rules
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.engine import make_engine
from tests.conftest import personal_data_in

POINTERS = [rule for rule in value_rules() if not rule.name.endswith("-values")]

PLACES = {
    "one_child": "(SELECT min(person_id) FROM members WHERE quality = 3)",
    "one_twin": "(SELECT min(id) FROM people WHERE rank = 2)",
    "with_lines": "(SELECT payment_id FROM act_lines WHERE position = 1 ORDER BY payment_id LIMIT 1)",
    "with_deduction": "(SELECT min(payment_id) FROM deductions)",
    "to_professional": "(SELECT min(id) FROM payments WHERE payee = 'professional')",
    "stoppage": "(SELECT min(stoppage_id) FROM allowance_payments)",
    "fortnight": "(SELECT min(id) FROM allowance_payments)",
    "waited": "(SELECT min(id) FROM stoppages WHERE waiting_days > 0)",
    "ehic": "(SELECT min(number) FROM ehic_cards)",
    "order": "(SELECT min(id) FROM ehic_orders)",
    "contract": "(SELECT min(person_id) FROM schemes)",
    "lunar": "(SELECT min(id) FROM people WHERE lunar_birth IS NOT NULL)",
}
"""A row of each kind."""

BREAKS = {
    "act-rates": ["UPDATE acts SET rate = 'nothing' WHERE code = 'GS'"],
    "parameter-there": ["DELETE FROM parameters WHERE name = 'flat-fee-cents'"],
    "file-insured": ["UPDATE members SET quality = 1 WHERE file_id = 1 AND position = 1"],
    "file-positions": ["UPDATE members SET position = 7 WHERE file_id = 1 AND position = 3"],
    "file-mobile": ["UPDATE files SET mobile = '+33899123456' WHERE id = 1"],
    "person-file": ["DELETE FROM members WHERE person_id = {one_child}"],
    "child-files": [
        "INSERT INTO members SELECT id, {one_child}, 9, 3, 0 FROM files WHERE id BETWEEN 5 AND 7",
    ],
    "child-younger": ["UPDATE people SET birth_date = '1930-01-01' WHERE id = {one_child}"],
    "twin-ranks": ["UPDATE people SET rank = 3 WHERE id = {one_twin}"],
    "lunar-birth": ["UPDATE people SET lunar_birth = '19520229' WHERE id = {lunar}"],
    "rights-overlap": ["INSERT INTO rights_periods VALUES (1, 1, '2027-03-01', NULL)"],
    "rights-birth": ["UPDATE rights_periods SET first_day = '1900-01-01' WHERE file_id = 1 AND person_id = 1"],
    "exemption-overlap": [
        "INSERT INTO exemptions SELECT person_id, date(first_day, '+1 day'), NULL, nature, rate_percent"
        " FROM exemptions ORDER BY person_id LIMIT 1"
    ],
    "scheme-overlap": [
        "INSERT INTO schemes (person_id, first_day, last_day, contract) SELECT person_id, date(first_day, '+1 day'),"
        " last_day, contract FROM schemes WHERE person_id = {contract} ORDER BY first_day LIMIT 1"
    ],
    "scheme-kind": ["UPDATE schemes SET first_day = '2014-01-01' WHERE person_id = {contract}"],
    "card-holder": ["UPDATE cards SET person_id = {one_child} WHERE serial = (SELECT min(serial) FROM cards)"],
    "payment-total": ["UPDATE payments SET total_cents = total_cents + 1 WHERE id = 1"],
    "payment-paid": ["UPDATE payments SET paid_cents = 9999999 WHERE id = {with_lines}"],
    "payment-patient": ["UPDATE payments SET file_id = 2 WHERE id = 1"],
    "payment-professional": ["INSERT INTO deductions VALUES ({to_professional}, 0, 'flat-fee', '2025-01-06', 100)"],
    "payment-day": ["UPDATE payments SET paid_on = '2026-11-24' WHERE id = 1"],
    "line-amounts": ["UPDATE act_lines SET reimbursed_cents = reimbursed_cents + 1 WHERE payment_id = 1"],
    "line-day": ["UPDATE act_lines SET care_date = '2026-11-30' WHERE payment_id = 1"],
    "line-act": ["UPDATE act_lines SET code = 'ZZZ' WHERE payment_id = 1"],
    "line-rate": ["UPDATE act_lines SET rate_percent = 42 WHERE payment_id = 1"],
    "line-tariff": ["UPDATE act_lines SET base_cents = base_cents - 1 WHERE payment_id = {with_lines}"],
    "line-positions": ["UPDATE act_lines SET position = 5 WHERE payment_id = {with_lines} AND position = 1"],
    "deduction-positions": ["UPDATE deductions SET position = 8 WHERE payment_id = {with_deduction} AND position = 0"],
    "deduction-day": ["UPDATE deductions SET care_date = '2026-12-24' WHERE payment_id = {with_deduction}"],
    "fee-caps": ["UPDATE deductions SET amount_cents = 5001 WHERE payment_id = {with_deduction} AND position = 0"],
    "stoppage-waiting": ["UPDATE stoppages SET waiting_days = 500 WHERE id = {waited}"],
    "allowance-stoppage": ["UPDATE stoppages SET last_day = first_day WHERE id = {stoppage}"],
    "allowance-days": ["UPDATE allowance_payments SET days = days + 1 WHERE id = {fortnight}"],
    "allowance-overlap": [
        "INSERT INTO allowance_payments SELECT 1, file_id, stoppage_id, first_day, last_day, paid_on, daily_cents,"
        " days, gross_cents, csg_cents, crds_cents, net_cents, payee, employer FROM allowance_payments"
        " WHERE id = {fortnight}"
    ],
    "allowance-gross": ["UPDATE allowance_payments SET daily_cents = daily_cents + 1 WHERE id = {fortnight}"],
    "allowance-net": ["UPDATE allowance_payments SET net_cents = net_cents + 1 WHERE id = {fortnight}"],
    "allowance-charges": ["UPDATE allowance_payments SET crds_cents = crds_cents + 1 WHERE id = {fortnight}"],
    "allowance-payee": ["UPDATE allowance_payments SET payee = 'employer', employer = NULL WHERE id = {fortnight}"],
    "ehic-cards": [
        "INSERT INTO ehic_cards SELECT '80250000099999999999', person_id, date(first_day, '+1 month'), last_day, 0"
        " FROM ehic_cards WHERE number = {ehic}"
    ],
    "ehic-days": ["UPDATE ehic_cards SET last_day = date(first_day, '+24 months') WHERE number = {ehic}"],
    "ehic-one-order": [
        "DROP INDEX ux_ehic_orders_pending",
        "INSERT INTO ehic_orders SELECT 999999, number || 'x', file_id, person_id, '1', terminal_id, ordered_at,"
        " departure_on, status FROM ehic_orders WHERE id = {order}",
    ],
    "ehic-order-person": ["UPDATE ehic_orders SET file_id = file_id + 1 WHERE id = {order}"],
    "update-open": [
        "DROP INDEX ux_card_updates_open",
        "INSERT INTO card_updates SELECT '2', serial, file_id, terminal_id, status, step, plan, started_at, ended_at"
        " FROM card_updates",
    ],
    "update-end": ["UPDATE card_updates SET status = 'ended'"],
    "update-card": ["UPDATE card_updates SET file_id = 2"],
    "code-hashed": ["UPDATE accounts SET code_hash = '48151623' WHERE person_id = 1"],
    "code-owner": ["UPDATE accounts SET person_id = {one_child} WHERE person_id = 1"],
    "provisional-hashed": ["UPDATE provisional_codes SET digest = '481516'"],
    "tries-locked": ["UPDATE tries SET is_locked = 0"],
    "visit-hashed": ["UPDATE visits SET person_key = '269057568815764'"],
    "certificate-number": ["UPDATE certificates SET number = '751-26-000001-A'"],
    "certificate-counter": ["UPDATE certificate_counters SET last = 0"],
    "certificate-person": ["UPDATE certificates SET file_id = 2"],
    "certificate-days": ["UPDATE certificates SET valid_until = '2026-11-19'"],
}
"""How each rule is broken, by SQL."""


def names(found):
    return {violation.rule.name for violation in found}


def test_what_is_generated_breaks_no_rule(violations):
    assert [str(one) for one in violations()] == []


def test_every_rule_is_broken_below():
    assert set(BREAKS) == {rule.name for rule in written_rules()}


def test_rules_have_names_of_their_own():
    assert len({rule.name for rule in all_rules()}) == len(all_rules())


@pytest.mark.parametrize("name", BREAKS)
def test_a_rule_names_the_row_that_breaks_it(name, spoil, violations):
    spoil(*(statement.format(**PLACES) for statement in BREAKS[name]))
    found = violations(name)
    assert found
    assert names(found) == {name}
    assert all(len(violation.key) == len(violation.rule.key) for violation in found)
    assert personal_data_in("\n".join(map(str, found))) is None


def test_an_amount_that_is_taken_back_has_no_lines(spoil, violations):
    taken_back = (
        "INSERT INTO payments SELECT 999999, file_id, patient_id, paid_on, title, professional, payee, {total}, {paid},"
        " reference FROM payments WHERE id = 1"
    )
    spoil(taken_back.format(total=-235, paid=0))
    assert violations("payment-total", "payment-paid", "payments-values") == []
    spoil("UPDATE payments SET paid_cents = 1 WHERE id = 999999")
    assert names(violations("payment-total", "payment-paid")) == {"payment-paid"}
    spoil("UPDATE payments SET total_cents = 235, paid_cents = 0 WHERE id = 999999")
    assert names(violations("payment-total", "payment-paid")) == {"payment-total", "payment-paid"}
    spoil("UPDATE payments SET total_cents = -235 WHERE id = 1", "DELETE FROM payments WHERE id = 999999")
    assert names(violations("payment-total")) == {"payment-total"}


def test_no_rule_names_a_row_by_what_would_tell_whose_it_is():
    personal = {
        ("cards", "serial"),
        ("opposed_cards", "serial"),
        ("ehic_cards", "number"),
        ("tries", "person_key"),
        ("people", "nir"),
    }
    for rule in all_rules():
        assert personal.isdisjoint({(rule.table, column) for column in rule.key}), rule.name


def test_a_row_without_another_name_is_named_by_its_place_in_the_table(path, spoil, violations):
    spoil(f"UPDATE cards SET person_id = {PLACES['one_child']} WHERE rowid = 3")  # noqa: S608 - our own names
    connection = dbapi2.connect(path)
    (serial,) = connection.execute("SELECT serial FROM cards WHERE rowid = 3").fetchone()
    connection.close()
    (found,) = violations("card-holder")
    assert str(found) == "cards rowid 3: card-holder"
    assert serial not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("last-payments-months", 0),
        ("certificate-months", 2147483647),
        ("ehic-working-days", 367),
        ("allowance-illness-percent", 1001),
        ("allowance-three-months-hundredths-of-day", 0),
    ],
)
def test_a_value_of_the_law_that_the_services_cannot_count_with_is_named(spoil, violations, name, value):
    spoil(f"UPDATE parameters SET value = {value} WHERE name = '{name}'")  # noqa: S608 - our own names
    found = violations("parameters-values")
    assert found
    assert {(one.key[0], one.column) for one in found} == {(name, "value")}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("people", "birth_date", "'1849-12-31'"),
        ("rights_periods", "last_day", "'2200-01-01'"),
        ("accounts", "chosen_at", "'2200-01-01 00:00:00.000000'"),
        ("people", "nir", "'269057568815765'"),
        ("people", "usual_name", "''"),
        ("people", "birth_date", "'1969-02-30'"),
        ("people", "rank", "'first'"),
        ("people", "lunar_birth", "'1952'"),
        ("organisms", "fund", "'75'"),
        ("members", "quality", "5"),
        ("members", "has_declared_doctor", "2"),
        ("payments", "payee", "'bank'"),
        ("payments", "total_cents", "-2147483648"),
        ("payments", "paid_cents", "-1"),
        ("act_lines", "code", "'ABCDEFGHIJK'"),
        ("accounts", "chosen_at", "'2026-01-10'"),
        ("accounts", "code_hash", "'48151623'"),
    ],
)
def test_a_value_that_no_file_could_bring_is_named_with_its_column(spoil, violations, table, column, value):
    spoil(f"UPDATE {table} SET {column} = {value} WHERE rowid = 1")  # noqa: S608 - our own names
    (found,) = violations(f"{table}-values")
    assert found.column == column
    assert str(found).endswith(f": {table}-values ({column})")


@pytest.mark.parametrize(
    ("last_day", "next_first_day", "is_early"),
    [
        ("2027-05-31", "2027-02-27", True),
        ("2027-05-31", "2027-02-28", True),  # whose day three months later is 28 May
        ("2027-05-31", "2027-03-01", False),
        ("2027-05-28", "2027-02-28", False),
        ("2027-02-28", "2026-11-30", False),  # February has no such day: its last one counts
        ("2027-03-01", "2026-11-30", True),
        ("2027-02-28", "2026-11-31", False),  # no day at all, of which another rule speaks
    ],
)
def test_the_next_european_card_begins_when_it_can_be_ordered_or_later(
    spoil, violations, last_day, next_first_day, is_early
):
    spoil(
        f"UPDATE ehic_cards SET last_day = '{last_day}' WHERE number = {PLACES['ehic']}",  # noqa: S608 - our own names
        "INSERT INTO ehic_cards SELECT '80250000099999999999', person_id,"  # noqa: S608 - idem
        f" '{next_first_day}', '2029-01-01', 0 FROM ehic_cards WHERE number = {PLACES['ehic']}",
    )
    assert bool(violations("ehic-cards")) is is_early


@pytest.mark.parametrize("rule", POINTERS, ids=[rule.name for rule in POINTERS])
def test_a_row_that_points_to_nobody_is_named(spoil, violations, rule):
    table = tables_read()[rule.table]
    names_of_rule = [name for name in table.column_names if name in rule.name.removeprefix(f"{rule.table}-").split("-")]
    first = f"(SELECT min(rowid) FROM {rule.table})"  # noqa: S608 - our own names
    spoil(f"UPDATE {rule.table} SET {names_of_rule[-1]} = 987654321 WHERE rowid = {first}")  # noqa: S608 - idem
    assert len(violations(rule.name)) == 1


def test_a_database_that_a_terminal_has_open_can_be_looked_at(path, violations):
    engine = make_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one() > 0
        assert violations("people-values", "payment-total") == []
    engine.dispose()


def test_a_look_changes_nothing(path, violations):
    before = path.read_bytes()
    violations()
    assert path.read_bytes() == before


def test_each_rule_is_told_when_it_has_been_looked_at(path):
    told = []
    check_database(path, written_rules(), told.append, lambda: told.append(1))
    assert told == [1] * len(written_rules())


def test_a_file_that_is_no_database_cannot_be_looked_at(path):
    path.write_bytes(b"no database" * 100)
    with pytest.raises(dbapi2.DatabaseError):
        check_database(path, all_rules(), print)
