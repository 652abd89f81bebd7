"""What is done elsewhere than at the terminal, and where: the content of "Autres démarches".

Source of the facts: seeds/cpam-paris-reception-points.txt, in other words.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.terminal.hours import hours_text
from ui.terminal.screen import ScreenContext


@dataclass(frozen=True, slots=True)
class Procedure:
    """Hold one answer to "where do I go for this?".

    Attributes:
        title: the place or the case.
        sentences: short, one thing each.
        is_list: whether the sentences are things to bring, shown with a dot.
    """

    icon: Icon
    title: str
    sentences: tuple[str, ...]
    is_list: bool = False


def procedures(context: ScreenContext) -> tuple[Procedure, ...]:
    """Give the answers, those that most people need first."""
    return (
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.ADVISER,
            _("Voir un conseiller, sans rendez-vous"),
            (
                _("Compléter un dossier, déposer un document, comprendre un courrier, faire une réclamation."),
                f"{hours_text(context)}.",
            ),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.HOUSE,
            _("Chez vous, avec le compte ameli"),
            (
                _("Tout ce que fait cette borne, sauf la mise à jour de la carte Vitale."),
                _("Et bien d’autres démarches."),
            ),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.CLOCK,
            _("Voir un conseiller, sur rendez-vous"),
            (_("Pour une situation plus complexe, dans un bureau fermé."),),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.BRING,
            _("Les documents à apporter"),
            (
                _("votre carte Vitale, ou votre numéro de sécurité sociale"),
                _("une pièce d’identité originale, avec une photo ressemblante"),
                _("un RIB récent, avec l’IBAN"),
                _("les références de vos échanges avec la caisse"),
                _("le courrier reçu, et les copies qu’il demande"),
            ),
            is_list=True,
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.CERTIFICATE,
            _("Sur chaque copie"),
            (_("Écrivez votre numéro de sécurité sociale : votre demande ira plus vite."),),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.PEOPLE,
            _("Pour une autre personne"),
            (_("Apportez sa procuration écrite. Sans elle, le conseiller ne peut rien vous dire de son dossier."),),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.COMPUTER,
            _("Sur les ordinateurs de l’accueil"),
            (
                _("Le compte ameli et les sites d’autres organismes publics."),
                _("Fermez votre session avant de partir."),
            ),
        ),
        # Translators: other procedures, an answer: title and sentences
        Procedure(
            Icon.ENVELOPE,
            _("Par courrier"),
            (
                _("Une seule adresse, aussi pour les feuilles de soins :"),
                f"{context.organisation}, {context.address}",
            ),
        ),
    )
