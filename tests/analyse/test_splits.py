"""Splits: who stands apart from whom, by how much, on which notes."""

from __future__ import annotations

import pytest

from detente.analyse.splits import MINIMUM_NOTES, closeness, compared, rifts, splits
from detente.analyse.view import Memory
from detente.model.actors import Actor
from tests.fixtures import FRANCE, USA, Notes, article, iran

RUSSIA = Actor(name="Russia", side="RUS", kind="state")
GERMANY = Actor(name="Germany", side="DEU", kind="state")


def _russia(*, target: str | None = "RUS", times: int = 2) -> Memory:
    paragraphs = [
        f"Berlin would ease them, {i}. Washington would keep them, {i}. Moscow wants them gone, {i}."
        for i in range(times)
    ]
    notes = Notes(article("r", "T", *paragraphs, publisher="P", published="2023-03-01"))
    for i in range(times):
        notes.position(GERMANY, "sanctions", "pro", f"Berlin would ease them, {i}", target=target)
        notes.position(USA, "sanctions", "anti", f"Washington would keep them, {i}", target=target)
        notes.position(RUSSIA, "sanctions", "pro", f"Moscow wants them gone, {i}", target=target)
    return Memory((notes.read(),))


def test_two_outsiders_that_differ_are_split_and_the_sanctioned_side_is_not_one_of_them() -> None:
    (found,) = splits(_russia())
    assert (found.left_side, found.right_side, found.target, found.gap) == ("DEU", "USA", "RUS", 1.0)
    assert {s.note.holder.side for s in found.left} == {"DEU"}
    assert {s.note.holder.side for s in found.right} == {"USA"}


def test_nothing_is_claimed_from_too_few_notes() -> None:
    assert MINIMUM_NOTES == 3
    assert splits(_russia(times=1)) == ()
    assert len(splits(_russia(times=1), minimum_notes=2)) == 1


def test_opponents_are_not_taken_for_allies() -> None:
    notes = Notes(article("o", "T", "Berlin, Washington, Moscow. Both. Never.", publisher="P", published="2023-01-01"))
    for holder, word in ((GERMANY, "Berlin"), (USA, "Washington"), (RUSSIA, "Moscow")):
        notes.position(holder, "talks", "anti" if holder is USA else "pro", word, target="UKR")
        notes.position(holder, "talks", "anti" if holder is USA else "pro", "Both", target="UKR")
    assert {(s.left_side, s.right_side) for s in splits(Memory((notes.read(),)))} == {("DEU", "USA"), ("RUS", "USA")}
    notes.position(USA, "sanctions", "anti", "Never", target="RUS")
    assert {(s.left_side, s.right_side) for s in splits(Memory((notes.read(),)))} == {("DEU", "USA")}


def test_a_small_gap_is_no_split() -> None:
    notes = Notes(article("g", "T", "A one. A two. B one. B two.", publisher="P", published="2023"))
    for word, holder in (("A one", USA), ("A two", USA), ("B one", FRANCE), ("B two", FRANCE)):
        notes.position(holder, "talks", "pro", word, target="PRK")
    assert splits(Memory((notes.read(),))) == ()


def test_two_that_lean_the_same_way_are_not_split_though_one_wavers() -> None:
    text = "A one. A two. A three. B one. B two."
    notes = Notes(article("w", "T", text, publisher="P", published="2023"))
    for word, holder, stance in (
        ("A one", USA, "pro"),
        ("A two", USA, "pro"),
        ("A three", USA, "anti"),
        ("B one", FRANCE, "pro"),
        ("B two", FRANCE, "pro"),
    ):
        notes.position(holder, "sanctions", stance, word, target="PRK")
    assert splits(Memory((notes.read(),))) == ()


def test_words_of_a_rift_stand_with_the_split() -> None:
    (found,) = splits(iran())
    assert (found.left_side, found.right_side, found.issue) == ("FRA", "USA", "sanctions")
    assert 0.75 < found.gap < 1.0
    assert [s.note.by.name for s in found.reported] == ["Sanam Vakil"]
    (rift,) = rifts(iran())
    assert (rift.left_side, rift.right_side) == ("FRA", "USA")


def test_the_mean_weighs_notes_by_confidence() -> None:
    notes = Notes(article("m", "T", "Sure. Unsure.", publisher="P", published="2023"))
    notes.add("positions", _position(notes, "Sure", "pro", 0.9))
    notes.add("positions", _position(notes, "Unsure", "anti", 0.3))
    positions = Memory((notes.read(),)).positions()
    assert [side.at for side in compared(positions, positions)] == pytest.approx([0.75, 0.75])
    assert compared(positions, positions)[0].lean == "pro"


def _year(year: int, germany: str, america: str) -> Notes:
    notes = Notes(
        article(f"y{year}", f"{year}", "Berlin says. Washington says.", publisher="P", published=f"{year}-01-01")
    )
    notes.position(GERMANY, "sanctions", germany, "Berlin says", target="RUS")
    notes.position(USA, "sanctions", america, "Washington says", target="RUS")
    return notes


def test_what_was_said_years_apart_is_hardly_compared() -> None:
    agreed = Memory(tuple(_year(y, s, s).read() for y, s in ((2008, "pro"), (2014, "anti"), (2022, "anti"))))
    assert splits(agreed) == ()
    apart = Memory((_year(2022, "pro", "anti").read(), _year(2021, "pro", "anti").read()))
    assert [s.gap for s in splits(apart)] == [1.0]


def test_what_was_said_of_late_weighs_more() -> None:
    turned = Memory(tuple(_year(y, s, "anti").read() for y, s in ((2014, "anti"), (2015, "anti"), (2022, "pro"))))
    (found,) = splits(turned)
    assert found.gap > 0.8
    assert compared(found.left, found.right)[0].lean == "pro"


def test_notes_that_never_met_in_time_make_no_split() -> None:
    old = Notes(article("old", "Old", "Berlin says one. Berlin says two.", publisher="P", published="1998"))
    old.position(GERMANY, "sanctions", "pro", "Berlin says one", target="RUS")
    old.position(GERMANY, "sanctions", "pro", "Berlin says two", target="RUS")
    new = Notes(article("new", "New", "Washington says.", publisher="P", published="2022"))
    new.position(USA, "sanctions", "anti", "Washington says", target="RUS")
    view = Memory((old.read(), new.read()))
    assert splits(view) == ()
    first, last = view.positions()[0], view.positions()[-1]
    assert closeness(first, first) == 1.0
    assert closeness(first, last) < 0.001


def _position(notes: Notes, words: str, stance: str, confidence: float) -> object:
    from detente.model.reading import Position

    evidence = notes.cite(words, "positions.v1", confidence)
    return Position(holder=USA, issue="talks", target="PRK", stance=stance, evidence=evidence)
