"""How many times an act or a product counts, in words: boxes, the coefficient of a key letter, or times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kiosk.domain.payments import ActLine
from kiosk.texts import gettext as _
from kiosk.texts import ngettext

_KEY_LETTERS: Final = frozenset({"B", "PB", "TB", "AMI", "AIS", "AMK", "AMS", "AMO", "AMY", "AMP", "SF"})
"""Acts whose price is that of their key letter by a coefficient.

Source: NGAP, first book, articles 2 and 3; nomenclature des actes de biologie médicale.
"""

_MEDICINES: Final = frozenset({"PH1", "PH2", "PH4", "PH7"})
"""Medicines, counted by the box (SNDS, IR_NAT_V)."""


def has_coefficient(line: ActLine) -> bool:
    """Say whether the quantity of a line is a coefficient, which nobody can count."""
    return line.quantity != 1 and line.code in _KEY_LETTERS


def coefficient_text(lines: Iterable[ActLine]) -> str:
    """Explain what a coefficient is, where one of the lines has one; else nothing."""
    if not any(has_coefficient(line) for line in lines):
        return ""
    # Translators: payments and monthly statement, explains the word that stands beside acts of laboratories and nurses
    return _("Coefficient : le nombre qui multiplie le tarif de l’acte.")


def quantity_text(line: ActLine) -> str:
    """Write the quantity of a line: "2 boîtes", "coefficient 180"; nothing where it is one."""
    count = {"count": line.quantity}
    if line.quantity == 1:
        return ""
    if has_coefficient(line):
        # Translators: beside an act of a laboratory, a nurse or the like: what its tariff is multiplied by
        return _("coefficient %(count)d") % count
    if line.code in _MEDICINES:
        # Translators: beside a medicine: how many boxes
        return ngettext("%(count)d boîte", "%(count)d boîtes", line.quantity) % count
    # Translators: beside an act: how many times it was done
    return ngettext("%(count)d fois", "%(count)d fois", line.quantity) % count
