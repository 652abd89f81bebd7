"""The pictures of docs/architecture.md use the code's own names, all of them."""

import re
from pathlib import Path

from kiosk.session import statuses as at

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def picture(kind: str) -> str:
    return re.search(rf"```mermaid\n{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]


def test_the_picture_of_a_visit_shows_every_status_and_nothing_else() -> None:
    drawn = set(
        re.findall(r"\b[A-Z][A-Za-z]+\b(?= -->| :|$)|(?<=--> )[A-Z][A-Za-z]+", picture("stateDiagram-v2"), re.MULTILINE)
    )
    assert drawn == {status.__name__ for status in at.Status.__args__}


def test_the_picture_of_the_layers_names_packages_that_exist() -> None:
    names = set(re.findall(r"kiosk\.\w+", picture("flowchart TD")))
    root = Path(__file__).parents[2]
    for name in names:
        place = root.joinpath(*name.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), name
