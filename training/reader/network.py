"""The reader's network: an encoder, a head that says which notes a word heads, and a head for what hangs on such a word.

Shapes: B windows, S pieces, W words, C candidates, K notes asked about, L labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from detente.extract.learned.candidates import DISTANCES, FLAGS, KINDS, WORD_RELATIONS
from detente.extract.learned.labels import FIELDS, LABELS, SPANS

HIDDEN, NOTE, TREE = 384, 160, 24
# How many labels each layer has, in their order
GROUPS = tuple(
    sum(label.layer == layer for label in LABELS) for layer in dict.fromkeys(label.layer for label in LABELS)
)


@dataclass(frozen=True)
class Sizes:
    """How many numbers each vocabulary has."""

    parts: int  # parts of speech
    dependencies: int
    paths: int


class Deep(nn.Module):
    """A layer more before the last: what hangs on a note depends on several things at once."""

    def __init__(self, size: int, out: int, dropout: float) -> None:
        super().__init__()
        self.inner, self.out, self.drop = nn.Linear(size, size), nn.Linear(size, out), nn.Dropout(dropout)

    def forward(self, given: Tensor) -> Tensor:
        """(…, size) → (…, out)."""
        found: Tensor = self.out(self.drop(nn.functional.gelu(self.inner(given) + given)))
        return found


def joint(some: Tensor, which: Tensor) -> Tensor:
    """The logit of each label (…, L): of there being a note of its layer (…, 6), times of its being this one of the layer's (…, L).

    What is common to a layer's notes is so learnt from all of them, which helps the rarer labels.
    """
    chances = [
        nn.functional.logsigmoid(some[..., number : number + 1]) + torch.log_softmax(among, -1)
        for number, among in enumerate(torch.split(which, GROUPS, -1))
    ]
    chance = torch.clamp(torch.cat(chances, -1), -30.0, -1e-4)
    return chance - torch.log(1 - torch.exp(chance))


class Words(nn.Module):
    """Pieces to words' vectors and to the chances that a word heads a note.

    Forward: pieces (B, S), mask (B, S) or none where every piece counts, at which pieces the grammar has notes of which labels (B, S, L), first piece of each word
    (B, W), part of speech (B, W), dependency (B, W) → vectors (B, W, HIDDEN), logits (B, W, L), and of each layer whether the word stands in
    the evidence of one of its notes (B, W, 6), which is only taught, since it teaches the rest.
    """

    def __init__(self, encoder: nn.Module, sizes: Sizes, dropout: float, *, together: bool) -> None:
        super().__init__()
        self.encoder = encoder
        self.together = together
        self.hint = nn.Linear(len(LABELS), HIDDEN, bias=False)
        self.part = nn.Embedding(sizes.parts, TREE)
        self.dependency = nn.Embedding(sizes.dependencies, TREE)
        self.mix = nn.Linear(HIDDEN + 2 * TREE, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.some = nn.Linear(HIDDEN, len(GROUPS))
        self.inside = nn.Linear(HIDDEN, len(GROUPS))
        self.drop = nn.Dropout(dropout)
        nn.init.constant_(self.some.bias, -3.0)
        if not together:
            nn.init.constant_(self.out.bias, -4.0)
        nn.init.normal_(self.hint.weight, std=0.05)

    def forward(  # noqa: PLR0917  # ONNX takes inputs by place
        self, pieces: Tensor, mask: Tensor | None, hints: Tensor, first: Tensor, part: Tensor, dependency: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """See the class."""
        marked = self.encoder.embeddings.word_embeddings(pieces) + self.hint(hints)
        states = self.encoder(inputs_embeds=marked, attention_mask=mask).last_hidden_state
        vectors = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))
        tree = torch.cat([self.part(part), self.dependency(dependency)], -1)
        mixed = nn.functional.gelu(self.mix(torch.cat([self.drop(vectors), tree], -1)))
        mixed = self.drop(mixed)
        which = self.out(mixed)
        found = joint(self.some(mixed).float(), which.float()) if self.together else which
        return vectors, found, self.inside(mixed)


class Hanging(nn.Module):
    """What hangs on a word that heads a note.

    Forward: words' vectors (B, W, HIDDEN); for each note its window, word and label (K each); candidates: word (B, C), kind (B, C),
    flags (B, C); for note and candidate fine path, coarse path, distance, speaks, role in the grammar's note (K, C, 5); for note and
    word relation, distance (K, W, 2); the grammar's value of each note, 0 where it has no such note (K) → values of each field (K, all values), roles (K, C, 2), stretches (K, W, 4). A candidate without a word has word 0.
    """

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.label = nn.Embedding(len(LABELS), NOTE)
        self.note = nn.Linear(HIDDEN, NOTE)
        self.told = nn.Embedding(max(len(values) for _, values in FIELDS.values()) + 2, NOTE)
        self.values = Deep(NOTE, sum(len(values) for _, values in FIELDS.values()), dropout)
        self.kind = nn.Embedding(len(KINDS), NOTE)
        self.flag = nn.Embedding(FLAGS, NOTE)
        self.candidate = nn.Linear(HIDDEN, NOTE)
        self.from_note = nn.Linear(NOTE, NOTE)
        self.path = nn.Embedding(sizes.paths, NOTE)
        self.far = nn.Embedding(DISTANCES, NOTE)
        self.speaks = nn.Embedding(2, NOTE)
        self.given = nn.Embedding(4, NOTE)
        self.role = Deep(NOTE, 2, dropout)
        self.word = nn.Linear(HIDDEN, NOTE)
        self.to_word = nn.Linear(NOTE, NOTE)
        self.relation = nn.Embedding(WORD_RELATIONS, NOTE)
        self.word_far = nn.Embedding(DISTANCES, NOTE)
        self.stretch = Deep(NOTE, len(SPANS), dropout)
        self.drop = nn.Dropout(dropout)
        tables = (
            self.kind,
            self.flag,
            self.path,
            self.far,
            self.speaks,
            self.relation,
            self.word_far,
            self.told,
            self.given,
        )
        for table in tables:
            nn.init.normal_(table.weight, std=0.1)

    def forward(  # noqa: PLR0917  # ONNX takes inputs by place
        self,
        vectors: Tensor,
        window: Tensor,
        anchor: Tensor,
        label: Tensor,
        candidates: Tensor,
        kinds: Tensor,
        flags: Tensor,
        pairs: Tensor,
        words: Tensor,
        told: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """See the class."""
        heads = self.note(self.drop(vectors[window, anchor]))
        note = nn.functional.gelu(heads + self.label(label) + self.told(told))
        standing = torch.gather(vectors, 1, candidates.unsqueeze(-1).expand(-1, -1, HIDDEN))
        worded = (kinds > 2).unsqueeze(-1).to(vectors.dtype)
        who = self.candidate(self.drop(standing)) * worded + self.kind(kinds) + self.flag(flags)
        tie = self.path(pairs[..., 0]) + self.path(pairs[..., 1]) + self.far(pairs[..., 2]) + self.speaks(pairs[..., 3])
        tie = tie + self.given(pairs[..., 4])
        roles = self.role(self.drop(nn.functional.gelu(self.from_note(note).unsqueeze(1) + who[window] + tie)))
        near = self.relation(words[..., 0]) + self.word_far(words[..., 1])
        spread = nn.functional.gelu(self.to_word(note).unsqueeze(1) + self.word(self.drop(vectors))[window] + near)
        return self.values(self.drop(note)), roles, self.stretch(spread)


class Reader(nn.Module):
    """Both parts, as they are trained together."""

    def __init__(self, encoder: Any, sizes: Sizes, dropout: float = 0.1, *, together: bool = False) -> None:
        super().__init__()
        self.words = Words(encoder, sizes, dropout, together=together)
        self.hanging = Hanging(sizes, dropout)
