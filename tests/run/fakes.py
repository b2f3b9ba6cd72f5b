"""Steps that need no parser, so that runs and records are tested for themselves; and a hundred and more short articles."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from detente import plugins
from detente.model.actors import Actor
from detente.model.annotation import AnnotatedDocument, Sentence, Token
from detente.model.evidence import Evidence, InText
from detente.model.reading import Event, Position, Reading, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from detente.model.document import Document

ANNOTATE, STATE, JUDGE, STUMBLE = "fake-annotate.v1", "fake-state.v1", "fake-judge.v1", "fake-stumble.v1"
JUDGE_NEWER = "fake-judge.v2"
STEPS = (STATE, JUDGE)
PEOPLE = (("Javad Zarif", "IRN"), ("Chung Eui-yong", "KOR"), ("Sergei Lavrov", "RUS"), ("Ned Price", "USA"))
DISHES = ("sanctions on oil sales", "the freeze of bank assets", "talks in Geneva", "an end to the arms embargo")
START = datetime(2024, 1, 1, tzinfo=UTC)


def plug(register: Callable[[dict[str, str], str, str], None] | None = None) -> None:
    """Makes the fake steps known; ``register`` may undo it after a test."""
    names = {ANNOTATE: "FakeAnnotator", STATE: "state", JUDGE: "judge", JUDGE_NEWER: "judge_newer", STUMBLE: "stumble"}
    for name, attribute in names.items():
        target = f"tests.run.fakes:{attribute}"
        if register:
            register(plugins.STEPS, name, target)
        else:
            plugins.STEPS[name] = target


def ticking(start: datetime = START) -> Callable[[], datetime]:
    """A clock that moves a second each time it is asked."""
    state = [start]

    def now() -> datetime:
        state[0] += timedelta(seconds=1)
        return state[0]

    return now


def standing() -> datetime:
    """A clock that stands."""
    return START


def write_articles(folder: Path, count: int) -> list[Path]:
    """Short articles, each with a speaker, a demand and a number of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        (name, _), dish = PEOPLE[number % 4], DISHES[number // 4 % 4]
        path = folder / f"article-{number:04d}.txt"
        path.write_text(
            f"Envoys weigh {dish}, round {number}\n\n"
            f"GENEVA - {name} said on Monday that {dish} must end before the parties can meet again for round {number}.\n\n"
            f"Diplomats in the room described the exchange, the {number}th this year, as frank. They expect "
            "another session within a month, though none of the capitals has confirmed a date.\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


class FakeAnnotator:
    """Words for tokens, paragraphs for sentences."""

    def __init__(self, *, model: str, actors_file: str) -> None:
        self.model, self.actors_file = model, actors_file

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        for document in documents:
            if "UNREADABLE" in document.text:
                raise RuntimeError("the parser broke")
            tokens: list[Token] = []
            sentences: list[Sentence] = []
            for number, paragraph in enumerate(document.paragraphs):
                first = len(tokens)
                for match in re.finditer(r"\S+", document.quote(paragraph.span)):
                    start, end = (paragraph.span.start + at for at in match.span())
                    word = match[0]
                    tokens.append(
                        Token(len(tokens), word, word.lower(), "X", "X", "dep", first, start, end, "", number)
                    )
                sentences.append(Sentence(number, first, len(tokens), number, first))
            yield AnnotatedDocument(
                document=document, tokens=tuple(tokens), sentences=tuple(sentences), published=document.published
            )


def state(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """A statement wherever a known person "said"."""
    document, found = annotated.document, []
    for name, side in PEOPLE:
        for match in re.finditer(rf"{name} (said) on Monday that ([^.]+)", document.text):
            cue, content = (
                InText(document=document.id, start=match.start(n), end=match.end(n), quote=match[n]) for n in (1, 2)
            )
            found.append(
                Statement(
                    source=Actor(name=name, side=side, kind="person"),
                    cue=cue,
                    content=Evidence(where=content, made_by=STATE, confidence=0.5, because=("'said'",)),
                    form="indirect",
                )
            )
    return reading.with_step(STATE, statements=tuple(found))


def _judged(reading: Reading, made_by: str) -> Reading:
    evidence = [Evidence(where=s.content.where, made_by=made_by) for s in reading.statements]
    holders = [s.source for s in reading.statements]
    pairs = list(zip(holders, evidence, strict=True))
    return reading.with_step(
        made_by,
        positions=tuple(
            Position(holder=h, issue="sanctions", stance="pro", target="IRN", evidence=e) for h, e in pairs
        ),
        events=tuple(
            Event(type="REQUEST", actors=(h,), recipients=(Actor(name="Tehran", side="IRN"),), evidence=e)
            for h, e in pairs
        ),
        terms=tuple(Term(by=h, link="before", evidence=e) for h, e in pairs),
    )


def judge(_annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """A position, an event and a term a statement."""
    return _judged(reading, JUDGE)


def judge_newer(_annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """The same, by a newer version."""
    return _judged(reading, JUDGE_NEWER)


def stumble(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fails on some documents."""
    if "round 3" in annotated.document.text:
        raise KeyError("round")
    return reading.with_step(STUMBLE)
