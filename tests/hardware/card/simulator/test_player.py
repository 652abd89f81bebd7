import pytest

from hardware.card.simulator.player import CardPlayer, Exchange, Pulled, Reply, Silence
from hardware.card.simulator.scenario import load_scenario, parse_scenario

SELECT_MF = bytes.fromhex("00A40000023F00")
READ = bytes.fromhex("00B0820000")


def play(faults="", **options):
    mute = "mute = true\n" if options.get("mute") else ""
    scenario = parse_scenario(f'title = "x"\n{mute}{faults}'.encode(), "x")
    player = CardPlayer(scenario)
    player.power_up()
    return player


def fault(kind, **values):
    lines = [f"{key} = {value!r}".replace("'", '"') for key, value in values.items()]
    return "\n".join(["[[faults]]", f'kind = "{kind}"', *lines, ""])


def answers(player, count):
    return [player.transmit(SELECT_MF) for _ in range(count)]


GOOD = Reply(bytes.fromhex("6112"))


def test_a_card_without_faults_answers_at_once():
    assert answers(play(), 2) == [GOOD, GOOD]


def test_powering_up_gives_the_answer_to_reset_and_forgets_what_was_selected():
    player = CardPlayer(load_scenario("family"))
    assert player.power_up().hex() == "3b751300004409ea9000"
    player.transmit(bytes.fromhex("00A40200022F02"))
    assert player.power_up() != b""
    assert player.transmit(bytes.fromhex("00B0000000")) == Reply(bytes.fromhex("6986"))


def test_a_mute_card_gives_no_answer_to_reset_nor_to_anything():
    player = play(mute=True)
    assert player.power_up() == b""
    assert player.transmit(SELECT_MF) == Silence()


def test_a_card_without_power_is_silent():
    player = play()
    player.power_down()
    assert player.transmit(SELECT_MF) == Silence()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fault("status-word", at=2, status_word="6F00"), [GOOD, Reply(b"\x6f\x00"), GOOD]),
        (fault("status-word", at=1, status_word="6F00", times=2), [Reply(b"\x6f\x00")] * 2 + [GOOD]),
        (fault("answer", at=1, answer=""), [Reply(b""), GOOD, GOOD]),
        (fault("answer", at=2, answer="90"), [GOOD, Reply(b"\x90"), GOOD]),
        (fault("delay", delay_ms=250), [Reply(GOOD.data, 0.25)] * 3),
        (fault("delay", delay_ms=250, at=3), [GOOD, GOOD, Reply(GOOD.data, 0.25)]),
        (fault("delay", delay_ms=5) + fault("delay", delay_ms=10, at=1), [Reply(GOOD.data, 0.015)]),
        (fault("silence", at=2), [GOOD, Silence(), GOOD]),
        (fault("pull", at=2), [GOOD, Pulled()]),
        (fault("swap", at=1, card="locked"), [Pulled("locked")]),
        (fault("delay", delay_ms=10) + fault("pull", at=1), [Pulled()]),
    ],
)
def test_a_fault_comes_at_its_exchange(text, expected):
    assert answers(play(text), len(expected)) == expected


def test_the_count_of_exchanges_goes_on_over_a_reset():
    player = play(fault("status-word", at=2, status_word="6F00"))
    player.transmit(SELECT_MF)
    player.power_up()
    assert player.transmit(SELECT_MF) == Reply(b"\x6f\x00")


def test_what_is_kept_of_the_exchanges_is_headers_lengths_and_status_words():
    player = CardPlayer(load_scenario("family"))
    player.power_up()
    player.transmit(SELECT_MF)
    player.transmit(bytes.fromhex("00B082000A"))
    assert player.exchanges == (
        Exchange(bytes.fromhex("00A40000"), 0, 0x6112),
        Exchange(bytes.fromhex("00B08200"), 10, 0x9000),
    )


def test_an_answer_without_status_word_is_noted_as_such():
    player = play(fault("answer", at=1, answer="90"))
    player.transmit(SELECT_MF)
    assert player.exchanges == (Exchange(SELECT_MF[:4], 1, None),)
