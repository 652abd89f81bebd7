"""`kiosk verify` at the prompt: valid, altered, unknown, out of date."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.cli.environment import CommandLine
from kiosk.cli.verify import VerifyExit, verify
from kiosk.documents.signature import (
    CertificateClaims,
    holder_check,
    sign_certificate,
    verification_url,
)
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.nir import Nir

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
NUMBER = CertificateNumber("751", 2026, 4812)
CLAIMS = CertificateClaims(
    NUMBER,
    CertificateKind.RIGHTS,
    date(2026, 11, 21),
    date(2027, 11, 20),
    people_count=4,
    shows_exemption=False,
    holder_check=holder_check(NUMBER, Nir("269057568815764"), "DURAND Marie"),
    is_specimen=False,
)
FRAGMENT = sign_certificate(CLAIMS, KEY)
ADDRESS = verification_url("https://verification.example", FRAGMENT)
ALTERED = ADDRESS[:-1] + ("A" if ADDRESS[-1] != "A" else "Q")
REFUSED = 2


def pem(private_key):
    return private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "secrets" / "signing.pub"
    file.parent.mkdir()
    file.write_bytes(pem(KEY))
    return file


@pytest.fixture
def run(key_file):
    def run_verify(*arguments, typed=""):
        return CliRunner().invoke(verify, [*arguments, "--key", str(key_file)], input=typed, obj=CommandLine())

    return run_verify


@pytest.mark.parametrize("day", ["2026-11-21", "2027-03-01", "2027-11-20"])
def test_a_genuine_certificate_in_its_dates_is_valid(run, day):
    result = run(ADDRESS, "--on", day)
    assert result.exit_code == VerifyExit.VALID
    assert result.output.replace("\u00a0", " ").split("\n") == [
        "Attestation de droits n° 751-26-004812-H",
        "Valable du 21/11/2026 au 20/11/2027",
        "Personnes imprimées : 4",
        "Exonération imprimée : non",
        "VALIDE : comparez ces lignes avec le papier.",
        "",
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (CertificateKind.ALLOWANCES, "Attestation d’indemnités journalières n° 751-26-004812-H"),
        (CertificateKind.THIRD_PARTY, "Attestation de tiers payant intégral n° 751-26-004812-H"),
        (CertificateKind.EHIC, "Certificat provisoire de la carte européenne n° 751-26-004812-H"),
    ],
)
def test_every_kind_is_named_and_only_rights_speak_of_exemptions(run, kind, said):
    result = run(sign_certificate(replace(CLAIMS, kind=kind), KEY), "--on", "2027-03-01")
    assert result.exit_code == VerifyExit.VALID
    assert result.output.splitlines()[0] == said
    assert "Exonération" not in result.output


def test_a_certificate_of_fictional_people_is_never_called_valid(run):
    specimen = sign_certificate(replace(CLAIMS, is_specimen=True), KEY)
    result = run(specimen, "--on", "2027-03-01")
    assert result.exit_code == VerifyExit.VALID
    assert result.output.startswith("SPÉCIMEN, données fictives\n")
    assert "n’atteste rien" in result.output
    assert "VALIDE" not in result.output
    assert run(specimen, "--on", "2028-03-01").output.startswith("SPÉCIMEN, données fictives\n")


def test_the_fragment_alone_is_enough(run):
    assert run(FRAGMENT, "--on", "2027-03-01").exit_code == VerifyExit.VALID


def test_a_reader_of_codes_can_write_the_address_to_the_standard_input(run):
    assert run("-", "--on", "2027-03-01", typed=f"{ADDRESS}\n").exit_code == VerifyExit.VALID


@pytest.mark.parametrize("day", ["2026-11-20", "2027-11-21"])
def test_a_genuine_certificate_outside_its_dates_says_so(run, day):
    result = run(ADDRESS, "--on", day)
    assert result.exit_code == VerifyExit.OUT_OF_DATE
    assert "HORS DE SES DATES" in result.output


def test_the_day_is_today_where_none_is_given(run):
    today, week = datetime.now().astimezone().date(), timedelta(days=7)
    current = replace(CLAIMS, issued_on=today - week, valid_until=today + week)
    past = replace(CLAIMS, issued_on=today - 2 * week, valid_until=today - week)
    assert run(sign_certificate(current, KEY)).exit_code == VerifyExit.VALID
    assert run(sign_certificate(past, KEY)).exit_code == VerifyExit.OUT_OF_DATE


def test_an_altered_certificate_is_altered_and_shows_no_claims(run):
    result = run(ALTERED)
    assert result.exit_code == VerifyExit.ALTERED
    assert "ALTÉRÉE" in result.output
    assert "751-26" not in result.output


@pytest.mark.parametrize("address", ["bonjour", "https://verification.example/verifier", f"2{FRAGMENT[1:]}"])
def test_anything_else_is_unknown(run, address):
    result = run(address)
    assert result.exit_code == VerifyExit.UNKNOWN
    assert "INCONNUE" in result.output


def test_a_certificate_of_another_fund_is_unknown(run):
    result = run(sign_certificate(CLAIMS, OTHER_KEY))
    assert result.exit_code == VerifyExit.UNKNOWN
    assert "clé" in result.output


def test_several_keys_can_be_trusted(run, tmp_path):
    other = tmp_path / "former.pub"
    other.write_bytes(pem(OTHER_KEY))
    former = sign_certificate(CLAIMS, OTHER_KEY)
    assert run(former, "--key", str(other), "--on", "2027-03-01").exit_code == VerifyExit.VALID


def test_the_holder_of_the_paper_can_be_compared(run):
    result = run(ADDRESS, "--holder", "--on", "2027-03-01", typed="2 69 05 75 688 157 64\ndurand marie\n")
    assert result.exit_code == VerifyExit.VALID


@pytest.mark.parametrize("name", ["Marie DURAND", "marie  durand "])
def test_the_first_name_may_come_first(run, name):
    result = run(ADDRESS, "--holder", "--on", "2027-03-01", typed=f"2 69 05 75 688 157 64\n{name}\n")
    assert result.exit_code == VerifyExit.VALID


@pytest.mark.parametrize("name", ["Ana Maria DE LA TOUR", "DE LA TOUR Ana Maria", "TOUR Ana Maria DE LA"])
def test_names_of_several_words_are_taken_from_either_end(run, name):
    several = replace(CLAIMS, holder_check=holder_check(NUMBER, Nir("269057568815764"), "DE LA TOUR Ana Maria"))
    typed = f"2 69 05 75 688 157 64\n{name}\n"
    assert run(sign_certificate(several, KEY), "--holder", "--on", "2027-03-01", typed=typed).exit_code == 0


@pytest.mark.parametrize("typed", ["2 69 05 75 688 157 64\nMARTIN Paul\n", "1 69 05 75 688 157 17\nDURAND Marie\n"])
def test_a_paper_of_another_person_is_said_to_be_just_that(run, typed):
    result = run(ADDRESS, "--holder", "--on", "2027-03-01", typed=typed)
    assert result.exit_code == VerifyExit.ALTERED
    assert "ne correspond pas à cette personne" in result.output
    assert "ALTÉRÉE" not in result.output


def test_a_mistyped_number_is_asked_again(run):
    typed = "2 69 05 75 688 157 65\n2 69 05 75 688 157 64\nDURAND Marie\n"
    result = run(ADDRESS, "--holder", "--on", "2027-03-01", typed=typed)
    assert "ce n’est pas un numéro" in result.output
    assert result.exit_code == VerifyExit.VALID


def test_questions_left_without_answer_say_nothing_about_the_certificate(run):
    result = run(ADDRESS, "--holder", typed="")
    assert result.exit_code == REFUSED
    assert "interrompue" in result.output


def test_the_key_of_the_terminal_is_the_default(key_file, tmp_path):
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[secrets]\ndir = "{key_file.parent}"\n', encoding="utf-8")
    result = CliRunner().invoke(verify, [ADDRESS, "--on", "2027-03-01"], obj=CommandLine(config))
    assert result.exit_code == VerifyExit.VALID


def test_a_missing_key_is_named_in_french(tmp_path):
    result = CliRunner().invoke(verify, [ADDRESS, "--key", str(tmp_path / "none.pub")], obj=CommandLine())
    assert result.exit_code == REFUSED
    assert f"clé publique illisible ({tmp_path}/none.pub\u00a0: introuvable)." in result.output
    assert "--key" in result.output


def test_a_day_written_otherwise_is_refused_in_french_with_the_form_expected(run):
    result = run(ADDRESS, "--on", "22/11/2027")
    assert result.exit_code == REFUSED
    assert "écrivez le jour ainsi\u00a0: AAAA-MM-JJ, par exemple 2027-11-22." in result.output


def test_the_questions_are_typeset_as_french_is(run):
    result = run(ADDRESS, "--holder", "--on", "2027-03-01", typed="2 69 05 75 688 157 64\ndurand marie\n")
    assert "Numéro de sécurité sociale imprimé, avec sa clé\u00a0: " in result.output
    assert "Nom et prénom imprimés\u00a0: " in result.output


def test_a_file_that_is_no_key_is_named(tmp_path):
    file = tmp_path / "text.pub"
    file.write_text("bonjour", encoding="utf-8")
    result = CliRunner().invoke(verify, [ADDRESS, "--key", str(file)], obj=CommandLine())
    assert result.exit_code == REFUSED
    assert "text.pub" in result.output
