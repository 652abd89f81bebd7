"""What a departure leads to, in words: a card in time, a provisional certificate, or nothing yet."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.domain.ehic import EhicGrant, EhicObstacle, EhicOffer, EhicPerson
from kiosk.session.preferences import TextSize
from kiosk.texts import format_date_long, format_date_short, format_day_month, ngettext
from kiosk.texts import gettext as _
from ui.terminal.names import shown_full_name
from ui.widgets.panel import PanelKind


def outcome_of(grants: list[EhicGrant], day: date | None, offer: EhicOffer) -> tuple[str, PanelKind]:
    """Say what everybody gets who was chosen, and how good that is."""
    certificates = sum(grant.has_certificate for grant in grants)
    months = {"months": offer.certificate_months}
    if certificates and not any(grant.has_card for grant in grants):
        # Translators: European card, departure soon, the card is being made already
        text = ngettext(
            "Vous pourrez imprimer un certificat provisoire, valable %(months)d mois.",
            "Vous pourrez imprimer un certificat provisoire par personne, valable %(months)d mois.",
            certificates,
        )
        return text % months, PanelKind.SURFACE
    if certificates and day is not None and offer.expected_on < day:
        # Translators: European card, departure soon after the day on which the card should arrive
        text = ngettext(
            "La carte pourrait arriver trop tard. Vous pourrez ensuite imprimer un certificat provisoire, "
            "valable %(months)d mois.",
            "Les cartes pourraient arriver trop tard. Vous pourrez ensuite imprimer un certificat provisoire par "
            "personne, valable %(months)d mois.",
            certificates,
        )
        return text % months, PanelKind.WARNING
    if certificates:
        # Translators: European card, departure too soon for the card
        text = ngettext(
            "La carte arrivera trop tard. Vous pourrez ensuite imprimer un certificat provisoire, "
            "valable %(months)d mois.",
            "Les cartes arriveront trop tard. Vous pourrez ensuite imprimer un certificat provisoire par personne, "
            "valable %(months)d mois.",
            certificates,
        )
        return text % months, PanelKind.WARNING
    expected = {"day": format_day_month(offer.expected_on)}
    if day is None:
        # Translators: European card, the day of departure is not known; the day comes in on which the card arrives
        text = _("Carte attendue vers le %(day)s. Départ avant ? Revenez chercher un certificat provisoire.")
        return text % expected, PanelKind.SURFACE
    if day <= offer.expected_on:
        # Translators: European card, departure so far off that no certificate is made now, but before the card arrives
        text = _(
            "Carte attendue vers le %(day)s : trop tard. Revenez peu avant le départ chercher un certificat provisoire."
        )
        return text % expected, PanelKind.WARNING
    # Translators: European card, departure late enough; the day comes in on which the card arrives, "4 décembre"
    return _("Carte attendue vers le %(day)s, avant votre départ.") % expected, PanelKind.SUCCESS


def nothing_for_whom(person: EhicPerson, day: date | None, offer: EhicOffer, size: TextSize) -> str:
    """Say why somebody who was chosen gets nothing on this day."""
    name = {"name": shown_full_name(person.first_name, "", size)}
    end = person.rights_until
    if end is not None and rights_end(person, day):
        # Translators: European card, rights of a person end before the departure; first name and last day come in
        text = _("%(name)s : droits jusqu’au %(end)s. Indiquez un départ avant, ou retirez ce nom.")
        return text % {**name, "end": format_date_short(end)}
    # Translators: European card, a person whose card is being made; the first name and a number of days come in
    text = _("%(name)s : carte déjà commandée. Certificat seulement %(days)d jours avant le départ. Retirez ce nom.")
    return text % {**name, "days": offer.too_near_days - 1}


def rights_end(person: EhicPerson, day: date | None) -> bool:
    """Say whether the rights of a person end too soon, for a card or for the departure."""
    end = person.rights_until
    ends_before = end is not None and day is not None and end < day
    return ends_before or person.obstacle is EhicObstacle.RIGHTS_ENDING


def too_early(count: int, day: date | None, today: date, offer: EhicOffer) -> str:
    """Say when to come back where all who were chosen wait for a card that was ordered before."""
    days = {"days": offer.too_near_days - 1}
    if day is None:
        # Translators: European card, cards ordered before, the day of departure is not known; a number of days comes in
        text = ngettext(
            "Carte déjà commandée. Certificat seulement %(days)d jours avant le départ : revenez alors.",
            "Cartes déjà commandées. Certificats seulement %(days)d jours avant le départ : revenez alors.",
            count,
        )
        return text % days
    first = day - timedelta(days=offer.too_near_days - 1)
    # The departure may be a year off: a day of this year needs no year.
    back_on = format_day_month(first) if first.year == today.year else format_date_long(first)
    # Translators: European card, cards ordered before, departure later; a number of days and a day, "3 décembre"
    text = ngettext(
        "Carte déjà commandée. Certificat seulement %(days)d jours avant le départ. Revenez à partir du %(day)s.",
        "Cartes déjà commandées. Certificats seulement %(days)d jours avant le départ. Revenez à partir du %(day)s.",
        count,
    )
    return text % {**days, "day": back_on}
