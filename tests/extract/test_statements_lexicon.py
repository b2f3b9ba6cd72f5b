"""The lexicon of cues is well formed: known kinds and frames, each word once."""

from __future__ import annotations

import pytest

from detente import resources
from detente.extract.attribution import cues

KINDS = {"speech", "attitude", "stance"}
FRAMES = {
    "clause", "quote", "to", "object-to", "hearer", "gerund", "noun", "proposition-noun", "quoted-noun", "as", "name",
    "for", "call-for", "of", "on", "appeal", "speaker",
}  # fmt: skip


@pytest.mark.parametrize("name", ["verbs", "nouns", "adjectives", "documents", "propositions", "speakers"])
def test_each_word_stands_once(name: str) -> None:
    lemmas = [row["lemma"] for row in resources.rows(f"attribution/{name}.tsv")]
    assert len(lemmas) == len(set(lemmas))
    assert all(lemma == lemma.lower().strip() != "" for lemma in lemmas)


def test_kinds_and_frames_are_known() -> None:
    for entry in (*cues.verbs().values(), *cues.nouns().values(), *cues.adjectives().values()):
        assert entry.kind in KINDS, entry
        assert entry.frames, entry
        assert entry.frames <= FRAMES, entry
    for entries in cues.phrases().values():
        for entry in entries:
            assert entry.kind in KINDS | {"none"}, entry
            assert entry.frames <= FRAMES, entry
            assert entry.parts, entry
