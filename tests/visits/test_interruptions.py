"""Whatever happens to card, reader or pcscd, the visit ends at once in every status, and nobody is left behind."""

import re

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.session.statuses import CardProblem, Ended, OutOfService, Reading, WaitingForCard
from tests.visits import ways
from tests.visits.people import FAMILY
from tests.visits.reception import BUSY_MACHINE, ENDS_WITHIN_S, HUNG_ENDS_WITHIN_S


@pytest.fixture(params=ways.WAYS, ids=lambda way: way.__name__.removeprefix("to_").replace("_", "-"))
def way(request):
    return request.param


def secrets_of(visit):
    """What only this visit knows, as copies: the numbers that open it at the service, and the codes typed."""
    found = set(ways.TYPED)
    for state in visit.states:
        status = getattr(state.status, "previous", state.status)
        visitor = getattr(status, "visitor", None)
        if visitor is not None:
            found |= {visitor.visit_id, visitor.token}
    if visit.simulators.phone.messages(FAMILY.mobile):
        found.add(visit.texted_code(FAMILY))
    return tuple(re.escape("".join(list(secret))) for secret in found if secret)


def has_ended(visit):
    """Say whether nobody is served any more, whatever stands on the screen."""
    status = visit.status
    return isinstance(status, Ended | OutOfService | WaitingForCard) or (
        isinstance(status, CardProblem) and status.ticket is None
    )


def ends_within(visit, limit_s, happens):
    """Let something happen, and assert that the visit ends in time."""
    assert visit.measured(happens, lambda: has_ended(visit)) < limit_s * BUSY_MACHINE


def is_out_of_service(visit, cause):
    visit.reaches(OutOfService, lambda status: cause in status.causes)
    # Its page is made anew when a part of an interrupted ticket is left, and stands one turn of the loop later.
    visit.wait_until(lambda: cause in "\n".join(visit.texts()), "the page with its cause")
    visit.says("Cette borne est momentanément hors service", cause)


@pytest.mark.usefixtures("_young_objects")
class TestWhateverThePersonDoes:
    """What only is in objects older than the visit is looked for in test_whole_memory.py."""

    def test_the_visit_ends_when_the_card_is_pulled(self, visit, way, forgets):
        way(visit)
        secrets = secrets_of(visit)
        ends_within(visit, ENDS_WITHIN_S, visit.remove)
        visit.services_are_done()
        visit.prints_no_more()
        forgets(visit, ways.person_of(way), secrets)
        visit.operator.clear_all()
        visit.last_words_go()
        visit.waits()
        forgets(visit, ways.person_of(way), secrets)

    def test_the_visit_ends_when_the_reader_is_unplugged(self, visit, way, forgets):
        way(visit)
        secrets = secrets_of(visit)
        ends_within(visit, ENDS_WITHIN_S, visit.reader.unplug)
        visit.services_are_done()
        visit.last_words_go()
        is_out_of_service(visit, FailureCode.READER_UNPLUGGED)
        visit.prints_no_more()
        forgets(visit, ways.person_of(way), secrets)

    def test_the_visit_ends_when_pcscd_dies(self, visit, way, forgets):
        way(visit)
        secrets = secrets_of(visit)
        ends_within(visit, ENDS_WITHIN_S, visit.reader.pcscd.kill)
        visit.services_are_done()
        visit.last_words_go()
        is_out_of_service(visit, FailureCode.PCSCD_DOWN)
        visit.prints_no_more()
        forgets(visit, ways.person_of(way), secrets)

    def test_the_visit_ends_when_pcscd_hangs(self, visit, way, forgets):
        way(visit)
        secrets = secrets_of(visit)
        ends_within(visit, HUNG_ENDS_WITHIN_S, visit.reader.pcscd.freeze)
        visit.services_are_done()
        visit.last_words_go()
        is_out_of_service(visit, FailureCode.PCSCD_HUNG)
        visit.prints_no_more()
        forgets(visit, ways.person_of(way), secrets)

    def test_the_visit_goes_on_when_the_card_process_dies_and_ends_with_the_card(self, visit, way):
        way(visit)
        before, dead = visit.status, visit.card_processes()[0]
        dead.kill()
        visit.wait_until(lambda: not dead.is_running(), "the end of the card process")
        visit.wait_until(lambda: bool(visit.card_processes()), "another card process")
        if not isinstance(before, Reading):
            assert visit.status == before
        ends_within(visit, ENDS_WITHIN_S, visit.remove)
