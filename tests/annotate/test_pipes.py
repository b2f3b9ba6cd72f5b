"""The quick ways through spaCy's pipeline give what the pipeline itself gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.annotate.parser import Parser
from detente.annotate.pipes import Pipes
from detente.annotate.words import Words

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WRITTEN = (
    "",
    " ",
    "Talks.",
    "There is no date for talks. There 's one condition, and there are two exemptions.",
    "On Nov. 5, 2018 the U.S. Treasury put 50 Iranian banks\n\n and their  units on its list , Steven Mnuchin said.",
    "Sanctions on North Korea\tstay until Kim Jong Un  gives up 100% of his arms: $2.5 million was frozen in Hong Kong",
    "The European Union extended for a year, to May 27, 2022, the freeze on Bashar al-Assad's ministers",
)


@pytest.fixture(scope="module")
def language() -> Language:
    return Parser().language


def texts() -> list[str]:
    read = [
        path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.*")) if path.suffix in {".md", ".txt"}
    ]
    return [*WRITTEN, *(block for text in read for block in text.split("\n\n"))]


def test_words_and_entities_are_those_of_the_pipeline(language: Language) -> None:
    whole = list(language.pipe(texts()))
    quick = list(Pipes(language).run([language.make_doc(text) for text in texts()]))
    assert [doc.text for doc, _, _ in quick] == [doc.text for doc in whole]
    for expected, (doc, words, entities) in zip(whole, quick, strict=True):
        assert [(w.text, w.lemma, w.pos, w.tag, w.dep) for w in words] == [
            (t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in expected
        ]
        assert entities == [t.ent_type_ for t in expected]
        assert [t.head.i for t in doc] == [t.head.i for t in expected]
    assert {kind for _, _, kinds in quick for kind in kinds} >= {"DATE", "GPE", "ORG", "PERSON", "MONEY", ""}


def test_kinds_of_words_are_kept_within_bounds(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.annotate.words.MOST", 3)
    words = Words(language.get_pipe("attribute_ruler"), language.get_pipe("lemmatizer"))
    with language.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        docs = list(language.pipe(WRITTEN))
    kept = [[word.lemma for word in words.of(doc)] for doc in docs]
    assert kept == [[t.lemma_.lower() for t in doc] for doc in language.pipe(WRITTEN)]


def test_another_pipeline_runs_as_it_is(language: Language) -> None:
    with language.select_pipes(disable=["ner"]):
        ((_, words, entities),) = Pipes(language).run([language.make_doc("Iran and the U.S. signed it.")])
    assert [word.lemma for word in words][:4] == ["iran", "and", "the", "u.s."]
    assert set(entities) == {""}
