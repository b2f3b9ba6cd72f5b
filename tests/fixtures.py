"""A small record written for the tests, on real facts of the dispute over Iran's nuclear programme, 2018 to 2021.

``iran()`` gives documents with their readings; ``hostile()`` a document whose every field tries to run in a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from detente.analyse.view import Memory
from detente.model.actors import Actor
from detente.model.document import PARAGRAPH_BREAK, Alignment, Document, Origin, Paragraph, Span
from detente.model.evidence import Evidence, InText
from detente.model.findings import Failure
from detente.model.reading import Assessment, Event, Measure, Position, Reading, Statement, Term
from detente.model.when import When

USA = Actor(name="United States", side="USA", kind="state")
IRAN = Actor(name="Iran", side="IRN", kind="state")
FRANCE = Actor(name="France", side="FRA", kind="state")
TREASURY = Actor(name="U.S. Treasury Department", side="USA", kind="body")
STATE = Actor(name="U.S. State Department", side="USA", kind="body")
POMPEO = Actor(name="Mike Pompeo", side="USA", kind="person", role="Secretary of State")
ZARIF = Actor(name="Mohammad Javad Zarif", side="IRN", kind="person", role="Foreign Minister")
ROUHANI = Actor(name="Hassan Rouhani", side="IRN", kind="person", role="President")
MACRON = Actor(name="Emmanuel Macron", side="FRA", kind="person", role="President")
ANALYST = Actor(name="Sanam Vakil", kind="person", role="analyst")


def article(name: str, title: str, *paragraphs: str, publisher: str | None, published: str | None) -> Document:
    """A document of a headline and paragraphs, read from a file of the same bytes."""
    texts = (title, *paragraphs)
    spans: list[Paragraph] = []
    at = 0
    for number, text in enumerate(texts):
        spans.append(Paragraph(Span(at, at + len(text)), "headline" if number == 0 else "body"))
        at += len(text) + len(PARAGRAPH_BREAK)
    whole = PARAGRAPH_BREAK.join(texts)
    return Document(
        text=whole,
        paragraphs=tuple(spans),
        title=title,
        published=When.parse(published) if published else None,
        published_because=("date in the byline",) if published else (),
        publisher=publisher,
        origin=Origin(uri=f"articles/{name}.txt", raw_id="0" * 64),
        alignment=(Alignment(0, len(whole), 0, len(whole.encode())),),
    )


@dataclass
class Notes:
    """Notes of one document; words are found in its text."""

    document: Document
    made: dict[str, list[object]] = field(default_factory=dict)

    def words(self, text: str) -> InText:
        start = self.document.text.index(text)
        return InText(document=self.document.id, start=start, end=start + len(text), quote=text)

    def cite(self, text: str, step: str, confidence: float = 0.8) -> Evidence:
        return Evidence(where=self.words(text), made_by=step, confidence=confidence, because=("written by hand",))

    def add(self, layer: str, note: object) -> None:
        self.made.setdefault(layer, []).append(note)

    def statement(self, source: Actor, cue: str, content: str, form: str = "direct") -> None:
        evidence = self.cite(content, "statements.v1")
        self.add("statements", Statement(source=source, cue=self.words(cue), content=evidence, form=form))

    def event(
        self, kind: str, actors: list[Actor], recipients: list[Actor], text: str, *, date: str | None = None,
        status: str = "actual",
    ) -> None:  # fmt: skip
        when = When.parse(date) if date else None
        evidence = self.cite(text, "events.v1")
        event = Event(
            type=kind, actors=tuple(actors), recipients=tuple(recipients), date=when, status=status, evidence=evidence
        )
        self.add("events", event)

    def position(
        self, holder: Actor, issue: str, stance: str, text: str, *, target: str | None = "IRN", date: str | None = None
    ) -> None:
        when = When.parse(date) if date else None
        evidence = self.cite(text, "positions.v1")
        note = Position(holder=holder, issue=issue, target=target, stance=stance, date=when, evidence=evidence)
        self.add("positions", note)

    def term(self, by: Actor, of: Actor | None, demand: str | None, offer: str | None, link: str, text: str) -> None:
        wanted, given = (self.words(demand) if demand else None), (self.words(offer) if offer else None)
        note = Term(by=by, of=of, demand=wanted, offer=given, link=link, evidence=self.cite(text, "terms.v1"))
        self.add("terms", note)

    def measure(
        self, imposer: Actor, act: str, targets: list[Actor], text: str, *, reason: str | None = None,
        programme: str | None = None, date: str | None = None,
    ) -> None:  # fmt: skip
        measure = Measure(
            imposer=imposer,
            act=act,
            targets=tuple(targets),
            programme=programme,
            reason=self.words(reason) if reason else None,
            date=When.parse(date) if date else None,
            evidence=self.cite(text, "measures.v1"),
        )
        self.add("measures", measure)

    def assessment(self, by: Actor, about: tuple[str, ...], topic: str, direction: str, text: str) -> None:
        evidence = self.cite(text, "assessments.v1")
        self.add("assessments", Assessment(by=by, about=about, topic=topic, direction=direction, evidence=evidence))

    def read(self) -> tuple[Document, Reading]:
        layers = {layer: tuple(notes) for layer, notes in self.made.items()}
        reading = Reading(document=self.document.id, published=self.document.published, steps=("annotate.v1",))
        return self.document, replace(reading, **layers)


def _quits() -> Notes:
    notes = Notes(
        article(
            "2018-quits",
            "Washington leaves the Iran deal, Paris stays",
            "The United States quit the 2015 nuclear agreement on 8 May 2018 and said it would bring back all sanctions.",
            "French President Emmanuel Macron said the deal must be kept, and asked that relief for Iran go on.",
            "Secretary of State Mike Pompeo said there would be no sanctions relief until Iran ends uranium enrichment.",
            "A deep rift has opened between Washington and Paris, said Sanam Vakil, an analyst.",
            publisher="The Courier",
            published="2018-05-22",
        )
    )
    quit_ = "The United States quit the 2015 nuclear agreement on 8 May 2018"
    notes.event("REJECT", [USA], [], quit_, date="2018-05-08")
    notes.position(USA, "deal", "anti", quit_)
    notes.position(MACRON, "deal", "pro", "the deal must be kept")
    notes.position(MACRON, "sanctions", "pro", "asked that relief for Iran go on")
    only = "there would be no sanctions relief until Iran ends uranium enrichment"
    notes.statement(POMPEO, "said there", only[6:], "indirect")
    notes.position(POMPEO, "sanctions", "conditional", only)
    notes.term(POMPEO, IRAN, "ends uranium enrichment", "sanctions relief", "before", only)
    notes.assessment(
        ANALYST, ("USA", "FRA"), "alliance", "worse", "A deep rift has opened between Washington and Paris"
    )
    return notes


def _lists() -> Notes:
    notes = Notes(
        article(
            "2019-lists",
            "Treasury lists Iran's foreign minister",
            "On 31 July 2019 the U.S. Treasury Department put sanctions on Mohammad Javad Zarif under Executive Order "
            "13876 because he acts for the Supreme Leader.",
            "Zarif said the step would not affect him. He called for an end to what he named economic terrorism.",
            "The prospects for talks between Washington and Tehran have dimmed, diplomats said.",
            publisher="Gulf Wire",
            published="2019-08-01",
        )
    )
    text = "the U.S. Treasury Department put sanctions on Mohammad Javad Zarif"
    reason = "he acts for the Supreme Leader"
    notes.measure(
        TREASURY, "designate", [ZARIF], text, reason=reason, programme="Executive Order 13876", date="2019-07-31"
    )
    notes.event("SANCTION", [TREASURY], [ZARIF], text, date="2019-07-31")
    notes.statement(ZARIF, "said the step", "the step would not affect him", "indirect")
    notes.position(ZARIF, "sanctions", "pro", "an end to what he named economic terrorism")
    notes.event("REQUEST", [ZARIF], [], "He called for an end to what he named economic terrorism")
    diplomats = Actor(name="diplomats", kind="group")
    dimmed = "The prospects for talks between Washington and Tehran have dimmed"
    notes.assessment(diplomats, ("USA", "IRN"), "talks", "worse", dimmed)
    return notes


def _first() -> Notes:
    notes = Notes(
        article(
            "2021-first",
            "Who goes first? Tehran and Washington wait for each other",
            "President Hassan Rouhani said Iran will return to its nuclear commitments only after the United States "
            "lifts its sanctions.",
            "The United States keeps its sanctions for now, and is ready to meet Iranian envoys in Vienna. There is no "
            "sanctions relief unless Iran limits enrichment, the State Department said.",
            "France urged Washington to ease oil sanctions before the talks.",
            "The talks have stalled, Gulf Wire wrote.",
            publisher="Gulf Wire",
            published="2021-02-09",
        )
    )
    only = "Iran will return to its nuclear commitments only after the United States lifts its sanctions"
    notes.term(ROUHANI, USA, "lifts its sanctions", "return to its nuclear commitments", "before", only)
    unless = "no sanctions relief unless Iran limits enrichment"
    notes.term(STATE, IRAN, "limits enrichment", "sanctions relief", "unless", unless)
    notes.position(ROUHANI, "disarmament", "conditional", only)
    notes.position(ROUHANI, "sanctions", "pro", only)
    notes.position(USA, "sanctions", "anti", "The United States keeps its sanctions for now")
    notes.position(USA, "talks", "pro", "is ready to meet Iranian envoys in Vienna")
    urged = "France urged Washington to ease oil sanctions before the talks"
    notes.position(FRANCE, "sanctions", "pro", urged)
    notes.event("REQUEST", [FRANCE], [USA], urged, date="2021-02")
    wire = Actor(name="Gulf Wire", kind="outlet")
    notes.assessment(wire, ("USA", "IRN"), "talks", "stalled", "The talks have stalled")
    return notes


def iran() -> Memory:
    """Three documents with their readings, and one input that could not be read."""
    failure = Failure(
        origin="articles/scan.pdf",
        stage="ingest",
        kind="Undecodable",
        reason="binary",
        cure="convert it to text",
        raw_id="1" * 64,
    )
    return Memory(tuple(notes.read() for notes in (_quits(), _lists(), _first())), (failure,))


SCRIPT = "<script>alert(1)</script>"


def hostile() -> Memory:
    """A document whose title, text, quotes, actors and publisher hold mark-up, and a failure that does."""
    bad = Actor(name=f'Envoy {SCRIPT}"><img src=x onerror=alert(2)>', side="USA", kind="person")
    text = f"The envoy {SCRIPT} wants sanctions kept & </script><b>no</b> relief, he said, unless arms go."
    document = article(
        "evil</title>",
        f"Title {SCRIPT}",
        text,
        f"More {SCRIPT} https://example.org/x.js",
        publisher=SCRIPT,
        published="2020-01-02",
    )
    notes = Notes(document)
    notes.position(bad, "sanctions", "anti", f"The envoy {SCRIPT} wants sanctions kept & </script><b>no</b> relief")
    notes.statement(bad, "he said", f"The envoy {SCRIPT} wants sanctions kept", "indirect")
    notes.event("REJECT", [bad], [IRAN], f"{SCRIPT} wants sanctions", date="2020-01-01")
    notes.term(bad, IRAN, "arms go", "relief", "unless", "</script><b>no</b> relief, he said, unless arms go")
    notes.measure(bad, "designate", [bad], f"{SCRIPT} wants", reason="</script><b>no</b>", programme=SCRIPT)
    notes.assessment(bad, ("USA", SCRIPT), "alliance", "worse", f"Title {SCRIPT}")
    failure = Failure(origin=SCRIPT, stage="ingest", kind="Malformed", reason=SCRIPT, cure=SCRIPT)
    return Memory((notes.read(),), (failure,))
