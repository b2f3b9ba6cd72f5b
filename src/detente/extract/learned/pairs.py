"""The judge of pairs: how surely each PLOVER root joins the source and the target marked in a sentence.

A small transformer (docs/pairs.md), trained by ``training.pairs`` on sentences of the project's own. It sees the words, with marks around the two parties,
and nothing of a parse; CONCEDE and RETREAT are one root, YIELD.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from detente import resources
from detente.extract.learned.network import session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onnxruntime import InferenceSession

CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
LONGEST = 96  # pieces of a sentence
START, END, UNKNOWN, MASK = 101, 102, 100, 103  # the tokenizer's own numbers
OPENED = {"s": (1, 2), "t": (3, 4)}  # pieces that are never in a text, put around source and target
Array = np.ndarray[Any, Any]
Stretch = tuple[str | None, str]  # which party some words are, if any


def parts(text: str, source: tuple[int, int], target: tuple[int, int]) -> tuple[Stretch, ...]:
    """A sentence cut at the parties (characters from, to); where they overlap the later one counts from where the first ends."""
    found: list[Stretch] = []
    at = 0
    for start, stop, party in sorted([(*source, "s"), (*target, "t")]):
        first = max(start, at)
        if text[at:first].strip():
            found.append((None, text[at:first].strip()))
        at = max(stop, first)
        found.append((party, text[first:at].strip()))
    if text[at:].strip():
        found.append((None, text[at:].strip()))
    return tuple(found)


def framed(told: Sequence[tuple[str | None, Sequence[int]]], longest: int = LONGEST) -> list[int]:
    """The pieces of the stretches with marks around the parties; of a long sentence those nearest to the parties."""
    outer = {i for i in (0, len(told) - 1) if told[i][0] is None}
    spare = longest - 2 - sum(len(p) + 2 * bool(party) for i, (party, p) in enumerate(told) if i not in outer)
    before = len(told[0][1]) if 0 in outer else 0
    after = len(told[-1][1]) if len(told) - 1 in outer else 0
    room = max(0, min(before, max(spare // 2, spare - after)))
    pieces = [START]
    for i, (party, inside) in enumerate(told):
        if party:
            pieces += [OPENED[party][0], *inside[: longest // 3], OPENED[party][1]]
        else:
            pieces += inside[before - room :] if i == 0 else inside
    return [*pieces[: longest - 1], END]


def places(row: Sequence[int]) -> list[int]:
    """Where the marks stand that open source and target; at the start of a sentence too long for it."""
    return [row.index(OPENED[party][0]) if OPENED[party][0] in row else 0 for party in ("s", "t")]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Vectors of word pieces, two numbers a byte.

    Attributes:
        rows: for each piece of the tokenizer its row, 0 (unknown) for most of the rare ones.
        halves: (rows, H / 2), from 1 to 15 around 8, the earlier number in the lower half.
        scale: (rows, 1).
    """

    rows: Array
    halves: Array
    scale: Array

    def __call__(self, pieces: Array) -> Array:
        """(B, S) → (B, S, H)."""
        rows = self.rows[pieces]
        two = self.halves[rows]
        vectors = np.empty((*two.shape[:-1], 2 * two.shape[-1]), np.float32)
        vectors[..., ::2] = two & 15
        vectors[..., 1::2] = two >> 4
        vectors -= 8.0
        vectors *= self.scale[rows]
        return vectors


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights: ``run`` takes vectors (1, S, H) and places (1, 2), and gives logits (1, 15).

    Sentences are judged one by one: the int8 graph measures its steps by all that it is given, so that an answer would else depend on what stands beside it.
    """

    pieces: Pieces
    tokenizer: Tokenizer
    run: InferenceSession

    def chances(self, told: Sequence[Stretch]) -> Array:
        """The chance of each root, in the order of ``CLASSES``."""
        row = framed([(party, self.tokenizer.encode(words, add_special_tokens=False).ids) for party, words in told])
        inputs = {"vectors": self.pieces(np.array([row])), "at": np.array([places(row)])}
        (logits,) = self.run.run(None, inputs)
        raised = np.exp(logits[0] - logits[0].max())
        chances: Array = raised / raised.sum()
        return chances


@cache
def shipped() -> Judge:
    """The judge that comes with the package."""
    with np.load(io.BytesIO(resources.data("pairs/pieces.npz"))) as kept:
        pieces = Pieces(kept["rows"], kept["halves"], kept["scale"])
    tokenizer = Tokenizer.from_str(resources.data("reader/tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Judge(pieces, tokenizer, session(resources.data("pairs/judge.onnx")))
