"""One payment whole: what was done, how it was computed, what was withheld, to whom it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.payments import signed_amount
from kiosk.documents.quantities import has_coefficient, quantity_text
from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.session.actions import Touched
from kiosk.session.statuses import ShowingPayment
from kiosk.texts import format_amount, format_date, format_date_long, format_percent
from kiosk.texts import gettext as _
from ui.palette import Tone
from ui.terminal.records import LONGEST_CODE, LONGEST_NAME, shown
from ui.terminal.sample_payments import CONSULTATION, HOSTILE_DETAIL, LONG_STAY, PHARMACY, SAMPLE_PAGE, SEVERAL_ACTS
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.terminal.service import add_failure, add_waiting, again_button, focus_of, print_button
from ui.theme import TextRole
from ui.widgets.facts import Fact, fact_columns, fact_line, fact_lines
from ui.widgets.footer import Footer
from ui.widgets.paged_column import PagedColumn
from ui.widgets.panel import Panel, PanelKind
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class ActView:
    """Hold one act.

    Attributes:
        title: what was done.
        detail: when, how often, and the code of the act.
        facts: how the amount was computed.
    """

    title: str = field(repr=False)
    detail: str = field(repr=False)
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Hold what the screen shows.

    Attributes:
        title: what was paid for; empty while it is fetched.
        people: who gave the care, and who was cared for.
        amount: what was paid out.
        total_label: what stands before that amount, below what was withheld.
        is_received: whether the person got it.
        payee: to whom it went, and when.
        reference: of the payment.
        acts: what was done.
        deductions: what was withheld.
        words: what the words mean, each in a sentence.
        failure: why there is nothing else to show.
    """

    title: str = field(default="", repr=False)
    people: str = field(default="", repr=False)
    amount: str = field(default="", repr=False)
    total_label: str = ""
    is_received: bool = True
    payee: str = ""
    reference: str = field(default="", repr=False)
    acts: tuple[ActView, ...] = ()
    deductions: tuple[Fact, ...] = ()
    words: tuple[Fact, ...] = ()
    failure: FailureCode | None = None


def view_of(status: ShowingPayment, context: ScreenContext) -> PaymentView:
    """Make the view."""
    del context
    detail = status.detail
    if status.failure is not None or detail is None:
        return PaymentView(failure=status.failure)
    summary = detail.summary
    # Translators: screen of one payment: who gave the care, and the first name of who was cared for
    people = _("%(professional)s · pour %(patient)s") % {
        "professional": shown(summary.professional, LONGEST_NAME),
        "patient": shown(summary.patient, LONGEST_NAME),
    }
    return PaymentView(
        title=shown(summary.title),
        people=people,
        amount=signed_amount(summary.total_cents),
        total_label=_total_label(summary.payee),
        is_received=summary.payee is Payee.INSURED and summary.total_cents > 0,
        payee=payee_text(summary),
        # Translators: screen of one payment, its reference
        reference=_("Référence : %(reference)s") % {"reference": shown(detail.reference, LONGEST_NAME)},
        acts=tuple(_act(line, summary.payee) for line in detail.lines),
        deductions=tuple(_deduction(deduction) for deduction in detail.deductions),
        words=words_of(detail),
    )


def payee_text(summary: PaymentSummary) -> str:
    """Say when and to whom a payment went."""
    when = {"date": format_date_long(summary.paid_on)}
    match summary.payee:
        case Payee.INSURED:
            # Translators: screen of one payment
            return _("Versé le %(date)s sur votre compte") % when
        case Payee.PROFESSIONAL:
            # Translators: screen of one payment that the person never had to advance
            return _("Payé le %(date)s directement au professionnel") % when
        case Payee.EMPLOYER:
            # Translators: screen of one payment
            return _("Versé le %(date)s à votre employeur") % when
        case _:
            assert_never(summary.payee)


