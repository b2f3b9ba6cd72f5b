"""Where they stand: for each side that others have positions about, a table of sides × issues."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.splits import burdens
from detente.analyse.stances import bearing
from detente.analyse.standings import contested, standings, voices
from detente.analyse.view import place_in_time
from detente.present import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.view import View
    from detente.model.findings import Sourced, Standing
    from detente.model.reading import Position
    from detente.present.brief.citing import Citations, Cite

ISSUES = (
    "sanctions", "talks", "disarmament", "deal", "military-pressure", "recognition", "aid", "human-rights",
)  # fmt: skip
"""The order of the columns; issues of the user's own follow, then ``other``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One note of a cell: what it holds, and its citation."""

    stance: str
    words: str
    cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A side on an issue. ``contested`` where notes of the newest day disagree."""

    issue: str
    name: str
    stance: str
    words: str
    changed_from: str
    contested: bool
    newest: Cite
    notes: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A side and its cells, in the order of the columns; ``None`` where no note tells."""

    side: str
    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The positions that bear on one side. ``others`` are experts, former officials, companies and press."""

    target: str | None
    name: str
    issues: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    others: tuple[tuple[str, tuple[Held, ...]], ...]
    notes: int


def matrices(view: View, citations: Citations) -> tuple[Matrix, ...]:
    """A matrix a side that positions bear on, most notes first; positions that bear on no side told come last."""
    weight = burdens(view)
    grouped: dict[str | None, list[Standing]] = {}
    for standing in standings(view):
        grouped.setdefault(_over(standing.side, standing.target, weight), []).append(standing)
    bears_on = bearing(view.positions())
    spoken: dict[str | None, list[Sourced[Position]]] = {}
    for sourced in voices(view):
        spoken.setdefault(bears_on[sourced.note.id], []).append(sourced)
    targets = list(dict.fromkeys([*grouped, *spoken]))
    made = [_matrix(target, grouped.get(target, []), spoken.get(target, []), citations) for target in targets]
    return tuple(sorted(made, key=lambda m: (m.target is None, -m.notes, m.name)))


def _over(side: str, target: str | None, weight: Counter[str]) -> str | None:
    """The side whose matrix a standing belongs in.

    The sanctioned side's positions towards others stand in its own matrix: that North Korea refuses to talk to the
    United States belongs to the dispute over North Korea.
    """
    if target is None:
        return side if weight[side] > 0 else None
    return side if weight[side] > weight[target] else target


def _matrix(
    target: str | None, held: Sequence[Standing], spoken: Sequence[Sourced[Position]], citations: Citations
) -> Matrix:
    present = {standing.issue for standing in held}
    own = sorted(present - set(ISSUES) - {"other"})
    issues = [i for i in (*ISSUES, *own, "other") if i in present]
    sides = Counter(dict.fromkeys(dict.fromkeys(s.side for s in held), 0))
    for standing in held:
        sides[standing.side] += len(standing.notes)
    ordered = sorted(sides, key=lambda side: (side != target, -sides[side], side))
    rows = [
        Row(
            side=side,
            name=words.side(side),
            cells=tuple(_cell([s for s in held if (s.side, s.issue) == (side, i)], citations) for i in issues),
        )
        for side in ordered
    ]
    return Matrix(
        target=target,
        name=words.the(target) if target else "",
        issues=tuple((issue, words.word("issue", issue)) for issue in issues),
        rows=tuple(rows),
        others=_others(spoken, citations),
        notes=sum(sides.values()) + len(spoken),
    )


def _cell(found: Sequence[Standing], citations: Citations) -> Cell | None:
    """One cell of a side's standings on an issue, which may bear on several sides; the newest leads."""
    if not found:
        return None
    leading = max(found, key=lambda s: place_in_time(s.newest))
    notes = sorted((note for standing in found for note in standing.notes), key=place_in_time, reverse=True)
    return Cell(
        issue=leading.issue,
        name=words.word("issue", leading.issue),
        stance=leading.stance,
        words=words.stance(leading.issue, leading.stance),
        changed_from=words.stance(leading.issue, leading.changed_from) if leading.changed_from else "",
        contested=contested(leading),
        newest=citations.cite(leading.newest),
        notes=tuple(held(note, citations) for note in notes),
    )


def _others(spoken: Sequence[Sourced[Position]], citations: Citations) -> tuple[tuple[str, tuple[Held, ...]], ...]:
    by_issue: dict[str, list[Held]] = {}
    for sourced in spoken:
        by_issue.setdefault(sourced.note.issue, []).append(held(sourced, citations))
    return tuple((words.word("issue", issue), tuple(found)) for issue, found in by_issue.items())


def held(sourced: Sourced[Position], citations: Citations) -> Held:
    """A position as a line."""
    position = sourced.note
    return Held(
        stance=position.stance, words=words.stance(position.issue, position.stance), cite=citations.cite(sourced)
    )
