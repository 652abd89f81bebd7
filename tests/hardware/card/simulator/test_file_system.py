import msgspec

from hardware.card.simulator.file_system import build_directories, tlv
from hardware.card.simulator.scenario import Layout, load_scenario

FAMILY = load_scenario("family")


def files_of(**layout):
    scenario = msgspec.structs.replace(FAMILY, layout=Layout(**layout))
    root, application = build_directories(scenario)
    return {
        f"{directory.file_id:04X}/{file.file_id:04X}": file.content
        for directory in (root, application)
        for file in directory.files
    }


def test_a_data_object_takes_the_form_of_length_that_was_asked_for_or_the_next_that_holds_it():
    assert tlv(0x80, b"AB").hex() == "80024142"
    assert tlv(0x80, b"AB", form="81").hex() == "8081024142"
    assert tlv(0x80, b"AB", form="82").hex() == "808200024142"
    assert tlv(0x80, bytes(0x80))[:3].hex() == "808180"
    assert tlv(0x7F21, bytes(300), form="81")[:5].hex() == "7f2182012c"


def test_the_master_file_and_the_application_hold_the_files_of_a_vitale_2():
    assert set(files_of()) == {
        "3F00/2F00",
        "3F00/2F02",
        "3F00/0002",
        "3F00/0003",
        "DF01/2001",
        "DF01/0002",
        "DF01/0004",
        "DF01/00C1",
    }


def test_every_length_of_the_cast_is_one_byte_as_on_the_cards_that_were_seen():
    assert not any(content[1] & 0x80 for path, content in files_of(padding_bytes=0).items() if path != "DF01/0004")


def test_each_file_is_padded_with_zeros():
    bare, padded = files_of(padding_bytes=0), files_of(padding_bytes=40)
    assert all(padded[path] == content + bytes(40) for path, content in bare.items())


def test_a_missing_file_is_not_there_and_an_empty_one_says_so():
    assert "3F00/2F02" not in files_of(missing_files=("pan",))
    assert files_of(empty_files=("identity",), padding_bytes=0)["3F00/0002"].hex() == "0400"


def test_the_certificate_is_the_same_each_time_and_another_on_another_card():
    assert files_of()["DF01/0004"] == files_of()["DF01/0004"]
    other = build_directories(load_scenario("locked"))[1].files[2].content
    assert other != files_of()["DF01/0004"]
