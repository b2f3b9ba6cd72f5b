"""Tables of articles: JSON lines, JSON lists and CSV, a row an article, with a map from fields to columns."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from detente import resources
from detente.errors import Malformed, SkipItem, TooLarge
from detente.ingest.pieces import Fault, Piece, fault
from detente.ingest.unpacking import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Given = Piece | Fault
FIELDS = ("text", "title", "date", "publisher", "author", "url", "id")
_SQUEEZED = re.compile(r"[\W]+")
_MOST_COLUMNS = 2_000
_LONGEST_KNOWN = 2_000
_SHORT_ID = 80
_LONGEST_ADDRESS = 500
_NULLS = frozenset({"", "null", "none", "nan", "n/a"})
_NO_TEXT = "say which holds the text: --field text=NAME"


def json_lines(file: BinaryIO, *, uri: str, fields: Mapping[str, str], max_bytes: int) -> Iterator[Given]:
    """The articles of a file with a JSON object a line; lines that cannot be read are faults that name them."""
    for number, line in enumerate(lines(file, origin=uri, longest=max_bytes), start=1):
        part = f"line {number}"
        try:
            if isinstance(line, TooLarge):
                raise line
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            yield _article(_loaded(line), uri=uri, part=part, fields=fields)
        except SkipItem as error:
            yield fault(error, uri=uri, part=part)


def json_list(data: bytes, *, uri: str, fields: Mapping[str, str]) -> Iterator[Given]:
    """The articles of a JSON list of objects, or of an object that holds one such list.

    Raises:
        Malformed: if it is no such JSON.
    """
    found = _parsed(data)
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        found = lists[0] if len(lists) == 1 else [found]
    if not isinstance(found, list):
        raise Malformed("its JSON is no list of articles", origin=uri, cure="give a list of objects, or one a line")
    for number, row in enumerate(found, start=1):
        part = f"item {number}"
        try:
            yield _article(row, uri=uri, part=part, fields=fields)
        except SkipItem as error:
            yield fault(error, uri=uri, part=part)


def csv_rows(file: BinaryIO, *, uri: str, fields: Mapping[str, str], max_bytes: int) -> Iterator[Given]:
    """The articles of a CSV or TSV file with a heading; cells may hold line breaks.

    Raises:
        Malformed: if no column holds the text.
    """
    rows = _text_lines(file, uri=uri, longest=max_bytes)
    first = next(rows, "")
    delimiter = max(",\t;|", key=first.count)
    reader = csv.reader(chain([first], rows), delimiter=delimiter, strict=False)
    before = csv.field_size_limit(max_bytes)
    try:
        heading = _next(reader, uri) or []
        if len(heading) > _MOST_COLUMNS:
            raise TooLarge(f"it has {len(heading):,} columns", origin=uri, cure="keep those of the article")
        if "text" not in _columns(heading, fields):
            named = ", ".join(heading[:20])
            raise Malformed(f"no column of {named} holds the text", origin=uri, cure=_NO_TEXT.replace("NAME", "COLUMN"))
        number = 0
        while (cells := _next(reader, uri)) is not None:
            number += 1
            part = f"row {number}"
            if not any(cells):
                continue
            try:
                yield _article(dict(zip(heading, cells, strict=False)), uri=uri, part=part, fields=fields)
            except SkipItem as error:
                yield fault(error, uri=uri, part=part)
    finally:
        csv.field_size_limit(before)


def looks_like_rows(head: bytes) -> bool:
    """Whether a file begins with a JSON object on a line of its own, or one that goes on beyond what is seen."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.startswith(b"{"):
        return False
    line, broken, _ = first.partition(b"\n")
    if not broken:
        return re.match(rb'\{\s*"[^"]{1,100}"\s*:', line) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _next(reader: Iterator[list[str]], uri: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise Malformed(f"its CSV is broken ({error})", origin=uri, cure="write it anew as CSV in UTF-8") from error


def _text_lines(file: BinaryIO, *, uri: str, longest: int) -> Iterator[str]:
    for number, line in enumerate(lines(file, origin=uri, longest=longest), start=1):
        if isinstance(line, TooLarge):
            raise TooLarge(f"line {number}: {line.what}", origin=uri, cure=line.cure)
        bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        yield _decoded(bare) + "\n"


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _loaded(line: bytes) -> dict[str, Any]:
    found = _parsed(line.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(found, dict):
        raise Malformed("it is no JSON object", cure="give an object a line, with the article's text in one field")
    return found


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(_decoded(data))
    except RecursionError as error:
        raise Malformed("its JSON nests too deep", cure="give the article's fields alone") from error
    except ValueError as error:
        raise Malformed(f"its JSON is broken ({error})", cure="mend or leave out the line") from error


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rows = resources.rows("ingest/fields.tsv")
    return {field: tuple(row["name"] for row in rows if row["kind"] == field) for field in FIELDS}


def _columns(names: list[str], fields: Mapping[str, str]) -> dict[str, str]:
    """By field of a document, the column that holds it: the one that the map names, else the first of a known name."""
    squeezed = {_SQUEEZED.sub("_", name.strip().lower()).strip("_"): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field in FIELDS:
        if field in fields:
            if fields[field].partition(".")[0] in names or fields[field] in names:
                found[field] = fields[field]
            continue
        name = next((squeezed[known] for known in _names()[field] if known in squeezed), None)
        if name is not None:
            found[field] = name
    return found


def _value(row: Mapping[str, Any], path: str, *, joint: str = "; ") -> str:
    """The text at a column; ``a.b`` is the field b of the object a; a list's entries are joined."""
    value: Any = row.get(path)
    if value is None and "." in path:
        value = row
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, list):
        value = joint.join(str(each) for each in value if isinstance(each, str | int | float))
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _article(row: Any, *, uri: str, part: str, fields: Mapping[str, str]) -> Piece:
    if not isinstance(row, dict):
        raise Malformed("it is no JSON object", cure="give an object an article")
    columns = _columns([str(name) for name in row][:_MOST_COLUMNS], fields)
    text = _value(row, columns["text"], joint="\n\n") if "text" in columns else ""
    if text.lower() in _NULLS:
        what = f"its field {columns['text']!r} is empty" if "text" in columns else "no field holds the text"
        cure = "leave it out, or " + _NO_TEXT if "text" in columns else _NO_TEXT
        raise Malformed(f"{what} (there are {', '.join(map(str, list(row)[:12]))})", cure=cure)
    known = {
        field: " ".join(_value(row, column).split())[:_LONGEST_KNOWN]
        for field, column in columns.items()
        if field != "text"
    }
    known = {field: value for field, value in known.items() if value.lower() not in _NULLS}
    own = known.pop("id", "")
    address = known.get("url", "")
    address = address if address.startswith(("http://", "https://")) else ""
    return Piece(
        uri=uri,
        part=address[:_LONGEST_ADDRESS] or (own if len(own) <= _SHORT_ID else "") or part,
        data=text.encode("utf-8", "replace"),
        known=known,
        address=address,
        trusted=True,
    )
