"""The pictures of a tour, each with a caption from the run itself: APDUs exchanged, rows written, job and outcome."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pysqlite3 import dbapi2
from sqlalchemy import make_url

from kiosk.app.stage import Stage, StepMissingError
from kiosk.ports import JobBlocked, JobPrinted, JobRefused, JobUnknown
from kiosk.session import statuses as at
from kiosk.session.terminal import Terminal
from kiosk.texts import gettext as _


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
            self._keep(kind.__name__, _("Au passage : %(status)s") % {"status": kind.__name__}, passing=kind)

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
        path = self._directory / f"{self._count:03d}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.entries.append(Entry(path.name, title, self._caption()))

    def _keep(self, name: str, title: str, passing: type[at.Status] | None = None) -> None:
        self._count += 1
        file = f"{self._count:03d}-{name}.png"
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
        file = f"{self._count:03d}-{name}.png"
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
        facts.append(_("lignes écrites : %(tables)s") % {"tables": ", ".join(written) or _("aucune")})
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
