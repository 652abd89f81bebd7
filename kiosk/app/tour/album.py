"""The pictures of a tour, each with a caption from the run itself: APDUs exchanged, rows written, job and outcome.

What has happened since the picture before goes with the next one that is kept.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget
from pysqlite3 import dbapi2
from sqlalchemy import make_url

from kiosk.app.stage import Stage, StepMissingError
from kiosk.app.tour.facts import Facts, outcomes_of, rows_written
from kiosk.catalogue.model import N_
from kiosk.session import statuses as at
from kiosk.session.terminal import Terminal
from kiosk.texts import gettext as _

_IN_PASSING: Final = MappingProxyType(
    {
        # Translators: tour, title of a picture taken in passing
        at.Reading: N_("Au passage : lecture de la carte"),
        # Translators: tour, title of a picture taken in passing
        at.Welcoming: N_("Au passage : ouverture de la visite"),
        # Translators: tour, title of a picture taken in passing
        at.SendingProvisional: N_("Au passage : envoi du code par SMS"),
        # Translators: tour, title of a picture taken in passing
        at.OrderingEhic: N_("Au passage : commande de la carte européenne"),
        # Translators: tour, title of a picture taken in passing
        at.PreparingPrint: N_("Au passage : préparation du papier"),
    }
)
"""Titles of what no step waits for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one picture of the tour.

    Attributes:
        file: its name in the folder.
        title: which step it shows.
        facts: what the run says of it.
        paper: what is said of a ticket, before the facts.
        passing: the kind of status that was seen in passing, None for a step that was waited for.
    """

    file: str
    title: str
    facts: Facts
    passing: type[at.Status] | None = None
    paper: str = ""

    @property
    def caption(self) -> str:
        """Say what it shows."""
        return " · ".join(part for part in (self.paper, self.facts.caption()) if part)


class Album:
    """Keep the pictures of a tour, each with what happened since the one before."""

    def __init__(self, stage: Stage, directory: Path) -> None:
        self._stage = stage
        self._directory = directory
        self._rows = self._count_rows()
        self._events_told = 0
        self._untold = Facts()
        self._papers = 0
        self._count = 0
        self.entries: list[Entry] = []
        self.seen: set[type] = set()

    def look(self, state: Terminal) -> None:
        """Keep a picture of a status that is seen for the first time; some pass too fast to be waited for."""
        kind = type(state.status)
        if kind not in self.seen:
            self.seen.add(kind)
            # Translators: tour, title of a picture taken in passing, of a screen that has no other title
            title = _(_IN_PASSING[kind]) if kind in _IN_PASSING else _("Au passage")
            self._keep(kind.__name__, title, passing=kind)

    def add(self, name: str, title: str) -> None:
        """Keep what is on the screen; it takes the place of the picture of this status taken in passing."""
        kind = type(self._stage.status)
        self.seen.add(kind)
        for entry in [entry for entry in self.entries if entry.passing is kind]:
            self._discard(entry)
        QApplication.processEvents()
        self._keep(name, title)

    def add_window(self, window: QWidget, name: str, title: str) -> None:
        """Keep another window of the demonstration.

        Raises:
            OSError: the picture could not be written.
        """
        QApplication.processEvents()
        self._count += 1
        path = self._directory / f"{self._count:03d}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.entries.append(Entry(path.name, title, self._facts()))

    def _keep(self, name: str, title: str, passing: type[at.Status] | None = None) -> None:
        self._count += 1
        file = f"{self._count:03d}-{name}.png"
        self._stage.picture(self._directory / file)
        self.entries.append(Entry(file, title, self._facts(), passing))

    def _discard(self, entry: Entry) -> None:
        (self._directory / entry.file).unlink()
        place = self.entries.index(entry)
        self.entries.remove(entry)
        if place < len(self.entries):
            following = self.entries[place]
            self.entries[place] = replace(following, facts=entry.facts.then(following.facts))
        else:
            self._untold = entry.facts

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
        file = f"{self._count:03d}-{name}.png"
        paper.image.save(self._directory / file)
        # Translators: tour, caption of a ticket
        length = _("papier n° %(number)d, %(length)d mm, %(lines)d lignes") % {
            "number": paper.number,
            "length": round(paper.length_mm),
            "lines": len(paper.lines),
        }
        self.entries.append(Entry(file, title, self._facts(), paper=length))

    def _facts(self) -> Facts:
        """Give what has happened since the last time, and what a discarded picture was to tell."""
        rows = self._count_rows()
        events = self._stage.printer.events
        exchanges = len(self._stage.simulators.reader.state().exchanges)
        new = Facts(exchanges, rows_written(self._rows, rows), outcomes_of(events[self._events_told :]))
        told = self._untold.then(new)
        self._rows, self._events_told, self._untold = rows, len(events), Facts()
        return told

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
