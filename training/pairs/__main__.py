"""Checks the written pairs, trains the judge on them and on the corpus's, and ships it. Seeds are fixed.

python -m training.pairs check        validates corpus/pairs and counts
python -m training.pairs train RUN    trains from a finished run of the reader (--reader), and measures on what is held out
python -m training.pairs ship RUN     goes on with all sentences, and writes the weights into the project
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.extract.learned.pairs import CLASSES
from evals.plover import is_conflict, macro
from training.corpus.__main__ import ROOT
from training.pairs.marked import Marked, faults, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from detente.extract.learned.pairs import Pieces

SHIPPED = ROOT / "src/detente/resources/pairs"


def check() -> int:
    """Says what is wrong with the written pairs, and counts them."""
    found = list(written())
    wrong = list(faults(found))
    print(f"{len(found)} sentences, {sum(pair.held for pair in found)} of them held out")
    print("\n".join(f"{root}\t{n}" for root, n in sorted(Counter(pair.root for pair in found).items())))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def corpus(run: Path, reader: Path) -> list[Marked]:
    """The corpus's pairs; kept beside the run, as reading the annotated texts takes minutes."""
    from training.pairs.corpus import pairs
    from training.reader.__main__ import annotated

    kept = run / "pairs.json"
    if not kept.exists():
        run.mkdir(parents=True, exist_ok=True)
        made = pairs(annotated(reader))
        kept.write_text(json.dumps([[pair.words, pair.root, pair.where, pair.held] for pair in made]))
    return [Marked(*row) for row in json.loads(kept.read_text())]


def figures(found: Sequence[Marked], logits: np.ndarray) -> dict[str, float]:
    """Macro-F1 of roots, and of conflict against cooperation."""
    hostile = np.array([is_conflict(root) for root in CLASSES])
    chances = np.exp(logits - logits.max(-1, keepdims=True))
    binary = chances[:, hostile].sum(-1) > chances[:, ~hostile].sum(-1)
    gold = [pair.root for pair in found]
    return {
        "sentences": len(found),
        "root": round(macro(gold, [CLASSES[n] for n in logits.argmax(-1)]), 4),
        "binary": round(macro([str(is_conflict(root)) for root in gold], [str(bool(b)) for b in binary]), 4),
    }


def prepared(run: Path, reader: Path, encoder: Path) -> tuple[Tokenizer, dict[str, list[Marked]], Pieces]:
    """The tokenizer, all sentences, and the pieces of those that are learnt from first."""
    from tokenizers import Tokenizer

    from training.pairs.pieces import packed
    from training.reader.encoder import unpacked

    tokenizer = Tokenizer.from_file(str(unpacked(encoder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    found = {"written": list(written()), "corpus": corpus(run, reader)}
    learnt = [pair for some in found.values() for pair in some if not pair.held]
    return tokenizer, found, packed(encoder, tokenizer, learnt)


def train(run: Path, reader: Path, encoder: Path) -> None:
    """Trains on what is not held out, and measures on what is."""
    import torch

    from training.pairs import train as training
    from training.pairs.network import network

    torch.set_num_threads(1)
    recipe = training.Recipe()
    tokenizer, found, pieces = prepared(run, reader, encoder)
    learnt = {name: [pair for pair in some if not pair.held] for name, some in found.items()}
    torch.manual_seed(recipe.seed)
    judge = network(encoder, layers=recipe.layers, dropout=recipe.dropout, reader=reader)
    training.train(judge, pieces, recipe, *(training.items(tokenizer, some) for some in learnt.values()))
    torch.save(judge.state_dict(), run / "checkpoint.pt")
    measured: dict[str, object] = {"recipe": asdict(recipe)}
    for name, some in found.items():
        held = [pair for pair in some if pair.held]
        logits = training.logits(judge, pieces, training.items(tokenizer, held)).numpy()
        measured[name] = {"learnt": len(learnt[name]), **figures(held, logits)}
    (run / "figures.json").write_text(json.dumps(measured, indent=1) + "\n")


def ship(run: Path, reader: Path, encoder: Path) -> None:
    """Teaches the trained judge what was held out too, in a few slower passes, and writes the weights into the project."""
    import torch

    from training.pairs import train as training
    from training.pairs.export import export
    from training.pairs.network import network

    torch.set_num_threads(1)
    first = training.Recipe()
    recipe = replace(
        first,
        epochs=first.last,
        drawn=first.last_drawn,
        rate=first.rate / 2,
        head_rate=first.head_rate / 2,
        seed=first.seed + first.runs,
        runs=first.last_runs,
    )
    tokenizer, found, pieces = prepared(run, reader, encoder)
    judge = network(encoder, layers=recipe.layers, dropout=recipe.dropout)
    judge.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True))
    training.train(judge, pieces, recipe, *(training.items(tokenizer, some) for some in found.values()))
    torch.save(judge.state_dict(), run / "last.pt")
    SHIPPED.mkdir(exist_ok=True)
    export(judge, run, SHIPPED / "judge.onnx")
    packing = io.BytesIO()
    np.savez_compressed(packing, rows=pieces.rows, halves=pieces.halves, scale=pieces.scale)
    (SHIPPED / "pieces.npz").write_bytes(packing.getvalue())
    shutil.copy(run / "figures.json", SHIPPED / "figures.json")


def main() -> int:
    """Runs the command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["check", "train", "ship"])
    options.add_argument("run", nargs="?", type=Path)
    options.add_argument("--reader", type=Path, help="a finished run of training.reader, with its checkpoint.pt")
    options.add_argument("--encoder", type=Path, default=Path("out/encoder"))
    args = options.parse_args()
    if args.what == "check":
        return check()
    if args.run is None or args.reader is None:
        options.error(f"{args.what} needs RUN and --reader")
    (train if args.what == "train" else ship)(args.run, args.reader, args.encoder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
