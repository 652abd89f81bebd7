"""The files of a folder are brought in whole, or not at all."""

import logging
import shutil
from datetime import UTC, date, datetime

import pytest
from pysqlite3 import dbapi2

from kiosk.domain.law import Parameter
from kiosk.services.transfer.importing import Imported, NoFilesError, Onlooker, import_folder
from kiosk.services.transfer.refusals import Reason
from kiosk.services.transfer.report import Report
from kiosk.services.transfer.tables import KEPT
from kiosk.storage.batches import write_rows
from kiosk.storage.bulk import BulkFile
from kiosk.storage.engine import make_engine, writing
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.migrate import upgrade
from kiosk.storage.replacing import DatabaseOpenError
from kiosk.storage.usable import FaultyDatabaseError
from tests.conftest import personal_data_in

DONE = (
    "INSERT INTO certificate_counters (fund, year, last) VALUES ('751', 2026, 42)",
    "INSERT INTO certificates (number, kind, file_id, person_id, request_id, terminal_id, issued_at, issued_on,"
    " valid_until, content_digest) VALUES ('751-26-000042-X', 'rights', 1, 1, '1', 'borne-07',"
    " '2026-11-20 10:00:00.000000', '2026-11-20', '2027-11-20', '0')",
    "INSERT INTO provisional_codes (id, person_id, channel, status, digest, created_at, expires_at, failed)"
    " VALUES ('1', 1, 'sms', 'sent', '0f', '2026-11-20 10:00:00.000000', '2026-11-20 10:10:00.000000', 0)",
    "INSERT INTO identity_checks VALUES (5, '1', 1, 'dupont', 'passport', '123', 0, 'lost',"
    " '2026-11-20 10:00:00.000000')",
    "INSERT INTO visits (id_digest, person_key, person_id, card_digest, terminal_id, status, opened_at, used_at)"
    " VALUES ('1', '2', 1, '3', 'borne-07', 'open', '2026-11-20 10:00:00.000000', '2026-11-20 10:00:00.000000')",
    "INSERT INTO card_updates (id, serial, file_id, terminal_id, status, step, plan, started_at) SELECT '1', serial, 1,"
    " 'borne-07', 'open', 1, 'x', '2026-11-20 10:00:00.000000' FROM cards WHERE person_id = 1",
)
"""What the services write about the insured person of the first file."""


def older(path):
    """Make a database of an older program, with one value of its own."""
    path.touch()
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO parameters VALUES ('certificate-months', '2005-01-01', 6)")
    engine.dispose()


@pytest.fixture
def execute(there):
    """Change the database as the services would."""

    def execute(*statements):
        connection = dbapi2.connect(there)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return execute


def refused(report):
    return [(one.file, one.line, one.column, one.fault.reason) for one in report.first]


def rows_in(files, *names):
    return sum(len((files / f"{name}.csv").read_text("utf-8").splitlines()) - 1 for name in names)


def test_the_files_of_a_generation_give_the_database_of_a_generation(bring_in, dump, made, path):
    imported, report = bring_in()
    assert report.count == 0
    assert dump(path) == dump(made / "kiosk.db")
    assert imported.added == imported.read > 1000


def test_what_is_there_already_changes_nothing(bring_in, dump, path):
    first, _report = bring_in()
    before, number = dump(path), path.stat().st_ino
    again, report = bring_in()
    assert again == Imported(read=first.read, added=0, changed=0)
    assert report.count == 0
    assert dump(path) == before
    assert path.stat().st_ino == number


def test_a_row_is_changed_by_its_key_and_others_are_added(bring_in, edit, files, there, dump):
    before = dump(there)
    edit("people", 2, "first_name", "Marie-Anne")
    with (files / "organisms.csv").open("a", encoding="utf-8") as organisms:
        organisms.write("9,01,921,0001,CPAM des Hauts-de-Seine,92000 NANTERRE\n")
    imported, _report = bring_in()
    assert (imported.added, imported.changed) == (1, 1)
    after = dump(there)
    assert {name for name in before if before[name] != after[name]} == {"people", "organisms"}


