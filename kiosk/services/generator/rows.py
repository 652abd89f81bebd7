"""Turn files into rows, codes into hashes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import UUID

from kiosk.domain.allowances import PaidStoppage
from kiosk.domain.rights import Organism
from kiosk.services.codes import CodeHasher, Digests, HashCost
from kiosk.services.generator.model import AccountFacts, FileFacts, PaymentFacts, PersonFacts
from kiosk.storage.batches import Rows

CHEAP_COST: Final = HashCost(memory_kib=8, passes=1)
"""For the codes of drawn people: at full cost ten thousand would take five minutes. They protect nothing: the people
are fictional and their codes follow from the seed. The cast's codes cost what a real person's do."""

_SALT_BYTES: Final = 16
_TRIES_OF_A_LOCKED_ACCOUNT: Final = 3
_STOPPAGES_A_FILE: Final = 16
_PAYMENTS_A_STOPPAGE: Final = 64
"""Room in the numbers, more than anybody can have."""

_ELSEWHERE: Final = "borne-01"
"""Where the orders of the generated people were taken: at no terminal of a demonstration or a test."""


class RowMaker:
    """Make the rows of files; the same seed and the same secrets give the same rows, salts included."""

    def __init__(self, pepper: bytes, digest_key: bytes, cost: HashCost, seed: int) -> None:
        """Take what codes are hashed with.

        Args:
            pepper: of the codes.
            digest_key: of the counts of wrong codes.
            cost: of the cast's hashes.
            seed: the salts follow from it.
        """
        self._digests = Digests(digest_key)
        self._hasher = CodeHasher(pepper, cost)
        self._cheap_hasher = CodeHasher(pepper, CHEAP_COST)
        self._seed = seed

    def rows(self, files: Iterable[FileFacts]) -> Rows:
        """Make the rows of some files."""
        rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for file in files:
            self._add_file(rows, file)
            for member in file.members:
                if member.person.person_id not in file.known_before:
                    _add_person(rows, member.person)
                    _add_ehic(rows, file.file_id, member.person)
            for payment in file.payments:
                _add_payment(rows, file.file_id, payment)
            for index, stoppage in enumerate(file.stoppages):
                _add_stoppage(rows, file.file_id, file.file_id * _STOPPAGES_A_FILE + index, stoppage)
            if file.account is not None:
                self._add_account(rows, file.insured, file.account)
        return rows

    def _add_file(self, rows: defaultdict[str, list[dict[str, Any]]], file: FileFacts) -> None:
        rows["files"].append(
            {
                "id": file.file_id,
                "insured_id": file.insured.person_id,
                "organism_id": file.organism_id,
                "management_code": file.management_code,
                "address": "\n".join(file.address),
                "mobile": file.mobile_e164,
                "is_fictional": True,
            }
        )
        rows["cards"].append(
            {
                "serial": file.card.serial,
                "person_id": file.insured.person_id,
                "valid_from": file.card.valid_from,
            }
        )
        if file.card.opposed_on is not None:
            rows["opposed_cards"].append({"serial": file.card.serial, "opposed_on": file.card.opposed_on})
        for position, member in enumerate(file.members):
            place = {"file_id": file.file_id, "person_id": member.person.person_id}
            rows["members"].append(
                {
                    **place,
                    "position": position,
                    "quality": member.quality.value,
                    "has_declared_doctor": member.has_declared_doctor,
                }
            )
            rows["rights_periods"] += [
                {**place, "first_day": period.start, "last_day": period.end} for period in member.periods
            ]

    def _add_account(
        self, rows: defaultdict[str, list[dict[str, Any]]], person: PersonFacts, account: AccountFacts
    ) -> None:
        hasher = self._hasher if account.is_of_cast else self._cheap_hasher
        salt = hashlib.sha256(f"{self._seed}:salt:{person.person_id}".encode("ascii")).digest()[:_SALT_BYTES]
        rows["accounts"].append(
            {
                "person_id": person.person_id,
                "code_hash": hasher.hash(account.code, salt),
                "chosen_at": datetime.combine(account.chosen_on, time(12), UTC),
            }
        )
        if account.is_locked and person.nir is not None:
            rows["tries"].append(
                {
                    "person_key": self._digests.person(person.nir),
                    "failed": _TRIES_OF_A_LOCKED_ACCOUNT,
                    "is_locked": True,
                }
            )


def organism_rows(organisms: Iterable[Organism]) -> Rows:
    """Make the rows of the organisms, numbered from 1."""
    return {
        "organisms": [
            {
                "id": number,
                "scheme": organism.scheme,
                "fund": organism.fund,
                "centre": organism.centre,
                "name": organism.name,
                "address": "\n".join(organism.address.lines),
            }
            for number, organism in enumerate(organisms, start=1)
        ]
    }


def _add_person(rows: defaultdict[str, list[dict[str, Any]]], person: PersonFacts) -> None:
    rows["people"].append(
        {
            "id": person.person_id,
            "nir": None if person.nir is None else person.nir.value,
            "birth_date": person.birth_date,
            "usual_name": person.name.usual,
            "first_name": person.name.first,
            "birth_name": person.name.birth,
            "rank": person.rank,
            "lunar_birth": person.lunar_birth,
        }
    )
    if person.exemption is not None:
        rows["exemptions"].append(
            {
                "person_id": person.person_id,
                "first_day": person.exemption.period.start,
                "last_day": person.exemption.period.end,
                "nature": person.exemption.nature,
                "rate_percent": person.exemption.rate_percent,
            }
        )
    rows["schemes"] += [
        {
            "person_id": person.person_id,
            "first_day": cover.period.start,
            "last_day": cover.period.end,
            "contract": cover.contract,
            "manager": "\n".join(cover.manager) or None,
        }
        for cover in person.covers
    ]


def _add_ehic(rows: defaultdict[str, list[dict[str, Any]]], file_id: int, person: PersonFacts) -> None:
    card, order = person.ehic_card, person.ehic_order
    if card is not None:
        rows["ehic_cards"].append(
            {
                "number": card.number,
                "person_id": person.person_id,
                "first_day": card.period.start,
                "last_day": card.period.end,
                "is_revoked": False,
            }
        )
    if order is not None:
        rows["ehic_orders"].append(
            {
                "id": person.person_id,
                "number": order.number,
                "file_id": file_id,
                "person_id": person.person_id,
                "request_id": str(UUID(int=person.person_id)),
                "terminal_id": _ELSEWHERE,
                "ordered_at": datetime.combine(order.ordered_on, time(9, 30), UTC),
                "departure_on": None,
                "status": "pending",
            }
        )


def _add_stoppage(
    rows: defaultdict[str, list[dict[str, Any]]], file_id: int, stoppage_id: int, paid: PaidStoppage
) -> None:
    stoppage = paid.stoppage
    rows["stoppages"].append(
        {
            "id": stoppage_id,
            "file_id": file_id,
            "nature": stoppage.nature.value,
            "first_day": stoppage.first_day,
            "last_day": stoppage.last_day,
            "waiting_days": stoppage.waiting_days,
        }
    )
    rows["allowance_payments"] += [
        {
            "id": stoppage_id * _PAYMENTS_A_STOPPAGE + index,
            "file_id": file_id,
            "stoppage_id": stoppage_id,
            "first_day": payment.first_day,
            "last_day": payment.last_day,
            "paid_on": payment.paid_on,
            "daily_cents": payment.daily_cents,
            "days": payment.days,
            "gross_cents": payment.gross_cents,
            "csg_cents": payment.csg_cents,
            "crds_cents": payment.crds_cents,
            "net_cents": payment.net_cents,
            "payee": payment.payee.value,
            "employer": payment.employer,
        }
        for index, payment in enumerate(paid.payments)
    ]


def _add_payment(rows: defaultdict[str, list[dict[str, Any]]], file_id: int, payment: PaymentFacts) -> None:
    detail, summary = payment.detail, payment.detail.summary
    rows["payments"].append(
        {
            "id": summary.payment_id,
            "file_id": file_id,
            "patient_id": payment.patient_id,
            "paid_on": summary.paid_on,
            "title": summary.title,
            "professional": summary.professional,
            "payee": summary.payee.value,
            "total_cents": summary.total_cents,
            "paid_cents": summary.paid_cents,
            "reference": detail.reference,
        }
    )
    rows["act_lines"] += [
        {
            "payment_id": summary.payment_id,
            "position": position,
            "care_date": line.care_date,
            "code": line.code,
            "label": line.label,
            "quantity": line.quantity,
            "paid_cents": line.paid_cents,
            "base_cents": line.base_cents,
            "rate_percent": line.rate_percent,
            "reimbursed_cents": line.reimbursed_cents,
        }
        for position, line in enumerate(detail.lines)
    ]
    rows["deductions"] += [
        {
            "payment_id": summary.payment_id,
            "position": position,
            "kind": deduction.kind.value,
            "care_date": deduction.care_date,
            "amount_cents": deduction.amount_cents,
        }
        for position, deduction in enumerate(detail.deductions)
    ]
