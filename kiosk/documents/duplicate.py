"""Mark a document whose first printing was never confirmed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.documents.language import on_paper
from kiosk.documents.model import Align, Document, Paragraph, Title
from kiosk.texts import gettext as _


@on_paper
def as_duplicate(document: Document) -> Document:
    """Give the same document with DUPLICATA below its title; a duplicate stays as it is."""
    # Translators: printed below the title of a document that may already have been printed once
    mark = Paragraph(_("DUPLICATA"), align=Align.CENTRE, bold=True)
    if mark in document.parts:
        return document
    parts = list(document.parts)
    below_title = 1 if parts and isinstance(parts[0], Title) else 0
    return replace(document, parts=(*parts[:below_title], mark, *parts[below_title:]))
