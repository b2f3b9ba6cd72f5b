"""Frames found in trees: triggers by a look-up of lemmas, then the conditions and roles of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.frames import conditions, lexicon, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.lexicon import Frame
    from detente.model.annotation import AnnotatedDocument

NOUNS = frozenset({"NOUN", "PROPN"})
TEMPORAL = frozenset({"DATE", "TIME"})
# What is agreed to that is an act of its own, and of those what leaves nothing to note of the agreeing
AGREED = frozenset({"RETREAT", "CONCEDE", "SANCTION", "AID"})
SETTLED = AGREED - {"AID"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame that holds at a token.

    Attributes:
        frame: the frame.
        trigger: the verb or noun.
        actors: head tokens of the actors.
        recipients: head tokens of the recipients.
        objects: head tokens of the trigger's object, which its condition was tested on.
    """

    frame: Frame
    trigger: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    objects: tuple[int, ...]


def find(annotated: AnnotatedDocument) -> tuple[Match, ...]:
    """All frames that hold in a document, at most one a trigger, in the order of the text."""
    verbs, nouns = lexicon.verbs(), lexicon.nouns()
    found: list[Match] = []
    for token in annotated.tokens:
        if token.pos == "VERB" and token.lemma in verbs and token.dep != "amod":
            match = _verb(annotated, token.number, verbs[token.lemma])
        elif token.pos in NOUNS and token.lemma in nouns and token.dep not in {"compound", "nmod"}:
            match = _noun(annotated, token.number, nouns[token.lemma])
        elif token.lemma in lexicon.adjectives().lemmas and token.dep in {"acomp", "xcomp", "ccomp", "oprd", "ROOT"}:
            match = _adjective(annotated, token.number)
        else:
            continue
        if match is not None:
            found.append(match)
    return tuple(_without_doubles(annotated, found))


def _verb(annotated: AnnotatedDocument, verb: int, frames: tuple[Frame, ...]) -> Match | None:
    objects = roles.objects(annotated, verb)
    for frame in frames:
        if not all(_has_particle(annotated, verb, p) for p in frame.particles):
            continue
        if not conditions.hold(annotated, verb, objects, frame):
            continue
        return Match(
            frame=frame,
            trigger=verb,
            actors=roles.actors(annotated, verb, frame),
            recipients=roles.recipients(annotated, verb, objects, frame),
            objects=objects,
        )
    return None


def _has_particle(annotated: AnnotatedDocument, verb: int, particle: str) -> bool:
    for child in annotated.children(verb):
        if annotated.tokens[child].lemma == particle and annotated.tokens[child].tag != "TO":
            below = annotated.child(child, "pobj")
            if below is None or annotated.tokens[below].entity not in TEMPORAL:  # "called it a farce on Friday"
                return True
            continue
        if annotated.tokens[child].dep in {"prep", "prt", "advmod"} and any(
            annotated.tokens[c].lemma == particle for c in annotated.children(child)
        ):
            return True
    return False


def _adjective(annotated: AnnotatedDocument, adjective: int) -> Match | None:
    """Willingness to talk offers talks ("is ready to meet")."""
    verb = annotated.tokens[adjective].head
    if annotated.tokens[verb].lemma not in {"be", "remain", "stand"} and annotated.tokens[adjective].pos != "VERB":
        return None
    below = [
        n
        for n in annotated.subtree(adjective)
        if n > adjective and annotated.tokens[n].lemma in lexicon.adjectives().condition_words
    ]
    who = clauses.surface_subject(annotated, adjective if annotated.tokens[adjective].pos == "VERB" else verb)
    if not below or who is None:
        return None
    heads = tuple(n for b in below for n in (clauses.complement(annotated, b, "with", "to"),) if n is not None)
    objects = tuple(n for b in below if annotated.tokens[b].pos == "VERB" for n in clauses.objects(annotated, b))
    return Match(
        frame=lexicon.adjectives().frame, trigger=adjective, actors=(who,), recipients=heads[:1] or objects, objects=()
    )


def _noun(annotated: AnnotatedDocument, noun: int, frames: tuple[Frame, ...]) -> Match | None:
    for frame in frames:
        if not _modified(annotated, noun, frame.condition):
            continue
        actors = roles.actors(annotated, noun, frame)
        recipients = roles.recipients(annotated, noun, (noun,), frame)
        if frame.need == "owner" and not actors and not _tests(annotated, noun, frame):
            continue
        if frame.need == "recipient" and not recipients:
            continue
        if "content" in frame.need and not (actors and _has_content(annotated, noun)):
            continue
        if "named" in frame.need and any(annotated.tokens[a].pos == "PRON" for a in actors):
            continue
        if "both" in frame.need and (not actors or not (recipients or _several(annotated, actors))):
            continue
        return Match(frame=frame, trigger=noun, actors=actors, recipients=recipients, objects=())
    return None


