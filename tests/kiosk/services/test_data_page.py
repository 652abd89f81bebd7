import pytest

from kiosk.services.checking.check import written_rules
from kiosk.services.data_page import data_page
from kiosk.services.transfer.tables import KEPT, tables_read

HEAD = "# Data\n\nRead this.\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "data.md"
    path.write_text(
        f"{HEAD}<!-- rules -->\nstale words\n<!-- end -->\nbetween\n<!-- tables -->\n<!-- end -->\nafter\n", "utf-8"
    )
    return data_page(path)


def test_what_is_written_by_hand_stays(page):
    assert page.startswith(HEAD)
    assert "\nbetween\n" in page
    assert page.endswith("\nafter\n")
    assert "stale words" not in page


def test_every_column_says_its_type_what_is_allowed_its_unit_and_an_example(page):
    assert "| `total_cents` | whole number | any | cents | `1900` |" in page
    assert "| `paid_cents` | whole number | 0 or more | cents | `3000` |" in page
    assert "| `payee` | choice | insured, professional, employer |  | `insured` | to whom it was paid |" in page
    for table in tables_read().values():
        part = page.split(f"### {table.file_name}\n")[1].split("\n### ")[0]
        assert all(f"| `{name}` |" in part for name in table.column_names)


def test_keys_references_and_rules_of_a_table_are_told(page):
    part = page.split("### stoppages.csv\n")[1].split("\n### ")[0]
    assert "- Key: `id`." in part
    assert "- `file_id`: a line of files.csv, by its `id`." in part
    assert "- `first_day <= last_day`." in part


def test_what_a_number_may_be_by_another_column_is_told(page):
    part = page.split("### parameters.csv\n")[1].split("\n### ")[0]
    assert "- `value` is 0 to 366 where `name` is one of `allowance-waiting-days`, " in part
    assert part.count("`certificate-months`") == 1


def test_every_rule_and_every_table_without_file_is_there(page):
    assert all(f"| `{rule.name}` | `{rule.table}` | {rule.says} |" in page for rule in written_rules())
    assert all(f"| `{name}` | {reason} |" in page for name, reason in KEPT.items())