def test_a_table_without_file_stays_as_it_is_and_may_be_named(bring_in, files, there, dump):
    before = dump(there)
    for name in ("people", "files", "members", "accounts", "tries", "rights_periods"):
        (files / f"{name}.csv").unlink()
    imported, report = bring_in()
    assert (imported.added, imported.changed, report.count) == (0, 0, 0)
    assert dump(there) == before


def test_what_the_services_keep_stays(bring_in, edit, there, dump):
    engine = make_engine(f"sqlite:///{there}")
    visit = {
        "id_digest": "1" * 64,
        "person_key": "2" * 64,
        "person_id": 1,
        "card_digest": "3" * 64,
        "terminal_id": "borne-07",
        "status": "open",
        "opened_at": datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        "used_at": datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
    }
    with writing(engine) as connection:
        write_rows(
            connection,
            {"visits": [visit], "certificate_counters": [{"fund": "751", "year": 2026, "last": 42}]},
        )
    engine.dispose()
    kept = dump(there)
    edit("people", 2, "first_name", "Marie-Anne")
    bring_in()
    after = dump(there)
    assert after["visits"] == kept["visits"]
    assert after["certificate_counters"] == kept["certificate_counters"]
    assert after["people"] != kept["people"]


def test_on_demand_it_begins_with_nothing(bring_in, files, there, dump):
    for path in files.iterdir():
        if path.stem not in ("acts", "rates", "parameters", "tariffs", "contracts"):
            path.unlink()
    imported, _report = bring_in(replace=True)
    assert imported.added == imported.read
    assert dump(there)["people"] == []
    assert len(dump(there)["acts"]) == rows_in(files, "acts")


def test_when_the_data_are_replaced_what_the_services_wrote_about_those_who_are_there_again_stays(
    bring_in, files, there, dump, execute
):
    for name in ("accounts", "tries", "ehic_orders"):
        (files / f"{name}.csv").unlink()
    execute(*DONE)
    kept = dump(there)
    bring_in(replace=True)
    after = dump(there)
    for name in (*KEPT, "accounts", "tries", "ehic_orders"):
        assert kept[name], name
        assert after[name] == kept[name], name


def test_when_the_data_are_replaced_files_say_which_codes_and_orders_there_are(bring_in, files, there, dump, execute):
    execute("UPDATE accounts SET code_hash = 'another'", "DELETE FROM tries", "DELETE FROM ehic_orders")
    bring_in(replace=True)
    assert len(dump(there)["accounts"]) == rows_in(files, "accounts")
    assert "another" not in repr(dump(there)["accounts"])
    assert len(dump(there)["ehic_orders"]) == rows_in(files, "ehic_orders")


def test_who_gets_another_number_keeps_certificates_and_code_and_nobody_else_gets_them(files, there, execute, dump):
    """Marie is now 7 and her file 9; 1 is somebody else."""
    (files / "accounts.csv").unlink()
    execute(*DONE)
    (hashed,) = [row[1] for row in dump(there)["accounts"] if row[0] == 1]
    other = files.parent / "other"
    other.mkdir()
    for name in ("acts", "rates", "parameters", "tariffs", "contracts", "organisms"):
        shutil.copy(files / f"{name}.csv", other)
    (other / "people.csv").write_text(
        "id,nir,birth_date,usual_name,first_name,birth_name,rank,lunar_birth\n"
        "1,,1980-01-01,PETIT,Anne,,1,\n7,269057568815764,1969-05-14,DURAND,Marie,,1,\n",
        "utf-8",
    )
    (other / "files.csv").write_text(
        "id,insured_id,organism_id,management_code,address,mobile,is_fictional\n1,1,1,10,RUE,,true\n9,7,1,10,RUE,,true\n",
        "utf-8",
    )
    (other / "members.csv").write_text(
        "file_id,person_id,position,quality,has_declared_doctor\n1,1,0,1,true\n9,7,0,1,true\n", "utf-8"
    )
    imported = import_folder(f"sqlite:///{there}", other, Report(1), replace=True)
    assert imported is not None
    after = dump(there)
    assert [(row[0], row[1]) for row in after["accounts"]] == [(7, hashed)]
    connection = dbapi2.connect(there)
    assert connection.execute("SELECT file_id, person_id FROM certificates").fetchall() == [(9, 7)]
    connection.close()
    assert after["certificate_counters"] == [("751", 2026, 42)]
    assert [row[2] for row in after["visits"]] == [7]
    assert after["card_updates"] == []  # the card is on no list any more


