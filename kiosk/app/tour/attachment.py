"""The tour of the form that attaches children."""

from __future__ import annotations

from kiosk.app.tour.guide import Guide
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_attachment(guide: Guide) -> None:
    """Take the form for one of two children and one more to be written by hand, and print it."""
    stage = guide.stage
    guide.identify("family", "48151623")
    stage.press(_("Rattacher mes enfants"))
    guide.reach(at.ShowingAttachment, "attachment", _("Rattacher les enfants à la carte"), is_prepared)
    guide.contrast(at.ShowingAttachment, "attachment-contrast", _("Rattacher les enfants, en contraste élevé"))
    stage.press("Lucas")
    stage.reaches(at.ShowingAttachment, lambda status: is_prepared(status, children=1))
    stage.press(_("Un autre enfant"))
    guide.reach(
        at.ShowingAttachment,
        "attachment-by-hand",
        _("Un enfant du dossier, un autre à écrire à la main"),
        lambda status: is_prepared(status, children=1, blank_children=1),
    )
    guide.print("attachment", _("Le formulaire, sur papier"))
    guide.leave()


def is_prepared(status: at.ShowingAttachment, children: int = 2, blank_children: int = 0) -> bool:
    """Tell whether the form for so many children is on the screen."""
    if status.prepared is None:
        return False
    choice = status.prepared.choice
    return (len(choice.children), choice.blank_children) == (children, blank_children)
