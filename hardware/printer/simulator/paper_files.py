"""Papers as files and as JSON."""

from __future__ import annotations

import base64
import binascii
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from hardware.printer.simulator.paper import PackedPicture, Paper, PaperPlace, Symbol, TextLine


def png_of(paper: Paper) -> bytes:
    """Give the picture of a paper as PNG, bi-level, with its resolution."""
    buffer = io.BytesIO()
    paper.image.save(buffer, format="PNG", dpi=(203, 203))
    return buffer.getvalue()


def save_paper(paper: Paper, folder: Path) -> Path:
    """Write a paper as paper-0001.png and paper-0001.txt (UTF-8) and return the path of the picture.

    Raises:
        OSError: the folder cannot be written to.
    """
    picture = folder / f"paper-{paper.number:04d}.png"
    picture.write_bytes(png_of(paper))
    picture.with_suffix(".txt").write_text(paper.text, encoding="utf-8")
    return picture


def paper_as_json(paper: Paper) -> dict[str, Any]:
    """Give a paper as plain values, its picture as base64 of the PNG."""
    return {
        "number": paper.number,
        "png": base64.b64encode(png_of(paper)).decode("ascii"),
        "lines": [[line.text, line.top_dots, line.height_dots] for line in paper.lines],
        "symbols": [
            {
                "kind": symbol.kind,
                "payload": base64.b64encode(symbol.payload).decode("ascii"),
                "left_dots": symbol.left_dots,
                "top_dots": symbol.top_dots,
                "width_dots": symbol.width_dots,
                "height_dots": symbol.height_dots,
                "module_dots": symbol.module_dots,
                "quiet_modules": symbol.quiet_modules,
            }
            for symbol in paper.symbols
        ],
        "printed_at": paper.printed_at.isoformat(),
        "printing_s": paper.printing_s,
        "length_mm": paper.length_mm,
        "place": paper.place.value,
        "seams_dots": list(paper.seams_dots),
    }


def paper_from_json(values: dict[str, Any]) -> Paper:
    """Read what `paper_as_json` wrote.

    Raises:
        ValueError: these are not the values of a paper.
    """
    try:
        with Image.open(io.BytesIO(base64.b64decode(values["png"], validate=True))) as picture:
            image = picture.convert("1", dither=Image.Dither.NONE)
        return Paper(
            number=values["number"],
            picture=PackedPicture.pack(image),
            lines=tuple(TextLine(*line) for line in values["lines"]),
            symbols=tuple(
                Symbol(**{**symbol, "payload": base64.b64decode(symbol["payload"])}) for symbol in values["symbols"]
            ),
            printed_at=datetime.fromisoformat(values["printed_at"]),
            printing_s=values["printing_s"],
            length_mm=values["length_mm"],
            place=PaperPlace(values["place"]),
            seams_dots=tuple(values["seams_dots"]),
        )
    except (KeyError, TypeError, OSError, binascii.Error) as error:
        raise ValueError("not a paper") from error
