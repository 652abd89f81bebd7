"""Work that makes millions of objects and no cycles of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles() -> Iterator[None]:
    """Switch off the search for cycles of garbage, which would look at every row again and again.

    It takes a third of the time of an import. What is no longer used goes at once all the same: by its count.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
