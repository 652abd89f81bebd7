"""The people of the visits: what they hold, know, and what would give them away."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Person:
    """Somebody with a card.

    Attributes:
        card: the name of the card.
        nir: with its key.
        names: of all who are on the file.
        traces: other words that only this file would leave behind: who treated these people, where they live.
        code: of the account, empty where there is none.
        mobile: on file, empty where there is none.
    """

    card: str
    nir: str
    birth_date: date
    names: tuple[str, ...]
    traces: tuple[str, ...] = ()
    code: str = ""
    mobile: str = ""

    @property
    def pattern(self) -> str:
        """Everything that says something of this person, as a regular expression."""
        spaced = f"{self.nir[0]} {self.nir[1:3]} {self.nir[3:5]} {self.nir[5:7]} {self.nir[7:10]} {self.nir[10:13]}"
        whole = [self.nir[:13], spaced, spaced.replace(" ", "\u00a0"), *self.traces]
        whole += [secret for secret in (self.code, self.mobile, self.mobile.replace("+33", "0")) if secret]
        forms = sorted({form for name in self.names for form in (name, name.lower(), name.title())})
        # The first letter stands first so that texts without it are passed over quickly.
        names = [rf"{form[0]}(?<!\w{form[0]}){re.escape(form[1:])}(?!\w)" for form in forms]
        return "|".join([*map(re.escape, whole), *names])


FAMILY = Person(
    card="family",
    nir="269057568815764",
    birth_date=date(1969, 5, 14),
    names=("DURAND", "LEFÈVRE", "MARIE", "MARC", "LUCAS", "INÈS"),
    traces=("Pharmacie du Canal", "Laboratoire Voltaire", "Dr A. Nguyen", "12 RUE DES LILAS"),
    code="48151623",
    mobile="+33639981234",
)
EXEMPTION = Person(
    card="exemption",
    nir="158117570104286",
    birth_date=date(1958, 11, 2),
    names=("MARTIN", "PAUL", "COLETTE"),
    traces=("Pharmacie Jourdain", "3 PLACE DES FÊTES"),
    code="70914253",
    mobile="+33639982234",
)
NO_ACCOUNT = Person(
    card="no-account",
    nir="201077570231141",
    birth_date=date(2001, 7, 19),
    names=("PETIT", "JADE"),
    mobile="+33700053122",
)
NO_MOBILE = Person(
    card="no-mobile",
    nir="147037570311870",
    birth_date=date(1947, 3, 8),
    names=("ROUSSEAU", "HENRI"),
    code="93157046",
)
LOCKED = Person(
    card="locked",
    nir="288127570422654",
    birth_date=date(1988, 12, 30),
    names=("BERNARD", "SOPHIE"),
    code="62840519",
    mobile="+33639984234",
)
CORSICAN = Person(
    card="corsican",
    nir="275062A98107361",
    birth_date=date(1975, 6, 15),
    names=("LECA", "ANGE-MARIE", "GHJULIA"),
    code="51739264",
    mobile="+33639985234",
)
ACCENTS = Person(
    card="accents",
    nir="293087570533393",
    birth_date=date(1993, 8, 9),
    names=("ŒUVRARD-LEÇON", "OEUVRARD-LEÇON", "FRANÇOISE-ZOÉ", "MAËLYS"),
    code="84026195",
    mobile="+33639986234",
)
RIGHTS_ENDED = Person(
    card="rights-ended",
    nir="199017570641216",
    birth_date=date(1999, 1, 25),
    names=("MOREAU", "KARIM"),
    code="37591806",
    mobile="+33639987234",
)
UNKNOWN = Person(
    card="unknown", nir="284097570751913", birth_date=date(1984, 9, 3), names=("GARNIER", "LOUISE"), code="48151623"
)

LUNAR = Person(
    card="lunar",
    nir="252207570854156",
    birth_date=date(1952, 12, 31),
    names=("DIALLO", "AMINATA"),
    code="60284917",
    mobile="+33639981434",
)
TWINS = Person(
    card="twins",
    nir="291017570876146",
    birth_date=date(1991, 1, 30),
    names=("FAURE", "ÉMILIE", "TOM", "ZOÉ"),
    code="17506394",
    mobile="+33639981634",
)
EHIC_VALID = Person(
    card="ehic-valid",
    nir="190097570887166",
    birth_date=date(1990, 9, 18),
    names=("GIRARD", "LUC"),
    code="90361728",
    mobile="+33639981734",
)
EHIC_PENDING = Person(
    card="ehic-pending",
    nir="283037570898156",
    birth_date=date(1983, 3, 27),
    names=("ANDRÉ", "NADIA"),
    code="36820957",
    mobile="+33639981834",
)
LARGE_FAMILY = Person(
    card="large-family",
    nir="177087570909179",
    birth_date=date(1977, 8, 11),
    names=("LEROY", "MARC", "NATHALIE", "CAMILLE", "NINA"),
    code="29760418",
    mobile="+33639981934",
)
MOTHER = Person(
    card="mother",
    nir="286067570920128",
    birth_date=date(1986, 6, 21),
    names=("MOREL", "JULIE", "MOREL-BLANC", "LÉA"),
    code="40918273",
    mobile="+33639982034",
)
FATHER = Person(
    card="father",
    nir="184027570920214",
    birth_date=date(1984, 2, 8),
    names=("BLANC", "OLIVIER", "MOREL-BLANC", "LÉA"),
    code="57203846",
    mobile="+33639982134",
)
C2S = Person(
    card="c2s",
    nir="288067570810160",
    birth_date=date(1988, 6, 14),
    names=("GARCIA", "LUCIE", "NOÉ"),
    traces=("18 RUE ARCHEREAU",),
    code="73051924",
    mobile="+33639980934",
)
C2S_PARTICIPATION = Person(
    card="c2s-participation",
    nir="161047570821130",
    birth_date=date(1961, 4, 9),
    names=("FONTAINE", "YVES"),
    traces=("Mutuelle du Canal", "6 PASSAGE DE MELUN"),
    code="15938462",
    mobile="+33639981034",
)
C2S_ENDED = Person(
    card="c2s-ended",
    nir="294087570833153",
    birth_date=date(1994, 8, 2),
    names=("PEREZ", "INÉS"),
    code="60482713",
    mobile="+33639981134",
)
ALLOWANCES = Person(
    card="allowances",
    nir="285117570832167",
    birth_date=date(1985, 11, 3),
    names=("LAMBERT", "CLAIRE"),
    traces=("195,93", "85 RUE DE MEAUX"),
    code="92648150",
    mobile="+33639981235",
)
ALLOWANCES_EMPLOYER = Person(
    card="allowances-employer",
    nir="179047570843192",
    birth_date=date(1979, 4, 22),
    names=("ROUX", "DAVID"),
    traces=("Transports de l’Ourcq",),
    code="38150692",
    mobile="+33639981334",
)
OPPOSED = Person(
    card="opposed",
    nir="175017570931139",
    birth_date=date(1975, 1, 13),
    names=("CARPENTIER", "RÉMI"),
    code="69205814",
    mobile="+33639982434",
)
TO_UPDATE = Person(
    card="to-update",
    nir="195057570942081",
    birth_date=date(1995, 5, 6),
    names=("RENAUD", "THOMAS", "SARAH", "MANON"),
    code="13840695",
    mobile="+33639982334",
)

EVERYBODY = (
    FAMILY,
    EXEMPTION,
    NO_ACCOUNT,
    NO_MOBILE,
    LOCKED,
    CORSICAN,
    ACCENTS,
    RIGHTS_ENDED,
    UNKNOWN,
    ALLOWANCES,
    C2S_PARTICIPATION,
)
