"""docs/smartcard.md says what the code does."""

import re
from pathlib import Path

from hardware.card import apdu, tlv, vitale2_files
from hardware.card.monitor import CALL_S, WAIT_MS
from hardware.card.owner import CardLimits
from hardware.card.reading import MAX_RETRIES
from hardware.card.simulator.scenario import parse_scenario
from hardware.card.vitale2 import SPECIMEN_SERIAL
from kiosk.domain import sealed_session as sealed
from kiosk.domain.card_update import UpdateOutcome
from kiosk.domain.cards import CardFault
from kiosk.gateways.simulators.update_dialogue import READ_BYTES, WRITE_BYTES

PAGE = (Path(__file__).parents[3] / "docs" / "smartcard.md").read_text(encoding="utf-8")


def test_the_page_tells_every_fault():
    table = PAGE[PAGE.index("## 3.") : PAGE.index("## 4.")]
    assert {fault.name for fault in CardFault} == set(re.findall(r"`([A-Z0-9_]+)`", table))


def test_the_bounds_are_those_of_the_code():
    bounds = (tlv.MAX_LENGTH, tlv.MAX_OBJECTS, vitale2_files.MAX_PEOPLE, apdu.MAX_ROUNDS, MAX_RETRIES)
    assert bounds == (4096, 64, 20, 8, 3)
    assert (
        "4 KB a file, 64 data objects, 20 persons, 8 exchanges for one command (61xx, 6Cxx), 3 retries, 1.5 s" in PAGE
    )
    assert CardLimits().read_s == 1.5


def test_the_times_of_the_card_process_are_those_of_the_code():
    promised_s = WAIT_MS / 1000 + CALL_S
    assert f"silent for {promised_s + CardLimits().silence_s:.2f} s" in PAGE
    assert f"{promised_s + CardLimits().gone_s:.1f} s after the" in PAGE


def test_the_number_of_a_virtual_card_begins_as_the_page_says():
    assert f"number {SPECIMEN_SERIAL}…" in PAGE


def test_the_example_of_a_scenario_is_one():
    [example] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    scenario = parse_scenario(example.encode(), "docs/smartcard.md")
    assert scenario.title == "Famille ordinaire"
    assert len(scenario.faults) == 1


def test_the_commands_of_an_update_are_those_of_the_code():
    table = PAGE[PAGE.index("## 7.") : PAGE.index("## 8.")]
    assert {
        (int(cla, 16), int(ins, 16)) for cla, ins in re.findall(r"`(8[04]) ([0-9A-F]{2})(?: 00 00| offset)`", table)
    } == {
        (sealed.CLA_SESSION, sealed.INS_OPEN),
        (sealed.CLA_SESSION, sealed.INS_PROVE),
        (sealed.CLA_SEALED, sealed.INS_STATE),
        (sealed.CLA_SEALED, sealed.INS_READ),
        (sealed.CLA_SEALED, sealed.INS_BEGIN),
        (sealed.CLA_SEALED, sealed.INS_WRITE),
        (sealed.CLA_SEALED, sealed.INS_SWITCH),
    }
    assert f"file, {READ_BYTES} at most" in table
    assert f"{WRITE_BYTES} bytes at most" in table
    assert f"{sealed.UpdatedFile.RIGHTS.file_id:04X}" in table
    assert {outcome.name for outcome in UpdateOutcome} <= set(re.findall(r"^\| ([A-Z_]+) \|", table, re.MULTILINE))
