"""The line classifier and its parts."""

from __future__ import annotations

import numpy as np
import pytest

from detente import resources
from detente.ingest import compose, features, lines, plaintext
from detente.ingest.decoding import decode
from detente.ingest.front import front_matter
from detente.ingest.lines import Trees
from detente.ingest.runs import Run, block

PAGE = """  • Home
  • World
Talks on Cuba resume
By Ana Perez
Cuban and American officials met in Havana on Tuesday for the first talks on sanctions in three years, both sides said.
The State Department said that it had raised the cases of prisoners, and that no measures would be eased before their release.
Advertisement
“We do not negotiate about our sovereignty,” Cuba’s deputy foreign minister, Carlos Fernández, told reporters afterwards.
Related stories
  • Ten beaches
  • Sign up for our newsletter
© 2023 All rights reserved
"""


def test_trees_are_walked_as_they_are_laid_out() -> None:
    trees = Trees(
        np.array([[0, 1, 0]], dtype=np.int16),
        np.array([[0.5, 2.0, np.inf]], dtype=np.float32),
        np.array([[-9.0, -1.0, 3.0, 9.0]], dtype=np.float32),
        0.0,
    )
    table = np.array([[0.5, 2.0], [0.5, 2.1], [0.6, 0.0]], dtype=np.float32)
    assert trees.scores(table) == pytest.approx(
        [1 / (1 + np.exp(9)), 1 / (1 + np.exp(1)), 1 / (1 + np.exp(-3))], rel=1e-4
    )


def test_running_text_is_told_from_the_page_around_it() -> None:
    found = list(plaintext.lines(PAGE))
    scores = dict(zip([each.text for each in found], lines.load().scores(found), strict=True))
    assert all(score > 0.5 for text, score in scores.items() if len(text) > 100)
    assert all(score < 0.5 for text, score in scores.items() if len(text) < 40)


def test_scores_are_the_same_each_time() -> None:
    found = list(plaintext.lines(PAGE))
    assert lines.load().scores(found) == lines.read(resources.data(lines.RESOURCE)).scores(found)
    assert lines.load().scores([]) == []


def test_features_are_numbers_for_odd_pages() -> None:
    for text in ("x", "…", "a\n" * 40, "\u2029.\u2029", "1\n2\n3", 'A. B. C? "D."\n'):
        found = list(plaintext.lines(text))
        table = features.around(features.own(found), np.zeros(len(found), dtype=np.float32))
        assert np.isfinite(table).all()
        for score in (0.0, 0.9):
            chosen, looked = features.again(table, np.full(len(found), score, dtype=np.float32))
            assert np.isfinite(looked).all()
            assert len(chosen) == len(looked) == (len(found) if score else 0)


def test_labels_and_prompts_on_a_page_are_left_out() -> None:
    own = [
        "The European Union will ease its sanctions on Syria step by step, its foreign ministers agreed in Brussels on Monday.",
        "Energy and transport come first, and banks are to follow if the new authorities keep their word, diplomats said.",
        "“If they do not, the sanctions come back,” the Union’s foreign policy chief told reporters after the meeting.",
        "Damascus has asked for all of them to be lifted at once, so that it can rebuild what the war destroyed.",
    ]
    around = [
        "Slideshow (4 Images)",
        "Get the morning’s news in your inbox. Enter your email address",
        "Video: 2:31",
        "Photos (12)",
    ]
    lines_of_page = [
        "Europe to ease Syria sanctions",
        *(each for pair in zip(own, around, strict=True) for each in pair),
    ]
    found = list(plaintext.lines("\n\n".join(lines_of_page)))
    scores = dict(zip([each.text for each in found], lines.load().scores(found), strict=True))
    assert min(scores[text] for text in own) > 0.5
    assert max(scores[text] for text in around) < 0.5


def test_words_are_hashed_line_by_line() -> None:
    found, line = features.buckets(["Talks on Iran", "talks on Cuba"])
    assert line.tolist() == sorted(line.tolist()[:6]) + line.tolist()[6:]
    words = [set(found[line == number].tolist()) for number in (0, 1)]
    assert len(words[0] & words[1]) == 4  # two words, the pair of them, and the pair of the line's start and the first
    alone, _ = features.buckets(["talks on Cuba"])
    assert set(alone.tolist()) == words[1]


