from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.resolve.shingles import Sketcher, packed, unpacked
from detente.resolve.stories import Carriage, stories
from evals.stories import VARIANTS, article, cut, framed, headed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def cut_and_reframed(paragraphs: list[str], chance: random.Random) -> str:
    return framed([cut(paragraphs, chance)], chance)


def of(texts: Mapping[str, str], **judged: Iterable[tuple[str, str]]) -> tuple[Carriage, ...]:
    sketcher = Sketcher()
    return stories({name: sketcher.sketch(text) for name, text in texts.items()}, **judged)


def share_a_story(found: Iterable[Carriage], one: str, other: str) -> bool:
    carried: dict[str, set[str]] = {}
    for carriage in found:
        carried.setdefault(carriage.document, set()).add(carriage.story)
    return bool(carried.get(one, set()) & carried.get(other, set()))


@pytest.mark.parametrize("kind", VARIANTS)
def test_variants_are_found(kind: str) -> None:
    texts: dict[str, str] = {}
    for number in range(300):
        paragraphs = article(number)
        texts[f"original-{number}"] = framed(paragraphs, random.Random(number))
        texts[f"variant-{number}"] = VARIANTS[kind](paragraphs, random.Random(-number))
    found = of(texts)
    recall = sum(share_a_story(found, f"original-{n}", f"variant-{n}") for n in range(300)) / 300
    assert recall >= 0.98
    wrong = sum(share_a_story(found, f"original-{n}", f"original-{n + 1}") for n in range(299))
    assert wrong == 0


def test_all_variants_together_and_a_cut_framed_anew() -> None:
    texts: dict[str, str] = {}
    for number in range(100):
        paragraphs = article(number, sentences=24)
        texts[f"original-{number}"] = framed(paragraphs, random.Random(number))
        for kind, varied in {**VARIANTS, "reframed": cut_and_reframed}.items():
            texts[f"{kind}-{number}"] = varied(paragraphs, random.Random(-number))
    found = of(texts)
    for kind in (*VARIANTS, "reframed"):
        assert sum(share_a_story(found, f"original-{n}", f"{kind}-{n}") for n in range(100)) >= 98
    whole = [c for c in found if c.whole and c.document.startswith("original")]
    assert len({c.story for c in whole}) == len(whole) == 100


def test_a_roundup_carries_several_stories_and_joins_none() -> None:
    one, other, third = (article(n, sentences=12) for n in (1, 2, 3))
    texts = {"a": "\n\n".join(one), "b": "\n\n".join(other), "r": "\n\n".join([*third, *one, *other])}
    found = of(texts)
    assert not share_a_story(found, "a", "b")
    assert share_a_story(found, "a", "r")
    assert share_a_story(found, "b", "r")
    assert [c.document for c in found if not c.whole] == ["r", "r"]


def test_a_passage_that_many_share_joins_none_of_them() -> None:
    passage = article(9, sentences=4)
    texts = {f"w{n}": "\n\n".join([*article(n, sentences=16), *passage]) for n in range(20)}
    assert of(texts) == ()
    found = of({**texts, "passage": "\n\n".join(passage)})
    assert not share_a_story([c for c in found if c.whole], "w1", "w2")
    assert sum(not c.whole for c in found) == 20


def test_what_people_judge_holds() -> None:
    texts = {"a": "\n\n".join(article(1)), "b": "\n\n".join(article(2)), "c": "\n\n".join(article(1))}
    assert share_a_story(of(texts), "a", "c")
    assert not share_a_story(of(texts, apart=[("a", "c")]), "a", "c")
    assert share_a_story(of(texts, together=[("a", "b")]), "b", "c")
    assert not share_a_story(of(texts, together=[("a", "b")], apart=[("b", "c")]), "b", "c")
    assert of(texts, together=[("a", "gone")]) == of(texts)


def test_the_order_they_come_in_does_not_matter() -> None:
    texts = {}
    for number in range(40):
        paragraphs = article(number)
        texts[f"o{number}"] = "\n\n".join(paragraphs)
        for kind, varied in VARIANTS.items():
            texts[f"{kind}{number}"] = varied(paragraphs, random.Random(number))
    wanted = of(texts)
    names = list(texts)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert of({name: texts[name] for name in names}) == wanted


def test_many_copies_are_one_story_in_time_that_grows_with_their_number() -> None:
    paragraphs = article(5, sentences=20)
    texts = {f"copy-{n:04d}": headed(paragraphs, random.Random(n)) for n in range(3000)}
    started = time.process_time()
    found = of(texts)
    assert time.process_time() - started < 10
    assert len({c.story for c in found}) == 1
    assert len(found) == 3000


def test_texts_without_words() -> None:
    assert of({"a": "", "b": "", "c": "one two", "d": "制裁 解除", "e": "\ud800"}) == ()


def test_a_sketch_is_kept_as_bytes() -> None:
    sketch = Sketcher().sketch(" ".join(article(1)))
    assert np.array_equal(unpacked(packed(sketch)), sketch)
    assert len(sketch) < len(" ".join(article(1)).split()) / 5


def test_punctuation_and_case_do_not_count() -> None:
    sketcher = Sketcher()
    plain = "the council said it would not lift the arms embargo before the vote in may"
    signs = "THE COUNCIL said: it would not—lift “the arms embargo” before the vote, in May!"
    assert np.array_equal(sketcher.sketch(plain), sketcher.sketch(signs))
