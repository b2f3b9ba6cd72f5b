"""What a text is compared by: a sample of its word shingles.

A shingle is five words in a row, without case, accents of type or punctuation. Of each run of fifteen shingles the one with the least hash is kept
("winnowing": S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003), so about an eighth of
all. Any nineteen words in a row that two texts share give at least one shingle in both samples, wherever they stand: a text cut from another has
nearly all of its sample there.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

WORDS_IN_A_SHINGLE = 5
WINDOW = 15
MOST_WORDS_KEPT = 500_000
Sketch = npt.NDArray[np.uint64]
"""Sorted hashes, each once."""

_SIGNS = "“”‘’«»‹›–—―…·•\u00a0\u2009\u202f"
"""Signs beyond ASCII that part words; letters beyond ASCII are letters."""
_BLANKS = bytes(b if b > 127 or chr(b).isalnum() else 32 for b in range(256))
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


class _Hashes(dict[bytes, int]):
    """The hash of each word, made once."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > MOST_WORDS_KEPT:
            self.clear()
        found = int.from_bytes(hashlib.blake2b(word, digest_size=8).digest(), "little")
        self[word] = found
        return found


def folded_words(text: str) -> list[bytes]:
    """The words of a text in lower case, in UTF-8."""
    text = text.lower()
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return text.encode("utf-8", "surrogatepass").translate(_BLANKS).split()


class Sketcher:
    """Makes sketches; remembers the hashes of words it has seen."""

    def __init__(self) -> None:
        self._hashes = _Hashes()

    def sketch(self, text: str) -> Sketch:
        """The sample of a text: empty where it has fewer than five words."""
        words = folded_words(text)
        if len(words) < WORDS_IN_A_SHINGLE:
            return np.empty(0, dtype=np.uint64)
        hashes = np.fromiter(map(self._hashes.__getitem__, words), dtype=np.uint64, count=len(words))
        shingles = np.zeros(len(words) - WORDS_IN_A_SHINGLE + 1, dtype=np.uint64)
        for place in range(WORDS_IN_A_SHINGLE):
            shingles = (shingles ^ hashes[place : place + len(shingles)]) * _ODD
            shingles ^= shingles >> _SHIFT
        return np.unique(_least(shingles))


def _least(shingles: Sketch) -> Sketch:
    """The least of each run of ``WINDOW``; of a shorter text the least of all."""
    width = 1
    least = shingles
    while width < WINDOW and len(least) > 1:  # windows of 1, 2, 4, 8, then 15
        step = min(width, WINDOW - width, len(least) - 1)
        least = np.minimum(least[:-step], least[step:])
        width += step
    return least


def packed(sketch: Sketch) -> bytes:
    """A sketch as bytes, eight a hash, the least first."""
    return sketch.astype("<u8").tobytes()


def unpacked(data: bytes) -> Sketch:
    """The sketch again.

    Raises:
        ValueError: if the bytes are none.
    """
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)
