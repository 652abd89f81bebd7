"""The window of the dock: what is touched happens on the benches, what happens there is shown."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.dock.benches import PrinterTrouble, ReaderTrouble
from ui.dock.samples import SAMPLE_QR
from ui.dock.sections import TicketLabel
from ui.dock.tabs import Tab
from ui.dock.window import DOCK_METRICS, HEIGHT_PX, WIDTH_PX, DockTab
from ui.widgets.button import Button
from ui.widgets.control import Control
from ui.widgets.demo_strip import DemoStrip
from ui.widgets.text import Text
from ui.widgets.tile import RowTile


def visible(dock, kind):
    return [widget for widget in dock.findChildren(kind) if widget.isVisible()]


def test_no_one_can_miss_that_it_is_a_simulator(demonstration):
    demonstration.start()
    assert "SIMULATEUR" in demonstration.dock.findChild(DemoStrip).text()
    assert demonstration.dock.windowTitle() == "Simulateur"
    assert demonstration.dock.size().toTuple() == (WIDTH_PX, HEIGHT_PX)


def test_before_the_benches_answer_it_says_so(demonstration):
    demonstration.dock.show()
    assert demonstration.dock.cards.view().reader == "Le lecteur simulé ne répond pas."
    assert demonstration.dock.paper.view().state == "L’imprimante simulée ne répond pas."
    assert demonstration.dock.phone.view().state == "Le téléphone simulé ne répond pas."


def test_a_card_goes_in_is_turned_and_comes_out(demonstration):
    demonstration.start()
    demonstration.click("card-family", RowTile)
    demonstration.wait(lambda: demonstration.dock.cards.view().can_remove)
    assert demonstration.cards.look().card == "family"

    demonstration.click("turn", Button)
    demonstration.wait(lambda: demonstration.cards.look().is_turned)

    demonstration.click("remove", Button)
    demonstration.wait(lambda: not demonstration.dock.cards.view().can_remove)
    assert demonstration.cards.look().card is None


def test_a_card_is_taken_out_and_made_new(demonstration):
    demonstration.start()
    assert not demonstration.dock.findChild(Button, "renew").isEnabled()
    demonstration.click("card-family", RowTile)
    demonstration.wait(lambda: demonstration.dock.cards.view().can_remove)
    demonstration.click("renew", Button)
    demonstration.wait(lambda: not demonstration.dock.cards.view().can_remove)
    assert demonstration.cards.resets == ["family"]


def test_the_box_of_a_card_shows_what_is_in_the_reader_not_what_was_touched(demonstration):
    demonstration.start()
    demonstration.cards.is_absent = True
    tile = demonstration.dock.findChild(RowTile, "card-family")
    tile.click()
    assert not tile.isChecked()
    demonstration.wait(lambda: not demonstration.dock.cards.view().rows)


def test_a_reader_that_comes_back_is_seen_again(demonstration):
    demonstration.start()
    demonstration.cards.is_absent = True
    demonstration.wait(lambda: not demonstration.dock.cards.view().rows)
    demonstration.cards.is_absent = False
    demonstration.wait(lambda: demonstration.dock.cards.view().rows)


def test_a_message_is_shown_as_it_arrives(demonstration):
    demonstration.start()
    assert demonstration.dock.tab() is DockTab.CARDS
    demonstration.phone.receive("Votre code est 482715.")
    demonstration.wait(lambda: demonstration.dock.tab() is DockTab.PHONE)
    assert "Votre code est 482715." in [text.text() for text in visible(demonstration.dock, Text)]


def test_what_was_there_before_the_dock_is_no_news(demonstration):
    demonstration.phone.receive("Ancien message.")
    demonstration.printer.print_sample()
    demonstration.start()
    demonstration.wait(lambda: demonstration.dock.phone.view().messages)
    assert demonstration.dock.tab() is DockTab.CARDS


def test_news_that_arrive_elsewhere_are_counted_on_their_tab_until_they_are_seen(demonstration):
    demonstration.start()
    demonstration.dock.show_tab(DockTab.FAULTS)
    tab = demonstration.dock.findChild(Tab, DockTab.PHONE.value)
    demonstration.wait(lambda: demonstration.dock.phone.view().state == "Aucun SMS reçu.")
    demonstration.phone.receive("un")
    demonstration.wait(lambda: tab.text() == "Téléphone (1)")
    demonstration.phone.receive("deux")
    demonstration.wait(lambda: tab.text() == "Téléphone (2)")
    assert demonstration.dock.tab() is DockTab.FAULTS
    assert tab.accessibleName() == tab.text()
    tab.click()
    assert demonstration.dock.tab() is DockTab.PHONE
    assert tab.text() == "Téléphone"
    demonstration.phone.receive("trois")
    demonstration.wait(lambda: len(demonstration.dock.phone.view().messages) == 3)
    assert tab.text() == "Téléphone"


def test_a_ticket_is_shown_and_taken(demonstration):
    demonstration.start()
    demonstration.printer.print_sample()
    demonstration.wait(lambda: demonstration.dock.tab() is DockTab.PAPER)
    ticket = demonstration.dock.findChild(TicketLabel)
    assert "N° de sécurité sociale" in ticket.text()
    picture = ticket.grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(picture.width())
        for y in range(0, picture.height(), 4)
    )
    assert dark > 10

    demonstration.click("take", Button)
    demonstration.wait(lambda: demonstration.dock.paper.view().state == "Ticket n° 1, pris")
    assert not demonstration.dock.findChild(Button, "take").isEnabled()


def test_what_the_code_of_a_ticket_says_is_copied_until_the_next_ticket(demonstration):
    demonstration.start()
    demonstration.printer.print_sample()
    demonstration.wait(lambda: demonstration.dock.paper.view().ticket)
    demonstration.click("copy-code", Button)
    assert QGuiApplication.clipboard().text() == SAMPLE_QR
    demonstration.wait(lambda: "kiosk verify --demo" in demonstration.dock.paper.view().state)
    demonstration.printer.print_sample()
    demonstration.wait(lambda: demonstration.dock.paper.view().state == "Ticket n° 2, à prendre")


def test_a_ticket_without_code_has_nothing_to_copy(demonstration):
    demonstration.start()
    demonstration.printer.print_sample()
    demonstration.printer.ticket = replace(demonstration.printer.ticket, codes=())
    demonstration.wait(lambda: demonstration.dock.paper.view().ticket)
    assert not demonstration.dock.findChild(Button, "copy-code").isEnabled()


def test_a_new_roll_ends_the_lack_of_paper(demonstration):
    demonstration.start()
    demonstration.click("printer-paper-out", RowTile)
    demonstration.wait(lambda: PrinterTrouble.PAPER_OUT in demonstration.printer.look().troubles)
    demonstration.click("new-roll", Button)
    demonstration.wait(lambda: not demonstration.printer.look().troubles)


def test_faults_of_the_reader_are_made_and_put_right(demonstration):
    demonstration.start()
    for trouble in ReaderTrouble:
        name = f"reader-{trouble.value}"
        demonstration.click(name, RowTile)
        demonstration.wait(lambda name=name: demonstration.dock.findChild(RowTile, name).isChecked())
        assert trouble in demonstration.cards.look().troubles
        demonstration.click(name, RowTile)
        demonstration.wait(lambda name=name: not demonstration.dock.findChild(RowTile, name).isChecked())
    assert not demonstration.cards.look().troubles


def test_faults_of_the_printer_are_made_and_put_right(demonstration):
    demonstration.start()
    for trouble in PrinterTrouble:
        name = f"printer-{trouble.value}"
        demonstration.click(name, RowTile)
        demonstration.wait(lambda name=name: demonstration.dock.findChild(RowTile, name).isChecked())
        demonstration.click(name, RowTile)
        demonstration.wait(lambda name=name: not demonstration.dock.findChild(RowTile, name).isChecked())
    assert not demonstration.printer.look().troubles


def test_the_printer_is_switched_off_and_on(demonstration):
    demonstration.start()
    demonstration.click("power-cycle", Button)
    demonstration.wait(lambda: demonstration.printer.power_cycles == 1)


def test_a_look_that_brings_nothing_new_leaves_the_controls_and_the_focus_alone(demonstration, qtbot):
    demonstration.start()
    demonstration.dock.activateWindow()
    qtbot.waitUntil(demonstration.dock.isActiveWindow)
    tile = demonstration.dock.findChild(RowTile, "card-family")
    tile.setFocus()
    asked = demonstration.cards.looks
    demonstration.wait(lambda: demonstration.cards.looks > asked + 3)
    assert demonstration.dock.findChild(RowTile, "card-family") is tile
    assert tile.hasFocus()


def test_the_focus_stays_on_the_card_that_was_inserted_by_key(demonstration, qtbot):
    demonstration.start()
    demonstration.dock.activateWindow()
    qtbot.waitUntil(demonstration.dock.isActiveWindow)
    demonstration.dock.findChild(RowTile, "card-family").setFocus()
    qtbot.keyClick(demonstration.dock.findChild(RowTile, "card-family"), Qt.Key.Key_Return)
    demonstration.wait(lambda: demonstration.dock.cards.view().can_remove)
    assert demonstration.dock.focusWidget().objectName() == "card-family"


def test_the_focus_stays_while_the_terminal_is_the_active_window(demonstration, qtbot):
    terminal = QWidget()
    qtbot.addWidget(terminal)
    demonstration.start()
    demonstration.dock.findChild(RowTile, "card-family").setFocus()
    terminal.show()
    terminal.activateWindow()
    qtbot.waitUntil(terminal.isActiveWindow)
    demonstration.cards.insert("family")
    demonstration.wait(lambda: demonstration.dock.cards.view().can_remove)
    assert demonstration.dock.focusWidget().objectName() == "card-family"


@pytest.mark.parametrize("tab", DockTab)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_control_can_be_reached_is_named_and_nothing_is_cut(demonstration, tab):
    demonstration.phone.receive("Votre code est 482715. " * 8)
    demonstration.printer.print_sample()
    demonstration.start()
    demonstration.wait(lambda: demonstration.dock.paper.view().ticket)
    demonstration.dock.show_tab(tab)
    demonstration.wait(lambda: visible(demonstration.dock, Control))
    demonstration.qtbot.wait(0)
    for button in visible(demonstration.dock, QPushButton):
        interface = QAccessible.queryAccessibleInterface(button)
        shown = [button.text(), button.detail()] if isinstance(button, RowTile) else [button.text()]
        assert interface.text(QAccessible.Text.Name) == ", ".join(text for text in shown if text) != ""
        assert not button.isEnabled() or button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for label in visible(demonstration.dock, QLabel):
        assert label.accessibleName() in ("", label.text())
    cut = [widget for kind in (Text, Control) for widget in visible(demonstration.dock, kind) if widget.is_cut()]
    assert cut == []


def test_a_closed_dock_looks_no_more(demonstration):
    demonstration.start()
    demonstration.dock.close()
    asked = demonstration.cards.looks
    demonstration.qtbot.wait(50)
    assert demonstration.cards.looks == asked


def test_everything_is_half_as_large_as_on_the_terminal():
    assert DOCK_METRICS.px(960) == WIDTH_PX


def test_the_tabs_lead_to_their_sections_by_key(demonstration, qtbot):
    demonstration.start()
    for tab in DockTab:
        button = demonstration.dock.findChild(Tab, tab.value)
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert demonstration.dock.tab() is tab
        assert button.isChecked()
    sections = [demonstration.dock.cards, demonstration.dock.phone, demonstration.dock.paper, demonstration.dock.faults]
    assert [section.isVisible() for section in sections] == [False, False, False, True]
    assert isinstance(demonstration.dock.faults, QWidget)
