"""The window of the dock."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.texts import gettext as _
from ui.dock.benches import (
    CardBench,
    DemoCard,
    PrinterBench,
    PrinterTrouble,
    ReaderTrouble,
    Telephone,
    TextMessage,
    TicketPicture,
)
from ui.dock.poller import LOOK_EVERY_MS, BenchPoller
from ui.dock.sections import CardsSection, FaultsSection, FaultsView, PaperSection, PhoneSection
from ui.dock.size import HEIGHT_PX, WIDTH_PX
from ui.dock.tabs import Tab
from ui.dock.view import PrinterSeen, ReaderSeen, cards_view, paper_view, phone_view, printer_toggles, reader_toggles
from ui.icons import Icon
from ui.palette import NORMAL
from ui.theme import ScreenMetrics, Theme
from ui.widgets.demo_strip import DemoStrip
from ui.widgets.focus_frame import FocusFrame

DOCK_METRICS: Final = ScreenMetrics(scale=0.5)
"""The dock is read from a desk: everything is half as large as on the terminal."""


class DockTab(enum.Enum):
    """Name what the dock shows; the value is the object name of its tab."""

    CARDS = "tab-cards"
    PHONE = "tab-phone"
    PAPER = "tab-paper"
    FAULTS = "tab-faults"


@dataclass
class ReaderWatch:
    """Look at a reader; its cards are listed once."""

    bench: CardBench
    cards: tuple[DemoCard, ...] | None = None

    def look(self) -> ReaderSeen:
        """Look at the reader.

        Raises:
            BenchAbsentError: it does not answer.
        """
        if self.cards is None:
            self.cards = tuple(self.bench.cards())
        return ReaderSeen(self.cards, self.bench.look())


@dataclass
class PrinterWatch:
    """Look at a printer; a ticket is fetched once, and again after something was done to the printer."""

    bench: PrinterBench
    ticket: TicketPicture | None = None
    is_stale: bool = True

    def look(self) -> PrinterSeen:
        """Look at the printer.

        Raises:
            BenchAbsentError: it does not answer.
        """
        look = self.bench.look()
        known = self.ticket.number if self.ticket is not None else 0
        if self.is_stale or look.tickets != known:
            self.ticket = self.bench.latest_ticket()
            self.is_stale = False
        return PrinterSeen(look, self.ticket)

    def after(self, order: Callable[[], None]) -> Callable[[], None]:
        """Give an order after which the ticket is looked at again."""

        def done() -> None:
            order()
            self.is_stale = True

        return done


class DockWindow(QWidget):
    """Show cards, telephone, paper and faults of the simulators.

    Attributes:
        cards: the section of the cards.
        phone: the section of the telephone.
        paper: the section of the paper.
        faults: the section of the faults.
    """

    def __init__(
        self,
        cards: CardBench,
        printer: PrinterBench,
        telephone: Telephone,
        metrics: ScreenMetrics = DOCK_METRICS,
        look_every_ms: int = LOOK_EVERY_MS,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window; nothing is asked of the benches before it is started.

        Args:
            cards: the reader.
            printer: the printer.
            telephone: the telephone.
            metrics: how large everything is drawn.
            look_every_ms: from one look at a bench to the next.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = Theme(NORMAL, metrics)
        self._card_bench, self._printer_bench = cards, printer
        self._printer_watch = PrinterWatch(printer)
        self._reader = BenchPoller(ReaderWatch(cards).look, look_every_ms, self)
        self._printer = BenchPoller(self._printer_watch.look, look_every_ms, self)
        self._phone = BenchPoller(lambda: tuple(telephone.messages()), look_every_ms, self)
        self._seen_messages: int | None = None
        self._seen_tickets: int | None = None
        self._copied_ticket: int | None = None
        self._tabs: dict[DockTab, Tab] = {}
        self._build()
        self._connect()
        # Translators: title of the window of the simulators
        self.setWindowTitle(_("Simulateur"))
        self.resize(WIDTH_PX, HEIGHT_PX)
        self._on_reader(None)
        self._on_printer(None)
        self._on_phone(None)
        self._seen_messages = self._seen_tickets = None
        self.show_tab(DockTab.CARDS)
        self._frame = FocusFrame(self._theme, self)
        application = cast("QApplication", QApplication.instance())
        application.focusChanged.connect(self._focus_moved)

    def start(self) -> None:
        """Look at the benches from now on."""
        for poller in (self._reader, self._printer, self._phone):
            poller.start()

    def stop(self) -> None:
        """Look no more; stopping twice does nothing."""
        for poller in (self._reader, self._printer, self._phone):
            poller.stop()

    def show_tab(self, tab: DockTab) -> None:
        """Show a section; a focus inside the one before goes to the tab."""
        focused = self.focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused):
            self._tabs[tab].setFocus()
        for name, button in self._tabs.items():
            # Not exclusive by itself: Qt would take the other tabs out of the way of the Tab key.
            button.setChecked(name is tab)
        self._tabs[tab].set_news(0)
        self._stack.setCurrentIndex(list(DockTab).index(tab))

    def tab(self) -> DockTab:
        """Give the section that is shown."""
        return list(DockTab)[self._stack.currentIndex()]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop looking when the window closes."""
        self.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the canvas."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.palette.canvas))
        painter.end()

    # Parts

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = DemoStrip(theme)
        # Translators: strip at the top of the window of the simulators
        strip.setText(_("SIMULATEUR — rien de ceci n’est réel"))
        column.addWidget(strip)
        tabs = QHBoxLayout()
        tabs.setSpacing(0)
        # The frame around the focus needs room beside the first and the last tab.
        tabs.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), 0)
        for name, text, icon in (
            # Translators: simulator, tab
            (DockTab.CARDS, _("Cartes"), Icon.CARD),
            # Translators: simulator, tab
            (DockTab.PHONE, _("Téléphone"), Icon.MOBILE),
            # Translators: simulator, tab
            (DockTab.PAPER, _("Papier"), Icon.RECEIPT),
            # Translators: simulator, tab
            (DockTab.FAULTS, _("Pannes"), Icon.WARNING),
        ):
            tab = Tab(theme, text, icon, name.value)
            tab.clicked.connect(lambda _=False, name=name: self.show_tab(name))
            self._tabs[name] = tab
            tabs.addWidget(tab, 1)
        column.addLayout(tabs)
        self.cards, self.phone = CardsSection(theme), PhoneSection(theme)
        self.paper, self.faults = PaperSection(theme), FaultsSection(theme)
        self._stack = QStackedWidget()
        for section in (self.cards, self.phone, self.paper, self.faults):
            self._stack.addWidget(section)
        body = QVBoxLayout()
        margin = theme.px(32)
        body.setContentsMargins(margin, margin, margin, margin)
        body.addWidget(self._stack)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        reader, printer = self._card_bench, self._printer_bench
        after = self._printer_watch.after
        self._reader.looked.connect(self._on_reader)
        self._printer.looked.connect(self._on_printer)
        self._phone.looked.connect(self._on_phone)
        self.cards.inserted.connect(lambda name: self._reader.order(lambda: reader.insert(name)))
        self.cards.removed.connect(lambda: self._reader.order(reader.remove))
        self.cards.turned.connect(lambda: self._reader.order(reader.turn))
        self.cards.renewed.connect(lambda: self._reader.order(reader.reset))
        self.paper.code_copied.connect(self._copy_code)
        self.paper.taken.connect(lambda: self._printer.order(after(printer.take_ticket)))
        self.paper.roll_changed.connect(lambda: self._printer.order(printer.new_roll))
        self.faults.power_cycled.connect(lambda: self._printer.order(after(printer.power_cycle)))
        self.faults.reader_toggled.connect(self._toggle_reader)
        self.faults.printer_toggled.connect(self._toggle_printer)

    @Slot()
    def _copy_code(self) -> None:
        ticket = self._printer_watch.ticket
        if ticket is not None:
            QGuiApplication.clipboard().setText("\n".join(ticket.codes))
            self._copied_ticket = ticket.number

    @Slot(str, bool)
    def _toggle_reader(self, key: str, wanted: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names
        trouble, bench = ReaderTrouble(key), self._card_bench
        self._reader.order(lambda: bench.spoil(trouble) if wanted else bench.mend(trouble))

    @Slot(str, bool)
    def _toggle_printer(self, key: str, wanted: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names
        trouble, bench = PrinterTrouble(key), self._printer_bench
        self._printer.order(lambda: bench.spoil(trouble) if wanted else bench.mend(trouble))

    # What is seen

    @Slot(object)
    def _on_reader(self, seen: ReaderSeen | None) -> None:
        self.cards.show_view(cards_view(seen))
        self.faults.show_view(replace(self.faults.view() or FaultsView(), reader=reader_toggles(seen)))

    @Slot(object)
    def _on_printer(self, seen: PrinterSeen | None) -> None:
        view = paper_view(seen, self._copied_ticket)
        self.paper.show_view(view)
        self.faults.show_view(replace(self.faults.view() or FaultsView(), printer=printer_toggles(seen)))
        if seen is not None:
            number = 0 if view.ticket is None else view.ticket.number
            self._seen_tickets = self._tell(DockTab.PAPER, self._seen_tickets, number)

    @Slot(object)
    def _on_phone(self, messages: Sequence[TextMessage] | None) -> None:
        self.phone.show_view(phone_view(messages))
        if messages is not None:
            number = messages[-1].number if messages else 0
            self._seen_messages = self._tell(DockTab.PHONE, self._seen_messages, number)

    def _tell(self, tab: DockTab, seen: int | None, newest: int) -> int:
        """Show what has arrived, or count it on its tab; what was there before the dock started is no news."""
        if seen is None or newest <= seen:
            return newest if seen is None else seen
        if self.tab() is DockTab.CARDS:
            self.show_tab(tab)
        if self.tab() is tab:
            return newest
        self._tabs[tab].set_news(newest - seen)
        return seen

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and new is not self and self.isAncestorOf(new)
        self._frame.set_target(new if inside else None)
