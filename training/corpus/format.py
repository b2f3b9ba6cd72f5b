"""Reads the corpus's texts (corpus/README.md gives the format) into readings with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARAGRAPH_BREAK = "\n\n"
LAYERS = {"S": "statements", "E": "events", "P": "positions", "T": "terms", "M": "measures", "A": "assessments"}
ARITY = {"S": 6, "E": 5, "P": 6, "T": 6, "M": 8, "A": 5}
MARKS = {"##": "subhead", "#": "headline", "^": "caption", "~": "junk"}

Json = dict[str, Any]


class FormatError(ValueError):
    """A text breaks the format. ``where`` is file and line."""

    def __init__(self, message: str, *, where: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


@dataclass
class Text:
    """One written text with its reading.

    Attributes:
        name: its id, unique in the corpus.
        header: the header's fields.
        blocks: (kind, words) in order; kind is headline, subhead, caption, body or junk.
        reading: the codebook's shape, quotes as ``{text, start, end}``.
        where: file and line, for messages.
    """

    name: str
    header: dict[str, str]
    blocks: list[tuple[str, str]]
    where: str
    reading: Json = field(default_factory=dict)

    @property
    def paragraphs(self) -> list[str]:
        """The text's own paragraphs."""
        return [words for kind, words in self.blocks if kind != "junk"]

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line: what offsets point into."""
        return PARAGRAPH_BREAK.join(self.paragraphs)


def read_file(path: Path) -> Iterator[Text | FormatError]:
    """The texts of one file; one that breaks the format gives its error and the rest goes on."""
    chunks = re.split(r"^=== *(\S+) *$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    line = chunks[0].count("\n") + 1
    for name, chunk in zip(chunks[1::2], chunks[2::2], strict=True):
        where = f"{path.name}:{line} ({name})"
        line += chunk.count("\n")
        try:
            yield _text(name, chunk, where)
        except FormatError as error:
            yield error


def _text(name: str, chunk: str, where: str) -> Text:
    parts = re.split(r"^---[ \t]*$", chunk, flags=re.MULTILINE)
    if len(parts) != 3:
        raise FormatError(f"has {len(parts) - 1} lines of ---, not 2", where=where)
    header = {}
    for row in parts[0].strip().splitlines():
        key, colon, value = row.partition(":")
        if not colon:
            raise FormatError(f"header line without a colon: {row!r}", where=where)
        header[key.strip()] = value.strip()
    text = Text(name, header, list(_blocks(parts[1])), where)
    text.reading = {"document": _document(text)} | {layer: [] for layer in LAYERS.values()}
    if header.get("issuer"):
        text.reading["document"]["issuer"] = _actor(header["issuer"], where)
    for row in parts[2].strip().splitlines():
        if row.strip():
            _note(text, row.strip())
    return text


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    kind, words = "body", []  # type: str, list[str]
    for line in [*body.splitlines(), ""]:
        stripped = line.strip()
        mark = stripped.split(" ", 1)[0]
        if not stripped or mark in MARKS:
            if words:
                yield kind, " ".join(" ".join(words).split())
            kind, words = "body", []
        if mark in MARKS:
            yield MARKS[mark], " ".join(stripped[len(mark) :].split())
        elif stripped:
            words.append(stripped)


def _document(text: Text) -> Json:
    header, at, quotes = text.header, 0, []
    for words in text.paragraphs:
        quotes.append({"text": words, "start": at, "end": at + len(words)})
        at += len(words) + len(PARAGRAPH_BREAK)
    title = next((words for kind, words in text.blocks if kind == "headline"), None)
    return {
        "title": title,
        "published": header.get("date") or None,
        "dateline": header.get("dateline") or None,
        "authors": [a.strip() for a in header.get("authors", "").split(";") if a.strip()],
        "publisher": header.get("publisher") or None,
        "agency": header.get("agency") or None,
        "paragraphs": quotes,
    }


def _note(text: Text, row: str) -> None:
    mark, *fields = [part.strip() for part in re.split(r"(?:^|\s)\|(?:\s|$)", row)]
    if mark not in LAYERS or len(fields) != ARITY[mark]:
        raise FormatError(f"{row[:60]!r}: needs {ARITY.get(mark, '?')} fields, has {len(fields)}", where=text.where)
    make = {"S": _statement, "E": _event, "P": _position, "T": _term, "M": _measure, "A": _assessment}[mark]
    text.reading[LAYERS[mark]].append(make(text, fields))


def _actor(words: str, where: str) -> Json | None:
    if words in {"-", ""}:
        return None
    match = re.fullmatch(r"(.+?)\s*@(-|[A-Z]{2,5})", words)
    if not match:
        raise FormatError(f"{words!r} is no actor: write Name @SIDE or Name @-", where=where)
    return {"name": match[1], "side": None if match[2] == "-" else match[2]}


def _actors(words: str, where: str) -> list[Json]:
    found = [_actor(part.strip(), where) for part in words.split(";") if part.strip() not in {"", "-"}]
    return [who for who in found if who]


def _quote(text: Text, words: str, *, near: int | None = None) -> Json | None:
    if words in {"-", ""}:
        return None
    turn, match = 1, re.match(r"@(\d) ", words)
    if match:
        turn, words = int(match[1]), words[match.end() :]
    places = [m.start() for m in re.finditer(re.escape(words), text.text)]
    if "\n" in words or len(places) < turn:
        raise FormatError(f"{words!r} does not stand in the text{' that often' if places else ''}", where=text.where)
    start = places[turn - 1] if near is None or match else min(places, key=lambda p: abs(p - near))
    return {"text": words, "start": start, "end": start + len(words)}


def _cue(text: Text, words: str, content: Json) -> Json:
    paragraph = next(p for p in text.reading["document"]["paragraphs"] if p["start"] <= content["start"] < p["end"])
    bounds = r"(?<!\w)" + re.escape(words) + r"(?!\w)"
    places = [paragraph["start"] + m.start() for m in re.finditer(bounds, paragraph["text"])]
    outside = [p for p in places if p + len(words) <= content["start"] or p >= content["end"]] or places
    if not outside:
        raise FormatError(
            f"cue {words!r} does not stand in the paragraph of {content['text'][:40]!r}", where=text.where
        )
    start = min(outside, key=lambda p: min(abs(p + len(words) - content["start"]), abs(p - content["end"])))
    return {"text": words, "start": start, "end": start + len(words)}


def _needed(quote: Json | None, what: str, where: str) -> Json:
    if quote is None:
        raise FormatError(f"no {what}", where=where)
    return quote


def _null(words: str) -> str | None:
    return None if words in {"-", ""} else words


def _statement(text: Text, fields: list[str]) -> Json:
    source, cue, content, form, to, date = fields
    quote = _needed(_quote(text, content), "content", text.where)
    return {
        "source": _actor(source, text.where), "cue": _cue(text, cue, quote), "content": quote,
        "form": form, "to": _actor(to, text.where), "date": _null(date),
    }  # fmt: skip


def _event(text: Text, fields: list[str]) -> Json:
    kind, status, parties, date, evidence = fields
    actors, _, recipients = parties.partition(">")
    return {
        "type": kind, "actors": _actors(actors, text.where), "recipients": _actors(recipients, text.where),
        "date": _null(date), "status": status, "evidence": _needed(_quote(text, evidence), "evidence", text.where),
    }  # fmt: skip


def _position(text: Text, fields: list[str]) -> Json:
    holder, issue, target, stance, date, evidence = fields
    return {
        "holder": _actor(holder, text.where), "issue": issue, "target": _null(target), "stance": stance,
        "date": _null(date), "evidence": _needed(_quote(text, evidence), "evidence", text.where),
    }  # fmt: skip


def _term(text: Text, fields: list[str]) -> Json:
    by, of, demand, offer, link, evidence = fields
    quote = _needed(_quote(text, evidence), "evidence", text.where)
    return {
        "by": _actor(by, text.where), "of": _actor(of, text.where), "demand": _quote(text, demand, near=quote["start"]),
        "offer": _quote(text, offer, near=quote["start"]), "link": link, "evidence": quote,
    }  # fmt: skip


def _measure(text: Text, fields: list[str]) -> Json:
    imposer, act, targets, programme, reason, date, status, evidence = fields
    return {
        "imposer": _actor(imposer, text.where), "act": act, "targets": _actors(targets, text.where), "programme": _null(programme),
        "reason": _quote(text, reason), "date": _null(date), "status": status,
        "evidence": _needed(_quote(text, evidence), "evidence", text.where),
    }  # fmt: skip


def _assessment(text: Text, fields: list[str]) -> Json:
    by, about, topic, direction, evidence = fields
    return {
        "by": _actor(by, text.where), "about": about.split(), "topic": topic, "direction": direction,
        "evidence": _needed(_quote(text, evidence), "evidence", text.where),
    }  # fmt: skip
