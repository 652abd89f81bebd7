"""Play visits of every menu line without a hand on the machine, and keep a picture of every screen and ticket.

Each picture has a caption from the run itself: APDUs exchanged, rows written, job and outcome. A step that does not
come, or a status that was never seen, fails the tour.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TypeVar, get_args

from PySide6.QtWidgets import QApplication, QWidget
from pysqlite3 import dbapi2
from sqlalchemy import make_url

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.app.bench_adapters import CardHostBench, PhoneSocket, PrinterControlBench
from kiosk.app.simulators import Simulators
from kiosk.app.sockets import PHONE_SOCKET, PRINTER_SOCKET
from kiosk.app.stage import Stage, StepMissingError
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import JobBlocked, JobPrinted, JobRefused, JobUnknown
from kiosk.session import statuses as at
from kiosk.session.terminal import Terminal
from kiosk.texts import gettext as _
from ui.dock.window import DockTab, DockWindow
from ui.theme import ScreenMetrics

FORGOTTEN_CODE = re.compile(r"\b(\d{6})\b")
"""The provisional code in the text message."""


class SkippingClock:
    """Tell the time of this machine, and skip the minutes in which nobody does anything."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def monotonic_s(self) -> float:
        """Give seconds that never go back."""
        return monotonic() + self._skipped_s

    def now(self) -> datetime:
        """Give the civil time."""
        return datetime.now().astimezone()

    def skip(self, seconds: float) -> None:
        """Let time pass."""
        self._skipped_s += seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one picture of the tour.

    Attributes:
        file: its name in the folder.
        title: which step it shows.
        caption: what the run says of it.
        passing: the kind of status that was seen in passing, None for a step that was waited for.
    """

    file: str
    title: str
    caption: str
    passing: type[at.Status] | None = None


class Album:
    """Keep the pictures of a tour, each with what happened since the one before."""

    def __init__(self, stage: Stage, directory: Path) -> None:
        self._stage = stage
        self._directory = directory
        self._rows = self._count_rows()
        self._events_told = 0
        self._papers = 0
        self._count = 0
        self.entries: list[Entry] = []
        self.seen: set[type] = set()

    def look(self, state: Terminal) -> None:
        """Keep a picture of a status that is seen for the first time; some pass too fast to be waited for."""
        kind = type(state.status)
        if kind not in self.seen:
            self.seen.add(kind)
            # Translators: tour, title of a picture taken in passing; the name of the status follows
            self._keep(kind.__name__, _("Au passage : %(status)s") % {"status": kind.__name__}, passing=kind)

    def add(self, name: str, title: str) -> None:
        """Keep what is on the screen; it takes the place of the picture of this status taken in passing."""
        kind = type(self._stage.status)
        self.seen.add(kind)
        for entry in [entry for entry in self.entries if entry.passing is kind]:
            (self._directory / entry.file).unlink()
            self.entries.remove(entry)
        QApplication.processEvents()
        self._keep(name, title)

    def add_window(self, window: QWidget, name: str, title: str) -> None:
        """Keep another window of the demonstration.

        Raises:
            OSError: the picture could not be written.
        """
        QApplication.processEvents()
        self._count += 1
        path = self._directory / f"{self._count:02d}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.entries.append(Entry(path.name, title, self._caption()))

    def _keep(self, name: str, title: str, passing: type[at.Status] | None = None) -> None:
        self._count += 1
        file = f"{self._count:02d}-{name}.png"
        self._stage.picture(self._directory / file)
        self.entries.append(Entry(file, title, self._caption(), passing))

    def add_ticket(self, name: str, title: str, *, torn: int = 0) -> None:
        """Keep the paper that came out since the last one.

        Args:
            name: of the file.
            title: of the picture.
            torn: how many unfinished strips the printer cut off before it.

        Raises:
            StepMissingError: no paper came out, or more than expected.
        """
        papers = self._stage.simulators.printer.operator.papers(self._papers)
        if len(papers) != 1 + torn:
            raise StepMissingError(f"{1 + torn} papers expected, {len(papers)} came out")
        self._papers += len(papers)
        paper = papers[-1]
        self._count += 1
        file = f"{self._count:02d}-{name}.png"
        paper.image.save(self._directory / file)
        # Translators: tour, caption of a ticket
        length = _("papier n° %(number)d, %(length)d mm, %(lines)d lignes") % {
            "number": paper.number,
            "length": round(paper.length_mm),
            "lines": len(paper.lines),
        }
        self.entries.append(Entry(file, title, f"{length} · {self._caption()}"))

    def _caption(self) -> str:
        facts = []
        exchanges = len(self._stage.simulators.reader.state().exchanges)
        if exchanges:
            # Translators: tour, caption: APDUs exchanged with the card since it was inserted
            facts.append(_("%(count)d APDU échangés avec la carte") % {"count": exchanges})
        rows = self._count_rows()
        written = [
            f"{table} {rows[table] - self._rows.get(table, 0):+d}"
            for table in rows
            if rows[table] != self._rows.get(table, 0)
        ]
        self._rows = rows
        # Translators: tour, caption: rows written in the database since the picture before; tables and numbers follow
        facts.append(_("lignes écrites : %(tables)s") % {"tables": ", ".join(written) or _("aucune")})
        for event in self._stage.printer.events[self._events_told :]:
            match event:
                case JobPrinted(job_id=job_id, proof=proof):
                    facts.append(f"job {job_id} PRINTED ({proof.value})")
                case JobBlocked(job_id=job_id, cause=cause):
                    facts.append(f"job {job_id} BLOCKED ({cause})")
                case JobUnknown(job_id=job_id):
                    facts.append(f"job {job_id} UNKNOWN")
                case JobRefused(job_id=job_id, cause=cause):
                    facts.append(f"job {job_id} REFUSED ({cause})")
                case _:
                    pass
        self._events_told = len(self._stage.printer.events)
        return " · ".join(facts)

    def _count_rows(self) -> Mapping[str, int]:
        path = make_url(self._stage.simulators.settings.database.url).database
        connection = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
        try:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            count = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - our own table names
        finally:
            connection.close()
        return count

    def write_index(self) -> Path:
        """Write the page that shows all pictures with their captions."""
        figures = "".join(
            f'<figure><a href="{html.escape(entry.file)}"><img src="{html.escape(entry.file)}" alt=""></a>'
            f"<figcaption><b>{html.escape(entry.title)}</b><br>{html.escape(entry.caption)}</figcaption></figure>\n"
            for entry in self.entries
        )
        # Translators: page of the tour, its title
        title = html.escape(_("Visite de la borne"))
        style = (
            "body{font-family:sans-serif;background:#dde3ec;margin:2em}"
            "figure{display:inline-block;vertical-align:top;width:300px;margin:12px}"
            "img{width:300px;border:1px solid #889}figcaption{font-size:13px}"
        )
        page = self._directory / "index.html"
        page.write_text(
            f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
            f"<h1>{title}</h1>\n{figures}</html>\n",
            encoding="utf-8",
        )
        return page


class Tour:
    """Play the visits.

    Args:
        simulators: running, with a printer as fast as a real one.
        directory: where the pictures go; it is there.
        metrics: of the screen.
    """

    def __init__(self, simulators: Simulators, directory: Path, metrics: ScreenMetrics) -> None:
        self._clock = SkippingClock()
        self._simulators = simulators
        self._stage = Stage(simulators, metrics, clock=self._clock)
        self._album = Album(self._stage, directory)

    def play(self) -> Path:
        """Play everything; give the page with the pictures.

        Raises:
            StepMissingError: a step did not come, or a status was never seen.
        """
        stage, album = self._stage, self._album
        stage.conductor.state_changed.connect(album.look)
        with stage:
            album.look(stage.conductor.state)
            for play in (
                self._attract,
                self._card_problems,
                self._payments,
                self._rights,
                self._forgotten_code,
                self._no_mobile,
                self._silence,
                self._paper_in_doubt,
                self._out_of_service,
                self._dock,
            ):
                play()
        missing = {status.__name__ for status in get_args(at.Status)} - {status.__name__ for status in album.seen}
        if missing:
            raise StepMissingError(f"never seen: {', '.join(sorted(missing))}")
        return album.write_index()

    # Steps that all visits share

    def _reach(self, kind: type[at.Status], name: str, title: str, where: Callable[..., bool] = lambda _: True) -> None:
        self._stage.reaches(kind, where)
        self._stage.wait_until(lambda: self._stage.conductor.state.pending is None, f"an answer at {kind.__name__}")
        self._album.add(name, title)

    def _identify(self, card: str, code: str) -> None:
        self._stage.insert(card)
        self._stage.reaches(at.AskingCode)
        self._stage.type(code)
        self._stage.reaches(at.Menu)

    def _leave(self) -> None:
        self._stage.remove()
        self._stage.reaches(at.Ended)
        self._clock.skip(10)
        self._stage.reaches(at.WaitingForCard)

    # The visits

    def _attract(self) -> None:
        stage = self._stage
        self._reach(at.WaitingForCard, "attract", _("Personne devant la borne"))
        stage.press(_("Contraste"))
        self._reach(at.WaitingForCard, "attract-contrast", _("Contraste élevé"))
        stage.press(_("Contraste"))

    def _card_problems(self) -> None:
        for card, title in (
            ("mute", _("Carte à l’envers")),
            ("bank", _("Carte bancaire")),
            ("vitale1", _("Ancienne carte Vitale")),
        ):
            self._stage.insert(card)
            self._reach(at.CardProblem, f"card-{card}", title)
            self._stage.remove()
            self._stage.reaches(at.CardProblem, lambda status: status.ticket is None)
            self._clock.skip(20)
            self._stage.reaches(at.WaitingForCard)

    def _payments(self) -> None:
        stage = self._stage
        stage.insert("family")
        self._reach(at.AskingCode, "code", _("Le code du compte"))
        stage.type("70914253")
        self._reach(at.AskingCode, "code-wrong", _("Code faux"), lambda status: status.tries_left is not None)
        stage.type("48151623")
        self._reach(at.Menu, "menu", _("Le menu"))
        stage.press(_("Contraste"))
        self._reach(at.Menu, "menu-contrast", _("Le menu en contraste élevé"))
        stage.press(_("Contraste"))
        stage.press(_("Texte"))
        self._reach(at.Menu, "menu-large", _("Le menu en grands caractères"))
        stage.press(_("Texte"))
        stage.press(_("Texte"))
        stage.press(_("Autres démarches"))
        self._reach(at.OtherProcedures, "other-procedures", _("Autres démarches"))
        stage.press(_("Menu"))
        stage.reaches(at.Menu)
        stage.press(_("Mes derniers remboursements"))
        self._reach(
            at.ShowingPayments, "payments", _("Derniers remboursements"), lambda status: status.page is not None
        )
        stage.press(_("Plus anciens"))
        self._reach(
            at.ShowingPayments,
            "payments-2",
            _("Remboursements plus anciens"),
            lambda status: status.page is not None and status.page.page == 1,
        )
        stage.press(_("Plus récents"))
        stage.reaches(at.ShowingPayments, lambda status: status.page is not None and status.page.page == 0)
        self._print("payments", _("Ticket des remboursements"))
        stage.press(_("Autre démarche"))
        stage.reaches(at.Menu)
        stage.press(_("Mes derniers remboursements"))
        stage.reaches(at.ShowingPayments, _has_page)
        stage.press("Consultation")
        self._reach(
            at.ShowingPayment, "payment", _("Détail d’un remboursement"), lambda status: status.detail is not None
        )
        self._print("payment", _("Ticket du détail"))
        stage.press(_("Terminer"))
        self._reach(at.TakeCard, "take-card", _("Carte à reprendre"))
        self._leave()

    def _rights(self) -> None:
        stage, printer = self._stage, self._simulators.printer.operator
        self._identify("exemption", "70914253")
        stage.press(_("Attestation de droits"))
        self._reach(at.ShowingRights, "rights", _("Attestation de droits"), lambda status: status.prepared is not None)
        stage.press(_("Exonération"))
        self._reach(
            at.ShowingRights,
            "rights-exemption",
            _("Attestation avec exonération"),
            lambda status: status.prepared is not None and status.prepared.choice.with_exemption,
        )
        printer.inject(Fault(FaultName.PAPER_OUT, after_mm=60))
        stage.press(_("Imprimer"))
        self._reach(
            at.Printing, "printer-blocked", _("Plus de papier"), lambda status: status.phase is at.PrintPhase.BLOCKED
        )
        printer.new_roll()
        self._reach(at.Printed, "printed", _("Imprimé, une fois le rouleau remplacé"))
        self._album.add_ticket("ticket-rights", _("Le papier de l’attestation"))
        self._leave()

    def _forgotten_code(self) -> None:
        stage = self._stage
        stage.insert("no-account")
        stage.reaches(at.AskingCode)
        stage.press(_("Obtenir"))
        self._reach(at.AskingProvisional, "provisional", _("Code provisoire envoyé par SMS"))
        message = self._simulators.phone.messages()[-1]
        code = FORGOTTEN_CODE.search(message.text)
        if code is None:
            raise StepMissingError("the text message holds no code")
        stage.type(code[1])
        self._reach(at.ChoosingCode, "choose-code", _("Choisir son code"))
        stage.type("84615937")
        self._reach(
            at.ChoosingCode, "choose-code-again", _("Une seconde fois"), lambda status: status.first is not None
        )
        stage.type("84615937")
        self._reach(at.Menu, "menu-first-code", _("Le menu, avec le premier code"))
        self._leave()

    def _no_mobile(self) -> None:
        self._stage.insert("no-mobile")
        self._stage.reaches(at.AskingCode)
        self._stage.press(_("Obtenir"))
        self._reach(at.SeeAdviser, "see-adviser", _("Pas de mobile enregistré"))
        self._leave()

    def _silence(self) -> None:
        self._identify("corsican", "51739264")
        self._clock.skip(61)
        self._reach(at.StillThere, "still-there", _("Toujours là ?"))
        self._clock.skip(31)
        self._reach(at.TakeCard, "take-card-time-out", _("Personne n’a répondu"))
        self._leave()

    def _paper_in_doubt(self) -> None:
        stage, printer = self._stage, self._simulators.printer.operator
        self._identify("accents", "84026195")
        stage.press(_("Attestation de droits"))
        stage.reaches(at.ShowingRights, lambda status: status.prepared is not None)
        printer.inject(Fault(FaultName.POWER_CYCLE, after_mm=60))
        stage.press(_("Imprimer"))
        self._reach(at.PrintUnknown, "print-unknown", _("L’imprimante s’est éteinte pendant l’impression"))
        stage.wait_until(lambda: not stage.printer_failures(), "the printer's return")
        stage.press(_("Imprimer un duplicata"))
        self._reach(at.Printed, "printed-duplicata", _("Le duplicata"))
        self._album.add_ticket("ticket-duplicata", _("Le papier du duplicata"), torn=1)
        stage.press(_("Autre démarche"))
        stage.reaches(at.Menu)
        stage.press(_("Mes derniers remboursements"))
        stage.reaches(at.ShowingPayments, _has_page)
        printer.inject(FaultName.PAPER_OUT)
        stage.wait_until(lambda: FailureCode.PAPER_OUT in stage.printer_failures(), "the printer's paper end")
        stage.press(_("Imprimer"))
        self._reach(at.PrintRefused, "print-refused", _("Pas de papier : rien n’est imprimé"))
        printer.new_roll()
        self._leave()

    def _out_of_service(self) -> None:
        self._simulators.printer.operator.inject(FaultName.UNPLUG)
        self._reach(at.OutOfService, "out-of-service", _("Imprimante absente"), lambda status: bool(status.causes))
        self._simulators.printer.operator.clear(FaultName.UNPLUG)
        self._reach(at.WaitingForCard, "back-in-service", _("De retour d’elle-même"))

    def _dock(self) -> None:
        """Show the window of the simulators, on the very simulators of this tour."""
        runtime = self._simulators.runtime
        dock = DockWindow(
            CardHostBench(runtime, None),
            PrinterControlBench(runtime / PRINTER_SOCKET),
            PhoneSocket(runtime / PHONE_SOCKET),
        )
        dock.show()
        dock.start()
        try:
            for tab, title, is_shown in (
                (DockTab.CARDS, _("Simulateur : les cartes"), lambda: bool(_shown(dock.cards.view()).rows)),
                (DockTab.PHONE, _("Simulateur : le téléphone"), lambda: bool(_shown(dock.phone.view()).messages)),
                (DockTab.PAPER, _("Simulateur : le papier"), lambda: _shown(dock.paper.view()).ticket is not None),
                (DockTab.FAULTS, _("Simulateur : les pannes"), lambda: bool(_shown(dock.faults.view()).printer)),
            ):
                dock.show_tab(tab)
                self._stage.wait_until(is_shown, f"the {tab.value} of the dock")
                self._album.add_window(dock, f"dock-{tab.name.lower()}", title)
        finally:
            dock.close()

    def _print(self, name: str, title: str) -> None:
        self._stage.press(_("Imprimer"))
        self._reach(at.Printing, f"printing-{name}", _("Impression en cours"))
        self._reach(at.Printed, f"printed-{name}", _("Prenez votre document"))
        self._album.add_ticket(f"ticket-{name}", title)


def _has_page(status: at.ShowingPayments) -> bool:
    return status.page is not None


V = TypeVar("V")


def _shown(view: V | None) -> V:
    """Give what a section shows; the dock's sections always show something."""
    assert view is not None  # noqa: S101 - for the type checker
    return view
