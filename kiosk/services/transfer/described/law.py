"""The tables of the law."""

from dataclasses import replace
from typing import Final

from kiosk.domain.law import CareKind, Parameter
from kiosk.services.transfer.described.common import CENTS, CONTRACT, NAME, PERCENT, day, one_of
from kiosk.services.transfer.kinds import Shape, Text, Whole
from kiosk.services.transfer.specification import Described, Limits, TableDescribed
from kiosk.storage.schema import law

_CODE: Final = Shape(r"[A-Z][A-Z0-9]{0,9}", "mnemonic of SNDS, IR_NAT_V: capital letters and digits")
_SINCE: Final = "first day on which the value applies, until the next one"

_UNITS: Final = (
    ("-cents", CENTS),
    ("-percent", Whole(0, 1000)),
    ("-per-mille", Whole(0, 1000)),
    ("-hundredths-of-day", Whole(1, 36_600)),
    ("-days", Whole(0, 366)),
    ("-months", Whole(1, 120)),
    ("-years", Whole(1, 120)),
)
"""What a value may be, by the end of its name."""

_MAY_BE_NONE: Final = frozenset(
    {Parameter.EHIC_RENEWAL_MONTHS, Parameter.C2S_RENEWAL_OPENS_MONTHS, Parameter.C2S_RENEWAL_CLOSES_MONTHS}
)
"""So long before an end: 0 is the end itself. Of what lasts for months, 0 would be nothing."""


def _limit(parameter: Parameter) -> Whole:
    (limit,) = [limit for end, limit in _UNITS if parameter.value.endswith(end)]
    return replace(limit, lowest=0) if parameter in _MAY_BE_NONE else limit


TABLES: Final = (
    TableDescribed(
        law.parameters,
        "A value that the law fixes, from a day on.",
        (
            Described(
                "name",
                one_of(Parameter),
                "which value (`kiosk.domain.law.Parameter` says what each is)",
                "flat-fee-cents",
            ),
            day("valid_from", _SINCE, "2024-05-15"),
            Described("value", Whole(), "the value", "200", "the name ends with it"),
        ),
        Limits("value", "name", {one.value: _limit(one) for one in Parameter}),
    ),
    TableDescribed(
        law.rates,
        "A rate of reimbursement, from a day on.",
        (
            Described("name", NAME, "name of the rate", "doctor"),
            day("valid_from", _SINCE, "2005-01-01"),
            Described("percent", PERCENT, "the rate", "70", "percent"),
        ),
    ),
    TableDescribed(
        law.acts,
        "An act of the nomenclature.",
        (
            Described("code", _CODE, "mnemonic of the act", "GS"),
            Described("snds_number", Whole(1), "number of the act in the SNDS", "1109"),
            Described("label", Text(), "what people read", "Consultation médecin traitant"),
            Described("kind", one_of(CareKind), "what is withheld from its reimbursement", "doctor"),
            Described("rate", NAME, "name of its rate in rates.csv", "doctor"),
            Described(
                "rate_outside",
                NAME,
                "name of its rate outside the coordinated pathway; empty: the same",
                "doctor-outside",
            ),
        ),
    ),
    TableDescribed(
        law.tariffs,
        "The tariff of an act, from a day on; an act without one is reimbursed on its price.",
        (
            Described("act_code", _CODE, "the act", "GS"),
            day("valid_from", _SINCE, "2024-12-22"),
            Described("cents", CENTS, "the tariff", "3000", "cents"),
        ),
    ),
    TableDescribed(
        law.contracts,
        "A kind of contract that frees from advancing fees.",
        (
            Described("code", CONTRACT, "contract (SNDS, BEN_CTA_TYP)", "G89"),
            Described("label", Text(), "what people read", "Complémentaire santé solidaire"),
            day("first_day", "first day on which contracts of this kind freed from advancing fees", "2019-11-01"),
            day("last_day", "last such day, included; empty: they still do", "2020-10-31"),
        ),
    ),
)
