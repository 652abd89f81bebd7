"""The tables of organisms, people, files and rights."""

from typing import Final

from kiosk.domain.people import Quality
from kiosk.services.transfer.described.common import CONTRACT, PERCENT, SERIAL, day, number, one_of
from kiosk.services.transfer.kinds import Flag, NirNumber, Shape, Text, Whole
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import registry

_TWO_DIGITS: Final = Shape(r"\d{2}", "2 digits")

TABLES: Final = (
    TableDescribed(
        registry.organisms,
        "An organism that manages files.",
        (
            number("number of the organism"),
            Described("scheme", _TWO_DIGITS, "scheme (régime)", "01"),
            Described("fund", Shape(r"\d{3}", "3 digits"), "fund (caisse)", "751"),
            Described("centre", Shape(r"\d{4}", "4 digits"), "centre of payment", "0117"),
            Described("name", Text(), "what people read", "CPAM de Paris"),
            Described("address", Text(has_lines=True), "postal address, line by line", "75948 PARIS CEDEX 19"),
        ),
    ),
    TableDescribed(
        registry.people,
        "A person, insured or not.",
        (
            number("number of the person"),
            Described("nir", NirNumber(), "the person's own NIR; empty while it is not certified", "269057568815764"),
            day("birth_date", "birth date; of a lunar one, the civil day that ages are computed from", "1969-05-14"),
            Described("usual_name", Text(), "name in use, in capital letters", "DURAND"),
            Described("first_name", Text(), "first name in use", "Marie"),
            Described("birth_name", Text(), "name at birth, where it is another one", "LEFÈVRE"),
            Described("rank", Whole(1, 9), "rank among children born together; 1 for a single birth", "1"),
            Described(
                "lunar_birth",
                Shape(r"\d{8}", "YYYYMMDD"),
                "birth date whose month or day is in no calendar, as the card writes it",
                "19520000",
            ),
        ),
    ),
    TableDescribed(
        registry.files,
        "The file of an insured person.",
        (
            number("number of the file"),
            number("the insured person", "insured_id"),
            number("the organism that manages the file", "organism_id"),
            Described("management_code", _TWO_DIGITS, "code gestion", "10"),
            Described("address", Text(has_lines=True), "postal address, line by line", "12 RUE DES LILAS"),
            Described(
                "mobile",
                Shape(r"\+\d{8,15}", "E.164: + and 8 to 15 digits"),
                "mobile that provisional codes are sent to",
                "+33639981234",
            ),
            Described("is_fictional", Flag(), "whether papers say SPÉCIMEN", "true"),
        ),
    ),
    TableDescribed(
        registry.members,
        "A person's place on a file. A child may be on the files of both parents.",
        (
            number("the file", "file_id"),
            number("the person", "person_id"),
            Described("position", Whole(0, 99), "place on the file: 0 is the insured person", "0"),
            Described("quality", one_of(Quality), "1 insured person, 2 spouse, 3 child, 4 other (SNDS)", "1"),
            Described("has_declared_doctor", Flag(), "whether a treating doctor is declared", "true"),
        ),
    ),
    TableDescribed(
        registry.rights_periods,
        "A period of rights of a person on a file.",
        (
            number("the file", "file_id"),
            number("the person, who is on the file", "person_id"),
            day("first_day", "first day of the rights", "2026-01-01"),
            day("last_day", "last day, included; empty: no end is known", "2027-12-31"),
        ),
    ),
    TableDescribed(
        registry.exemptions,
        "A period in which a person's share (ticket modérateur) is paid by the fund.",
        (
            number("the person", "person_id"),
            day("first_day", "first day", "2023-01-01"),
            day("last_day", "last day, included; empty: no end is known", "2027-12-31"),
            Described("nature", _TWO_DIGITS, "nature (SNDS, ETM_NAT); never read for a terminal", "41"),
            Described("rate_percent", PERCENT, "rate of reimbursement", "100", "percent"),
        ),
    ),
    TableDescribed(
        registry.schemes,
        "A contract that frees a person from advancing fees.",
        (
            number("the person", "person_id"),
            day("first_day", "first day", "2026-02-01"),
            day("last_day", "last day, included", "2027-01-31"),
            Described("contract", CONTRACT, "kind of contract, in contracts.csv", "G89"),
            Described(
                "manager",
                Text(has_lines=True),
                "name and address, line by line, of the body that pays what the fund does not; empty: the fund does",
                "Mutuelle Exemple",
            ),
        ),
    ),
    TableDescribed(
        registry.cards,
        "A Vitale card that was given to an insured person.",
        (
            Described("serial", SERIAL, "serial number", "802500000299900000001"),
            number("the insured person", "person_id"),
            day("valid_from", "first day of the card", "2019-03-12"),
        ),
    ),
    TableDescribed(
        registry.data_sets,
        "Where the data come from: nothing in them is later than as_of.",
        (
            number("number of the delivery"),
            Described("seed", Whole(0, 2**63 - 1), "seed of generated data, 0 for others", "1"),
            Described("people_count", Whole(), "how many people were asked for, 0 for others", "1000", "people"),
            day("as_of", "last day of the data; a terminal whose clock is before it does not serve", "2026-11-21"),
        ),
    ),
)
