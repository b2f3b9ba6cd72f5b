"""The written pairs: they keep their format, and are learnt from or held out by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.pairs.marked import faults, written

if TYPE_CHECKING:
    from pathlib import Path


def table(folder: Path, *rows: str) -> list[Path]:
    path = folder / "some.tsv"
    path.write_text("\n".join(["marked_sentence\troot", *rows]) + "\n", encoding="utf-8")
    return [path]


def test_the_written_pairs_keep_their_format() -> None:
    found = list(written())
    assert len(found) > 2000
    assert list(faults(found)) == []
    assert 0.15 < sum(pair.held for pair in found) / len(found) < 0.25


def test_what_breaks_the_format_is_named(tmp_path: Path) -> None:
    rows = (
        "<s>Oslo</s> thanked <t>Quito</t>.\tSUPPORT",
        "<s>Oslo</s> thanked <t>Quito</t>.\tSUPPORT",
        "<s>Oslo</s> thanked Quito.\tSUPPORT",
        "<s>Oslo</s> greeted <t>Quito</t>.\tGREET",
    )
    assert [fault.split(": ", 1) for fault in faults(written(table(tmp_path, *rows)))] == [
        ["some.tsv:3", "stands twice"],
        ["some.tsv:4", "marks ['<s>', '</s>']"],
        ["some.tsv:5", "'GREET' is no root"],
    ]


def test_a_sentence_is_held_out_whichever_parties_are_marked(tmp_path: Path) -> None:
    rows = (f"<{a}>Oslo</{a}> thanked <{b}>Quito</{b}> {n} times.\tAID" for n in range(40) for a, b in ("st", "ts"))
    found = list(written(table(tmp_path, *rows)))
    assert all(one.held == other.held for one, other in zip(found[::2], found[1::2], strict=True))
    assert {pair.held for pair in found} == {True, False}


def test_yielding_is_one_root(tmp_path: Path) -> None:
    rows = table(tmp_path, "<s>Oslo</s> freed <t>him</t>.\tRETREAT", "<s>Oslo</s> gave in to <t>him</t>.\tCONCEDE")
    assert [pair.root for pair in written(rows)] == ["YIELD", "YIELD"]
