"""Watching folders, feeds and pages: looked at again and again, what is new or changed read into the record."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.ingest import inputs
from detente.ingest.inputs import Input
from detente.model.findings import Failure
from detente.run.local import RunReport, read_into

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from detente.ingest.containers import Ways
    from detente.record import Record
    from detente.settings import Settings

_SETTLED = 2.0
"""Seconds that a file must have stood unchanged: one being copied is left for the next look."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at what is watched: its number, and the report of what was read, ``None`` where nothing was new.

    A feed whose server does not say what is new is read at each look, which is nothing new where all of it is known.
    """

    number: int
    report: RunReport | None


def watch(
    paths: Sequence[Path | str],
    record: Record,
    settings: Settings,
    *,
    ways: Ways,
    every: float,
    rounds: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.time,
) -> Iterator[Look]:
    """Looks at folders, files and addresses again and again, and reads what is new or changed.

    Args:
        paths: what is watched; files that appear in folders later are seen.
        record: the record, open for writing.
        settings: how to read.
        ways: how containers and addresses are opened; one fetcher for all rounds, so that servers are asked for changes alone.
        every: seconds between two looks.
        rounds: how many looks; without end where ``None``.
        sleep: waits.
        now: the time, in seconds, as files have it.
    """
    seen: dict[str, tuple[int, int]] = {}
    failed: set[str] = set()
    number = 0
    while rounds is None or number < rounds:
        number += 1
        fresh = list(_fresh(paths, seen, failed, now=now(), patient=rounds is None or number < rounds))
        report = read_into(fresh, record, settings, ways=ways) if fresh else None
        told = report if report is not None and report.counts.keys() - {"unchanged"} else None
        yield Look(number, told)
        if report is not None and report.asked_to_stop:
            return
        if rounds is None or number < rounds:
            sleep(every)


def _fresh(
    paths: Sequence[Path | str], seen: dict[str, tuple[int, int]], failed: set[str], *, now: float, patient: bool
) -> Iterator[Path | str | Input]:
    for found in inputs.find(paths):
        if isinstance(found, Failure):
            if found.origin not in failed:  # told once
                failed.add(found.origin)
                yield found.origin
        elif isinstance(found, Input):
            try:
                status = found.path.stat()
            except OSError:
                continue  # gone since it was listed
            stamp = (status.st_size, status.st_mtime_ns)
            if seen.get(found.uri) == stamp or (patient and now - status.st_mtime < _SETTLED):
                continue
            seen[found.uri] = stamp
            yield found
        else:
            yield found.uri
