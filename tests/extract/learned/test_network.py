"""The shipped network: its size, its windows, and that the same words always give the same notes."""

from __future__ import annotations

import json
import time
from importlib.resources import files

import pytest

from detente.extract import reader
from detente.extract.learned.candidates import DISTANCES, Way, candidates, distance, to_words
from detente.extract.learned.guesses import hear
from detente.extract.learned.labels import LABELS, NUMBER, Label
from detente.extract.learned.network import FILES, FOLDER, made, shipped
from detente.model.reading import LAYERS, Reading
from tests.extract.sentences import annotated

LONG = tuple(
    f"Paragraph {n}: Iran told the European Union on Monday that it would return to the talks once the banks were free again, and "
    "the union's foreign policy chief answered that nothing was agreed until all of it was."
    for n in range(12)
)


def test_the_weights_are_small_and_load_at_once():
    folder = files("detente.resources") / FOLDER
    data = {name: (folder / name).read_bytes() for name in FILES}
    assert sum(map(len, data.values())) < 30_000_000
    began = time.process_time()
    made(data)
    assert time.process_time() - began < 1


def test_every_layer_has_its_limits():
    assert set(reader.limits()) == set(LAYERS)
    for how in reader.limits().values():
        assert 0 < how.of("") <= 1.01
        assert all(0 <= chance <= 1.01 for chance in how.keep.values())


def test_labels_are_those_of_the_weights():
    """Their order is part of the weights: a change of it needs a new training."""
    assert len(LABELS) == 42
    assert NUMBER[Label("statements", "")] == 0
    assert NUMBER[Label("events", "ASSAULT")] == 16
    assert NUMBER[Label("assessments", "stable")] == 41


def test_windows_hold_every_token_once():
    document = annotated(*LONG)
    windows = list(shipped().windows.of(document))
    assert len(windows) > 1
    assert [n for w in windows for n in range(w.first, w.stop)] == list(range(len(document.tokens)))
    assert all(len(w.pieces) <= 160 and len(w.heads) == w.stop - w.first for w in windows)


def test_a_sentence_longer_than_a_window_is_cut():
    document = annotated("Iran said " + ", ".join(f"inspector {n} left" for n in range(200)) + ".")
    windows = list(shipped().windows.of(document))
    assert [n for w in windows for n in range(w.first, w.stop)] == list(range(len(document.tokens)))
    assert all(len(w.pieces) <= 160 for w in windows)


def test_the_same_words_give_the_same_notes():
    document = annotated(*LONG[:3])
    empty = Reading(document=document.document.id)
    assert reader.extract(document, empty) == reader.extract(document, empty)


def test_notes_cite_the_text_exactly():
    document = annotated("Talks collapse", *LONG[:2], "“Havana can keep waiting,” a spokesman said.", headline=True)
    found = reader.extract(document, Reading(document=document.document.id))
    assert found.steps == ("reader.v1",)
    text = document.document.text
    for note in found.notes():
        where = note.evidence.where
        assert text[where.start : where.end] == where.quote
        assert note.evidence.made_by == "reader.v1"


@pytest.mark.parametrize("text", ["", "?", "¡!", "平壌は拒否した。", "\u200b", "A" * 5000])
def test_odd_texts_are_no_trouble(text):
    document = annotated(text or " ")
    heard = hear(shipped(), document, (), hints=(), ask=lambda _: 0.5)
    assert isinstance(heard.chances, tuple)


def test_candidates_are_issuer_publisher_and_mentions():
    document = annotated("Iran seized a British tanker.")
    (window,) = shipped().windows.of(document)
    found = candidates(document, window)
    assert found[0].actors[0].name == "Detente Tests"
    assert {a.side for c in found for a in c.actors} == {None, "IRN", "GBR"}


def test_paths_and_distances():
    document = annotated("Iran seized a British tanker.")
    seized = next(t.number for t in document.tokens if t.text == "seized")
    assert Way(document, seized).to(seized - 1) == ("|nsubj", "0 1 nsubj")
    assert distance(5, 5) == 12
    assert distance(5, 4) < distance(5, 5) < distance(5, 6) < distance(5, 400) < DISTANCES
    (window,) = shipped().windows.of(document)
    assert to_words(document, window, seized)[:, 0].tolist() == [3, 4, 3, 3, 3, 3]


def test_joining_file_is_of_the_layers():
    rows = json.loads((files("detente.resources") / FOLDER / "joining.json").read_text())
    assert list(rows) == list(LAYERS)
