"""The tour of the full third-party payment."""

from __future__ import annotations

from kiosk.app.tour.guide import Guide
from kiosk.domain.third_party import NotCovered
from kiosk.ports import PreparedThirdParty
from kiosk.session import statuses as at
from kiosk.texts import gettext as _


def play_third_party(guide: Guide) -> None:
    """Print the certificates of both kinds of contract; then see what others are told.

    Raises:
        StepMissingError: a step did not come.
    """
    for card, code, title in (
        ("c2s", "73051924", _("Tiers payant intégral d’une mère et de son fils")),
        ("c2s-participation", "15938462", _("Tiers payant intégral, après d’autres couvertures")),
    ):
        _open(guide, card, code)
        guide.reach(
            at.ShowingThirdParty,
            f"third-party-{card}",
            title,
            lambda status: isinstance(status.prepared, PreparedThirdParty),
        )
        guide.print(f"third-party-{card}", _("Ticket du tiers payant intégral"))
        guide.leave()
    for card, code, title in (
        ("c2s-ended", "60482713", _("Couverture terminée hier")),
        ("family", "48151623", _("Pas de couverture")),
    ):
        _open(guide, card, code)
        guide.reach(
            at.ShowingThirdParty,
            f"third-party-{card}",
            title,
            lambda status: isinstance(status.prepared, NotCovered),
        )
        guide.leave()


def _open(guide: Guide, card: str, code: str) -> None:
    guide.identify(card, code)
    guide.stage.press(_("Attestation tiers payant intégral"))
