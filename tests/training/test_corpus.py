"""The corpus's format and rules, on a small text, and the corpus itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.corpus.__main__ import TEXTS, load, near_duplicates
from training.corpus.format import FormatError, read_file
from training.corpus.rules import faults

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """=== one-01
date: 2020-02-03
style: wire
dispute: Cyprus
publisher: Levant Post
authors: Ana Pavlou
dateline: NICOSIA
---
# Ankara sends a second drill ship
Greece said the ship
had no right to be there. "It must leave," said Nikos Dendias.
~ Subscribe
---
S | Greece @GRC | said | the ship had no right to be there | indirect | - | -
S | Nikos Dendias @GRC | said | It must leave | direct | - | -
E | MOBILIZE | actual | Ankara @TUR > | - | Ankara sends a second drill ship
"""


def _one(tmp_path: Path, words: str) -> object:
    path = tmp_path / "one.txt"
    path.write_text(words)
    (found,) = read_file(path)
    return found


def test_quotes_are_exact(tmp_path: Path) -> None:
    text = _one(tmp_path, GOOD)
    assert not isinstance(text, FormatError)
    reading = text.reading
    assert [p["text"] for p in reading["document"]["paragraphs"]] == [
        "Ankara sends a second drill ship",
        'Greece said the ship had no right to be there. "It must leave," said Nikos Dendias.',
    ]
    for note in reading["statements"]:
        for quote in (note["content"], note["cue"]):
            assert text.text[quote["start"] : quote["end"]] == quote["text"]
    first, second = (note["cue"]["start"] for note in reading["statements"])
    assert text.text.count("said", 0, second) == 1
    assert first < second
    assert list(faults(text)) == []


def test_words_that_do_not_stand_in_the_text_are_refused(tmp_path: Path) -> None:
    found = _one(tmp_path, GOOD.replace("| It must leave |", "| It has to leave |"))
    assert isinstance(found, FormatError)
    assert "It has to leave" in str(found)


def test_a_wrong_label_and_a_wrong_side_are_named(tmp_path: Path) -> None:
    text = _one(tmp_path, GOOD.replace("MOBILIZE", "MARCH").replace("@TUR", "@TURK"))
    assert not isinstance(text, FormatError)
    wrong = list(faults(text))
    assert any("'MARCH'" in fault for fault in wrong)
    assert any("'TURK'" in fault for fault in wrong)


def test_near_duplicates_are_found(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text(GOOD + GOOD.replace("one-01", "one-02"))
    texts, wrong = load([path])
    assert wrong == []
    assert len(near_duplicates(texts)) == 1
    other = GOOD.replace("one-01", "one-02").replace("Greece said the ship", "Seoul told a court the fleet")
    other = other.replace('"It must leave," said Nikos Dendias.', "Nobody was hurt and the crew has gone home.")
    path.write_text(GOOD + other.split("---\nS |")[0] + "---\n")
    texts, wrong = load([path])
    assert (wrong, len(texts)) == ([], 2)
    assert near_duplicates(texts) == []


def test_the_corpus_is_valid() -> None:
    texts, wrong = load(TEXTS.glob("*.txt"))
    assert texts
    assert wrong == []
