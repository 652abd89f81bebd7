"""Who may ask for data: the visit of a token, alive, accepted, at its own terminal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from kiosk.ports import Clock
from kiosk.services.codes import token_digest
from kiosk.storage.engine import reading, writing
from kiosk.storage.registry import Insured, get_insured
from kiosk.storage.visits import Visit, VisitStatus, read_visit_of_token, touch_visit


@dataclass(frozen=True, slots=True)
class VisitPolicy:
    """Hold how long a visit lives in the service; the terminal's own idle limits are much shorter.

    Attributes:
        idle: without a question, after which the visit is over.
        longest: after which it is over whatever is asked.
        touched_every: how often it is written down that a visit is in use.
        kept: after which a visit, its provisional codes and the updates of its card are forgotten.
        torn_update_kept: after which an update is forgotten whose card was pulled out, and never came back to a
            terminal.
    """

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=4)
    touched_every: timedelta = timedelta(minutes=1)
    kept: timedelta = timedelta(days=2)
    torn_update_kept: timedelta = timedelta(days=30)


def is_alive(visit: Visit, now: datetime, policy: VisitPolicy) -> bool:
    """Say whether a visit is still going on."""
    return (
        visit.status is not VisitStatus.CLOSED
        and now < visit.used_at + policy.idle
        and now < visit.opened_at + policy.longest
    )


def log_name(visit_digest: str) -> str:
    """Give the name of a visit in the log: it opens nothing and names nobody."""
    return visit_digest[:12]


@dataclass(frozen=True, slots=True)
class Admitted:
    """Hold whose data may be shown, and where.

    Attributes:
        visit: its name in the log.
    """

    insured: Insured
    terminal_id: str
    visit: str


class Gate:
    """Admit the token of an accepted visit, at the terminal that opened it.

    The token dies with the visit: when the card is taken, when another card is inserted at the terminal, or when
    nothing was asked for half an hour.
    """

    def __init__(self, engine: Engine, clock: Clock, policy: VisitPolicy, terminal_id: str) -> None:
        """Take the database, the clock, the policy and the terminal that asks."""
        self._engine = engine
        self._clock = clock
        self._policy = policy
        self._terminal_id = terminal_id

    def admit(self, token: str) -> Admitted | None:
        """Give whose visit a token is of, None where it opens nothing here and now."""
        now = self._clock.now()
        with reading(self._engine) as connection:
            visit = read_visit_of_token(connection, token_digest(token))
            if visit is None or visit.status is not VisitStatus.ACCEPTED or visit.person_id is None:
                return None
            if visit.terminal_id != self._terminal_id or not is_alive(visit, now, self._policy):
                return None
            insured = get_insured(connection, visit.person_id)
        if now - visit.used_at >= self._policy.touched_every:
            with writing(self._engine) as connection:
                touch_visit(connection, visit.id_digest, now)
        return Admitted(insured, visit.terminal_id, log_name(visit.id_digest))
