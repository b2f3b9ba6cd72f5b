"""What a line of a page looks like, and its neighbours: numbers for the line classifier.

No feature asks for a phrase. Words count through their shapes, through how often they return on the page, and through hashed
buckets whose weights are learned.
"""

from __future__ import annotations

import itertools
import math
import re
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.ingest.runs import Block

    Table = NDArray[np.float32]

BUCKETS = 1 << 13
OFFSETS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (2, 5, 12)

# The columns of ``own``, in order.
OWN = (
    "words", "chars", "word_length", "last", "last_letter", "last_colon", "last_dots", "inner", "commas", "quotes",
    "capitals", "upper", "digits", "stops", "lower_start", "digit_start", "item", "indent", "gap", "date",
    "marks", "address", "brackets", "known", "copies", "copied", "extends", "extended", "gap_after",
)  # fmt: skip
_SEEN_BESIDE = tuple(OWN.index(name) for name in ("words", "last", "stops", "capitals", "item", "inner"))

_LAST = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INNER = re.compile(r"[.!?][\"'”’)]* +[\"'“‘(]?[A-ZÀ-Þ]")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[©®™|@#%/:]")
_TOKENS = 24  # words of a line that the buckets see: its start and its end say what it is
_MOST = 1_000  # characters of a line that are counted


@cache
def stop_words() -> frozenset[str]:
    """The words that hold sentences together."""
    return frozenset(row["word"] for row in resources.rows("ingest/stop_words.tsv"))


def buckets(text: str) -> list[int]:
    """The hashed buckets of a line: its words and pairs of words, each once; of a long line those at its ends."""
    found = _WORD.findall((text if len(text) < 400 else f"{text[:200]} {text[-200:]}").lower())
    words = ["0" if word.isdigit() else word for word in found]
    if len(words) > _TOKENS:
        words = words[: _TOKENS // 2] + words[-_TOKENS // 2 :]
    ends = ["^", *words, "$"]
    grams = words + [f"{a} {b}" for a, b in itertools.pairwise(ends)]
    return sorted({crc32(gram.encode("utf-8", "replace")) % BUCKETS for gram in grams})


def own(lines: Sequence[Block]) -> Table:
    """Features of each line by itself and of its likes on the page: a row a line, columns as ``OWN``."""
    stops = stop_words()
    keys = [line.text[:_MOST].lower() for line in lines]
    counts: dict[str, int] = {}
    copied: list[int] = []
    for key in keys:
        copied.append(counts.get(key, 0))
        counts[key] = counts.get(key, 0) + 1
    body = {word for key in keys if len(key) > 100 and _LAST.search(key) for word in key.split() if len(word) > 3}
    body -= stops
    rows = []
    known: dict[tuple[str, str, int, bool], tuple[float, ...]] = {}
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        size = len(key)
        extends = extended = False
        if size > 15:
            for other in keys[max(0, i - 3) : i] + keys[i + 1 : i + 4]:
                if 15 < len(other) < size:
                    extends = extends or key.startswith(other)
                elif len(other) > size:
                    extended = extended or key in other
        after = lines[i + 1].gap if i + 1 < len(lines) else True
        again = (line.text, line.shape, line.indent, line.gap)
        if again not in known:
            known[again] = _line(line, key, stops, body)
        rows.append((*known[again], counts[key], copied[i], extends, extended, after))
    return np.array(rows, dtype=np.float32).reshape(len(lines), len(OWN))


def _line(line: Block, key: str, stops: frozenset[str], body: set[str]) -> tuple[float, ...]:
    text = line.text[:_MOST]
    size = len(text)
    tail = line.text[-12:]
    end = tail[-1]
    words = text.split()
    count = len(words)
    lower = key.split()
    content = [word for word in lower if len(word) > 3 and word not in stops] if size <= 400 else []
    running = size > 20  # shorter lines have no room for these
    return (
        math.log1p(count * len(line.text) / size),
        math.log1p(len(line.text)),
        min(30.0, size / count),
        not end.isalnum() and _LAST.search(tail) is not None,
        end.isalnum(),
        end == ":",
        end == "…" or tail.endswith("..."),
        len(_INNER.findall(text)) if running else 0,
        text.count(",") / count if running else 0.0,
        text.count('"') + text.count("“") + text.count("”") if running else 0,
        len([word for word in words if word[0].isupper()]) / count,
        sum(map(str.isupper, words)) / count,
        sum(map(str.isdigit, words)) / count,
        sum(map(stops.__contains__, lower)) / count,
        text[0].islower(),
        text[0].isdigit(),
        line.shape == "item",
        min(12, line.indent),
        line.gap,
        size < 120 and _DATE.search(text) is not None,
        text.count("|") + text.count("/") + text.count("»") + text.count("©"),
        running and ("@" in text or "http" in text or "www." in text),
        text.count("(") + text.count("["),
        sum(map(body.__contains__, content)) / len(content) if content else 0.5,
    )


def shifted(column: Table, offset: int, *, blank: float = -1.0) -> Table:
    """The column of the line ``offset`` lines on; ``blank`` beyond the page's ends."""
    moved = np.full_like(column, blank)
    size = len(column)
    if abs(offset) >= size:
        return moved
    if offset > 0:
        moved[:-offset] = column[offset:]
    else:
        moved[-offset:] = column[:offset]
    return moved


def smoothed(column: Table, width: int) -> Table:
    """The mean of the column over ``width`` lines before and after each line, itself included."""
    sums = np.concatenate((np.zeros(1), np.cumsum(column, dtype=np.float64)))
    at = np.arange(len(column))
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(column))
    means: Table = ((sums[high] - sums[low]) / (high - low)).astype(np.float32)
    return means


def around(table: Table, words: Table) -> Table:
    """Features of lines with their neighbours and their page.

    Args:
        table: of ``own``.
        words: each line's score by its hashed words.
    """
    size = len(table)
    column = {name: table[:, i] for i, name in enumerate(OWN)}
    sentence = ((column["last"] > 0) & (column["chars"] > np.log1p(60))).astype(np.float32)
    mass = np.expm1(column["chars"]) * sentence
    parts = [table, words[:, None], sentence[:, None]]
    for offset in OFFSETS:
        parts += [shifted(table[:, i], offset)[:, None] for i in _SEEN_BESIDE]
        parts.append(shifted(words, offset)[:, None])
    for width in WINDOWS:
        seen = (sentence, mass, words, column["stops"], column["item"], column["words"])
        parts += [smoothed(each, width)[:, None] for each in seen]
    at = np.arange(size, dtype=np.float32)
    places = np.flatnonzero(sentence)
    first, last = (places[0], places[-1]) if len(places) else (0, size - 1)
    before = np.cumsum(mass) - mass
    total = max(1.0, float(mass.sum()))
    parts += [
        each[:, None]
        for each in (at / size, at, size - at, at - first, last - at, before / total, (before + mass) / total)
    ]
    page = (
        np.log1p(size), np.log1p(total), sentence.mean(), column["item"].mean(), np.median(column["words"]),
        np.quantile(column["chars"], 0.9), column["stops"].mean(), words.mean(), column["gap"].mean(), sentence.sum(),
    )  # fmt: skip
    parts.append(np.tile(np.array(page, dtype=np.float32), (size, 1)))
    return np.concatenate([part.astype(np.float32) for part in parts], axis=1)


def again(table: Table, scores: Table) -> Table:
    """Features for the second look: those of ``around``, and the first look's scores of the neighbours."""
    parts = [table, scores[:, None]]
    parts += [shifted(scores, offset)[:, None] for offset in (-5, -4, *OFFSETS, 4, 5)]
    parts += [smoothed(scores, width)[:, None] for width in (1, *WINDOWS)]
    chars = np.expm1(table[:, OWN.index("chars")])
    weight = scores * chars
    total = max(1.0, float(weight.sum()))
    before = np.cumsum(weight) - weight
    at = np.arange(len(scores), dtype=np.float32)
    centre = float((at * weight).sum()) / total
    spread = max(1.0, float(np.sqrt((np.square(at - centre) * weight).sum() / total)))
    surely = np.flatnonzero(scores > 0.7)
    first, last = (surely[0], surely[-1]) if len(surely) else (0, len(scores) - 1)
    page = (scores.mean(), scores.sum(), total / max(1.0, float(chars.sum())), (scores > 0.5).mean())
    parts += [
        each[:, None]
        for each in (before / total, (before + weight) / total, (at - centre) / spread, at - first, last - at)
    ]
    parts.append(np.tile(np.array(page, dtype=np.float32), (len(scores), 1)))
    return np.concatenate([part.astype(np.float32) for part in parts], axis=1)
