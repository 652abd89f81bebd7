import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the set-up reads, and a PATH on which this machine has none of the packages and nobody is root."""
    for name in ("packaging", "assets/locale"):
        shutil.copytree(ROOT / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    return tmp_path


def set_up(checkout):
    environ = os.environ | {"PATH": f"{checkout / 'tools'}:/usr/bin:/bin"}
    return subprocess.run(
        ["sh", "packaging/setup.sh"],
        cwd=checkout,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_without_root_the_missing_packages_are_one_line_to_run(checkout):
    run = set_up(checkout)
    assert run.returncode == 1
    said, line = run.stderr.splitlines()
    assert said.startswith("setup: ")
    assert line.startswith("apt-get install --no-install-recommends ")
    listed = [
        word
        for row in (ROOT / "packaging" / "debian-packages.txt").read_text().splitlines()
        if (word := row.split("#")[0].strip())
    ]
    assert line.split()[3:] == listed
    assert not (checkout / ".venv").exists()


def test_only_what_is_missing_is_asked_for(checkout):
    (checkout / "tools" / "dpkg-query").write_text(
        '#!/bin/sh\nfor package in "$@"; do case $package in gcc) echo "config-files gcc";; '
        'opensc) ;; [a-z]*) echo "installed $package";; esac; done\n'
    )
    assert set_up(checkout).stderr.splitlines()[1] == "apt-get install --no-install-recommends gcc opensc"


def test_another_system_is_told_so(checkout):
    (checkout / "tools" / "dpkg-query").unlink()
    for name in ("sh", "dirname", "sed", "printf"):
        (checkout / "tools" / name).symlink_to(shutil.which(name))
    run = subprocess.run(
        [shutil.which("sh"), "packaging/setup.sh"],
        cwd=checkout,
        env={"PATH": str(checkout / "tools")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "Debian 12" in run.stderr
