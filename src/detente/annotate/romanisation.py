"""One key for the spellings of a name: accents, hyphens, name order, initials, short given names, Korean romanisations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from detente import resources

_PARTS = re.compile(r"[^\W\d_]+(?:\.(?:[^\W\d_]\.)*)?|\d+")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_INITIAL = re.compile(r"[a-z]\.?(?:[a-z]\.)*")
# Korean syllables: one letter for what McCune-Reischauer, Revised Romanisation and habit spell apart; longest first.
_KOREAN = (
    ("sh", "s"), ("ch", "j"), ("wo", "o"), ("eui", "i"), ("ui", "i"), ("ee", "i"), ("yeo", "yo"), ("you", "yo"), ("yu", "yo"),
    ("eo", "o"), ("eu", "o"), ("oo", "o"), ("ou", "o"), ("u", "o"), ("ai", "ae"), ("ay", "ae"), ("p", "b"), ("t", "d"),
    ("k", "g"), ("r", "l"), ("hye", "he"), ("yi", "i"),
)  # fmt: skip
_KOREAN_SURNAMES = {
    "lee": "i",
    "ri": "i",
    "yi": "i",
    "rhee": "i",
    "li": "i",
    "rim": "im",
    "lim": "im",
    "choi": "choe",
    "choy": "choe",
    "roh": "no",
    "ro": "no",
    "noh": "no",
}
KOREAN_STATES = frozenset({"KOR", "PRK"})


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case, without accents, straight apostrophes."""
    if text.isascii():
        return text.lower()
    text = text.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["standard"] for row in resources.rows("actors/given_names.tsv")}


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name in plain letters: hyphens part, initials and "Jr." are left out."""
    found = _PARTS.findall(plain(name))
    kept = tuple(p for p in found if p not in _SUFFIXES and not (_INITIAL.fullmatch(p) and (len(p) == 1 or "." in p)))
    return kept or tuple(found)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The words run together, the first in its standard form ("Joe" as "Joseph")."""
    words = parts(name)
    return "".join((_given_names().get(words[0], words[0]), *words[1:])) if words else ""


def turned(name: str) -> tuple[str, ...]:
    """Keys of the other name orders: family name first or last."""
    words = parts(name)
    if len(words) < 2:
        return ()
    return (key(" ".join((words[-1], *words[:-1]))), key(" ".join((*words[1:], words[0]))))


def korean(name: str) -> str:
    """A key in which the romanisations of a Korean name fall together, family name first."""
    words = parts(name)
    if not words:
        return ""
    surname = _KOREAN_SURNAMES.get(words[0], words[0])
    return f"{_syllables(surname)}-{_syllables(''.join(words[1:]))}"


def _syllables(text: str) -> str:
    for old, new in _KOREAN:
        text = text.replace(old, new)
    return re.sub(r"(.)\1", r"\1", text)
