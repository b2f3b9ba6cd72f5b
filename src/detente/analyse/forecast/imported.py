"""Series of events from files: ICEWS, POLECAT, GDELT, ACLED, the ICEWS benchmark's four columns, CSV with a field map.

A file's format is known by its heading (``resources/forecast/formats.tsv``), GDELT's, which has none, by its number of columns.
Files are read as they stream, gzip or not; a row that tells no day, no two sides or no code is counted, not guessed.
"""

from __future__ import annotations

import csv
import gzip
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from io import TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from detente import resources
from detente.analyse.forecast.acts import TO, Act, classes, once
from detente.analyse.forecast.sides import side_of
from detente.errors import Malformed, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

FIELDS = (
    "day", "source", "source_side", "target", "target_side", "code", "relation", "type", "mode", "kind", "subkind",
    "told", "cite",
)  # fmt: skip
CODING = ("code", "relation", "type", "mode", "kind", "subkind")
WIDEST_FIELD = 1 << 20
MOST_WORDS = 300
_GDELT_WIDTHS = (57, 58, 61)
_DAY_SHAPES = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%b-%y", "%m/%d/%Y")


@dataclass(slots=True)
class Imported:
    """Acts of a file.

    Attributes:
        acts: by day, without copies.
        format: what the file was taken for.
        rows: rows read.
        passed: rows that made no act, by reason.
    """

    format: str
    acts: tuple[Act, ...] = ()
    rows: int = 0
    passed: dict[str, int] = field(default_factory=dict)

    def skip(self, reason: str) -> None:
        """Counts a row that makes no act."""
        self.passed[reason] = self.passed.get(reason, 0) + 1


