"""European cards: the order while it is taken, and once it is kept, with its papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.documents.characters import NO_BREAK_HYPHEN
from kiosk.ports import EhicPaper, EhicRequest
from kiosk.session.actions import GoBack, PrintPaper, Touched
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import EhicOrdered, OrderingEhic
from kiosk.texts import format_day_month, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.names import shown_full_name, shown_on_button
from ui.terminal.sample_ehic import (
    CERTIFICATE_ALONE_RECEIPT,
    CERTIFICATES_RECEIPT,
    HOSTILE_RECEIPT,
    ORDER_RECEIPT,
    THIRTEEN_RECEIPT,
)
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.terminal.service import add_trouble, add_waiting, again_button, focus_of
from ui.theme import TextRole, Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.paged_column import PagedColumn
from ui.widgets.pages import short_page_words
from ui.widgets.panel import Notice, PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile


@dataclass(frozen=True, slots=True)
class OrderingView:
    """Hold what the screen shows: a moment to wait, or why the order is not known to be taken."""

    failure: FailureCode | None


def ordering_view_of(status: OrderingEhic, context: ScreenContext) -> OrderingView:
    """Make the view."""
    del context
    return OrderingView(status.failure)


class OrderingEhicScreen(Screen[OrderingView]):
    """Wait for the order to be taken."""

    def first_focus(self) -> QWidget | None:
        """Give what is most likely wanted."""
        return focus_of(self, "try-again", "finish")

    def compose(self, view: OrderingView) -> None:
        """Build the moment to wait, or the failure."""
        body = self.column()
        left: list[QWidget] = []
        if view.failure is None:
            # Translators: European card, while the order is taken
            add_waiting(self, body, _("Nous enregistrons votre demande."))
        else:
            # Translators: European card, where nobody can tell whether the order was taken
            sentence = _("Réessayez : une carte n’est jamais commandée deux fois.")
            add_trouble(self, body, view.failure, _(FAILURES[view.failure].person_title), sentence)
            left.append(again_button(self))
        self.set_page(body, Footer(self.theme, left, [self.finish_button()]))


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """Hold a paper that can be printed.

    Attributes:
        index: its place among the papers.
        title: what it is.
        person: whom it is about; empty where it is about all of them.
        order: what the button says that prints it.
    """

    index: int
    title: str
    person: str = field(repr=False)
    is_printed: bool
    order: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderedView:
    """Hold what the screen shows.

    Attributes:
        order_count: how many cards are ordered; none where certificates alone were wanted.
        numbers: of the orders.
        names: of whom each order is for.
        expected: about when the cards arrive, "4 décembre".
        papers: the ticket first.
    """

    order_count: int
    numbers: tuple[str, ...]
    names: tuple[str, ...] = field(repr=False)
    expected: str
    papers: tuple[PaperChoice, ...] = field(repr=False)

    @property
    def next_paper(self) -> PaperChoice | None:
        """Give the first paper that is not out yet."""
        return next((paper for paper in self.papers if not paper.is_printed), None)


def view_of(status: EhicOrdered, context: ScreenContext) -> OrderedView:
    """Make the view."""
    receipt, size = status.receipt, context.preferences.text_size
    certificates = sum(paper.number is not None for paper in receipt.papers)
    return OrderedView(
        len(receipt.order_numbers),
        tuple(number.replace("-", NO_BREAK_HYPHEN) for number in receipt.order_numbers),
        tuple(shown_full_name(name, "", size) for name in receipt.ordered_for),
        format_day_month(receipt.expected_on),
        tuple(
            _choice(place, paper, size, is_printed=place in status.printed, is_only_one=certificates == 1)
            for place, paper in enumerate(receipt.papers)
        ),
    )


def _choice(place: int, paper: EhicPaper, size: TextSize, *, is_printed: bool, is_only_one: bool) -> PaperChoice:
    if paper.number is None:
        # Translators: European card, a paper that can be printed: the ticket of the order
        title = _("Ticket de commande")
        # Translators: European card, button: prints the ticket of the order
        return PaperChoice(place, title, "", is_printed, _("Imprimer le ticket"))
    if is_only_one:
        # Translators: European card, button: prints the only provisional certificate
        order = _("Imprimer le certificat")
    else:
        # Translators: European card, button: prints the provisional certificate of a person, whose first name comes in
        order = _("Imprimer pour %(name)s") % {"name": shown_on_button(paper.person, size)}
    # Translators: European card, a paper that can be printed
    title = _("Certificat provisoire")
    return PaperChoice(place, title, shown_full_name(paper.person, "", size), is_printed, order)


class EhicOrderedScreen(Screen[OrderedView]):
    """Say that the order is kept, and print its papers one after the other."""

    def __init__(self, theme: Theme, context: ScreenContext, parent: QWidget | None = None) -> None:
        """Make the screen; a long list of papers opens where the next one is."""
        super().__init__(theme, context, parent)
        self._list: PagedColumn | None = None

    def first_focus(self) -> QWidget | None:
        """Give the next paper, else the way back to the menu."""
        return focus_of(self, "print", "other-line")

    def compose(self, view: OrderedView) -> None:
        """Build what was ordered, the papers and what can be done."""
        theme = self.theme
        body = self.column()
        if view.order_count:
            # Translators: European card, once the order is kept: title
            title = ngettext("Votre carte est commandée", "Vos cartes sont commandées", view.order_count)
        else:
            # Translators: European card, where provisional certificates alone were wanted: title
            title = _("Vos certificats sont prêts") if len(view.papers) > 1 else _("Votre certificat est prêt")
        body.addLayout(self.title_row(self.back_button(), title))
        self._add_order(body, view)
        # Translators: European card, above the papers that can be printed
        several = _("Touchez le papier à imprimer.")
        body.addWidget(self.lead(several if len(view.papers) > 1 else _("Imprimez votre papier.")))
        blocks = [*(self._tile(paper) for paper in view.papers), *self._numbers_below(view)]
        # Translators: European card, buttons that turn the pages of a long list of papers
        self._list = PagedColumn(theme, blocks, *short_page_words())
        self._list.turned.connect(lambda: self.act(Touched()))
        body.addWidget(self._list, 1)
        following = view.next_paper
        left = [self._other_line_button() if following is None else self._print_button(following)]
        self.set_page(body, Footer(theme, left, [self.finish_button()]))

    def _add_order(self, body: QVBoxLayout, view: OrderedView) -> None:
        if not view.order_count:
            return
        # Translators: European card, once the order is kept; the day comes in on which the card arrives, "4 décembre"
        text = ngettext(
            "Elle arrive chez vous par courrier, vers le %(day)s.",
            "Elles arrivent chez vous par courrier, vers le %(day)s.",
            view.order_count,
        ) % {"day": view.expected}
        if view.order_count == 1:
            # Translators: European card, once the order is kept: its number
            number = _("Commande n° %(number)s.") % {"number": view.numbers[0]}
            text = f"{text} {number}"
        body.addWidget(Notice(self.theme, text, PanelKind.SUCCESS, strong=view.expected))

    def _numbers_below(self, view: OrderedView) -> list[QWidget]:
        """Make the numbers of several orders, which would push the papers off the screen if they stood above."""
        if view.order_count == 1:
            return []
        return [
            # Translators: European card, once several orders are kept: for whom one is, by first name, and its number
            Text(self.theme, _("%(name)s : commande n° %(number)s.") % {"name": name, "number": number}, TextRole.SMALL)
            for name, number in zip(view.names, view.numbers, strict=True)
        ]

    def _tile(self, paper: PaperChoice) -> RowTile:
        # Translators: European card, a paper that is out
        state = _("Imprimé") if paper.is_printed else ""
        detail = " · ".join(part for part in (paper.person, state) if part)
        icon = Icon.CHECK_CIRCLE if paper.is_printed else Icon.PRINTER
        tile = RowTile(
            self.theme, paper.title, icon, detail=detail, height=116, icon_box=0, name=f"paper-{paper.index}"
        )
        tile.clicked.connect(lambda: self.act(PrintPaper(paper.index, uuid4())))
        return tile

    def _print_button(self, paper: PaperChoice) -> Button:
        button = Button(self.theme, paper.order, ButtonKind.PRIMARY, icon=Icon.PRINTER, name="print")
        button.clicked.connect(lambda: self.act(PrintPaper(paper.index, uuid4())))
        return button

    def _other_line_button(self) -> Button:
        # Translators: printing screen, once the paper is out: button to the menu
        button = Button(self.theme, _("Autre démarche"), ButtonKind.PRIMARY, icon=Icon.ARROW_RIGHT, name="other-line")
        button.clicked.connect(lambda: self.act(GoBack()))
        return button


_ORDER: Final = EhicRequest(UUID(int=1), (1,), date(2026, 11, 28))

PREVIEWS = (
    Preview("ehic-ordering", OrderingEhic(SAMPLE_VISITOR, _ORDER), busy=True),
    Preview("ehic-ordering-failed", OrderingEhic(SAMPLE_VISITOR, _ORDER, FailureCode.SERVICE_UNAVAILABLE)),
    Preview("ehic-ordered", EhicOrdered(SAMPLE_VISITOR, ORDER_RECEIPT)),
    Preview("ehic-ordered-two", EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT)),
    Preview("ehic-ordered-certificates", EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT, frozenset({0}))),
    Preview("ehic-ordered-printed", EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT, frozenset({0, 1, 2}))),
    Preview("ehic-certificate-alone", EhicOrdered(SAMPLE_VISITOR, CERTIFICATE_ALONE_RECEIPT)),
    Preview("ehic-ordered-thirteen", EhicOrdered(SAMPLE_VISITOR, THIRTEEN_RECEIPT, frozenset({0, 1}))),
    Preview("ehic-ordered-thirteen-2", EhicOrdered(SAMPLE_VISITOR, THIRTEEN_RECEIPT, frozenset({0, 1})), page=1),
    Preview("ehic-ordered-thirteen-4", EhicOrdered(SAMPLE_VISITOR, THIRTEEN_RECEIPT, frozenset({0, 1})), page=3),
    Preview("ehic-ordered-thirteen-6", EhicOrdered(SAMPLE_VISITOR, THIRTEEN_RECEIPT, frozenset({0, 1})), page=5),
    Preview("ehic-ordered-hostile", EhicOrdered(SAMPLE_VISITOR, HOSTILE_RECEIPT)),
    *(
        Preview(
            f"ehic-ordered-hostile-{printed}", EhicOrdered(SAMPLE_VISITOR, HOSTILE_RECEIPT, frozenset(range(printed)))
        )
        for printed in (1, 2, 3)
    ),
)
