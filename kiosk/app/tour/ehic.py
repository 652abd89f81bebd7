"""The tour of the European card."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import format_date_weekday, format_month_name
from kiosk.texts import gettext as _

_SOON = timedelta(days=6)


def play_ehic(guide: Guide) -> None:
    """Refuse a person whose card is valid; then order for two, one of whom leaves too soon for the card."""
    stage = guide.stage
    guide.identify("ehic-valid", "90361728")
    stage.press(_("Carte européenne (CEAM)"))
    guide.reach(at.ChoosingEhic, "ehic-valid", _("Carte encore valable"), _has_offer)
    guide.leave()
    guide.identify("family", "48151623")
    stage.press(_("Carte européenne (CEAM)"))
    guide.reach(at.ChoosingEhic, "ehic-people", _("Carte européenne : pour qui"), _has_offer)
    stage.press("Marie")
    stage.press("Lucas")
    stage.press(_("Continuer"))
    guide.reach(at.ChoosingEhic, "ehic-address", _("Carte européenne : l’adresse"))
    stage.press(_("Ce n’est pas mon adresse"))
    guide.reach(at.EhicAddressWrong, "ehic-address-wrong", _("Adresse à changer"))
    stage.press(_("Retour"))
    stage.press(_("Oui, continuer"))
    guide.reach(at.ChoosingEhic, "ehic-departure", _("Carte européenne : le départ"))
    _choose_day(guide, guide.clock.now().date() + _SOON)
    guide.reach(at.ChoosingEhic, "ehic-near", _("Départ trop proche pour la carte"))
    guide.contrast(at.ChoosingEhic, "ehic-contrast", _("Le calendrier en contraste élevé"))
    stage.press(_("Commander"))
    guide.reach(at.EhicOrdered, "ehic-ordered", _("Cartes commandées"))
    guide.print("ehic-order", _("Ticket de la commande"))
    stage.press(_("Continuer"))
    guide.reach(at.EhicOrdered, "ehic-papers", _("Le ticket est sorti, les certificats attendent"))
    guide.print("ehic-certificate", _("Certificat provisoire"))
    guide.leave()


def _has_offer(status: at.ChoosingEhic) -> bool:
    return status.offer is not None


def _choose_day(guide: Guide, day: date) -> None:
    if day.month != guide.clock.now().month:
        guide.stage.press(format_month_name(day))
    guide.stage.press(format_date_weekday(day))
