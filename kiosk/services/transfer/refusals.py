"""Why a line of a file is refused, and where it stands; never what is written there."""

import enum
from dataclasses import dataclass

from kiosk.catalogue.model import N_
from kiosk.texts import gettext as _


class Reason(enum.Enum):
    """Say why; the value is the sentence."""

    # Translators: kiosk data import, reason why a line of a CSV file is refused
    EMPTY = N_("valeur absente")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    NOT_WHOLE = N_("nombre entier attendu, %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    NOT_DAY = N_("date attendue, %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    NOT_MOMENT = N_("moment attendu, %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    NOT_ALLOWED = N_("valeur permise : %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    SHAPE = N_("forme attendue : %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    TOO_LONG = N_("au plus %(allowed)s caractères")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    CHARACTERS = N_("caractère interdit, ou fichier qui n’est pas en UTF-8")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    NIR = N_("NIR refusé : forme, mois, département ou clé")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    WIDTH = N_("nombre de colonnes attendu : %(allowed)s")
    # Translators: kiosk data import, reason why the first line of a CSV file is refused
    HEADER = N_("première ligne attendue : %(allowed)s")
    # Translators: kiosk data import, reason why a CSV file is refused: a quotation mark opens and does not close
    QUOTES = N_("guillemets mal fermés ; la suite du fichier n’est pas lue")
    # Translators: kiosk data import, reason why a CSV file is refused
    FIELD = N_("champ de plus de %(allowed)s caractères, ou guillemets mal fermés ; la suite du fichier n’est pas lue")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    DUPLICATE = N_("déjà donné par une autre ligne")
    # Translators: kiosk data import, reason why a line of a CSV file is refused
    TAKEN = N_("déjà pris par une ligne de la base")
    # Translators: kiosk data import, reason why a line of a CSV file is refused; allowed is the name of a table
    REFERENCE = N_("ne désigne aucune ligne de %(allowed)s")
    # Translators: kiosk data import, reason why a line of a CSV file is refused; allowed is the rule
    RULE = N_("règle non respectée : %(allowed)s")
    # Translators: kiosk data import, reason why a CSV file is refused; allowed lists the names of the files
    UNKNOWN_FILE = N_("fichier inconnu ; permis : %(allowed)s")


@dataclass(frozen=True, slots=True)
class Fault:
    """Hold why a value is refused.

    Attributes:
        allowed: what is allowed instead.
    """

    reason: Reason
    allowed: str = ""

    @property
    def sentence(self) -> str:
        """Say it in the language of the process."""
        return _(self.reason.value) % {"allowed": self.allowed}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Hold where a line is refused, and why.

    Attributes:
        file: its name, without folder.
        line: from 1, the header; of a line with line breaks inside quotation marks, the first. 0 where the whole file
            is refused, of which no line is read.
        column: its name, empty where the whole line is refused.
    """

    file: str
    line: int
    column: str
    fault: Fault

    def __str__(self) -> str:
        """Write "people.csv:12: nir: …"."""
        line = f":{self.line}" if self.line else ""
        column = f" {self.column}:" if self.column else ""
        return f"{self.file}{line}:{column} {self.fault.sentence}"
