from datetime import date

import pytest
from pysqlite3 import dbapi2

from kiosk.services.generator.cast import cast_nirs
from kiosk.services.generator.chunks import PEOPLE_A_CHUNK
from kiosk.services.generator.generate import Generated, Onlooker, generate_database
from kiosk.storage.replacing import DatabaseOpenError, DatabaseThereError
from kiosk.storage.schema import metadata


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiosk.db"


@pytest.fixture
def generate(path, secrets, order):
    def generate(target=path, replace=False, secrets=secrets, **changes):
        return generate_database(f"sqlite:///{target}", secrets, order(**changes), replace=replace)

    return generate


def dump(path):
    """Give every row of every table."""
    connection = dbapi2.connect(path)
    rows = {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608 - our own names
        for table in metadata.tables
    }
    connection.close()
    return rows


def count(path, table):
    connection = dbapi2.connect(path)
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - names below
    connection.close()
    return found


def test_what_is_said_is_in_the_database(generate, path):
    generated = generate()
    assert generated == Generated(count(path, "people"), count(path, "files"), count(path, "payments"))
    assert generated.people == 30 + len(set(cast_nirs()))


def test_every_row_points_to_one_that_is_there(generate, path):
    generate()
    connection = dbapi2.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_the_same_seed_and_secrets_give_the_same_rows_salts_included(generate, path, tmp_path):
    generate()
    generate(tmp_path / "again.db")
    assert dump(path) == dump(tmp_path / "again.db")


def test_another_seed_gives_other_rows(generate, path, tmp_path):
    generate()
    generate(tmp_path / "other.db", seed=2)
    assert dump(path) != dump(tmp_path / "other.db")


def test_a_database_that_is_there_stays_unless_it_is_to_be_replaced(generate, path):
    generate()
    before = dump(path)
    with pytest.raises(DatabaseThereError):
        generate(seed=2)
    assert dump(path) == before
    generate(seed=2, replace=True)
    assert dump(path) != before


def test_a_database_that_is_open_is_not_replaced(generate, path):
    generate()
    connection = dbapi2.connect(path)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT count(*) FROM people").fetchall()
    with pytest.raises(DatabaseOpenError):
        generate(seed=2, replace=True)
    connection.close()
    generate(seed=2, replace=True)


def test_the_log_of_the_database_before_is_not_played_into_the_new_one(generate, path):
    generate()
    # A terminal that was killed has left its log.
    path.with_name("kiosk.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4096))
    generate(seed=2, replace=True)
    assert sorted(file.name for file in path.parent.iterdir()) == ["kiosk.db"]


def test_a_generation_that_is_stopped_leaves_the_database_that_was_there(generate, path, secrets, order):
    generate()
    before = dump(path)

    def stop(file):
        if file.file_id > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate_database(f"sqlite:///{path}", secrets, order(seed=2), replace=True, onlooker=Onlooker(stop))
    assert dump(path) == before
    generate(seed=2, replace=True)
    assert sorted(file.name for file in path.parent.iterdir()) == ["kiosk.db"]


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(generate, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        generate(tmp_path / "file" / "kiosk.db")


def test_only_its_owner_may_read_the_database(generate, path):
    generate()
    assert path.stat().st_mode & 0o777 == 0o600


def test_codes_of_the_cast_cost_what_real_ones_do(generate, path, order):
    generate()
    connection = dbapi2.connect(path)
    hashes = connection.execute("SELECT code_hash FROM accounts").fetchall()
    as_of = connection.execute("SELECT as_of, seed, people_count FROM data_sets").fetchone()
    connection.close()
    assert all(code_hash.startswith("$argon2id$") for (code_hash,) in hashes)
    assert as_of == ("2026-11-21", 1, 30)
    assert order().today == date(2026, 11, 21)


def test_an_address_of_no_database_is_refused(secrets, order):
    for address in ("sqlite://", "postgresql+psycopg://localhost/kiosk"):
        with pytest.raises(ValueError, match="file"):
            generate_database(address, secrets, order())


def test_however_many_processes_draw_them_the_people_are_the_same(generate, path, tmp_path):
    generate(people=PEOPLE_A_CHUNK + 250, workers=0)
    generate(tmp_path / "other.db", people=PEOPLE_A_CHUNK + 250, workers=2)
    assert dump(path) == dump(tmp_path / "other.db")


def test_people_who_are_written_are_told(secrets, order, path):
    told = []
    generated = generate_database(f"sqlite:///{path}", secrets, order(), onlooker=Onlooker(on_people=told.append))
    assert sum(told) == generated.people
