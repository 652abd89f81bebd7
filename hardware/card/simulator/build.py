"""Compile the driver of the virtual reader, once for each version of its source."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCES = Path(__file__).parent / "ifd"
FLAGS = ("-O2", "-Wall", "-Wextra", "-Wno-unused-parameter", "-std=gnu11", "-shared", "-fPIC")
_TIMEOUT_S = 120


class BuildError(RuntimeError):
    """Say why the driver could not be compiled."""


def build_library(name: str, build_dir: Path) -> Path:
    """Compile ifd/NAME.c, or find it compiled already.

    Args:
        name: of the source, without its ending.
        build_dir: where compiled libraries are kept, under the hash of their source and flags.

    Raises:
        BuildError: gcc, pkg-config or the header files of libpcsclite are missing, or the source is wrong.
    """
    source = SOURCES / f"{name}.c"
    digest = hashlib.sha256(source.read_bytes() + " ".join(FLAGS).encode()).hexdigest()[:16]
    library = build_dir / f"{name}-{digest}.so"
    if library.exists():
        return library
    headers = _run("pkg-config", "--cflags", "libpcsclite").split()
    build_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build_dir) as folder:
        fresh = Path(folder) / library.name
        _run("gcc", *FLAGS, *headers, "-o", str(fresh), str(source))
        fresh.replace(library)  # whole or not at all, for whoever compiles the same at the same time
    return library


def _run(program: str, *arguments: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BuildError(f"{program} is missing: apt-get install gcc pkg-config libpcsclite-dev")
    try:
        done = subprocess.run(  # noqa: S603 - a compiler found on the path, given our own arguments
            [path, *arguments], capture_output=True, text=True, check=False, timeout=_TIMEOUT_S, env=dict(os.environ)
        )
    except subprocess.TimeoutExpired:
        raise BuildError(f"{program} did not end within {_TIMEOUT_S} s") from None
    if done.returncode != 0:
        raise BuildError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout
