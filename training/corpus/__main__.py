"""Checks and builds the corpus.

python -m training.corpus check [FILE...]     validate, count, look for borrowing and near-duplicates, compare with the density of real articles
python -m training.corpus build DIR           write one codebook JSON a text
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from detente.model.reading import LAYERS
from training.corpus import density
from training.corpus.format import FormatError, Text, read_file
from training.corpus.rules import faults

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "corpus" / "texts"
SHARED = ROOT.parent / "shared"
BORROWED = 12  # words in a row that also stand in a shared article
ALIKE = 0.3  # share of five-word shingles that two texts may have in common


def load(paths: Iterable[Path]) -> tuple[list[Text], list[str]]:
    """All texts of the files, and what is wrong with them."""
    texts, wrong, names = [], [], set()
    for path in sorted(paths):
        for found in read_file(path):
            if isinstance(found, FormatError):
                wrong.append(str(found))
                continue
            if found.name in names:
                wrong.append(f"{found.where}: the name {found.name} is taken")
            names.add(found.name)
            texts.append(found)
            wrong.extend(f"{found.where}: {fault}" for fault in faults(found))
    return texts, wrong


def shingles(text: str, size: int) -> set[tuple[str, ...]]:
    """The runs of ``size`` words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def borrowing(texts: list[Text]) -> list[str]:
    """Texts that share a long run of words with an article, gold or bench file in ../shared."""
    if not SHARED.exists():
        return []
    theirs: set[tuple[str, ...]] = set()
    for path in (SHARED / "articles").iterdir():
        theirs |= shingles(path.read_text(errors="replace"), BORROWED)
    return [
        f"{text.where}: borrowed: {' '.join(min(common))!r}"
        for text in texts
        if (common := shingles(text.text, BORROWED) & theirs)
    ]


def near_duplicates(texts: list[Text]) -> list[str]:
    """Pairs of texts that share too many five-word shingles."""
    of_text = [shingles(text.text, 5) for text in texts]
    where: dict[tuple[str, ...], list[int]] = {}
    for number, found in enumerate(of_text):
        for shingle in found:
            where.setdefault(shingle, []).append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        for i, left in enumerate(numbers[:20]):
            pairs.update((left, right) for right in numbers[i + 1 : 20])
    return [
        f"{texts[a].where}: shares {n / min(len(of_text[a]), len(of_text[b])):.0%} of its wording with {texts[b].where}"
        for (a, b), n in sorted(pairs.items())
        if n > ALIKE * max(1, min(len(of_text[a]), len(of_text[b])))
    ]


def counts(texts: list[Text]) -> str:
    """How many texts, sentences and labels."""
    words = [w for text in texts for w in re.findall(r"\w+", text.text.lower())]
    four = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
    sentences = sum(len(re.findall(r"[.!?][”\"’]?(?:\s|$)", text.text)) for text in texts)
    labels: Counter[str] = Counter()
    names = {
        "statements": "form",
        "events": "type",
        "positions": "issue",
        "terms": "link",
        "measures": "act",
        "assessments": "direction",
    }
    for text in texts:
        for layer in LAYERS:
            for note in text.reading[layer]:
                labels[f"{layer} {note[names[layer]]}"] += 1
                labels[layer] += 1
                if layer in {"events", "positions"}:
                    labels[f"{layer} {note.get('status') or note.get('stance')}"] += 1
    empty = sum(not any(text.reading[layer] for layer in LAYERS) for text in texts)
    lines = [
        f"{len(texts)} texts, {sentences} sentences, {len(words)} words; {empty} without a note",
        f"type/token {len(set(words)) / max(1, len(words)):.3f}; distinct four-grams {len(set(four)) / max(1, len(four)):.3f}",
        f"disputes: {len({text.header.get('dispute') for text in texts})}; styles: {dict(Counter(t.header.get('style') for t in texts))}",
    ]
    return "\n".join([*lines, *(f"{label}\t{n}" for label, n in sorted(labels.items()))])


def build(texts: list[Text], folder: Path) -> None:
    """Writes one JSON a text, with the corpus's own fields beside the reading."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        shaped = text.reading | {
            "corpus": {"blocks": text.blocks, "dispute": text.header.get("dispute"), "style": text.header.get("style")}
        }
        (folder / f"{text.name}.json").write_text(json.dumps(shaped, ensure_ascii=False, indent=1))


def main() -> int:
    """Runs the command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["check", "build"])
    options.add_argument("paths", nargs="*", type=Path)
    args = options.parse_args()
    chosen = args.paths if args.what == "check" and args.paths else sorted(TEXTS.glob("*.txt"))
    texts, wrong = load(chosen)
    if args.what == "build":
        if len(args.paths) != 1:
            options.error("build needs one folder")
        build(texts, args.paths[0])
    else:
        wrong += borrowing(texts) + near_duplicates(texts)
        print(counts(texts))
        print(density.told(texts))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
