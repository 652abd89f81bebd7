"""The hands and the eyes of the tour: what all its visits do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hardware.printer.simulator.operator import Operator
from kiosk.app.simulators import Simulators
from kiosk.app.stage import Stage
from kiosk.app.tour.album import Album
from kiosk.app.tour.clock import SkippingClock
from kiosk.session import statuses as at
from kiosk.texts import current_language, speaking
from kiosk.texts import gettext as _

S = TypeVar("S", bound=at.Status)


class Guide:
    """Lead through the visits.

    Attributes:
        stage: the terminal.
        album: the pictures.
        clock: of the terminal's deadlines.
        simulators: what is around the terminal.
    """

    def __init__(self, stage: Stage, album: Album, clock: SkippingClock, simulators: Simulators) -> None:
        self.stage = stage
        self.album = album
        self.clock = clock
        self.simulators = simulators

    @property
    def printer(self) -> Operator:
        """Give whoever looks after the virtual printer."""
        return self.simulators.printer.operator

    def reach(self, kind: type[S], name: str, title: str, where: Callable[[S], bool] = lambda _: True) -> S:
        """Wait for a status with nothing under way, and keep a picture of it; give the status.

        Raises:
            StepMissingError: it did not come.
        """
        self.stage.reaches(kind, where)
        self.stage.wait_until(lambda: self.stage.conductor.state.pending is None, f"an answer at {kind.__name__}")
        self.album.add(name, title)
        return self.stage.reaches(kind)

    def contrast(self, kind: type[S], name: str, title: str) -> None:
        """Keep a picture of the same screen in high contrast.

        Raises:
            StepMissingError: the screen is another one.
        """
        self.stage.press(_("Contraste"))
        self.reach(kind, name, title)
        self.stage.press(_("Contraste"))

    def in_english(self, kind: type[S], name: str, title: str) -> None:
        """Keep a picture of the same screen in English; its caption stays in the language of the tour.

        Raises:
            StepMissingError: the screen is another one.
        """
        language = current_language()
        self.stage.press("FR")
        self.stage.reaches(kind)
        with speaking(language):
            self.album.add(name, title)
        self.stage.press("EN")

    def identify(self, card: str, code: str) -> None:
        """Insert a card of the cast and type its code, as far as the menu.

        Raises:
            StepMissingError: the menu did not come.
        """
        self.stage.insert(card)
        self.stage.reaches(at.AskingCode)
        self.stage.type(code)
        self.stage.reaches(at.Menu)

    def print(self, name: str, title: str) -> None:
        """Press "print" and keep pictures of the paper on its way, of the screen after it, and of the paper.

        Raises:
            StepMissingError: no paper came out.
        """
        self.stage.press(_("Imprimer"))
        self.reach(at.Printing, f"printing-{name}", _("Impression en cours"))
        self.reach(at.Printed, f"printed-{name}", _("Prenez votre document"))
        self.album.add_ticket(f"ticket-{name}", title)

    def back_to_menu(self) -> None:
        """Go from a paper that is out to the menu.

        Raises:
            StepMissingError: the menu did not come.
        """
        self.stage.press(_("Autre démarche"))
        self.stage.reaches(at.Menu)

    def leave(self) -> None:
        """Pull the card, and wait for the next person's screen.

        Raises:
            StepMissingError: it did not come.
        """
        self.stage.remove()
        self.stage.reaches(at.Ended)
        self.clock.skip(10)
        self.stage.reaches(at.WaitingForCard)
