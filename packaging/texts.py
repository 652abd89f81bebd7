"""Bring the translations up to the texts of the sources and compile them (`make texts`), or compile (`--compile`)."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
SOURCES = ("kiosk", "hardware", "ui")
HEADER = "# Texts of the terminal: French msgids. Written by `make docs`."


def extract() -> Catalog:
    """Return the texts of the sources with their translator comments, in the order of the files."""
    template = Catalog(project="kiosk", header_comment=HEADER, charset="utf-8", fuzzy=False)
    keywords = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    for source in SOURCES:
        for filename, _line, message, comments, context in extract_from_dir(
            ROOT / source,
            method_map=[("**.py", "python")],
            keywords=keywords,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            # Only the file is written: a line number would change with every edit above it.
            template.add(message, locations=[(f"{source}/{filename}", 0)], auto_comments=comments, context=context)
    return template


def template_text(template: Catalog) -> str:
    """Return the template as it is kept: without dates, so that the same texts give the same file."""
    return _text(template, [HEADER], ["Content-Type: text/plain; charset=utf-8"])


def update_all(locale: Path, template: Catalog) -> None:
    """Bring each LANGUAGE/LC_MESSAGES/kiosk.po up to the template; a text that is gone goes."""
    for path in sorted(locale.glob("*/LC_MESSAGES/kiosk.po")):
        catalog = read_catalogue(path)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        path.write_text(catalogue_text(catalog), "utf-8")


def catalogue_text(catalog: Catalog) -> str:
    """Return a catalogue as it is kept: without dates and names, its texts in the order of the template."""
    head = [
        f"Language: {catalog.locale_identifier}",
        f"Plural-Forms: {catalog.plural_forms}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return _text(catalog, catalog.header_comment.splitlines(), head)


def read_catalogue(path: Path) -> Catalog:
    """Read LANGUAGE/LC_MESSAGES/DOMAIN.po."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, domain=path.stem)


def compile_all(locale: Path) -> None:
    """Write each .mo beside its .po: our texts, and click's own sentences in French."""
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with path.with_suffix(".mo").open("wb") as out:
            write_mo(out, read_catalogue(path))


def main() -> None:
    """Run what the arguments ask for."""
    if "--compile" not in sys.argv[1:]:
        update_all(LOCALE, extract())
    compile_all(LOCALE)


def _text(catalog: Catalog, comment: list[str], head: list[str]) -> str:
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, sort_output=True, ignore_obsolete=True, width=120)
    lines = [*comment, 'msgid ""']
    lines += [f'msgstr "{head[0]}\\n"'] if len(head) == 1 else ['msgstr ""', *(f'"{line}\\n"' for line in head)]
    return "\n".join((*lines, "", out.getvalue().decode("utf-8").strip(), ""))


if __name__ == "__main__":
    main()