def test_content_words_are_known_by_other_sentences_only() -> None:
    body = "The ministers of Belarus met envoys from Brussels to talk about potash, banks and the prisoners in Minsk today."
    other = "Ministers say that potash and banks come first, and that prisoners in Minsk will be freed before the envoys return."
    stray = "Grilled aubergines taste best with yoghurt, lemon, coriander, pepper and a spoonful of honey on warm bread today."
    table = features.own(list(plaintext.lines(f"{body}\n{other}\n{stray}")))
    known = table[:, features.OWN.index("known")]
    assert known[0] > 0.3
    assert known[1] > 0.3
    assert known[2] < 0.15


def test_the_stretch_that_gains_most() -> None:
    assert features.block_of(np.array([-1.0, 2.0, -0.5, 3.0, -4.0, 1.0])) == (1, 3)
    assert features.block_of(np.array([-1.0, -2.0])) == (0, 0)


def test_the_model_is_small() -> None:
    assert len(resources.data(lines.RESOURCE)) < 2_000_000


def test_beside_and_smoothed() -> None:
    column = np.array([1.0, 2.0, 3.0], dtype=np.float32)
    sides = features.beside(column[:, None], 2)
    assert sides.tolist() == [[-1.0, -1.0, 2.0, 3.0], [-1.0, 1.0, 3.0, -1.0], [1.0, 2.0, -1.0, -1.0]]
    assert features.smoothed(column[:, None], 1).ravel().tolist() == [1.5, 2.0, 2.5]


def test_a_block_folds_white_space_and_keeps_places() -> None:
    made = block([Run("  Iran \t and", 10, 22), Run("\n", 22, 23), Run("&", 23, 28), Run(" talks ", 28, 35)])
    assert made.text == "Iran and & talks"
    assert [(p.start, p.end, p.raw_start, p.raw_end) for p in made.pieces] == [
        (0, 8, 12, 22),
        (9, 10, 23, 28),
        (11, 16, 29, 34),
    ]
    cut = made.cut(8, 16)
    assert cut.text == "& talks"
    assert [(p.start, p.end, p.raw_start, p.raw_end) for p in cut.pieces] == [(0, 1, 23, 28), (2, 7, 29, 34)]


def test_a_list_read_twice_is_cut() -> None:
    first = "Oleg Deripaska, a businessman who controls several companies, was put on the list."
    second = "Viktor Vekselberg, who leads a group with holdings in metals, was put on it too."
    found = compose.tidied(plaintext.blocks(f"{first}\n\n{first} {second}\n\n{second}\n\nEnd of it."))
    assert [each.text for each in found][:2] == [first, second]


def test_a_sentence_broken_in_two_is_joined() -> None:
    text = "The minister told the parliament in Ankara that the sanctions of the United States on\n\nTurkey’s ministers were"
    assert len(compose.tidied(plaintext.blocks(text))) == 2
    text = text.replace("Turkey’s ministers", "ministers of his government")
    assert len(compose.tidied(plaintext.blocks(text))) == 1


def test_pointers_to_other_pages_are_no_paragraphs() -> None:
    texts = [each.strip() for each in PAGE.splitlines()]
    texts[7:7] = ["Read more: What the embargo on Cuba costs", "RELATED: Cuba and Russia sign an oil deal"]
    texts[9:9] = ["One condition: prisoners go free first"]
    found = plaintext.blocks("\n".join(texts))
    kept = [each.text for each in compose.compose(found, [1.0] * len(found)).kept]
    assert "One condition: prisoners go free first" in kept
    assert not any(text.startswith(("Read more", "RELATED")) for text in kept)


def test_front_matter() -> None:
    front = front_matter("---\nTitle: 'A title: with a colon'\ntags: [a, b]\ndate: 2021-03-22\n---\nText")
    assert front.values == {"title": "A title: with a colon", "tags": "a; b", "date": "2021-03-22"}
    assert front.body == len("---\nTitle: 'A title: with a colon'\ntags: [a, b]\ndate: 2021-03-22\n---\n")
    broken = front_matter('---\ntitle: "A: broken\nauthor: Ana Perez\n---\nText')
    assert broken.values["author"] == "Ana Perez"
    assert front_matter("---\n\nA line and another\n\n---\n").body == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_each_character_knows_its_byte(encoding: str) -> None:
    text = "Café “Havana” – talks"
    data = text.encode(encoding)
    decoded = decode(data)
    assert decoded.text == text
    for i, character in enumerate(text):
        start, end = decoded.raw(i, i + 1) or (0, 0)
        assert data[start:end].decode(decoded.encoding) == character
