from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import plugins
from detente.errors import BadSetting
from detente.model.evidence import InText
from detente.model.findings import Failure
from detente.pipeline import Pipeline, Read
from tests.record.samples import document
from tests.run.fakes import ANNOTATE, STATE, STEPS, STUMBLE, FakeAnnotator, plug, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Document
    from detente.model.reading import Reading

SAID = "Javad Zarif said on Monday that sanctions on banks must end."


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch.setitem)


def article(number: int, *words: str, language: str = "en") -> Document:
    return document((f"Round {number}", SAID, *words), uri=f"{number}.txt", language=language)


class Ahead(FakeAnnotator):
    """Draws documents in threes before it gives any, as a parser of batches does."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        batch: list[Document] = []
        for one in documents:
            batch.append(one)
            if len(batch) == 3:
                yield from list(super().annotate(batch))
                batch = []
        yield from super().annotate(batch)


@pytest.mark.parametrize("annotator", [ANNOTATE, "ahead.v1"])
@given(kinds=st.lists(st.sampled_from(["read", "foreign", "broken"]), max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_each_document_has_one_outcome_in_its_place(
    monkeypatch: pytest.MonkeyPatch, annotator: str, kinds: list[str]
) -> None:
    monkeypatch.setitem(plugins.STEPS, "ahead.v1", "tests.test_pipeline:Ahead")
    given_ = [
        article(number, *(["UNREADABLE"] if kind == "broken" else []), language="ko" if kind == "foreign" else "en")
        for number, kind in enumerate(kinds)
    ]
    outcomes = list(Pipeline(annotator=annotator, steps=STEPS).read(given_))
    assert len(outcomes) == len(given_)
    for one, kind, outcome in zip(given_, kinds, outcomes, strict=True):
        if kind == "broken":
            assert isinstance(outcome, Failure)
            assert (outcome.origin, outcome.stage) == (one.origin.uri, annotator)
        else:
            assert isinstance(outcome, Read)
            assert outcome.document is one
            assert outcome.reading.steps == (annotator, *STEPS)
            assert len(outcome.reading.notes()) == (4 if kind == "read" else 0)


def test_a_steps_fault_costs_that_document() -> None:
    outcomes = list(Pipeline(annotator=ANNOTATE, steps=(STATE, STUMBLE)).read([article(1), article(2, "In round 3.")]))
    assert [type(outcome) for outcome in outcomes] == [Read, Failure]


def test_a_source_that_breaks_is_no_documents_fault() -> None:
    def source() -> Iterator[Document]:
        yield article(1)
        raise OSError("the disk went away")

    reading = Pipeline(annotator=ANNOTATE, steps=STEPS).read(source())
    assert isinstance(next(reading), Read)
    with pytest.raises(OSError, match="went away"):
        next(reading)


def test_a_bad_setting_ends_the_reading() -> None:
    with pytest.raises(BadSetting, match="no spaCy pipeline"):
        list(Pipeline(model="no_such_pipeline").read([article(1)]))


def test_the_users_own_actors_are_asked_for() -> None:
    with pytest.raises(BadSetting, match="nowhere"):
        list(Pipeline(actors_file="nowhere.tsv").read([article(1)]))


def crooked(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Moves the statements' words by one character."""
    reading = state(annotated, reading)
    moved = [
        replace(s, content=replace(s.content, where=replace(s.content.where, start=s.content.where.start + 1)))
        for s in reading.statements
    ]
    return replace(reading, statements=tuple(moved))


def twice(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Makes each statement twice."""
    reading = state(annotated, reading)
    return replace(reading, statements=reading.statements * 2)


def test_words_that_do_not_stand_there_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plugins.STEPS, "crooked.v1", "tests.test_pipeline:crooked")
    (outcome,) = Pipeline(annotator=ANNOTATE, steps=("crooked.v1",)).read([article(1)])
    assert isinstance(outcome, Failure)
    assert outcome.stage == STATE


def test_a_note_made_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plugins.STEPS, "twice.v1", "tests.test_pipeline:twice")
    (outcome,) = Pipeline(annotator=ANNOTATE, steps=("twice.v1",)).read([article(1)])
    assert isinstance(outcome, Read)
    assert len(outcome.reading.statements) == 1


WORDS = st.sampled_from(
    [
        "Iran", "Washington", "Seoul", "Mr. Lavrov", "the ministry", "said", "told reporters", "warned", "urged", "that",
        "sanctions", "must be lifted", "will stay", "unless", "until", "the U.S. Treasury", "on Friday", "designated",
        "three banks", "“No talks,”", "he", "added", ",", ".", "—", "(", "’s", "the deal", "and", "not", "Ünal", "1,000",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_evidence_is_exact_whatever_the_text(pipeline: Pipeline, texts: list[str]) -> None:
    found = document(tuple(texts))
    (outcome,) = pipeline.read([found])
    assert isinstance(outcome, Read), outcome
    for note in outcome.reading.notes():
        for place in (
            note.evidence.where,
            *(getattr(note, name, None) for name in ("cue", "demand", "offer", "reason")),
        ):
            if isinstance(place, InText):
                assert place.document == found.id
                assert found.text[place.start : place.end] == place.quote
                assert place.quote.strip()


def test_a_reading_is_the_same_alone_and_among_others(pipeline: Pipeline) -> None:
    texts = [
        (
            "Vienna talks",
            "Russia's envoy said a deal on Iran's uranium was near, but Tehran wants sanctions lifted first.",
        ),
        (
            "Caracas",
            "Washington will ease oil sanctions if Venezuela holds free elections, a senior official told Reuters.",
        ),
        (
            "Minsk",
            "The European Union imposed sanctions on Belarus on Monday. “We will respond,” Minsk's ministry said.",
        ),
        ("Long", " ".join(["Myanmar's junta rejected the call of ASEAN for talks with Aung San Suu Kyi."] * 40)),
    ]
    documents = [document(text, uri=f"{n}.txt") for n, text in enumerate(texts)]
    together = [outcome.reading for outcome in pipeline.read(documents) if isinstance(outcome, Read)]
    alone = [outcome.reading for one in documents for outcome in pipeline.read([one]) if isinstance(outcome, Read)]
    assert together == alone
    assert len(alone) == 4
