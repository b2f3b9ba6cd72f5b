"""What a line of a page looks like, and its neighbours: numbers for the line classifier.

No feature asks for a phrase. Words count through their shapes, through how often they return on the page, and through hashed
buckets whose weights are learned. A page is counted as one array of characters, not line by line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

BUCKETS = 1 << 13
REACH = 3  # lines before and after that a line sees one by one; ``again`` looks two further
WINDOWS = (2, 5, 12, 30)
DOUBTFUL = 0.02  # what the first look finds less likely gets no second

# The columns of ``own``, in order.
OWN = (
    "words", "chars", "word_length", "last", "last_letter", "last_colon", "last_dots", "inner", "commas", "quotes",
    "capitals", "upper", "digits", "stops", "lower_start", "digit_start", "item", "indent", "gap", "date",
    "marks", "address", "brackets", "known", "copies", "copied", "extends", "extended", "gap_after",
)  # fmt: skip
_COLUMN = {name: i for i, name in enumerate(OWN)}
_SEEN_BESIDE = [_COLUMN[name] for name in ("words", "last", "stops", "capitals", "item", "inner", "known")]

_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[©®™|@#%/:\n]")
_ENDS = 100  # characters at either end of a line that the buckets see: they say what it is
_MOST = 1_000  # characters of a line that are counted
_KNOWN_CODES = 0x3100  # above, characters count as letters
_UPPER, _LOWER, _DIGIT, _ALNUM, _SPACE, _STOP, _QUOTE, _CLOSING, _MARK, _BRACKET = (1 << i for i in range(10))


@cache
def stop_words() -> frozenset[str]:
    """The words that hold sentences together."""
    return frozenset(row["word"] for row in resources.rows("ingest/stop_words.tsv"))


@cache
def _classes() -> NDArray[np.uint16]:
    """For each character what it is, as flags."""
    table = np.full(_KNOWN_CODES + 1, _ALNUM, dtype=np.uint16)
    for code in range(_KNOWN_CODES):
        c = chr(code)
        table[code] = (
            _UPPER * c.isupper() | _LOWER * c.islower() | _DIGIT * c.isdigit() | _ALNUM * c.isalnum()
            | _SPACE * c.isspace() | _STOP * (c in ".!?…。！？") | _QUOTE * (c in '"“”')
            | _CLOSING * (c in "\"'”’»)]") | _MARK * (c in "|/»©") | _BRACKET * (c in "([")
        )  # fmt: skip
    return table


def buckets(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The hashed words, and pairs of words, of lines.

    Returns:
        The bucket of each, and the line it stands in.
    """
    ends = [text if len(text) <= 2 * _ENDS else f"{text[:_ENDS]} {text[-_ENDS:]}" for text in texts]
    found = _WORD.findall("\n" + "\n".join(ends).lower() + "\n")
    hashed = {
        word: crc32(b"0" if word.isdigit() else word.encode("utf-8", "replace"))
        for word in set(found)  # a mapping only: the order does not matter
    }
    codes = np.array(list(map(hashed.__getitem__, found)), dtype=np.int64)
    border = codes == hashed["\n"]
    line = np.cumsum(border) - 1
    pairs = (codes[:-1] * 31 + codes[1:] * 7919 + 1) % BUCKETS
    lines = np.concatenate((line[~border], line[:-1]))
    return np.concatenate((codes[~border] % BUCKETS, pairs)), lines


@dataclass(frozen=True, slots=True)
class _Counted:
    """A page's lines as one array of characters."""

    codes: NDArray[np.uint32]
    classes: NDArray[np.uint16]
    starts: Numbers
    ends: Numbers

    def has(self, flag: int) -> Flags:
        found: Flags = (self.classes & flag) != 0
        return found

    def count(self, flags: Flags) -> NDArray[np.float64]:
        """How many of the characters flagged each line holds."""
        return np.add.reduceat(flags.astype(np.int32), self.starts).astype(np.float64)


def _counted(page: str) -> _Counted:
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends[:-1] + 1))
    return _Counted(codes, _classes()[np.minimum(codes, _KNOWN_CODES)], starts, ends)


