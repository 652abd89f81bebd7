"""What the columns of the CSV files may hold: how a value is written, and how SQLite keeps it.

Each kind reads one value, which says what is wrong with it, and a whole column at once, which is many times faster and
says only that something is wrong.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import ClassVar, Final

from kiosk.domain.nir import InvalidNirError, Nir
from kiosk.services.transfer.refusals import Fault, Reason
from kiosk.storage.bulk import moment_text

Value = str | int

MOST: Final = 2**31 - 1
"""The largest number of an INTEGER."""
_LONGEST_NUMBER: Final = 19
EARLIEST: Final = date(1850, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Days outside are slips of the pen."""
_YEARS: Final = f"{EARLIEST.year}–{LATEST.year}"

# Control characters, line breaks aside; the surrogates stand for bytes that are not UTF-8.
_FORBIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FORBIDDEN_IN_A_LINE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAK: Final = re.compile("\r\n?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z", re.ASCII)


class Kind(ABC):
    """Read and write the values of a column.

    Attributes:
        name: of the type, in English.
    """

    name: ClassVar[str]

    @property
    @abstractmethod
    def says(self) -> str:
        """Say in English what is allowed."""

    @abstractmethod
    def read(self, text: str) -> Value | Fault:
        """Read one value that is not empty."""

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column without empty values, None if one of them is refused."""
        values = []
        for text in texts:
            value = self.read(text)
            if isinstance(value, Fault):
                return None
            values.append(value)
        return values

    def write(self, value: Value) -> str:
        """Write a value that SQLite keeps."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number, in digits."""

    name: ClassVar[str] = "whole number"

    lowest: int = 0
    highest: int = MOST

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        if self.highest < MOST:
            return f"{self.lowest} to {self.highest}"
        return "any" if self.lowest == -MOST else f"{self.lowest} or more"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        digits = text.removeprefix("-")
        is_number = digits.isascii() and digits.isdigit() and len(text) <= _LONGEST_NUMBER
        if not is_number or not self.lowest <= int(text) <= self.highest:
            return Fault(Reason.NOT_WHOLE, f"{self.lowest}–{self.highest}")
        return int(text)

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column."""
        whole = "".join(texts)
        if (
            not (whole.isascii() and whole.isdigit())
            or not 0 < min(map(len, texts)) <= max(map(len, texts)) <= _LONGEST_NUMBER
        ):
            return Kind.read_all(self, texts) if "-" in whole else None
        numbers = list(map(int, texts))
        return numbers if self.lowest <= min(numbers) and max(numbers) <= self.highest else None


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day of the calendar."""

    name: ClassVar[str] = "day"

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return "YYYY-MM-DD"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        return text if _is_day(text) else Fault(Reason.NOT_DAY, f"AAAA-MM-JJ, {_YEARS}")

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column: few days are different."""
        return texts if all(map(_is_day, set(texts))) else None


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A moment in UTC."""

    name: ClassVar[str] = "moment"

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return "YYYY-MM-DDThh:mm:ssZ"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        if _MOMENT.fullmatch(text) is not None and _is_day(text[:10]):
            try:
                return moment_text(datetime.fromisoformat(text))
            except ValueError:
                pass
        return Fault(Reason.NOT_MOMENT, f"AAAA-MM-JJThh:mm:ssZ, {_YEARS}")

    def write(self, value: Value) -> str:
        """Write a value that SQLite keeps."""
        text = str(value).replace(" ", "T").removesuffix(".000000")
        return f"{text}Z"


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no."""

    name: ClassVar[str] = "yes or no"

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return "true, false"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        known = {"true": 1, "false": 0}.get(text)
        return Fault(Reason.NOT_ALLOWED, "true, false") if known is None else known

    def write(self, value: Value) -> str:
        """Write a value that SQLite keeps."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of some values."""

    name: ClassVar[str] = "choice"

    values: tuple[Value, ...]

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return ", ".join(map(str, self.values))

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        known = {str(value): value for value in self.values}
        return known[text] if text in known else Fault(Reason.NOT_ALLOWED, self.says)

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column."""
        known = {str(value): value for value in self.values}
        return [known[text] for text in texts] if known.keys() >= set(texts) else None


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """What people read.

    Attributes:
        longest: in characters, None for any length.
        has_lines: whether it may have line breaks; RFC 4180 writes them as CRLF, they are kept as LF.
    """

    name: ClassVar[str] = "text"

    longest: int | None = None
    has_lines: bool = False

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        length = "" if self.longest is None else f", at most {self.longest} characters"
        return f"{'lines of text' if self.has_lines else 'text'}{length}"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        if self.has_lines:
            text = _LINE_BREAK.sub("\n", text)
        if self._forbidden.search(text) is not None:
            return Fault(Reason.CHARACTERS)
        if self.longest is not None and len(text) > self.longest:
            return Fault(Reason.TOO_LONG, str(self.longest))
        return text

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column."""
        if self.has_lines and any("\r" in text for text in texts):
            texts = [_LINE_BREAK.sub("\n", text) for text in texts]
        if "" in texts or self._forbidden.search("".join(texts)) is not None:
            return None
        return texts if self.longest is None or max(map(len, texts)) <= self.longest else None

    @property
    def _forbidden(self) -> re.Pattern[str]:
        return _FORBIDDEN if self.has_lines else _FORBIDDEN_IN_A_LINE


@dataclass(frozen=True, slots=True)
class Shape(Kind):
    """A number or a code of a certain shape.

    Attributes:
        pattern: a regular expression, for the whole value.
        words: the same in words.
    """

    name: ClassVar[str] = "code"

    pattern: str
    words: str

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return self.words

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        return text if _compiled(self.pattern).fullmatch(text) else Fault(Reason.SHAPE, self.words)

    def read_all(self, texts: Sequence[str]) -> Sequence[Value] | None:
        """Read a column: a value that was good is good again."""
        return texts if all(map(_compiled(self.pattern).fullmatch, set(texts))) else None


@dataclass(frozen=True, slots=True)
class NirNumber(Kind):
    """A NIR with its key."""

    name: ClassVar[str] = "NIR"

    @property
    def says(self) -> str:
        """Say in English what is allowed."""
        return "NIR of 13 characters with its key of 2 digits, without spaces"

    def read(self, text: str) -> Value | Fault:
        """Read one value."""
        try:
            return Nir(text).value
        except InvalidNirError:
            return Fault(Reason.NIR)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


@lru_cache(maxsize=100_000)
def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) is None:
        return False
    try:
        return EARLIEST <= date.fromisoformat(text) <= LATEST
    except ValueError:
        return False
