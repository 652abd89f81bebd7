"""The tour before the menu: nobody there, cards that cannot be read, codes, nobody who answers."""

from __future__ import annotations

import re

from kiosk.app.stage import StepMissingError
from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import gettext as _

_PROVISIONAL_CODE = re.compile(r"\b(\d{6})\b")
"""In the text message."""


def play_attract(guide: Guide) -> None:
    """Show the terminal with nobody there, in both palettes."""
    guide.reach(at.WaitingForCard, "attract", _("Personne devant la borne"))
    guide.contrast(at.WaitingForCard, "attract-contrast", _("Contraste élevé"))


def play_card_problems(guide: Guide) -> None:
    """Insert cards that the terminal has no use for."""
    for card, title in (
        ("mute", _("Carte à l’envers")),
        ("bank", _("Carte bancaire")),
        ("vitale1", _("Ancienne carte Vitale")),
    ):
        guide.stage.insert(card)
        guide.reach(at.CardProblem, f"card-{card}", title)
        guide.stage.remove()
        guide.stage.reaches(at.CardProblem, lambda status: status.ticket is None)
        guide.clock.skip(20)
        guide.stage.reaches(at.WaitingForCard)


def play_code(guide: Guide) -> None:
    """Type a code wrongly, then rightly; look at the menu in both palettes and in large texts, and at its end."""
    stage = guide.stage
    stage.insert("family")
    guide.reach(at.AskingCode, "code", _("Le code du compte"))
    stage.type("70914253")
    guide.reach(at.AskingCode, "code-wrong", _("Code faux"), lambda status: status.tries_left is not None)
    stage.type("48151623")
    guide.reach(at.Menu, "menu", _("Le menu"))
    guide.contrast(at.Menu, "menu-contrast", _("Le menu en contraste élevé"))
    guide.in_english(at.Menu, "menu-english", _("Le menu en anglais"))
    stage.press(_("Texte"))
    guide.reach(at.Menu, "menu-large", _("Le menu en grands caractères"))
    stage.press(_("Texte"))
    guide.reach(at.Menu, "menu-largest", _("Le menu dans les plus grands caractères"))
    stage.press(_("Texte"))
    stage.press(_("Autres démarches"))
    guide.reach(at.OtherProcedures, "other-procedures", _("Autres démarches"))
    stage.press(_("Menu"))
    stage.reaches(at.Menu)
    stage.press(_("Terminer"))
    guide.reach(at.TakeCard, "take-card", _("Carte à reprendre"))
    guide.leave()


def play_forgotten_code(guide: Guide) -> None:
    """Get a first code by text message and choose another one."""
    stage = guide.stage
    stage.insert("no-account")
    stage.reaches(at.AskingCode)
    stage.press(_("Obtenir"))
    guide.reach(at.AskingProvisional, "provisional", _("Code provisoire envoyé par SMS"))
    message = guide.simulators.phone.messages()[-1]
    code = _PROVISIONAL_CODE.search(message.text)
    if code is None:
        raise StepMissingError("the text message holds no code")
    stage.type(code[1])
    guide.reach(at.ChoosingCode, "choose-code", _("Choisir son code"))
    stage.type("84615937")
    guide.reach(at.ChoosingCode, "choose-code-again", _("Une seconde fois"), lambda status: status.first is not None)
    stage.type("84615937")
    guide.reach(at.Menu, "menu-first-code", _("Le menu, avec le premier code"))
    guide.leave()


def play_no_mobile(guide: Guide) -> None:
    """Ask for a code that no mobile can receive."""
    guide.stage.insert("no-mobile")
    guide.stage.reaches(at.AskingCode)
    guide.stage.press(_("Obtenir"))
    guide.reach(at.SeeAdviser, "see-adviser", _("Pas de mobile enregistré"))
    guide.leave()


def play_silence(guide: Guide) -> None:
    """Go away with the card in the reader."""
    guide.identify("corsican", "51739264")
    guide.clock.skip(61)
    guide.reach(at.StillThere, "still-there", _("Toujours là ?"))
    guide.clock.skip(31)
    guide.reach(at.TakeCard, "take-card-time-out", _("Personne n’a répondu"))
    guide.leave()
