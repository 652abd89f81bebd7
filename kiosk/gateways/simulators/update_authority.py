"""The simulated authority of card updates. It is a simulator: it knows virtual cards only, and writes no real one.

Its keys are those of the specimens, which protect nothing. The sessions are in memory: when it is stopped they are
lost, as with a server that restarts, and each update goes on in a new session.
"""

import threading
import time
from collections import OrderedDict
from pathlib import Path
from typing import Final

from kiosk.domain.card_update import CardImage
from kiosk.domain.sealed_session import specimen_key
from kiosk.gateways.simulators.line_server import LineServer
from kiosk.gateways.simulators.update_dialogue import UpdateDialogue
from kiosk.gateways.update_wire import DEADLINE_S, Reply, Request, reply_of
from kiosk.ports import AuthorityAnswer, UpdateOrder

_SESSIONS_KEPT: Final = 50


class UpdateAuthorityBench:
    """Listen on a socket as the fund's server of card updates; use it as a context manager."""

    def __init__(self, socket_path: Path, pace_s: float = 0.0) -> None:
        """Take the socket to listen on.

        Args:
            socket_path: at most 107 bytes; what an authority that died has left there is taken over.
            pace_s: what each answer takes, as over a network and with a real chip.
        """
        self._path = socket_path
        self._pace_s = pace_s
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, UpdateDialogue] = OrderedDict()
        self._server = LineServer(socket_path, "authority", Request, self.reply, DEADLINE_S)

    @property
    def socket_path(self) -> Path:
        """Give the socket that it listens on."""
        return self._path

    def start(self) -> None:
        """Listen from now on.

        Raises:
            OSError: another authority listens there, or the path cannot be used.
        """
        self._server.start()

    def stop(self) -> None:
        """Listen no more and forget the sessions; stopping twice does nothing."""
        self._server.stop()
        self.forget()

    def forget(self) -> None:
        """Lose all sessions, as a server that restarts does."""
        with self._lock:
            self._sessions.clear()

    def __enter__(self) -> "UpdateAuthorityBench":
        """Listen from now on."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Listen no more."""
        self.stop()

    def reply(self, request: Request) -> Reply:
        """Answer one question."""
        time.sleep(self._pace_s)
        with self._lock:
            match request:
                case Request(order="open", opening=UpdateOrder() as order):
                    return reply_of(self._open(order))
                case Request(order="answer"):
                    return reply_of(self._answer(request.update_id, request.number, request.response))
                case Request(order="write", target=CardImage() as target):
                    dialogue = self._sessions.get(request.update_id)
                    return reply_of(None if dialogue is None else dialogue.write(target))
                case _:
                    return reply_of(None)

    def _open(self, order: UpdateOrder) -> AuthorityAnswer:
        dialogue = self._sessions[order.update_id] = UpdateDialogue(order, specimen_key(order.serial))
        self._sessions.move_to_end(order.update_id)
        while len(self._sessions) > _SESSIONS_KEPT:
            self._sessions.popitem(last=False)
        return dialogue.last

    def _answer(self, update_id: str, number: int, response: bytes) -> AuthorityAnswer | None:
        dialogue = self._sessions.get(update_id)
        if dialogue is None:
            return None
        if number == dialogue.number:
            return dialogue.answer(response)
        # The answer to the command before was lost on its way: what came of it is said again.
        return dialogue.last if number == dialogue.number - 1 else None
