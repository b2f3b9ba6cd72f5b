"""Where acts come from, and what must be declared of them: gaps, drifting coverage, what was left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.imported import imported
from detente.analyse.forecast.recorded import SOON, recorded
from detente.analyse.forecast.series import ANY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from detente.analyse.forecast.acts import Act
    from detente.analyse.view import View

QUIET, RARE = 28, 12
"""Days without any act that are told as a gap, if they are so many times the usual distance of two days with acts."""
DRIFT = 1.5
"""Volume of the last half-year against the three years before, from which on it is told."""
LEAST_COVERED = 0.5
"""Share of weeks with a document, below which a record gives no number."""
HALF_YEAR, THREE_YEARS = 182, 1096


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Acts until a day, and what is declared of them.

    Attributes:
        name: the record's or the files' names.
        acts: in order of their days.
        last: the last day that is known.
        declared: what a reader must know of the series, a clause each.
        covered: share of the weeks, from the first to the last, in which a document was published; ``None`` for imported series.
    """

    name: str
    acts: tuple[Act, ...]
    last: date
    declared: tuple[str, ...]
    covered: float | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the acts' days, sides and codes."""
        rows = sorted(f"{a.day}|{','.join(a.sources)}|{','.join(a.targets)}|{a.code}" for a in self.acts)
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @property
    def thin(self) -> str:
        """Why the series can give no number at all, or ""."""
        if self.covered is None or self.covered >= LEAST_COVERED:
            return ""
        return (
            f"documents were read of {self.covered:.0%} of the weeks alone; that nothing was reported says little, "
            "so read more or name a series with --events"
        )

    def telling(self, name: str, dyad: str, *, days: int) -> tuple[Act, ...]:
        """The newest acts of a class in a dyad, in the last days, newest first."""
        since = self.last - timedelta(days)
        wanted = None if name in (ANY, "volume") else named(name)
        found = [
            act
            for act in self.acts
            if act.day > since and (dyad in act.dyads or (not act.dyads and act.sources[0] in dyad.split("–")))
            if wanted is None or wanted.holds(act.code)
        ]
        return tuple(sorted(found, key=lambda act: (act.day, act.cite), reverse=True))


def of_record(view: View, *, name: str, as_of: date | None) -> Source:
    """The record's own series.

    Args:
        view: what to read.
        name: what to call it.
        as_of: the last day that is known; by default the day of the newest document.

    Raises:
        ValueError: if no document has a day.
    """
    found = recorded(view, as_of=as_of)
    if not found.documents:
        raise ValueError("no document has a day")
    first, last = found.documents[0], as_of or found.documents[-1]
    weeks = (last - first).days // 7 + 1
    covered = len({(day - first).days // 7 for day in found.documents}) / weeks
    left = [
        (found.late, f"first told more than {SOON} days after they happened, and so no news"),
        (found.undated, "in documents without a day"),
        (found.sideless, "with no side that is known"),
    ]
    declared = [f"{number:,} acts left out: {why}" for number, why in left if number]
    declared.insert(0, f"{len(found.documents):,} documents, of {covered:.0%} of the {weeks:,} weeks")
    return Source(
        name=name,
        acts=found.acts,
        last=last,
        declared=(*declared, *drift(found.acts, last)),
        covered=covered,
    )


def of_files(
    paths: Sequence[Path],
    *,
    as_of: date | None,
    fields: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Source:
    """Series from files.

    Args:
        paths: the files.
        as_of: later rows are not read; by default all are, and the last day is the newest row's.
        fields: which column has which field, for files of no known format.
        progress: told the number of rows read.

    Raises:
        SkipItem: if a file cannot be read.
        ValueError: if no row makes an act.
    """
    read = [imported(path, fields=fields, as_of=as_of, progress=progress) for path in paths]
    acts = tuple(sorted((act for one in read for act in one.acts), key=lambda act: act.day))
    if not acts:
        passed = ", ".join(f"{number:,} rows: {why}" for one in read for why, number in sorted(one.passed.items()))
        raise ValueError(f"no row makes an act ({passed or 'no rows'})")
    declared = []
    for path, one in zip(paths, read, strict=True):
        counts = ", ".join(f"{number:,} {why}" for why, number in sorted(one.passed.items()))
        declared.append(
            f"{path.name}: read as {one.format}, {one.rows:,} rows, {len(one.acts):,} acts"
            + (f"; passed over: {counts}" if counts else "")
        )
    last = as_of or acts[-1].day
    if (last - acts[-1].day).days > QUIET:
        declared.append(
            f"the series ends on {acts[-1].day}, {(last - acts[-1].day).days} days before the day asked for"
        )
    return Source(
        name=", ".join(path.name for path in paths), acts=acts, last=last, declared=(*declared, *drift(acts, last))
    )


def drift(acts: Sequence[Act], last: date) -> tuple[str, ...]:
    """Gaps in a series, and a volume that differs from what it was: more that is read is not more that happens."""
    days = sorted({act.day for act in acts})
    told = []
    if days:
        long = max(QUIET, RARE * (days[-1] - days[0]).days / len(days))
        told += [
            f"no act from {one + timedelta(1)} to {other - timedelta(1)}: a gap of the series"
            for one, other in pairwise(days)
            if (other - one).days > long
        ]
    recent = sum(act.day > last - timedelta(HALF_YEAR) for act in acts) / HALF_YEAR
    before = (
        sum(last - timedelta(HALF_YEAR + THREE_YEARS) < act.day <= last - timedelta(HALF_YEAR) for act in acts)
        / THREE_YEARS
    )
    if before and days[0] <= last - timedelta(HALF_YEAR + THREE_YEARS) and not 1 / DRIFT < recent / before < DRIFT:
        told.append(
            f"the last half-year has {recent / before:.1f} times the acts a day of the three years before: what is read has changed; the "
            "model's level follows with delay"
        )
    return tuple(told)
