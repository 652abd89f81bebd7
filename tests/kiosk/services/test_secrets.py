import stat

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.signature import key_name, read_public_key
from kiosk.services.secrets import (
    DIGEST_KEY_FILE,
    PEPPER_FILE,
    PUBLIC_KEY_FILE,
    SIGNING_KEY_FILE,
    Secrets,
    create_secrets,
    load_secrets,
)

MISSING = FailureCode.SECRETS_MISSING
SECRET_FILES = (PEPPER_FILE, DIGEST_KEY_FILE, SIGNING_KEY_FILE)


@pytest.fixture
def directory(tmp_path):
    create_secrets(tmp_path / "secrets")
    return tmp_path / "secrets"


def test_what_was_created_is_loaded(directory):
    secrets = load_secrets(directory)
    assert isinstance(secrets, Secrets)
    assert len(secrets.pepper) == len(secrets.digest_key) == 32
    assert secrets.pepper != secrets.digest_key
    assert load_secrets(directory).pepper == secrets.pepper


def test_only_their_owner_may_read_them(directory):
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    for name in SECRET_FILES:
        assert stat.S_IMODE((directory / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((directory / PUBLIC_KEY_FILE).stat().st_mode) == 0o644


def test_the_public_key_is_that_of_the_signatures(directory):
    public = read_public_key((directory / PUBLIC_KEY_FILE).read_bytes())
    assert key_name(public) == key_name(load_secrets(directory).signing_key.public_key())


def test_nothing_is_overwritten(directory):
    before = load_secrets(directory).pepper
    with pytest.raises(FileExistsError):
        create_secrets(directory)
    assert load_secrets(directory).pepper == before


def test_without_a_folder_they_are_missing(tmp_path):
    assert load_secrets(tmp_path / "nowhere") is MISSING


@pytest.mark.parametrize("name", SECRET_FILES)
def test_if_one_is_not_there_they_are_missing(directory, name):
    (directory / name).unlink()
    assert load_secrets(directory) is MISSING


@pytest.mark.parametrize("name", SECRET_FILES)
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o601])
def test_if_others_may_touch_one_they_are_missing(directory, name, mode):
    (directory / name).chmod(mode)
    assert load_secrets(directory) is MISSING


def test_what_systemd_lets_the_service_read_is_loaded(directory):
    for name in SECRET_FILES:
        (directory / name).chmod(0o440)
    assert isinstance(load_secrets(directory, {"CREDENTIALS_DIRECTORY": str(directory)}), Secrets)
    assert load_secrets(directory, {"CREDENTIALS_DIRECTORY": str(directory.parent)}) is MISSING
    assert load_secrets(directory, {}) is MISSING


@pytest.mark.parametrize("name", SECRET_FILES)
@pytest.mark.parametrize("mode", [0o460, 0o450, 0o444, 0o402, 0o401])
def test_credentials_that_more_than_their_reader_may_touch_are_missing(directory, name, mode):
    (directory / name).chmod(mode)
    assert load_secrets(directory, {"CREDENTIALS_DIRECTORY": str(directory)}) is MISSING


@pytest.mark.parametrize("name", SECRET_FILES)
@pytest.mark.parametrize("content", [b"", b"nonsense", b"abcd", "é".encode("latin-1")])
def test_if_one_is_no_key_they_are_missing(directory, name, content):
    (directory / name).write_bytes(content)
    assert load_secrets(directory) is MISSING


@pytest.mark.parametrize("name", SECRET_FILES)
def test_if_one_is_a_folder_they_are_missing(directory, name):
    (directory / name).unlink()
    (directory / name).mkdir(mode=0o700)
    assert load_secrets(directory) is MISSING


def test_a_key_of_another_kind_signs_nothing(directory):
    other = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (directory / SIGNING_KEY_FILE).write_bytes(other)
    assert load_secrets(directory) is MISSING


def test_no_secret_is_in_a_repr(directory):
    secrets = load_secrets(directory)
    assert repr(secrets) == "Secrets()"
