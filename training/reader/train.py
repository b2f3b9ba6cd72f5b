"""Trains the reader: ``python -m training.reader train --help``. Seeds are fixed; a stopped run goes on from its last epoch."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from detente.extract.learned.windows import Windows
from training.reader.fellows import ALONE
from training.reader.items import Maker, Vocabulary, batch
from training.reader.losses import loss
from training.reader.network import Reader, Sizes
from training.reader.renaming import renamed
from training.reader.sieve import sieved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from training.reader.examples import Example
    from training.reader.fellows import Fellows
    from training.reader.items import Batch, Item

BEGUN = "begun.pt"  # the weights a run begins with, where it goes on from another
VOCABULARY = "vocabulary.json"
MASK, FIRST_WORD = 103, 999  # of the encoder's vocabulary
QUOTES = (1000, 1523, 1524)  # likewise: the signs of quoted words
SHIFTS = (0, 1, 2, 3)  # how many sentences the first window holds, by epoch: no text is always cut at the same places


@dataclass(frozen=True)
class Recipe:
    """How a run is done.

    Attributes:
        windows: of a batch, those of all processes counted.
        warm: share of the steps in which the rates rise.
        masked: share of the word pieces that are hidden, anew each time.
        silent: share of the windows that are read without the grammar's hints, so that the reader also learns to stand alone.
        averaged: how much of the running mean of the weights each step keeps; that mean is what is shipped.
        together: whether a layer's notes are found together and then told apart (``network.joint``).
        lenient: whether words of a note's evidence beside its head count neither way.
        inside: weight of teaching in which layers' evidence a word stands; 0 for not at all, as the shipped weights were trained.
        replayed: share of the windows of texts already known that a pass takes, drawn anew each time, where a finished run goes on with new ones.
        quoted: how many times as often it takes those with quoted words; real articles have twice as many of them as the older texts.
        plain: share of the windows without quoted words that a pass takes of new texts, drawn anew each time.
    """

    epochs: int = 6
    windows: int = 16
    encoder_rate: float = 1.3e-4
    head_rate: float = 9e-4
    warm: float = 0.08
    layers: int = 4
    dropout: float = 0.2
    encoder_dropout: float = 0.1
    masked: float = 0.1
    silent: float = 0.25
    averaged: float = 0.998
    together: bool = True
    lenient: bool = True
    inside: float = 0.0
    replayed: float = 1.0
    quoted: float = 1.0
    plain: float = 0.6
    seed: int = 7


def network(encoder: Path, vocabulary: Vocabulary, recipe: Recipe) -> Reader:
    """An untrained reader on the encoder's weights."""
    torch.manual_seed(recipe.seed)
    model = AutoModel.from_pretrained(
        encoder,
        attn_implementation="eager",  # in bf16 on a CPU several times faster than the fused kernels
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=recipe.encoder_dropout,
    )
    model.encoder.layer = model.encoder.layer[: recipe.layers]
    model.embeddings.requires_grad_(False)  # torch's own signature; rarer words keep what they mean
    sizes = Sizes(len(vocabulary.parts) + 1, len(vocabulary.dependencies) + 1, len(vocabulary.paths) + 1)
    reader = Reader(model, sizes, recipe.dropout, together=recipe.together)
    sieved(reader)
    return reader


class Average:
    """A running mean of a reader's weights (Polyak; as in Izmailov et al. 2018, with decay): steadier than the last step's.

    Args:
        reader: whose weights it begins with.
        kept: how much of the mean each step keeps, at the beginning less.
    """

    def __init__(self, reader: Reader, kept: float) -> None:
        self.state = {name: value.detach().clone() for name, value in reader.state_dict().items()}
        self._kept, self.steps = kept, 0

    def step(self, reader: Reader) -> None:
        """Takes the weights as they stand into the mean."""
        self.steps += 1
        share = max(1 - self._kept, 10 / (self.steps + 10))
        for name, value in reader.named_parameters():
            if value.requires_grad:
                self.state[name].lerp_(value.detach(), share)


