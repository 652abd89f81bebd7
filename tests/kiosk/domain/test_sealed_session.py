"""Seals and proofs of an update session: each says one thing, to one side, once."""

import pytest

from kiosk.domain.sealed_session import (
    DIGEST_BYTES,
    PROOF_BYTES,
    SEAL_BYTES,
    SessionKey,
    UpdatedFile,
    specimen_key,
    switch_digest,
)

KEY = SessionKey.agree(specimen_key("802500000299900000023"), b"authority", b"the card")
CONTENTS = {UpdatedFile.IDENTITY: b"people", UpdatedFile.NIR: b"numbers", UpdatedFile.RIGHTS: b"rights"}


def test_each_card_and_each_session_has_its_own_key():
    others = [
        SessionKey.agree(specimen_key("802500000299900000022"), b"authority", b"the card"),
        SessionKey.agree(specimen_key("802500000299900000023"), b"Authority", b"the card"),
        SessionKey.agree(specimen_key("802500000299900000023"), b"authority", b"The card"),
    ]
    assert len({KEY, *others}) == 4


def test_neither_side_can_give_the_proof_of_the_other():
    assert KEY.card_proof() != KEY.authority_proof()
    assert len(KEY.card_proof()) == len(KEY.authority_proof()) == PROOF_BYTES


def test_a_seal_is_of_one_command_for_one_file_at_one_place():
    seals = [
        KEY.seal_command(0, None, b"head", b"data"),
        KEY.seal_command(1, None, b"head", b"data"),
        KEY.seal_command(0, UpdatedFile.NIR, b"head", b"data"),
        KEY.seal_command(0, UpdatedFile.RIGHTS, b"head", b"data"),
        KEY.seal_command(0, None, b"heaD", b"data"),
        KEY.seal_command(0, None, b"head", b"Data"),
        KEY.seal_answer(0, None, b"headdata"),
    ]
    assert len(set(seals)) == len(seals)
    assert {len(seal) for seal in seals} == {SEAL_BYTES}


@pytest.mark.parametrize("file", UpdatedFile)
def test_a_switch_is_of_the_whole_of_all_files(file):
    assert len(switch_digest(CONTENTS)) == DIGEST_BYTES
    assert switch_digest(CONTENTS) != switch_digest({**CONTENTS, file: CONTENTS[file] + b"x"})


def test_a_key_is_not_in_what_might_be_logged():
    assert repr(KEY) == "SessionKey()"
