"""The least that a program in Qt for Python does: one full-screen window with one text. The floor of a start."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel


def main() -> int:
    """Show the window until the process is stopped."""
    application = QApplication([])
    window = QLabel("Bonjour\nInsérez votre carte Vitale pour commencer")
    window.setStyleSheet("background: #0C419A; color: white; font-size: 40px")
    window.showFullScreen()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
