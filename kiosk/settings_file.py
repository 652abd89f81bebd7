"""Read the settings from a TOML file, or say in one line what is wrong with it."""

import contextlib
import itertools
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect as type_inspect

from kiosk.catalogue.failures import FailureCode
from kiosk.settings import Database, Hours, Paths, Secrets, Section, Settings
from kiosk.texts import gettext as _

SYSTEM_FILE: Final = Path("/etc/kiosk/kiosk.toml")
"""Read where neither --config nor the user's own file is there."""


@dataclass(frozen=True, slots=True)
class SettingsError:
    """Say in one line why settings are refused: file, key, what is allowed. No value is repeated, it may be a secret.

    Attributes:
        code: always SETTINGS_INVALID.
        sentence: the line, in the language of the process.
        file: the file refused.
        key: "[section] key", or empty when the whole file is refused.
    """

    code: FailureCode
    sentence: str
    file: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Hold settings and where they come from.

    Attributes:
        settings: all of them, defaults included.
        file: the file read, None where there was none.
    """

    settings: Settings
    file: Path | None


def load_settings(
    config: Path | None, environ: Mapping[str, str], *, production: bool = False
) -> LoadedSettings | SettingsError:
    """Read the settings from --config, else the user's file, else /etc/kiosk/kiosk.toml, else take the defaults.

    Args:
        config: the file asked for; it must be there.
        environ: the environment: HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, STATE_DIRECTORY, CREDENTIALS_DIRECTORY.
        production: whether this is an installation for terminals in service, where simulators are refused.
    """
    user_home = Path(environ.get("HOME") or "/")
    user_file = Path(environ.get("XDG_CONFIG_HOME") or user_home / ".config") / "kiosk" / "kiosk.toml"
    for file in [config] if config is not None else [user_file, SYSTEM_FILE]:
        try:
            content = file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            if config is None:
                continue
            return _refused(file, "", _("fichier introuvable"))
        except OSError as error:
            return _refused(file, "", _("fichier illisible (%(reason)s)") % {"reason": error.strerror})
        outcome = parse_settings(content, file, production=production)
        if isinstance(outcome, SettingsError):
            return outcome
        return LoadedSettings(with_places(outcome, environ), file)
    return LoadedSettings(with_places(Settings(), environ), None)


def parse_settings(content: bytes, file: Path, *, production: bool = False) -> Settings | SettingsError:
    """Check the content of a settings file, key by key.

    Args:
        content: the TOML text, UTF-8.
        file: named in the error.
        production: whether simulators are refused.
    """
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _refused(file, "", _("le fichier n’est pas en UTF-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        if place is None:
            return _refused(file, "", _("TOML mal formé à la fin du fichier"))
        return _refused(
            file, "", _("TOML mal formé, ligne %(line)s, colonne %(column)s") % {"line": place[1], "column": place[2]}
        )
    sections = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    values: dict[str, Section] = {}
    for name, table in data.items():
        if name not in sections:
            return _unknown(
                file, f"[{name}]" if isinstance(table, dict) else name, [f"[{section}]" for section in sections]
            )
        if not isinstance(table, dict):
            return _refused(file, f"[{name}]", _("une section est attendue"))
        section = _parse_section(sections[name], table, name, file)
        if isinstance(section, SettingsError):
            return section
        values[name] = section
    settings = msgspec.structs.replace(Settings(), **values)
    return _contradiction(settings, file, production=production) or settings


def with_places(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """Return the settings with every empty path replaced by the place that it stands for."""
    home = Path(environ.get("HOME") or "/")
    user_state = Path(environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "kiosk"
    # systemd names several folders with colons between them; the first is the service's own.
    state = settings.paths.state or environ.get("STATE_DIRECTORY", "").split(":")[0] or str(user_state)
    return msgspec.structs.replace(
        settings,
        paths=Paths(state=state),
        database=Database(url=settings.database.url or f"sqlite:///{state}/kiosk.db"),
        secrets=Secrets(dir=settings.secrets.dir or environ.get("CREDENTIALS_DIRECTORY") or f"{state}/secrets"),
    )


def allowed_values(field_type: type) -> str:
    """Say which values a key may have, in a form that needs no translation: "10 … 3600 s", "epson, custom, generic"."""
    extra: Mapping[str, Any] = {}
    info = type_inspect.type_info(field_type)
    if isinstance(info, type_inspect.Metadata):
        extra = info.extra or {}
        info = info.type
    if "allowed" in extra:
        return str(extra["allowed"])
    match info:
        case type_inspect.IntType() | type_inspect.FloatType():
            return f"{info.ge:g} … {info.le:g} {extra['unit']}"
        case type_inspect.LiteralType():
            return ", ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in info.values)
        case type_inspect.BoolType():
            return "true, false"
        case _:
            return f'"…" (≤ {info.max_length})' if isinstance(info, type_inspect.StrType) else "?"


def _parse_section(section: type[Section], table: Mapping[str, Any], name: str, file: Path) -> Section | SettingsError:
    types = {field.name: field.type for field in msgspec.structs.fields(section)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in types:
            return _unknown(file, f"[{name}] {key}", list(types))
        with contextlib.suppress(msgspec.ValidationError):
            values[key] = msgspec.convert(value, types[key], strict=True)
        if key not in values or _is_nonsense(value):
            allowed = allowed_values(types[key])
            return _refused(file, f"[{name}] {key}", _("valeur refusée ; permis : %(allowed)s") % {"allowed": allowed})
    return section(**values)


def _is_nonsense(value: object) -> bool:
    """Say whether a value is refused whatever the key: no path, name or address holds a control character."""
    if isinstance(value, str):
        return re.search(r"[\x00-\x1f\x7f]", value) is not None
    # "nan" is within every range, for no comparison with it is true.
    return isinstance(value, float) and math.isnan(value)


def _contradiction(settings: Settings, file: Path, *, production: bool) -> SettingsError | None:
    access = settings.access
    if access.code_digits_max < access.code_digits_min:
        return _refused(file, "[access] code_digits_max", _("doit être au moins égal à code_digits_min"))
    for day, periods in zip(Hours.__struct_fields__, settings.hours.week().days, strict=True):
        moments = [moment for period in periods for moment in period]
        if any(later <= earlier for earlier, later in itertools.pairwise(moments)):
            return _refused(file, f"[hours] {day}", _("les heures doivent se suivre, de l’ouverture à la fermeture"))
    if production and settings.terminal.simulators:
        return _refused(file, "[terminal] simulators", _("refusé sur une borne en service ; permis : false"))
    return None


def _unknown(file: Path, key: str, known: list[str]) -> SettingsError:
    return _refused(file, key, _("inconnu ; permis : %(allowed)s") % {"allowed": ", ".join(known)})


def _refused(file: Path, key: str, reason: str) -> SettingsError:
    # Translators: command line, what is wrong with the settings; file, key and reason come in
    sentence = _("%(file)s : %(key)s : %(reason)s") if key else _("%(file)s : %(reason)s")
    parts = {"file": file, "key": key, "reason": reason}
    return SettingsError(FailureCode.SETTINGS_INVALID, sentence % parts, str(file), key)
