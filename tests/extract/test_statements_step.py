"""Statements out of attributions: actors, forms, nesting, evidence."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.extract.attribution.grammar import attributions
from detente.extract.statements import STEP, extract
from detente.model.annotation import AnnotatedDocument, Sentence, Token
from detente.model.document import Document, Origin, Paragraph, Span
from detente.model.evidence import InText
from detente.model.reading import Reading
from tests.extract.attribution_texts import annotated, statements


def test_sides_come_from_the_mentions() -> None:
    made = statements("Beijing said that the tariffs were illegal.", actors=(("Beijing", "CHN"),))
    assert [(s.source.side, s.content.quote, s.form, s.cue.quote) for s in made] == [
        ("CHN", "the tariffs were illegal", "indirect", "said")
    ]


def test_without_a_mention_the_words_name_the_source() -> None:
    (made,) = statements("The port authority said that no ship had called.")
    assert (made.source.name, made.source.side) == ("port authority", None)


def test_joint_sources_are_a_statement_each() -> None:
    made = statements("Paris and Berlin said that the deal must be kept.", actors=(("Paris", "FRA"), ("Berlin", "DEU")))
    assert [s.source.side for s in made] == ["FRA", "DEU"]


def test_a_pronoun_left_open_is_the_last_speaker() -> None:
    made = statements(
        "Maduro said that oil would flow. He said that nobody could stop it.", actors=(("Maduro", "VEN"),)
    )
    assert [s.source.side for s in made] == ["VEN", "VEN"]


def test_forms() -> None:
    texts = ("“The deal is dead,” said Zarif.", "Zarif said the deal was “dead”.", "Zarif said the deal was dead.")
    assert [statements(text)[0].form for text in texts] == ["direct", "mixed", "indirect"]


def test_nested_and_class_are_filled() -> None:
    outer, inner = statements(
        "Reuters reported that Macron believes the deal can be saved.", actors=(("Reuters", ""), ("Macron", "FRA"))
    )
    assert (outer.cue_class, outer.nested) == ("say", False)
    assert (inner.cue_class, inner.nested, inner.source.side) == ("believe", True, "FRA")


def test_whoever_is_told() -> None:
    (made,) = statements("Lavrov told Ankara that the grain deal was over.", actors=(("Ankara", "TUR"),))
    assert made.to is not None
    assert made.to.side == "TUR"


def test_a_headline_the_article_says_again_is_left_out() -> None:
    text = "Minsk says border will reopen\n\nMinsk said on Monday that the border with Poland will reopen in June."
    made = statements(text, headline=True, actors=(("Minsk", "BLR"),))
    assert [s.content.quote for s in made] == ["the border with Poland will reopen in June"]


def test_the_authors_own_first_person_is_no_source() -> None:
    assert statements("We call on the generals to step down. We believe in a free Burma.") == ()


def test_reading_twice_changes_nothing() -> None:
    document = annotated("“The talks are over,” said Zarif. He added that Iran was patient.")
    empty = Reading(document=document.document.id)
    once = extract(document, empty)
    assert once == extract(document, empty)
    assert once.steps == (STEP,)


WORDS = (
    "said", "told", "accused", "called", "for", "on", "of", "as", "according", "to", "that", "“", "”", '"', ",", ".", ":",
    "Iran", "he", "officials", "it", "statement", "claim", "was", "would", "and", "adding", "citing", "who", "“", "Friday",
    "if", "described", "denied", "any", "role", "urged", "made", "clear", "what", "—", "not", "I", "ministry", "'s",
)  # fmt: skip
DEPS = (
    "nsubj", "dobj", "ccomp", "xcomp", "prep", "pobj", "conj", "cc", "mark", "aux", "auxpass", "advcl", "relcl", "acl",
    "appos", "punct", "agent", "nsubjpass", "parataxis", "oprd", "poss", "det", "npadvmod", "pcomp",
)  # fmt: skip
TAGS = (
    ("VERB", "VBD"), ("VERB", "VBG"), ("VERB", "VBN"), ("VERB", "VB"), ("AUX", "VBZ"), ("NOUN", "NN"), ("PROPN", "NNP"),
    ("PRON", "PRP"), ("ADP", "IN"), ("SCONJ", "IN"), ("PART", "TO"), ("PUNCT", ","), ("CCONJ", "CC"), ("ADV", "RB"),
)  # fmt: skip
LEMMAS = {
    "said": "say", "told": "tell", "accused": "accuse", "called": "call", "adding": "add", "citing": "cite",
    "described": "describe", "denied": "deny", "urged": "urge", "made": "make", "officials": "official",
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    """Documents of cue words in any order under any tree, as a parser at its worst would give them."""
    shapes = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=3))
    tokens, sentences, paragraphs, at = [], [], [], 0
    for number, words in enumerate(shapes):
        first, begin = len(tokens), at
        order = draw(st.permutations(range(len(words))))
        heads = {order[0]: order[0]}
        for place in range(1, len(order)):
            heads[order[place]] = order[draw(st.integers(0, place - 1))]
        for place, word in enumerate(words):
            pos, tag = draw(st.sampled_from(TAGS))
            dep = draw(st.sampled_from(DEPS)) if heads[place] != place else "ROOT"
            lemma = LEMMAS.get(word, word.lower())
            tokens.append(
                Token(len(tokens), word, lemma, pos, tag, dep, first + heads[place], at, at + len(word), "", number)
            )
            at += len(word) + 1
        sentences.append(Sentence(number, first, len(tokens), number, first + order[0]))
        paragraphs.append(Paragraph(Span(begin, at - 1)))
        at += 1
    text = "\n\n".join(" ".join(words) for words in shapes)
    document = Document(text=text, paragraphs=tuple(paragraphs), origin=Origin(uri="random.txt"))
    return AnnotatedDocument(document=document, tokens=tuple(tokens), sentences=tuple(sentences))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(documents())
def test_no_tree_breaks_it_and_evidence_is_exact(document: AnnotatedDocument) -> None:
    for found in attributions(document):
        for first, stop in (*found.content, found.cue):
            assert 0 <= first < stop <= len(document.tokens)
    reading = extract(document, Reading(document=document.document.id))
    for statement in reading.statements:
        for where in (statement.content.where, statement.cue):
            assert isinstance(where, InText)
            assert document.document.text[where.start : where.end] == where.quote
        assert isinstance(statement.content.where, InText)
        assert document.document.paragraph_at(statement.content.where.start) == document.document.paragraph_at(
            statement.content.where.end - 1
        )


def test_the_us_is_not_us() -> None:
    made = statements("The US said that the waiver would end.", actors=(("US", "USA"),))
    assert [s.source.side for s in made] == ["USA"]


def test_a_post_pasted_below_its_quotation_is_not_noted_again() -> None:
    text = (
        "“We will rebuild every bridge,” Zelenskyy tweeted.\n\n"
        "We will rebuild every bridge! — Zelenskyy (@ZelenskyyUa) March 3, 2023"
    )
    made = statements(text, actors=(("Zelenskyy", "UKR"),))
    assert [s.cue.quote for s in made] == ["tweeted"]


def test_a_list_of_signatories_speaks_each_for_itself() -> None:
    made = statements(
        "The signatories - Britain, France and Russia - say they will keep the deal.",
        actors=(("Britain", "GBR"), ("France", "FRA"), ("Russia", "RUS")),
    )
    assert [s.source.side for s in made] == ["GBR", "FRA", "RUS"]
