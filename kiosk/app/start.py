"""Start a program with a window: `python -m kiosk.app.start MODULE [ARGUMENT]…` calls its `main(arguments)`.

Qt for Python puts a hook before every later import: it reads the source of each module, to see whether its switches
(`from __feature__ import …`) may concern it, and keeps it. None of our programs uses them, and sources of megabytes
(SQLAlchemy) would be read at each start and held for ever: 17 MiB and a fifth of the time.
Source: Qt for Python, PYSIDE-2029.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Load Qt, take its hook off, and run the module; give its exit status."""
    module, *others = arguments
    # What is imported stays: to look for garbage in it takes a tenth of the start.
    gc.disable()
    plain_import = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = plain_import
    program = importlib.import_module(module)
    gc.freeze()
    gc.enable()
    status: int = program.main(others)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