def test_a_number_that_was_given_is_not_given_again_after_a_replacement(bring_in, there, execute, dump):
    execute(*DONE)
    bring_in(replace=True)
    assert dump(there)["certificate_counters"] == [("751", 2026, 42)]


def test_an_older_database_gets_this_programs_schema_and_every_value(files, path, dump):
    older(path)
    for name in ("parameters", "contracts", "schemes"):
        (files / f"{name}.csv").unlink()
    assert import_folder(f"sqlite:///{path}", files, Report(1)) is not None
    after = dump(path)
    assert {row[0] for row in after["parameters"]} == {parameter.value for parameter in Parameter}
    assert ("certificate-months", "2005-01-01", 6) in after["parameters"]


def test_a_refused_import_leaves_an_older_database_older(files, path, edit):
    older(path)
    edit("payments", 2, "paid_cents", "-5")
    report = Report(1)
    assert import_folder(f"sqlite:///{path}", files, report) is None
    connection = dbapi2.connect(path)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
    connection.close()
    assert sorted(file.name for file in path.parent.iterdir() if file.is_file()) == ["kiosk.db"]


@pytest.mark.parametrize(
    ("name", "line", "column", "value", "reason"),
    [
        ("people", 3, "nir", "166027568816017", Reason.NIR),
        ("people", 3, "birth_date", "1966-02-30", Reason.NOT_DAY),
        ("people", 3, "usual_name", "", Reason.EMPTY),
        ("people", 3, "first_name", "Marc\t", Reason.CHARACTERS),
        ("people", 3, "rank", "second", Reason.NOT_WHOLE),
        ("organisms", 2, "fund", "75", Reason.SHAPE),
        ("members", 4, "quality", "7", Reason.NOT_ALLOWED),
        ("members", 4, "has_declared_doctor", "oui", Reason.NOT_ALLOWED),
        ("members", 4, "person_id", "999999", Reason.REFERENCE),
        ("payments", 9, "patient_id", "999999", Reason.REFERENCE),
        ("payments", 9, "payee", "bank", Reason.NOT_ALLOWED),
        ("act_lines", 5, "payment_id", "999999", Reason.REFERENCE),
        ("act_lines", 5, "code", "ABCDEFGHIJK", Reason.TOO_LONG),
        ("accounts", 2, "code_hash", "48151623", Reason.SHAPE),
        ("accounts", 2, "chosen_at", "2026-01-10", Reason.NOT_MOMENT),
        ("deductions", 2, "amount_cents", "0", Reason.NOT_WHOLE),
        ("parameters", 2, "value", "-1", Reason.NOT_WHOLE),
    ],
)
def test_a_value_that_is_not_allowed_is_named_and_nothing_changes(
    bring_in, edit, path, there, dump, name, line, column, value, reason
):
    before = dump(there)
    edit(name, line, column, value)
    imported, report = bring_in()
    assert imported is None
    assert refused(report) == [(f"{name}.csv", line, column, reason)]
    assert dump(there) == before
    assert sorted(file.name for file in path.parent.iterdir() if file.is_file()) == ["kiosk.db"]


def test_without_a_database_a_refusal_leaves_none(bring_in, edit, path):
    edit("payments", 2, "paid_cents", "-5")
    assert bring_in()[0] is None
    assert not path.exists()


def test_a_key_that_comes_twice_is_refused(bring_in, edit):
    edit("payments", 4, "id", "2")
    edit("people", 4, "nir", "269057568815764")
    _imported, report = bring_in()
    found = refused(report)
    assert ("people.csv", 4, "nir", Reason.DUPLICATE) in found
    assert ("payments.csv", 4, "id", Reason.DUPLICATE) in found


