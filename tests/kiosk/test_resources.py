import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kiosk import resources

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_has_its_data_beside_the_code():
    assert resources.resource_path("config/kiosk.toml") == ROOT / "config" / "kiosk.toml"
    assert resources.resource_path("assets/locale").is_dir()
    assert not resources.is_production_install()


def test_a_file_that_is_not_there_is_an_incomplete_installation():
    with pytest.raises(FileNotFoundError, match=r"assets/none\.png"):
        resources.resource_path("assets/none.png")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, built without network and unpacked where nothing of the checkout is seen."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def ask(installed, expression):
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from kiosk import resources; print({expression})"
    # -S -I: neither the checkout's .pth nor the current folder.
    run = subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, capture_output=True, text=True)
    return run.stdout.strip()


def test_the_data_of_the_wheel_is_under_the_package(installed):
    data = installed / "kiosk" / "_data"
    assert ask(installed, "resources.resource_path('config/kiosk.toml')") == str(data / "config" / "kiosk.toml")


def test_the_wheel_holds_every_data_file_of_the_checkout_and_the_compiled_translations(installed):
    for folder in ("assets", "config"):
        kept = subprocess.run(["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True)
        for name in kept.stdout.splitlines():
            assert (installed / "kiosk" / "_data" / name).is_file(), name
    assert (installed / "kiosk" / "_data" / "assets" / "locale" / "fr" / "LC_MESSAGES" / "click.mo").is_file()


def test_the_wheel_is_for_production_only_where_the_debian_package_says_so(installed):
    assert ask(installed, "resources.is_production_install()") == "False"
    mark = installed / "kiosk" / "_data" / "production"
    mark.touch()
    assert ask(installed, "resources.is_production_install()") == "True"
    mark.unlink()


def test_the_wheel_holds_no_test_and_nothing_of_the_workshop(installed):
    assert {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")} == {
        "kiosk",
        "hardware",
        "ui",
    }
