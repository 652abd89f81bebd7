"""Make the README's pictures from those of the tour: `python packaging/readme_pictures.py`, after `make tour`."""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TOUR = ROOT / "build" / "tour"
PICTURES = ROOT / "docs" / "images"
WIDTH_PX = 360

STEPS = {
    "attract": "attract",
    "menu": "menu",
    "menu-contrast": "menu-contrast",
    "menu-english": "menu-english",
    "payments": "payments",
    "statements": "statements-earlier",
    "rights": "rights",
    "attachment": "attachment-by-hand",
    "ehic": "ehic-near",
    "card-updated": "card-updated",
    "printer-blocked": "printer-blocked",
    "dock": "dock-cards",
}
"""The README's name of each picture, and the tour's name of its step."""


def main() -> int:
    """Write the pictures; give 1 where the tour has left none for a step."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        found = [path for path in TOUR.glob("*.png") if path.stem.split("-", 1)[1] == step]
        if len(found) != 1:
            sys.stderr.write(f"no picture of the step {step}: run make tour first\n")
            return 1
        picture = Image.open(found[0]).convert("RGB")
        height_px = round(picture.height * WIDTH_PX / picture.width)
        small = picture.resize((WIDTH_PX, height_px), Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