def own(lines: Sequence[Block]) -> Table:
    """Features of each line by itself and of its likes on the page: a row a line, columns as ``OWN``."""
    if not lines:
        return np.zeros((0, len(OWN)), dtype=np.float32)
    texts = [
        line.text if len(line.text) <= _MOST else line.text[: _MOST - 12] + line.text[-12:] for line in lines
    ]  # fmt: skip
    page = _counted("\n".join(texts) + "\n")
    keys = [text.lower() for text in texts]
    shapes = _shapes(page)
    sizes = page.ends - page.starts
    column: dict[str, NDArray[np.float64] | NDArray[np.bool_] | list[float] | list[bool]] = {**shapes}
    column |= _wording(keys, (sizes > 100) & (shapes["last"] > 0))
    column |= _likes(keys)
    column["chars"] = np.log1p(np.array([len(line.text) for line in lines]))
    column["words"] = np.log1p(np.expm1(column["words"]) * np.expm1(column["chars"]) / sizes)
    short = ((shapes["digits"] > 0) | (page.count(page.has(_DIGIT)) > 0)) & (sizes < 120)
    column["date"] = [bool(seen and _DATE.search(text)) for seen, text in zip(short.tolist(), texts, strict=True)]
    column["address"] = ["@" in text or "http" in text or "www." in text for text in texts]
    column["item"] = [line.shape == "item" for line in lines]
    column["indent"] = [float(min(24, line.indent)) for line in lines]
    gaps = [line.gap for line in lines]
    column["gap"], column["gap_after"] = gaps, [*gaps[1:], True]
    return np.stack([np.asarray(column[name], dtype=np.float32) for name in OWN], axis=1)


def _shapes(page: _Counted) -> dict[str, NDArray[np.float64]]:
    """Counts of characters and of words of a shape."""
    upper, digit, space = page.has(_UPPER), page.has(_DIGIT), page.has(_SPACE)
    opens = ~space & np.concatenate((np.ones(1, dtype=bool), space[:-1]))
    firsts = np.flatnonzero(opens)
    line = np.searchsorted(page.ends, firsts)
    words = np.bincount(line, minlength=len(page.ends)).astype(np.float64)
    many = np.maximum(1.0, words)
    uppers, lowers, digits = (
        np.add.reduceat(flags.astype(np.int32), firsts) for flags in (upper, page.has(_LOWER), digit)
    )
    lengths = np.add.reduceat((~space).astype(np.int32), firsts)
    size = page.ends - page.starts
    last, before = page.classes[page.ends - 1], page.classes[page.ends - 2]
    stop = page.has(_STOP)
    closed = stop | (page.has(_CLOSING) & np.concatenate((np.zeros(1, dtype=bool), stop[:-1])))
    inner = np.zeros(len(space), dtype=bool)
    inner[1:-1] = closed[:-2] & space[1:-1] & (upper | page.has(_QUOTE))[2:]
    inner &= page.codes != ord("\n")
    ending = page.codes[page.ends - 1]
    dots = (ending == ord("…")) | ((ending == ord(".")) & (page.codes[page.ends - 2] == ord(".")))
    opening = page.classes[page.starts]
    return {
        "words": np.log1p(words),
        "word_length": np.minimum(30.0, size / many),
        "last": ((last & _STOP) > 0) | (((last & _CLOSING) > 0) & ((before & _STOP) > 0)),
        "last_letter": (last & _ALNUM) > 0,
        "last_colon": ending == ord(":"),
        "last_dots": dots,
        "inner": page.count(inner),
        "commas": page.count(page.codes == ord(",")) / many,
        "quotes": page.count(page.has(_QUOTE)),
        "capitals": page.count(opens & upper) / many,
        "upper": np.bincount(line, weights=(uppers > 0) & (lowers == 0), minlength=len(size)) / many,
        "digits": np.bincount(line, weights=digits == lengths, minlength=len(size)) / many,
        "lower_start": (opening & _LOWER) > 0,
        "digit_start": (opening & _DIGIT) > 0,
        "marks": page.count(page.has(_MARK)),
        "brackets": page.count(page.has(_BRACKET)),
    }


