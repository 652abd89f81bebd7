"""Read the dated tables of the law from their file, config/tariffs.toml."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.domain.dated import DatedTable, DatedValue
from kiosk.domain.law import Act, CareKind, Law, Parameter
from kiosk.domain.rights import Period
from kiosk.domain.third_party import Contract


class LawFileError(ValueError):
    """Say what is wrong with the file: its key and what is allowed there."""


class _Dated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"valid_from": "from"}):
    valid_from: date
    value: Annotated[int, msgspec.Meta(ge=0)]


class _Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    snds: int
    label: str
    kind: CareKind
    rate: str
    rate_outside: str | None = None
    tariff: tuple[_Dated, ...] = ()


class _Contract(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"valid_from": "from"}):
    label: str
    valid_from: date
    until: date | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parameters: dict[Parameter, tuple[_Dated, ...]]
    rates: dict[str, tuple[_Dated, ...]]
    acts: dict[str, _Act]
    contracts: dict[str, _Contract]


def read_law(path: Path) -> Law:
    """Read the file.

    Raises:
        OSError: the file cannot be read.
        LawFileError: the file is not what it should be: a parameter is missing, a rate has no name, a date comes twice.
    """
    try:
        content = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise LawFileError(f"{path.name}: {error}") from error
    missing = [parameter.value for parameter in Parameter if parameter not in content.parameters]
    if missing:
        raise LawFileError(f"{path.name}: no value for {', '.join(missing)}")
    _refuse_unknown_rates(path, content)
    try:
        return Law(
            acts={
                code: Act(code, act.snds, act.label, act.kind, act.rate, act.rate_outside)
                for code, act in content.acts.items()
            },
            tariffs=_tables({code: act.tariff for code, act in content.acts.items() if act.tariff}),
            rates=_tables(content.rates),
            parameters={parameter: _table(parameter.value, dated) for parameter, dated in content.parameters.items()},
            contracts={
                code: Contract(code, contract.label, Period(contract.valid_from, contract.until))
                for code, contract in content.contracts.items()
            },
        )
    except ValueError as error:
        raise LawFileError(f"{path.name}: {error}") from error


def _refuse_unknown_rates(path: Path, content: _File) -> None:
    for code, act in content.acts.items():
        for rate in (act.rate, act.rate_outside):
            if rate is not None and rate not in content.rates:
                raise LawFileError(f"{path.name}: act {code} has the rate {rate}, which is not among the rates")


def _tables(dated: Mapping[str, tuple[_Dated, ...]]) -> dict[str, DatedTable[int]]:
    return {name: _table(name, values) for name, values in dated.items()}


def _table(name: str, values: tuple[_Dated, ...]) -> DatedTable[int]:
    return DatedTable(name, [DatedValue(value.valid_from, value.value) for value in values])
