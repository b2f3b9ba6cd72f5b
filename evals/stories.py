"""How well and how fast stories are found.

    python -m evals.stories [--articles 10000]

Articles are made of sentences drawn with a fixed seed; each has variants as syndication makes them: cut to a quarter, under another headline, inside a
roundup, between another site's boilerplate. Bars: 98 of 100 variants found with their original, 2,500 documents a second on one core. How the work of a
record grows with its documents is ``evals.growth``'s.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.resolve.shingles import Sketcher
from detente.resolve.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BAR_RECALL, BAR_SPEED = 0.98, 2500
NOUNS = (
    "sanctions",
    "banks",
    "ministers",
    "inspectors",
    "tankers",
    "refineries",
    "licences",
    "waivers",
    "accounts",
    "visas",
    "envoys",
    "negotiators",
    "missiles",
    "centrifuges",
    "ports",
    "shipments",
    "ambassadors",
    "observers",
    "exports",
    "companies",
    "airlines",
    "diamonds",
    "timber",
    "coal",
    "oil",
    "grain",
    "fertiliser",
    "airspace",
    "elections",
    "refugees",
    "reserves",
    "bonds",
)
VERBS = (
    "freeze",
    "renew",
    "lift",
    "weigh",
    "seize",
    "license",
    "block",
    "condemn",
    "welcome",
    "postpone",
    "extend",
    "review",
    "list",
    "audit",
    "delay",
)
PLACES = (
    "Minsk",
    "Caracas",
    "Tehran",
    "Pyongyang",
    "Harare",
    "Naypyidaw",
    "Damascus",
    "Khartoum",
    "Havana",
    "Moscow",
    "Brussels",
    "Bamako",
    "Kinshasa",
    "Managua",
    "Tripoli",
    "Juba",
    "Bangui",
    "Sanaa",
    "Beirut",
    "Kabul",
    "Belgrade",
    "Ankara",
    "Doha",
    "Vienna",
    "Geneva",
)
SIDES = ("USA", "RUS", "IRN", "PRK", "VEN", "BLR", "GBR", "CHN", "SYR", "CUB")
WHO = ("officials", "diplomats", "lawyers", "traders", "analysts", "lawmakers", "regulators", "bankers", "clerics")
HEADERS = (
    "Harbour Wire World Politics Subscribe to our morning letter and read on",
    "The Delta Post Home News Opinion Markets Weather",
)
FOOTERS = (
    "Sign up for alerts from our newsroom and never miss a story. All rights reserved, no part of this may be copied.",
    "Read more of our coverage here. Our standards: accuracy, fairness, independence. Ask the desk about licensing.",
)


def sentence(chance: random.Random) -> str:
    """A sentence of some thirty words."""
    return (
        f"{chance.choice(WHO).capitalize()} in {chance.choice(PLACES)} {chance.choice(VERBS)} the {chance.choice(NOUNS)} of "
        f"{chance.randrange(2, 90)} {chance.choice(NOUNS)} after {chance.choice(WHO)} from {chance.choice(PLACES)} asked to "
        f"{chance.choice(VERBS)} {chance.choice(NOUNS)} and {chance.choice(NOUNS)} by the {chance.randrange(1, 29)}th of the month."
    )


def article(number: int, sentences: int | None = None) -> list[str]:
    """Paragraphs of an article of so many sentences, else of 250 to 900 words; every number has its own."""
    chance = random.Random(number)
    told = [sentence(chance) for _ in range(sentences or chance.randrange(8, 30))]
    return [" ".join(told[at : at + 2]) for at in range(0, len(told), 2)]


def cut(paragraphs: Sequence[str], chance: random.Random) -> str:
    """A quarter of the words, from the beginning or from anywhere."""
    words = " ".join(paragraphs).split()
    size = len(words) // 4
    start = chance.choice((0, chance.randrange(0, len(words) - size)))
    return " ".join(words[start : start + size])


def headed(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Under another headline."""
    return "\n\n".join(
        (f"{chance.choice(PLACES)} wakes to {chance.choice(NOUNS)} and {chance.choice(NOUNS)}", *paragraphs)
    )


def roundup(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Among three other articles."""
    others = [article(chance.randrange(10**8, 10**9)) for _ in range(3)]
    return "\n\n".join(p for part in (others[0], paragraphs, *others[1:]) for p in part)


def framed(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Between a site's header and footer."""
    return "\n\n".join((chance.choice(HEADERS), *paragraphs, chance.choice(FOOTERS)))


VARIANTS: dict[str, Callable[[Sequence[str], random.Random], str]] = {
    "cut to a quarter": cut,
    "re-headed": headed,
    "inside a roundup": roundup,
    "boilerplate changed": framed,
}


@dataclass(frozen=True, slots=True)
class Found:
    """Recall by kind of variant, pairs of other articles wrongly joined, documents a second of processor time."""

    recall: dict[str, float]
    wrong: int
    speed: float


def measure(articles: int) -> Found:
    """Half originals, half variants, the kinds in turn."""
    texts: dict[str, str] = {}
    kinds = list(VARIANTS)
    for number in range(articles // 2):
        paragraphs = article(number)
        texts[f"a{number:06d}"] = framed(paragraphs, random.Random(number))
        texts[f"b{number:06d}"] = VARIANTS[kinds[number % len(kinds)]](paragraphs, random.Random(-number - 1))
    started = time.process_time()
    sketcher = Sketcher()
    found = stories({name: sketcher.sketch(text) for name, text in texts.items()})
    seconds = time.process_time() - started
    carried: dict[str, set[str]] = {}
    for one in found:
        carried.setdefault(one.document, set()).add(one.story)
    hits: dict[str, list[bool]] = {kind: [] for kind in kinds}
    for number in range(articles // 2):
        shared = carried.get(f"a{number:06d}", set()) & carried.get(f"b{number:06d}", set())
        hits[kinds[number % len(kinds)]].append(bool(shared))
    originals = [story for number in range(articles // 2) for story in carried.get(f"a{number:06d}", ())]
    return Found(
        recall={kind: sum(got) / max(len(got), 1) for kind, got in hits.items()},
        wrong=len(originals) - len(set(originals)),
        speed=len(texts) / seconds,
    )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    found = measure(given.articles)
    for kind, recall in found.recall.items():
        print(f"{kind:22} {recall:.4f}  (bar {BAR_RECALL})")
    print(f"{'wrongly joined':22} {found.wrong} of {given.articles // 2} originals")
    print(f"{'documents a second':22} {found.speed:,.0f}  (bar {BAR_SPEED:,})")


if __name__ == "__main__":
    main()