def _tests(annotated: AnnotatedDocument, noun: int, frame: Frame) -> bool:
    """Whether a noun is a weapons test that took place, whoever made it: "the rocket launch of 12 March"."""
    if frame.type != "MOBILIZE" or not frame.condition:
        return False
    above = annotated.tokens[annotated.tokens[noun].head]
    return clauses.modality(annotated, noun) == "actual" and above.lemma not in {"to", "into", "for", "of"}


def _several(annotated: AnnotatedDocument, heads: tuple[int, ...]) -> bool:
    """Whether more than one party is named: two heads, a coordination, or a collective."""
    named = {n for h in heads for n in annotated.conjuncts(h)}
    return len(named) > 1 or any(len(annotated.actors_at(h)) > 1 for h in heads)


def _has_content(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a noun says what is promised or threatened: an infinitive, or what stands after "of" or "to"."""
    return conditions.has_infinitive(annotated, noun) or (clauses.complement(annotated, noun, "of", "to") is not None)


def _modified(annotated: AnnotatedDocument, noun: int, condition: str) -> bool:
    """Whether a noun has one of the modifiers a frame asks for, or with ``=`` the complement."""
    if not condition or condition == "=":
        return True
    if condition.startswith("="):
        below = roles.under_prepositions(annotated, noun)
        return any(roles.belongs(annotated, n, lexicon.classes()[condition[1:]]) for n in below)
    wanted = frozenset(condition.split())
    return any(
        annotated.tokens[n].lemma in wanted or annotated.tokens[n].text.lower() in wanted
        for child in annotated.children(noun)
        if annotated.tokens[child].dep in {"compound", "amod", "nmod"}
        for n in annotated.subtree(child)
    )


def _without_doubles(annotated: AnnotatedDocument, matches: list[Match]) -> Iterator[Match]:
    """Leaves out nouns that a verb's frame already took as its object, and acts inside the content of a speech act."""
    taken = {n for m in matches if m.frame.condition for o in m.objects for n in annotated.conjuncts(o)}
    at = {m.trigger: m for m in matches}
    called_off = {n for m in matches if m.frame.type == "REJECT" for o in m.objects for n in annotated.conjuncts(o)}
    done = {
        g.trigger
        for m in matches
        if m.frame.type in SETTLED and (g := _governing(annotated, m.trigger, at)) is not None
    }
    for match in matches:
        if match.frame.type == "AGREE" and match.trigger in done:
            continue
        if match.frame.part == "noun" and match.trigger in taken and match.trigger not in called_off:
            continue
        if _means(annotated, match, at):
            continue
        governor = _governing(annotated, match.trigger, at)
        if governor is not None and _inside(annotated, match, governor):
            continue
        yield match


def _means(annotated: AnnotatedDocument, match: Match, at: dict[int, Match]) -> bool:
    """Whether a participle only tells how or with what outcome an act of its own type was done ("…, killing two")."""
    token = annotated.tokens[match.trigger]
    above = at.get(token.head)
    same = above is not None and above.frame.type == match.frame.type
    return same and token.dep == "advcl" and token.tag == "VBG"


def _governing(annotated: AnnotatedDocument, trigger: int, at: dict[int, Match]) -> Match | None:
    below = trigger
    for above in annotated.ancestors(trigger):
        shared = annotated.tokens[below].dep == "conj" and annotated.child(below, "nsubj", "nsubjpass") is None
        if annotated.tokens[below].dep in {"relcl", "conj", "advcl", "nsubj", "parataxis"} and not shared:
            return None
        if above in at and annotated.tokens[below].dep != "conj":
            return at[above]
        below = above
    return None


def _inside(annotated: AnnotatedDocument, match: Match, governor: Match) -> bool:
    """Whether an act is only the content of the speech act above it, and so no event by itself."""
    kind = governor.frame.type
    realised = match.frame.part == "noun" and clauses.modality(annotated, match.trigger) == "actual"
    if kind == "AGREE" and match.frame.type in AGREED:
        return False
    if kind in {"REQUEST", "AGREE", "THREATEN"}:
        return not (kind == "REQUEST" and match.frame.type == "SANCTION") and not realised
    if kind in {"ACCUSE", "REJECT"}:
        return match.frame.part == "verb"
    return False