def words_of(detail: PaymentDetail) -> tuple[Fact, ...]:
    """Explain the words that this payment uses."""
    # Translators: screen of one payment, explains a word
    words = [Fact(_("Base"), _("le tarif qui sert à calculer le remboursement."))]
    if any(has_coefficient(line) for line in detail.lines):
        # Translators: screen of one payment, explains a word
        words.append(Fact(_("Coefficient"), _("le nombre qui multiplie le tarif de l’acte.")))
    kinds = {deduction.kind for deduction in detail.deductions}
    if DeductionKind.FLAT_FEE in kinds:
        # Translators: screen of one payment, explains a word
        meaning = _("la part que chacun paie pour une consultation, une radio ou une analyse.")
        words.append(Fact(_("Participation forfaitaire"), meaning))
    if DeductionKind.FRANCHISE in kinds:
        # Translators: screen of one payment, explains a word
        meaning = _("la part que chacun paie pour une boîte de médicaments, des soins ou un transport.")
        words.append(Fact(_("Franchise"), meaning))
    return tuple(words)


def _act(line: ActLine, payee: Payee) -> ActView:
    detail = f"{format_date(line.care_date)} · {shown(line.code, LONGEST_CODE)}"
    if quantity := quantity_text(line):
        detail = f"{detail} · {quantity}"
    # Translators: screen of one payment, what an act cost: paid by the person, or by the fund to somebody else
    cost = _("Payé") if payee is Payee.INSURED else _("Coût")
    return ActView(
        shown(line.label),
        detail,
        (
            Fact(cost, format_amount(line.paid_cents)),
            # Translators: screen of one payment, the amount that the rate applies to
            Fact(_("Base"), format_amount(line.base_cents)),
            # Translators: screen of one payment, the share of the base that is paid back
            Fact(_("Taux"), format_percent(line.rate_percent)),
            # Translators: screen of one payment, what is paid back for an act
            Fact(_("Remboursé"), format_amount(line.reimbursed_cents)),
        ),
    )


def _total_label(payee: Payee) -> str:
    if payee is Payee.INSURED:
        # Translators: screen of one payment, under what was withheld: what is left
        return _("Total versé")
    # Translators: screen of one payment to somebody else, under what was withheld: what is left
    return _("Payé par la caisse")


def _deduction(deduction: Deduction) -> Fact:
    day = {"date": format_date(deduction.care_date)}
    match deduction.kind:
        case DeductionKind.FLAT_FEE:
            # Translators: screen of one payment, withheld for an act of a doctor, a radiology or a laboratory
            label = _("Participation forfaitaire du %(date)s") % day
        case DeductionKind.FRANCHISE:
            # Translators: screen of one payment, withheld for a medicine, a paramedical act or a transport
            label = _("Franchise du %(date)s") % day
        case _:
            assert_never(deduction.kind)
    return Fact(label, signed_amount(-deduction.amount_cents))


