"""Find the data files: assets/ and config/ beside the code in a checkout, under kiosk/_data in an installed wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_PRODUCTION_MARK: Final = "production"
"""Name of the empty file that the Debian package puts under kiosk/_data: no simulator starts where it is."""


def resource_path(relative: str) -> Path:
    """Return the path of a file or folder under assets/ or config/, "assets/locale".

    Raises:
        FileNotFoundError: there is no such file or folder; the installation is incomplete.
    """
    path = _root(_PACKAGE) / relative
    if not path.exists():
        raise FileNotFoundError(f"no data file {relative}: the installation is incomplete")
    return path


def is_production_install() -> bool:
    """Tell whether this program was installed by the package made for terminals in service."""
    return (_PACKAGE / "_data" / _PRODUCTION_MARK).exists()


def _root(package: Path) -> Path:
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
