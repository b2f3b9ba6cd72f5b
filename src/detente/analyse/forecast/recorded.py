"""The record's own series: acts told by its notes, reported soon after they happened, stories not copies.

An act counts on the day of its first report, as in ICEWS and GDELT: what is known on a day is then what was reported by then, and
no forecast can know of an act before its report. Acts first told more than ``SOON`` days after they happened are background, not
news; they are left out, and their number is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.cameo import coding, mutual, pattern
from detente.analyse.forecast.acts import Act
from detente.analyse.forecast.turns import turns
from detente.model.evidence import InText
from detente.resolve.acts import same_acts

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date

    from detente.analyse.view import View
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Event, Measure

SOON = 14
"""Days after which the first report of an act is no news."""
IMPOSED, EASED = ("designate", "embargo", "restrict", "extend"), ("ease", "delist", "waive")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The acts of a record, and how many of its notes make none.

    Attributes:
        acts: by day.
        late: acts first told too late to be news.
        undated: notes whose document has no day.
        sideless: notes no side of which is known.
        documents: days on which the documents were published, in order.
    """

    acts: tuple[Act, ...]
    late: int
    undated: int
    sideless: int
    documents: tuple[date, ...]


def recorded(view: View, *, as_of: date | None = None) -> Recorded:
    """The acts of a view.

    Args:
        view: what to read.
        as_of: documents published later are not there.
    """
    published: dict[str, date] = {}
    for document in view.documents():
        when = view.reading(document.id).published or document.published
        if when and when.width <= SOON and (as_of is None or when.last <= as_of):
            published[document.id] = when.last
    acts: list[Act] = []
    counts = {"late": 0, "undated": 0, "sideless": 0}
    for first, happened, made in _told(view, published, counts):
        if happened and (first - happened).days > SOON:
            counts["late"] += 1
        else:
            acts.append(made)
    acts += turns(view, published=published, soon=SOON)
    return Recorded(
        acts=tuple(sorted(acts, key=lambda act: (act.day, act.cite))),
        late=counts["late"],
        undated=counts["undated"],
        sideless=counts["sideless"],
        documents=tuple(sorted(published.values())),
    )


def _told(view: View, published: dict[str, date], counts: dict[str, int]) -> Iterator[tuple[date, date | None, Act]]:
    """Each act with the day of its first report and, where told, the last day it can have happened on."""
    events = [event for event in view.events() if event.note.status == "actual"]
    told = {(event.document, *_place(event)) for event in events if event.note.type == "SANCTION"}
    for reports in same_acts(events):
        known = [(published[r.document], r) for r in reports if r.document in published]
        if not known:
            counts["undated"] += 1
            continue
        day, first = min(known, key=lambda pair: (pair[0], pair[1].note.id))
        made = _of_event(first, day)
        if made is None:
            counts["sideless"] += 1
            continue
        dated = [r.note.date.last for r in reports if r.note.date]
        yield day, min(dated, default=None), made
    for measure in view.measures():
        if measure.document in published and not _overlaps(measure, told) and measure.note.status != "proposed":
            made = _of_measure(measure, published[measure.document])
            if made and measure.note.date:
                yield published[measure.document], measure.note.date.last, made
    for judged in view.assessments():
        about = tuple(sorted(set(judged.note.about)))
        if judged.document in published and len(about) > 1 and judged.note.direction in ("better", "worse"):
            act = Act(
                published[judged.document], about, (), judged.note.direction, judged.note.id, judged.note.evidence.quote
            )
            yield act.day, None, act


def _of_event(event: Sourced[Event], day: date) -> Act | None:
    note = event.note
    actors = _sides(note.actors)
    if not actors:
        return None
    who = ", ".join(actor.name for actor in (*note.actors, *note.recipients))
    quote = note.evidence.quote
    if note.type in ("MOBILIZE", "ASSAULT") and any(words.search(quote) for words in _test_words()):
        return Act(day, actors, (), "test", note.id, quote, who)
    recipients = _sides(note.recipients)
    if not recipients and not mutual(note):
        return None
    found = coding(note)
    fallback = _codes()[note.type]
    code = found.code if found.code and len(found.code) > 2 and found.code != "04" else fallback
    return Act(day, actors, recipients, code, note.id, quote, who)


def _of_measure(measure: Sourced[Measure], day: date) -> Act | None:
    note = measure.note
    targets = _sides(note.targets)
    if not note.imposer.side or not targets:
        return None
    code = "163" if note.act in IMPOSED else "085"
    who = ", ".join(actor.name for actor in (note.imposer, *note.targets))
    return Act(day, (note.imposer.side,), targets, code, note.id, note.evidence.quote, who)


def _sides(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({actor.side for actor in actors if actor.side}))


@cache
def _codes() -> dict[str, str]:
    return {row["type"]: row["code"] for row in resources.rows("forecast/plover.tsv") if not row["mode"]}


@cache
def _test_words() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(row["words"]) for row in resources.rows("forecast/tests.tsv"))


def _place(sourced: Sourced[Event] | Sourced[Measure]) -> tuple[int, int]:
    where = sourced.note.evidence.where
    return (where.start, where.end) if isinstance(where, InText) else (0, 0)


def _overlaps(measure: Sourced[Measure], told: set[tuple[str, int, int]]) -> bool:
    first, last = _place(measure)
    return any(one == measure.document and start < last and first < end for one, start, end in told)
