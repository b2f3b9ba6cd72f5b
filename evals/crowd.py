"""A record of many documents, for measurements of load: texts varied from sentences written here, each with the notes that a reading would make.

    python -m evals.crowd PATH [--documents 20000]

The facts are those of real disputes; dates, holders and stances are drawn with a fixed seed, so nothing here tells what anybody said. The record is
made through the writer, document by document, as ``detente read`` makes it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from detente.model.actors import Actor
from detente.model.document import PARAGRAPH_BREAK, Alignment, Document, Origin, Paragraph, Span
from detente.model.evidence import Evidence, InText
from detente.model.reading import Assessment, Event, Measure, Position, Reading, Statement, Term
from detente.model.when import When
from detente.record import Writer, open_project

FIRST_DAY, DAYS = date(2012, 1, 1), 4_700
SIDES = {
    "USA": "United States", "KOR": "South Korea", "JPN": "Japan", "CHN": "China", "RUS": "Russia", "FRA": "France",
    "GBR": "United Kingdom", "DEU": "Germany", "EU": "European Union", "UN": "United Nations", "IRN": "Iran", "PRK": "North Korea",
    "CUB": "Cuba", "VEN": "Venezuela", "SYR": "Syria", "BLR": "Belarus", "MMR": "Myanmar", "TUR": "Turkey",
}  # fmt: skip
TARGETS = ("IRN", "PRK", "CUB", "VEN", "SYR", "BLR", "MMR", "RUS")
OTHERS = tuple(side for side in SIDES if side not in TARGETS)
GIVEN = (
    "Anna",
    "Boris",
    "Chen",
    "Dora",
    "Emil",
    "Fatima",
    "Goran",
    "Hana",
    "Igor",
    "Jin",
    "Karl",
    "Lena",
    "Min",
    "Noor",
)
FAMILY = (
    "Abel",
    "Brandt",
    "Cho",
    "Dorr",
    "Eide",
    "Fuchs",
    "Gallo",
    "Hahn",
    "Ivarsen",
    "Jansen",
    "Kwon",
    "Lindt",
    "Moroz",
    "Nakata",
)
OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Harbour", "Delta", "Northern", "Capital", "Coast")
    for kind in ("Post", "Wire", "Review")
)
ISSUES = ("sanctions", "talks", "disarmament", "deal", "aid", "inspections")
WANTS = {"pro": "said that {issue} should go ahead with {target}", "anti": "rejected {issue} with {target}", "conditional": "tied {issue} with {target} to steps that can be checked"}  # fmt: skip
EVENTS = ("CONSULT", "THREATEN", "SANCTION", "REQUEST", "AGREE", "ACCUSE", "REJECT", "PROTEST")
CROWD_STEP = "crowd.v1"


@dataclass
class Draft:
    """A document as it is written, with its notes by layer."""

    texts: list[str] = field(default_factory=list)
    notes: dict[str, list[tuple[type, str, dict[str, object]]]] = field(default_factory=dict)

    def say(self, sentence: str) -> str:
        """Adds a paragraph."""
        self.texts.append(sentence)
        return sentence

    def note(self, layer: str, kind: type, words: str, **values: object) -> None:
        """Adds a note that rests on some words of the text."""
        self.notes.setdefault(layer, []).append((kind, words, values))


def document(number: int, *, seed: int = 7) -> tuple[Document, Reading]:
    """One document with its reading; the same number gives the same."""
    chance = Random(seed * 1_000_003 + number)  # no secret, a drawing that can be repeated
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    target = chance.choice(TARGETS)
    draft = Draft()
    draft.say(f"Dispatch {number}: {SIDES[target]} and the powers")
    for _ in range(chance.randint(3, 6)):
        _position(draft, chance, target, day)
    for _ in range(chance.randint(3, 5)):
        _event(draft, chance, target, day)
    if chance.random() < 0.5:
        _bargain(draft, chance, target)
    if chance.random() < 0.3:
        _measure(draft, chance, target, day)
    if chance.random() < 0.6:
        _judgement(draft, chance, target)
    return _finished(draft, number, When.day(day), chance.choice(OUTLETS))


def _person(chance: Random, side: str) -> Actor:
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    return Actor(name=name, side=side, kind="person", role="foreign minister")


def _state(side: str) -> Actor:
    return Actor(name=SIDES[side], side=side, kind="state", entity=f"state:{side}")


def _position(draft: Draft, chance: Random, target: str, day: date) -> None:
    who = _person(chance, chance.choice(OTHERS))
    issue, stance = chance.choice(ISSUES), chance.choice(tuple(WANTS))
    words = WANTS[stance].format(issue=issue, target=SIDES[target])
    sentence = draft.say(
        f"On {day:%A} {who.name} of {SIDES[who.side or 'UN']} {words}, report {chance.randrange(10**6)} notes."
    )
    draft.note(
        "positions", Position, sentence, holder=who, issue=issue, target=target, stance=stance, date=When.day(day)
    )
    draft.note(
        "statements", Statement, words.partition(" ")[2], source=who, cue=words.partition(" ")[0], form="indirect"
    )


def _event(draft: Draft, chance: Random, target: str, day: date) -> None:
    who, kind = _state(chance.choice(OTHERS)), chance.choice(EVENTS)
    when = day - timedelta(days=chance.randrange(20))
    sentence = draft.say(
        f"{who.name} dealt with {SIDES[target]} on {when:%d %B %Y}, in a step of kind {kind.lower()} ({chance.randrange(10**6)})."
    )
    draft.note("events", Event, sentence, type=kind, actors=(who,), recipients=(_state(target),), date=When.day(when))


def _bargain(draft: Draft, chance: Random, target: str) -> None:
    who = _state(chance.choice(OTHERS))
    demand, offer = chance.choice(("halt uranium enrichment", "free the prisoners", "admit inspectors")), chance.choice(("lift oil sanctions", "send food aid", "open talks"))  # fmt: skip
    sentence = draft.say(
        f"{who.name} would {offer} if {SIDES[target]} were to {demand}, file {chance.randrange(10**6)} says."
    )
    draft.note(
        "terms",
        Term,
        sentence,
        by=who,
        of=_state(target),
        demand=demand,
        offer=offer,
        link=chance.choice(("before", "in-exchange", "unless")),
    )


def _measure(draft: Draft, chance: Random, target: str, day: date) -> None:
    who, name = _state(chance.choice(OTHERS)), f"{chance.choice(FAMILY)} Shipping"
    sentence = draft.say(
        f"{who.name} put {name} of {SIDES[target]} on its list for trade in arms, notice {chance.randrange(10**6)}."
    )
    listed = Actor(name=name, side=target, kind="group")
    draft.note(
        "measures",
        Measure,
        sentence,
        imposer=who,
        act="designate",
        targets=(listed,),
        reason="trade in arms",
        date=When.day(day),
    )


def _judgement(draft: Draft, chance: Random, target: str) -> None:
    who = Actor(name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", kind="person", role="analyst")
    one, other = sorted(chance.sample(OTHERS, 2))
    sentence = draft.say(
        f"{who.name}, an analyst, sees {SIDES[one]} and {SIDES[other]} apart over {SIDES[target]} ({chance.randrange(10**6)})."
    )
    direction = chance.choice(("worse", "better", "stalled"))
    draft.note("assessments", Assessment, sentence, by=who, about=(one, other), topic="alliance", direction=direction)


def _finished(draft: Draft, number: int, day: When, outlet: str) -> tuple[Document, Reading]:
    text = PARAGRAPH_BREAK.join(draft.texts)
    spans: list[Paragraph] = []
    at = 0
    for count, one in enumerate(draft.texts):
        spans.append(Paragraph(Span(at, at + len(one)), "body" if count else "headline"))
        at += len(one) + len(PARAGRAPH_BREAK)
    raw = text.encode()
    made = Document(
        text=text,
        paragraphs=tuple(spans),
        title=draft.texts[0],
        published=day,
        published_because=("date in the byline",),
        publisher=outlet,
        origin=Origin(uri=f"crowd/{number:06}.txt", raw_id=hashlib.sha256(raw).hexdigest()),
        alignment=(Alignment(0, len(text), 0, len(raw)),),
    )
    layers = {layer: tuple(_cited(made, *one) for one in listed) for layer, listed in draft.notes.items()}
    reading = Reading(document=made.id, published=day, steps=(CROWD_STEP,))
    return made, replace(reading, **layers)  # type: ignore[arg-type]  # each layer holds its own type of note


def _cited(made: Document, kind: type, words: str, values: dict[str, object]) -> object:
    """A note with its words found in the text, and so its parts that are words."""
    where = _words(made, words, 0)
    parts = {
        name: _words(made, value, max(where.start - 60, 0))
        for name, value in values.items()
        if name in {"cue", "demand", "offer", "reason"} and isinstance(value, str)
    }
    evidence = Evidence(where=where, made_by=CROWD_STEP, confidence=0.8, because=("written with its sentence",))
    cited = {"content": evidence} if kind is Statement else {"evidence": evidence}
    return kind(**{**values, **parts, **cited})


def _words(made: Document, words: str, start: int) -> InText:
    at = made.text.index(words, start)
    return InText(document=made.id, start=at, end=at + len(words), quote=words)


def fill(writer: Writer, *, first: int, count: int) -> None:
    """Adds documents ``first`` up to ``first + count``."""
    for number in range(first, first + count):
        writer.add(*document(number))


def main() -> None:
    """Makes the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    given = parser.parse_args()
    began = time.monotonic()
    with open_project(given.path, create=True) as record, record.writer() as writer:
        run = writer.begin_run(steps=(CROWD_STEP,), settings={})
        for first in range(0, given.documents, 1_000):
            fill(writer, first=first, count=min(1_000, given.documents - first))
            print(f"{first + 1_000} documents, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        writer.end_run(run, state="done", counts={"new": given.documents})


if __name__ == "__main__":
    main()