def test_a_rule_of_a_table_is_named(bring_in, edit, files):
    edit("contracts", 2, "last_day", "2001-01-01")
    _imported, report = bring_in()
    (only,) = report.first
    assert (only.file, only.line, only.fault.reason) == ("contracts.csv", 2, Reason.RULE)
    assert "first_day <= last_day" in str(only)
    assert (files / "contracts.csv").exists()


def test_a_number_that_belongs_to_somebody_who_stays_is_taken(bring_in, files, there, dump):
    before = dump(there)
    lines = (files / "people.csv").read_text("utf-8").splitlines()
    for path in files.iterdir():
        path.unlink()
    (files / "people.csv").write_text(f"{lines[0]}\n{lines[1].replace('1,', '900,', 1)}\n", "utf-8")
    _imported, report = bring_in()
    assert refused(report) == [("people.csv", 2, "nir", Reason.TAKEN)]
    assert dump(there) == before


def test_a_number_that_is_taken_is_found_however_its_line_writes_its_key(bring_in, files, there, dump):
    before = dump(there)
    lines = (files / "people.csv").read_text("utf-8").splitlines()
    for path in files.iterdir():
        path.unlink()
    (files / "people.csv").write_text(f"{lines[0]}\n{lines[1].replace('1,', '000900,', 1)}\n", "utf-8")
    imported, report = bring_in()
    assert imported is None
    assert refused(report) == [("people.csv", 2, "nir", Reason.TAKEN)]
    assert dump(there) == before


def test_a_value_of_the_law_that_the_services_cannot_count_with_is_refused(bring_in, files):
    target = files / "parameters.csv"
    lines = target.read_text("utf-8").splitlines()
    (place,) = [place for place, line in enumerate(lines) if line.startswith("last-payments-months,")]
    lines[place] = "last-payments-months,2005-01-01,0"
    target.write_text("\n".join(lines) + "\n", "utf-8")
    _imported, report = bring_in()
    assert refused(report) == [("parameters.csv", place + 1, "value", Reason.NOT_WHOLE)]
    assert report.first[0].fault.allowed == "1–120"


def test_a_file_as_rfc_4180_writes_it_has_addresses_of_several_lines(bring_in, files, made, dump, path):
    written = (files / "files.csv").read_text("utf-8")
    assert '"' in written
    for file in files.iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    _imported, report = bring_in()
    assert report.count == 0
    assert dump(path) == dump(made / "kiosk.db")


def test_an_amount_that_the_fund_took_back_is_taken(bring_in, edit, dump, path):
    edit("payments", 2, "total_cents", "-235")
    assert bring_in()[1].count == 0
    assert -235 in [row[7] for row in dump(path)["payments"]]


def test_two_people_may_change_numbers_between_them(bring_in, files, edit, there):
    lines = [line.split(",") for line in (files / "people.csv").read_text("utf-8").splitlines()]
    place = lines[0].index("nir")
    edit("people", 2, "nir", lines[2][place])
    edit("people", 3, "nir", lines[1][place])
    imported, report = bring_in()
    assert (imported.changed, report.count) == (2, 0)
    assert there.exists()


def test_who_names_a_line_that_was_refused_is_not_refused_for_that(bring_in, edit):
    edit("people", 2, "birth_date", "hier")
    _imported, report = bring_in()
    assert refused(report) == [("people.csv", 2, "birth_date", Reason.NOT_DAY)]


def test_who_names_a_line_that_breaks_a_rule_is_not_refused_for_that(bring_in, edit):
    edit("contracts", 5, "last_day", "2001-01-01")
    _imported, report = bring_in()
    assert refused(report) == [("contracts.csv", 5, "", Reason.RULE)]


