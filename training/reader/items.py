"""Windows of examples as arrays, and batches of them as tensors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from detente.extract.learned.candidates import Relations, Way, candidates, speakers, to_words
from detente.extract.learned.hints import hint_for, marks
from detente.extract.learned.labels import LABELS, ROLES, SPANS
from detente.model.reading import LAYERS
from training.reader.examples import matches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from detente.extract.learned.candidates import Candidate
    from detente.extract.learned.windows import Window, Windows
    from training.reader.examples import Example, Noted

RARE = 8  # paths seen less often are not told apart


@dataclass(frozen=True)
class Vocabulary:
    """Numbers of parts of speech, dependencies and paths; 0 is what was not seen."""

    parts: Mapping[str, int]
    dependencies: Mapping[str, int]
    paths: Mapping[str, int]

    @classmethod
    def of(cls, seen: Iterable[Example]) -> Vocabulary:
        """What the examples have."""
        parts, dependencies, ways = set[str](), set[str](), Counter[str]()
        for example in seen:
            parts |= {token.pos for token in example.annotated.tokens}
            dependencies |= {token.dep for token in example.annotated.tokens}
            for note in example.notes:
                for mention in example.annotated.mentions:
                    if mention.actors and abs(mention.head - note.anchor) < 120:  # about a window
                        ways.update(Way(example.annotated, note.anchor).to(mention.head))

        def numbered(names: Iterable[str]) -> dict[str, int]:
            return {name: number for number, name in enumerate(sorted(names), 1)}

        return cls(numbered(parts), numbered(dependencies), numbered(w for w, times in ways.items() if times >= RARE))


@dataclass(frozen=True)
class Item:
    """One window. Shapes as in ``network``, without B; ``groups`` are (note, role, candidates that are one wanted actor)."""

    pieces: np.ndarray
    first: np.ndarray
    part: np.ndarray
    dependency: np.ndarray
    marks: list[tuple[int, int]]
    targets: list[tuple[int, int]]
    unsure: list[tuple[int, int]]
    inside: list[tuple[int, int]]
    anchors: np.ndarray
    labels: np.ndarray
    values: np.ndarray
    told: np.ndarray
    standing: np.ndarray
    kinds: np.ndarray
    flags: np.ndarray
    pairs: np.ndarray
    words: np.ndarray
    groups: list[tuple[int, int, list[int]]]
    unwanted: np.ndarray
    stretches: np.ndarray
    asked: np.ndarray


class Maker:
    """Makes items of examples."""

    def __init__(self, windows: Windows, vocabulary: Vocabulary) -> None:
        self._windows, self._vocabulary = windows, vocabulary
        self._relations = Relations(vocabulary.paths)

    def items(self, example: Example, shift: int = 0) -> list[Item]:
        """An item a window."""
        return [self._item(example, window) for window in self._windows.of(example.annotated, shift=shift)]

    def _item(self, example: Example, window: Window) -> Item:
        annotated, v = example.annotated, self._vocabulary
        tokens = annotated.tokens[window.first : window.stop]
        notes = [n for n in example.notes if window.first <= n.anchor < window.stop]
        offered = candidates(annotated, window, example.statements)
        size = (len(notes), len(tokens))
        pairs = np.zeros((len(notes), len(offered), 5), np.int64)
        told = np.zeros(len(notes), np.int64)
        words = np.zeros((*size, 2), np.int64)
        stretches, asked = np.zeros((*size, len(SPANS)), np.float32), np.zeros((len(notes), len(SPANS)), np.float32)
        for k, note in enumerate(notes):
            said = speakers(annotated, example.statements, note.anchor)
            hint = hint_for(example.hints, note.label, annotated.tokens[note.anchor].start)
            told[k] = 0 if hint is None else hint.value + 2
            pairs[k, :, :4] = self._relations.to_candidates(annotated, note.anchor, offered, said)
            for c, candidate in enumerate(offered):
                pairs[k, c, 4] = 0 if hint is None else hint.role(candidate.actors)
            words[k] = to_words(annotated, window, note.anchor)
            _mark(example, note, window, stretches[k], asked[k])
        groups, unwanted = _wanted(notes, offered)
        return Item(
            pieces=np.array(window.pieces),
            first=np.array(window.heads),
            part=np.array([v.parts.get(t.pos, 0) for t in tokens]),
            dependency=np.array([v.dependencies.get(t.dep, 0) for t in tokens]),
            marks=sorted(
                {(window.heads[word], label) for word, label in marks(example.hints, window.first, window.stop)}
            ),
            targets=sorted({(n.anchor - window.first, n.label) for n in notes}),
            unsure=_unsure(example, notes, window),
            inside=_inside(example, window),
            anchors=np.array([n.anchor - window.first for n in notes], np.int64),
            labels=np.array([n.label for n in notes], np.int64),
            values=np.array([n.value for n in notes], np.int64),
            told=told,
            standing=np.array([0 if c.head is None else c.head - window.first for c in offered], np.int64),
            kinds=np.array([c.kind for c in offered], np.int64),
            flags=np.array([c.flags for c in offered], np.int64),
            pairs=pairs,
            words=words,
            groups=groups,
            unwanted=unwanted,
            stretches=stretches,
            asked=asked,
        )


def _unsure(example: Example, notes: Sequence[Noted], window: Window) -> list[tuple[int, int]]:
    """Words that stand in a note's evidence beside its head, with its label: another reader might hang the note on them."""
    heads = {(n.anchor, n.label) for n in notes}
    return sorted(
        {
            (number - window.first, note.label)
            for note in notes
            if LABELS[note.label].layer != "statements"
            for number in example.annotated.tokens_in(note.spans["evidence"])
            if window.first <= number < window.stop and (number, note.label) not in heads
        }
    )


