"""Settings of the terminal: sections and keys with their units, limits and defaults.

`kiosk.settings_file` reads them from TOML; docs/settings.md is written from this module.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_PORT = r"(6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})"
_SERIAL_OPTION = r"(baud=[1-9]\d{0,6}|flow=(rtscts|xonxoff|none))"
_PRINTER_URL = (
    rf"^(tcp://([\w.-]+|\[[0-9a-fA-F:]+\])(:{_PORT})?"
    rf"|serial:///[^?#\s]+(\?{_SERIAL_OPTION}(&{_SERIAL_OPTION})?)?"
    r"|usb://[0-9a-fA-F]{4}:[0-9a-fA-F]{4}"
    r"|file:///[^?#\s]+)$"
)
# A "?" would begin the options of the database's address.
_PATH = r"/[^?]*[^?/]"
_HOURS = r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table of the settings file."""


def _text(doc: str, *, pattern: str | None = None, allowed: str | None = None, max_length: int = 200) -> Meta:
    return Meta(
        description=doc, pattern=pattern, max_length=max_length, extra={"allowed": allowed} if allowed else None
    )


def _folder(doc: str) -> Meta:
    return _text(doc, pattern=rf"^({_PATH})?$", allowed="/ABSOLUTE/PATH")


def _number(doc: str, unit: str, low: float, high: float) -> Meta:
    return Meta(description=doc, ge=low, le=high, extra={"unit": unit})


def _empty_until_built(doc: str) -> Meta:
    return Meta(description=f"{doc}; must stay empty in this version", pattern="^$", extra={"allowed": '""'})


class Terminal(Section, frozen=True):
    """Who and where this terminal is."""

    id: Annotated[
        str,
        _text(
            "name of the terminal in the log and the service", pattern=r"^[a-z0-9-]{1,32}$", allowed="a-z 0-9 -, 1…32"
        ),
    ] = "borne-07"
    site: Annotated[str, _text("name of the reception point, on screen and paper", max_length=60)] = "Accueil Paris 19"
    organisation: Annotated[str, _text("name of the organisation, on screen and paper", max_length=80)] = (
        "Assurance Maladie de Paris"
    )
    address: Annotated[str, _text("postal address of the organisation, on screen and paper")] = "75948 PARIS CEDEX 19"
    fullscreen: Annotated[bool, Meta(description="whether the window covers the screen and hides the pointer")] = True
    simulators: Annotated[
        bool,
        Meta(
            description="whether simulators may start; refused where the package for terminals in service is installed"
        ),
    ] = False


class Screen(Section, frozen=True):
    """The physical screen: sizes are kept in millimetres and converted with it."""

    diagonal_in: Annotated[float, _number("diagonal of the screen", "inches", 5, 100)] = 21.5
    viewing_distance_mm: Annotated[float, _number("from the eyes to the screen", "mm", 200, 700)] = 600
    """At 700 mm, which is farther than an arm reaches, the largest texts are still seen under 0.7°."""


class Reader(Section, frozen=True):
    """The card reader."""

    name: Annotated[str, _text("part of the PC/SC reader's name; empty takes the first")] = ""


class Printer(Section, frozen=True):
    """The ticket printer."""

    url: Annotated[
        str,
        _text(
            "where the printer is",
            pattern=_PRINTER_URL,
            allowed="tcp://HOST:PORT, serial:///dev/NAME?baud=N&flow=rtscts|xonxoff|none, usb://VVVV:PPPP, file:///PATH",
        ),
    ] = "tcp://127.0.0.1:9100"
    profile: Annotated[
        str, _text("printer profile: width, dots, code pages", pattern=r"^[A-Za-z0-9-]{1,40}$", allowed="A-Z a-z 0-9 -")
    ] = "default"
    dialect: Annotated[
        Literal["epson", "custom", "generic"],
        Meta(description="how the printer reports faults and proves printing; generic has the weaker proof"),
    ] = "epson"


class ServicesSection(Section, frozen=True):
    """Where the services of the organisation are."""

    url: Annotated[str, _empty_until_built("address of the service; empty runs the services inside the terminal")] = ""
    certificate: Annotated[str, _empty_until_built("file of the terminal's certificate")] = ""
    key: Annotated[str, _empty_until_built("file of the terminal's private key")] = ""
    ca: Annotated[str, _empty_until_built("file of the authority that signs the service's certificate")] = ""


class Database(Section, frozen=True):
    """The database of embedded services."""

    url: Annotated[
        str,
        _text(
            "where the database is; empty: kiosk.db in [paths] state",
            pattern=rf"^(sqlite:///{_PATH})?$",
            allowed="sqlite:////ABSOLUTE/PATH",
        ),
    ] = ""


class Secrets(Section, frozen=True):
    """Pepper, HMAC key, signing key and passwords: files with mode 0600."""

    dir: Annotated[
        str, _folder("folder of the secrets; empty: $CREDENTIALS_DIRECTORY, else secrets/ in [paths] state")
    ] = ""


class Sms(Section, frozen=True):
    """How text messages leave."""

    url: Annotated[
        str,
        _text(
            "outbox: hands them to the simulated telephone where simulators are allowed, else none leaves (SERV-03)",
            pattern=r"^outbox:$",
            allowed="outbox:",
        ),
    ] = "outbox:"


