from __future__ import annotations

import random

import pytest

pytest.importorskip("tokenizers")

from detente.extract.learned.hints import head
from detente.extract.learned.labels import LABELS, NUMBER, Label
from detente.model.actors import Actor
from detente.model.document import Span
from tests.extract.sentences import annotated
from training.corpus.format import read_file
from training.reader.examples import examples, matches
from training.reader.renaming import known, renamed, states

TEXT = """=== sd-example-01
date: 2019-06-04
style: wire
dispute: Sudan
publisher: Meridian Press
---
# Khartoum talks break down
The African Union called on Sudan's generals to hand over power, and Norway froze its aid.
---
S | African Union @AU | called on | to hand over power | indirect | - | -
E | REQUEST | actual | African Union @AU > Sudan @SDN | - | called on Sudan's generals to hand over power
E | SANCTION | actual | Norway @NOR > Sudan @SDN | - | Norway froze its aid
"""


def of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_the_head_of_a_stretch_is_its_highest_word():
    document = annotated("Russia said that Ukraine attacked the bridge on Monday.")
    text = document.document.text
    assert document.tokens[head(document, of(text, "Ukraine attacked the bridge"))].text == "attacked"
    assert document.tokens[head(document, of(text, "the bridge"))].text == "bridge"


def test_a_note_hangs_on_the_word_that_heads_it(tmp_path):
    path = tmp_path / "sd.txt"
    path.write_text(TEXT)
    (example,) = examples(read_file(path))
    tokens = example.annotated.tokens
    found = {(LABELS[n.label].value, tokens[n.anchor].text) for n in example.notes}
    assert found == {("", "called"), ("REQUEST", "called"), ("SANCTION", "froze")}
    cut = next(n for n in example.notes if n.label == NUMBER[Label("events", "SANCTION")])
    assert cut.roles == ((("Norway", "NOR"),), (("Sudan", "SDN"),))
    assert cut.value == 0
    assert {(LABELS[h.label].layer, tokens[h.anchor].text) for h in example.hints} >= {("statements", "called")}


def test_who_is_named_goes_before_who_is_of_the_side():
    lavrov, russia = Actor(name="Sergei Lavrov", side="RUS"), Actor(name="Russia", side="RUS")
    offered = [(russia,), (lavrov,), (Actor(name="Ukraine", side="UKR"),)]
    assert matches([("Lavrov", "RUS")], offered) == ([[1]], [0])
    assert matches([("Kremlin", "RUS")], offered) == ([[0, 1]], [])
    assert matches([("Amnesty International", None)], offered) == ([[]], [])
    assert matches([("", "UKR")], offered) == ([[2]], [])


def test_a_renamed_text_is_the_same_but_for_the_states():
    document = annotated(
        "Norway froze its aid to Sudan, and Sudanese traders in Khartoum lost their Norwegian partners."
    )
    other = renamed(document, random.Random(1))
    changed = {(a.text, b.text) for a, b in zip(document.tokens, other.tokens, strict=True) if a.text != b.text}
    assert changed
    assert {old for old, _ in changed} <= known().keys()
    pairs = {(known()[old][0], known()[new][0]) for old, new in changed}
    assert len(pairs) == len({old for old, _ in pairs})  # one state for one state
    assert all(known()[old][1] == known()[new][1] for old, new in changed)  # a capital for a capital
    assert ("Norway", "Norwegian", "Oslo") in states()


def test_the_weights_that_ship_can_be_taken_up_again(tmp_path):
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from training.reader.__main__ import SHIPPED, UNLEARNT, texts  # torch is the training's alone
    from training.reader.encoder import unpacked
    from training.reader.export import export
    from training.reader.restore import restored

    encoder = unpacked(tmp_path / "encoder")
    restored(SHIPPED, encoder, tmp_path / "run")
    export(tmp_path / "run", encoder, tmp_path / "out")
    for name in ("words.onnx", "hanging.onnx", "vocabulary.json"):
        assert (tmp_path / "out" / name).read_bytes() == (SHIPPED / name).read_bytes()
    assert set(UNLEARNT.read_text().split()) <= {text.name for text in texts()}


class _Leaves:
    """What each of the processes comes to, written into a folder."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, fellows):
        import torch

        reader = torch.nn.Linear(2, 1, bias=False)
        if not fellows.rank:  # the other has no gradient, which counts as 0
            reader.weight.grad = torch.tensor([[2.0, 4.0]])
        fellows.agree(reader)
        found = [reader.weight.grad.tolist(), fellows.part("abc"), fellows.fewest(5 - fellows.rank)]
        (self.folder / str(fellows.rank)).write_text(repr(found))


def test_those_who_train_side_by_side_share_texts_and_gradients(tmp_path):
    pytest.importorskip("torch")
    from training.reader.fellows import side_by_side

    side_by_side(2, _Leaves(tmp_path))
    assert (tmp_path / "0").read_text() == repr([[[1.0, 2.0]], ["a", "c"], 4])
    assert (tmp_path / "1").read_text() == repr([[[1.0, 2.0]], ["b"], 4])
    side_by_side(1, _Leaves(tmp_path))
    assert (tmp_path / "0").read_text() == repr([[[2.0, 4.0]], ["a", "b", "c"], 5])
