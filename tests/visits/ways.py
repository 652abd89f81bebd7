"""The ways to every status in which something of a person, or a card, is there."""

from collections.abc import Callable
from pathlib import Path

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.ports import PreparedAllowances, PreparedThirdParty
from kiosk.session.statuses import (
    AskingCode,
    AskingProvisional,
    CardProblem,
    CardUpdated,
    ChoosingCode,
    ChoosingEhic,
    EhicAddressWrong,
    EhicOrdered,
    OrderingEhic,
    OtherProcedures,
    PreparingPrint,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    Reading,
    SeeAdviser,
    SendingProvisional,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    StillThere,
    TakeCard,
    UpdatingCard,
    Welcoming,
)
from tests.visits.people import ALLOWANCES, C2S_PARTICIPATION, FAMILY, NO_MOBILE, Person
from tests.visits.reception import Reception

NEW_CODE = "60417385"
"""What is chosen in the place of a provisional code."""

PART_OF_A_CODE = "481516"
"""What was typed when something happens before the code is whole."""

WRONG_CODE = "70914253"

TYPED = (NEW_CODE, PART_OF_A_CODE, WRONG_CODE)

SLOW_CARD = "slow.toml"

Way = Callable[[Reception], None]


def to_reading(visit: Reception) -> None:
    """A card that never answers its third command."""
    scenario = Path(visit.simulators.runtime) / SLOW_CARD
    cast = Path("assets/cards/family.toml").read_text(encoding="utf-8")
    scenario.write_text(cast + '\n[[faults]]\nkind = "silence"\nat = 3\n', encoding="utf-8")
    visit.insert(str(scenario))
    visit.reaches(Reading)


def to_card_problem(visit: Reception) -> None:
    """A card that is no Vitale."""
    visit.insert("bank")
    visit.reaches(CardProblem)


def to_welcoming(visit: Reception) -> None:
    """The service does not answer yet."""
    visit.counter.hold()
    visit.insert(FAMILY.card)
    visit.reaches(Welcoming)


def to_asking_code(visit: Reception) -> None:
    """Some digits are typed."""
    visit.presents(FAMILY)
    visit.type_digits(PART_OF_A_CODE)


def to_checking_code(visit: Reception) -> None:
    """The code is at the service."""
    visit.presents(FAMILY)
    visit.counter.hold()
    visit.type(FAMILY.code)
    visit.reaches(AskingCode)


def to_wrong_code(visit: Reception) -> None:
    """A wrong code was typed."""
    visit.presents(FAMILY)
    visit.types_wrongly(WRONG_CODE)


def to_sending_provisional(visit: Reception) -> None:
    """The text message has not left yet."""
    visit.presents(FAMILY)
    visit.counter.hold()
    visit.press("Obtenir")
    visit.reaches(SendingProvisional)


def to_asking_provisional(visit: Reception) -> None:
    """The code was sent and some of its digits are typed."""
    visit.presents(FAMILY)
    visit.press("Obtenir")
    visit.reaches(AskingProvisional)
    visit.type_digits(visit.texted_code(FAMILY)[:4])


def to_see_adviser(visit: Reception) -> None:
    """There is no mobile to send a code to."""
    visit.presents(NO_MOBILE)
    visit.press("Obtenir")
    visit.reaches(SeeAdviser)


def to_choosing_code(visit: Reception) -> None:
    """The new code is being typed for the first time."""
    visit.presents(FAMILY)
    visit.press("Obtenir")
    visit.reaches(AskingProvisional)
    visit.type(visit.texted_code(FAMILY))
    visit.reaches(ChoosingCode)
    visit.type_digits(NEW_CODE[:6])


def to_choosing_code_again(visit: Reception) -> None:
    """The new code is typed once, and being typed again."""
    visit.presents(FAMILY)
    visit.press("Obtenir")
    visit.reaches(AskingProvisional)
    visit.type(visit.texted_code(FAMILY))
    visit.reaches(ChoosingCode)
    visit.type(NEW_CODE)
    visit.reaches(ChoosingCode, lambda status: status.first is not None)
    visit.type_digits(NEW_CODE[:6])


def to_menu(visit: Reception) -> None:
    """The menu."""
    visit.enters(FAMILY)


def to_other_procedures(visit: Reception) -> None:
    """What is done elsewhere."""
    visit.enters(FAMILY)
    visit.press("Autres démarches")
    visit.reaches(OtherProcedures)


def to_fetching_payments(visit: Reception) -> None:
    """The payments are not there yet."""
    visit.enters(FAMILY)
    visit.counter.hold()
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments)


def to_payments(visit: Reception) -> None:
    """The list of payments."""
    visit.enters(FAMILY)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)


def to_payment(visit: Reception) -> None:
    """One payment."""
    to_payments(visit)
    visit.press("Pharmacie du Canal")
    visit.reaches(ShowingPayment, lambda status: status.detail is not None)


def to_statement(visit: Reception) -> None:
    """The statement of a month, with the button to another."""
    visit.enters(FAMILY)
    visit.press("Mes relevés mensuels")
    visit.reaches(ShowingStatement, lambda status: status.prepared is not None)


def to_rights(visit: Reception) -> None:
    """The certificate."""
    visit.enters(FAMILY)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)


