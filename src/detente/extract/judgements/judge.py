"""Judgements in a text: a matter with what is said of it, a verdict, or conduct under rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import complement
from detente.extract.judgements import lexicon
from detente.extract.judgements.conduct import EFFECTS, MODIFIERS, PURSUING, aim, of_conduct, of_effect, of_pursuit
from detente.extract.judgements.headlines import headline_change, titled_noun
from detente.extract.judgements.judgement import OPPOSITE, Judgement
from detente.extract.judgements.motion import bygone, disowned, of_motion
from detente.extract.stances.grammar import VERBS, denied, force, governing_verb, supposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Direction

WEAPONS = frozenset({"program", "programme", "weapon", "missile", "arsenal", "enrichment", "bomb", "warhead"})
# Matters whose modifiers describe rather than judge: "a good deal", "the new war"
DESCRIBED = frozenset({"deal", "accord", "pact", "agreement", "war", "fighting", "conflict"})
SHUTTING = frozenset({"open", "reopen", "close", "shut", "slam"})
WRETCHED = frozenset({"bad", "worse", "dire", "poor", "gloomy"})
DOORS = frozenset({"door", "window", "opening", "path"})
BEYOND = frozenset(
    {"talk", "diplomacy", "negotiation", "dialogue", "engagement", "deal", "agreement", "peace", "compromise", "settlement",
     "solution", "accord", "rapprochement", "reconciliation"}
)  # fmt: skip
SPELLS = frozenset({"day", "week", "month", "year", "hour", "decade"})
LITTLE = frozenset({"little", "no", "few", "scant", "hardly"})
WISHED = frozenset(
    {"seek", "want", "call", "demand", "hope", "urge", "need", "pursue", "promise", "pledge", "offer", "aim", "push", "press", "propose",
     "require", "desire", "wish", "appeal", "ask", "try", "favor", "favour", "advocate", "prioritize", "prioritise", "await"}
)  # fmt: skip
# Work on a deal: that more is done for it is no better prospect, that it stalls is a worse one
EFFORTS = frozenset(
    {"process", "effort", "initiative", "mediation", "push", "bid", "consultation", "engagement", "discussion"}
)
SCARCE = frozenset({"sign", "lack", "absence", "prospect", "hope"})


def judgements(annotated: AnnotatedDocument) -> Iterator[Judgement]:
    """All judgements of a document, in order."""
    taken: set[int] = set()
    for token in annotated.tokens:
        if token.number in taken:
            continue
        found, stop = _verdict(annotated, token.number)
        if found is not None:
            taken.update(range(token.number, stop))
            yield found
    for token in annotated.tokens:
        if token.number in taken:
            continue
        moved = of_motion(annotated, token.number)
        if moved is not None:
            taken.update(range(token.number, moved.head + 1))
            yield moved
            continue
        if token.lemma in lexicon.matters() and (
            token.pos in {"NOUN", "PROPN"} or titled_noun(annotated, token.number)
        ):
            yield from _of_matter(annotated, token.number)
        elif token.lemma in lexicon.conduct() and token.pos == "VERB":
            yield from of_conduct(annotated, token.number)
        elif token.lemma in EFFECTS and token.pos == "VERB":
            yield from of_effect(annotated, token.number)
        elif token.lemma in PURSUING and token.pos == "VERB":
            yield from of_pursuit(annotated, token.number)
        elif token.lemma in {"be", "'s", "’s"} and token.pos in VERBS:
            yield from _of_predicate(annotated, token.number)


def _verdict(annotated: AnnotatedDocument, number: int) -> tuple[Judgement | None, int]:
    tokens = annotated.tokens
    first = tokens[number]
    known = lexicon.verdicts()
    candidates = known.get(first.lemma, ())
    if first.text.lower() != first.lemma:
        candidates = (*known.get(first.text.lower(), ()), *candidates)
    for phrase, verdict in candidates:
        stop = number + len(phrase)
        if stop > annotated.sentence_of(number).stop or not _reads(annotated, number + 1, phrase[1:]):
            continue
        if len(phrase) == 1 and _hoped(annotated, number):
            return None, number
        head = next((n for n in range(number, stop) if not number <= tokens[n].head < stop), number)
        verb = governing_verb(annotated, head)
        if supposed(annotated, head) or (verb is not None and aim(annotated, verb)) or bygone(annotated, head):
            return None, stop
        if verb is not None and (force(annotated, verb) == "may" or _aside(annotated, verb)):
            return None, stop
        if verdict.direction == "better" and _wanted(annotated, head, verb):
            return None, stop
        direction = verdict.direction
        if direction == "worse" and _closing(annotated, head):
            direction = "better"
        elif phrase[0] not in LITTLE and disowned(annotated, head, verb):
            direction = OPPOSITE[direction]
        words = annotated.words(number, stop)
        judgement = Judgement(
            head=head,
            matter=head,
            direction=direction,
            topic=verdict.topic,
            because=(f"verdict {words!r}: {direction}",),
            confidence=0.6,
        )
        return judgement, stop
    return None, number


def _reads(annotated: AnnotatedDocument, number: int, words: tuple[str, ...]) -> bool:
    """Whether the tokens from one on are the words, by lemma or by form."""
    for at, word in enumerate(words, number):
        token = annotated.tokens[at]
        if word != token.lemma and word != token.text.lower():
            return False
    return True


def _aside(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a relative clause tells the background ("…, which strained relations in 2010")."""
    token = annotated.tokens[verb]
    return token.dep == "relcl" and token.tag == "VBD"


