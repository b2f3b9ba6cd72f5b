"""Writes the index of dated reports, resources/dates/reports.tsv, from the written corpus and the table of events; and that table's own, keys.txt.

    python -m training.reports [--without PREFIX,PREFIX]

A text of the corpus is one report, of its own day, where its reading has notes enough; an event of the table that is news is one too, of
the words that name it. Kept of each are the words that weigh most. ``--without`` leaves out the files of those writers: by default the
ones that figures are measured on.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.annotate.dating_axis import FIRST
from detente.annotate.dating_index import KEYS, first_words
from detente.annotate.dating_reports import IN_OPENING, SCALE, TABLE, WORD, weighed
from detente.annotate.dating_table import rows
from detente.model.when import When
from training.corpus.__main__ import TEXTS, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from training.corpus.format import Text

MEASURED_ON = ("kovac", "tran", "amsel", "bellamy", "osei", "ferreira")
RESOURCES = Path(__file__).resolve().parents[1] / "src/detente/resources"
LEAST_NOTES = 3
MOST_WORDS = 60
COMMON = 0.2
"""A word in so many of the texts says nothing."""
PIVOT = 0.3
"""How far the length of a report is drawn to the mean: an event's few words are like too many texts otherwise."""
HEAD = "# Written by training/reports.py from the corpus and dates/events.tsv: how rare a word is, and number:weight of each report that holds it.\n"
HEAD_OF_KEYS = "# Written by training/reports.py from dates/events.tsv: how many groups of words each row has; their numbers; which ones a word begins."


@dataclass(frozen=True, slots=True)
class Report:
    """A report's day and its words with their weights."""

    day: date
    words: dict[str, float]


def reports(without: tuple[str, ...]) -> tuple[list[Report], list[Report]]:
    """The reports of the corpus, and those of the table of events."""
    texts = load([path for path in sorted(TEXTS.glob("*.txt")) if not path.name.startswith(without)])[0]
    return list(_of_texts(sorted(texts, key=lambda text: text.name))), list(_of_events())


def _of_texts(texts: list[Text]) -> Iterator[Report]:
    for text in texts:
        told = text.reading["document"]["published"]
        notes = len(text.reading["events"]) + len(text.reading["statements"])
        if told and notes >= LEAST_NOTES and (day := When.parse(told).first) >= FIRST:
            yield Report(day, weighed([words for kind, words in text.blocks if kind != "junk"]))


def _of_events() -> Iterator[Report]:
    for row in rows():
        if row.kind != "era":
            words = WORD.findall(f"{row.name} {row.words.replace('*', '')}".lower())
            yield Report(When.parse(row.when).first, dict.fromkeys(words, IN_OPENING))


def table(texts: list[Report], events: list[Report]) -> str:
    """The table: the days of texts, those of events, then a line a word."""
    counts = Counter(word for report in texts for word in report.words)
    rare = {word: math.log(len(texts) / n) for word, n in counts.items() if n < COMMON * len(texts)}
    held: dict[str, list[str]] = {}
    every = [{w: weight * rare[w] for w, weight in r.words.items() if w in rare} for r in (*texts, *events)]
    lengths = [math.sqrt(sum(weight**2 for weight in words.values())) for words in every]
    mean = sum(lengths) / len(lengths)
    for number, (words, length) in enumerate(zip(every, lengths, strict=True)):
        for word, weight in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS]:
            share = weight / ((1 - PIVOT) * length + PIVOT * mean)
            held.setdefault(word, []).append(f"{number}:{round(share * SCALE)}")
    days = [" ".join(report.day.isoformat() for report in some) for some in (texts, events)]
    lines = [f"{word}\t{rare[word]:.2f}\t{' '.join(held[word])}" for word in sorted(held)]
    return HEAD + f"texts\t{days[0]}\nevents\t{days[1]}\n" + "\n".join(lines) + "\n"


def keys() -> str:
    """The index of the table: how many groups of words each row has; their numbers; for each word that begins some, their numbers."""
    numbers: dict[str, int] = {}
    found = [[numbers.setdefault(group, len(numbers)) for group in row.groups] for row in rows()]
    begun: dict[str, list[int]] = {}
    for group, number in numbers.items():
        for word in first_words(group):
            begun.setdefault(word, []).append(number)
    lines = [" ".join(str(len(row)) for row in found), " ".join(str(number) for row in found for number in row)]
    lines += [f"{word}\t{' '.join(map(str, begun[word]))}" for word in sorted(begun)]
    return "\n".join((HEAD_OF_KEYS, *lines, ""))


def main() -> None:
    """Writes the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--without", default=",".join(MEASURED_ON))
    without = tuple(filter(None, options.parse_args().without.split(",")))
    texts, events = reports(without)
    (RESOURCES / TABLE).write_text(table(texts, events), encoding="utf-8")
    (RESOURCES / KEYS).write_text(keys(), encoding="utf-8")
    print(f"{len(texts)} texts, {len(events)} events")


if __name__ == "__main__":
    main()
