"""The vectors of the word pieces that the judge knows, in half a byte a number: they are not trained, so they are packed before it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file

from detente.extract.learned.pairs import OPENED, UNKNOWN, Array, Pieces
from training.pairs.marked import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tokenizers import Tokenizer

    from training.pairs.marked import Marked

COMMON = 20000  # pieces stand about in order of how common they are
WIDEST = 7  # numbers go from -7 to 7
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of a row's widest number that the steps may end at: the one that loses least


def packed(folder: Path, tokenizer: Tokenizer, pairs: Iterable[Marked]) -> Pieces:
    """Those of common English, and of the sentences that are learnt from."""
    vocabulary = {number: piece for piece, number in tokenizer.get_vocab().items()}
    words = [MARK.sub(" ", pair.words) for pair in pairs]
    seen = {number for one in tokenizer.encode_batch(words, add_special_tokens=False) for number in one.ids}
    common = {
        n for n, piece in vocabulary.items() if n < COMMON and piece.isascii() and not re.match(r"\[unused", piece)
    }
    kept = [UNKNOWN, *sorted((common | seen | {n for both in OPENED.values() for n in both}) - {UNKNOWN})]
    weights = load_file(folder / "model.safetensors")
    table = next(value for name, value in weights.items() if name.endswith("word_embeddings.weight"))[kept]
    widest = np.abs(table).max(-1, keepdims=True) / WIDEST
    tries = [(widest * share).astype(np.float16) for share in SHARES]
    losses = np.stack([((_steps(table, scale) * scale - table) ** 2).sum(-1) for scale in tries])
    scale = np.take_along_axis(np.stack(tries), losses.argmin(0)[None, :, None], 0)[0]
    steps = _steps(table, scale).astype(np.int8) + 8
    rows = np.zeros(len(vocabulary), np.uint16)
    rows[kept] = np.arange(len(kept))
    return Pieces(rows, (steps[:, ::2] | steps[:, 1::2] << 4).astype(np.uint8), scale)


def _steps(table: Array, scale: Array) -> Array:
    found: Array = np.clip(np.round(table / scale.astype(np.float32)), -WIDEST, WIDEST)
    return found
