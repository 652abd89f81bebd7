"""Which European card a person has, or why none can be ordered, in words."""

from __future__ import annotations

from kiosk.domain.ehic import EhicObstacle, EhicPerson
from kiosk.texts import format_date_short
from kiosk.texts import gettext as _


def situation_of(person: EhicPerson) -> str:
    """Say which card a person has, or why none can be ordered."""
    valid_until = "" if person.valid_until is None else format_date_short(person.valid_until)
    match person.obstacle:
        case EhicObstacle.VALID_CARD:
            # Translators: European card, a person whose card is valid too long; the last day comes in
            valid = _("Carte valable jusqu’au %(end)s.") % {"end": valid_until}
            renewable_on = person.renewable_on or person.valid_until
            renewable = "" if renewable_on is None else format_date_short(renewable_on)
            # Translators: European card, from when the next card can be ordered
            return f"{valid} " + _("Nouvelle commande possible dès le %(date)s.") % {"date": renewable}
        case EhicObstacle.ORDER_PENDING:
            ordered_on = "" if person.ordered_on is None else format_date_short(person.ordered_on)
            # Translators: European card, a person whose card is being made; the day of the order comes in
            pending = _("Déjà commandée le %(date)s, en cours de fabrication.") % {"date": ordered_on}
            return f"{pending} {_certificate_possible()}"
        case EhicObstacle.RIGHTS_ENDING:
            rights_until = "" if person.rights_until is None else format_date_short(person.rights_until)
            # Translators: European card, rights of a person end before the card would arrive; their last day comes in
            ending = _("Droits jusqu’au %(end)s : la carte arriverait trop tard.") % {"end": rights_until}
            return f"{ending} {_certificate_possible()}"
        case EhicObstacle.NO_RIGHTS:
            # Translators: European card, a person without rights
            return _("Droits non ouverts aujourd’hui : pas de carte possible.")
        case None if valid_until:
            # Translators: European card, a person whose card ends soon; its last day comes in
            return _("Carte actuelle valable jusqu’au %(end)s") % {"end": valid_until}
        case None:
            # Translators: European card, a person who has none
            return _("Pas de carte")


def _certificate_possible() -> str:
    # Translators: European card, a person who cannot order one but can have a provisional certificate
    return _("Départ proche ? Un certificat provisoire est possible.")
