"""Draw every screen in both languages, both palettes and all text sizes: `python -m ui.terminal.gallery DIRECTORY`."""

from __future__ import annotations

import argparse
import html
import itertools
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.requests import Pending, ReadCard
from kiosk.session.terminal import Terminal
from kiosk.texts import current_language, set_language
from kiosk.texts import gettext as _
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_TICKET
from ui.terminal.screen import Preview, ScreenContext
from ui.terminal.screens import (
    adviser_needed,
    allowances,
    attachment,
    attract,
    card_problem,
    card_update,
    card_updated,
    choose_code,
    code,
    ehic,
    ended,
    menu,
    other_procedures,
    out_of_service,
    payment,
    payments,
    printing,
    provisional,
    reading,
    rights,
    statements,
    still_there,
    stray_paper,
    take_card,
    third_party,
    welcome,
)
from ui.terminal.window import TerminalWindow
from ui.theme import ScreenMetrics, load_fonts
from ui.widgets.button import Button

_SCREENS = (
    attract,
    out_of_service,
    reading,
    card_problem,
    welcome,
    code,
    provisional,
    adviser_needed,
    choose_code,
    menu,
    other_procedures,
    payments,
    payment,
    statements,
    rights,
    allowances,
    third_party,
    attachment,
    card_update,
    card_updated,
    ehic,
    printing,
    stray_paper,
    still_there,
    take_card,
    ended,
)


@dataclass(frozen=True, slots=True)
class Variant:
    """Hold one way in which a screen is drawn."""

    preferences: Preferences

    @property
    def name(self) -> str:
        """Give the end of the picture's name, "fr-normal-large"."""
        palette = "contrast" if self.preferences.high_contrast else "normal"
        return f"{self.preferences.language.value}-{palette}-{self.preferences.text_size.value}"


def all_previews() -> tuple[Preview, ...]:
    """Give the previews of all screens, in the order of a visit."""
    return tuple(itertools.chain.from_iterable(screen.PREVIEWS for screen in _SCREENS))


def all_variants() -> tuple[Variant, ...]:
    """Give both palettes in the three text sizes, in each language."""
    return tuple(
        Variant(Preferences(high, size, language))
        for language in Language
        for high in (False, True)
        for size in TextSize
    )


def preview_state(preview: Preview, preferences: Preferences) -> Terminal:
    """Make the state of the terminal in which a preview is shown."""
    pending = Pending(1, ReadCard(SAMPLE_TICKET)) if preview.busy else None
    return Terminal(preview.status, preferences=preferences, pending=pending, remnant=preview.remnant)


def turn_to_page(window: TerminalWindow, preview: Preview) -> bool:
    """Turn the screen shown to the page of a preview; tell whether it has that page in the text size it is in."""
    if preview.page is None:
        return True
    while _press(window, "previous-page"):
        pass
    return all(_press(window, "next-page") for _page in range(preview.page))


def _press(window: TerminalWindow, name: str) -> bool:
    button = window.findChild(Button, name)
    if button is None or not button.isEnabled():
        return False
    button.click()
    return True


def draw_gallery(
    directory: Path, metrics: ScreenMetrics, context: ScreenContext, previews: Sequence[Preview]
) -> Iterator[Path]:
    """Draw previews in all variants, then the page that shows them; give each file as it is written.

    Larger texts take more pages: a preview of a page that a variant does not have is left out. The language of the
    process is afterwards what it was.
    """
    spoken = current_language()
    directory.mkdir(parents=True, exist_ok=True)
    drawn = set()
    for variant in all_variants():
        window = TerminalWindow(context, metrics)
        window.show()
        for preview in previews:
            window.show_state(preview_state(preview, variant.preferences))
            if not turn_to_page(window, preview):
                continue
            window.activateWindow()
            QApplication.processEvents()
            path = directory / f"{preview.name}-{variant.name}.png"
            window.grab().save(str(path))
            drawn.add(path.name)
            yield path
        window.close()
        window.deleteLater()
    set_language(spoken)
    index = directory / "index.html"
    index.write_text(_index_page(previews, drawn), encoding="utf-8")
    yield index


def _index_page(previews: Sequence[Preview], drawn: Collection[str]) -> str:
    rows = []
    for preview in previews:
        names = [f"{preview.name}-{variant.name}.png" for variant in all_variants()]
        pictures = "".join(_picture(html.escape(name)) for name in names if name in drawn)
        rows.append(f"<h2>{html.escape(preview.name)}</h2><div>{pictures}</div>")
    # Translators: page with the pictures of all screens, title
    title = html.escape(_("Les écrans de la borne"))
    style = "body{font-family:sans-serif;background:#ddd}img{width:15%;margin:.5%;border:1px solid #888}"
    return (
        f'<!doctype html><html lang="{current_language()}"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style><h1>{title}</h1>{''.join(rows)}</html>\n"
    )


def _picture(name: str) -> str:
    return f'<a href="{name}"><img loading="lazy" src="{name}" alt="{name}"></a>'


def main(arguments: Sequence[str]) -> int:
    """Draw the gallery into a directory; further arguments choose previews by the beginning of their names."""
    parser = argparse.ArgumentParser(prog="python -m ui.terminal.gallery", description=str(__doc__).split(":", 1)[0])
    parser.add_argument("directory", type=Path, help="where the pictures and index.html go")
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginning of the names of the screens to draw")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    load_fonts()
    directory, names = options.directory, tuple(options.names)
    previews = [preview for preview in all_previews() if not names or preview.name.startswith(names)]
    count = sum(1 for _path in draw_gallery(directory, ScreenMetrics(), SAMPLE_CONTEXT, previews))
    sys.stdout.write(f"{count} files in {directory}\n")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
