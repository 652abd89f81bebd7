"""What a benchmark says: a table for the reader, and the numbers behind it in a file."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "build" / "benchmarks"
"""Where the numbers go."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one line of the table.

    Attributes:
        what: was measured.
        cells: one text a column.
        is_met: whether it reaches what design and issue ask for; None where they ask for nothing.
    """

    what: str
    cells: tuple[str, ...]
    is_met: bool | None = None


@dataclass(slots=True)
class Report:
    """Collect what a benchmark found, print it and keep it.

    Args:
        name: of the benchmark, and of its file.
        title: of the table.
        columns: between the first, which says what was measured, and the last, which says whether it is reached.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, *cells: str, is_met: bool | None = None) -> None:
        """Add a line."""
        self.rows.append(Row(what, cells, is_met))

    def note(self, sentence: str) -> None:
        """Add a sentence below the table."""
        self.notes.append(sentence)

    def markdown(self) -> str:
        """Give the table as Markdown."""
        header = ("what", *self.columns, "reached")
        verdicts = {True: "yes", False: "no", None: ""}
        lines = [f"### {self.title}", "", _line(header), _line(("---",) * len(header))]
        lines += [_line((row.what, *row.cells, verdicts[row.is_met])) for row in self.rows]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines)

    def close(self, raw: Mapping[str, object]) -> None:
        """Print the table and write it with the raw numbers to build/benchmarks/NAME.json.

        Raises:
            OSError: the file cannot be written.
        """
        self.note(
            f"{os.cpu_count()} cores; {os.getloadavg()[0]:.1f} programs wanted one in the last minute, this one's too"
        )
        print(self.markdown(), end="\n\n", flush=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        content = {
            "benchmark": self.name,
            "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()},
            "columns": self.columns,
            "rows": [{"what": row.what, "cells": row.cells, "reached": row.is_met} for row in self.rows],
            "notes": self.notes,
            "raw": raw,
        }
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (FOLDER / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")


def median(values: Sequence[float]) -> float:
    """Give the median."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the smallest value that this share of the values does not exceed (nearest rank)."""
    ranked = sorted(values)
    rank = max(1, -(-len(ranked) * percent // 100))
    return ranked[int(rank) - 1]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
