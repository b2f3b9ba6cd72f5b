"""How the work of a record grows with its documents: loading, merging, and merging again when some came.

    python -m evals.growth [--sizes 1000,10000,100000] [--days 3650] [--file FILE]

One record is filled up to each size in turn; of each part is told how long it took: adding the documents (a thousand added), gathering stories and things
of those added (a thousand in the record: the made texts have few words, so that all share marks with all, and all are looked at), then of one document more, and whether ``rederived`` (all made from nothing) gives the same rows (sizes up to ``--checked``). Bar of the project: the seconds a thousand
documents do not rise with the size. Processor seconds: what else the machine does has no part in them.
"""

from __future__ import annotations

import argparse
import random
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from detente.model.actors import Actor
from detente.model.document import Document, Origin, Paragraph, Span
from detente.model.evidence import Evidence, InText
from detente.model.reading import Event, Reading, Statement
from detente.model.when import When
from detente.record import open_project
from detente.record.rederived import gathered_faults
from detente.record.store import reading
from evals.stories import SIDES, article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.record import Record


def document(number: int, *, days: int) -> tuple[Document, Reading]:
    """A document with three notes; every fifth is a copy of the one before under another headline."""
    of = number - 1 if number % 5 == 4 else number
    chance = random.Random(of)
    told = (f"Headline {number}", *article(of)[:4])
    text = "\n\n".join(told)
    spans, at = [], 0
    for words in told:
        spans.append(Paragraph(Span(at, at + len(words))))
        at += len(words) + 2
    published = When.parse("2010-01-01").shifted(of * days // 100_000)
    made = Document(
        text=text, paragraphs=tuple(spans), title=told[0], published=published, publisher=f"Outlet {number % 50}",
        origin=Origin(uri=f"{number}.txt"),
    )  # fmt: skip
    one, other = (Actor(name=side, side=side, kind="state") for side in chance.sample(SIDES, 2))
    bare = Reading(document=made.id, published=published, steps=("growth.v1",))

    def evidence(paragraph: int) -> Evidence:
        span = spans[paragraph].span
        return Evidence(
            where=InText(document=made.id, start=span.start, end=span.end, quote=text[span.start : span.end]),
            made_by="growth.v1",
        )

    events = (
        Event(
            type=chance.choice(("SANCTION", "ACCUSE", "CONSULT")),
            actors=(one,),
            recipients=(other,),
            date=published,
            evidence=evidence(1),
        ),
    )
    saying = evidence(2)
    where = saying.where
    assert isinstance(where, InText)
    cue = replace(where, end=where.start + 4, quote=where.quote[:4])
    statements = (Statement(source=one, cue=cue, content=saying, form="indirect", date=published),)
    return made, replace(bare, events=events, statements=statements)


def grow(record: Record, sizes: Sequence[int], *, days: int, checked: int) -> None:
    """Prints the processor seconds of each part of the work at each size."""
    print(
        "documents   added  seconds a thousand added: loading; a thousand held: gathering   one more, gathered: seconds  same as from nothing"
    )
    held = 0
    for size in sorted(sizes):
        with record.writer() as writer:
            before = held
            loading = _spent(lambda: [writer.add(*document(n, days=days)) for n in range(before, size)])  # noqa: B023  # called at once
            gathering = _spent(writer.gather)
            writer.add(*document(size, days=days))
            more = _spent(writer.gather)
        added, held = size - held, size + 1
        same = "not looked at"
        if size <= checked:
            with reading(record) as connection:
                same = "no" if list(gathered_faults(connection)) else "yes"
        each = f"{1000 * loading / added:9.2f} {1000 * gathering / held:9.2f}"
        print(f"{size:9,} {added:7,}  {each:>60}  {more:30.2f}  {same:>20}", flush=True)


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="sizes of the record, with commas")
    parser.add_argument("--days", type=int, default=3650, help="days over which 100,000 documents are spread")
    parser.add_argument("--checked", type=int, default=10_000, help="largest record that is also made from nothing")
    parser.add_argument("--file", type=Path, help="keep the record here")
    given = parser.parse_args()
    with ExitStack() as stack:
        path = given.file or Path(stack.enter_context(TemporaryDirectory())) / "growth.sqlite"
        record = stack.enter_context(open_project(path, create=True))
        grow(record, [int(size) for size in given.sizes.split(",")], days=given.days, checked=given.checked)


if __name__ == "__main__":
    main()
