import pytest

from hardware.card.simulator.scenario import load_scenario
from kiosk.services.generator.cards import CardWriter


@pytest.fixture
def folder(tmp_path, files):
    writer = CardWriter(tmp_path / "cards")
    for file in files:
        writer.write(file)
    return tmp_path / "cards"


def test_the_first_twenty_people_drawn_get_cards_that_the_virtual_reader_takes(folder):
    paths = sorted(folder.glob("*.toml"))
    assert len(paths) == 20
    for path in paths:
        assert load_scenario(str(path)) is not None


def test_a_card_says_whose_it_is_and_its_code(folder, files):
    first = next(file for file in files if file.account is not None and not file.account.is_of_cast)
    text = (folder / "drawn-01.toml").read_text(encoding="utf-8")
    assert first.account.code in text
    assert first.insured.nir.value in text
    assert f"{first.insured.birth_date:%Y%m%d}" in text


def test_without_people_no_folder_is_made(tmp_path):
    CardWriter(tmp_path / "cards")
    assert not (tmp_path / "cards").exists()
