"""Moved: what a verdict on a position does to the splits, told at once also of a record whose pages take a while."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from detente.analyse.kept import Otherwise
from detente.analyse.splits import splits
from detente.errors import UnknownId
from detente.model.reading import Position
from detente.present import words
from detente.present.tabular import Table
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.kept import Kept
    from detente.model.findings import Sourced, Split
    from detente.model.reading import Note
    from detente.web.desk import Desk
    from detente.web.look import Look

VERDICTS = ("accept", "reject", "withdraw")
COLUMNS = ("left", "right", "issue", "over", "gap before", "gap after", "notes before", "notes after")
Key = tuple[str, str, str, str]


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page, and the part of it that a note's card shows under a verdict."""
    if parts["verdict"] not in VERDICTS:
        raise UnknownId(f"there is no verdict {parts['verdict']!r}", cure="accept, reject or withdraw")
    found = desk.view(as_of=look.as_of).note(parts["note"])
    changed = moved(desk, look, found, verdict=parts["verdict"])
    values: dict[str, object] = {"note": found.note.id, "verdict": parts["verdict"], "moved": told(changed)}
    return Page(template="moved.html", title="What a verdict changed", values=values, table=lambda: _table(changed))


def moved(desk: Desk, look: Look, found: Sourced[Note], *, verdict: str) -> list[tuple[Split | None, Split | None]]:
    """The splits that a verdict changes, each as it was and as it is; of all others that bear on it, as they stand now."""
    note = found.note
    if not isinstance(note, Position) or verdict == "accept":
        return []
    kept = desk.kept(look)
    position = cast("Sourced[Position]", found)
    with_, without = _both(kept, position, is_told_elsewhere=bool(desk.view().reports(note.id)))
    views = (with_, without) if verdict == "reject" else (without, with_)
    old, new = ({_key(split): split for split in splits(view, issue=note.issue)} for view in views)
    pairs = [(old.get(key), new.get(key)) for key in sorted({*old, *new})]
    return [(was, now) for was, now in pairs if _figures(was) != _figures(now)]


def _both(kept: Kept, found: Sourced[Position], *, is_told_elsewhere: bool) -> tuple[Kept, Kept]:
    """The view with a position and without it, whether it stands there now or not."""
    positions = kept.positions()
    held = [s for s in positions if any(report.note.id == found.note.id for report in s.reports)]
    if not held:
        return kept if is_told_elsewhere else Otherwise(kept, (*positions, found)), kept
    (lead,) = held
    others = tuple(report for report in lead.reports if report.note.id != found.note.id)
    left = (replace(others[0], also=tuple(replace(one, also=()) for one in others[1:])),) if others else ()
    kept_ones = [one for s in positions for one in (left if s is lead else (s,))]
    return kept, Otherwise(kept, kept_ones)


def _key(split: Split) -> Key:
    return (split.left_side, split.right_side, split.issue, split.target or "")


def _figures(split: Split | None) -> tuple[float, int, int] | None:
    return (split.gap, len(split.left), len(split.right)) if split else None


def told(changed: Sequence[tuple[Split | None, Split | None]]) -> list[str]:
    """What a verdict did to the splits, in words."""
    said = []
    for was, now in changed:
        one = now or was
        if one is None:
            continue
        pair = f"{words.side(one.left_side)} and {words.side(one.right_side)}"
        name = f"{pair} on {words.word('issue', one.issue).lower()}"
        if was is None and now is not None:
            said.append(f"{name}: now a split, gap {now.gap:.2f}")
        elif now is None and was is not None:
            said.append(f"{name}: no split any more (gap was {was.gap:.2f})")
        elif was and now:
            said.append(f"{name}: gap {was.gap:.2f} → {now.gap:.2f}, notes {_size(was)} → {_size(now)}")
    return said


def _size(split: Split) -> int:
    return len(split.left) + len(split.right)


def _table(changed: Sequence[tuple[Split | None, Split | None]]) -> Table:
    records = [
        dict(zip(COLUMNS, (*_key(one), *_numbers(was, now)), strict=True))
        for was, now in changed
        if (one := now or was) is not None
    ]
    rows = tuple(tuple("" if value is None else str(value) for value in record.values()) for record in records)
    return Table(name="moved", columns=COLUMNS, rows=rows, records=tuple(records))


def _numbers(was: Split | None, now: Split | None) -> tuple[float | None, ...]:
    """Gap before and after, notes before and after."""
    gaps = [split.gap if split else None for split in (was, now)]
    return (*gaps, *(_size(split) if split else None for split in (was, now)))
