"""One sample of each status and each action, about fictional people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.model import Document, Title
from kiosk.domain.access import CodeRefusal, MaskedMobile
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachableChild, AttachmentChoice
from kiosk.domain.card_update import CardContent, UpdateOutcome, UpdatePhase
from kiosk.domain.cards import CardFault, CardFile, CardKind, CardPerson, Ticket
from kiosk.domain.ehic import EhicObstacle, EhicOffer, EhicPerson
from kiosk.domain.nir import Nir
from kiosk.domain.payments import MonthTotal, Payee, PaymentDetail, PaymentsPage, PaymentSummary
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import Period
from kiosk.domain.statements import StatementMonth
from kiosk.domain.third_party import NotCovered
from kiosk.ports import (
    CardAnswered,
    CardFaulted,
    CardInserted,
    CardRead,
    CardRemoved,
    CodeAccepted,
    CodeBlocked,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    EhicChanged,
    EhicPaper,
    EhicReceipt,
    EhicRequest,
    JobBlocked,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    NoAllowance,
    NoMobileOnFile,
    NoRights,
    PreparedAllowances,
    PreparedAttachment,
    PreparedCertificate,
    PreparedStatement,
    PreparedThirdParty,
    PrintJob,
    PrintProof,
    ProvisionalSent,
    ReaderFailed,
    ReaderReady,
    RemnantCut,
    RemnantLeft,
    RightsChoice,
    ServiceFailure,
    TooManyProvisional,
    UpdateEnded,
    UpdateStep,
    VisitOpened,
)
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.preferences import Language, TextSize

TICKET = Ticket("Virtual reader", 1, 3)
OTHER_TICKET = Ticket("Virtual reader", 1, 5)
HOLDER = CardPerson("DURAND", "Marie", "19690514", date(1969, 5, 14), Nir("269057568815764"))
CARD = CardFile((HOLDER,))
REQUEST_ID = UUID(int=1)
JOB_ID = UUID(int=2)
NEW_ID = UUID(int=3)
CODE = "48151623"

VISITOR = at.Visitor(TICKET, CARD, visit_id="visit-1")
INSURED = at.Visitor(TICKET, CARD, visit_id="visit-1", token="token-1")
MOBILE = MaskedMobile("34")
SENT = at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=0.0)
DOCUMENT = Document(Wording("attestation de droits", "rights certificate"), (Title("ATTESTATION"),))
SUMMARY = PaymentSummary(7, date(2026, 11, 18), "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1900, 3000)
PAGE = PaymentsPage((SUMMARY,), 0, 1, (MonthTotal(date(2026, 11, 1), 1900),), 1)
DETAIL = PaymentDetail(SUMMARY, "0751 091680003072", (), ())
PREPARED = PreparedCertificate("751-26-004812-K", RightsChoice(), DOCUMENT, 3, has_exemption=False)
JOB = PrintJob(JOB_ID, DOCUMENT, certificate_number=PREPARED.number)
PAYMENTS = at.ShowingPayments(INSURED, PAGE)
RIGHTS = at.ShowingRights(INSURED, RightsChoice(), REQUEST_ID, PREPARED)
FAILURE = FailureCode.SERVICE_UNAVAILABLE

OCTOBER = date(2026, 10, 1)
STATEMENT = PreparedStatement((StatementMonth(OCTOBER, 3, 5875),), OCTOBER, DOCUMENT)
QUARTER = AllowancePeriod.LAST_3_MONTHS
PERIOD = Period(date(2026, 8, 22), date(2026, 11, 21))
ALLOWANCES = PreparedAllowances(QUARTER, PERIOD, "751-26-004813-R", DOCUMENT, 19593)
THIRD_PARTY = PreparedThirdParty("751-26-004814-X", DOCUMENT, date(2027, 3, 31))
CHILDREN = AttachmentChoice(frozenset({3}), 0)
LUCAS = Beneficiary(Name("DURAND", "Lucas"), date(2012, 3, 4), Quality.CHILD)
FORM = PreparedAttachment((AttachableChild(3, LUCAS),), CHILDREN, DOCUMENT)
MARIE, LUCAS = EhicPerson(1, "Marie", "DURAND"), EhicPerson(3, "Lucas", "DURAND")
OFFER = EhicOffer((MARIE, LUCAS), PostalAddress(("12 RUE DES LILAS", "75019 PARIS")), 15, 3, date(2026, 12, 4))
DEPARTURE = date(2026, 12, 1)
ORDER = EhicRequest(REQUEST_ID, (1,), DEPARTURE)
RECEIPT = EhicReceipt(
    ("751-26-E-000001",),
    date(2026, 12, 4),
    (EhicPaper("", DOCUMENT), EhicPaper("Marie", DOCUMENT, "751-26-004815-Y")),
)
WAITING = EhicPerson(4, "Inès", "DURAND", obstacle=EhicObstacle.ORDER_PENDING)
WAITING_OFFER = EhicOffer((MARIE, LUCAS, WAITING), OFFER.address, 15, 3, date(2026, 12, 4))
CONTENT = CardContent(("Marie",), date(2026, 12, 31), has_declared_doctor=True, fund="751")
STEP = UpdateStep("update-1", 1, 5, UpdatePhase.IDENTIFYING, bytes.fromhex("00A40000023F00"))
NEXT_STEP = UpdateStep("update-1", 2, 5, UpdatePhase.READING, bytes.fromhex("00B0820000"))
UPDATED = UpdateEnded(UpdateOutcome.UPDATED, CONTENT, CONTENT)
NOTHING_NEW = UpdateEnded(UpdateOutcome.NOTHING_NEW, CONTENT)
CHOOSING_PEOPLE = at.ChoosingEhic(INSURED, REQUEST_ID, offer=OFFER, chosen=frozenset({1}))
CHOOSING_DEPARTURE = at.ChoosingEhic(
    INSURED, REQUEST_ID, at.EhicStep.DEPARTURE, OFFER, frozenset({1}), at.Departure(DEPARTURE)
)
ORDERED = at.EhicOrdered(INSURED, RECEIPT)

STATUSES: dict[str, at.Status] = {
    "out of service": at.OutOfService((FAILURE,)),
    "waiting": at.WaitingForCard(),
    "ended": at.Ended(at.EndReason.FINISHED, until_s=1_000.0),
    "reading": at.Reading(TICKET),
    "card problem": at.CardProblem(CardFault.MUTE, TICKET),
    "card problem, card out": at.CardProblem(CardFault.MUTE, None, until_s=1_000.0),
    "welcoming": at.Welcoming(at.Visitor(TICKET, CARD)),
    "welcome failed": at.Welcoming(at.Visitor(TICKET, CARD), FAILURE),
    "asking code": at.AskingCode(VISITOR),
    "asking code, provisional sent": at.AskingCode(VISITOR, sent=SENT),
    "asking code, provisional burnt": at.AskingCode(VISITOR, sent=replace(SENT, blocked=True)),
    "asking code, provisional burnt, too soon to send again": at.AskingCode(
        VISITOR, sent=replace(SENT, blocked=True, resend_from_s=1_000.0)
    ),
    "sending provisional": at.SendingProvisional(VISITOR),
    "asking provisional": at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=0.0),
    "asking provisional, too soon to send again": at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=1_000.0),
    "see adviser, no mobile": at.SeeAdviser(VISITOR, at.AdviserReason.NO_MOBILE),
    "see adviser, too many": at.SeeAdviser(VISITOR, at.AdviserReason.TOO_MANY, sent=SENT),
    "see adviser, not sent": at.SeeAdviser(VISITOR, at.AdviserReason.NOT_SENT, FailureCode.SMS_NOT_SENT),
    "choosing code": at.ChoosingCode(VISITOR),
    "choosing code, second time": at.ChoosingCode(VISITOR, first=CODE),
    "menu": at.Menu(INSURED),
    "other procedures": at.OtherProcedures(INSURED),
    "payments": PAYMENTS,
    "payments, fetching": at.ShowingPayments(INSURED),
    "payments failed": at.ShowingPayments(INSURED, PAGE, FAILURE),
    "payment": at.ShowingPayment(INSURED, PAGE, 7, DETAIL),
    "payment, fetching": at.ShowingPayment(INSURED, PAGE, 7),
    "payment failed": at.ShowingPayment(INSURED, PAGE, 7, failure=FAILURE),
    "rights": RIGHTS,
    "rights, preparing": at.ShowingRights(INSURED, RightsChoice(), REQUEST_ID),
    "rights failed": at.ShowingRights(INSURED, RightsChoice(), REQUEST_ID, failure=FAILURE),
    "statement": at.ShowingStatement(INSURED, OCTOBER, STATEMENT),
    "statement, preparing": at.ShowingStatement(INSURED),
    "statement failed": at.ShowingStatement(INSURED, OCTOBER, failure=FAILURE),
    "allowances": at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID, ALLOWANCES),
    "no allowance": at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID, NoAllowance(QUARTER, PERIOD)),
    "allowances, preparing": at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID),
    "allowances failed": at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID, failure=FAILURE),
    "third party": at.ShowingThirdParty(INSURED, REQUEST_ID, THIRD_PARTY),
    "not covered": at.ShowingThirdParty(INSURED, REQUEST_ID, NotCovered()),
    "third party, preparing": at.ShowingThirdParty(INSURED, REQUEST_ID),
    "third party failed": at.ShowingThirdParty(INSURED, REQUEST_ID, failure=FAILURE),
    "attachment": at.ShowingAttachment(INSURED, CHILDREN, FORM),
    "attachment, preparing": at.ShowingAttachment(INSURED),
    "attachment failed": at.ShowingAttachment(INSURED, CHILDREN, failure=FAILURE),
    "ehic people": CHOOSING_PEOPLE,
    "ehic people, nobody chosen": at.ChoosingEhic(INSURED, REQUEST_ID, offer=OFFER),
    "ehic people, certificate alone": at.ChoosingEhic(INSURED, REQUEST_ID, offer=WAITING_OFFER, chosen=frozenset({4})),
    "ehic people, fetching": at.ChoosingEhic(INSURED, REQUEST_ID),
    "ehic people failed": at.ChoosingEhic(INSURED, REQUEST_ID, failure=FAILURE),
    "ehic address": at.ChoosingEhic(INSURED, REQUEST_ID, at.EhicStep.ADDRESS, OFFER, frozenset({1})),
    "ehic departure": CHOOSING_DEPARTURE,
    "ehic departure, not given": at.ChoosingEhic(INSURED, REQUEST_ID, at.EhicStep.DEPARTURE, OFFER, frozenset({1})),
    "ehic departure, certificate alone": at.ChoosingEhic(
        INSURED, REQUEST_ID, at.EhicStep.DEPARTURE, WAITING_OFFER, frozenset({4}), at.Departure(DEPARTURE)
    ),
    "ehic address wrong": at.EhicAddressWrong(INSURED, CHOOSING_PEOPLE),
    "ordering ehic": at.OrderingEhic(INSURED, ORDER),
    "ehic order failed": at.OrderingEhic(INSURED, ORDER, FAILURE),
    "ehic ordered": ORDERED,
    "update opening": at.UpdatingCard(INSURED, REQUEST_ID),
    "update, card at work": at.UpdatingCard(INSURED, REQUEST_ID, STEP),
    "update, reading back": at.UpdatingCard(INSURED, REQUEST_ID, STEP, UPDATED),
    "update failed": at.UpdatingCard(INSURED, REQUEST_ID, STEP, failure=FAILURE),
    "reading back failed": at.UpdatingCard(INSURED, REQUEST_ID, STEP, UPDATED, FAILURE),
    "card updated": at.CardUpdated(INSURED, UPDATED),
    "preparing print": at.PreparingPrint(INSURED, JOB_ID, PAYMENTS),
    "sending job": at.Printing(INSURED, JOB, at.PrintPhase.SENDING, RIGHTS),
    "printing": at.Printing(INSURED, JOB, at.PrintPhase.PRINTING, RIGHTS),
    "printer blocked": at.Printing(INSURED, JOB, at.PrintPhase.BLOCKED, RIGHTS, FailureCode.PAPER_OUT),
    "printing a paper of an order": at.Printing(
        INSURED, JOB, at.PrintPhase.PRINTING, at.EhicOrdered(INSURED, RECEIPT, printing=0)
    ),
    "printing the last paper of an order": at.Printing(
        INSURED, JOB, at.PrintPhase.PRINTING, at.EhicOrdered(INSURED, RECEIPT, frozenset({0}), printing=1)
    ),
    "printed": at.Printed(INSURED, JOB, 1_000.0, at.Menu(INSURED)),
    "printed, more papers": at.Printed(INSURED, JOB, 1_000.0, ORDERED),
    "print unknown": at.PrintUnknown(INSURED, JOB, RIGHTS),
    "print of an order unknown": at.PrintUnknown(INSURED, JOB, at.EhicOrdered(INSURED, RECEIPT, printing=0)),
    "print refused": at.PrintRefused(INSURED, JOB, FailureCode.PAPER_OUT, RIGHTS),
    "document not made": at.PrintRefused(INSURED, None, FAILURE, PAYMENTS),
    "still there?": at.StillThere(at.Menu(INSURED), deadline_s=1_000.0),
    "still there, printer blocked?": at.StillThere(
        at.Printing(INSURED, JOB, at.PrintPhase.BLOCKED, RIGHTS, FailureCode.PAPER_OUT), deadline_s=1_000.0
    ),
    "take card": at.TakeCard(at.EndReason.FINISHED, TICKET),
}


def answered(answer: do.Answer) -> do.Answered:
    """Answer the question that waits in the samples."""
    return do.Answered(1, answer)


ACTIONS: dict[str, do.Action] = {
    "time goes by": do.Tick(),
    "reader ready": do.CardHappened(ReaderReady("Virtual reader")),
    "reader lost": do.CardHappened(ReaderFailed(CardFault.READER_UNPLUGGED)),
    "another card inserted": do.CardHappened(CardInserted(OTHER_TICKET, CardKind.VITALE2)),
    "card read": do.CardHappened(CardRead(TICKET, CARD)),
    "another card read": do.CardHappened(CardRead(OTHER_TICKET, CARD)),
    "card faulted": do.CardHappened(CardFaulted(TICKET, CardFault.EMPTY)),
    "another card faulted": do.CardHappened(CardFaulted(OTHER_TICKET, CardFault.EMPTY)),
    "card answered": do.CardHappened(CardAnswered(TICKET, 1, b"\x90\x00")),
    "card answered to another command": do.CardHappened(CardAnswered(TICKET, 9, b"\x90\x00")),
    "another card answered": do.CardHappened(CardAnswered(OTHER_TICKET, 1, b"\x90\x00")),
    "card removed": do.CardHappened(CardRemoved(TICKET)),
    "another card removed": do.CardHappened(CardRemoved(OTHER_TICKET)),
    "all is well": do.HealthChanged(()),
    "printer missing": do.HealthChanged((FailureCode.PRINTER_MISSING,)),
    "job started": do.JobHappened(JobStarted(JOB_ID)),
    "job blocked": do.JobHappened(JobBlocked(JOB_ID, FailureCode.COVER_OPEN)),
    "job resumed": do.JobHappened(JobResumed(JOB_ID)),
    "job printed": do.JobHappened(JobPrinted(JOB_ID, PrintProof.PROCESS_ID)),
    "job unknown": do.JobHappened(JobUnknown(JOB_ID)),
    "job refused": do.JobHappened(JobRefused(JOB_ID, FailureCode.PAPER_OUT)),
    "another job printed": do.JobHappened(JobPrinted(NEW_ID, PrintProof.PROCESS_ID)),
    "rest of a ticket left": do.RemnantHappened(RemnantLeft(NEW_ID)),
    "rest of a ticket cut off": do.RemnantHappened(RemnantCut(NEW_ID)),
    "visit opened": answered(VisitOpened("visit-1")),
    "code accepted": answered(CodeAccepted("token-1")),
    "code must be chosen": answered(CodeMustBeChosen()),
    "code wrong": answered(CodeWrong(2)),
    "code blocked": answered(CodeBlocked()),
    "provisional sent": answered(ProvisionalSent(MOBILE, 10)),
    "no mobile": answered(NoMobileOnFile()),
    "too many provisional": answered(TooManyProvisional(datetime(2026, 11, 21, 15, tzinfo=UTC))),
    "code refused": answered(CodeRefused(CodeRefusal.SEQUENCE)),
    "page given": answered(PAGE),
    "detail given": answered(DETAIL),
    "certificate given": answered(PREPARED),
    "no rights": answered(NoRights()),
    "statement given": answered(STATEMENT),
    "allowances given": answered(ALLOWANCES),
    "no allowance": answered(NoAllowance(QUARTER, PERIOD)),
    "third party given": answered(THIRD_PARTY),
    "not covered": answered(NotCovered()),
    "form given": answered(FORM),
    "ehic offer given": answered(OFFER),
    "ehic ordered": answered(RECEIPT),
    "ehic offer changed": answered(EhicChanged(OFFER)),
    "update step given": answered(NEXT_STEP),
    "update done": answered(UPDATED),
    "update refused": answered(NOTHING_NEW),
    "document given": answered(DOCUMENT),
    "service failed": answered(ServiceFailure(FAILURE)),
    "late answer": do.Answered(0, CodeAccepted("token-1")),
    "touched": do.Touched(),
    "contrast": do.SetContrast(high=True),
    "text size": do.SetTextSize(TextSize.LARGE),
    "language": do.SetLanguage(Language.ENGLISH),
    "code entered": do.EnterCode(CODE),
    "provisional asked": do.AskProvisional(REQUEST_ID),
    "payments opened": do.OpenLine(do.Line.PAYMENTS, REQUEST_ID),
    "statements opened": do.OpenLine(do.Line.STATEMENTS, REQUEST_ID),
    "rights opened": do.OpenLine(do.Line.RIGHTS, REQUEST_ID),
    "allowances opened": do.OpenLine(do.Line.ALLOWANCES, REQUEST_ID),
    "third party opened": do.OpenLine(do.Line.THIRD_PARTY, REQUEST_ID),
    "attachment opened": do.OpenLine(do.Line.ATTACHMENT, REQUEST_ID),
    "ehic opened": do.OpenLine(do.Line.EHIC, REQUEST_ID),
    "card update opened": do.OpenLine(do.Line.CARD_UPDATE, REQUEST_ID),
    "other procedures opened": do.OpenOtherProcedures(),
    "page turned": do.ShowPage(1),
    "payment chosen": do.ShowDetail(7),
    "rights chosen": do.ChooseRights(with_dependents=False, with_exemption=True),
    "month chosen": do.ChooseMonth(date(2026, 9, 1)),
    "period chosen": do.ChoosePeriod(AllowancePeriod.LAST_YEAR),
    "children chosen": do.ChooseChildren(AttachmentChoice(frozenset(), 1)),
    "people chosen": do.ChoosePeople(frozenset({1, 3})),
    "people chosen whom nobody offered": do.ChoosePeople(frozenset({1, 99})),
    "departure chosen": do.ChooseDeparture(date(2027, 1, 9)),
    "departure not known": do.ChooseDeparture(None),
    "address refused": do.RefuseAddress(),
    "gone on": do.GoOn(),
    "paper asked": do.PrintPaper(0, JOB_ID),
    "paper asked that is none": do.PrintPaper(7, JOB_ID),
    "print asked": do.PrintDocument(JOB_ID),
    "tried again": do.TryAgain(NEW_ID),
    "gone back": do.GoBack(),
    "continued": do.Continue(),
    "paper seen": do.SawPaper(),
    "finished": do.Finish(),
}
