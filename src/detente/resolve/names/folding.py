"""Spellings of a word of a name folded together, from light (accents, case) to heavy (one letter a sound) to its consonants."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from detente import resources

_WORD = re.compile(r"[^\W\d_]+|\d+")
_VOWELS = re.compile(r"[aeiou]")
_TWICE = re.compile(r"(.)\1+")
PARTICLE_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        light: lower case, no accents, standard form of known variants.
        heavy: one letter a sound.
        bones: the consonants of ``heavy``; a leading vowel is kept as "a".
        weight: how much the word tells before its frequency is known.
    """

    light: str
    heavy: str
    bones: str
    weight: float


def words(name: str) -> tuple[Word, ...]:
    """The words of a name, particles and titles with little weight; apostrophes join, hyphens and other signs part."""
    text = re.sub(r"['’‘`ʼ´]", "", plain(name))
    return tuple(_word(word) for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize(
        "NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss")
    )
    return unicodedata.normalize("NFC", "".join(c for c in spread if not unicodedata.combining(c))).lower()


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> Word:
    light = _variants().get(text, text)
    heavy = _heavy(light)
    bones = _VOWELS.sub("", heavy)
    bones = f"a{bones}" if heavy[:1] in "aeiou" else bones
    return Word(light, heavy, bones or heavy, PARTICLE_WEIGHT if len(text) == 1 or text in _particles() else 1.0)


def _heavy(text: str) -> str:
    for old, new in _folds():
        text = text.replace(old, new)
    text = _TWICE.sub(r"\1", text)
    return text[:-1] if len(text) > 3 and text.endswith("h") else text


@cache
def _folds() -> tuple[tuple[str, str], ...]:
    return tuple((row["from"], row["to"]) for row in resources.rows("names/folds.tsv"))


@cache
def _variants() -> dict[str, str]:
    return {row["word"]: row["standard"] for row in resources.rows("names/variants.tsv")}


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in resources.rows("names/particles.tsv"))
