"""The tour of the dock, the window of the simulators."""

from __future__ import annotations

from typing import TypeVar

from kiosk.app.bench_adapters import CardHostBench, PhoneSocket, PrinterControlBench
from kiosk.app.sockets import PHONE_SOCKET, PRINTER_SOCKET
from kiosk.app.tour.guide import Guide
from kiosk.texts import gettext as _
from ui.dock.window import DockTab, DockWindow

V = TypeVar("V")


def play_dock(guide: Guide) -> None:
    """Show the four tabs, on the very simulators of this tour."""
    runtime = guide.simulators.runtime
    dock = DockWindow(
        CardHostBench(runtime, None),
        PrinterControlBench(runtime / PRINTER_SOCKET),
        PhoneSocket(runtime / PHONE_SOCKET),
    )
    dock.show()
    dock.start()
    try:
        for tab, title, is_shown in (
            (DockTab.CARDS, _("Simulateur : les cartes"), lambda: bool(_shown(dock.cards.view()).rows)),
            (DockTab.PHONE, _("Simulateur : le téléphone"), lambda: bool(_shown(dock.phone.view()).messages)),
            (DockTab.PAPER, _("Simulateur : le papier"), lambda: _shown(dock.paper.view()).ticket is not None),
            (DockTab.FAULTS, _("Simulateur : les pannes"), lambda: bool(_shown(dock.faults.view()).printer)),
        ):
            dock.show_tab(tab)
            guide.stage.wait_until(is_shown, f"the {tab.value} of the dock")
            guide.album.add_window(dock, f"dock-{tab.name.lower()}", title)
    finally:
        dock.close()


def _shown(view: V | None) -> V:
    """Give what a section shows; the dock's sections always show something."""
    assert view is not None  # noqa: S101 - for the type checker
    return view
