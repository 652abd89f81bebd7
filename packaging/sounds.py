"""Write the chimes of the terminal into assets/sounds: `python packaging/sounds.py`.

The files are kept in the repository, since they are small and never change by themselves; this script says how they
were made. A chime is a row of sine tones, each struck and fading like a bell; it says by its melody what it means:

- take-card rises and comes twice: come and do something;
- still-there rises gently: a question;
- problem falls: something has stopped.
"""

import math
import struct
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_RATE_HZ = 22_050
AMPLITUDE = 0.5
"""Half of full scale: the volume itself is set by the terminal's loudspeaker."""

ATTACK_S = 0.006
"""Time in which a tone comes in; a tone that starts at once clicks."""

FADE_S = 0.02
"""Time in which the end of a file goes to silence, for the same reason."""

OVERTONES = ((1.0, 0.80), (2.0, 0.14), (3.0, 0.06))
"""Harmonics and their shares: a pure sine is hard to locate and is lost on small loudspeakers."""


@dataclass(frozen=True)
class Tone:
    """Hold one tone: when it is struck, its pitch, and how fast it dies away."""

    start_s: float
    pitch_hz: float
    decay_s: float = 0.16


C5, E5, G5, A5, C6 = 523.25, 659.26, 783.99, 880.0, 1046.5

CHIMES: dict[str, tuple[float, Sequence[Tone]]] = {
    "take-card": (0.95, (Tone(0.0, G5), Tone(0.16, C6), Tone(0.48, G5), Tone(0.64, C6))),
    "still-there": (0.7, (Tone(0.0, E5), Tone(0.2, A5, decay_s=0.22))),
    "problem": (0.7, (Tone(0.0, G5), Tone(0.22, C5, decay_s=0.22))),
}
"""Length in seconds and tones of each sound."""


def samples(length_s: float, tones: Sequence[Tone]) -> bytes:
    """Compute a chime as 16-bit little-endian mono samples."""
    count = round(length_s * SAMPLE_RATE_HZ)
    values = []
    for index in range(count):
        now_s = index / SAMPLE_RATE_HZ
        value = sum(_strength(tone, now_s) for tone in tones)
        fade = min(1.0, (count - 1 - index) / (FADE_S * SAMPLE_RATE_HZ))
        values.append(round(max(-1.0, min(1.0, AMPLITUDE * value * fade)) * 32_767))
    return struct.pack(f"<{count}h", *values)


def _strength(tone: Tone, now_s: float) -> float:
    since_s = now_s - tone.start_s
    if since_s < 0:
        return 0.0
    envelope = min(1.0, since_s / ATTACK_S) * math.exp(-since_s / tone.decay_s)
    turn = 2 * math.pi * tone.pitch_hz * since_s
    return envelope * sum(share * math.sin(times * turn) for times, share in OVERTONES)


def write_chimes(folder: Path) -> list[Path]:
    """Write every chime into a folder and give the files."""
    written = []
    for name, (length_s, tones) in CHIMES.items():
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes(samples(length_s, tones))
        written.append(path)
    return written


if __name__ == "__main__":
    target = Path(__file__).resolve().parent.parent / "assets" / "sounds"
    target.mkdir(parents=True, exist_ok=True)
    for path in write_chimes(target):
        sys.stdout.write(f"{path.relative_to(target.parent.parent)}\n")
