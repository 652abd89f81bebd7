"""The printers that can be played: what each has and how fast it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hardware.printer.simulator.codepages import CUSTOM_CODE_PAGES, EPSON_CODE_PAGES, GENERIC_CODE_PAGES


@dataclass(frozen=True, slots=True)
class Profile:
    """Describe a printer of 80 mm paper.

    Attributes:
        name: what `--dialect` calls it.
        code_pages: numbers of ESC t to codecs; another number keeps the page of the moment.
        has_process_id: whether GS ( H is answered.
        has_asb: whether GS a works.
        has_full_status: whether DLE EOT 17, 20 and 21, GS E0h to E5h and ESC v work (Custom).
        has_presenter: whether a cut ticket waits in a presenter (GS e, FS P).
        presents_after_cut: whether it pushes a cut ticket to the mouth by itself, without GS e or FS P.
        gs_v_cuts: whether GS V fires the cutter; on presenter units only ESC i does.
        width_dots: dots that the head can print on a row.
        dots_per_mm: of head and paper motor alike; 8 is 203 dpi.
        speed_mm_s: of the paper under the head.
        cut_s: one cut.
        present_s: moving a ticket to the mouth, back into the bin, or out.
        boot_s: from power to the first answer.
        cooling_s: what an overheated head needs.
        head_to_cutter_mm: the cutter sits that much after the head: what is not fed to it stays on the next paper.
        lookahead_mm: how much paper the printer prepares before it is printed; why GS r is a weak proof.
        receive_buffer_bytes: taken from the link before it stops reading.
        roll_mm: a new roll.
        near_end_mm: what is left when the near-end sensor sees the core of the roll.
    """

    name: str
    code_pages: Mapping[int, str]
    has_process_id: bool
    has_asb: bool
    has_full_status: bool
    has_presenter: bool
    presents_after_cut: bool
    gs_v_cuts: bool
    width_dots: int = 576
    dots_per_mm: int = 8
    speed_mm_s: float = 250.0
    cut_s: float = 0.25
    present_s: float = 0.4
    boot_s: float = 2.0
    cooling_s: float = 4.0
    head_to_cutter_mm: int = 12
    lookahead_mm: int = 12
    receive_buffer_bytes: int = 4096
    roll_mm: int = 80_000
    near_end_mm: int = 4_000

    @property
    def dots_per_s(self) -> float:
        """Give the speed of the paper in dot rows a second."""
        return self.speed_mm_s * self.dots_per_mm

    @property
    def head_to_cutter_dots(self) -> int:
        """Give the distance from the head to the blade in dot rows."""
        return self.head_to_cutter_mm * self.dots_per_mm


EPSON_TM: Final = Profile(
    name="epson-tm",
    code_pages=EPSON_CODE_PAGES,
    has_process_id=True,
    has_asb=True,
    has_full_status=False,
    has_presenter=False,
    presents_after_cut=False,
    gs_v_cuts=True,
)
"""A counter printer that answers process ids: the certain proof."""

CUSTOM_KIOSK: Final = Profile(
    name="custom-kiosk",
    code_pages=CUSTOM_CODE_PAGES,
    has_process_id=False,
    has_asb=False,
    has_full_status=True,
    has_presenter=True,
    presents_after_cut=True,
    gs_v_cuts=False,
)
"""A kiosk printer with presenter and counters, without GS ( H and CP1252."""

GENERIC: Final = Profile(
    name="generic",
    code_pages=GENERIC_CODE_PAGES,
    has_process_id=False,
    has_asb=True,
    has_full_status=False,
    has_presenter=False,
    presents_after_cut=False,
    gs_v_cuts=True,
)
"""An "ESC/POS compatible" printer: nothing but GS r tells that a job was processed."""

PROFILES: Final[Mapping[str, Profile]] = {profile.name: profile for profile in (EPSON_TM, CUSTOM_KIOSK, GENERIC)}
"""Every profile by name."""