def begun(folder: Path, seen: Sequence[Example], recipe: Recipe) -> None:
    """Writes down the run's recipe and, where it has none yet, its vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe)))
    if not (folder / VOCABULARY).exists():
        (folder / VOCABULARY).write_text(json.dumps(asdict(Vocabulary.of(seen))))


def train(
    seen: Sequence[Example],
    encoder: Path,
    folder: Path,
    recipe: Recipe,
    *,
    known: Sequence[Example] = (),
    fellows: Fellows = ALONE,
) -> None:
    """Trains on the examples; ``folder`` keeps the vocabulary and a checkpoint an epoch.

    Args:
        seen: what every pass takes, of what falls to this process.
        encoder: folder of the encoder's weights and word pieces.
        folder: of the run, ``begun``; where it was made by ``going_on``, it begins with the weights of the run before.
        recipe: how.
        known: texts that the run before has learnt from: of their windows each pass takes ``recipe.replayed``, so that none is forgotten.
        fellows: which of the processes that train side by side this is.
    """
    torch.set_num_threads(1)  # two threads wait for one another where the machine has other work: ten times slower
    vocabulary = Vocabulary(**json.loads((folder / VOCABULARY).read_text()))
    maker = Maker(Windows(Tokenizer.from_file(str(encoder / "tokenizer.json"))), vocabulary)
    passes = _Passes(maker, seen, known, recipe)
    reader = network(encoder, vocabulary, recipe)
    if (folder / BEGUN).exists():
        reader.load_state_dict(torch.load(folder / BEGUN, weights_only=True))
    heads = [p for n, p in reader.named_parameters() if not n.startswith("words.encoder")]
    optimizer = torch.optim.AdamW(
        [
            {"params": reader.words.encoder.encoder.parameters(), "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = recipe.epochs * fellows.fewest(len(passes.items(0)) * fellows.count // recipe.windows)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (recipe.warm * steps), max(0.0, 1 - n / (1.05 * steps)))
    )
    average = Average(reader, recipe.averaged)
    done = _resume(folder, reader, optimizer, schedule, average)
    for epoch in range(done, recipe.epochs):
        began = time.monotonic()
        parts = _epoch(
            reader, passes.items(epoch), optimizer, schedule, average, recipe=recipe, epoch=epoch, fellows=fellows
        )
        if fellows.rank:
            continue
        print(
            f"epoch {epoch + 1}: {time.monotonic() - began:.0f} s",
            {k: round(v, 4) for k, v in parts.items()},
            flush=True,
        )
        state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state | {"epoch": epoch + 1, "average": average.state}, folder / "checkpoint.part")
        (folder / "checkpoint.part").rename(folder / "checkpoint.pt")


class _Passes:
    """The windows of each pass: cut at other places and, every other time, with the states renamed; of one pass at a time, as they take gigabytes."""

    def __init__(self, maker: Maker, seen: Sequence[Example], known: Sequence[Example], recipe: Recipe) -> None:
        self._maker, self._recipe = maker, recipe
        new, old = (1.0, recipe.plain), (recipe.replayed * recipe.quoted, recipe.replayed)
        self._texts = ((seen, new), (known, old))
        self._drawn: tuple[int, list[Item]] = (-1, [])

    def items(self, epoch: int) -> list[Item]:
        """The windows of the new texts and of the known that this pass draws."""
        if self._drawn[0] != epoch:
            self._drawn = (-1, [])  # gone before others are made
            self._drawn = (epoch, self._draw(epoch))
        return self._drawn[1]

    def _draw(self, epoch: int) -> list[Item]:
        shift = SHIFTS[epoch % len(SHIFTS)]
        draw = random.Random(self._recipe.seed * 1000 + epoch)
        return [
            item
            for texts, (quoting, plain) in self._texts
            for example in texts
            for item in self._windows(example, shift)
            if draw.random() < (quoting if np.isin(item.pieces, QUOTES).any() else plain)
        ]

    def _windows(self, example: Example, shift: int) -> Iterable[Item]:
        if shift:
            draw = random.Random(f"{self._recipe.seed * 100 + shift} {example.name}")
            example = replace(example, annotated=renamed(example.annotated, draw))
        return self._maker.items(example, shift)


def going_on(run: Path, folder: Path) -> None:
    """A new run that begins with what a finished one has learnt: the mean of its weights and its vocabulary.

    Raises:
        FileNotFoundError: if there is no finished run in ``run``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VOCABULARY).write_bytes((run / VOCABULARY).read_bytes())
    torch.save(torch.load(run / "checkpoint.pt", weights_only=True)["average"], folder / BEGUN)


