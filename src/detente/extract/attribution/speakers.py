"""Who utters a verb cue where the parser hangs it on a thing: the trade that was halted, the list that was handed over, has said nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues, sources
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Cues that lay fault on the one named behind them, who is not the speaker.
_FAULTING = frozenset({"accuse", "blame", "criticise", "criticize", "condemn", "denounce", "rebuke", "fault", "chide"})


def speaker(page: Page, verb: int, *, barred: range | None = None) -> int | None:
    """As ``sources.subject``, but somebody who acts, where the sentence has one, rather than a thing; nobody accuses his own side.

    Args:
        page: the document.
        verb: the verb.
        barred: tokens of the content, where the source cannot stand.
    """
    found = sources.subject(page, verb, barred=barred)
    called = None if found is None else _gives_name(page, found)
    if called is not None:
        return called
    if found is None or (_acts(page, found) and not _faults_itself(page, verb, found)):
        return found
    token = page.tokens[found]
    named = page.annotated.child(found, "appos")
    if named is not None and named > found and page.annotated.actors_at(named):
        return named  # "the front-runner, X, has hinted"
    if token.text.lower() in sources.RELATIVE:
        before = _before(page, found)
        return found if before is None else before
    if token.head == verb:
        owner = page.annotated.child(found, "poss")
        if owner is not None and page.annotated.actors_at(owner):
            return owner
    other = _above(page, verb, barred=barred, but=found)
    if other is None:
        other = _paper(page, found, verb)
    return found if other is None else other


def _gives_name(page: Page, head: int) -> int | None:
    """The name that somebody gives of himself: "a baker who gave her name only as X", "a miner who asked to be identified as X"."""
    annotated, tokens = page.annotated, page.tokens
    for clause in annotated.subtree(head):
        if tokens[clause].dep != "relcl" or clause < head:
            continue
        inside = range(clause, page.edges(clause)[1])
        if not any(tokens[n].lemma in words("giving a name") for n in inside):
            continue
        for number in inside:
            actors = annotated.actors_at(number)
            if tokens[number].pos == "PROPN" and len(actors) == 1 and not actors[0].side:
                return number
    return None


def _paper(page: Page, head: int, verb: int) -> int | None:
    """A paper named between a thing and the verb, or who made it: "Their remarks came after a report by inspectors said …"."""
    for number in range(verb - 1, head, -1):
        token = page.tokens[number]
        if token.lemma not in cues.documents() or token.pos != "NOUN" or token.dep == "dobj":
            continue
        links = (c for c in page.annotated.children(number) if page.word(c) in {"by", "from"})
        makers = (page.annotated.child(link, "pobj") for link in links)
        return next((m for m in makers if m is not None and page.annotated.actors_at(m)), number)
    return None


def _acts(page: Page, head: int) -> bool:
    """Whether a noun can speak: an actor, a person's pronoun, a paper that somebody issued."""
    token = page.tokens[head]
    if token.text.lower() in sources.RELATIVE:
        return False
    return token.pos in {"PRON", "NUM"} or token.lemma in cues.documents() or bool(page.annotated.actors_at(head))


def _faults_itself(page: Page, verb: int, head: int) -> bool:
    """Whether the one accused is of the speaker's own side: "X called for …, accusing Ottawa", where X is Canada's minister."""
    if page.tokens[verb].lemma not in _FAULTING or page.tokens[head].head == verb:
        return False
    target = page.annotated.child(verb, "dobj")
    theirs = {actor.side for actor in page.annotated.actors_at(target)} if target is not None else set()
    ours = {actor.side for actor in page.annotated.actors_at(head)}
    return None not in ours and ours == theirs


def _above(page: Page, verb: int, *, barred: range | None, but: int) -> int | None:
    """The nearest subject that acts, of the verbs that a verb hangs on; else of a speech verb before it."""
    for above in page.annotated.ancestors(verb):
        for child in page.annotated.children(above):
            if _may_speak(page, child, verb, barred=barred) and child != but:
                return child
    for number in range(verb - 1, page.bounds(verb)[0] - 1, -1):
        hit = cues.verb_at(page.annotated, page.tokens[number].head)
        if hit and hit[0].kind == "speech" and number != but and _may_speak(page, number, verb, barred=barred):
            return number
    return None


def _may_speak(page: Page, number: int, verb: int, *, barred: range | None) -> bool:
    token = page.tokens[number]
    inside = barred is not None and number in barred
    quoted = page.quote_of(number) not in {-1, page.quote_of(verb)}
    return token.dep in _SUBJECTS and number < verb and not inside and not quoted and _acts(page, number)


def _before(page: Page, relative: int) -> int | None:
    """The nearest actor before a relative pronoun that the parser leaves without a noun."""
    first, _ = page.bounds(relative)
    near = (n for n in range(relative - 1, first - 1, -1) if page.annotated.actors_at(n))
    return next(near, None)
