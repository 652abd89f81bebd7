"""Write docs/settings.md from the settings themselves."""

import inspect

from msgspec import inspect as type_inspect
from msgspec import structs

from kiosk.settings import Section, Settings
from kiosk.settings_file import allowed_values

_HEAD = """# Settings

Written from `kiosk/settings.py` by `make docs`.

One TOML file: the one named by `--config`, else `$XDG_CONFIG_HOME/kiosk/kiosk.toml` (`~/.config` without it), else
`/etc/kiosk/kiosk.toml`; without a file, the defaults. An unknown key, a wrong type, a value that is not allowed or a
file that cannot be read is refused in one line that names file, key and what is allowed; the command ends with 2.
[config/kiosk.toml](../config/kiosk.toml) is a whole file to start from. A password is never a setting: it is a file
among the secrets.
"""


def settings_page() -> str:
    """Return docs/settings.md."""
    parts = [_HEAD]
    for section_field in structs.fields(Settings):
        section: type[Section] = section_field.type
        parts.append(f"\n## [{section_field.name}]\n\n{inspect.cleandoc(section.__doc__ or '')}\n\n")
        parts.append("| key | default | allowed | meaning |\n|---|---|---|---|\n")
        parts.extend(_row(field) for field in structs.fields(section))
    return "".join(parts)


def _row(field: structs.FieldInfo) -> str:
    cells = (f"`{field.name}`", _toml(field.default), _cell(allowed_values(field.type)), _cell(_meaning(field.type)))
    return f"| {' | '.join(cells)} |\n"


def _meaning(field_type: type) -> str:
    info = type_inspect.type_info(field_type)
    schema = info.extra_json_schema if isinstance(info, type_inspect.Metadata) else None
    return str((schema or {})["description"])


def _toml(value: str | float) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value:g}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
