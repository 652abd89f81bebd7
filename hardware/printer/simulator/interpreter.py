"""Obey tokens one by one."""

from __future__ import annotations

from typing import Final

from hardware.printer.simulator.commands import EventKind, Handler, Machine
from hardware.printer.simulator.graphics_commands import GraphicsCommands
from hardware.printer.simulator.layout import Layout
from hardware.printer.simulator.machine_commands import MachineCommands
from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.text_commands import TextCommands
from hardware.printer.simulator.tokens import DLE, Character, Command, Discarded, Token, Unknown

_SELECT: Final = b"\x1b="

_WITHOUT_EFFECT: Final = frozenset(
    {
        *(b"\x1bU", b"\x1br", b"\x1bp", b"\x1bc3", b"\x1bc4", b"\x1bc5", b"\x1b%", b"\x1b?"),
        *(b"\x1c.", b"\x1c&", b"\x1c!", b"\x1c-", b"\x1cS", b"\x1cC", b"\x1c\xc1"),
        *(b"\x1dT", b"\x1dj", b"\x1d\xe6", b"\x1d\xe7"),
    }
)
"""Known commands that change nothing that can be seen here: drawer, buttons, Kanji modes, print direction."""


class Interpreter:
    """Turn tokens into movements of the mechanism and answers to the host.

    Args:
        profile: the printer played.
        machine: everything around the interpreter.
    """

    def __init__(self, profile: Profile, machine: Machine) -> None:
        self._machine = machine
        self._layout = Layout(profile, machine.plan)
        self._graphics = GraphicsCommands(self._layout, machine)
        self._handlers: dict[bytes, Handler] = {
            **TextCommands(profile, self._layout, machine).handlers(),
            **self._graphics.handlers(),
            **MachineCommands(profile, self._layout, machine).handlers(),
            b"\x1b@": self._initialize,
        }

    def obey(self, token: Token) -> None:
        """Obey one token; nothing in it can make this fail."""
        if not self._layout.modes.selected and not (isinstance(token, Command) and token.code == _SELECT):
            return
        match token:
            case Character(code):
                self._layout.character(code)
            case Command(code, arguments):
                self._command(code, arguments)
            case Unknown(code):
                self._machine.report(EventKind.UNKNOWN_COMMAND, code)
            case Discarded(code, _):
                self._machine.report(EventKind.BLOCK_TOO_LONG, code)

    def clear(self) -> None:
        """Forget what is not printed yet, keep the settings (DLE ENQ 2, DLE DC4 fn 8)."""
        self._layout.clear()
        self._graphics.clear()

    def _command(self, code: bytes, arguments: bytes) -> None:
        handler = self._handlers.get(code)
        if handler is not None:
            handler(arguments)
        elif code == _SELECT:
            self._layout.modes.selected = bool(arguments[0] & 1)
        elif code[0] != DLE and code not in _WITHOUT_EFFECT:
            # DLE commands were obeyed when they arrived.
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, code)

    def _initialize(self, _arguments: bytes) -> None:
        self._layout.initialize()
        self._graphics.clear()
        self._machine.set_automatic_status(0)
        self._machine.set_automatic_full_status(0)
        self._machine.set_offline_answer(0)
