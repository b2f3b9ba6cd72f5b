"""Who speaks in quoted words: "I", "we", "our" inside a quote are the speaker's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon
from detente.annotate.draft import SUBJECTS
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.model.actors import Actor

_OPEN, _CLOSE, _PLAIN = "“", "”", '"'


def quoted(draft: Draft) -> list[bool]:
    """For each token whether it stands inside quotation marks; a quote left open ends with its paragraph."""
    inside, found, paragraph = False, [], -1
    for token in draft.tokens:
        here = draft.sentences[token.sentence].paragraph
        if here != paragraph:
            inside, paragraph = False, here
        if token.text == _OPEN:
            inside = True
        elif token.text == _CLOSE:
            inside = False
        elif token.text in {_PLAIN, "``", "''"}:
            inside = not inside
        found.append(inside)
    return found


def put_first_person(draft: Draft, issuer: Actor | None) -> None:
    """Notes mentions for the first person: the speaker's inside quotes, the issuer's outside them."""
    inside = draft.quoted
    speakers = [_speaker(draft, s.first, s.stop, inside) for s in draft.sentences]
    for token in draft.tokens:
        if token.tag not in {"PRP", "PRP$"} or token.text.lower() not in lexicon.words("first person"):
            continue
        actors = _speaking(draft, token.sentence, speakers) if inside[token.number] else (issuer,) if issuer else ()
        if actors:
            draft.put(
                Mention(
                    first=token.number,
                    stop=token.number + 1,
                    head=token.number,
                    kind="pronoun",
                    actors=actors,
                    because=("the speaker",),
                )
            )


def _speaker(draft: Draft, first: int, stop: int, inside: list[bool]) -> tuple[Actor, ...]:
    for number in range(first, stop):
        token = draft.tokens[number]
        if inside[number] or token.pos != "VERB" or token.lemma not in lexicon.words("speech verb"):
            continue
        for child in draft.children[number]:
            mention = draft.by_head.get(child)
            if draft.tokens[child].dep in SUBJECTS and mention and mention.actors:
                return mention.actors
    for number in range(first, stop - 2):
        if draft.tokens[number].text.lower() == "according" and draft.tokens[number + 1].text == "to":
            for child in draft.children[number + 1]:
                mention = draft.by_head.get(child)
                if mention and mention.actors:
                    return mention.actors
    return ()


def _speaking(draft: Draft, sentence: int, speakers: list[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """The speaker of a quote in a sentence: named in it, or before it in the paragraph, else after it, else in the paragraph before."""
    if speakers[sentence]:
        return speakers[sentence]
    paragraph = draft.sentences[sentence].paragraph
    for step in (-1, 1):
        at = sentence + step
        while 0 <= at < len(speakers) and draft.sentences[at].paragraph == paragraph:
            if speakers[at]:
                return speakers[at]
            at += step
    for at in range(sentence - 1, max(-1, sentence - 8), -1):
        if speakers[at]:
            return speakers[at]
    return ()
