"""Where a side or a person stood over time, issue by issue: drawn, with its changes, and as a table beside; and whom a side meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.series import MINIMUM_NOTES, one_series
from detente.analyse.timeline import timeline
from detente.model.reading import Event
from detente.present import words
from detente.present.brief.citing import Citations
from detente.present.brief.moved import drawn, told_moves
from detente.web.lines import family, line
from detente.web.pages.timeline import pairs
from detente.web.strips import by_issue, reach, strip, title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.kept import Kept
    from detente.analyse.series import Series
    from detente.model.findings import Sourced
    from detente.model.reading import Measure, Position
    from detente.present.brief.moved import Chart, MovedRow
    from detente.web.lines import Line
    from detente.web.strips import Strip

MOST_STRIPS, MOST_CHARTS, MOST_MOVES = 5, 3, 8
MOST_DOTS, MOST_LISTED = 90, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRow:
    """An issue over a side: the newest position, how many notes, how often it changed."""

    issue: str
    over: str | None
    name: str
    newest: Line
    notes: int
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """All issues of a holder.

    Attributes:
        rows: every issue and side it bears on, most notes first.
        strips: the first of them, a dot a note; with the issue and the side of each.
        charts: the first series, with the band that holds each with nine chances in ten.
        moved: changes of stance with the sentences before and after, newest first.
    """

    rows: tuple[StanceRow, ...]
    strips: tuple[tuple[str, str | None, Strip], ...]
    charts: tuple[Chart, ...]
    moved: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What passes between a side and another: acts of cooperation and of conflict, and the newest."""

    side: str
    name: str
    acts: int
    coop: int
    conf: int
    newest: Line


def told_stances(
    positions: Sequence[Sourced[Position]], bears_on: Mapping[str, str | None], *, side: str | None, person: str = ""
) -> Stances:
    """The positions of a holder by issue and by the side they bear on.

    Args:
        positions: the holder's, oldest first.
        bears_on: by a position's id, the side it bears on.
        side: the holder's side.
        person: the holder's name, where it is a person.
    """
    groups = by_issue(positions, bears_on)
    days = reach(positions)
    found = [one_series(notes, side=side, issue=issue, target=over, person=person) for issue, over, notes in groups]
    lasting = [one for one in found if len(one.notes) >= MINIMUM_NOTES and len(one.points) > 1]
    ordered = sorted(lasting, key=lambda one: (not one.changes, -len(one.notes)))
    return Stances(
        rows=tuple(
            StanceRow(
                issue=issue,
                over=over,
                name=words.word("issue", issue),
                newest=line(notes[-1]),
                notes=len(notes),
                changes=len(one.changes),
            )
            for (issue, over, notes), one in zip(groups, found, strict=True)
        ),
        strips=tuple(
            (issue, over, strip(title(issue, over), issue, notes, days=days, most=MOST_DOTS, listed=MOST_LISTED))
            for issue, over, notes in groups[:MOST_STRIPS]
        ),
        charts=tuple(drawn(f"series-{number}", [one]) for number, one in enumerate(ordered[:MOST_CHARTS])),
        moved=stance_changes(*found),
    )


def stance_changes(*found: Series) -> tuple[MovedRow, ...]:
    """Changes of stance in some series, newest first."""
    return told_moves(found, Citations())[::-1][:MOST_MOVES]


def met(view: Kept, side: str) -> list[Meeting]:
    """The sides that a side has to do with, those with most acts first."""
    told = timeline(view)
    counts: Counter[str] = Counter()
    families: defaultdict[str, Counter[str]] = defaultdict(Counter)
    newest: dict[str, Sourced[Event] | Sourced[Measure]] = {}
    for s in (*told.undated, *told.dated):
        others = {other for pair in pairs(s) if side in pair for other in pair if other != side}
        for other in sorted(others):
            counts[other] += 1
            families[other][family(s.note.type if isinstance(s.note, Event) else "SANCTION")] += 1
            newest[other] = s  # the last is the newest
    return [
        Meeting(
            side=other,
            name=words.side(other),
            acts=number,
            coop=families[other]["coop"],
            conf=families[other]["conf"],
            newest=line(newest[other]),
        )
        for other, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