def to_attachment(visit: Reception) -> None:
    """The form that attaches the children."""
    visit.enters(FAMILY)
    visit.press("Rattacher mes enfants")
    visit.reaches(ShowingAttachment, lambda status: status.prepared is not None)


def to_allowances(visit: Reception) -> None:
    """The certificate of daily allowances."""
    visit.enters(ALLOWANCES)
    visit.press("Attestation d’indemnités journalières")
    visit.reaches(ShowingAllowances, lambda status: isinstance(status.prepared, PreparedAllowances))


def to_third_party(visit: Reception) -> None:
    """The certificate of full third-party payment."""
    visit.enters(C2S_PARTICIPATION)
    visit.press("Attestation tiers payant intégral")
    visit.reaches(ShowingThirdParty, lambda status: isinstance(status.prepared, PreparedThirdParty))


def to_ehic(visit: Reception) -> None:
    """The persons to whom European cards are offered."""
    visit.enters(FAMILY)
    visit.press("Carte européenne")
    visit.reaches(ChoosingEhic, lambda status: status.offer is not None)
    visit.press("Lucas")


def to_ehic_address_wrong(visit: Reception) -> None:
    """The address was said to be wrong."""
    to_ehic(visit)
    visit.press("Continuer")
    visit.press("Ce n’est pas mon adresse")
    visit.reaches(EhicAddressWrong)


def to_ehic_departure(visit: Reception) -> None:
    """The day of departure is chosen in the calendar."""
    to_ehic(visit)
    visit.press("Continuer")
    visit.press("Oui, continuer")
    visit.press("28 novembre 2026, samedi")
    visit.reaches(ChoosingEhic, lambda status: status.departure is not None)


def to_ordering_ehic(visit: Reception) -> None:
    """The order is at the service."""
    to_ehic_departure(visit)
    visit.counter.hold()
    visit.press("Commander")
    visit.reaches(OrderingEhic)


def to_ehic_ordered(visit: Reception) -> None:
    """The order is kept, its papers can be printed."""
    to_ehic_departure(visit)
    visit.press("Commander")
    visit.reaches(EhicOrdered)


def to_opening_update(visit: Reception) -> None:
    """The update of the card is not open yet."""
    visit.enters(FAMILY)
    visit.counter.hold()
    visit.press("Mettre à jour ma carte Vitale")
    visit.reaches(UpdatingCard)


def to_card_updated(visit: Reception) -> None:
    """The update is over."""
    visit.enters(FAMILY)
    visit.press("Mettre à jour ma carte Vitale")
    visit.reaches(CardUpdated)


def to_preparing_print(visit: Reception) -> None:
    """The document of the payments is not there yet."""
    to_payments(visit)
    visit.counter.hold()
    visit.press("Imprimer")
    visit.reaches(PreparingPrint)


def to_printing(visit: Reception) -> None:
    """The printer has taken the ticket and proves nothing yet."""
    to_rights(visit)
    visit.operator.inject(FaultName.NO_PROCESS_ID)
    visit.press("Imprimer")
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)


def to_blocked(visit: Reception) -> None:
    """The roll has ended in the middle of the ticket."""
    to_rights(visit)
    visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=60))
    visit.press("Imprimer")
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.BLOCKED)


def to_printed(visit: Reception) -> None:
    """The paper is out."""
    to_rights(visit)
    visit.press("Imprimer")
    visit.reaches(Printed)


def to_print_unknown(visit: Reception) -> None:
    """The cable of the printer was torn out in the middle of the ticket."""
    to_rights(visit)
    visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=800))
    visit.press("Imprimer")
    visit.reaches(PrintUnknown)


def to_print_refused(visit: Reception) -> None:
    """There was no paper to begin with."""
    to_rights(visit)
    visit.operator.inject(FaultName.PAPER_OUT)
    visit.press("Imprimer")
    visit.reaches(PrintRefused)


def to_still_there(visit: Reception) -> None:
    """Nobody has touched the list of payments for two minutes."""
    to_payments(visit)
    visit.let_pass(120)
    visit.reaches(StillThere)


def to_take_card(visit: Reception) -> None:
    """The visit is over and the card is still in."""
    to_rights(visit)
    visit.press("Terminer")
    visit.reaches(TakeCard)


WAYS: tuple[Way, ...] = (
    to_reading,
    to_card_problem,
    to_welcoming,
    to_asking_code,
    to_checking_code,
    to_wrong_code,
    to_sending_provisional,
    to_asking_provisional,
    to_see_adviser,
    to_choosing_code,
    to_choosing_code_again,
    to_menu,
    to_other_procedures,
    to_fetching_payments,
    to_payments,
    to_payment,
    to_statement,
    to_rights,
    to_attachment,
    to_allowances,
    to_third_party,
    to_ehic,
    to_ehic_address_wrong,
    to_ehic_departure,
    to_ordering_ehic,
    to_ehic_ordered,
    to_opening_update,
    to_card_updated,
    to_preparing_print,
    to_printing,
    to_blocked,
    to_printed,
    to_print_unknown,
    to_print_refused,
    to_still_there,
    to_take_card,
)
"""One for every status with a card, several for those that are asked a question."""


def person_of(way: Way) -> Person:
    """Whose card is in at the end of a way."""
    others = {to_see_adviser: NO_MOBILE, to_allowances: ALLOWANCES, to_third_party: C2S_PARTICIPATION}
    return others.get(way, FAMILY)
