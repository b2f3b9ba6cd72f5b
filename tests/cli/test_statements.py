"""``detente statements``: offsets into the file's own text, and its switches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.cli.statements import statements

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "  Talks collapse\n\nThe Financial Times reported that Macron said the deal could be saved.\n"
    "Ankara wants a new map. “It is over,” said Lavrov. “We go home.”\n"
)


def lines(path: Path, **switches: bool) -> list[dict[str, list[list[int]]]]:
    return [json.loads(line) for line in statements([path], **switches)]


def words(line: dict[str, list[list[int]]], role: str) -> list[str]:
    return [TEXT[start:end] for start, end in line[role]]


def written(folder: Path) -> Path:
    path = folder / "talks.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_offsets_point_into_the_files_own_text(tmp_path: Path) -> None:
    found = lines(written(tmp_path))
    assert {line["doc"] for line in found} == {"talks"}  # type: ignore[comparison-overlap]  # the one field that is no span
    assert [(words(x, "source"), words(x, "cue"), words(x, "content")) for x in found] == [
        (["The Financial Times"], ["reported"], ["Macron said the deal could be saved"]),
        (["Macron"], ["said"], ["the deal could be saved"]),
        (["Lavrov"], ["said"], ["It is over"]),
        (["Lavrov"], ["said"], ["We go home"]),
    ]


def test_outermost_leaves_out_the_nested_and_joins_what_one_cue_covers(tmp_path: Path) -> None:
    found = lines(written(tmp_path), outermost=True)
    assert [words(line, "content") for line in found] == [
        ["Macron said the deal could be saved"],
        ["It is over", "We go home"],
    ]


def test_attitudes_are_a_switch(tmp_path: Path) -> None:
    cues = [words(line, "cue") for line in lines(written(tmp_path), attitudes=True)]
    assert ["wants"] in cues
    assert ["wants"] not in [words(line, "cue") for line in lines(written(tmp_path))]


def test_lines_in_words(tmp_path: Path) -> None:
    first = next(iter(statements([written(tmp_path)], jsonl=False)))
    assert first == "talks\tThe Financial Times\treported\tMacron said the deal could be saved"
