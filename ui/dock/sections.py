"""The four sections of the dock: cards, telephone, paper, faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import gettext as _
from ui.dock.benches import TextMessage, TicketPicture
from ui.dock.section import Section
from ui.dock.view import CardRow, CardsView, PaperView, PhoneView, Toggle, shown_mobile
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.panel import Notice, Panel, PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile


class CardsSection(Section[CardsView]):
    """Show the cards and what is in the reader.

    Signals:
        inserted: the name of the card to put in.
        removed: take the card out.
        turned: put the card back the other way round.
        renewed: make the card what it was before any update.
    """

    inserted = Signal(str)
    removed = Signal()
    turned = Signal()
    renewed = Signal()

    def compose(self, view: CardsView) -> QVBoxLayout:
        """Build reader, buttons and list."""
        column = self.column()
        kind = PanelKind.TINT if view.can_remove else PanelKind.SURFACE
        column.addWidget(Notice(self.theme, view.reader, kind, icon=Icon.CARD, role=TextRole.BODY))
        column.addLayout(self._buttons(view))
        rows = QWidget()
        listed = QVBoxLayout(rows)
        listed.setContentsMargins(0, 0, self.theme.px(16), 0)
        listed.setSpacing(self.theme.px(12))
        for row in view.rows:
            listed.addWidget(self._row(row))
        listed.addStretch(1)
        column.addWidget(self.scrolled(rows, "cards-list"), 1)
        return column

    def _buttons(self, view: CardsView) -> QGridLayout:
        # Translators: simulator, button: takes the card out of the reader
        remove = Button(self.theme, _("Retirer"), ButtonKind.PRIMARY, icon=Icon.FINISH, name="remove")
        # Translators: simulator, button: puts the card back the other way round
        turn = Button(self.theme, _("Retourner"), icon=Icon.TURN, name="turn")
        # Translators: simulator, button: takes the card out and undoes what an update has written on it
        renew = Button(self.theme, _("Remettre la carte à neuf"), icon=Icon.RESTART, name="renew")
        remove.clicked.connect(self.removed)
        turn.clicked.connect(self.turned)
        renew.clicked.connect(self.renewed)
        grid = QGridLayout()
        grid.setSpacing(self.theme.px(16))
        grid.addWidget(remove, 0, 0)
        grid.addWidget(turn, 0, 1)
        grid.addWidget(renew, 1, 0, 1, 2)
        for button in (remove, turn, renew):
            button.setEnabled(view.can_remove)
        return grid

    def _row(self, row: CardRow) -> RowTile:
        tile = RowTile(
            self.theme,
            row.title,
            Icon.CARD,
            detail=row.detail,
            checked=row.is_inserted,
            height=112,
            icon_box=0,
            name=f"card-{row.name}",
        )
        tile.clicked.connect(lambda: self._insert(tile, row))
        return tile

    def _insert(self, tile: RowTile, row: CardRow) -> None:
        # The box shows what is in the reader, not what was touched.
        tile.setChecked(row.is_inserted)
        self.inserted.emit(row.name)


class PhoneSection(Section[PhoneView]):
    """Show the text messages, the newest first."""

    def compose(self, view: PhoneView) -> QVBoxLayout:
        """Build the messages."""
        column = self.column()
        if view.state:
            column.addWidget(Notice(self.theme, view.state, PanelKind.SURFACE, icon=Icon.MOBILE, role=TextRole.BODY))
            column.addStretch(1)
            return column
        messages = QWidget()
        listed = QVBoxLayout(messages)
        listed.setContentsMargins(0, 0, self.theme.px(16), 0)
        listed.setSpacing(self.theme.px(16))
        for message in view.messages:
            listed.addWidget(self._message(message))
        listed.addStretch(1)
        column.addWidget(self.scrolled(messages, "messages", by_keys=True), 1)
        return column

    def _message(self, message: TextMessage) -> Panel:
        panel = Panel(self.theme, PanelKind.TINT)
        column = QVBoxLayout(panel)
        side, edge = self.theme.px(32), self.theme.px(24)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(self.theme.px(8))
        # Translators: simulator, telephone: above a message, the number it was sent to
        heading = _("SMS au %(mobile)s") % {"mobile": shown_mobile(message.mobile)}
        column.addWidget(Text(self.theme, heading, TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(Text(self.theme, message.text, TextRole.BODY))
        return panel


class TicketLabel(QLabel):
    """Show the picture of a ticket as wide as there is room; its text is that of the ticket."""

    def __init__(self, theme: Theme, ticket: TicketPicture, parent: QWidget | None = None) -> None:
        """Make the picture."""
        super().__init__(ticket.text, parent)
        self._theme = theme
        self._picture = QPixmap()
        self._picture.loadFromData(ticket.png)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that the picture keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height of the picture in a width."""
        margin = self._theme.px(32)
        if self._picture.isNull():
            return 2 * margin
        return round(self._picture.height() * (width - 2 * margin) / self._picture.width()) + 2 * margin

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole picture."""
        width = self._theme.px(880)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for nothing: the width is given."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw paper and picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        painter.setPen(QColor(self._theme.palette.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        margin = self._theme.px(32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        if not self._picture.isNull():
            painter.drawPixmap(rect, self._picture, QRectF(self._picture.rect()))
        painter.end()


class PaperSection(Section[PaperView]):
    """Show the newest ticket.

    Signals:
        taken: take the ticket.
        roll_changed: put a full roll in.
        code_copied: keep what the QR code of the ticket says for another program.
    """

    taken = Signal()
    roll_changed = Signal()
    code_copied = Signal()

    def compose(self, view: PaperView) -> QVBoxLayout:
        """Build state, buttons and picture."""
        column = self.column()
        column.addWidget(Notice(self.theme, view.state, PanelKind.SURFACE, icon=Icon.RECEIPT, role=TextRole.BODY))
        # Translators: simulator, button: takes the ticket out of the mouth of the printer
        take = Button(self.theme, _("Prendre"), ButtonKind.PRIMARY, icon=Icon.RECEIPT, name="take")
        take.setEnabled(view.can_take)
        # Translators: simulator, button: puts a full roll of paper in
        roll = Button(self.theme, _("Nouveau rouleau"), icon=Icon.RESTART, name="new-roll")
        take.clicked.connect(self.taken)
        roll.clicked.connect(self.roll_changed)
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(16))
        row.addWidget(take, 1)
        row.addWidget(roll, 1)
        column.addLayout(row)
        if view.ticket is None:
            column.addStretch(1)
        else:
            holder = QWidget()
            held = QVBoxLayout(holder)
            held.setContentsMargins(0, 0, self.theme.px(16), 0)
            held.addWidget(TicketLabel(self.theme, view.ticket))
            held.addStretch(1)
            column.addWidget(self.scrolled(holder, "ticket", by_keys=True), 1)
            column.addWidget(self._copy(view.ticket))
        return column

    def _copy(self, ticket: TicketPicture) -> Button:
        # Translators: simulator, button below the ticket: copies what its QR code says to the clipboard
        copy = Button(self.theme, _("Copier le texte du code QR"), icon=Icon.COPY, name="copy-code")
        copy.setEnabled(bool(ticket.codes))
        copy.clicked.connect(self.code_copied)
        return copy


@dataclass(frozen=True, slots=True)
class FaultsView:
    """Hold what can go wrong; nothing where a bench does not answer."""

    reader: tuple[Toggle, ...] = ()
    printer: tuple[Toggle, ...] = ()


class FaultsSection(Section[FaultsView]):
    """Make things go wrong and put them right.

    Signals:
        reader_toggled: the key of a trouble of the reader, and whether it is wanted.
        printer_toggled: the key of a trouble of the printer, and whether it is wanted.
        power_cycled: switch the printer off and on.
    """

    reader_toggled = Signal(str, bool)
    printer_toggled = Signal(str, bool)
    power_cycled = Signal()

    def compose(self, view: FaultsView) -> QVBoxLayout:
        """Build the switches."""
        content = QWidget()
        listed = QVBoxLayout(content)
        listed.setContentsMargins(0, 0, self.theme.px(16), 0)
        listed.setSpacing(self.theme.px(12))
        # Translators: simulator, faults of the card reader
        self._add_toggles(listed, _("Lecteur de carte"), "reader", view.reader, Icon.CARD, self.reader_toggled.emit)
        # Translators: simulator, faults of the printer
        self._add_toggles(listed, _("Imprimante"), "printer", view.printer, Icon.PRINTER, self.printer_toggled.emit)
        # Translators: simulator, button: switches the printer off and on
        cycle = Button(self.theme, _("Éteindre et rallumer l’imprimante"), icon=Icon.RESTART, name="power-cycle")
        cycle.setEnabled(bool(view.printer))
        cycle.clicked.connect(self.power_cycled)
        listed.addWidget(cycle)
        listed.addStretch(1)
        column = self.column()
        column.addWidget(self.scrolled(content, "faults"), 1)
        return column

    def _add_toggles(
        self,
        column: QVBoxLayout,
        title: str,
        name: str,
        toggles: Sequence[Toggle],
        icon: Icon,
        toggled: Callable[[str, bool], None],
    ) -> None:
        column.addWidget(Text(self.theme, title, TextRole.STRONG, bold=True))
        if not toggles:
            # Translators: simulator, where faults cannot be made because the simulator does not answer
            column.addWidget(Text(self.theme, _("Ne répond pas."), TextRole.SMALL, tone=Tone.MUTED))
        for toggle in toggles:
            tile = RowTile(
                self.theme,
                toggle.title,
                icon,
                checked=toggle.is_on,
                height=104,
                icon_box=0,
                name=f"{name}-{toggle.key}",
            )
            tile.clicked.connect(lambda _=False, tile=tile, toggle=toggle: self._toggle(tile, toggle, toggled))
            column.addWidget(tile)

    @staticmethod
    def _toggle(tile: RowTile, toggle: Toggle, toggled: Callable[[str, bool], None]) -> None:
        # The box shows what is wrong, not what was touched.
        tile.setChecked(toggle.is_on)
        toggled(toggle.key, not toggle.is_on)
