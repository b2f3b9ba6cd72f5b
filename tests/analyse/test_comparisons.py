"""Four measures of a split side by side, and what each needs before it is claimed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import pytest

from detente.analyse.comparisons import MINIMUM_SAID, apart, comparisons
from detente.analyse.policy import MINIMUM_ACTS, conducts, policy_gap
from detente.analyse.splits import contradictions, splits
from detente.analyse.uncertainty import Witness, gap_interval, log_odds_gap, share_interval
from detente.analyse.view import Memory
from detente.model.lists import Edition, ListedName, Listing
from tests.fixtures import FRANCE, USA, Notes, article, iran
from tests.long_dispute import venezuela


def test_the_four_measures_stand_side_by_side() -> None:
    (found,) = comparisons(venezuela())
    assert (found.left_side, found.right_side, found.over) == ("EU", "USA", "VEN")
    (issue,) = found.issues
    assert issue.split.issue == "sanctions"
    assert issue.low < issue.split.gap < issue.high
    assert issue.low > 0.2
    assert found.said is not None
    assert found.said.worse is not None
    assert 0.6 < found.said.worse.at < 0.9
    assert found.policy is not None
    assert found.policy.gap is not None
    assert found.policy.gap.low > 2
    assert (found.policy.left.acts, found.policy.right.acts) == (8, 16)
    assert found.lists is None


def test_a_window_looks_at_its_own_notes_alone() -> None:
    early = Memory(venezuela().read[:4])
    (found,) = comparisons(early)
    assert found.issues[0].split.gap == 1.0
    assert found.issues[0].documents == 4
    late = Memory(venezuela().read[4:])
    assert comparisons(late)[0].issues[0].split.gap == 0.5


def test_too_few_acts_or_judgements_are_shown_and_nothing_is_claimed() -> None:
    assert (MINIMUM_SAID, MINIMUM_ACTS) == (3, 5)
    (found,) = comparisons(Memory(venezuela().read[1:3]))
    assert found.said is not None
    assert len(found.said.notes) == 2
    assert found.said.worse is None
    assert found.policy is not None
    assert found.policy.gap is None
    assert found.policy.right.acts == 4


def test_what_two_do_together_or_only_plan_is_not_one_sided() -> None:
    notes = Notes(article("p", "T", "One. Two. Three.", publisher="P", published="2022-01-01"))
    notes.event("CONSULT", [USA, FRANCE], [], "One", date="2022-01-01")
    notes.event("SANCTION", [USA], [FRANCE], "Two", date="2022-01-01", status="planned")
    notes.event("SANCTION", [USA], [FRANCE], "Three", date="2022-01-01")
    (pair,) = conducts(Memory((notes.read(),))).items()
    assert pair[0] == ("USA", "FRA")
    assert pair[1].acts == 1


def test_the_policy_gap_is_a_difference_of_log_odds() -> None:
    acts = conducts(venezuela())
    found = policy_gap(acts["EU", "VEN"], acts["USA", "VEN"])
    assert found.gap is not None
    assert found.gap.at == pytest.approx(math.log(16.5 / 0.5) - math.log(0.5 / 8.5))
    swapped = policy_gap(acts["USA", "VEN"], acts["EU", "VEN"])
    assert swapped.gap is not None
    assert swapped.gap.at == pytest.approx(-found.gap.at)


def test_few_notes_make_a_wide_interval_and_many_a_narrow_one() -> None:
    def width(number: int) -> float:
        left = [Witness(document=f"l{n}", value=1.0) for n in range(number)]
        right = [Witness(document=f"r{n}", value=0.0) for n in range(number)]
        low, high = gap_interval(left, right, np.ones((number, number)))
        return high - low

    assert width(1) > width(4) > width(40)
    assert width(40) < 0.1


def test_the_bootstrap_draws_documents_not_notes() -> None:
    def width(documents: int) -> float:
        left = [Witness(document=f"l{n % documents}", value=n % documents % 2) for n in range(12)]
        right = [Witness(document=f"r{n % documents}", value=0.0) for n in range(12)]
        low, high = gap_interval(left, right, np.ones((12, 12)))
        return high - low

    assert width(2) > width(12)


def test_the_same_notes_give_the_same_interval() -> None:
    (split,) = splits(venezuela())
    assert apart(split) == apart(split)


def test_intervals_of_shares_and_odds() -> None:
    assert share_interval(0, 3).at == pytest.approx(0.125)
    assert share_interval(30, 30).low > 0.9
    assert log_odds_gap((5, 5), (5, 5)).at == 0.0
    assert log_odds_gap((1, 1), (9, 1)).low < 0 < log_odds_gap((10, 90), (90, 10)).low


def test_a_side_that_contradicts_itself_is_shown() -> None:
    notes = Notes(article("c", "T", "For. Against. Again for.", publisher="P", published="2022-01-01"))
    notes.position(USA, "sanctions", "pro", "For", target="CUB")
    notes.position(USA, "sanctions", "anti", "Against", target="CUB")
    notes.position(USA, "sanctions", "pro", "Again for", target="CUB")
    (found,) = contradictions(Memory((notes.read(),)).positions())
    assert (found.one.note.stance, found.other.note.stance) == ("anti", "pro")
    old = Notes(article("o", "T", "Against.", publisher="P", published="2012-01-01"))
    old.position(USA, "sanctions", "anti", "Against", target="CUB")
    new = Notes(article("n", "T", "For.", publisher="P", published="2022-01-01"))
    new.position(USA, "sanctions", "pro", "For", target="CUB")
    assert contradictions(Memory((old.read(), new.read())).positions()) == ()
    assert contradictions(iran().positions()[:1]) == ()


@dataclass
class _Lists:
    held: dict[str, tuple[Edition, tuple[Listing, ...]]] = field(default_factory=dict)

    def add(self, authority: str, *names: str, tag: str) -> None:
        edition = Edition(authority=authority, name="list", day=None, raw_id=authority)
        listings = tuple(
            Listing(entry=str(n), kind="entity", names=(ListedName(text=name),), programmes=(tag,))
            for n, name in enumerate(names)
        )
        self.held[edition.id] = (edition, listings)

    def editions(self) -> tuple[Edition, ...]:
        return tuple(edition for edition, _ in self.held.values())

    def listings(self, edition: str) -> tuple[Listing, ...]:
        return self.held[edition][1]


def test_lists_are_compared_under_the_programmes_that_bear_on_the_third() -> None:
    lists = _Lists()
    lists.add("OFAC", "Petróleos de Venezuela", "Minerven", "Conviasa", tag="VENEZUELA-EO13850")
    (alone,) = comparisons(venezuela(), lists)
    assert alone.lists is None
    lists.add("EU", "Petroleos de Venezuela S.A.", "Ministerio de Tal", tag="VEN")
    (found,) = comparisons(venezuela(), lists)
    assert found.lists is not None
    assert (found.lists.left, found.lists.right, found.lists.shared) == ("EU", "OFAC", 1)
    assert [e.listing.name for e in found.lists.right_alone] == ["Minerven", "Conviasa"]
    assert found.lists.share == pytest.approx(1 / 4)
