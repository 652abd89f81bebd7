"""A certificate that anybody can check, and that tells nothing about anybody."""

import base64
from datetime import date

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.signature import (
    Altered,
    CertificateClaims,
    Unknown,
    UnknownReason,
    Valid,
    holder_check,
    is_held_by,
    key_name,
    read_public_key,
    sign_certificate,
    verification_url,
    verify_fragment,
)
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.nir import Nir

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
MARIE = Nir("269057568815764")
PAUL = Nir("158117570104286")
NUMBER = CertificateNumber("751", 2026, 4812)
CLAIMS = CertificateClaims(
    NUMBER,
    CertificateKind.RIGHTS,
    date(2026, 11, 21),
    date(2027, 11, 20),
    people_count=4,
    shows_exemption=False,
    holder_check=holder_check(NUMBER, MARIE, "DURAND Marie"),
    is_specimen=False,
)
FRAGMENT = sign_certificate(CLAIMS, KEY)
URL = verification_url("https://verification.example/borne/", FRAGMENT)


def test_a_signed_certificate_is_valid_and_says_what_was_signed():
    assert verify_fragment(FRAGMENT, [PUBLIC]) == Valid(CLAIMS)


def test_a_whole_address_is_read_as_its_fragment():
    assert f"https://verification.example/borne/verifier#{FRAGMENT}" == URL
    assert verify_fragment(f" {URL}\n", [PUBLIC]) == Valid(CLAIMS)


def test_the_same_claims_always_give_the_same_text():
    assert sign_certificate(CLAIMS, KEY) == FRAGMENT


def test_an_earlier_key_still_verifies():
    assert verify_fragment(FRAGMENT, [OTHER_KEY.public_key(), PUBLIC]) == Valid(CLAIMS)


def test_the_signed_payload_holds_neither_nir_nor_name():
    payload = base64.urlsafe_b64decode(FRAGMENT.split(".")[2] + "==")
    assert msgspec.msgpack.decode(payload) == [
        "751-26-004812-H",
        "rights",
        "2026-11-21",
        "2027-11-20",
        4,
        False,
        CLAIMS.holder_check,
        False,
    ]
    assert len(CLAIMS.holder_check) == 2


@given(st.integers(0, len(FRAGMENT) - 1), st.sampled_from("ABCXYZabcxyz0189-_."))
def test_no_changed_character_passes(place, character):
    changed = FRAGMENT[:place] + character + FRAGMENT[place + 1 :]
    verdict = verify_fragment(changed, [PUBLIC])
    assert verdict == Valid(CLAIMS) if changed == FRAGMENT else not isinstance(verdict, Valid)


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text):
    assert not isinstance(verify_fragment(text, [PUBLIC]), Valid)


def test_a_changed_payload_is_altered():
    version, key, payload, signature = FRAGMENT.split(".")
    longer = base64.urlsafe_b64decode(payload + "==").replace(b"2027-11-20", b"2031-11-20")
    forged = base64.urlsafe_b64encode(longer).rstrip(b"=").decode()
    assert forged != payload
    assert verify_fragment(f"{version}.{key}.{forged}.{signature}", [PUBLIC]) == Altered()


def test_a_signature_that_is_not_base64_is_altered():
    assert verify_fragment(FRAGMENT[:-1], [PUBLIC]) == Altered()
    assert verify_fragment(f"1.{key_name(PUBLIC)}.A.A", [PUBLIC]) == Altered()


def test_a_certificate_signed_with_another_key_under_our_name_is_altered():
    *_, payload, signature = sign_certificate(CLAIMS, OTHER_KEY).split(".")
    assert verify_fragment(f"1.{key_name(PUBLIC)}.{payload}.{signature}", [PUBLIC]) == Altered()


def test_a_certificate_of_another_key_is_unknown():
    assert verify_fragment(FRAGMENT, [OTHER_KEY.public_key()]) == Unknown(UnknownReason.OTHER_KEY)
    assert verify_fragment(FRAGMENT, []) == Unknown(UnknownReason.OTHER_KEY)


def test_a_later_version_is_unknown():
    assert verify_fragment(f"2{FRAGMENT[1:]}", [PUBLIC]) == Unknown(UnknownReason.OTHER_VERSION)


@pytest.mark.parametrize("payload", [b"", b"\xc1", msgspec.msgpack.encode(["x"]), msgspec.msgpack.encode([1] * 7)])
def test_something_else_signed_with_the_key_is_unknown(payload):
    signed = b"borne-multiservices certificate\n" + f"1.{key_name(PUBLIC)}.".encode() + payload
    payload_text, signature = (
        base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (payload, KEY.sign(signed))
    )
    verdict = verify_fragment(f"1.{key_name(PUBLIC)}.{payload_text}.{signature}", [PUBLIC])
    assert isinstance(verdict, Unknown)


@pytest.mark.parametrize("text", ["", "https://verification.example/", "751-26-004812-H", "1..a.b", "1.é.a.b"])
def test_any_other_text_is_no_certificate(text):
    assert verify_fragment(text, [PUBLIC]) == Unknown(UnknownReason.NOT_A_CERTIFICATE)


def test_the_holder_retyped_from_the_paper_is_recognised():
    assert is_held_by(CLAIMS, MARIE, "DURAND Marie")
    assert is_held_by(CLAIMS, MARIE, " durand  MARIE ")


def test_another_name_or_number_is_not_the_holder():
    assert not is_held_by(CLAIMS, MARIE, "DURAND Martine")
    assert not is_held_by(CLAIMS, PAUL, "DURAND Marie")


def test_accents_ligatures_and_hyphens_need_not_be_retyped():
    printed = holder_check(NUMBER, MARIE, "ŒUVRARD-LEÇON Françoise-Zoé")
    assert holder_check(NUMBER, MARIE, "Oeuvrard Lecon Francoise Zoe") == printed


def test_the_same_holder_has_other_bytes_on_another_certificate():
    another = CertificateNumber("751", 2026, 4813)
    assert holder_check(another, MARIE, "DURAND Marie") != CLAIMS.holder_check


def test_a_public_key_is_read_from_pem_and_from_raw_bytes():
    pem = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert read_public_key(pem) == PUBLIC
    assert read_public_key(PUBLIC.public_bytes_raw()) == PUBLIC


def test_anything_else_is_no_public_key():
    elliptic = generate_private_key(SECP256R1()).public_key()
    assert read_public_key(b"") is None
    assert read_public_key(b"-----BEGIN PUBLIC KEY-----\n") is None
    assert read_public_key(elliptic.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)) is None


def test_claims_keep_the_holder_out_of_a_log():
    assert repr(CLAIMS.holder_check) not in repr(CLAIMS)
