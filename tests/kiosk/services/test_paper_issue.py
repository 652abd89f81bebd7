from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kiosk.documents.issue import Issue
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name
from kiosk.services.paper_issue import issue_now, issue_of
from kiosk.services.visits import Admitted
from kiosk.storage.certificates import Certificate
from kiosk.storage.registry import Insured


def admitted(*, is_fictional=True):
    marie = Insured(1, 1, Nir("269057568815764"), Name("DURAND", "Marie"), date(1969, 5, 14), None, None, is_fictional)
    return Admitted(marie, "borne-08", "visit")


@pytest.mark.parametrize("is_fictional", [True, False])
def test_a_paper_made_now_has_the_hour_and_the_terminal_of_the_visit(clock, is_fictional):
    issue = issue_now(admitted(is_fictional=is_fictional), clock.now())
    assert issue == Issue(clock.now(), "borne-08", is_specimen=is_fictional)


@pytest.mark.parametrize("is_fictional", [True, False])
def test_a_certificate_has_the_hour_and_the_terminal_of_its_first_paper(clock, is_fictional):
    kept = Certificate(
        number=CertificateNumber("751", 2026, 1),
        kind=CertificateKind.RIGHTS,
        file_id=1,
        person_id=1,
        request_id=UUID(int=1),
        terminal_id="borne-07",
        issued_at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        issued_on=date(2026, 7, 1),
        valid_until=date(2027, 6, 30),
        content_digest="",
    )
    issue = issue_of(admitted(is_fictional=is_fictional), kept, clock.now())
    assert f"{issue.issued_at:%d/%m/%Y %H:%M}" == "01/07/2026 10:30", "in summer, Paris is two hours ahead"
    assert (issue.terminal_id, issue.is_specimen) == ("borne-07", is_fictional)
