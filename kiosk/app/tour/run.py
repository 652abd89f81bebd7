"""Run the tour in this process, on the display of its environment."""

from __future__ import annotations

import logging
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.app.simulators import SimulatorOptions, Simulators
from kiosk.app.tour.play import play_tour
from ui.theme import ScreenMetrics, load_fonts


def run_tour(directory: Path) -> Path:
    """Play the tour; give its page.

    Args:
        directory: for the pictures; what is there is removed.

    Raises:
        StepMissingError: a step did not come.
        BenchError: pcscd does not come up.
        OSError: a picture could not be written.
    """
    application = QApplication([])
    load_fonts()
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    logging.basicConfig(filename=directory / "log.txt", level=logging.INFO)
    with tempfile.TemporaryDirectory(prefix="kiosk-tour-") as runtime:
        today = datetime.now().astimezone().date()
        with Simulators(Path(runtime), today, SimulatorOptions(time_scale=1.0)) as simulators:
            page = play_tour(simulators, directory, ScreenMetrics())
    application.quit()
    return page
