"""The language of a text."""

from __future__ import annotations

_SAMPLE = 1_000
_LEAST = 20
_BEYOND_LATIN = "\u0250"


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language, told from its beginning and its middle; ``en`` where there is too little in Latin letters."""
    sample = text[:_SAMPLE]
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        sample += " " + text[middle : middle + _SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < _LEAST and 2 * sum(c < _BEYOND_LATIN for c in letters) >= len(letters):
        return "en"
    import py3langid  # type: ignore[import-untyped]  # it ships no types

    language, _ = py3langid.classify(sample)
    return str(language)
