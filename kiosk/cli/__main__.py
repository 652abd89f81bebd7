"""Let `python -m kiosk.cli` be the command `kiosk`."""

from kiosk.cli import main

main()
