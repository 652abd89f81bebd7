"""Take the powers of root away from a thread: without that, no file is read-only for a test that runs as root."""

import contextlib
import ctypes
from collections.abc import Iterator

_VERSION_3 = 0x20080522
"""_LINUX_CAPABILITY_VERSION_3 of linux/capability.h: two sets of three words."""

_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Words(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextlib.contextmanager
def without_root_powers() -> Iterator[None]:
    """Have this thread, and those that it starts, obey the modes of files (capabilities(7))."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, words = _Header(_VERSION_3, 0), (_Words * 2)()
    _check(libc.capget(ctypes.byref(header), words))
    before = words[0].effective
    words[0].effective &= ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    _check(libc.capset(ctypes.byref(header), words))
    try:
        yield
    finally:
        words[0].effective = before
        _check(libc.capset(ctypes.byref(header), words))


def _check(outcome: int) -> None:
    if outcome:
        raise OSError(ctypes.get_errno(), "capabilities")
