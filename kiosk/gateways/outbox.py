"""Text messages of a machine without operator: they go to the simulated telephone and nowhere else."""

from pathlib import Path

from kiosk.catalogue.failures import FailureCode
from kiosk.gateways.phone_wire import Request, ask


class Outbox:
    """Hand messages over to the telephone that listens on a socket. Nothing is written to disk."""

    def __init__(self, socket_path: Path) -> None:
        """Take the socket of the telephone, which need not listen yet."""
        self._socket_path = socket_path

    def send_sms(self, mobile_e164: str, text: str) -> FailureCode | None:
        """Send one message; SMS_NOT_SENT where no telephone listens."""
        answer = ask(self._socket_path, Request("send", mobile_e164, text))
        return None if answer is not None and answer.is_done else FailureCode.SMS_NOT_SENT
