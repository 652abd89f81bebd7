"""The parent, the fund and the children of a file."""

import pytest
from sqlalchemy import text

from kiosk.storage.attachment import read_attachment_file
from kiosk.storage.engine import reading


def test_a_file_gives_its_parent_its_fund_and_its_children(engine, marie):
    with reading(engine) as connection:
        file = read_attachment_file(connection, marie)
    assert (file.parent.name.full, file.parent.nir.value) == ("DURAND Marie", "269057568815764")
    assert (file.organism.code, file.organism.address.lines) == ("01 751 0117", ("75948 PARIS",))
    assert file.address == ("12 RUE DES LILAS", "75019 PARIS")
    assert [(child.person_id, child.person.name.first) for child in file.children] == [(3, "Lucas")]


@pytest.mark.usefixtures("marie")
def test_no_form_is_made_for_a_file_that_is_not_there(engine):
    with reading(engine) as connection, pytest.raises(LookupError):
        read_attachment_file(connection, 99)


def test_an_index_finds_the_people_of_a_file(engine, marie):
    plan = "EXPLAIN QUERY PLAN SELECT * FROM members JOIN people ON people.id = members.person_id WHERE file_id = :id"
    with reading(engine) as connection:
        steps = [row.detail for row in connection.execute(text(plan), {"id": marie})]
    assert not [step for step in steps if step.startswith("SCAN")]
