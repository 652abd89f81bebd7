"""The last payments: a chart of the months, five payments a page or as many as have room, each of which opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.payments import signed_amount
from kiosk.domain.payments import MonthTotal, Payee, PaymentsPage, PaymentSummary
from kiosk.session.actions import ShowDetail, ShowPage, Touched
from kiosk.session.statuses import ShowingPayments
from kiosk.texts import format_amount, format_date, format_euros, format_month, format_month_short, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.records import LONGEST_NAME, shown
from ui.terminal.sample_payments import (
    HOSTILE_PAGE,
    LARGE_AMOUNTS_PAGE,
    LAST_PAGE,
    LONG_NAMES_PAGE,
    NO_PAYMENTS_PAGE,
    RIGHT_TO_LEFT_PAGE,
    SAMPLE_PAGE,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.terminal.service import add_failure, add_message, add_waiting, again_button, focus_of, print_button
from ui.theme import TextRole, Theme
from ui.widgets.chart import Bar, Chart
from ui.widgets.entry import Entry, EntryText
from ui.widgets.entry_list import EntryList, ListPage
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Panel
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """Hold one payment of the list."""

    payment_id: int
    text: EntryText


@dataclass(frozen=True, slots=True)
class PaymentsView:
    """Hold what the screen shows.

    Attributes:
        bars: the chart; none where nothing was ever paid.
        entries: the payments of the page; None while they are fetched.
        place: which page of the list it is.
        failure: why there is nothing else to show.
    """

    bars: tuple[Bar, ...] = ()
    entries: tuple[PaymentEntry, ...] | None = field(default=None, repr=False)
    place: ListPage = field(default_factory=ListPage)
    failure: FailureCode | None = None


def view_of(status: ShowingPayments, context: ScreenContext) -> PaymentsView:
    """Make the view."""
    del context
    if status.failure is not None or status.page is None:
        return PaymentsView(failure=status.failure)
    page = status.page
    return PaymentsView(
        bars_of(page.months) if page.payments else (),
        tuple(PaymentEntry(payment.payment_id, entry_text(payment)) for payment in page.payments),
        ListPage(page.page, page.page_count, page.first, page.payment_count),
    )


def bars_of(months: Sequence[MonthTotal]) -> tuple[Bar, ...]:
    """Make the chart of the months, the highest as high as it gets and the last one still going on."""
    highest = max((month.total_cents for month in months), default=0)
    return tuple(
        Bar(
            label=format_month_short(month.month),
            name=format_month(month.month),
            amount=format_euros(month.total_cents),
            share=max(0, month.total_cents) / highest if highest > 0 else 0.0,
            is_current=index == len(months) - 1,
        )
        for index, month in enumerate(months)
    )


def entry_text(payment: PaymentSummary) -> EntryText:
    """Write a payment of the list."""
    # Translators: list of payments, under the title: who gave the care and the first name of who was cared for
    detail = _("%(professional)s · %(patient)s") % {
        "professional": shown(payment.professional, LONGEST_NAME),
        "patient": shown(payment.patient, LONGEST_NAME),
    }
    return EntryText(
        date=format_date(payment.paid_on),
        title=shown(payment.title),
        detail=detail,
        amount=signed_amount(payment.total_cents),
        note=_note(payment),
        is_received=payment.payee is Payee.INSURED and payment.total_cents > 0,
    )


def _note(payment: PaymentSummary) -> str:
    match payment.payee:
        case Payee.INSURED:
            if payment.paid_cents == 0:
                return ""
            # Translators: list of payments, under what was reimbursed: what the person had paid
            return _("payé %(amount)s") % {"amount": format_amount(payment.paid_cents)}
        case Payee.PROFESSIONAL:
            # Translators: list of payments, under an amount that the person never had to advance
            return _("payé directement au professionnel")
        case Payee.EMPLOYER:
            # Translators: list of payments, under an amount that went to the employer
            return _("payé à votre employeur")
        case _:
            assert_never(payment.payee)


class PaymentsScreen(Screen[PaymentsView]):
    """Show the last payments."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen, empty until a view is shown."""
        super().__init__(theme, context, parent)
        self._list: EntryList | None = None
        self._page_index = 0

    def first_focus(self) -> QWidget | None:
        """Give the newest payment that is seen, else what can be done."""
        return focus_of(self, "try-again", "back") if self._list is None else self._list.entries_seen()[0]

    def take_over(self, previous: QWidget) -> None:
        """Show the payments that were seen."""
        if isinstance(previous, PaymentsScreen) and previous._list is not None and self._list is not None:  # noqa: SLF001 - of the same class
            self._list.show_entry(previous._list.first_seen)  # noqa: SLF001 - idem

    def reveal(self, name: str) -> None:
        """Show the part of the page on which a payment is."""
        if self._list is not None:
            self._list.reveal(name)

    def compose(self, view: PaymentsView) -> None:
        """Build title, chart, list and pager."""
        body = self.column()
        # Translators: screen of the last payments, title
        body.addLayout(self.title_row(self.back_button(), _("Mes derniers remboursements")))
        left: list[QWidget] = []
        self._list = None
        came_from, self._page_index = self._page_index, view.place.page
        if view.failure is not None:
            add_failure(self, body, view.failure)
            left.append(again_button(self))
        elif view.entries is None:
            # Translators: screen of the last payments, while they are fetched
            add_waiting(self, body, _("Nous cherchons vos remboursements."))
        elif not view.entries:
            self._add_nothing(body)
        else:
            # Who comes from older payments goes on with those that are the oldest of the newer ones.
            self._add_list(body, view, view.entries, start=-1 if view.place.page < came_from else 0)
            left.append(print_button(self))
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))

    def _add_nothing(self, body: QVBoxLayout) -> None:
        body.addStretch(1)
        body.addWidget(IconPicture(self.theme, Icon.EMPTY, 160, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignHCenter)
        # Translators: screen of the last payments, when there is none: title
        title = _("Aucun remboursement pour le moment")
        # Translators: screen of the last payments, when there is none
        sentence = _("Vos remboursements s’affichent ici une fois versés.")
        add_message(self, body, title, sentence)
        body.addStretch(1)

    def _add_list(self, body: QVBoxLayout, view: PaymentsView, entries: Sequence[PaymentEntry], *, start: int) -> None:
        theme = self.theme
        if view.bars and not theme.is_large:
            body.addWidget(self._chart(view.bars))
        shown = [self._entry(place, payment) for place, payment in enumerate(entries)]
        self._list = EntryList(theme, shown, view.place, self._page_words(), start=start)
        self._list.leafed.connect(lambda: self.act(Touched()))
        self._list.left.connect(lambda step: self.act(ShowPage(view.place.page + step)))
        body.addWidget(self._list, 1)

    def _entry(self, place: int, payment: PaymentEntry) -> Entry:
        entry = Entry(self.theme, payment.text, name=f"payment-{place}")
        entry.clicked.connect(lambda: self.act(ShowDetail(payment.payment_id)))
        return entry

    def _chart(self, bars: Sequence[Bar]) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        column = QVBoxLayout(panel)
        column.setContentsMargins(theme.px(36), theme.px(30), theme.px(36), theme.px(28))
        column.setSpacing(theme.px(20))
        # Translators: screen of the last payments, above the chart: to the person, not to others; no daily allowances
        said = ngettext(
            "Remboursements sur votre compte ce mois-ci",
            "Remboursements sur votre compte ces %(count)d derniers mois",
            len(bars),
        )
        column.addWidget(Text(theme, said % {"count": len(bars)}, TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(Chart(theme, bars))
        return panel

    def _page_words(self) -> tuple[str, str]:
        if self.theme.is_large:
            # Translators: list of payments, buttons to the newer and to the older ones, in large texts
            return _("Récents"), _("Anciens")
        # Translators: list of payments, buttons to the newer and to the older ones
        return _("Plus récents"), _("Plus anciens")


def _shown_page(page: PaymentsPage) -> ShowingPayments:
    return ShowingPayments(SAMPLE_VISITOR, page)


PREVIEWS = (
    Preview("payments", _shown_page(SAMPLE_PAGE)),
    Preview("payments-loading", ShowingPayments(SAMPLE_VISITOR), busy=True),
    Preview("payments-last-page", _shown_page(LAST_PAGE)),
    Preview("payments-none", _shown_page(NO_PAYMENTS_PAGE)),
    Preview("payments-failed", ShowingPayments(SAMPLE_VISITOR, failure=FailureCode.SERVICE_UNAVAILABLE)),
    Preview("payments-large-amounts", _shown_page(LARGE_AMOUNTS_PAGE)),
    Preview("payments-long-names", _shown_page(LONG_NAMES_PAGE)),
    Preview("payments-hostile", _shown_page(HOSTILE_PAGE)),
    Preview("payments-right-to-left", _shown_page(RIGHT_TO_LEFT_PAGE)),
)
