"""Where the log goes."""

from __future__ import annotations

import logging

from kiosk.catalogue.logging import JsonFormatter


def log_to_stderr() -> None:
    """Write the log as lines of JSON on the standard error, which the service manager collects."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
