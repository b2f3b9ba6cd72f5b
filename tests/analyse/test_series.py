"""Series: where a side or person stood over time, how sure, and when it changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analyse.changepoints import fitted
from detente.analyse.series import MINIMUM_NOTES, one_series, series
from detente.analyse.view import Memory
from tests.fixtures import USA, Notes, article, iran
from tests.long_dispute import venezuela

ANTI, TERMS, PRO = (0.8, 0.0, 0.0), (0.0, 0.8, 0.0), (0.0, 0.0, 0.8)
YEAR = 365.0


def _one(view: Memory, side: str | None, issue: str, *, of: str = "side") -> object:
    (found,) = [s for s in series(view, of=of) if (s.side, s.issue) == (side, issue)]
    return found


def test_a_change_of_line_is_found_with_the_notes_before_and_after() -> None:
    found = _one(venezuela(), "USA", "sanctions")
    (change,) = found.changes
    assert (change.before, change.after) == ("anti", "conditional")
    assert change.between.iso == "2020-03-31/2022-05-17"
    assert change.probability > 0.8
    assert change.moved == 0.5
    assert [s.when.first.year for s in change.last] == [2020, 2019, 2019]
    assert [s.when.first.year for s in change.first] == [2022, 2022, 2023]
    assert {s.note.stance for s in change.last} == {"anti"}
    assert {s.note.stance for s in change.first} == {"conditional"}


def test_a_side_that_keeps_its_line_has_no_change_and_grows_surer() -> None:
    found = _one(venezuela(), "EU", "sanctions")
    assert found.changes == ()
    assert found.agreement == 1.0
    assert found.documents == 7
    widths = [point.high - point.low for point in found.points]
    assert max(widths) < 0.5
    first = Memory(venezuela().read[:2])
    (lone,) = _one(first, "EU", "sanctions").points
    assert lone.high - lone.low > max(widths)


def test_experts_stand_apart_from_governments_and_persons_by_themselves() -> None:
    view = venezuela()
    assert [s.side for s in series(view)] == ["EU", "USA", None]
    assert [(s.side, s.person) for s in series(view, of="person")] == [
        ("EU", "Josep Borrell"),
        ("USA", "John Bolton"),
        (None, "Francisco Rodríguez"),
    ]


def test_nothing_is_claimed_from_too_few_notes() -> None:
    assert MINIMUM_NOTES == 3
    view = Memory(
        tuple(pair for pair in venezuela().read if pair[0].title[-10:-6] == "2018" or "2022-05" in pair[0].title)
    )
    found = _one(view, "USA", "sanctions")
    assert [p.notes[0].note.stance for p in found.points] == ["anti", "conditional"]
    assert found.changes == ()


def test_a_document_is_one_witness_and_undated_notes_have_no_place() -> None:
    notes = Notes(article("w", "T", "One. Two. Three.", publisher="P", published="2022-01-01"))
    for word in ("One", "Two", "Three"):
        notes.position(USA, "talks", "pro", word, target="PRK")
    many = _one(Memory((notes.read(),)), "USA", "talks")
    single = Notes(article("w", "T", "One. Two. Three.", publisher="P", published="2022-01-01"))
    single.position(USA, "talks", "pro", "One", target="PRK")
    assert many.points[0].at == _one(Memory((single.read(),)), "USA", "talks").points[0].at
    dateless = Notes(article("n", "T", "One.", publisher="P", published=None))
    dateless.position(USA, "talks", "pro", "One", target="PRK")
    found = _one(Memory((dateless.read(),)), "USA", "talks")
    assert found.points == ()
    assert len(found.undated) == 1


def test_a_long_series_is_put_into_bins() -> None:
    pairs = []
    for number in range(400):
        day = f"{2000 + number // 24}-{1 + number // 2 % 12:02d}-{1 + 14 * (number % 2):02d}"
        notes = Notes(article(f"d{number}", f"T{number}", "Word.", publisher="P", published=day))
        notes.position(USA, "talks", "pro" if number < 200 else "anti", "Word", target="PRK")
        pairs.append(notes.read())
    found = _one(Memory(tuple(pairs)), "USA", "talks")
    assert len(found.points) <= 150
    assert sum(len(point.notes) for point in found.points) == 400
    assert [c.between.first.year for c in found.changes] == [2008]


def test_the_series_of_the_example_are_whole() -> None:
    for found in series(iran()):
        assert sum(len(point.notes) for point in found.points) == len(found.notes)
        assert all(0 <= p.low <= p.at <= p.high <= 1 for p in found.points)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([ANTI] * 4 + [PRO] * 4, [(0, 4), (4, 8)]),
        ([ANTI] * 3 + [TERMS] * 4 + [PRO] * 4, [(0, 3), (3, 7), (7, 11)]),
        ([PRO] * 6, [(0, 6)]),
        ([PRO, ANTI, PRO, ANTI, PRO, ANTI], [(0, 6)]),
    ],
)
def test_the_likeliest_cut(weights: list[tuple[float, float, float]], expected: list[tuple[int, int]]) -> None:
    found = fitted(weights, [YEAR / 2 * n for n in range(len(weights))])
    assert list(found.stretches) == expected


def test_a_change_is_likelier_over_years_than_over_days() -> None:
    stances = [ANTI, ANTI, PRO, PRO]
    slow, fast = fitted(stances, [0, 10, 1500, 1510]), fitted(stances, [0, 10, 20, 30])
    assert slow.changed(1, 2) > 0.7 > 0.4 > fast.changed(1, 2)


def test_no_steps_and_one() -> None:
    assert fitted([], []).means == ()
    one = fitted([PRO], [0.0])
    assert one.stretches == ((0, 1),)
    assert one.means[0] == pytest.approx((0.25 + 1.3) / 2.3)


@given(
    st.lists(
        st.tuples(*[st.floats(0, 3, allow_nan=False)] * 3, st.floats(0, 900, allow_nan=False)), min_size=1, max_size=8
    )
)
def test_the_recursion_weighs_all_cuts(steps: list[tuple[float, float, float, float]]) -> None:
    """The exact recursion against the sum over all cuts, one by one."""
    weights = [step[:3] for step in steps]
    days = list(np.cumsum([step[3] for step in steps]))
    found = fitted(weights, days)
    assert found.means == pytest.approx(_by_hand(weights, days), abs=1e-6)
    assert all(0 <= found.changed(i, j) <= 1 for i in range(len(steps)) for j in range(i, len(steps)))
    assert [a[1] == b[0] for a, b in pairwise(found.stretches)] == [True] * (len(found.stretches) - 1)


def _by_hand(weights: list[tuple[float, float, float]], days: list[float]) -> list[float]:
    from math import lgamma

    from detente.analyse.changepoints import _risk

    number = len(weights)
    total, means = 0.0, np.zeros(number)
    for mask in range(2 ** (number - 1)):
        ends = [k for k in range(number - 1) if mask >> k & 1]
        chance, expected = 1.0, np.zeros(number)
        for k in range(number - 1):
            risk = _risk(days[k + 1] - days[k])
            chance *= risk if k in ends else 1 - risk
        first = 0
        for stop in [*(e + 1 for e in ends), number]:
            sums = np.sum(np.array(weights[first:stop]), axis=0)
            chance *= float(
                np.exp(lgamma(1.5) - lgamma(1.5 + sums.sum()) + sum(lgamma(0.5 + s) - lgamma(0.5) for s in sums))
            )
            expected[first:stop] = ((0.5 + sums[1]) * 0.5 + 0.5 + sums[2]) / (1.5 + sums.sum())
            first = stop
        total += chance
        means += chance * expected
    return list(means / total)


def test_copies_of_one_story_are_one_witness() -> None:
    notes = [s for s in venezuela().positions() if s.note.holder.side == "EU"][:3]
    day = notes[0].when
    alone = one_series(notes[:1], side="EU", issue="sanctions", target="VEN")
    same = [replace(s, story="t-1", when=day) for s in notes]
    copied = one_series(same, side="EU", issue="sanctions", target="VEN")
    apart = one_series([replace(s, when=day) for s in notes], side="EU", issue="sanctions", target="VEN")
    assert copied.points[0].at == alone.points[0].at
    assert apart.points[0].at > copied.points[0].at
    assert copied.documents == 3
