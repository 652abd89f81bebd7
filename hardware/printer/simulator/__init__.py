"""A virtual ESC/POS printer: bytes in, status answers and paper out, with every fault that can be injected."""

from hardware.printer.simulator.control import ControlError, PrinterControl
from hardware.printer.simulator.engine import EngineOptions, PrinterEngine
from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.inprocess_link import InProcessLink
from hardware.printer.simulator.operator import Operator, Snapshot
from hardware.printer.simulator.paper import Paper, PaperPlace, Symbol, TextLine
from hardware.printer.simulator.profiles import CUSTOM_KIOSK, EPSON_TM, GENERIC, PROFILES, Profile
from hardware.printer.simulator.server import SerialLine, TcpPort, VirtualPrinter
from hardware.printer.simulator.state import MechanicalError, PrinterState

__all__ = [
    "CUSTOM_KIOSK",
    "EPSON_TM",
    "GENERIC",
    "PROFILES",
    "ControlError",
    "EngineOptions",
    "Fault",
    "FaultName",
    "InProcessLink",
    "MechanicalError",
    "Operator",
    "Paper",
    "PaperPlace",
    "PrinterControl",
    "PrinterEngine",
    "PrinterState",
    "Profile",
    "SerialLine",
    "Snapshot",
    "Symbol",
    "TcpPort",
    "TextLine",
    "VirtualPrinter",
]
