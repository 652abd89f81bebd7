"""When and where a paper was made, as it says itself."""

from datetime import datetime

from kiosk.documents.issue import Issue
from kiosk.services.visits import Admitted
from kiosk.storage.certificates import Certificate


def issue_now(admitted: Admitted, now: datetime) -> Issue:
    """Give the issue of a paper that is made now, at the terminal of the visit."""
    return Issue(now, admitted.terminal_id, is_specimen=admitted.insured.is_fictional)


def issue_of(admitted: Admitted, kept: Certificate, now: datetime) -> Issue:
    """Give the issue of a certificate: a duplicate says what the first paper said, its hour and its terminal too.

    Args:
        admitted: the visit.
        kept: the certificate as it is kept.
        now: the civil time at the terminal, whose zone the hour is written in.
    """
    issued_at = kept.issued_at.astimezone(now.tzinfo)
    return Issue(issued_at, kept.terminal_id, is_specimen=admitted.insured.is_fictional)