def averaged(runs: Mapping[Path, float], folder: Path) -> None:
    """Writes the mean of several checkpoints' weights into ``folder``, each counting by its share: steadier than any of them (Wortsman et al. 2022).

    Args:
        runs: checkpoints of one line of runs, and their shares.
        folder: of the new run; it has the vocabulary and the recipe of the last one's.

    Raises:
        ValueError: if the shares do not add up to one.
    """
    if abs(sum(runs.values()) - 1) > 1e-6:
        raise ValueError(f"the shares add up to {sum(runs.values()):g}, not to 1")
    folder.mkdir(parents=True, exist_ok=True)
    means: dict[str, torch.Tensor] = {}
    for path, share in runs.items():
        for name, value in torch.load(path, weights_only=True)["average"].items():
            part = value.float() * share if value.is_floating_point() else value
            means[name] = means[name] + part if name in means and value.is_floating_point() else part
    torch.save({"average": means}, folder / "checkpoint.pt")
    last = list(runs)[-1].parent
    for kept in (VOCABULARY, "recipe.json", "known.json"):
        (folder / kept).write_bytes((last / kept).read_bytes())


def _resume(
    folder: Path,
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    average: Average,
) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    average.state, average.steps = state["average"], schedule.last_epoch
    return int(state["epoch"])


def _epoch(
    reader: Reader,
    items: Sequence[Item],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    average: Average,
    *,
    recipe: Recipe,
    epoch: int,
    fellows: Fellows,
) -> dict[str, float]:
    """One pass, in batches of like lengths in an order drawn by seed and epoch; the mean of each part of the loss."""
    draw = random.Random((recipe.seed + fellows.rank) * 1000 + epoch)
    torch.manual_seed((recipe.seed + fellows.rank) * 1000 + epoch)
    order = sorted(items, key=lambda item: len(item.pieces) + draw.uniform(-15, 15))
    size = recipe.windows // fellows.count
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    count = fellows.fewest(len(batches))
    # all take batches of like length at the same time, so that none waits for another
    turns = random.Random(recipe.seed * 1000 + epoch).sample(range(count), count)
    batches = [batches[turn * len(batches) // count] for turn in turns]
    reader.train()
    sums: dict[str, float] = {}
    for chosen in batches:
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            total, parts = loss(
                reader, _disturbed(chosen, draw, recipe), lenient=recipe.lenient, inside_weight=recipe.inside
            )
        total.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        fellows.agree(reader)
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.step(reader)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value / len(batches)
    return sums


def _disturbed(chosen: Sequence[Item], draw: random.Random, recipe: Recipe) -> Batch:
    """A batch with some pieces masked and some windows without hints."""
    made = batch(chosen, {number for number in range(len(chosen)) if draw.random() < recipe.silent})
    pieces = made.inputs["pieces"]
    hidden = (torch.rand(pieces.shape) < recipe.masked) & (pieces >= FIRST_WORD)
    made.inputs["pieces"] = torch.where(hidden, torch.full_like(pieces, MASK), pieces)
    return made
