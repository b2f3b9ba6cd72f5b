"""Trains the judge on the written sentences and on a sample of the corpus's pairs, even by root; names are swapped and masked."""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from detente.extract.learned.pairs import CLASSES, MASK, framed, parts, places
from evals.plover import is_conflict, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tokenizers import Tokenizer

    from detente.extract.learned.pairs import Pieces
    from training.pairs.marked import Marked
    from training.pairs.network import Judge

HOSTILE = torch.tensor([is_conflict(root) for root in CLASSES])
Told = tuple[tuple[str | None, list[int]], ...]


@dataclass(frozen=True)
class Recipe:
    """How it is trained. ``drawn``: how many of the corpus's pairs an epoch has, beside all written ones."""

    epochs: int = 7
    drawn: int = 1200
    batch: int = 32
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.1
    layers: int = 4
    dropout: float = 0.1
    masked: float = 0.1  # how often a party is masked, and how often it is another sentence's
    swapped: float = 0.2
    blanked: float = 0.08  # how often a single word piece is masked
    smoothing: float = 0.05
    binary: float = 0.5  # weight of conflict against cooperation
    last: int = 4  # passes over everything, once what was held out has been measured
    last_drawn: int = 900
    last_runs: int = 2
    seed: int = 12
    runs: int = 3  # from the same weights, with one seed after another; the mean of what they end with is taken


@dataclass(frozen=True)
class Item:
    """A sentence in pieces."""

    told: Told
    root: int


def items(tokenizer: Tokenizer, found: Sequence[Marked]) -> list[Item]:
    """In order."""
    made = []
    for pair in found:
        text, source, target = unmarked(pair.words)
        told = parts(text, (source.start, source.end), (target.start, target.end))
        ids = [e.ids for e in tokenizer.encode_batch([w for _, w in told], add_special_tokens=False)]
        made.append(
            Item(tuple((party, pieces) for (party, _), pieces in zip(told, ids, strict=True)), CLASSES.index(pair.root))
        )
    return made


def batch(pieces: Pieces, rows: Sequence[list[int]]) -> tuple[Tensor, Tensor, Tensor]:
    """What the judge is given."""
    longest = max(map(len, rows))
    vectors = pieces(np.array([[*row, *[0] * (longest - len(row))] for row in rows]))
    mask = torch.arange(longest) < torch.tensor([len(row) for row in rows]).unsqueeze(1)
    return torch.from_numpy(vectors), torch.tensor([places(row) for row in rows]), mask.long()


def loss(recipe: Recipe, logits: Tensor, roots: Tensor) -> Tensor:
    """Of the root, and of conflict against cooperation."""
    among = nn.functional.cross_entropy(logits, roots, label_smoothing=recipe.smoothing)
    log = torch.log_softmax(logits, -1)
    two = torch.stack([log[:, ~HOSTILE].logsumexp(-1), log[:, HOSTILE].logsumexp(-1)], -1)
    return among + recipe.binary * nn.functional.nll_loss(two, HOSTILE[roots].long())


def train(judge: Judge, pieces: Pieces, recipe: Recipe, written: Sequence[Item], corpus: Sequence[Item]) -> None:
    """Trains in place, several times from the weights that it is given, and leaves the mean of what the runs end with."""
    begun = deepcopy(judge.state_dict())
    ended = []
    for seed in range(recipe.seed, recipe.seed + recipe.runs):
        judge.load_state_dict(begun)
        _once(judge, pieces, replace(recipe, seed=seed), written, corpus)
        ended.append(deepcopy(judge.state_dict()))
    judge.load_state_dict({name: torch.stack([one[name] for one in ended]).float().mean(0) for name in begun})


def _once(judge: Judge, pieces: Pieces, recipe: Recipe, written: Sequence[Item], corpus: Sequence[Item]) -> None:
    draw = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    steps = recipe.epochs * ((len(written) + min(recipe.drawn, len(corpus))) // recipe.batch)
    head = [p for name, p in judge.named_parameters() if not name.startswith("encoder")]
    encoder = [p for p in judge.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": recipe.rate}, {"params": head, "lr": recipe.head_rate}],
        weight_decay=0.01,
    )
    warm = recipe.warm * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
    )
    names = [pieces for item in [*written, *corpus] for party, pieces in item.told if party]
    judge.train()
    for epoch in range(recipe.epochs):
        started, total, count = time.perf_counter(), 0.0, 0
        for some in _batches(recipe, draw, [*written, *_even(draw, corpus, recipe.drawn)]):
            given = batch(pieces, [framed(_disguised(recipe, draw, item.told, names)) for item in some])
            with torch.autocast("cpu", torch.bfloat16):
                logits = judge(*given).float()
            found = loss(recipe, logits, torch.tensor([item.root for item in some]))
            optimiser.zero_grad()
            found.backward()
            nn.utils.clip_grad_norm_([*encoder, *head], 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(found.detach()), count + 1
        print(f"epoch {epoch}: {total / count:.3f}, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    judge.eval()


def _even(draw: random.Random, corpus: Sequence[Item], count: int) -> list[Item]:
    by: dict[int, list[Item]] = defaultdict(list)
    for item in corpus:
        by[item.root].append(item)
    return [draw.choice(by[root]) for root in sorted(by) for _ in range(count // len(by))]


def _batches(recipe: Recipe, draw: random.Random, found: list[Item]) -> Iterator[list[Item]]:
    """Of about one length each, in random order."""
    draw.shuffle(found)
    wide = recipe.batch * 20
    made = []
    for first in range(0, len(found), wide):
        some = sorted(found[first : first + wide], key=lambda item: sum(len(p) for _, p in item.told))
        made += [some[i : i + recipe.batch] for i in range(0, len(some), recipe.batch)]
    draw.shuffle(made)
    yield from made


def _disguised(recipe: Recipe, draw: random.Random, told: Told, names: Sequence[list[int]]) -> Told:
    def one(party: str | None, pieces: list[int]) -> list[int]:
        chance = draw.random() if party else 1.0
        if chance < recipe.masked:
            return [MASK]
        shown = draw.choice(names) if chance < recipe.masked + recipe.swapped else pieces
        return [MASK if recipe.blanked and draw.random() < recipe.blanked else piece for piece in shown]

    return tuple((party, one(party, pieces)) for party, pieces in told)


def logits(judge: Judge, pieces: Pieces, found: Sequence[Item]) -> Tensor:
    """Of all, in order."""
    rows = [framed(item.told) for item in found]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    made = torch.zeros(len(rows), len(CLASSES))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for first in range(0, len(rows), 32):
            some = order[first : first + 32]
            made[some] = judge(*batch(pieces, [rows[i] for i in some])).float()
    return made
