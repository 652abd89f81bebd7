"""Why a file cannot be used is said in the language of the command line."""

import errno
import os

import pytest

from kiosk.cli.reasons import reason_of
from kiosk.texts import speaking


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (errno.ENOENT, "introuvable", "not found"),
        (errno.EACCES, "accès refusé", "access refused"),
        (errno.ENOSPC, "disque plein", "disk full"),
        (errno.EROFS, "disque en lecture seule", "read-only disk"),
    ],
)
def test_a_reason_that_people_meet_is_in_their_language(number, french, english):
    error = OSError(number, os.strerror(number), "some/file")
    with speaking("fr"):
        assert reason_of(error) == f"some/file\u00a0: {french}"
    with speaking("en"):
        assert reason_of(error) == f"some/file: {english}"


def test_any_other_reason_is_what_the_system_says():
    assert reason_of(OSError(errno.EMLINK, "Too many links")) == "Too many links"
    assert reason_of(OSError()) == "OSError"


def test_a_name_in_bytes_is_named_too():
    assert reason_of(OSError(errno.EISDIR, "", b"some")) == "some\u00a0: c’est un dossier"
