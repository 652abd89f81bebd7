"""`kiosk verify`: say whether a certificate is the one that the fund signed, without any network."""

from __future__ import annotations

import enum
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, assert_never

import click

from kiosk.cli.day import Day
from kiosk.cli.environment import CommandLine, ExitCode, demo_option, end, pass_command_line
from kiosk.cli.reasons import reason_of
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.nir import InvalidNirError, Nir
from kiosk.texts import format_date_short
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from kiosk.documents.signature import CertificateClaims, UnknownReason


_WORDS_MAX: Final = 12
"""Words of a name: each is 30 ms, and another person passes once in 65,536 tries."""


class VerifyExit(enum.IntEnum):
    """How `kiosk verify` ends; 2 is left to refused arguments, as for every command."""

    VALID = 0
    """The fund signed it, and the day lies in its validity."""
    ALTERED = 1
    """It names the fund's key, but the fund did not sign this; or its holder is another person."""
    UNKNOWN = 3
    """It is no certificate, or one of another fund or of a later version."""
    OUT_OF_DATE = 4
    """The fund signed it, but the day is before or after its validity."""


@click.command(
    "verify",
    # Translators: command line, help of kiosk verify
    help=_("Dire si une attestation est valide, altérée ou inconnue. ADRESSE est le texte du code QR, « - » le lit."),
    # Translators: command line, exit codes of kiosk verify
    epilog=_(
        "Codes de fin : 0 valide, 1 altérée ou d’une autre personne, 2 commande refusée, 3 inconnue, "
        "4 hors de ses dates."
    ),
)
# Translators: command line, name of the argument of kiosk verify
@click.argument("address", metavar=_("ADRESSE"))
@click.option(
    "--key",
    "key_files",
    multiple=True,
    type=click.Path(path_type=Path),
    # Translators: command line, name of an argument
    metavar=_("FICHIER"),
    # Translators: command line, help of kiosk verify --key
    help=_("Clé publique (PEM), plusieurs fois si besoin ; sinon signing.pub dans [secrets] dir."),
)
@click.option(
    "--on",
    "day",
    type=Day(),
    # Translators: command line, name of an argument
    metavar=_("AAAA-MM-JJ"),
    # Translators: command line, help of kiosk verify --on
    help=_("Jour auquel l’attestation doit être valable ; sinon aujourd’hui."),
)
@click.option(
    "--holder",
    "with_holder",
    is_flag=True,
    # Translators: command line, help of kiosk verify --holder
    help=_("Demander aussi le numéro et le nom imprimés, et les comparer à l’original."),
)
@demo_option
@pass_command_line
def verify(
    command_line: CommandLine, address: str, key_files: tuple[Path, ...], day: date | None, *, with_holder: bool
) -> None:
    """Check one certificate and end with a VerifyExit."""
    from kiosk.documents.signature import Altered, Unknown, Valid, verify_fragment

    if not key_files:
        from kiosk.services.secrets import PUBLIC_KEY_FILE

        key_files = (Path(command_line.settings().secrets.dir) / PUBLIC_KEY_FILE,)
    keys = [_public_key(command_line, file) for file in key_files]
    text = sys.stdin.readline() if address == "-" else address
    verdict = verify_fragment(text, keys)
    match verdict:
        case Valid(claims):
            _describe(claims)
            if with_holder and not _is_held_by(claims, *_asked_holder()):
                # Translators: command line, kiosk verify: signed, but number or name are not those of the original
                sentence = _("AUTRE PERSONNE : l’attestation ne correspond pas à cette personne (numéro ou nom).")
                _conclude(VerifyExit.ALTERED, sentence)
            _conclude_on(claims, day or datetime.now().astimezone().date())
        case Altered():
            # Translators: command line, kiosk verify
            _conclude(VerifyExit.ALTERED, _("ALTÉRÉE : la caisse n’a pas signé cette attestation."))
        case Unknown(reason):
            _conclude(VerifyExit.UNKNOWN, _unknown_sentence(reason))
        case _:
            assert_never(verdict)


def _public_key(command_line: CommandLine, file: Path) -> Ed25519PublicKey:
    from kiosk.documents.signature import read_public_key

    try:
        key = read_public_key(file.read_bytes())
    except OSError as error:
        # Translators: command line, kiosk verify: the file of the public key cannot be read; the reason names it
        sentence = _("clé publique illisible (%(reason)s). Donnez celle de la caisse par --key.")
        end(ExitCode.REFUSED, sentence % {"reason": reason_of(error)} + command_line.hint())
    if key is None:
        # Translators: command line, kiosk verify: the file holds something else
        end(ExitCode.REFUSED, _("ce fichier n’est pas une clé publique Ed25519 : %(file)s") % {"file": file})
    return key


