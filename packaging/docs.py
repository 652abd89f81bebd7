"""Write the generated modules and pages (`make docs`), or say which of them are stale (`--check`)."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pictures  # noqa: E402 - the checkout is put on the path first
import texts  # noqa: E402 - idem

from kiosk import settings_page  # noqa: E402 - idem
from kiosk.catalogue import generate  # noqa: E402 - idem
from kiosk.services.data_page import data_page  # noqa: E402 - idem
from tests.kiosk.session.samples import STATUSES  # noqa: E402 - idem
from tests.kiosk.session.test_reducer_table import TABLE  # noqa: E402 - idem


def outputs() -> dict[Path, str]:
    """Return the wanted text of each generated file, by its path from the root of the checkout."""
    catalogue = ROOT / "kiosk" / "catalogue"
    failures = generate.parse_failures(tomllib.loads((catalogue / "failures.toml").read_text("utf-8")))
    events, meanings = generate.parse_events(tomllib.loads((catalogue / "events.toml").read_text("utf-8")))
    drawn = {
        "layers": pictures.layers_picture(),
        "visit": pictures.visit_picture(STATUSES, TABLE),
    }
    return {
        Path("kiosk/catalogue/failures.py"): generate.failures_module(failures),
        Path("kiosk/catalogue/events.py"): generate.events_module(events),
        Path("docs/failures.md"): generate.failures_page(failures),
        Path("docs/events.md"): generate.events_page(events, meanings),
        Path("docs/architecture.md"): pictures.put_pictures(ROOT / "docs" / "architecture.md", drawn),
        Path("docs/data.md"): data_page(ROOT / "docs" / "data.md"),
        Path("docs/settings.md"): settings_page.settings_page(),
        Path("assets/locale/kiosk.pot"): texts.template_text(texts.extract()),
    }


def main() -> int:
    """Write or check; return 1 when a file is stale and only a check was asked."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path, text in outputs().items():
        target = ROOT / path
        if target.is_file() and target.read_text("utf-8") == text:
            continue
        stale.append(path)
        if not check:
            target.write_text(text, "utf-8")
    for path in stale:
        sys.stdout.write(f"{path}: {'stale, run `make docs`' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
