"""The four measures of how far two sides are apart, as rows of one table: each with what it rests on, none mixed into another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.comparisons import MINIMUM_SAID, comparisons
from detente.analyse.joining import Lists
from detente.analyse.policy import MINIMUM_ACTS
from detente.present import words

if TYPE_CHECKING:
    from detente.analyse.comparisons import Apart, Comparison, Listed, Said
    from detente.analyse.policy import Conduct, PolicyGap
    from detente.analyse.view import View
    from detente.present.brief.citing import Citations, Cite

FEW = "too few to say"
MOST_CITED = 6
DRIFTING = frozenset({"worse", "stalled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure: its figure and interval in words, what it counts, and the sentences under it, by heading."""

    figure: str
    counts: str
    cites: tuple[tuple[str, tuple[Cite, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """Two sides over a third; a measure that cannot be taken is ``None``, positions are one an issue."""

    pair: str
    over: str
    positions: tuple[Measured, ...]
    said: Measured | None
    lists: Measured | None
    policy: Measured | None


def measured_rows(view: View, lists: object, citations: Citations) -> tuple[MeasuredRow, ...]:
    """Rows of the table.

    Args:
        view: the notes.
        lists: the record's official lists, where it is something that holds lists.
        citations: where the sentences are remembered.
    """
    found = comparisons(view, lists if isinstance(lists, Lists) else None)
    return tuple(_row(one, citations) for one in found)


def _row(one: Comparison, citations: Citations) -> MeasuredRow:
    return MeasuredRow(
        pair=f"{words.side(one.left_side)} and {words.side(one.right_side)}",
        over=words.the(one.over) if one.over else "",
        positions=tuple(_positions(issue) for issue in one.issues),
        said=_said(one.said, citations) if one.said else None,
        lists=_lists(one.lists) if one.lists else None,
        policy=_policy(one, one.policy, citations) if one.policy else None,
    )


def _positions(one: Apart) -> Measured:
    split = one.split
    within = len(one.left) + len(one.right)
    against = f", {words.count(within, 'contradiction')} within a side" if within else ""
    return Measured(
        figure=f"{words.word('issue', split.issue)} {split.gap:.2f} ({_signed(one.low)} to {_signed(one.high)})",
        counts=f"{len(split.left)} and {words.count(len(split.right), 'position')} in {words.count(one.documents, 'document')}{against}",
    )


def _said(said: Said, citations: Citations) -> Measured:
    worse = sum(s.note.direction in DRIFTING for s in said.notes)
    figure = FEW
    if said.worse:
        figure = f"{said.worse.at:.2f} ({said.worse.low:.2f} to {said.worse.high:.2f}) for the worse"
    return Measured(
        figure=figure,
        counts=f"{worse} of {words.count(len(said.notes), 'judgement')}",
        cites=(("", tuple(citations.cite(s) for s in said.notes[:MOST_CITED])),),
    )


def _lists(lists: Listed) -> Measured:
    alone = f"{lists.left} alone {len(lists.left_alone)}, {lists.right} alone {len(lists.right_alone)}"
    return Measured(
        figure=FEW if lists.share is None else f"{lists.share:.2f} of all listed by both",
        counts=f"{lists.shared} on both, {alone}, {lists.unsure} not sure",
    )


def _policy(one: Comparison, policy: PolicyGap, citations: Citations) -> Measured:
    gap, counts = policy.gap, []
    cites = []
    for side, conduct in ((one.left_side, policy.left), (one.right_side, policy.right)):
        counts.append(f"{words.side(side)} {len(conduct.hostile)} of {conduct.acts} acts hostile")
        cites.append((words.side(side), _acts(conduct, citations)))
    figure = f"{_signed(gap.at)} ({_signed(gap.low)} to {_signed(gap.high)})" if gap else FEW
    return Measured(figure=figure, counts="; ".join(counts), cites=tuple(cites))


def _acts(conduct: Conduct, citations: Citations) -> tuple[Cite, ...]:
    """The newest acts, hostile ones first."""
    newest = [*reversed(conduct.hostile), *reversed(conduct.friendly)]
    return tuple(citations.cite(s) for s in newest[:MOST_CITED])


def _signed(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")


MINIMUMS = (MINIMUM_SAID, MINIMUM_ACTS)
"""Judgements and acts below which nothing is claimed."""