def _inside(example: Example, window: Window) -> list[tuple[int, int]]:
    """Words, and numbers of layers in the evidence of whose notes they stand."""
    return sorted(
        {
            (number - window.first, LAYERS.index(LABELS[note.label].layer))
            for note in example.notes
            for number in example.annotated.tokens_in(note.spans["evidence"])
            if window.first <= number < window.stop
        }
    )


def _mark(example: Example, note: Noted, window: Window, stretches: np.ndarray, asked: np.ndarray) -> None:
    layer = LABELS[note.label].layer
    asked[0] = 1
    asked[1:3] = layer == "terms"
    asked[3] = layer == "measures"
    for name, span in note.spans.items():
        for number in example.annotated.tokens_in(span):
            if window.first <= number < window.stop:
                stretches[number - window.first, SPANS.index(name)] = 1


def _wanted(
    notes: Sequence[Noted], offered: Sequence[Candidate]
) -> tuple[list[tuple[int, int, list[int]]], np.ndarray]:
    """Groups of candidates that are wanted, and which candidates are surely not (K, C, 2)."""
    groups, unwanted = [], np.ones((len(notes), len(offered), 2), np.float32)
    people = [c.actors for c in offered]
    for k, note in enumerate(notes):
        for role in range(len(ROLES["events"])):
            found, unsure = matches(note.roles[role], people)
            groups += [(k, role, group) for group in found if group]
            for index in (*unsure, *(i for group in found for i in group)):
                unwanted[k, index, role] = 0
    return groups, unwanted


def _marked(wide: int, places: Sequence[Sequence[tuple[int, int]]], deep: int = len(LABELS)) -> Tensor:
    """Ones at the places and labels of each item (B, wide, deep)."""
    found = torch.zeros((len(places), wide, deep))
    for b, row in enumerate(places):
        for place, label in row:
            found[b, place, label] = 1
    return found


@dataclass(frozen=True)
class Batch:
    """Items as tensors, filled up to one size."""

    inputs: dict[str, Tensor]
    asked: dict[str, Tensor]
    targets: Tensor
    real: Tensor
    unsure: Tensor
    inside: Tensor
    values: Tensor
    groups: list[tuple[int, int, list[int]]]
    unwanted: Tensor
    stretches: Tensor
    stretch_weight: Tensor


def _groups(items: Sequence[Item]) -> list[tuple[int, int, list[int]]]:
    """The wanted actors of all items, notes numbered through."""
    groups, at = [], 0
    for item in items:
        groups += [(at + k, role, group) for k, role, group in item.groups]
        at += len(item.anchors)
    return groups


def batch(items: Sequence[Item], silent: Collection[int] = ()) -> Batch:
    """One batch of items; of those numbered ``silent`` the grammar's hints are kept back."""

    def filled(name: str, more: int = 0) -> Tensor:
        arrays = [getattr(item, name) for item in items]
        wide = max(1, *(len(a) for a in arrays))
        out = np.zeros((len(arrays), wide), np.int64) + more
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(out)

    inputs = {name: filled(name) for name in ("pieces", "first", "part", "dependency")}
    lengths = torch.tensor([len(item.pieces) for item in items])
    inputs["mask"] = (torch.arange(inputs["pieces"].shape[1])[None] < lengths[:, None]).long()
    loud = [item.marks if b not in silent else [] for b, item in enumerate(items)]
    inputs["hints"] = _marked(inputs["pieces"].shape[1], loud)
    counts = torch.tensor([len(item.first) for item in items])
    real = (torch.arange(inputs["first"].shape[1])[None] < counts[:, None]).float()
    targets = _marked(real.shape[1], [item.targets for item in items])
    asked = {
        "window": torch.tensor([b for b, item in enumerate(items) for _ in item.anchors], dtype=torch.long),
        "anchor": torch.from_numpy(np.concatenate([item.anchors for item in items])),
        "label": torch.from_numpy(np.concatenate([item.labels for item in items])),
        "candidates": filled("standing"),
        "kinds": filled("kinds"),
        "flags": filled("flags"),
    }
    notes, people = len(asked["anchor"]), asked["candidates"].shape[1]

    def spread(name: str, wide: int, deep: int, kind: type) -> Tensor:
        out, at = np.zeros((notes, wide, deep), kind), 0
        for item in items:
            array = getattr(item, name)
            out[at : at + len(array), : array.shape[1]] = array
            at += len(array)
        return torch.from_numpy(out)

    asked["pairs"] = spread("pairs", people, 5, np.int64)
    heard = torch.tensor([b not in silent for b, item in enumerate(items) for _ in item.anchors], dtype=torch.long)
    asked["told"] = torch.from_numpy(np.concatenate([item.told for item in items])) * heard
    asked["pairs"][..., 4] *= heard[:, None]
    asked["words"] = spread("words", real.shape[1], 2, np.int64)
    groups = _groups(items)
    weight = (
        torch.from_numpy(np.concatenate([item.asked for item in items]))[:, None, :] * real[asked["window"]][:, :, None]
    )
    return Batch(
        inputs=inputs,
        asked=asked,
        targets=targets,
        real=real,
        unsure=_marked(real.shape[1], [item.unsure for item in items]),
        inside=_marked(real.shape[1], [item.inside for item in items], len(LAYERS)),
        values=torch.from_numpy(np.concatenate([item.values for item in items])),
        groups=groups,
        unwanted=spread("unwanted", people, 2, np.float32),
        stretches=spread("stretches", real.shape[1], len(SPANS), np.float32),
        stretch_weight=weight,
    )
