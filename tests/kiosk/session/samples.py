"""One sample of each status and each action, about fictional people."""

from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.model import Document, Title
from kiosk.domain.access import CodeRefusal, MaskedMobile
from kiosk.domain.cards import CardFault, CardFile, CardKind, CardPerson, Ticket
from kiosk.domain.nir import Nir
from kiosk.domain.payments import MonthTotal, Payee, PaymentDetail, PaymentsPage, PaymentSummary
from kiosk.ports import (
    CardFaulted,
    CardInserted,
    CardRead,
    CardRemoved,
    CodeAccepted,
    CodeBlocked,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    JobBlocked,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    NoMobileOnFile,
    NoRights,
    PreparedCertificate,
    PrintJob,
    PrintProof,
    ProvisionalSent,
    ReaderFailed,
    ReaderReady,
    RightsChoice,
    ServiceFailure,
    TooManyProvisional,
    VisitOpened,
)
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.preferences import TextSize

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
DOCUMENT = Document(Wording("attestation de droits", "rights certificate"), (Title("ATTESTATION"),))
SUMMARY = PaymentSummary(7, date(2026, 11, 18), "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1900, 3000)
PAGE = PaymentsPage((SUMMARY,), 0, 1, (MonthTotal(date(2026, 11, 1), 1900),))
DETAIL = PaymentDetail(SUMMARY, "0751 091680003072", (), ())
PREPARED = PreparedCertificate("751-26-004812-K", RightsChoice(), DOCUMENT, 3, has_exemption=False)
JOB = PrintJob(JOB_ID, DOCUMENT, certificate_number=PREPARED.number)
PAYMENTS = at.ShowingPayments(INSURED, PAGE)
RIGHTS = at.ShowingRights(INSURED, RightsChoice(), REQUEST_ID, PREPARED)
FAILURE = FailureCode.SERVICE_UNAVAILABLE

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
    "sending provisional": at.SendingProvisional(VISITOR),
    "asking provisional": at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=0.0),
    "asking provisional, too soon to send again": at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=1_000.0),
    "see adviser, no mobile": at.SeeAdviser(VISITOR, at.AdviserReason.NO_MOBILE),
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
    "preparing print": at.PreparingPrint(INSURED, JOB_ID, PAYMENTS),
    "sending job": at.Printing(INSURED, JOB, at.PrintPhase.SENDING, RIGHTS),
    "printing": at.Printing(INSURED, JOB, at.PrintPhase.PRINTING, RIGHTS),
    "printer blocked": at.Printing(INSURED, JOB, at.PrintPhase.BLOCKED, RIGHTS, FailureCode.PAPER_OUT),
    "printed": at.Printed(INSURED, JOB, until_s=1_000.0),
    "print unknown": at.PrintUnknown(INSURED, JOB, RIGHTS),
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
    "document given": answered(DOCUMENT),
    "service failed": answered(ServiceFailure(FAILURE)),
    "late answer": do.Answered(0, CodeAccepted("token-1")),
    "touched": do.Touched(),
    "contrast": do.SetContrast(high=True),
    "text size": do.SetTextSize(TextSize.LARGE),
    "code entered": do.EnterCode(CODE),
    "provisional asked": do.AskProvisional(REQUEST_ID),
    "payments opened": do.OpenLine(do.Line.PAYMENTS, REQUEST_ID),
    "rights opened": do.OpenLine(do.Line.RIGHTS, REQUEST_ID),
    "other procedures opened": do.OpenOtherProcedures(),
    "page turned": do.ShowPage(1),
    "payment chosen": do.ShowDetail(7),
    "rights chosen": do.ChooseRights(with_dependents=False, with_exemption=True),
    "print asked": do.PrintDocument(JOB_ID),
    "tried again": do.TryAgain(NEW_ID),
    "gone back": do.GoBack(),
    "continued": do.Continue(),
    "finished": do.Finish(),
}
