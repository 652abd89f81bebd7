"""Who on an inserted card can have a European card, as the file says it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from kiosk.domain.cards import CardFile
from kiosk.domain.ehic import EhicOffer, EhicPerson, EhicStanding, EhicTerms, arrival, offered
from kiosk.domain.law import Parameter
from kiosk.domain.matching import match_people
from kiosk.domain.people import Beneficiary
from kiosk.domain.rights import RightsFile
from kiosk.storage.ehic import read_standings
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import read_rights_file


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a person of the card with what decides about theirs.

    Attributes:
        offered: what the terminal is told of the person.
    """

    person: Beneficiary
    standing: EhicStanding
    offered: EhicPerson


@dataclass(frozen=True, slots=True)
class Candidates:
    """Hold the persons of a card whom the file knows, in the order of the card.

    Attributes:
        file: of the insured person.
        terms: the delays of today.
        offer: what the terminal is told.
    """

    file: RightsFile
    people: tuple[Candidate, ...]
    terms: EhicTerms
    offer: EhicOffer


def read_candidates(connection: Connection, file_id: int, card: CardFile, now: datetime) -> Candidates | None:
    """Find the persons of a card on a file; None where the card is not that of the insured person.

    Raises:
        LookupError: there is no such file.
        NoValueAtDateError: the database has no delays for today.
    """
    today = now.date()
    file = read_rights_file(connection, file_id, today)
    standings = read_standings(connection, file_id, now)
    people = [rights.person for rights in file.people]
    places = match_people(card, people)
    if places[0] != 0:
        return None
    terms = _terms(connection, today)
    ids = list(standings)
    candidates = tuple(
        Candidate(
            people[place],
            standings[ids[place]],
            offered(ids[place], people[place].name, standings[ids[place]], today, terms),
        )
        for place in places
        if place is not None
    )
    offer = EhicOffer(
        people=tuple(candidate.offered for candidate in candidates),
        address=file.address,
        too_near_days=terms.near_days,
        certificate_months=terms.certificate_months,
        expected_on=arrival(today, terms.working_days),
    )
    return Candidates(file, candidates, terms, offer)


def _terms(connection: Connection, today: date) -> EhicTerms:
    return EhicTerms(
        months=parameter_on(connection, Parameter.EHIC_MONTHS, today),
        renewal_months=parameter_on(connection, Parameter.EHIC_RENEWAL_MONTHS, today),
        working_days=parameter_on(connection, Parameter.EHIC_WORKING_DAYS, today),
        near_days=parameter_on(connection, Parameter.EHIC_NEAR_DAYS, today),
        certificate_months=parameter_on(connection, Parameter.EHIC_CERTIFICATE_MONTHS, today),
    )
