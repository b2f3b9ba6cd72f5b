"""Issues: who stands where on one issue, over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from detente.analyse.stances import bearing
from detente.analyse.standings import voices
from detente.errors import UnknownId
from detente.present import tables, words
from detente.present.brief.stands import ISSUES
from detente.present.tabular import Table
from detente.web.lines import line, lines
from detente.web.page import Page
from detente.web.strips import reach, strip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.findings import Sourced
    from detente.model.reading import Position
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_STRIPS, MOST_DOTS, MOST_LISTED, MOST_VOICES = 8, 90, 12, 30


def listed(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """All issues with how many positions and sides each has."""
    del parts
    view = desk.kept(look)
    notes = Counter(s.note.issue for s in view.positions())
    sides: defaultdict[str, set[str | None]] = defaultdict(set)
    for s in view.positions():
        sides[s.note.issue] |= {s.note.holder.side} - {None}
    found = sorted(notes, key=lambda issue: (-notes[issue], issue))
    table = Table(
        name="issues",
        columns=("issue", "positions", "sides"),
        rows=tuple((issue, str(notes[issue]), str(len(sides[issue]))) for issue in found),
        records=tuple(
            {"issue": issue, "positions": notes[issue], "sides": sorted(filter(None, sides[issue]))} for issue in found
        ),
    )
    values: dict[str, object] = {"issues": found, "notes": notes, "sides": {k: len(v) for k, v in sides.items()}}
    return Page(template="issues.html", title="Issues", values=values, table=lambda: table)


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """One issue: for each side it bears on, the sides that have a position."""
    issue = parts["issue"]
    view = desk.kept(look, look.of(issue=issue))
    positions = view.positions()
    if not positions and issue not in ISSUES:
        raise UnknownId(f"there is no issue {issue!r}", cure="the page Issues lists those there are")
    bears_on = bearing(desk.kept(look, look.of(issue=None)).positions())
    groups: defaultdict[str | None, defaultdict[str, list[Sourced[Position]]]] = defaultdict(lambda: defaultdict(list))
    for s in positions:
        if s.note.holder.side:
            groups[bears_on.get(s.note.id, s.note.target)][s.note.holder.side].append(s)
    days, drawn = reach(positions), 0
    blocks = []
    for over, by_side in sorted(groups.items(), key=lambda item: (item[0] is None, -_size(item[1]), item[0] or "")):
        ordered = sorted(by_side.items(), key=lambda item: (-len(item[1]), item[0]))
        some = ordered[: max(0, MOST_STRIPS - drawn)]
        drawn += len(some)
        strips = [
            (side, strip(words.side(side), issue, notes, days=days, most=MOST_DOTS, listed=MOST_LISTED))
            for side, notes in some
        ]
        newest = [(side, words.side(side), line(notes[-1]), len(notes)) for side, notes in ordered]
        blocks.append((over, words.the(over) if over else "", strips, newest))
    spoken = voices(view)
    values: dict[str, object] = {
        "issue": issue,
        "name": words.word("issue", issue),
        "blocks": blocks,
        "positions": len(positions),
        "voices": lines(list(reversed(spoken))[:MOST_VOICES]),
        "voice_count": len(spoken),
    }
    return Page(
        template="issue.html",
        title=words.word("issue", issue),
        values=values,
        table=lambda: tables.notes(view, "positions"),
    )


def _size(by_side: Mapping[str, list[Sourced[Position]]]) -> int:
    return sum(map(len, by_side.values()))