class Mail(Section, frozen=True):
    """How e-mail leaves."""

    url: Annotated[
        str, _text("outbox: none leaves; no line of the menu sends e-mail yet", pattern=r"^outbox:$", allowed="outbox:")
    ] = "outbox:"


class Public(Section, frozen=True):
    """What the public can reach."""

    url: Annotated[
        str,
        _text(
            "address that the QR codes point to",
            pattern=r"^https://[^\s/?#]+(/[^\s?#]*)?$",
            allowed="https://HOST/PATH",
        ),
    ] = "https://verification.example"


class Hospital(Section, frozen=True):
    """Payment of hospital bills."""

    enabled: Annotated[
        Literal[False], Meta(description="whether the line is offered; must stay false in this version")
    ] = False
    payfip_url: Annotated[str, _empty_until_built("address of the payment service")] = ""
    numcli: Annotated[str, _empty_until_built("client number given by the payment service")] = ""
    saisie: Annotated[Literal["T"], Meta(description="kind of payment: T, test")] = "T"


class Access(Section, frozen=True):
    """Policy of the codes."""

    code_digits_min: Annotated[int, _number("least length of a definitive code", "digits", 6, 20)] = 8
    code_digits_max: Annotated[int, _number("greatest length of a definitive code", "digits", 6, 20)] = 13


class LimitsSection(Section, frozen=True):
    """Waiting times of a visit."""

    idle_s: Annotated[float, _number("without a touch, before the question “still there?”", "s", 10, 3600)] = 60
    idle_code_s: Annotated[float, _number("idem while a code is typed", "s", 10, 3600)] = 90
    idle_reading_s: Annotated[float, _number("idem while a statement or a certificate is read", "s", 10, 3600)] = 120
    warning_s: Annotated[float, _number("how long the question stays (WCAG 2.2.1: 20 s at least)", "s", 20, 600)] = 30
    goodbye_s: Annotated[float, _number("how long the last screen stays", "s", 1, 60)] = 4
    card_problem_s: Annotated[
        float, _number("how long a card problem, or a paper to take, is said once the card is out", "s", 1, 60)
    ] = 8
    printed_s: Annotated[
        float,
        _number("how long “take your document” stays, and the last screen while paper still comes out", "s", 5, 120),
    ] = 15
    resend_s: Annotated[float, _number("between two text messages", "s", 10, 600)] = 60
    preferences_s: Annotated[
        float, _number("how long palette and text size outlast the last touch while no card is in", "s", 5, 600)
    ] = 60


def _day(doc: str) -> Meta:
    return _text(
        doc, pattern=rf"^({_HOURS}(, {_HOURS})*)?$", allowed='"09:00-16:00", "09:00-12:00, 13:30-16:00", "" (closed)'
    )


class Hours(Section, frozen=True):
    """Opening hours of the reception point."""

    monday: Annotated[str, _day("Monday")] = "09:00-16:00"
    tuesday: Annotated[str, _day("Tuesday")] = "09:00-16:00"
    wednesday: Annotated[str, _day("Wednesday")] = "09:00-16:00"
    thursday: Annotated[str, _day("Thursday")] = "09:00-12:00"
    friday: Annotated[str, _day("Friday")] = "09:00-16:00"
    saturday: Annotated[str, _day("Saturday")] = ""
    sunday: Annotated[str, _day("Sunday")] = ""

    def week(self) -> "OpeningHours":
        """Return the periods of the seven days."""
        return OpeningHours(tuple(_periods(getattr(self, field)) for field in self.__struct_fields__))


class Paths(Section, frozen=True):
    """Where the terminal writes.

    Its journal of print jobs is there, which says nothing about a person. With embedded services so are their database
    of people, payments and codes, and their secrets, unless `[database] url` and `[secrets] dir` say otherwise.
    """

    state: Annotated[
        str, _folder("folder that the terminal writes to; empty: $STATE_DIRECTORY, else kiosk/ in $XDG_STATE_HOME")
    ] = ""


class Settings(Section, frozen=True):
    """All settings. Loaded ones have no empty path left."""

    terminal: Terminal = Terminal()
    screen: Screen = Screen()
    reader: Reader = Reader()
    printer: Printer = Printer()
    services: ServicesSection = ServicesSection()
    database: Database = Database()
    secrets: Secrets = Secrets()
    sms: Sms = Sms()
    mail: Mail = Mail()
    public: Public = Public()
    hospital: Hospital = Hospital()
    access: Access = Access()
    limits: LimitsSection = LimitsSection()
    hours: Hours = Hours()
    paths: Paths = Paths()


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hold the opening periods of a week.

    Attributes:
        days: Monday first; each day has its periods (opens, closes) in order, none where closed.
    """

    days: tuple[tuple[tuple[time, time], ...], ...]

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the reception point is open, in the civil time of the moment."""
        now = moment.time()
        return any(opens <= now < closes for opens, closes in self.days[moment.weekday()])


def _periods(text: str) -> tuple[tuple[time, time], ...]:
    if not text:
        return ()
    ends = [[time.fromisoformat(end) for end in period.split("-")] for period in text.split(", ")]
    return tuple((opens, closes) for opens, closes in ends)
