"""European cards, second question: is the address right; and what to do where it is not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.ehic import EhicObstacle
from kiosk.session.actions import GoOn, RefuseAddress
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import ChoosingEhic, EhicAddressWrong, EhicStep
from kiosk.texts import format_day_month, ngettext
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.hours import hours_text
from ui.terminal.names import shown_words
from ui.terminal.sample_ehic import ALONE_OFFER, FAMILY_OFFER, HOSTILE_OFFER
from ui.terminal.samples import SAMPLE_VISITOR
from ui.terminal.screen import GAP, Preview, Screen, ScreenContext
from ui.terminal.service import focus_of
from ui.theme import TextRole
from ui.widgets.button import Button, ButtonKind
from ui.widgets.footer import Footer
from ui.widgets.panel import IconPicture, Panel
from ui.widgets.text import Text

_MOST_LINES: Final = 8
"""Lines of an address that the screen has room for; La Poste has seven (AFNOR XP Z10-011)."""

_LINES_APART: Final = 4
"""Lines of an address that large texts leave one under the other."""


@dataclass(frozen=True, slots=True)
class AddressView:
    """Hold what the screen shows.

    Attributes:
        lines: of the address on file.
        card_count: how many cards are sent there.
        expected: about when they arrive, "4 décembre".
    """

    lines: tuple[str, ...] = field(repr=False)
    card_count: int
    expected: str


def view_of(status: ChoosingEhic, context: ScreenContext) -> AddressView:
    """Make the view.

    Raises:
        ValueError: nothing is offered yet: the persons come first.
    """
    offer = status.offer
    if offer is None:
        raise ValueError("the address is asked about once cards are offered")
    size = context.preferences.text_size
    orders = [one for one in offer.people if one.person_id in status.chosen and one.obstacle is None]
    return AddressView(
        tuple(shown_words(line, size) for line in offer.address.lines[:_MOST_LINES]),
        len(orders),
        format_day_month(offer.expected_on),
    )


class EhicAddressScreen(Screen[AddressView]):
    """Show the address on file, and ask whether it is right."""

    def first_focus(self) -> QWidget | None:
        """Give the way on."""
        return focus_of(self, "go-on")

    def compose(self, view: AddressView) -> None:
        """Build the address and the two answers."""
        theme = self.theme
        body = self.column()
        # Translators: button: leads back one screen
        back = self.back_button(_("Retour"))
        # Translators: European card, second question, title
        body.addLayout(self.title_row(back, _("Votre adresse")))
        # Translators: European card, second question
        body.addWidget(self.lead(_("Étape 2 sur 3 · Est-ce bien votre adresse ?")))
        body.addWidget(self._address(view))
        # The largest texts leave room for what is asked, and for a long address.
        if theme.text_size is not TextSize.LARGEST:
            # Translators: European card, second question, when and where the cards arrive; a day comes in, "4 décembre"
            text = ngettext(
                "La carte y arrive par courrier vers le %(day)s.",
                "Les cartes y arrivent par courrier vers le %(day)s.",
                view.card_count,
            ) % {"day": view.expected}
            body.addWidget(Text(theme, text, TextRole.BODY, tone=Tone.MUTED))
        body.addSpacing(theme.sized(24, 8, 0))
        # Translators: European card, second question, button: the address is right, on to the next question
        right = Button(theme, _("Oui, continuer"), ButtonKind.PRIMARY, icon=Icon.CHECK, name="go-on")
        right.clicked.connect(lambda: self.act(GoOn()))
        # Translators: European card, second question, button: the address is wrong
        wrong = Button(theme, _("Ce n’est pas mon adresse"), icon=Icon.WRONG, name="wrong-address")
        wrong.clicked.connect(lambda: self.act(RefuseAddress()))
        body.addWidget(right)
        body.addWidget(wrong)
        body.addStretch(1)
        self.set_page(body, Footer(theme, right=[self.finish_button()]))

    def _address(self, view: AddressView) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        margin = theme.sized(44, 32, 24)
        row.setContentsMargins(theme.px(44), margin, theme.px(44), margin)
        row.setSpacing(theme.px(36))
        if not theme.is_large:
            row.addWidget(IconPicture(theme, Icon.ENVELOPE, 76, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(6))
        # Large texts leave no room for many short lines.
        shown = (", ".join(view.lines),) if theme.is_large and len(view.lines) > _LINES_APART else view.lines
        for line in shown:
            lines.addWidget(Text(theme, line, TextRole.STRONG, bold=True))
        row.addLayout(lines, 1)
        return panel


@dataclass(frozen=True, slots=True)
class AddressWrongView:
    """Hold what the screen shows.

    Attributes:
        hours: when an adviser is there.
        pending_count: how many cards were ordered before, and are on their way to that address.
    """

    hours: str
    pending_count: int


def wrong_view_of(status: EhicAddressWrong, context: ScreenContext) -> AddressWrongView:
    """Make the view."""
    offer = status.back.offer
    people = () if offer is None else offer.people
    pending = sum(person.obstacle is EhicObstacle.ORDER_PENDING for person in people)
    return AddressWrongView(hours_text(context), pending)


class EhicAddressWrongScreen(Screen[AddressWrongView]):
    """Say who changes an address, and what to bring."""

    def first_focus(self) -> QWidget | None:
        """Give the way back."""
        return focus_of(self, "back")

    def compose(self, view: AddressWrongView) -> None:
        """Build the steps."""
        theme = self.theme
        body = self.column(GAP if theme.text_size is not TextSize.LARGEST else 16)
        # Translators: button: leads back one screen
        back = self.back_button(_("Retour"))
        # Translators: European card, where the address on file is wrong: title
        body.addLayout(self.title_row(back, _("Un conseiller va changer votre adresse")))
        if view.pending_count:
            # Translators: European card, where the address on file is wrong and a card was ordered before
            lead = _("Aucune nouvelle carte n’est commandée. Revenez à la borne une fois l’adresse changée.")
            # Translators: European card, where the address on file is wrong: what else the adviser is asked
            adviser = ngettext(
                "Parlez-lui aussi de la carte déjà commandée.",
                "Parlez-lui aussi des cartes déjà commandées.",
                view.pending_count,
            )
        else:
            # Translators: European card, where the address on file is wrong
            lead = _("Rien n’est commandé. Revenez à la borne une fois l’adresse changée.")
            # Translators: European card, where the address on file is wrong: what the adviser does
            adviser = _("Il change l’adresse avec vous.")
        body.addWidget(self.lead(lead))
        body.addSpacing(theme.sized(16, 4, 0))
        steps = (
            # Translators: European card, where the address on file is wrong, what to do: title
            (Icon.ADVISER, _("Voyez un conseiller de l’accueil"), adviser),
            # Translators: European card, where the address on file is wrong, what to bring: title and detail
            (Icon.CARD, _("Apportez une pièce d’identité"), _("Et un papier récent avec la nouvelle adresse.")),
            # Translators: European card, where the address on file is wrong, when to come: title
            (Icon.CLOCK, _("Venez aux heures d’accueil"), view.hours),
            # Translators: European card, where the address on file is wrong, the other way: title and detail
            (Icon.COMPUTER, _("Ou chez vous"), _("Avec votre compte ameli.")),
        )
        # The largest texts leave room for what the person must know, not for another way.
        for icon, title, detail in steps[:-1] if theme.text_size is TextSize.LARGEST else steps:
            body.addWidget(self._step(icon, title, detail))
        body.addStretch(1)
        self.set_page(body, Footer(theme, right=[self.finish_button()]))

    def _step(self, icon: Icon, title: str, detail: str) -> Panel:
        theme = self.theme
        panel = Panel(theme)
        row = QHBoxLayout(panel)
        margin = theme.sized(36, 24, 16)
        row.setContentsMargins(theme.px(40), margin, theme.px(40), margin)
        row.setSpacing(theme.px(36))
        row.addWidget(IconPicture(theme, icon, 76, Tone.PRIMARY), 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(6))
        texts.addWidget(Text(theme, title, TextRole.TILE, bold=True))
        texts.addWidget(Text(theme, detail, TextRole.BODY, tone=Tone.MUTED))
        row.addLayout(texts, 1)
        return panel


_FAMILY: Final = ChoosingEhic(
    SAMPLE_VISITOR, UUID(int=1), EhicStep.ADDRESS, offer=FAMILY_OFFER, chosen=frozenset({1, 3})
)

PREVIEWS = (
    Preview("ehic-address", _FAMILY),
    Preview("ehic-address-hostile", replace(_FAMILY, offer=HOSTILE_OFFER, chosen=frozenset({1}))),
    Preview("ehic-address-wrong", EhicAddressWrong(SAMPLE_VISITOR, replace(_FAMILY, offer=ALONE_OFFER))),
    Preview("ehic-address-wrong-pending", EhicAddressWrong(SAMPLE_VISITOR, _FAMILY)),
)
