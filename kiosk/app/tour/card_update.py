"""The tour of the card update."""

from __future__ import annotations

from kiosk.app.tour.guide import Guide
from kiosk.domain.card_update import UpdatePhase
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_card_update(guide: Guide) -> None:
    """Pull a card while it is written, go on when it is back, look again; then try with a card that is opposed."""
    stage, line = guide.stage, _("Mettre à jour ma carte Vitale")
    guide.identify("to-update", "13840695")
    stage.press(line)
    stage.reaches(at.UpdatingCard, _is_writing)
    guide.album.add("card-update", _("La carte est mise à jour"))
    stage.remove()
    stage.reaches(at.Ended)
    guide.album.add("card-update-torn", _("La carte a été retirée trop tôt"))
    guide.identify("to-update", "13840695")
    stage.press(line)
    guide.reach(at.CardUpdated, "card-updated", _("La mise à jour est finie : avant, après"))
    guide.contrast(at.CardUpdated, "card-updated-contrast", _("Avant, après, en contraste élevé"))
    stage.press(_("Autre démarche"))
    stage.reaches(at.Menu)
    stage.press(line)
    guide.reach(at.CardUpdated, "card-updated-nothing-new", _("Rien de nouveau à écrire"))
    guide.leave()
    guide.identify("opposed", "69205814")
    stage.press(line)
    guide.reach(at.CardUpdated, "card-updated-opposed", _("Carte déclarée perdue"))
    guide.leave()


def _is_writing(status: at.UpdatingCard) -> bool:
    return status.step is not None and status.step.phase is UpdatePhase.WRITING