class PaymentScreen(Screen[PaymentView]):
    """Show one payment."""

    def first_focus(self) -> QWidget | None:
        """Give "print", else what can be done."""
        return focus_of(self, "print", "try-again", "back")

    def compose(self, view: PaymentView) -> None:
        """Build the blocks: summary, acts, deductions, words."""
        body = self.column()
        # Translators: screen of one payment: button back to the list
        back = self.back_button(_("Retour"))
        # Translators: screen of one payment, title
        body.addLayout(self.title_row(back, _("Détail du remboursement")))
        left: list[QWidget] = []
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif not view.acts:
            # Translators: screen of one payment, while it is fetched
            add_waiting(self, body, _("Nous cherchons le détail."))
        else:
            # Translators: screen of one payment that takes several pages, the two buttons
            texts = (_("Début"), _("Suite"))
            column = PagedColumn(self.theme, self._blocks(view), *texts)
            # Whoever turns a page is still there.
            column.turned.connect(lambda: self.act(Touched()))
            body.addWidget(column, 1)
            left.append(print_button(self))
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _blocks(self, view: PaymentView) -> list[QWidget]:
        blocks: list[QWidget] = [self._summary(view)]
        blocks += [self._act_panel(act) for act in view.acts]
        blocks += self._deduction_panels(view)
        blocks.append(self._words(view))
        return blocks

    def _panel(self, kind: PanelKind = PanelKind.SURFACE) -> tuple[Panel, QVBoxLayout]:
        panel = Panel(self.theme, kind)
        column = QVBoxLayout(panel)
        side, edge = self.theme.px(36), self.theme.sized(26, 24, 22)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(self.theme.px(8))
        return panel, column

    def _summary(self, view: PaymentView) -> Panel:
        theme = self.theme
        panel, column = self._panel(PanelKind.TINT)
        title = Text(theme, view.title, TextRole.TILE, bold=True, tone=Tone.ON_TINT)
        tone = Tone.SUCCESS if view.is_received else Tone.ON_TINT
        amount = Text(
            theme,
            view.amount,
            TextRole.HEADING,
            bold=True,
            tone=tone,
            tabular=True,
            folds=False,
            align=TextAlign.LEFT if theme.is_large else TextAlign.RIGHT,
        )
        if theme.is_large:
            column.addWidget(title)
            column.addWidget(amount)
        else:
            row = QHBoxLayout()
            row.setSpacing(theme.px(24))
            row.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(amount, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        for text in (view.people, view.payee, view.reference):
            column.addWidget(Text(theme, text, TextRole.SMALL, tone=Tone.MUTED))
        return panel

    def _act_panel(self, act: ActView) -> Panel:
        theme = self.theme
        panel, column = self._panel()
        column.addWidget(Text(theme, act.title, TextRole.STRONG, bold=True))
        column.addWidget(Text(theme, act.detail, TextRole.SMALL, tone=Tone.MUTED))
        column.addSpacing(theme.px(8))
        column.addLayout(fact_lines(theme, act.facts) if theme.is_large else fact_columns(theme, act.facts))
        return panel

    def _deduction_panels(self, view: PaymentView) -> list[Panel]:
        """Part a long list of deductions, since a block is shown whole or not at all."""
        theme = self.theme
        at_once = 3 if theme.is_large else 6
        panels = []
        for start in range(0, len(view.deductions), at_once):
            panel, column = self._panel()
            # Translators: screen of one payment, above the amounts that were withheld
            column.addWidget(Text(theme, _("Retenu sur ce versement"), TextRole.STRONG, bold=True))
            for fact in view.deductions[start : start + at_once]:
                column.addLayout(fact_line(theme, fact))
            if start + at_once >= len(view.deductions):
                column.addLayout(fact_line(theme, Fact(view.total_label, view.amount), role=TextRole.STRONG))
            panels.append(panel)
        return panels

    def _words(self, view: PaymentView) -> Panel:
        panel, column = self._panel()
        # Translators: screen of one payment, above the explanations of some words
        column.addWidget(Text(self.theme, _("Que veulent dire ces mots ?"), TextRole.STRONG, bold=True))
        for word in view.words:
            # Translators: a word and what it means
            text = _("%(word)s : %(meaning)s") % {"word": word.label, "meaning": word.value}
            column.addWidget(Text(self.theme, text, TextRole.SMALL, tone=Tone.MUTED, strong=word.label))
        return panel


def _status(detail: PaymentDetail | None, failure: FailureCode | None = None) -> ShowingPayment:
    return ShowingPayment(SAMPLE_VISITOR, SAMPLE_PAGE, 5, detail, failure)


PREVIEWS = (
    Preview("payment", _status(CONSULTATION)),
    Preview("payment-loading", _status(None), busy=True),
    Preview("payment-third-party", _status(PHARMACY)),
    Preview("payment-several-acts", _status(SEVERAL_ACTS)),
    Preview("payment-long", _status(LONG_STAY)),
    Preview("payment-failed", _status(None, FailureCode.SERVICE_UNAVAILABLE)),
    Preview("payment-hostile", _status(HOSTILE_DETAIL)),
)
