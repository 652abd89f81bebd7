"""Say why a file cannot be used, in the language of the command line: the system would say it in its own."""

import errno

from kiosk.catalogue.model import N_
from kiosk.texts import gettext as _

_REASONS = {
    # Translators: command line, why a file cannot be read or written
    errno.ENOENT: N_("introuvable"),
    # Translators: command line, why a file cannot be read or written
    errno.EACCES: N_("accès refusé"),
    # Translators: command line, why a file cannot be read or written
    errno.EPERM: N_("accès refusé"),
    # Translators: command line, why a file cannot be read or written
    errno.EISDIR: N_("c’est un dossier"),
    # Translators: command line, why a file cannot be read or written
    errno.ENOTDIR: N_("un fichier est à la place d’un dossier"),
    # Translators: command line, why a file cannot be read or written
    errno.EEXIST: N_("existe déjà"),
    # Translators: command line, why a file cannot be read or written
    errno.ENOSPC: N_("disque plein"),
    # Translators: command line, why a file cannot be read or written
    errno.EDQUOT: N_("disque plein"),
    # Translators: command line, why a file cannot be read or written
    errno.EFBIG: N_("fichier trop grand"),
    # Translators: command line, why a file cannot be read or written
    errno.EIO: N_("erreur du disque"),
    # Translators: command line, why a file cannot be read or written
    errno.EROFS: N_("disque en lecture seule"),
    # Translators: command line, why a printer cannot be simulated: another program listens at this address
    errno.EADDRINUSE: N_("adresse déjà prise"),
}


def reason_of(error: OSError) -> str:
    """Say which file, where the error names one, and why."""
    if error.errno in _REASONS:
        reason = _(_REASONS[error.errno])
    else:
        reason = error.strerror or str(error) or type(error).__name__
    if not isinstance(error.filename, str | bytes):
        return reason
    # Translators: command line, a file and why it cannot be read or written
    return _("%(file)s : %(reason)s") % {"file": _text(error.filename), "reason": reason}


def _text(name: str | bytes) -> str:
    return name if isinstance(name, str) else name.decode("utf-8", "replace")
