"""Expected failures. Written from failures.toml by `make docs`: change that page, not this module."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.catalogue.model import N_, Failure, Picture, Severity


class FailureCode(StrEnum):
    """Name each expected failure; the value is the code that a person reads out."""

    PCSCD_DOWN = "CARTE-01"
    PCSCD_HUNG = "CARTE-02"
    READER_MISSING = "CARTE-03"
    READER_UNPLUGGED = "CARTE-04"
    READER_BUSY = "CARTE-05"
    CARD_UNPOWERED = "CARTE-06"
    CARD_PROTOCOL = "CARTE-07"
    CARD_REMOVED = "CARTE-08"
    CARD_SWAPPED = "CARTE-09"
    CARD_COMM = "CARTE-10"
    CARD_DEADLINE = "CARTE-11"
    CARD_MUTE = "CARTE-12"
    NOT_A_VITALE = "CARTE-13"
    CPS_INSERTED = "CARTE-14"
    VITALE1 = "CARTE-15"
    CARD_UNREADABLE = "CARTE-16"
    CARD_MALFORMED = "CARTE-17"
    CARD_EMPTY = "CARTE-18"
    CARD_COUNT_MISMATCH = "CARTE-19"
    NIR_MISSING = "CARTE-20"
    NIR_KEY_WRONG = "CARTE-21"
    TOO_MANY_PERSONS = "CARTE-22"
    TEST_CARD = "CARTE-23"
    PRINTER_MISSING = "IMPR-01"
    PRINTER_OFFLINE = "IMPR-02"
    PAPER_OUT = "IMPR-03"
    PAPER_NEAR_END = "IMPR-04"
    COVER_OPEN = "IMPR-05"
    CUTTER_JAM = "IMPR-06"
    PAPER_JAM = "IMPR-07"
    HEAD_HOT = "IMPR-08"
    PRINTER_FAULT = "IMPR-09"
    PRINTER_NONSENSE = "IMPR-10"
    PRINT_UNKNOWN = "IMPR-11"
    PRINT_REFUSED = "IMPR-12"
    SERVICE_UNAVAILABLE = "SERV-01"
    SERVICE_REFUSED = "SERV-02"
    SMS_NOT_SENT = "SERV-03"
    UPDATE_UNAVAILABLE = "SERV-04"
    UPDATE_NOT_CONNECTED = "SERV-05"
    UPDATE_UNFINISHED = "SERV-06"
    DATABASE_MISSING = "BASE-01"
    DATABASE_DAMAGED = "BASE-02"
    DATABASE_NEWER = "BASE-03"
    DATABASE_READ_ONLY = "BASE-04"
    DISK_FULL = "BASE-05"
    CLOCK_BEHIND = "BASE-06"
    SETTINGS_INVALID = "REGL-01"
    SECRETS_MISSING = "REGL-02"
    CRASHED = "BORNE-01"
    CRASH_LOOP = "BORNE-02"


FAILURES: Final[Mapping[FailureCode, Failure]] = MappingProxyType(
    {
        FailureCode.PCSCD_DOWN: Failure(
            code="CARTE-01",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.READER,
            # Translators: failure CARTE-01, title on the screen
            person_title=N_("Le lecteur de carte ne répond pas"),
            # Translators: failure CARTE-01, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil, ou revenez un peu plus tard."),
            # Translators: failure CARTE-01, for the technician
            technician=N_("Le service pcscd est arrêté ou son socket a disparu (0x8010001D). Le démarrer ; la borne reprend d’elle-même."),
        ),
        FailureCode.PCSCD_HUNG: Failure(
            code="CARTE-02",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.READER,
            # Translators: failure CARTE-02, title on the screen
            person_title=N_("Le lecteur de carte ne répond pas"),
            # Translators: failure CARTE-02, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil, ou revenez un peu plus tard."),
            # Translators: failure CARTE-02, for the technician
            technician=N_("pcscd ou le pilote du lecteur est figé : le processus de lecture n’a plus donné signe de vie et a été relancé. Si cela continue, redémarrer pcscd et rebrancher le lecteur."),
        ),
        FailureCode.READER_MISSING: Failure(
            code="CARTE-03",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.READER,
            # Translators: failure CARTE-03, title on the screen
            person_title=N_("Le lecteur de carte est absent"),
            # Translators: failure CARTE-03, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure CARTE-03, for the technician
            technician=N_("pcscd ne voit aucun lecteur, ou aucun dont le nom contient [reader] name. Vérifier le câble USB, lsusb et le réglage."),
        ),
        FailureCode.READER_UNPLUGGED: Failure(
            code="CARTE-04",
            severity=Severity.VISIT_ENDS,
            picture=Picture.READER,
            # Translators: failure CARTE-04, title on the screen
            person_title=N_("Le lecteur de carte s’est arrêté"),
            # Translators: failure CARTE-04, what the person does next
            person_action=N_("Reprenez votre carte et adressez-vous à un conseiller de l’accueil."),
            # Translators: failure CARTE-04, for the technician
            technician=N_("Le lecteur a été débranché ou n’est plus alimenté pendant une visite (0x80100017 ou état UNAVAILABLE). Vérifier le câble et le port USB."),
        ),
        FailureCode.READER_BUSY: Failure(
            code="CARTE-05",
            severity=Severity.RECOVERABLE,
            picture=Picture.READER,
            # Translators: failure CARTE-05, title on the screen
            person_title=N_("Le lecteur de carte est occupé"),
            # Translators: failure CARTE-05, what the person does next
            person_action=N_("Retirez votre carte, attendez quelques secondes, puis insérez-la de nouveau."),
            # Translators: failure CARTE-05, for the technician
            technician=N_("Un autre programme tient la carte en accès exclusif (0x8010000B). Fermer les autres logiciels qui utilisent le lecteur."),
        ),
        FailureCode.CARD_UNPOWERED: Failure(
            code="CARTE-06",
            severity=Severity.RECOVERABLE,
            picture=Picture.INSERT_AGAIN,
            # Translators: failure CARTE-06, title on the screen
            person_title=N_("La carte n’est pas bien en place"),
            # Translators: failure CARTE-06, what the person does next
            person_action=N_("Retirez-la, puis insérez-la de nouveau jusqu’au bout."),
            # Translators: failure CARTE-06, for the technician
            technician=N_("La carte n’est plus alimentée après plusieurs remises sous tension (0x80100067). Nettoyer les contacts du lecteur."),
        ),
        FailureCode.CARD_PROTOCOL: Failure(
            code="CARTE-07",
            severity=Severity.RECOVERABLE,
            picture=Picture.WRONG_CARD,
            # Translators: failure CARTE-07, title on the screen
            person_title=N_("Cette carte n’est pas reconnue"),
            # Translators: failure CARTE-07, what the person does next
            person_action=N_("Retirez-la et insérez une carte Vitale."),
            # Translators: failure CARTE-07, for the technician
            technician=N_("La carte refuse le protocole T=0 (0x8010000F) ou son ATR est incohérent. Essayer une autre carte."),
        ),
        FailureCode.CARD_REMOVED: Failure(
            code="CARTE-08",
            severity=Severity.VISIT_ENDS,
            picture=Picture.INSERT_AGAIN,
            # Translators: failure CARTE-08, title on the screen
            person_title=N_("La carte a été retirée trop tôt"),
            # Translators: failure CARTE-08, what the person does next
            person_action=N_("Insérez-la de nouveau et laissez-la jusqu’à la fin."),
            # Translators: failure CARTE-08, for the technician
            technician=N_("Carte retirée pendant la lecture (0x80100069, ou échec d’échange suivi d’un retrait). Rien à faire si cela reste rare."),
        ),
        FailureCode.CARD_SWAPPED: Failure(
            code="CARTE-09",
            severity=Severity.VISIT_ENDS,
            picture=Picture.INSERT_AGAIN,
            # Translators: failure CARTE-09, title on the screen
            person_title=N_("La carte a changé pendant la lecture"),
            # Translators: failure CARTE-09, what the person does next
            person_action=N_("Retirez-la, attendez une seconde, puis insérez-la de nouveau."),
            # Translators: failure CARTE-09, for the technician
            technician=N_("Le compteur d’événements du lecteur a changé pendant la lecture : carte échangée, ou mauvais contact."),
        ),
        FailureCode.CARD_COMM: Failure(
            code="CARTE-10",
            severity=Severity.RECOVERABLE,
            picture=Picture.INSERT_AGAIN,
            # Translators: failure CARTE-10, title on the screen
            person_title=N_("La carte n’a pas pu être lue"),
            # Translators: failure CARTE-10, what the person does next
            person_action=N_("Retirez-la, essuyez la puce, puis insérez-la de nouveau."),
            # Translators: failure CARTE-10, for the technician
            technician=N_("Échanges en échec après les reprises (0x8010002F, 0x80100016 ou réponse de moins de 2 octets). Nettoyer le lecteur ; essayer une autre carte."),
        ),
        FailureCode.CARD_DEADLINE: Failure(
            code="CARTE-11",
            severity=Severity.RECOVERABLE,
            picture=Picture.INSERT_AGAIN,
            # Translators: failure CARTE-11, title on the screen
            person_title=N_("La lecture de la carte a pris trop de temps"),
            # Translators: failure CARTE-11, what the person does next
            person_action=N_("Retirez-la, puis insérez-la de nouveau."),
            # Translators: failure CARTE-11, for the technician
            technician=N_("La lecture a dépassé son délai ; le processus de lecture a été relancé. Vérifier le lecteur et la charge de la machine."),
        ),
        FailureCode.CARD_MUTE: Failure(
            code="CARTE-12",
            severity=Severity.RECOVERABLE,
            picture=Picture.TURN_CARD,
            # Translators: failure CARTE-12, title on the screen
            person_title=N_("La carte est à l’envers"),
            # Translators: failure CARTE-12, what the person does next
            person_action=N_("Retirez-la, puis insérez-la avec la puce vers l’avant et vers le haut."),
            # Translators: failure CARTE-12, for the technician
            technician=N_("La carte ne répond pas à la mise sous tension (état MUTE) : retournée, puce usée ou ATR trop long."),
        ),
        FailureCode.NOT_A_VITALE: Failure(
            code="CARTE-13",
            severity=Severity.RECOVERABLE,
            picture=Picture.WRONG_CARD,
            # Translators: failure CARTE-13, title on the screen
            person_title=N_("Ce n’est pas une carte Vitale"),
            # Translators: failure CARTE-13, what the person does next
            person_action=N_("Retirez-la et insérez votre carte Vitale, verte avec photo."),
            # Translators: failure CARTE-13, for the technician
            technician=N_("ATR inconnu, ou application Vitale absente (carte bancaire ou autre)."),
        ),
        FailureCode.CPS_INSERTED: Failure(
            code="CARTE-14",
            severity=Severity.RECOVERABLE,
            picture=Picture.PROFESSIONAL_CARD,
            # Translators: failure CARTE-14, title on the screen
            person_title=N_("C’est une carte de professionnel de santé"),
            # Translators: failure CARTE-14, what the person does next
            person_action=N_("Retirez-la et insérez une carte Vitale."),
            # Translators: failure CARTE-14, for the technician
            technician=N_("ATR d’une carte CPS."),
        ),
        FailureCode.VITALE1: Failure(
            code="CARTE-15",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-15, title on the screen
            person_title=N_("Cette carte Vitale est d’un ancien modèle"),
            # Translators: failure CARTE-15, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil, qui pourra la faire remplacer."),
            # Translators: failure CARTE-15, for the technician
            technician=N_("ATR d’une carte Vitale 1 : reconnue, jamais lue (aucune description publique de son contenu)."),
        ),
        FailureCode.CARD_UNREADABLE: Failure(
            code="CARTE-16",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-16, title on the screen
            person_title=N_("Votre carte ne peut pas être lue"),
            # Translators: failure CARTE-16, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-16, for the technician
            technician=N_("La carte refuse un fichier attendu (mots d’état 69xx ou 6Axx, voir le journal)."),
        ),
        FailureCode.CARD_MALFORMED: Failure(
            code="CARTE-17",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-17, title on the screen
            person_title=N_("Votre carte ne peut pas être lue"),
            # Translators: failure CARTE-17, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-17, for the technician
            technician=N_("Contenu TLV tronqué, trop long ou incohérent."),
        ),
        FailureCode.CARD_EMPTY: Failure(
            code="CARTE-18",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-18, title on the screen
            person_title=N_("Votre carte ne contient aucune information"),
            # Translators: failure CARTE-18, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-18, for the technician
            technician=N_("Fichier d’identité vide : carte non personnalisée ou effacée."),
        ),
        FailureCode.CARD_COUNT_MISMATCH: Failure(
            code="CARTE-19",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-19, title on the screen
            person_title=N_("Les informations de votre carte ne concordent pas"),
            # Translators: failure CARTE-19, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-19, for the technician
            technician=N_("Le fichier des identités et celui des NIR n’ont pas le même nombre de personnes : rien n’est deviné."),
        ),
        FailureCode.NIR_MISSING: Failure(
            code="CARTE-20",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-20, title on the screen
            person_title=N_("Votre carte ne porte pas de numéro de sécurité sociale"),
            # Translators: failure CARTE-20, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-20, for the technician
            technician=N_("Aucun NIR pour le titulaire de la carte."),
        ),
        FailureCode.NIR_KEY_WRONG: Failure(
            code="CARTE-21",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-21, title on the screen
            person_title=N_("Les informations de votre carte ne concordent pas"),
            # Translators: failure CARTE-21, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-21, for the technician
            technician=N_("La clé du NIR du titulaire est fausse."),
        ),
        FailureCode.TOO_MANY_PERSONS: Failure(
            code="CARTE-22",
            severity=Severity.VISIT_ENDS,
            picture=Picture.ADVISER,
            # Translators: failure CARTE-22, title on the screen
            person_title=N_("Votre carte ne peut pas être lue"),
            # Translators: failure CARTE-22, what the person does next
            person_action=N_("Reprenez-la et présentez-la à un conseiller de l’accueil."),
            # Translators: failure CARTE-22, for the technician
            technician=N_("Plus de personnes ou d’octets que ce qu’une carte peut porter."),
        ),
        FailureCode.TEST_CARD: Failure(
            code="CARTE-23",
            severity=Severity.VISIT_ENDS,
            picture=Picture.WRONG_CARD,
            # Translators: failure CARTE-23, title on the screen
            person_title=N_("C’est une carte d’essai"),
            # Translators: failure CARTE-23, what the person does next
            person_action=N_("Reprenez-la et insérez une carte Vitale."),
            # Translators: failure CARTE-23, for the technician
            technician=N_("Carte d’essai ou de démonstration sur une borne en production."),
        ),
        FailureCode.PRINTER_MISSING: Failure(
            code="IMPR-01",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.PRINTER,
            # Translators: failure IMPR-01, title on the screen
            person_title=N_("L’imprimante est absente"),
            # Translators: failure IMPR-01, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure IMPR-01, for the technician
            technician=N_("Aucune liaison avec l’imprimante à l’adresse [printer] url. Vérifier l’alimentation, le câble et le réglage."),
        ),
        FailureCode.PRINTER_OFFLINE: Failure(
            code="IMPR-02",
            severity=Severity.RECOVERABLE,
            picture=Picture.PRINTER,
            # Translators: failure IMPR-02, title on the screen
            person_title=N_("L’imprimante est en pause"),
            # Translators: failure IMPR-02, what the person does next
            person_action=N_("Patientez un instant ou appelez un conseiller. L’impression reprendra d’elle-même."),
            # Translators: failure IMPR-02, for the technician
            technician=N_("L’imprimante se dit hors ligne sans cause précise (touche d’avance, attente de reprise)."),
        ),
        FailureCode.PAPER_OUT: Failure(
            code="IMPR-03",
            severity=Severity.RECOVERABLE,
            picture=Picture.PAPER,
            # Translators: failure IMPR-03, title on the screen
            person_title=N_("Il n’y a plus de papier"),
            # Translators: failure IMPR-03, what the person does next
            person_action=N_("Appelez un conseiller : l’impression reprendra dès que le rouleau sera remplacé."),
            # Translators: failure IMPR-03, for the technician
            technician=N_("Fin de papier. Mettre un rouleau ; l’imprimante reprend le ticket en cours d’elle-même, ne rien relancer. Si la personne est partie, la bande qui dépasse ou qui tombe porte ses données : la détruire."),
        ),
        FailureCode.PAPER_NEAR_END: Failure(
            code="IMPR-04",
            severity=Severity.RECOVERABLE,
            picture=Picture.PAPER,
            # Translators: failure IMPR-04, title on the screen
            person_title=N_("Il ne reste pas assez de papier"),
            # Translators: failure IMPR-04, what the person does next
            person_action=N_("Le rouleau est trop court pour ce document. Appelez un conseiller."),
            # Translators: failure IMPR-04, for the technician
            technician=N_("Fin de rouleau proche : il reste moins de papier que le document n’en demande, rien n’a été envoyé. Mettre un rouleau."),
        ),
        FailureCode.COVER_OPEN: Failure(
            code="IMPR-05",
            severity=Severity.RECOVERABLE,
            picture=Picture.COVER,
            # Translators: failure IMPR-05, title on the screen
            person_title=N_("Le capot de l’imprimante est ouvert"),
            # Translators: failure IMPR-05, what the person does next
            person_action=N_("Appelez un conseiller : l’impression reprendra dès que le capot sera fermé."),
            # Translators: failure IMPR-05, for the technician
            technician=N_("Capot ouvert. Le refermer ; l’imprimante reprend d’elle-même."),
        ),
        FailureCode.CUTTER_JAM: Failure(
            code="IMPR-06",
            severity=Severity.RECOVERABLE,
            picture=Picture.CUTTER,
            # Translators: failure IMPR-06, title on the screen
            person_title=N_("Le ticket est coincé à la sortie"),
            # Translators: failure IMPR-06, what the person does next
            person_action=N_("Ne tirez pas sur le papier. Appelez un conseiller."),
            # Translators: failure IMPR-06, for the technician
            technician=N_("Massicot bloqué. Dégager le papier, refermer le capot. Détruire ce qui est retiré : il porte les données d’une personne."),
        ),
        FailureCode.PAPER_JAM: Failure(
            code="IMPR-07",
            severity=Severity.RECOVERABLE,
            picture=Picture.CUTTER,
            # Translators: failure IMPR-07, title on the screen
            person_title=N_("Le papier est coincé"),
            # Translators: failure IMPR-07, what the person does next
            person_action=N_("Ne tirez pas sur le papier. Appelez un conseiller."),
            # Translators: failure IMPR-07, for the technician
            technician=N_("Bourrage dans l’imprimante ou le présentateur. Dégager le papier. Détruire ce qui est retiré : il porte les données d’une personne."),
        ),
        FailureCode.HEAD_HOT: Failure(
            code="IMPR-08",
            severity=Severity.RECOVERABLE,
            picture=Picture.HEAT,
            # Translators: failure IMPR-08, title on the screen
            person_title=N_("L’imprimante refroidit"),
            # Translators: failure IMPR-08, what the person does next
            person_action=N_("Patientez une minute : l’impression reprendra d’elle-même."),
            # Translators: failure IMPR-08, for the technician
            technician=N_("Tête d’impression trop chaude ; elle reprend d’elle-même une fois refroidie."),
        ),
        FailureCode.PRINTER_FAULT: Failure(
            code="IMPR-09",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.PRINTER,
            # Translators: failure IMPR-09, title on the screen
            person_title=N_("L’imprimante est en panne"),
            # Translators: failure IMPR-09, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure IMPR-09, for the technician
            technician=N_("Erreur que l’imprimante déclare irrécupérable. L’éteindre, la rallumer ; sinon la remplacer."),
        ),
        FailureCode.PRINTER_NONSENSE: Failure(
            code="IMPR-10",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.PRINTER,
            # Translators: failure IMPR-10, title on the screen
            person_title=N_("L’imprimante ne répond pas comme prévu"),
            # Translators: failure IMPR-10, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure IMPR-10, for the technician
            technician=N_("Réponses qui ne sont d’aucun format connu. Vérifier [printer] dialect et profile, la vitesse de la ligne série, et que l’adresse est bien celle d’une imprimante."),
        ),
        FailureCode.PRINT_UNKNOWN: Failure(
            code="IMPR-11",
            severity=Severity.RECOVERABLE,
            picture=Picture.PAPER,
            # Translators: failure IMPR-11, title on the screen
            person_title=N_("Le ticket est peut-être incomplet"),
            # Translators: failure IMPR-11, what the person does next
            person_action=N_("Regardez le papier sorti. S’il manque quelque chose, demandez un duplicata."),
            # Translators: failure IMPR-11, for the technician
            technician=N_("Liaison perdue ou imprimante éteinte après le premier octet : le sort du ticket est inconnu. Il n’est jamais réimprimé sans demande."),
        ),
        FailureCode.PRINT_REFUSED: Failure(
            code="IMPR-12",
            severity=Severity.RECOVERABLE,
            picture=Picture.PRINTER,
            # Translators: failure IMPR-12, title on the screen
            person_title=N_("L’impression n’a pas commencé"),
            # Translators: failure IMPR-12, what the person does next
            person_action=N_("Essayez de nouveau, ou appelez un conseiller."),
            # Translators: failure IMPR-12, for the technician
            technician=N_("Ticket refusé avant le premier octet (imprimante déjà en défaut, ou pas assez de papier)."),
        ),
        FailureCode.SERVICE_UNAVAILABLE: Failure(
            code="SERV-01",
            severity=Severity.VISIT_ENDS,
            picture=Picture.SERVICE,
            # Translators: failure SERV-01, title on the screen
            person_title=N_("Le service est momentanément indisponible"),
            # Translators: failure SERV-01, what the person does next
            person_action=N_("Reprenez votre carte et réessayez dans quelques minutes, ou adressez-vous à un conseiller."),
            # Translators: failure SERV-01, for the technician
            technician=N_("Un autre programme tient la base de données depuis plusieurs secondes (copie, outil ouvert sur kiosk.db). Le fermer ; la ligne SERVICE_FAILED du journal dit quelle demande a échoué."),
        ),
        FailureCode.SERVICE_REFUSED: Failure(
            code="SERV-02",
            severity=Severity.VISIT_ENDS,
            picture=Picture.SERVICE,
            # Translators: failure SERV-02, title on the screen
            person_title=N_("Cette demande n’a pas pu être traitée"),
            # Translators: failure SERV-02, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure SERV-02, for the technician
            technician=N_("Le service a refusé la demande : jeton de visite expiré, ou terminal inconnu."),
        ),
        FailureCode.SMS_NOT_SENT: Failure(
            code="SERV-03",
            severity=Severity.RECOVERABLE,
            picture=Picture.SMS,
            # Translators: failure SERV-03, title on the screen
            person_title=N_("Le SMS n’a pas pu être envoyé"),
            # Translators: failure SERV-03, what the person does next
            person_action=N_("Réessayez dans quelques minutes, ou adressez-vous à un conseiller."),
            # Translators: failure SERV-03, for the technician
            technician=N_("Aucun opérateur n’est raccordé par [sms] url, ou il a refusé ou n’a pas accusé réception."),
        ),
        FailureCode.UPDATE_UNAVAILABLE: Failure(
            code="SERV-04",
            severity=Severity.RECOVERABLE,
            picture=Picture.SERVICE,
            # Translators: failure SERV-04, title on the screen
            person_title=N_("La mise à jour des cartes ne répond pas"),
            # Translators: failure SERV-04, what the person does next
            person_action=N_("Réessayez dans quelques minutes, ou adressez-vous à un conseiller."),
            # Translators: failure SERV-04, for the technician
            technician=N_("Le serveur de mise à jour des cartes ne répond pas, ou il a perdu la session en cours. Une mise à jour interrompue reprend où la carte s’est arrêtée."),
        ),
        FailureCode.UPDATE_NOT_CONNECTED: Failure(
            code="SERV-05",
            severity=Severity.RECOVERABLE,
            picture=Picture.SERVICE,
            # Translators: failure SERV-05, title on the screen
            person_title=N_("La mise à jour des cartes n’est pas possible ici"),
            # Translators: failure SERV-05, what the person does next
            person_action=N_("Demandez à un conseiller où mettre votre carte à jour."),
            # Translators: failure SERV-05, for the technician
            technician=N_("Aucun serveur de mise à jour n’est raccordé à cette borne. La ligne n’est proposée qu’avec les simulateurs ([terminal] simulators)."),
        ),
        FailureCode.UPDATE_UNFINISHED: Failure(
            code="SERV-06",
            severity=Severity.RECOVERABLE,
            picture=Picture.SERVICE,
            # Translators: failure SERV-06, title on the screen
            person_title=N_("La mise à jour n’est pas terminée"),
            # Translators: failure SERV-06, what the person does next
            person_action=N_("Essayez de nouveau, ou adressez-vous à un conseiller."),
            # Translators: failure SERV-06, for the technician
            technician=N_("La carte a mal répondu pendant ou après la validation de l’écriture : elle porte l’ancien contenu ou le nouveau. À l’essai suivant, même un autre jour, elle est relue et la mise à jour se termine."),
        ),
        FailureCode.DATABASE_MISSING: Failure(
            code="BASE-01",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.DATABASE,
            # Translators: failure BASE-01, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-01, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-01, for the technician
            technician=N_("Base introuvable à l’adresse [database] url. La remettre depuis la dernière sauvegarde ; pour des données fictives : kiosk data generate."),
        ),
        FailureCode.DATABASE_DAMAGED: Failure(
            code="BASE-02",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.DATABASE,
            # Translators: failure BASE-02, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-02, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-02, for the technician
            technician=N_("Base illisible ou contrôle d’intégrité en échec. La remettre depuis la dernière sauvegarde, borne arrêtée, comme le dit docs/data.md."),
        ),
        FailureCode.DATABASE_NEWER: Failure(
            code="BASE-03",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.DATABASE,
            # Translators: failure BASE-03, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-03, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-03, for the technician
            technician=N_("La base a été écrite par une version plus récente. Mettre la borne à jour ; la base n’est pas modifiée."),
        ),
        FailureCode.DATABASE_READ_ONLY: Failure(
            code="BASE-04",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.DATABASE,
            # Translators: failure BASE-04, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-04, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-04, for the technician
            technician=N_("Écriture refusée dans la base. Vérifier le propriétaire et les droits du fichier et de son dossier, et que le disque n’est pas monté en lecture seule."),
        ),
        FailureCode.DISK_FULL: Failure(
            code="BASE-05",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.DISK,
            # Translators: failure BASE-05, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-05, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-05, for the technician
            technician=N_("Disque plein. Libérer de la place : la borne reprend d’elle-même."),
        ),
        FailureCode.CLOCK_BEHIND: Failure(
            code="BASE-06",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.CLOCK,
            # Translators: failure BASE-06, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BASE-06, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BASE-06, for the technician
            technician=N_("L’horloge est en retard sur le dernier enregistrement de la base. La mettre à l’heure (timedatectl) : les documents seraient mal datés."),
        ),
        FailureCode.SETTINGS_INVALID: Failure(
            code="REGL-01",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.SETTINGS,
            # Translators: failure REGL-01, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure REGL-01, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure REGL-01, for the technician
            technician=N_("Réglages refusés : la ligne affichée au démarrage nomme le fichier, la clé et ce qui est permis."),
        ),
        FailureCode.SECRETS_MISSING: Failure(
            code="REGL-02",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.SETTINGS,
            # Translators: failure REGL-02, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure REGL-02, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure REGL-02, for the technician
            technician=N_("Un secret manque dans [secrets] dir ou $CREDENTIALS_DIRECTORY, ou il est lisible par d’autres (mode 0600 attendu)."),
        ),
        FailureCode.CRASHED: Failure(
            code="BORNE-01",
            severity=Severity.VISIT_ENDS,
            picture=Picture.RESTART,
            # Translators: failure BORNE-01, title on the screen
            person_title=N_("La borne redémarre"),
            # Translators: failure BORNE-01, what the person does next
            person_action=N_("Reprenez votre carte. Vous pourrez recommencer dans quelques secondes."),
            # Translators: failure BORNE-01, for the technician
            technician=N_("Le programme de l’écran s’est arrêté ou figé ; le superviseur le relance. La trace est dans le journal."),
        ),
        FailureCode.CRASH_LOOP: Failure(
            code="BORNE-02",
            severity=Severity.OUT_OF_SERVICE,
            picture=Picture.RESTART,
            # Translators: failure BORNE-02, title on the screen
            person_title=N_("Cette borne est momentanément hors service"),
            # Translators: failure BORNE-02, what the person does next
            person_action=N_("Adressez-vous à un conseiller de l’accueil."),
            # Translators: failure BORNE-02, for the technician
            technician=N_("Trois arrêts du programme de l’écran en 60 s. Lire le journal, puis redémarrer le service."),
        ),
    }
)
"""Each failure by its code."""
