"""What the gate before the parser saves and what it costs.

    python -m evals.gate [--documents 10000] [--parsed 40]

Made articles, five in a hundred on a dispute (texts of the corpus about one, another headline each), the rest on none: the corpus's own texts about
none, which are written to mislead, and notices of sport, kitchens, weather and trade. Told are the gate's documents a second and bare spaCy's on a
sample, how many times bare spaCy's throughput gate and parser together have, what is lost of the articles on a dispute, of the corpus and of the
gold, and the share let through. Bars: five times, nothing lost. Processor seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from typing import TYPE_CHECKING

from detente.annotate.parser import Parser
from detente.ingest.gate import Gate
from detente.model.document import Document, Origin
from evals.dev import SHARED
from training.corpus.__main__ import TEXTS
from training.corpus.format import Text, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BAR = 5.0
EVERY, MISLEADING = 20, 4
"""One article in so many is on a dispute; one in so many of the rest is a misleading one of the corpus."""
WHO = ("The coach", "A baker", "The choir", "The gardener", "A skipper", "The curator", "A grocer", "The referee")
DID = ("praised", "changed", "painted", "measured", "forgot", "polished", "moved", "tasted", "repaired", "chose")
WHAT = (
    "the second half",
    "a lemon cake",
    "the rain gauge",
    "two old violins",
    "the opening hours",
    "a row of pears",
    "the price of eggs",
    "the net",
)
WHERE = (
    "in Sweden",
    "in Osaka",
    "by the river",
    "at the harbour",
    "in Brazil",
    "on the hill",
    "in Naples",
    "near the station",
)
WHEN = ("on Monday", "before noon", "after the rain", "in the last minute", "at the fair", "for the third time", "with a smile")  # fmt: skip


def corpus() -> tuple[list[str], list[str]]:
    """The corpus's texts about a dispute, and those about none."""
    about: tuple[list[str], list[str]] = [], []
    for path in sorted(TEXTS.glob("*.txt")):
        for text in read_file(path):
            if isinstance(text, Text):
                about[text.header.get("dispute", "none").startswith("none")].append(text.text)
    return about


def notice(chance: random.Random) -> str:
    """A text of eighty to six hundred words on nothing of state."""
    parts = (WHO, DID, WHAT, WHERE, WHEN)
    told = [f"{' '.join(chance.choice(part) for part in parts)}." for _ in range(chance.randrange(8, 50))]
    return "\n\n".join(" ".join(told[at : at + 3]) for at in range(0, len(told), 3))


def made(count: int, on: Sequence[str], off: Sequence[str]) -> list[tuple[Document, bool]]:
    """Articles, each with whether it is on a dispute."""
    found = []
    for number in range(count):
        chance = random.Random(number)
        disputed = number % EVERY == 0
        misleads = number % MISLEADING == 1
        body = chance.choice(on) if disputed else chance.choice(off) if misleads else notice(chance)
        text = f"Edition {number}\n\n{body}"
        found.append((Document(text=text, paragraphs=(), origin=Origin(uri=f"{number}.txt")), disputed))
    return found


def gold() -> list[Document]:
    """The gold's documents, which are counted and not looked at; none where ../shared is absent."""
    told = [json.loads(path.read_text())["document"] for path in sorted((SHARED / "gold").glob("*.json"))]
    return [
        Document(text="\n\n".join(one["paragraphs"]), paragraphs=(), title=one["title"], origin=Origin(uri="gold"))
        for one in told
    ]


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Measures and prints; 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--parsed", type=int, default=40, help="articles in the sample that spaCy parses")
    args = options.parse_args()
    on, off = corpus()
    articles = made(args.documents, on, off)
    gate = Gate()
    held = gold()
    through: list[bool] = []
    gated = _spent(lambda: through.extend(gate.judge(one).lack is None for one, _ in articles))
    sample = [one for one, _ in articles[:: max(1, len(articles) // args.parsed) | 1]]
    language = Parser().language
    parsed = _spent(lambda: list(language.pipe(one.text for one in sample)))
    letter = parsed / sum(len(one.text) for one in sample)
    whole = letter * sum(len(one.text) for one, _ in articles)
    left = letter * sum(len(one.text) for (one, _), passes in zip(articles, through, strict=True) if passes)
    times = whole / (gated + left)
    disputed = [passes for (_, disputed), passes in zip(articles, through, strict=True) if disputed]
    lost = {
        "articles on a dispute": (disputed.count(False), len(disputed)),
        "corpus texts on a dispute": (sum(gate.judge(_bare(text)).lack is not None for text in on), len(on)),
        "gold articles": (sum(gate.judge(one).lack is not None for one in held), len(held)),
    }
    print(
        f"{len(articles):,} articles: gate {len(articles) / gated:,.0f} a second, bare spaCy {len(sample) / parsed:.1f} ({len(sample)} parsed); "
        f"gate and parser together {times:.1f} times bare spaCy; let through {sum(through) / len(through):.3f}"
    )
    print("lost: " + ", ".join(f"{gone} of {total:,} {what}" for what, (gone, total) in lost.items()))
    return 1 if times < BAR or any(gone for gone, _ in lost.values()) else 0


def _bare(text: str) -> Document:
    return Document(text=text, paragraphs=(), origin=Origin(uri="corpus"))


if __name__ == "__main__":
    raise SystemExit(main())