def _wording(keys: Sequence[str], body: Flags) -> dict[str, NDArray[np.float64]]:
    """The share of stop words, and of the content words that other long sentences of the page have."""
    each = [key.split() for key in keys]
    counts = np.array([len(words) for words in each])
    words = [word for found in each for word in found]
    unique = list(dict.fromkeys(words))
    numbers = dict(zip(unique, range(len(unique)), strict=True))
    ids = np.array(list(map(numbers.__getitem__, words)), dtype=np.int64)
    line = np.repeat(np.arange(len(keys)), counts)
    stops = stop_words()
    stop = np.array(list(map(stops.__contains__, unique)), dtype=bool)
    content = (np.array(list(map(len, unique)), dtype=np.int64) > 3) & ~stop
    said = content[ids]
    inside = np.unique((line * len(numbers) + ids)[said & body[line]]) % max(1, len(numbers))
    others = np.bincount(inside, minlength=len(numbers))[ids] - body[line]
    shared = np.bincount(line, weights=said & (others > 0), minlength=len(keys))
    total = np.bincount(line, weights=said, minlength=len(keys))
    return {
        "stops": np.bincount(line, weights=stop[ids], minlength=len(keys)) / np.maximum(1, counts),
        "known": np.where(total > 0, shared / np.maximum(1.0, total), 0.5),
    }


def _likes(keys: Sequence[str]) -> dict[str, list[float]]:
    """How often a line stands on the page, how often it stood before, whether it is the beginning of one near it."""
    counts: dict[str, int] = {}
    copied: list[float] = []
    for key in keys:
        seen = counts.get(key, 0)
        copied.append(float(seen))
        counts[key] = seen + 1
    extends, extended = [0.0] * len(keys), [0.0] * len(keys)
    sizes = [len(key) for key in keys]
    long = [i for i, size in enumerate(sizes) if size > 15]
    for at, i in enumerate(long):
        for j in long[at + 1 : at + 4]:
            if j > i + 3:
                break
            if sizes[i] == sizes[j]:
                continue
            short, far = (i, j) if sizes[i] < sizes[j] else (j, i)
            if keys[short] in keys[far]:
                extended[short] = 1.0
                extends[far] = max(extends[far], float(keys[far].startswith(keys[short])))
    return {"copies": [float(counts[key]) for key in keys], "copied": copied, "extends": extends, "extended": extended}


def beside(columns: Table, reach: int, *, blank: float = -1.0) -> Table:
    """The columns of the lines up to ``reach`` before and after each line, side by side; ``blank`` beyond the page's ends."""
    size, width = columns.shape
    padded = np.full((size + 2 * reach, width), blank, dtype=np.float32)
    padded[reach : reach + size] = columns
    offsets = [offset for offset in range(-reach, reach + 1) if offset]
    return np.concatenate([padded[reach + offset : reach + offset + size] for offset in offsets], axis=1)


def smoothed(columns: Table, width: int) -> Table:
    """The mean of each column over ``width`` lines before and after each line, itself included."""
    sums = np.concatenate((np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0, dtype=np.float64)))
    at = np.arange(len(columns))
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(columns))
    means: Table = ((sums[high] - sums[low]) / (high - low)[:, None]).astype(np.float32)
    return means


def grouped(columns: Table, groups: Numbers) -> Table:
    """The mean of each column over the lines of a line's group."""
    counts = np.maximum(1, np.bincount(groups))
    means = [np.bincount(groups, weights=columns[:, i]) / counts for i in range(columns.shape[1])]
    return np.stack(means, axis=1).astype(np.float32)[groups]


def block_of(gains: NDArray[np.floating]) -> tuple[int, int]:
    """The first and last line of the stretch whose gains sum to most."""
    sums = np.concatenate((np.zeros(1), np.cumsum(gains)))
    last = int(np.argmax(sums[1:] - np.minimum.accumulate(sums)[:-1]))
    return int(np.argmin(sums[: last + 1])), last


def _distances(flags: Flags) -> Table:
    """How many lines back and ahead the nearest flagged one is, at most 50."""
    at = np.arange(len(flags))
    before = at - np.maximum.accumulate(np.where(flags, at, -50))
    after = np.minimum.accumulate(np.where(flags, at, len(flags) + 50)[::-1])[::-1] - at
    return np.minimum(50, np.stack((before, after), axis=1)).astype(np.float32)


