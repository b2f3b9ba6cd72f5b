"""Stories and things brought up to date step by step are those that all documents together give."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from detente.model.actors import Actor
from detente.model.reading import Event, Measure, Reading, Statement
from detente.model.when import When
from detente.record import linked, open_project
from detente.record.rederived import gathered_faults
from detente.record.schema import alike, contained, marks, reports, sketches, stale, stories
from detente.record.store import reading as reading_connection
from evals.stories import NOUNS, PLACES, VERBS, WHO
from tests.record.samples import document, evidence, place
from tests.run.fakes import ticking

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.document import Document
    from detente.record import Record, Writer

SIDES = ("USA", "IRN", "BLR")
STEP = 6
STEPS = 5


def sentence(chance: random.Random) -> str:
    """Few words, so that many notes share some."""
    return (
        f"{chance.choice(WHO[:3]).capitalize()} in {chance.choice(PLACES[:3])} {chance.choice(VERBS[:4])} the {chance.choice(NOUNS[:6])} and "
        f"{chance.choice(NOUNS[:6])} that {chance.choice(WHO[:3])} from {chance.choice(PLACES[:3])} had asked to {chance.choice(VERBS[:4])}"
    )


def told(number: int, chance: random.Random) -> Document:
    """Two of three documents share sentences with others, some are whole copies under another headline."""
    shared = random.Random(chance.randrange(5))
    body = [sentence(shared) for _ in range(chance.choice((2, 4, 4)))]
    if chance.random() < 0.4:
        body.append(sentence(chance))
    day = f"2021-03-{chance.randrange(1, 9):02d}"
    return document((f"Headline {number}", *body), uri=f"{number}.txt", publisher=f"Outlet {number}", published=day)


def read(found: Document, chance: random.Random) -> Reading:
    """An event, a statement or a measure a paragraph."""
    notes: dict[str, list[object]] = {"events": [], "statements": [], "measures": []}
    for paragraph in found.paragraphs[1:]:
        words = found.quote(paragraph.span)
        one, other = (Actor(name=side, side=side, kind="state") for side in chance.sample(SIDES, 2))
        own = When.parse(f"2021-03-{chance.randrange(1, 9):02d}") if chance.random() < 0.5 else None
        kind = chance.choice(tuple(notes))
        ground = evidence(found, words)
        if kind == "events":
            type_ = chance.choice(("SANCTION", "THREATEN"))
            notes[kind].append(Event(type=type_, actors=(one,), recipients=(other,), date=own, evidence=ground))
        elif kind == "statements":
            cue = place(found, words.split()[0])
            notes[kind].append(Statement(source=one, cue=cue, content=ground, form="indirect", date=own))
        else:
            notes[kind].append(Measure(imposer=one, act="embargo", targets=(other,), date=own, evidence=ground))
    once = {kind: tuple({note.id: note for note in held}.values()) for kind, held in notes.items()}
    return replace(Reading(document=found.id, published=found.published, steps=(f"r{chance.randrange(9)}.v1",)), **once)


def step(writer: Writer, record: Record, chance: random.Random, *, known: list[Document], number: int) -> None:
    """Something happens to a record."""
    what = chance.random()
    if what < 0.6 or not known:
        known.append(told(number, chance))
        writer.add(known[-1], read(known[-1], chance))
    elif what < 0.7:
        again = chance.choice(known)
        writer.add(again, read(again, chance))
    elif what < 0.78:
        gone = known.pop(chance.randrange(len(known)))
        writer.settle(gone.origin.uri, parts=())
    else:
        view = record.view()
        layer = chance.choice(("events", "statements", "measures"))
        notes = sorted(s.note.id for s in view.notes(layer))
        if len(notes) > 1 and what < 0.86:
            writer.judge(chance.choice(notes), accepted=chance.random() < 0.3)
        elif len(notes) > 1 and what < 0.93:
            writer.merge(*chance.sample(notes, 2), together=chance.choice((True, False, None)))
        elif len(known) > 1:
            one, other = chance.sample(sorted({found.id for found in known}), 2)
            if one != other:
                writer.merge(one, other, together=chance.choice((True, False, None)))


def kept(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """All that a gathering keeps, without its history."""
    history = {"number", "learnt_at", "superseded_at"}
    found: dict[str, list[tuple[object, ...]]] = {}
    with reading_connection(record) as connection:
        for table in (sketches, contained, marks, alike, stories, reports):
            columns = [column for column in table.columns if column.name not in history]
            wanted = select(*columns)
            if "superseded_at" in table.c:
                wanted = wanted.where(table.c.superseded_at.is_(None))
            found[table.name] = sorted(map(tuple, connection.execute(wanted)))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_step_by_step_is_all_at_once(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    known: list[Document] = []
    with open_project(tmp_path / "steps.sqlite", create=True, clock=ticking()) as record:
        for round_ in range(STEPS):
            with record.writer() as writer:
                for number in range(STEP if round_ else 4 * STEP):
                    step(writer, record, chance, known=known, number=100 * round_ + number)
                writer.gather()
                assert writer.gather() is None
            with reading_connection(record) as connection:
                assert list(gathered_faults(connection)) == []
                assert connection.execute(select(stale)).all() == []
        stepwise = kept(record)
        assert all(len(stepwise[name]) > 5 for name in ("contained", "alike", "stories", "reports"))
        with record.writer() as writer:
            with writer._transaction() as connection:
                for table in (sketches, contained, marks, alike):
                    connection.execute(table.delete())
                connection.exec_driver_sql("DELETE FROM meta WHERE name = 'gathered at'")
                connection.exec_driver_sql("INSERT INTO stale (document) SELECT id FROM documents")
            gathered = writer.gather()
        assert gathered is not None
        assert gathered.changed == 0
        assert kept(record) == stepwise


def test_of_many_links_those_asked_for_go(tmp_path: Path) -> None:
    pairs = [(f"e-{number}", f"e-{number + 1}") for number in range(3000)]
    rows = [{"layer": "events", "one": a, "other": b, "score": 1.0, "because": ""} for a, b in pairs]
    with (
        open_project(tmp_path / "links.sqlite", create=True) as record,
        record.writer() as writer,
        writer._transaction() as connection,
    ):
        connection.execute(alike.insert(), rows)
        asked = [(b, a) for a, b in pairs[:2500]]
        gone = linked.unlinked(connection, alike, (alike.c.one, alike.c.other), asked, alike.c.layer == "events")
        assert set(gone) == set(pairs[:2500])
        assert connection.execute(select(alike.c.one)).scalars().all() == [a for a, _ in pairs[2500:]]
