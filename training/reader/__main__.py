"""Trains, measures and ships the reader. Seeds are fixed; a stopped run goes on from its last epoch.

python -m training.reader train RUN      trains on the corpus, but for the held-out disputes; with --after OTHER it goes on from a finished run with texts written since, with --after shipped from the weights that ship
python -m training.reader mean RUN --of CHECKPOINT SHARE --of ...  writes the mean of the weights of several checkpoints
python -m training.reader ship RUN       chooses how layers are joined, writes weights and figures into the project
python -m training.reader curve DIR      trains on a tenth, a quarter and a half, and keeps the learning curve
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.extract.learned.weighing import FILE
from training.corpus.__main__ import ROOT
from training.reader import card, report
from training.reader.encoder import unpacked
from training.reader.export import export
from training.reader.fellows import side_by_side
from training.reader.restore import restored
from training.reader.runs import KNOWN, Run, annotate, chosen, texts
from training.reader.train import VOCABULARY, Recipe, averaged, going_on
from training.reader.trees import packed, weighed
from training.reader.tune import cases, guards, tuned

if TYPE_CHECKING:
    from training.reader.tune import Case

SHIPPED = ROOT / "src/detente/resources/reader"
SHARES = (0.1, 0.25, 0.5)
UNLEARNT = Path(__file__).parent / "unlearnt.txt"  # names of those that the weights that ship have not learnt

NUMBERS = {  # of the recipe
    "replayed": "with --after: share of the windows of texts known to it that a pass takes",
    "quoted": "with --after: how many times as often those with quoted words",
    "plain": "share of the windows without quoted words that a pass takes of new texts",
    "inside": "weight of teaching what is evidence",
}


def shipped(folder: Path, encoder: Path) -> Path:
    """The weights that ship as a finished run in ``folder``, which knows all texts but those of ``UNLEARNT``."""
    restored(SHIPPED, encoder, folder)
    unlearnt = set(UNLEARNT.read_text().split())
    (folder / KNOWN).write_text(json.dumps([text.name for text in texts() if text.name not in unlearnt]))
    return folder


def held_out(folder: Path, encoder: Path) -> list[Case]:
    """The texts of held-out disputes, or written since the run began, read with its weights."""
    export(folder, encoder, folder / "out")
    known = set(json.loads((folder / KNOWN).read_text()))
    return cases([text for text in texts() if text.name not in known], folder / "out")


def ship(folder: Path, encoder: Path) -> None:
    """Chooses, measures, writes."""
    tested, guarding = held_out(folder, encoder), guards(folder / "out")
    (folder / "out" / Path(FILE).name).write_bytes(packed(weighed(tested, guarding)))
    chosen = tuned(tested, guarding)
    report.keep("full", report.measured(tested, chosen) | {"trained on": len(json.loads((folder / KNOWN).read_text()))})
    SHIPPED.mkdir(exist_ok=True)
    for path in sorted((folder / "out").iterdir()):
        (SHIPPED / path.name).write_bytes(path.read_bytes())
    UNLEARNT.write_text("".join(f"{case.name}\n" for case in tested))
    limits = {layer: asdict(row.limits) for layer, row in chosen.items()}
    (SHIPPED / "joining.json").write_text(json.dumps(limits, indent=1) + "\n")
    card.write()


def curve(folder: Path, encoder: Path, recipe: Recipe, workers: int) -> None:
    """A run for each share."""
    rows = {}
    annotate(folder / "share")
    for share in SHARES:
        run = folder / f"share-{share}"
        side_by_side(workers, Run(run, encoder, recipe, share))
        tested, guarding = held_out(run, encoder), guards(run / "out")
        weighed(tested, guarding)
        found = tuned(tested, guarding)
        rows[str(share)] = {"texts": sum(chosen(name, share) for name in json.loads((run / KNOWN).read_text()))} | {
            layer: {"joined": row.both, "reader": row.reader} for layer, row in found.items()
        }
        report.keep("curve", rows)
    card.write()


def _options() -> argparse.ArgumentParser:
    """What the command line may say."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("command", choices=["train", "mean", "ship", "curve"])
    options.add_argument("folder", type=Path, help="of the run: checkpoint, vocabulary, recipe")
    options.add_argument("--epochs", type=int, default=Recipe.epochs)
    options.add_argument("--layers", type=int, default=Recipe.layers)
    options.add_argument(
        "--together",
        action=argparse.BooleanOptionalAction,
        default=Recipe.together,
        help="a layer's notes found together, then told apart",
    )
    options.add_argument(
        "--lenient",
        action=argparse.BooleanOptionalAction,
        default=Recipe.lenient,
        help="words of the evidence beside its head count neither way",
    )
    options.add_argument(
        "--after", type=Path, help="a finished run, with whose weights this one begins; 'shipped' for those that ship"
    )
    for name, told in NUMBERS.items():
        options.add_argument(f"--{name}", type=float, default=getattr(Recipe, name), help=told)
    options.add_argument(
        "--workers",
        type=int,
        default=min(2, os.cpu_count() or 1),
        help="processes that train side by side; what comes out hangs on their number",
    )
    options.add_argument(
        "--of", nargs=2, action="append", default=[], metavar=("CHECKPOINT", "SHARE"), help="with mean: what, how much"
    )
    options.add_argument("--slower", type=float, default=1.0, help="times the usual rates of learning")
    return options


def main() -> None:
    """Reads the command line."""
    args = _options().parse_args()
    encoder = unpacked(args.folder.parent / "encoder")
    given = {name: getattr(args, name) for name in ("epochs", "layers", "together", "lenient", *NUMBERS)}
    recipe = Recipe(**given)
    if args.slower != 1:
        recipe = replace(
            recipe, encoder_rate=recipe.encoder_rate * args.slower, head_rate=recipe.head_rate * args.slower
        )
    if args.command == "train":
        if args.after == Path("shipped"):
            args.after = shipped(args.folder.parent / "shipped", encoder)
        if args.after and not (args.folder / VOCABULARY).exists():
            going_on(args.after, args.folder)
        annotate(args.folder)
        side_by_side(args.workers, Run(args.folder, encoder, recipe, before=args.after))
    elif args.command == "mean":
        averaged({Path(path): float(share) for path, share in args.of}, args.folder)
    elif args.command == "ship":
        ship(args.folder, encoder)
    else:
        curve(args.folder, encoder, recipe, args.workers)


if __name__ == "__main__":
    main()
