"""Where the parties of a frame stand: places named in the lexicon, looked up in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.parties import MODIFIERS
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.lexicon import Frame
    from detente.model.annotation import AnnotatedDocument

# Imposers whose name may stand as a noun before "sanctions"; any other state's noun there is the target
IMPOSERS = frozenset({"USA", "UN", "EU", "GBR", "CAN", "AUS"})


def objects(annotated: AnnotatedDocument, verb: int) -> tuple[int, ...]:
    """The objects of a verb; the subject of its infinitive where that carries the object ("urged Iran to …")."""
    own = clauses.objects(annotated, verb)
    if own:
        return own
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep in {"ccomp", "xcomp"} and any(annotated.tokens[c].tag == "TO" for c in annotated.children(child)):
            found = annotated.child(child, "nsubj", "nsubjpass")
            if found is not None:
                return (found,)
    return ()


def under_prepositions(annotated: AnnotatedDocument, head: int) -> Iterator[int]:
    """The nouns under all prepositions of a head, nested ones too ("pulled out of the deal")."""
    for child in annotated.children(head):
        token = annotated.tokens[child]
        if token.dep in {"prep", "advmod", "prt", "dative"} and token.pos in {"ADP", "ADV", "SCONJ"}:
            found = annotated.child(child, "pobj")
            if found is not None:
                yield found
            else:
                yield from under_prepositions(annotated, child)


def inner(annotated: AnnotatedDocument, noun: int) -> int:
    """The noun that a measuring one stands for: "a raft of sanctions", "the reimposition of sanctions"."""
    if annotated.tokens[noun].lemma in words("portions"):
        below = clauses.complement(annotated, noun, "of")
        return noun if below is None else below
    return noun


def belongs(annotated: AnnotatedDocument, noun: int, members: frozenset[str]) -> bool:
    """Whether a noun phrase is of a class: by its head, a noun before it, a conjunct, or what stands after "of"."""
    for number in annotated.conjuncts(noun):
        if annotated.tokens[number].lemma in members:
            return True
        for child in annotated.children(number):
            token = annotated.tokens[child]
            if token.dep in {"compound", "nmod", "appos"} and token.lemma in members:
                return True
            if token.dep == "prep" and token.lemma == "of":
                below = annotated.child(child, "pobj")
                if below is not None and annotated.tokens[below].lemma in members:
                    return True
    return False


def actors(annotated: AnnotatedDocument, trigger: int, frame: Frame) -> tuple[int, ...]:
    """The head tokens of a frame's actors."""
    found: list[int] = []
    between = clauses.complement(annotated, trigger, "between") if "between" in frame.actors else None
    if between is not None:
        return (between,)
    for place in frame.actors:
        here = tuple(_at(annotated, trigger, place))
        if not here and frame.part == "verb" and place not in {"subject", "object"}:
            here = tuple(n for o in objects(annotated, trigger) for n in _at(annotated, o, place))
        found.extend(n for n in here if n not in found)
    if not found and frame.condition in {"=list", "=under"}:
        found.extend(n for place in under_prepositions(annotated, trigger) for n in owners(annotated, place))
    return tuple(found)


def recipients(
    annotated: AnnotatedDocument, trigger: int, own_objects: tuple[int, ...], frame: Frame
) -> tuple[int, ...]:
    """The head tokens of a frame's recipients: the first of its places that is filled."""
    for place in frame.recipients:
        found = own_objects if place == "object" and frame.part == "verb" else tuple(_at(annotated, trigger, place))
        if not found and place != "object":
            found = tuple(n for o in own_objects for n in _at(annotated, o, place))
            found = found or tuple(n for o in own_objects for n in _at(annotated, inner(annotated, o), place))
        if found:
            return found
    if frame.type in {"SANCTION", "CONCEDE"} and frame.recipients:
        return tuple(n for o in own_objects for n in targeted(annotated, inner(annotated, o)))
    return ()


def _at(annotated: AnnotatedDocument, head: int, place: str) -> Iterator[int]:
    if place == "subject":
        found = clauses.subject(annotated, head)
        if found is not None:
            yield found
    elif place == "object":
        yield from objects(annotated, head)
    elif place == "owner":
        yield from owners(annotated, head)
    elif place == "clause":
        asked_of = asked(annotated, head)
        if asked_of is not None:
            yield asked_of
    elif place == "dative":
        found = annotated.child(head, "dative")
        if found is not None and annotated.tokens[found].pos != "ADP":
            yield found
    else:
        found = clauses.complement(annotated, head, place)
        if found is not None:
            yield found


