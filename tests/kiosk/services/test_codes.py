from dataclasses import replace

import pytest
from argon2 import PasswordHasher, extract_parameters

from kiosk.domain.nir import Nir
from kiosk.services.codes import CodeHasher, Digests, HashCost, new_digits, new_token, token_digest

CHEAP = HashCost(memory_kib=8, passes=1)
PEPPER = b"p" * 32


@pytest.fixture
def hasher():
    return CodeHasher(PEPPER, CHEAP)


@pytest.fixture
def verifications(monkeypatch):
    """The slow comparisons that were made: the hash compared with."""
    made = []
    verify = PasswordHasher.verify

    def note(self, code_hash, code):
        made.append(code_hash)
        return verify(self, code_hash, code)

    monkeypatch.setattr(PasswordHasher, "verify", note)
    return made


def test_a_code_is_right_for_its_own_hash_only(hasher):
    code_hash = hasher.hash("48151623")
    assert hasher.is_right("48151623", code_hash)
    assert not hasher.is_right("48151624", code_hash)


def test_two_hashes_of_a_code_differ(hasher):
    assert hasher.hash("48151623") != hasher.hash("48151623")
    assert hasher.hash("48151623", b"s" * 16) == hasher.hash("48151623", b"s" * 16)


def test_without_the_pepper_nobody_can_compare(hasher):
    assert not CodeHasher(b"q" * 32, CHEAP).is_right("48151623", hasher.hash("48151623"))


def test_the_cost_is_that_of_owasp():
    kept = extract_parameters(CodeHasher(PEPPER, HashCost()).hash("48151623"))
    assert (kept.memory_cost, kept.time_cost, kept.parallelism, kept.type.name) == (19 * 1024, 2, 1, "ID")


def test_a_comparison_costs_the_same_with_and_without_account(hasher, verifications):
    code_hash = hasher.hash("48151623")
    hasher.is_right("48151623", code_hash)
    hasher.is_right("11111111", code_hash)
    assert not hasher.is_right("48151623", None)
    assert len(verifications) == 3


def test_a_cheap_hash_is_compared_at_full_cost_too(hasher, verifications):
    costly = CodeHasher(PEPPER, HashCost(memory_kib=64, passes=1))
    code_hash = hasher.hash("48151623")
    assert costly.is_right("48151623", code_hash)
    assert [extract_parameters(compared).memory_cost for compared in verifications] == [64, 8]


@pytest.mark.parametrize("kept", ["", "nonsense", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$"])
def test_a_hash_that_is_none_opens_nothing(hasher, kept):
    assert not hasher.is_right("48151623", kept)


def test_people_cards_and_codes_have_digests_of_their_own_kind(cards):
    digests, others = Digests(b"k" * 32), Digests(b"l" * 32)
    marie, paul = cards("family"), cards("exemption")
    nir = marie.holder.nir
    assert digests.person(nir) != digests.person(paul.holder.nir)
    assert digests.person(nir) != others.person(nir)
    assert digests.person(nir) != digests.provisional(nir.value, "")
    assert digests.card(marie) != digests.card(paul)
    assert digests.card(marie) != digests.card(replace(marie, serial=None))
    assert digests.card(replace(marie, people=marie.people[1:2])) != digests.card(marie)
    assert nir.value not in digests.person(nir)


def test_the_same_digits_have_another_digest_in_another_code():
    digests = Digests(b"k" * 32)
    kept = digests.provisional("482913", "one")
    assert digests.is_provisional("482913", "one", kept)
    assert not digests.is_provisional("482913", "two", kept)
    assert not digests.is_provisional("482914", "one", kept)
    assert not digests.is_provisional("482913", "one", "")


def test_digits_are_drawn_with_their_leading_zeros():
    drawn = {new_digits(6) for _ in range(500)}
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in drawn)
    assert len(drawn) > 490
    assert any(new_digits(1) == "0" for _ in range(500))


def test_tokens_are_drawn_anew():
    one, other = new_token(), new_token()
    assert one != other
    assert len(one) == 43  # 32 bytes
    assert token_digest(one) != token_digest(other)
    assert one not in token_digest(one)


def test_the_digest_of_a_nir_tells_nothing_of_it():
    digest = Digests(b"k" * 32).person(Nir("269057568815764"))
    assert len(digest) == 64
    assert int(digest, 16) >= 0