def imported(
    path: Path,
    *,
    fields: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    as_of: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """The acts of a file.

    Args:
        path: CSV or tab-separated text, gzipped or zipped or plain.
        fields: which column has which field (``FIELDS``), for a file of another format; a value that begins with "=" is meant
            itself ("source_side": "=PRK").
        codes: CAMEO codes by their names, for files that give names ("Impose embargo, boycott, or sanctions").
        as_of: later rows are not read.
        progress: told the number of rows every hundred thousand.

    Raises:
        Unreadable: if the file cannot be opened.
        Malformed: if it has no heading that is known, or a column that a field is mapped to is not there.
    """
    try:
        with _opened(path) as file:
            return _read(file, _Asked(path, dict(fields or {}), codes or {}, as_of, progress))
    except OSError as error:
        raise Unreadable(str(error.strerror or error), origin=str(path), cure="name a file that can be read") from error
    except (UnicodeDecodeError, csv.Error, EOFError, zipfile.BadZipFile) as error:
        raise Malformed(f"it is no table of text: {error}", origin=str(path), cure="write it as UTF-8 CSV") from error


@dataclass(frozen=True, slots=True)
class _Asked:
    """What ``imported`` was asked."""

    path: Path
    fields: Mapping[str, str]
    codes: Mapping[str, str]
    as_of: date | None
    progress: Callable[[int], None] | None


def _read(file: TextIO, asked: _Asked) -> Imported:
    csv.field_size_limit(WIDEST_FIELD)
    first = file.readline()
    tabs, commas, semicolons = (first.count(mark) for mark in "\t,;")
    delimiter = "\t" if tabs >= max(1, commas) else ";" if semicolons > commas else ","
    rows: Iterator[list[str]] = csv.reader(chain([first], file), delimiter=delimiter)
    heading = next(rows, [])
    if len(heading) in _GDELT_WIDTHS and heading[1].isdigit():
        rows = chain([heading], rows)
        heading = _gdelt_columns(len(heading))
    name, columns = _columns(asked.path, heading, asked.fields)
    found = Imported(name)
    found.acts = tuple(sorted(once(_acts(rows, columns, asked, found)), key=lambda act: act.day))
    return found


def _columns(path: Path, heading: list[str], fields: Mapping[str, str]) -> tuple[str, dict[str, int | str]]:
    """The format's name, and for each field its column's place or the text that stands for it."""
    place = {column.strip(): number for number, column in reversed(list(enumerate(heading)))}
    if fields:
        unknown = sorted(set(fields) - set(FIELDS))
        if unknown:
            raise Malformed(
                f"there is no field {unknown[0]!r}", origin=str(path), cure=f"the fields are {', '.join(FIELDS)}"
            )
        missing = [column for column in fields.values() if not column.startswith("=") and column not in place]
        if missing:
            raise Malformed(
                f"there is no column {missing[0]!r}",
                origin=str(path),
                cure=f"its columns are {', '.join(heading)[:300]}",
            )
        if "day" not in fields or not {"source", "source_side"} & set(fields):
            raise Malformed(
                "the map lacks the day or the source", origin=str(path), cure="give at least --map day=… --map source=…"
            )
        return "csv", {f: c[1:] if c.startswith("=") else place[c] for f, c in fields.items()}
    for name, columns in _formats().items():
        if all(column in place for column, needed in columns.values() if needed):
            return name, {f: place[column] for f, (column, _) in columns.items() if column in place}
    raise Malformed(
        "its heading is none of ICEWS, POLECAT, GDELT or ACLED",
        origin=str(path),
        cure="say which column has what: --map day=… --map source=… --map target=… --map code=…",
    )


def _acts(
    rows: Iterable[list[str]], columns: Mapping[str, int | str], asked: _Asked, found: Imported
) -> Iterator[tuple[Act, str, str]]:
    """Each row's act with the names of its source and target; rows that make none are counted."""
    value, code_of = _value(columns), _coder(columns, asked.codes)
    for number, row in enumerate(rows, start=2):
        found.rows += 1
        if asked.progress and number % 100_000 == 0:
            asked.progress(number)
        day = _day(value(row, "day"))
        if day is None:
            found.skip("no day")
            continue
        if asked.as_of is not None and day > asked.as_of:
            found.skip("after the day asked for")
            continue
        source, target = value(row, "source"), value(row, "target")
        own_country, other_country = value(row, "source_side"), value(row, "target_side")
        one, other = side_of(source, own_country, day=day), side_of(target, other_country, day=day)
        code = code_of(row)
        if one is None or (other is None and (target or other_country)):
            found.skip("a side is not known")
        elif code is None:
            found.skip("no code")
        elif one == other:
            found.skip("within one side")
        else:
            told = value(row, "told") or value(row, "relation")
            cite = f"{asked.path.name}:{number} {value(row, 'cite')}".rstrip()
            who = f"{source}{TO}{target}" if target else source
            act = Act(day, (one,), (other,) if other else (), code, cite, told[:MOST_WORDS], who[:MOST_WORDS])
            yield act, source or one, target or (other or "")


def _value(columns: Mapping[str, int | str]) -> Callable[[list[str], str], str]:
    """What a row has for a field, "" for nothing."""

    def value(row: list[str], name: str) -> str:
        at = columns.get(name)
        if at is None or isinstance(at, str):
            return at or ""
        return row[at].strip() if at < len(row) else ""

    return value


def _coder(columns: Mapping[str, int | str], codes: Mapping[str, str]) -> Callable[[list[str]], str | None]:
    """What gives a row's CAMEO code; each combination of values is looked up once."""
    value = _value(columns)
    found: dict[tuple[str, ...], str | None] = {}

    def code(row: list[str]) -> str | None:
        told = tuple(value(row, name) for name in CODING)
        if told not in found:
            found[told] = _code(dict(zip(CODING, told, strict=True)), codes)
        return found[told]

    return code


def _code(told: Mapping[str, str], codes: Mapping[str, str]) -> str | None:
    """The CAMEO code that a row's columns amount to."""
    code = told["code"]
    if code:
        if code in {one.key for one in classes()}:
            return code
        padded = code if len(code) != 1 else f"0{code}"
        return padded if padded[:2].isdigit() and 1 <= int(padded[:2]) <= 20 else None
    if told["relation"]:
        return codes.get(told["relation"]) or _relations().get(told["relation"].casefold())
    if told["type"]:
        return _pairs("forecast/plover.tsv", "type", "mode", told["type"].upper(), told["mode"].casefold())
    return _pairs("forecast/acled.tsv", "kind", "subkind", told["kind"], told["subkind"])


def _pairs(table: str, first: str, second: str, one: str, other: str) -> str | None:
    rows = {(row[first], row[second]): row["code"] for row in resources.rows(table)}
    return rows.get((one, other)) or rows.get((one, ""))


@cache
def _relations() -> dict[str, str]:
    return {row["relation"].casefold(): row["code"] for row in resources.rows("forecast/relations.tsv")}


@cache
def _formats() -> dict[str, dict[str, tuple[str, bool]]]:
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for row in resources.rows("forecast/formats.tsv"):
        found.setdefault(row["format"], {})[row["field"]] = (row["column"], row["needed"] == "yes")
    return found


def _gdelt_columns(width: int) -> list[str]:
    names = resources.text("forecast/gdelt_columns.txt").split()
    return names if width == len(names) else [one for one in names if not one.endswith("ADM2Code")][:width]


@cache
def _day(text: str) -> date | None:
    for shape in _DAY_SHAPES:
        try:
            return datetime.strptime(text[:20].split("T", maxsplit=1)[0] if shape == "%Y-%m-%d" else text, shape).date()  # noqa: DTZ007  # days have no zone
        except ValueError:
            continue
    return None


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            member = next((name for name in archive.namelist() if not name.endswith("/")), None)
            if member is None:
                raise Malformed("the archive is empty", origin=str(path), cure="name a file with rows")
            with archive.open(member) as raw:
                yield TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    elif path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield file
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
