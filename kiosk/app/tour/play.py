"""Play the visits of the tour in their order.

A step that does not come, or a status that was never seen, fails the tour.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from kiosk.app.simulators import Simulators
from kiosk.app.stage import Stage, StepMissingError
from kiosk.app.tour.access import (
    play_attract,
    play_card_problems,
    play_code,
    play_forgotten_code,
    play_no_mobile,
    play_silence,
)
from kiosk.app.tour.album import Album
from kiosk.app.tour.allowances import play_allowances
from kiosk.app.tour.attachment import play_attachment
from kiosk.app.tour.card_update import play_card_update
from kiosk.app.tour.clock import SkippingClock
from kiosk.app.tour.dock import play_dock
from kiosk.app.tour.ehic import play_ehic
from kiosk.app.tour.guide import Guide
from kiosk.app.tour.payments import play_payments
from kiosk.app.tour.rights import play_rights
from kiosk.app.tour.statements import play_statements
from kiosk.app.tour.third_party import play_third_party
from kiosk.app.tour.troubles import play_out_of_service, play_paper_in_doubt
from kiosk.session.statuses import Status
from ui.theme import ScreenMetrics

_VISITS = (
    play_attract,
    play_card_problems,
    play_code,
    play_payments,
    play_statements,
    play_rights,
    play_allowances,
    play_third_party,
    play_attachment,
    play_ehic,
    play_card_update,
    play_forgotten_code,
    play_no_mobile,
    play_silence,
    play_paper_in_doubt,
    play_out_of_service,
    play_dock,
)


def play_tour(simulators: Simulators, directory: Path, metrics: ScreenMetrics) -> Path:
    """Play all visits; give the page with the pictures.

    Args:
        simulators: running, with a printer as fast as a real one.
        directory: where the pictures go; it is there.
        metrics: of the screen.

    Raises:
        StepMissingError: a step did not come, or a status was never seen.
        OSError: a picture could not be written.
    """
    clock = SkippingClock()
    stage = Stage(simulators, metrics, clock=clock)
    album = Album(stage, directory)
    guide = Guide(stage, album, clock, simulators)
    stage.conductor.state_changed.connect(album.look)
    with stage:
        album.look(stage.conductor.state)
        for visit in _VISITS:
            visit(guide)
    missing = {status.__name__ for status in get_args(Status)} - {status.__name__ for status in album.seen}
    if missing:
        raise StepMissingError(f"never seen: {', '.join(sorted(missing))}")
    return album.write_index()