def _wanted(annotated: AnnotatedDocument, head: int, verb: int | None) -> bool:
    """Whether it is only sought or promised ("seeks improved relations"), not said to be there."""
    if verb is None or head == verb or annotated.tokens[head].dep not in {"dobj", "pobj", "conj"}:
        return False
    return annotated.tokens[verb].lemma in WISHED


def _closing(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a rift or gap is said to get smaller ("the gap has narrowed", "mended the rift")."""
    token = annotated.tokens[noun]
    if token.dep not in {"nsubj", "nsubjpass", "dobj"} or token.pos != "NOUN":
        return False
    return _change(annotated, token.head) in {"down", "better"} and not denied(annotated, token.head)


def _hoped(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a verdict is only hoped for or feared ("hopes for a breakthrough"): the hopes are judged instead."""
    above = annotated.tokens[annotated.tokens[noun].head]
    return (
        above.dep == "prep" and above.lemma in {"for", "of"} and annotated.tokens[above.head].lemma in lexicon.matters()
    )


def _of_matter(annotated: AnnotatedDocument, noun: int) -> Iterator[Judgement]:
    """A matter and what is said of it: by its verb, its predicate, an adjective or a participle before it."""
    matter = lexicon.matters()[annotated.tokens[noun].lemma]
    if annotated.tokens[noun].lemma in DOORS and not _to_talks(annotated, noun):
        return
    worth = -1 if _of_weapons(annotated, noun) else matter.value
    for head, value in _said(annotated, noun):
        if annotated.tokens[noun].lemma in EFFORTS and value not in {"stalled", "worse"}:
            continue
        direction = _direction(worth, value)
        if worth < 0 and value == "down" and _bad(annotated, head, noun):
            direction = "worse"
        if worth < 0 and value == "stalled" and matter.topic == "military-tension":
            continue
        if direction is None or supposed(annotated, head) or bygone(annotated, head):
            continue
        verb = governing_verb(annotated, head)
        named = head == noun and annotated.tokens[noun].dep in {"nsubj", "nsubjpass"}
        if disowned(annotated, head, None if named or annotated.tokens[head].pos in VERBS else verb):
            direction = OPPOSITE[direction]
        if verb is not None and (force(annotated, verb) in {"need", "may"} or aim(annotated, verb)):
            continue
        if verb is not None and _aside(annotated, verb):
            continue
        yield Judgement(
            head=head,
            matter=noun,
            direction=direction,
            topic=matter.topic,
            because=(
                f"matter {annotated.tokens[noun].text!r} {'+' if worth > 0 else '-'}",
                f"{annotated.tokens[head].text!r} {value}",
                f"{direction}",
            ),
            confidence=0.5,
        )
        return


def _bad(annotated: AnnotatedDocument, head: int, noun: int) -> bool:
    """Whether a bad thing is called bad, not less ("the fighting is getting worse")."""
    words = [head] if head != noun else [c for c in annotated.children(noun) if annotated.tokens[c].dep == "amod"]
    return any(annotated.tokens[n].pos == "ADJ" and annotated.tokens[n].lemma in WRETCHED for n in words)


def _said(annotated: AnnotatedDocument, noun: int) -> Iterator[tuple[int, str]]:
    changes = lexicon.changes()
    token = annotated.tokens[noun]
    titled = headline_change(annotated, noun)
    if titled is not None:
        yield titled
        return
    if token.dep in {"nsubj", "nsubjpass", "dobj"}:
        verb = token.head
        value = _change(annotated, verb, noun) or _of_headline(annotated, verb)
        if value == "stable" and annotated.tokens[verb].lemma == "hold" and token.dep != "nsubj":
            value = None
        thing = annotated.child(verb, "dobj")
        timed = thing is not None and annotated.tokens[thing].lemma in SPELLS  # "stalled weeks before the vote"
        if value is not None and (token.dep != "nsubj" or thing is None or timed):
            yield verb, value
        predicate = annotated.child(verb, "acomp", "attr", "oprd")
        if token.dep == "nsubj" and predicate is not None:
            value = changes.get((annotated.tokens[predicate].lemma, "ADJ")) or _change(annotated, predicate)
            if value is not None and value != "more":
                yield predicate, value
    for child in annotated.children(noun):
        modifier = annotated.tokens[child]
        if modifier.dep in MODIFIERS and token.lemma not in DESCRIBED:
            value = changes.get((modifier.text.lower(), "ADJ")) or changes.get((modifier.lemma, "ADJ"))
            if value is None and modifier.tag in {"VBG", "VBN"}:
                value = changes.get((modifier.lemma, "VERB"))
            if value is None and modifier.pos == "ADJ":
                value = changes.get((_stem(modifier.text), "VERB"))
            if value is not None and (value not in {"up", "better"} or _stated(annotated, noun)):
                yield noun, value
    for number in _over(annotated, noun):
        value = _change(annotated, number)
        if value is not None:
            yield number, value


def _of_headline(annotated: AnnotatedDocument, head: int) -> str | None:
    """The change in a verb that the parser took for the adjective of a headline ("relations sour")."""
    token = annotated.tokens[head]
    bare = token.pos == "ADJ" and token.dep == "ROOT" and annotated.child(head, "cop", "aux") is None
    return lexicon.changes().get((token.lemma, "VERB")) if bare else None


def _of_weapons(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a matter is that of an arms programme ("the progress of the missile programme"), where more is worse."""
    below = complement(annotated, noun, "of", "in", "on")
    return below is not None and annotated.tokens[below].lemma in WEAPONS


def _to_talks(annotated: AnnotatedDocument, door: int) -> bool:
    """Whether a door or window is one to talks or a deal ("the window for diplomacy")."""
    beyond = complement(annotated, door, "to", "for", "of", "on", "toward", "towards")
    return beyond is not None and annotated.tokens[beyond].lemma in BEYOND


def _stated(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a clause says that the matter is there ("had productive talks"), or is a headline without a verb."""
    token = annotated.tokens[noun]
    above = annotated.tokens[token.head]
    if token.lemma in {"tension", "threat", "fear", "doubt"} or token.dep == "ROOT":
        return True
    return token.dep in {"attr", "dobj", "acomp", "oprd"} and above.lemma in {
        "be",
        "have",
        "see",
        "enjoy",
        "hold",
        "make",
        "report",
    }


def _over(annotated: AnnotatedDocument, noun: int) -> Iterator[int]:
    """The verb over a noun that the matter belongs to: "prospects for talks dimmed" is the prospects' affair."""
    token = annotated.tokens[noun]
    if token.dep == "conj" and annotated.tokens[token.head].dep in {"nsubj", "dobj", "nsubjpass"}:
        yield annotated.tokens[token.head].head


def _change(annotated: AnnotatedDocument, verb: int, noun: int | None = None) -> str | None:
    changes = lexicon.changes()
    token = annotated.tokens[verb]
    if token.pos not in VERBS or (
        token.lemma in SHUTTING and noun is not None and annotated.tokens[noun].lemma not in DOORS
    ):
        return None
    for child in annotated.children(verb):
        particle = annotated.tokens[child]
        if particle.dep in {"prt", "advmod"}:
            value = changes.get((f"{token.lemma} {particle.lemma}", "VERB"))
            if value is not None:
                return value
    return changes.get((token.lemma, "VERB"))


def _stem(text: str) -> str:
    """A participle's verb, where the parser took it for an adjective ("stalled", "growing")."""
    word = text.lower()
    for ending, rest in (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e")):
        stem = word.removesuffix(ending) + rest
        if word.endswith(ending) and (stem, "VERB") in lexicon.changes():
            return stem
    return word


def _direction(matter: int, value: str) -> Direction | None:
    if value in {"better", "worse", "stalled", "stable"}:
        return value  # type: ignore[return-value]  # one of the directions
    if value == "more":
        return "worse" if matter < 0 else None
    up = value == "up"
    return "better" if up == (matter > 0) else "worse"


def _of_predicate(annotated: AnnotatedDocument, verb: int) -> Iterator[Judgement]:
    """A verdict on what was done: "this is a monumental failure", "what is alarming is …"."""
    predicate = annotated.child(verb, "attr", "acomp")
    who = annotated.child(verb, "nsubj")
    if predicate is None or who is None or force(annotated, verb) in {"need", "may"} or supposed(annotated, verb):
        return
    words = {annotated.tokens[predicate].lemma} | {
        annotated.tokens[c].lemma for c in annotated.children(predicate) if annotated.tokens[c].dep == "amod"
    }
    if not words & lexicon.grave() or denied(annotated, verb):
        return
    yield Judgement(
        head=verb,
        matter=verb,
        direction="worse",
        topic="other",
        because=(f"predicate {annotated.tokens[predicate].text!r}: worse",),
        confidence=0.5,
    )
