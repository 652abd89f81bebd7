"""Mobile numbers that a code may be sent to."""

from __future__ import annotations

import re

from kiosk.domain.access import MaskedMobile

_MOBILE = re.compile(
    r"\+33[67]\d{8}"  # France
    r"|\+590690\d{6}|\+590691\d{6}"  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    r"|\+594694\d{6}"  # Guyane
    r"|\+59669[67]\d{6}"  # Martinique
    r"|\+262(?:69[23]|639)\d{6}",  # La Réunion, Mayotte
    re.ASCII,
)
"""Only these: a premium or foreign number in a file would let someone earn on our messages (SMS pumping).

Source: ARCEP, plan national de numérotation. The check is on the ranges, so that the numbers kept for fiction pass.
"""


def can_receive_codes(mobile_e164: str) -> bool:
    """Say whether a number in the form +33639981234 is a mobile of France or its overseas departments."""
    return _MOBILE.fullmatch(mobile_e164) is not None


def mask_mobile(mobile_e164: str) -> MaskedMobile:
    """Keep of a number what may be shown."""
    return MaskedMobile(mobile_e164[-2:])
