"""What the law fixes for a time: acts and their tariffs, rates, flat fees, caps and delays.

The amounts are data (config/tariffs.toml, then the database): only their names and meanings are here.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.dated import DatedTable
from kiosk.domain.money import Cents
from kiosk.domain.third_party import Contract


class Parameter(enum.Enum):
    """Name each dated value that is not the tariff of an act or a rate."""

    FLAT_FEE_CENTS = "flat-fee-cents"
    """Participation forfaitaire, per act of a doctor, imaging or biology."""
    FLAT_FEE_DAY_CAP_CENTS = "flat-fee-day-cap-cents"
    """Most that is withheld in flat fees for one person, one professional and one day."""
    FLAT_FEE_YEAR_CAP_CENTS = "flat-fee-year-cap-cents"
    """Most that is withheld in flat fees for one person in a calendar year."""
    MEDICINE_FRANCHISE_CENTS = "medicine-franchise-cents"
    """Franchise per box of medicine."""
    PARAMEDICAL_FRANCHISE_CENTS = "paramedical-franchise-cents"
    """Franchise per paramedical act."""
    PARAMEDICAL_FRANCHISE_DAY_CAP_CENTS = "paramedical-franchise-day-cap-cents"
    """Most that is withheld in paramedical franchises for one person in a day."""
    TRANSPORT_FRANCHISE_CENTS = "transport-franchise-cents"
    """Franchise per journey."""
    TRANSPORT_FRANCHISE_DAY_CAP_CENTS = "transport-franchise-day-cap-cents"
    """Most that is withheld in transport franchises for one person in a day."""
    FRANCHISE_YEAR_CAP_CENTS = "franchise-year-cap-cents"
    """Most that is withheld in franchises of all kinds for one person in a calendar year."""
    CERTIFICATE_MONTHS = "certificate-months"
    """How long a rights certificate is valid."""
    ATTACHMENT_AGE_YEARS = "attachment-age-years"
    """Age from which a child is no more attached to the card of its parents by their form."""
    LAST_PAYMENTS_MONTHS = "last-payments-months"
    """How many calendar months of payments a terminal lists, the current one included."""
    EHIC_MONTHS = "ehic-months"
    """How long a European card is valid, unless the rights end earlier."""
    EHIC_RENEWAL_MONTHS = "ehic-renewal-months"
    """How long before the end of a European card the next one can be ordered."""
    EHIC_WORKING_DAYS = "ehic-working-days"
    """How many working days after its order a European card arrives, about."""
    EHIC_NEAR_DAYS = "ehic-near-days"
    """A departure in fewer days than these needs a provisional replacement certificate."""
    EHIC_CERTIFICATE_MONTHS = "ehic-certificate-months"
    """How long a provisional replacement certificate is valid, unless the rights end earlier."""
    SMIC_MONTH_CENTS = "smic-month-cents"
    """Gross minimum wage of a month."""
    SOCIAL_SECURITY_CEILING_MONTH_CENTS = "social-security-ceiling-month-cents"
    """Plafond mensuel de la sécurité sociale: the part of a wage that counts for maternity and paternity."""
    ALLOWANCE_WAGE_CAP_SMIC_PERCENT = "allowance-wage-cap-smic-percent"
    """The part of a wage that counts for an illness, in percent of the minimum wage."""
    ALLOWANCE_THREE_MONTHS_HUNDREDTHS_OF_DAY = "allowance-three-months-hundredths-of-day"
    """Hundredths of a day in three months of wages."""
    ALLOWANCE_MONTH_HUNDREDTHS_OF_DAY = "allowance-month-hundredths-of-day"
    """Hundredths of a day in a month of wages."""
    ALLOWANCE_ILLNESS_PERCENT = "allowance-illness-percent"
    """Part of the daily wage that is paid for an illness."""
    ALLOWANCE_WAITING_DAYS = "allowance-waiting-days"
    """First days of an illness that are not paid (délai de carence)."""
    ALLOWANCE_BIRTH_PERCENT = "allowance-birth-percent"
    """Part of the daily wage that is paid for maternity and paternity: what is left after a flat share of charges."""
    ALLOWANCE_WORK_PERCENT = "allowance-work-percent"
    """Part of the daily wage that is paid first for an accident at work or an occupational disease."""
    ALLOWANCE_WORK_FIRST_DAYS = "allowance-work-first-days"
    """For how many days that part is paid."""
    ALLOWANCE_WORK_LATER_PERCENT = "allowance-work-later-percent"
    """Part of the daily wage that is paid after these days."""
    ALLOWANCE_CSG_PER_MILLE = "allowance-csg-per-mille"
    """CSG withheld from an allowance."""
    ALLOWANCE_CRDS_PER_MILLE = "allowance-crds-per-mille"
    """CRDS withheld from an allowance."""
    C2S_RENEWAL_OPENS_MONTHS = "c2s-renewal-opens-months"
    """How long before its end the complémentaire santé solidaire can be asked for again."""
    C2S_RENEWAL_CLOSES_MONTHS = "c2s-renewal-closes-months"
    """How long before its end it must have been asked for, so that the next year follows without a gap."""


class CareKind(enum.Enum):
    """Say what an act is, for what is withheld from its reimbursement."""

    DOCTOR = "doctor"
    IMAGING = "imaging"
    BIOLOGY = "biology"
    MEDICINE = "medicine"
    PARAMEDICAL = "paramedical"
    TRANSPORT = "transport"
    OTHER = "other"
    """Dentist, midwife, optician, hospital, and the supplements of an act: nothing is withheld."""


@dataclass(frozen=True, slots=True)
class Act:
    """Describe one act of the nomenclature.

    Attributes:
        code: the mnemonic, "GS" (SNDS, IR_NAT_V).
        snds_number: the number of the act in the SNDS, 1109.
        label: what the person reads.
        rate: the name of the rate that applies.
        rate_outside: the name of the rate outside the coordinated pathway (parcours de soins), None where
            it is the same.
    """

    code: str
    snds_number: int
    label: str
    kind: CareKind
    rate: str
    rate_outside: str | None = None


class UnknownActError(LookupError):
    """Say that a code is not in the nomenclature."""


@dataclass(frozen=True, slots=True)
class Law:
    """Hold the dated tables.

    Attributes:
        acts: by code.
        tariffs: in cents, by code of the act; an act without tariff is reimbursed on its price.
        rates: in percent, by name.
        parameters: by parameter.
        contracts: of the schemes that free from advancing fees, by code.
    """

    acts: Mapping[str, Act]
    tariffs: Mapping[str, DatedTable[Cents]]
    rates: Mapping[str, DatedTable[int]]
    parameters: Mapping[Parameter, DatedTable[int]]
    contracts: Mapping[str, Contract] = field(default_factory=dict)

    def act(self, code: str) -> Act:
        """Give the act of a code.

        Raises:
            UnknownActError: the nomenclature has no such code.
        """
        try:
            return self.acts[code]
        except KeyError:
            raise UnknownActError(f"no act {code} in the nomenclature") from None

    def tariff(self, code: str, day: date) -> Cents | None:
        """Give the tariff of an act on a day, None where the act has none.

        Raises:
            NoValueAtDateError: the tariff starts later.
        """
        table = self.tariffs.get(code)
        return None if table is None else table.at(day)

    def rate(self, name: str, day: date) -> int:
        """Give a rate on a day, in percent.

        Raises:
            NoValueAtDateError: the rate starts later.
        """
        return self.rates[name].at(day)

    def value(self, parameter: Parameter, day: date) -> int:
        """Give a parameter on a day.

        Raises:
            NoValueAtDateError: the parameter starts later.
        """
        return self.parameters[parameter].at(day)
