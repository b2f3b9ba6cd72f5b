"""Two sides that face the same third: four measures of how far apart they are, side by side and never made one number.

Positions (``splits``), what documents say of the two as allies (``rifts``), how far their lists name the same (``overlap``), how hostile they are to the
third (``policy``). Each has its own number of notes, acts or entries under it, and none is claimed from fewer than it states.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.joining import AUTHORITIES
from detente.analyse.overlap import overlap
from detente.analyse.policy import Conduct, PolicyGap, conducts, policy_gap
from detente.analyse.splits import Contradiction, burdens, contradictions, interval, opponents, rifts, splits
from detente.analyse.uncertainty import Interval, share_interval
from detente.analyse.view import documents_under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.joining import Lists
    from detente.analyse.overlap import Entry
    from detente.analyse.view import View
    from detente.model.findings import Sourced, Split
    from detente.model.lists import Edition
    from detente.model.reading import Assessment

MINIMUM_SAID = 3
"""The share of judgements for the worse is told from this many on."""
PROGRAMMES = "analyse/programmes.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A split with its interval and the contradictions within each side."""

    split: Split
    low: float
    high: float
    left: tuple[Contradiction, ...]
    right: tuple[Contradiction, ...]

    @property
    def documents(self) -> int:
        """How many documents the positions stand in."""
        return documents_under((*self.split.left, *self.split.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of two sides as allies; ``worse`` is the share of judgements that they drift apart or are stuck."""

    notes: tuple[Sourced[Assessment], ...]
    worse: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What two sides list under the programmes that bear on a third.

    Attributes:
        left: whose list the first is (``OFAC``).
        right: whose the second is.
        shared: entries of the first that an entry of the second matches.
        unsure: entries that may match, but names and births cannot tell.
        left_alone: entries of the first alone.
        right_alone: entries of the second alone.
    """

    left: str
    right: str
    shared: int
    unsure: int
    left_alone: tuple[Entry, ...]
    right_alone: tuple[Entry, ...]

    @property
    def share(self) -> float | None:
        """Shared among all that either lists for certain, 0 to 1 (Jaccard's index); ``None`` where neither lists any."""
        known = self.shared + len(self.left_alone) + len(self.right_alone)
        return self.shared / known if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides, the third, and the measures; one that cannot be taken is ``None`` or empty."""

    left_side: str
    right_side: str
    over: str | None
    issues: tuple[Apart, ...]
    said: Said | None
    lists: Listed | None
    policy: PolicyGap | None


def comparisons(view: View, lists: Lists | None = None) -> tuple[Comparison, ...]:
    """Pairs of sides that differ, or whose conduct towards a third can be compared; those with more measures first, then as in ``splits``.

    Args:
        view: the notes looked at; a window in time is a filter of the view.
        lists: a record's official lists, where it holds any.
    """
    found = splits(view)
    said = {(rift.left_side, rift.right_side): rift.notes for rift in rifts(view)}
    acts = conducts(view)
    told = list(dict.fromkeys((split.left_side, split.right_side, split.target) for split in found))
    others = [key for key in _facing(acts, view) if key not in told]
    made = [
        Comparison(
            left_side=left,
            right_side=right,
            over=over,
            issues=tuple(apart(s) for s in found if (s.left_side, s.right_side, s.target) == (left, right, over)),
            said=_said(said.get((left, right), ())),
            lists=_listed(lists, left, right, over) if lists and over else None,
            policy=_policy(acts, left, right, over) if over else None,
        )
        for left, right, over in (*told, *others)
    ]
    return tuple(sorted(made, key=lambda c: -_measures(c)))


def apart(split: Split) -> Apart:
    """A split with how sure it is."""
    low, high = interval(split)
    return Apart(
        split=split, low=low, high=high, left=contradictions(split.left), right=contradictions(split.right)
    )  # fmt: skip


def _measures(found: Comparison) -> int:
    claimed = (found.issues, found.said and found.said.worse, found.lists, found.policy and found.policy.gap)
    return sum(bool(one) for one in claimed)


def _facing(acts: Mapping[tuple[str, str], Conduct], view: View) -> list[tuple[str, str, str]]:
    """Pairs of sides, no opponents of each other, with enough acts towards the same sanctioned side."""
    against, weight = opponents(view), burdens(view)
    by_target: dict[str, list[str]] = {}
    for (side, target), conduct in acts.items():
        if weight[target] > 0 and policy_gap(conduct, conduct).gap:
            by_target.setdefault(target, []).append(side)
    return [
        (left, right, target)
        for target, sides in sorted(by_target.items())
        for left, right in combinations(sorted(sides), 2)
        if (left, right) not in against
    ]


def _said(notes: Sequence[Sourced[Assessment]]) -> Said | None:
    if not notes:
        return None
    worse = sum(s.note.direction in {"worse", "stalled"} for s in notes)
    return Said(notes=tuple(notes), worse=share_interval(worse, len(notes)) if len(notes) >= MINIMUM_SAID else None)


def _policy(acts: Mapping[tuple[str, str], Conduct], left: str, right: str, over: str) -> PolicyGap | None:
    towards = acts.get((left, over), Conduct()), acts.get((right, over), Conduct())
    return policy_gap(*towards) if all(conduct.acts for conduct in towards) else None


def _listed(lists: Lists, left: str, right: str, over: str) -> Listed | None:
    """The newest edition of each of the two sides' lists, compared under the programmes that bear on the third."""
    tags = next((row["tags"] for row in resources.rows(PROGRAMMES) if row["side"] == over), "")
    authorities = [AUTHORITIES.get(side) for side in (left, right)]
    if not tags or None in authorities:
        return None
    newest: dict[tuple[str, str], Edition] = {}
    for edition in lists.editions():
        if edition.authority in authorities:
            newest[edition.authority, edition.name] = edition
    if len({edition.authority for edition in newest.values()}) < 2:
        return None
    one, other = (str(name) for name in authorities)
    found = overlap([(e, lists.listings(e.id)) for e in newest.values()], programmes=tags.split(","))
    return Listed(
        left=one,
        right=other,
        shared=found.shared(one, other),
        unsure=found.ambiguous(one, other),
        left_alone=found.alone(one, other),
        right_alone=found.alone(other, one),
    )
