"""Standings: the newest position of each side, what it was before, and what counts under it."""

from __future__ import annotations

from detente.analyse.series import MINIMUM_NOTES, series
from detente.analyse.stances import bearing, leading
from detente.analyse.standings import contested, standings, voices
from detente.analyse.view import Memory
from tests.fixtures import ANALYST, FRANCE, IRAN, USA, Notes, article, iran
from tests.long_dispute import venezuela


def _at(view: Memory, side: str, issue: str) -> object:
    (found,) = [s for s in standings(view) if (s.side, s.issue) == (side, issue)]
    return found


def test_the_newest_position_stands_and_its_change_is_told() -> None:
    found = _at(iran(), "USA", "sanctions")
    assert (found.stance, found.changed_from, found.target) == ("anti", "conditional", "IRN")
    assert [s.note.holder.name for s in found.notes] == ["Mike Pompeo", "United States"]
    assert found.newest.note.evidence.quote == "The United States keeps its sanctions for now"


def test_a_position_that_did_not_change_has_no_before() -> None:
    assert _at(iran(), "FRA", "sanctions").changed_from is None


def test_what_it_was_before_is_what_its_series_tells() -> None:
    view = venezuela()
    told = {(one.side, one.issue, one.target): one for one in series(view)}
    changed = [s for s in standings(view) if s.probability]
    assert changed
    for standing in changed:
        last = told[standing.side, standing.issue, standing.target].changes[-1]
        assert (last.before, last.after, last.probability) == (
            standing.changed_from, standing.stance, standing.probability
        )  # fmt: skip
    for standing in standings(view):
        known = told[standing.side, standing.issue, standing.target]
        if len(known.notes) >= MINIMUM_NOTES and not known.changes:
            assert standing.changed_from is None


def test_experts_are_kept_apart_from_governments() -> None:
    notes = Notes(
        article(
            "a", "Cuba", "Lift the embargo, said Vakil.", "Keep it, said Washington.", publisher="P", published="2021"
        )
    )
    notes.position(ANALYST, "sanctions", "pro", "Lift the embargo", target="CUB")
    notes.position(USA, "sanctions", "anti", "Keep it", target="CUB")
    view = Memory((notes.read(),))
    assert [s.side for s in standings(view)] == ["USA"]
    assert [s.note.holder.name for s in voices(view)] == ["Sanam Vakil"]


def test_notes_of_the_newest_day_that_disagree_are_contested_and_the_surer_stance_leads() -> None:
    notes = Notes(
        article("a", "T", "One says yes.", "Two says no.", "Three says no.", publisher="P", published="2020-05-01")
    )
    notes.position(USA, "talks", "pro", "One says yes")
    notes.position(USA, "talks", "anti", "Two says no")
    notes.position(USA, "talks", "anti", "Three says no")
    (found,) = standings(Memory((notes.read(),)))
    assert found.stance == "anti"
    assert contested(found)
    assert found.changed_from is None
    assert leading(found.notes) == "anti"


def test_a_target_that_is_not_told_is_taken_from_the_document_where_it_names_just_one() -> None:
    notes = Notes(
        article("a", "T", "We keep sanctions.", "Sanctions on Iran must go.", publisher="P", published="2020")
    )
    notes.position(USA, "sanctions", "anti", "We keep sanctions", target=None)
    notes.position(FRANCE, "sanctions", "pro", "Sanctions on Iran must go", target="IRN")
    notes.position(IRAN, "sanctions", "pro", "must go", target=None)
    view = Memory((notes.read(),))
    told = {s.note.holder.side: bearing(view.positions())[s.note.id] for s in view.positions()}
    assert told == {"USA": "IRN", "FRA": "IRN", "IRN": None}