def _describe(claims: CertificateClaims) -> None:
    if claims.is_specimen:
        # Translators: command line, kiosk verify: the people on the certificate do not exist
        click.echo(_("SPÉCIMEN, données fictives"))
    click.echo(_kind_text(claims.kind) % {"number": claims.number})
    # Translators: command line, kiosk verify
    period = _("Valable du %(start)s au %(end)s")
    click.echo(period % {"start": format_date_short(claims.issued_on), "end": format_date_short(claims.valid_until)})
    # Translators: command line, kiosk verify: how many persons are printed
    click.echo(_("Personnes imprimées : %(count)d") % {"count": claims.people_count})
    if claims.kind is CertificateKind.RIGHTS:
        # Translators: command line, kiosk verify: whether an exemption is printed
        exemption = _("Exonération imprimée : oui") if claims.shows_exemption else _("Exonération imprimée : non")
        click.echo(exemption)


def _kind_text(kind: CertificateKind) -> str:
    """Say what was signed, to be compared with the title of the paper; the number comes in."""
    match kind:
        case CertificateKind.RIGHTS:
            # Translators: command line, kiosk verify: what was signed
            return _("Attestation de droits n° %(number)s")
        case CertificateKind.ALLOWANCES:
            # Translators: command line, kiosk verify: what was signed
            return _("Attestation d’indemnités journalières n° %(number)s")
        case CertificateKind.THIRD_PARTY:
            # Translators: command line, kiosk verify: what was signed
            return _("Attestation de tiers payant intégral n° %(number)s")
        case CertificateKind.EHIC:
            # Translators: command line, kiosk verify: what was signed
            return _("Certificat provisoire de la carte européenne n° %(number)s")
        case _:
            assert_never(kind)


def _asked_holder() -> tuple[Nir, str]:
    """Ask for what the paper shows; neither is kept nor written anywhere."""
    try:
        # Translators: command line, kiosk verify --holder
        number = _("Numéro de sécurité sociale imprimé, avec sa clé :")
        nir: Nir = click.prompt(number, value_proc=_read_nir, prompt_suffix=" ")
        # Translators: command line, kiosk verify --holder
        name: str = click.prompt(_("Nom et prénom imprimés :"), prompt_suffix=" ")
    except click.Abort:
        # click would end with 1, which says "altered" here.
        # Translators: command line, kiosk verify --holder: the questions were not answered
        end(ExitCode.REFUSED, _("vérification interrompue"))
    return nir, name


def _is_held_by(claims: CertificateClaims, nir: Nir, name: str) -> bool:
    """Say whether the paper is this person's, whichever of the names was typed first: each order is one try more."""
    from kiosk.documents.signature import is_held_by

    words = name.split()[:_WORDS_MAX]
    return any(is_held_by(claims, nir, " ".join(words[start:] + words[:start])) for start in range(len(words)))


def _read_nir(text: str) -> Nir:
    try:
        return Nir.parse(text)
    except InvalidNirError:
        # Translators: command line, kiosk verify --holder: 13 characters and a key of 2 digits
        raise click.UsageError(_("ce n’est pas un numéro de sécurité sociale avec sa clé")) from None


def _conclude_on(claims: CertificateClaims, day: date) -> NoReturn:
    if claims.issued_on <= day <= claims.valid_until:
        if claims.is_specimen:
            # Translators: command line, kiosk verify: the signature is right, but the people do not exist
            _conclude(VerifyExit.VALID, _("SPÉCIMEN : signature exacte, données fictives. Ce papier n’atteste rien."))
        # Translators: command line, kiosk verify
        _conclude(VerifyExit.VALID, _("VALIDE : comparez ces lignes avec le papier."))
    # Translators: command line, kiosk verify: the fund signed it, the day is outside its validity
    sentence = _("HORS DE SES DATES : signée par la caisse, mais pas valable le %(day)s.")
    _conclude(VerifyExit.OUT_OF_DATE, sentence % {"day": format_date_short(day)})


def _unknown_sentence(reason: UnknownReason) -> str:
    from kiosk.documents.signature import UnknownReason

    match reason:
        case UnknownReason.NOT_A_CERTIFICATE:
            # Translators: command line, kiosk verify
            return _("INCONNUE : ce texte n’est pas celui d’une attestation.")
        case UnknownReason.OTHER_VERSION:
            # Translators: command line, kiosk verify
            return _("INCONNUE : ce genre d’attestation est plus récent que ce programme.")
        case UnknownReason.OTHER_KEY:
            # Translators: command line, kiosk verify
            return _("INCONNUE : la clé qui l’a signée n’est pas parmi celles données.")
        case _:
            assert_never(reason)


def _conclude(code: VerifyExit, sentence: str) -> NoReturn:
    click.echo(sentence)
    raise SystemExit(code)