def around(table: Table, words: Table) -> Table:
    """Features of lines with their neighbours and their page.

    Args:
        table: of ``own``.
        words: each line's score by its hashed words.
    """
    size = len(table)
    at = np.arange(size, dtype=np.float32)
    column = {name: table[:, i] for i, name in enumerate(OWN)}
    sentence = (column["last"] > 0) & (column["chars"] > np.log1p(60))
    mass = np.expm1(column["chars"]) * sentence
    seen = np.stack((sentence, mass, words, column["stops"], column["item"], column["words"]), axis=1)
    segment = np.cumsum(column["gap"] > 0, dtype=np.int64)
    styles = (column["indent"] * 2 + column["item"]).astype(np.int64)
    total = max(1.0, float(mass.sum()))
    before = np.cumsum(mass, dtype=np.float64) - mass
    first, last = block_of(np.where(sentence, np.minimum(4.0, mass / 100), -0.6))
    inside = before[first] / total
    places = (
        at / size, at, size - at, before / total, (before + mass) / total, at - first, last - at,
        np.bincount(segment)[segment], np.bincount(styles, weights=mass)[styles] / total,
    )  # fmt: skip
    page = (
        np.log1p(size), np.log1p(total), sentence.mean(), column["item"].mean(), np.median(column["words"]),
        np.quantile(column["chars"], 0.9), column["stops"].mean(), words.mean(), column["gap"].mean(), sentence.sum(),
        (before[last] + mass[last]) / total - inside, last - first + 1,
    )  # fmt: skip
    parts = [
        table, words[:, None], sentence[:, None], beside(np.column_stack((table[:, _SEEN_BESIDE], words)), REACH),
        *(smoothed(seen, width) for width in WINDOWS), grouped(seen, segment), grouped(seen[:, :3], styles),
        _distances(sentence), _distances(column["date"] > 0), np.stack(places, axis=1),
        np.broadcast_to(np.array(page), (size, len(page))),
    ]  # fmt: skip
    return np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")


def again(table: Table, scores: Table) -> tuple[Numbers, Table]:
    """The lines that get a second look, and features for it: those of ``around``, and the first look's scores about them."""
    chosen = np.flatnonzero(scores > DOUBTFUL)
    size = len(scores)
    chars = np.expm1(table[:, _COLUMN["chars"]]).astype(np.float64)
    weight = scores * chars
    total = max(1.0, float(weight.sum()))
    before = np.cumsum(weight) - weight
    at = np.arange(size, dtype=np.float64)
    centre = float((at * weight).sum()) / total
    spread = max(1.0, float(np.sqrt((np.square(at - centre) * weight).sum() / total)))
    first, last = block_of((scores - 0.4) * np.minimum(4.0, np.log1p(chars) / 1.5))
    places = np.stack(
        (before / total, (before + weight) / total, (at - centre) / spread, at - first, last - at), axis=1
    )  # fmt: skip
    page = (
        scores.mean(), scores.sum(), total / max(1.0, float(chars.sum())), (scores > 0.5).mean(), last - first + 1,
        float(scores[first : last + 1].mean()),
    )  # fmt: skip
    alone: Table = scores[:, None]
    around_it = [smoothed(alone, width) for width in (1, *WINDOWS)]
    segment = np.cumsum(table[:, _COLUMN["gap"]] > 0, dtype=np.int64)
    styles = (table[:, _COLUMN["indent"]] * 2 + table[:, _COLUMN["item"]]).astype(np.int64)
    parts: list[NDArray[np.floating]] = [
        alone,
        beside(alone, REACH + 2),
        *around_it,
        grouped(alone, segment),
        grouped(alone, styles),
        places,
    ]
    parts.append(_distances(scores > 0.7))
    looked = [
        table[chosen],
        *(part[chosen] for part in parts),
        np.broadcast_to(np.array(page), (len(chosen), len(page))),
    ]
    return chosen, np.concatenate(looked, axis=1, dtype=np.float32, casting="same_kind")
