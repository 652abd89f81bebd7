"""How long the terminal waits, in seconds on the monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold the waiting times of a visit.

    Attributes:
        idle_s: without a touch, before the question "still there?".
        idle_code_s: idem while a code is typed.
        idle_reading_s: idem while a statement or certificate is read.
        warning_s: how long the question stays (WCAG 2.2.1 asks for 20 s at least).
        goodbye_s: how long the last screen stays.
        card_problem_s: how long a card problem stays once the card is out.
        printed_s: how long "take your document" stays before the menu comes back by itself.
        resend_s: between two text messages.
        preferences_s: how long palette and text size outlast the last touch while no card is in.
    """

    idle_s: float = 60.0
    idle_code_s: float = 90.0
    idle_reading_s: float = 120.0
    warning_s: float = 30.0
    goodbye_s: float = 4.0
    card_problem_s: float = 8.0
    printed_s: float = 15.0
    resend_s: float = 60.0
    preferences_s: float = 60.0
