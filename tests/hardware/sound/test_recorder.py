"""The recording sounder keeps what it was asked to play."""

from hardware.sound.recorder import RecordingSounder
from kiosk.ports import Sound, Sounder


def test_sounds_are_kept_in_the_order_in_which_they_were_asked_for():
    recorder = RecordingSounder()
    port: Sounder = recorder
    port.play(Sound.PROBLEM)
    port.play(Sound.TAKE_CARD)
    recorder.stop()
    assert recorder.played == [Sound.PROBLEM, Sound.TAKE_CARD]
