import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]


def pinned(lock):
    return set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def name_of(requirement):
    return re.split(r"[<>=]", requirement)[0]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_no_place_of_a_machine(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|^--|^/", text, re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_its_hashes(lock):
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_locks_hold_what_the_project_asks_for():
    assert {name_of(requirement) for requirement in DEPENDENCIES} <= pinned("requirements.lock")
    assert {name_of(requirement) for requirement in DEPENDENCIES + DEVELOPMENT} <= pinned("requirements-dev.lock")


@pytest.mark.parametrize("requirement", DEPENDENCIES + DEVELOPMENT)
def test_every_dependency_has_its_reason_on_the_page(requirement):
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    assert re.search(rf"(?<![\w-]){re.escape(name_of(requirement))}(?![\w-])", page)
