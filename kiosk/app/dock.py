"""The process of the dock: `python -m kiosk.app.dock RUNTIME PCSCD_PID`, started by the demonstration."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.app.bench_adapters import CardHostBench, PhoneSocket, PrinterControlBench
from kiosk.app.sockets import PHONE_SOCKET, PRINTER_SOCKET
from kiosk.app.windows import dock_rect
from kiosk.texts import set_language
from ui.dock.window import DockWindow
from ui.theme import load_fonts


def main(arguments: Sequence[str]) -> int:
    """Show the dock until its window is closed or the demonstration ends it."""
    parser = argparse.ArgumentParser(prog="kiosk.app.dock")
    parser.add_argument("runtime", type=Path, help="the folder of the simulators' sockets")
    parser.add_argument("pcscd_pid", type=int, help="process number of the private pcscd")
    parser.add_argument("--language", choices=("fr", "en"), default="fr", help="what the window speaks")
    options = parser.parse_args(arguments)
    set_language(options.language)
    application = QApplication([])
    load_fonts()
    printer = PrinterControlBench(options.runtime / PRINTER_SOCKET)
    window = DockWindow(
        CardHostBench(options.runtime, options.pcscd_pid),
        printer,
        PhoneSocket(options.runtime / PHONE_SOCKET),
    )
    place = dock_rect(QGuiApplication.primaryScreen().availableGeometry())
    window.resize(place.size())
    # As the frame stands: geometry would be that of the window inside it.
    window.move(place.topLeft())
    window.show()
    window.start()
    status = application.exec()
    window.stop()
    printer.close()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
