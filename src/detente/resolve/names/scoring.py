"""How alike two names are, 0 to 1: words aligned whatever their order, rare words weighing more, missing middle names forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.resolve.names.folding import Word

ALIKE = 0.8  # two words less alike than this are two words
BONES_ALIKE = 0.93  # the same consonants
SHORTER = (
    0.88  # share of the score that the shorter name's words have: middle names and patronymics are left out at will
)
TELLING = 1.2  # what the matched words must tell between them, by their rarity, for the longer name's other words to be forgiven


def word_likeness(left: Word, right: Word) -> float:
    """How alike two words are: the better of their spelling, their sound, their consonants."""
    if left.light == right.light:
        return 1.0
    best = (
        JaroWinkler.similarity(left.light, right.light)
        if left.light[:1] == right.light[:1]
        else ratio(left.light, right.light) / 100
    )
    if left.heavy == right.heavy:
        best = max(best, 0.97)
    elif len(left.bones) > 2 and left.bones == right.bones:
        best = max(best, BONES_ALIKE)
    return max(best, 0.97 * ratio(left.heavy, right.heavy) / 100)


def likeness(asked: Sequence[Word], listed: Sequence[Word], weigh: Callable[[Word], float]) -> float:
    """How alike two names are.

    Args:
        asked: words of the name looked for.
        listed: words of the name on the list.
        weigh: how much a word tells, from its rarity.
    """
    if not asked or not listed:
        return 0.0
    aligned = _aligned(asked, listed, weigh)
    if len(asked) <= 4 and len(listed) <= 4:
        return max(aligned, _run_together(asked, listed))
    return aligned


def _aligned(asked: Sequence[Word], listed: Sequence[Word], weigh: Callable[[Word], float]) -> float:
    pairs = sorted(
        ((word_likeness(a, b), i, j) for i, a in enumerate(asked) for j, b in enumerate(listed)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    left, right = [weigh(w) for w in asked], [weigh(w) for w in listed]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    got_left = got_right = 0.0
    telling = 0
    for alike, i, j in pairs:
        if alike < ALIKE:
            break
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            got_left += alike * left[i]
            got_right += alike * right[j]
            telling += asked[i].weight == 1.0
    share_left, share_right = got_left / (sum(left) or 1.0), got_right / (sum(right) or 1.0)
    low, high = sorted((share_left, share_right))
    if telling < 2 or min(got_left, got_right) < TELLING:
        return low if telling < 2 else 0.5 * (low + high)
    return SHORTER * high + (1 - SHORTER) * low


def _run_together(asked: Sequence[Word], listed: Sequence[Word]) -> float:
    """Names written as one word or several ("Ryong-hae", "Ryonghae"), family name first or last."""
    whole = "".join(w.heavy for w in listed)
    light = "".join(w.light for w in listed)
    best = 0.0
    for turn in {0, 1, len(asked) - 1}:
        turned = [*asked[turn:], *asked[:turn]]
        sound = ratio("".join(w.heavy for w in turned), whole) / 100
        spelling = ratio("".join(w.light for w in turned), light) / 100
        best = max(best, 0.5 * sound + 0.5 * max(spelling, 0.94 * sound))
    return best if len(whole) > 5 else best * 0.95
