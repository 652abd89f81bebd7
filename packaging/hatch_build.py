"""Compile the translations before the wheel is built, so that assets/locale goes into it with them."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    """Write each .mo beside its .po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's arguments
        """Compile into the tree that the wheel is made from."""
        runpy.run_path(str(Path(self.root) / "packaging" / "texts.py"))["compile_all"](
            Path(self.root) / "assets" / "locale"
        )