@pytest.mark.parametrize("line", ["2,,1966-02-20", "deux,,1966-02-20,DURAND,Marc,,1,"])
def test_who_names_a_line_of_another_width_or_without_key_is_not_refused_for_that(bring_in, files, line):
    lines = (files / "people.csv").read_text("utf-8").splitlines()
    (files / "people.csv").write_text("\n".join([*lines[:2], line, *lines[3:]]) + "\n", "utf-8")
    _imported, report = bring_in()
    assert [(file, line) for file, line, _column, _reason in refused(report)] == [("people.csv", 3)]


def test_every_wrong_column_of_a_line_is_named(bring_in, edit):
    edit("payments", 6, "paid_on", "hier")
    edit("payments", 6, "total_cents", "beaucoup")
    _imported, report = bring_in()
    assert [one.column for one in report.first] == ["paid_on", "total_cents"]


def test_a_header_that_is_not_the_tables_refuses_the_file_once(bring_in, files):
    text = (files / "people.csv").read_text("utf-8")
    (files / "people.csv").write_text(text.replace("usual_name", "name", 1), "utf-8")
    _imported, report = bring_in()
    assert refused(report) == [("people.csv", 1, "", Reason.HEADER)]


def test_the_columns_may_come_in_another_order(bring_in, files, made, dump, path):
    lines = [line.split(",") for line in (files / "cards.csv").read_text("utf-8").splitlines()]
    (files / "cards.csv").write_text("".join(",".join(reversed(line)) + "\n" for line in lines), "utf-8")
    bring_in()
    assert dump(path) == dump(made / "kiosk.db")


def test_a_line_that_is_too_short_is_named(bring_in, files):
    with (files / "cards.csv").open("a", encoding="utf-8") as cards:
        cards.write("802500000299900099999,1\n\n")
    _imported, report = bring_in()
    last = rows_in(files, "cards")
    assert refused(report) == [("cards.csv", last, "", Reason.WIDTH)]


def test_quotation_marks_that_do_not_close_are_named(bring_in, files):
    with (files / "payments.csv").open("a", encoding="utf-8") as payments:
        payments.write('99,"1')
    _imported, report = bring_in()
    assert refused(report) == [("payments.csv", rows_in(files, "payments") + 1, "", Reason.QUOTES)]


def test_a_field_that_is_too_long_is_not_told_as_quotation_marks_alone(bring_in, files):
    with (files / "organisms.csv").open("a", encoding="utf-8") as organisms:
        organisms.write(f"9,01,921,0001,{'x' * 131_073},92000 NANTERRE\n")
    _imported, report = bring_in()
    assert refused(report) == [("organisms.csv", rows_in(files, "organisms") + 1, "", Reason.FIELD)]
    assert "131072" in str(report.first[0])


def test_a_file_of_no_table_is_refused(bring_in, files, path):
    (files / "person.csv").write_text("id\n")
    _imported, report = bring_in()
    assert [(one.file, one.fault.reason) for one in report.first] == [("person.csv", Reason.UNKNOWN_FILE)]
    assert not path.exists()


def test_a_folder_without_files_is_no_import(bring_in, files):
    for path in files.iterdir():
        path.unlink()
    with pytest.raises(NoFilesError):
        bring_in()


def test_few_refusals_are_shown_and_all_are_counted(bring_in, files):
    lines = (files / "payments.csv").read_text("utf-8").splitlines()
    wrong = [lines[0], *(line.replace("insured", "bank").replace("professional", "bank") for line in lines[1:])]
    (files / "payments.csv").write_text("\n".join(wrong) + "\n", "utf-8")
    _imported, report = bring_in()
    assert report.count == report.by_file["payments.csv"] == len(lines) - 1
    assert len(report.first) == 20


def test_a_report_repeats_nothing_that_was_written(bring_in, files, edit, caplog):
    caplog.set_level(logging.DEBUG)
    lines = (files / "people.csv").read_text("utf-8").splitlines()
    nir, name = lines[1].split(",")[1], lines[1].split(",")[3]
    edit("people", 3, "nir", nir)
    edit("people", 2, "rank", name)
    edit("people", 4, "birth_date", nir)
    edit("payments", 2, "payee", name)
    _imported, report = bring_in()
    said = "\n".join(map(str, report.first)) + caplog.text
    assert report.count == 3
    assert "people.csv:2: rank:" in said
    assert personal_data_in(said) is None
    assert name not in said