def asked(annotated: AnnotatedDocument, verb: int) -> int | None:
    """Who should do what a verb asks for in a subjunctive clause: "proposed that both sides halt"."""
    clause = due(annotated, verb)
    if clause is None:
        return None
    passive = annotated.child(clause, "auxpass") is not None
    return clauses.agent(annotated, clause) if passive else annotated.child(clause, "nsubj")


def due(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The verb of the subjunctive clause under a verb: what is asked for, by whomever it is to be done."""
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep != "ccomp" or token.pos not in {"VERB", "AUX"}:
            continue
        auxiliaries = [c for c in annotated.children(child) if annotated.tokens[c].dep == "aux"]
        bare = token.tag in {"VB", "VBP"} and not auxiliaries
        needed = any(annotated.tokens[c].lemma in {"should", "must"} for c in auxiliaries)
        passive = annotated.child(child, "auxpass")
        bare = bare or (passive is not None and annotated.tokens[passive].text.lower() == "be" and not auxiliaries)
        if (bare or needed) and annotated.child(child, "nsubj", "nsubjpass") is not None:
            return child
    return None


def owners(annotated: AnnotatedDocument, noun: int) -> tuple[int, ...]:
    """Who does what a noun names: its possessor or demonym, its by-phrase, the subject of its light verb."""
    by_phrase = clauses.complement(annotated, noun, "by")
    if by_phrase is not None:
        return (by_phrase,)
    found = [
        child
        for child in annotated.children(noun)
        if annotated.tokens[child].dep in MODIFIERS and _names_actor(annotated, child)
    ]
    if found:
        return tuple(n for n in found if not _is_target(annotated, n, noun))
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        if token.dep == "acl" and token.tag == "VBN":
            doer = clauses.agent(annotated, child)
            if doer is not None:
                return (doer,)
    token = annotated.tokens[noun]
    if token.dep == "pobj" and annotated.tokens[token.head].lemma in {"in", "for"}:
        above = annotated.tokens[token.head].head
        if annotated.tokens[above].lemma in words("joining"):
            doer = clauses.subject(annotated, above)
            return (doer,) if doer is not None else ()
    if token.dep == "pobj" and annotated.tokens[token.head].lemma in {"at", "during", "on", "after", "following"}:
        above = annotated.tokens[token.head].head
        if annotated.tokens[above].pos == "VERB" and clauses.complement(annotated, noun, "with", "to") is not None:
            doer = clauses.surface_subject(annotated, above)
            return (doer,) if doer is not None else ()
    if token.dep in {"dobj", "nsubjpass"} and annotated.tokens[token.head].lemma in words("light-verbs"):
        doer = clauses.subject(annotated, token.head)
        return (doer,) if doer is not None else ()
    return ()


def _names_actor(annotated: AnnotatedDocument, number: int) -> bool:
    if annotated.tokens[number].dep == "poss":
        return True
    mention = annotated.mention_at(number)
    return mention is not None and bool(mention.actors)


def _is_target(annotated: AnnotatedDocument, modifier: int, noun: int) -> bool:
    """Whether the name before a noun is whom it hits ("Iran sanctions"), not whose it is ("U.S. sanctions")."""
    token = annotated.tokens[modifier]
    if annotated.tokens[noun].lemma not in {"sanction", "embargo"} or token.dep == "poss" or token.pos == "ADJ":
        return False
    mention = annotated.mention_at(modifier)
    sides = {a.side for a in mention.actors} if mention else set()
    return bool(sides) and not sides & IMPOSERS


def targeted(annotated: AnnotatedDocument, noun: int) -> Iterator[int]:
    """Whom sanctions hit: "targeting X", "aimed at X", "Iran sanctions"."""
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        if token.dep in {"acl", "relcl"} and token.lemma in words("aiming"):
            at = clauses.complement(annotated, child, "at")
            yield from (at,) if at is not None else ()
            yield from (c for c in annotated.children(child) if annotated.tokens[c].dep == "dobj")
        elif token.dep in MODIFIERS and _names_actor(annotated, child) and _is_target(annotated, child, noun):
            yield child
    token = annotated.tokens[noun]
    if token.dep == "dobj" and annotated.tokens[token.head].lemma in {"face", "suffer", "endure"}:
        hit = clauses.subject(annotated, token.head)
        yield from (hit,) if hit is not None else ()
