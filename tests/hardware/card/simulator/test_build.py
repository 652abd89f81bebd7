import subprocess
import sys

import pytest

from hardware.card.simulator import build
from hardware.card.simulator.build import SOURCES, BuildError, build_library


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A folder of sources with one library in it."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "tiny.c").write_text("int tiny(void) { return 1; }\n")
    monkeypatch.setattr(build, "SOURCES", folder)
    return folder / "tiny.c"


def test_a_library_is_compiled_once_for_each_version_of_its_source(source, tmp_path):
    first = build_library("tiny", tmp_path / "build")
    made = first.stat().st_mtime_ns
    assert build_library("tiny", tmp_path / "build") == first
    assert first.stat().st_mtime_ns == made
    source.write_text("int tiny(void) { return 2; }\n")
    assert build_library("tiny", tmp_path / "build") != first
    assert sorted(path.suffix for path in (tmp_path / "build").iterdir()) == [".so", ".so"]


def test_a_wrong_source_is_refused_with_what_the_compiler_says(source, tmp_path):
    source.write_text("int tiny(void) { return nothing; }\n")
    with pytest.raises(BuildError, match="nothing"):
        build_library("tiny", tmp_path / "build")
    assert list((tmp_path / "build").iterdir()) == []


def test_a_missing_compiler_is_told_with_the_packages_to_install(source, tmp_path, monkeypatch):
    assert source.exists()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="apt-get install"):
        build_library("tiny", tmp_path / "build")


def test_the_driver_stays_small_enough_to_be_read():
    assert len((SOURCES / "virtual_ifd.c").read_text().splitlines()) <= 200


@pytest.mark.parametrize("name", ["virtual_ifd", "private_ipc"])
def test_our_sources_compile_without_a_warning(name, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "FLAGS", (*build.FLAGS, "-Werror"))
    library = build_library(name, tmp_path)
    # It can be loaded too: nothing is left undefined.
    subprocess.run([sys.executable, "-c", f"import ctypes; ctypes.CDLL({str(library)!r})"], check=True)