def test_a_database_that_is_open_is_not_touched(bring_in, there):
    connection = dbapi2.connect(there)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT count(*) FROM people").fetchall()
    with pytest.raises(DatabaseOpenError):
        bring_in()
    connection.close()
    assert bring_in()[1].count == 0


def test_a_database_that_is_opened_meanwhile_is_not_replaced(files, there, dump):
    before = dump(there)
    late = dbapi2.connect(there)

    def open_it(_size, _rows):
        late.execute("PRAGMA journal_mode=WAL").fetchall()
        late.execute("SELECT count(*) FROM people").fetchall()

    onlooker = Onlooker(on_progress=open_it)
    with pytest.raises(DatabaseOpenError):
        import_folder(f"sqlite:///{there}", files, Report(1), replace=True, onlooker=onlooker)
    late.close()
    assert dump(there) == before


def test_what_a_terminal_acknowledges_while_the_result_is_written_is_not_lost(files, there, edit, dump, monkeypatch):
    """Between the last look at the old database and the end, the disk may take minutes."""
    finish = BulkFile.finish

    def finish_late(file):
        finish(file)
        engine = make_engine(f"sqlite:///{there}")
        with writing(engine) as connection:
            write_rows(connection, {"certificate_counters": [{"fund": "751", "year": 2026, "last": 1}]})
        engine.dispose()

    edit("people", 2, "first_name", "Marie-Anne")
    monkeypatch.setattr(BulkFile, "finish", finish_late)
    with pytest.raises(DatabaseOpenError):
        import_folder(f"sqlite:///{there}", files, Report(1))
    assert dump(there)["certificate_counters"] == [("751", 2026, 1)]


def test_a_terminal_that_starts_before_the_first_look_is_no_fault_of_the_disk(files, there, edit):
    edit("people", 2, "first_name", "Marie-Anne")
    opened = []

    def take_it(_total):
        late = dbapi2.connect(there)
        late.execute("PRAGMA journal_mode=WAL").fetchall()
        late.execute("SELECT count(*) FROM people").fetchall()
        opened.append(late)

    with pytest.raises(DatabaseOpenError):
        import_folder(f"sqlite:///{there}", files, Report(1), onlooker=Onlooker(on_total=take_it))
    opened[0].close()


def test_an_import_that_is_stopped_leaves_what_was_there(files, there, edit, dump):

    edit("people", 2, "first_name", "Marie-Anne")
    before = dump(there)

    def stop(_size, _rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_folder(f"sqlite:///{there}", files, Report(1), onlooker=Onlooker(on_progress=stop))
    assert dump(there) == before
    assert sorted(file.name for file in there.parent.iterdir() if file.is_file()) == ["kiosk.db"]


def test_a_file_that_is_no_database_is_said(bring_in, path):
    path.write_bytes(b"no database" * 100)
    with pytest.raises((FaultyDatabaseError, DatabaseOpenError)):
        bring_in()


def test_an_empty_database_is_said(bring_in, path):
    path.touch()
    with pytest.raises(FaultyDatabaseError) as raised:
        bring_in()
    assert raised.value.fault is DatabaseFault.MISSING


def test_how_far_it_is_can_be_seen(files, path):

    totals, read = [], []
    onlooker = Onlooker(totals.append, lambda size, rows: read.append((size, rows)))
    imported = import_folder(f"sqlite:///{path}", files, Report(1), onlooker=onlooker)
    assert totals == [sum(file.stat().st_size for file in files.iterdir())]
    assert sum(rows for _size, rows in read) == imported.read
    assert sum(size for size, _rows in read) <= totals[0]


def test_the_days_of_the_data_are_those_of_the_generation(bring_in, dump, path):
    bring_in()
    assert dump(path)["data_sets"] == [(1, 1, 12, date(2026, 11, 21).isoformat())]
