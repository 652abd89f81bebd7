"""Commands that ask for an answer, or move paper without printing."""

from __future__ import annotations

from typing import Final

from hardware.printer.simulator import responder
from hardware.printer.simulator.commands import EventKind, Handler, Machine, ReplyKind
from hardware.printer.simulator.layout import Layout
from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.steps import Advance, AnswerProcessId, Cut, Eject, Present, Retract

_PROCESS_ID_BYTES: Final = 4
_PRINTABLE: Final = range(0x20, 0x7F)
_COUNTERS: Final = (0xE1, 0xE2, 0xE3, 0xE4, 0xE5)

_RESPONSE: Final = b"\x1d(H"
_CUT: Final = b"\x1dV"


class MachineCommands:
    """Obey the commands about status, cutter and presenter."""

    def __init__(self, profile: Profile, layout: Layout, machine: Machine) -> None:
        self._profile = profile
        self._layout = layout
        self._machine = machine

    def handlers(self) -> dict[bytes, Handler]:
        """Give what each command does on this printer."""
        machine = self._machine
        handlers: dict[bytes, Handler] = {
            b"\x1bi": self._cut_now,
            b"\x1bm": self._cut_now,
            _CUT: self._cut,
            b"\x1dr": self._queued_status,
            b"\x1dI": self._identity,
            b"\x1d(D": self._realtime_requests,
        }
        if self._profile.has_process_id:
            handlers[_RESPONSE] = self._response
        if self._profile.has_asb:
            handlers[b"\x1da"] = lambda arguments: machine.set_automatic_status(arguments[0])
        if self._profile.has_full_status:
            handlers[b"\x1bv"] = lambda _: machine.reply(responder.paper_status(machine.state()))
            handlers[b"\x1d\xe0"] = lambda arguments: machine.set_automatic_full_status(arguments[0])
            handlers.update({bytes([0x1D, code]): self._counter(code) for code in _COUNTERS})
        if self._profile.has_presenter:
            handlers[b"\x1de"] = self._ejector
            handlers[b"\x1cP"] = self._present
        return handlers

    def _queued_status(self, arguments: bytes) -> None:
        if arguments[0] in {1, 49}:
            self._machine.reply(responder.paper_status(self._machine.state()))
        elif arguments[0] in {2, 50}:
            self._machine.reply(responder.DRAWER_STATUS)
        else:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1dr")

    def _identity(self, arguments: bytes) -> None:
        answer = responder.identity(arguments[0], self._profile.name)
        if answer is None:
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, b"\x1dI")
        else:
            self._machine.reply(answer)

    def _response(self, arguments: bytes) -> None:
        """Obey GS ( H after its length: fn m and what the function needs."""
        if not self._machine.answers_process_ids():
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _RESPONSE)
            return
        function, values = arguments[2:4], arguments[4:]
        if function == b"00" and len(values) == _PROCESS_ID_BYTES and all(byte in _PRINTABLE for byte in values):
            self._machine.plan(AnswerProcessId(values))
        elif function == b"10" and len(values) == 1 and values[0] % 48 <= 2:
            self._machine.set_offline_answer(values[0] % 48)
        else:
            self._machine.report(EventKind.BAD_ARGUMENT, _RESPONSE)

    def _realtime_requests(self, arguments: bytes) -> None:
        """Obey GS ( D after its length: 20, then pairs of function and switch."""
        pairs = arguments[3:]
        if arguments[2:3] != b"\x14" or len(pairs) % 2:
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1d(D")
            return
        for function, switch in zip(pairs[::2], pairs[1::2], strict=True):
            self._machine.set_realtime_request(function, enabled=bool(switch & 1))

    def _counter(self, code: int) -> Handler:
        def answer(_arguments: bytes) -> None:
            data = responder.counter(code, self._machine.state())
            if data is not None:
                self._machine.reply(data, ReplyKind.STATUS)

        return answer

    def _cut(self, arguments: bytes) -> None:
        """Obey GS V: 0, 1 cut where the blade is; 65, 66 feed what is printed past the blade, and n units, first."""
        if not self._profile.gs_v_cuts:
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _CUT)
            return
        if not self._layout.at_line_start:
            self._machine.report(EventKind.LINE_NOT_EMPTY, _CUT)
            return
        mode = arguments[0]
        if mode in {65, 66}:
            feed = self._profile.head_to_cutter_dots + self._layout.vertical_dots(arguments[1])
            self._machine.plan(Advance(feed))
        elif mode not in {0, 1, 48, 49}:
            # Functions C and D keep a cut for later positions: no ticket of one page needs them.
            self._machine.report(EventKind.UNSUPPORTED_COMMAND, _CUT)
            return
        self._machine.plan(Cut())

    def _cut_now(self, _arguments: bytes) -> None:
        """Obey ESC i and ESC m: a presenter unit prints the line first, others only cut at the beginning of one."""
        if self._profile.has_presenter:
            self._layout.end_line(0)
        elif not self._layout.at_line_start:
            self._machine.report(EventKind.LINE_NOT_EMPTY, b"\x1bi")
            return
        self._machine.plan(Cut())

    def _ejector(self, arguments: bytes) -> None:
        match arguments[0]:
            case 2:
                self._machine.plan(Retract())
            case 3:
                self._machine.plan(Present())
            case 5:
                self._machine.plan(Eject())
            case 6:
                self._machine.reply(responder.presenter_status(self._machine.state()))
            case _:
                self._machine.report(EventKind.UNSUPPORTED_COMMAND, b"\x1de")

    def _present(self, arguments: bytes) -> None:
        """Obey FS P steps led mode timeout (VKP80III): mode 'R' retracts, 'E' ejects what nobody took."""
        mode, timeout_s = arguments[2], arguments[3]
        if mode not in b"RE":
            self._machine.report(EventKind.BAD_ARGUMENT, b"\x1cP")
            return
        self._machine.plan(Present(timeout_s=float(timeout_s) if timeout_s else None, retract=mode == ord("R")))
