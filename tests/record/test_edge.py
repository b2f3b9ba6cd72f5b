from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.document import Alignment, Document, Span
from detente.model.evidence import Evidence, InList, InText
from detente.model.reading import LAYERS, Reading
from detente.model.when import When
from detente.record import edge

if TYPE_CHECKING:
    from detente.model.reading import Layer, Note

WORDS = st.text(max_size=20)
OFFSETS = st.integers(0, 10**9)
PAIRS = st.tuples(OFFSETS, OFFSETS).map(sorted)
st.register_type_strategy(
    When, st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: When(min(days), max(days)))
)
st.register_type_strategy(Span, PAIRS.map(lambda pair: Span(*pair)))
st.register_type_strategy(Alignment, st.builds(Alignment, OFFSETS, OFFSETS, OFFSETS, OFFSETS))
st.register_type_strategy(InText, st.builds(InText, document=WORDS, start=OFFSETS, end=OFFSETS, quote=WORDS))
st.register_type_strategy(
    Evidence,
    st.builds(
        Evidence,
        where=st.from_type(InText) | st.from_type(InList),
        made_by=WORDS,
        confidence=st.floats(0, 1),
        because=st.lists(WORDS, max_size=2).map(tuple),
    ),
)


@pytest.mark.parametrize("layer", LAYERS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_notes_come_back_the_same(layer: Layer, data: st.DataObject) -> None:
    note: Note = data.draw(st.from_type(edge.NOTE_TYPES[layer]))
    text = edge.note_to_json(note)
    back = edge.note_from_json(layer, text)
    assert back == note
    assert back.id == note.id
    assert edge.note_to_json(back) == text
    assert json.loads(text)


@settings(max_examples=60, deadline=None)
@given(document=st.from_type(Document))
def test_documents_come_back_the_same(document: Document) -> None:
    body = edge.document_to_json(document)
    back = edge.document_from_json(body, text=document.text)
    assert back == document
    assert back.id == document.id


@settings(max_examples=30, deadline=None)
@given(reading=st.from_type(Reading))
def test_readings_come_back_the_same(reading: Reading) -> None:
    notes = {
        layer: [edge.note_from_json(layer, edge.note_to_json(note)) for note in reading.layer(layer)]
        for layer in LAYERS
    }
    assert edge.reading_from_json(edge.reading_to_json(reading), notes) == reading


def test_what_is_no_note_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        edge.note_from_json("events", "{")
