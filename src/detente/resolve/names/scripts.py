"""Names in Hangul, Cyrillic and Arabic letters to Latin ones, so that one comparison serves all.

Hangul by the Revised Romanisation without assimilation (syllables keep their letters, which folding wants); Cyrillic by the passport table of ICAO 9303;
Arabic letters by their consonants and long vowels (short vowels are not written).
"""

from __future__ import annotations

from functools import cache

from detente import resources

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_FINALS = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)


def latin(name: str) -> str:
    """The name in Latin letters; a Hangul name of two to four syllables is parted after the family name's one."""
    if name.isascii():
        return name
    if name and all(_FIRST <= ord(c) <= _LAST for c in name) and 2 <= len(name) <= 4:
        return f"{_syllable(name[0])} {''.join(map(_syllable, name[1:]))}"
    letters = _letters()
    return "".join(_syllable(c) if _FIRST <= ord(c) <= _LAST else letters.get(c, c) for c in name)


def _syllable(character: str) -> str:
    number = ord(character) - _FIRST
    initial, rest = divmod(number, 21 * 28)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


@cache
def _letters() -> dict[str, str]:
    table = {row["letter"]: row["latin"] for row in resources.rows("names/letters.tsv")}
    return table | {letter.upper(): latin.capitalize() for letter, latin in table.items() if letter.upper() != letter}
