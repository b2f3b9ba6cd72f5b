"""Statements with a force of their own: what is said demands, threatens, finds fault or praises, whatever the cue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.frames import lexicon
from detente.extract.wordlists import words
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.reading import EventType

    Own = Callable[[int | None], bool]

DEMANDING = frozenset({"must", "should", "ought"})
WILL = frozenset({"will", "'ll", "’ll", "wo", "would", "'d", "’d"})
MIGHT = frozenset({"could", "may", "might"})
NAMING = frozenset({"call", "describe", "brand", "label", "dub", "characterize", "characterise", "term", "denounce"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Force:
    """The force of a proposition.

    Attributes:
        type: the event it makes.
        head: token that heads the clause with the force.
        party: token of the noun phrase it is aimed at, or ``None``.
        because: what told it.
    """

    type: EventType
    head: int
    party: int | None
    because: str


@cache
def evaluations() -> dict[str, frozenset[str]]:
    """Kinds of evaluating words, and the words."""
    return {row["kind"]: frozenset(row["lemmas"].split()) for row in rows("events/evaluations.tsv")}


def forces(annotated: AnnotatedDocument, span: Span, own: Own) -> Iterator[Force]:
    """The forces of what is said, in order; at most one for each clause that stands at the top.

    Args:
        annotated: the document.
        span: the words said.
        own: whether a noun phrase is the speaker or the speaker's own side.
    """
    inside = annotated.tokens_in(span)
    for number in inside:
        token = annotated.tokens[number]
        if token.pos not in VERBAL or token.dep in {"aux", "auxpass"}:
            continue
        top = token.head == number or token.head not in inside
        if not top and not _shares_top(annotated, number, inside):
            continue
        force = _force(annotated, number, own)
        if force is not None:
            yield force


def verbless(annotated: AnnotatedDocument, span: Span) -> Force | None:
    """The fault found in words without a verb: "an act of sheer piracy"."""
    inside = annotated.tokens_in(span)
    if not inside or any(annotated.tokens[n].pos in VERBAL for n in inside):
        return None
    found = [n for n in inside if annotated.tokens[n].lemma in evaluations()["fault"]]
    return Force("ACCUSE", found[0], None, f"finds fault: {annotated.tokens[found[0]].lemma}") if found else None


def _shares_top(annotated: AnnotatedDocument, number: int, inside: range) -> bool:
    """Whether a verb stands beside the main one of the content, or under "it is clear that", "I think"."""
    token = annotated.tokens[number]
    head = annotated.tokens[token.head]
    if token.dep not in {"conj", "ccomp", "parataxis"} or head.pos not in VERBAL:
        return False
    if token.dep == "ccomp" and head.lemma not in {"think", "believe", "say", "be", "know", "hope", "feel", "see"}:
        return False
    return head.head == head.number or head.head not in inside


def _force(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    for reading in (_demand, _threat, _refusal, _pledge, _judgement, _breach, _faulty_deed):
        found = reading(annotated, verb, own)
        if found is not None:
            return found
    return None


def _auxiliaries(annotated: AnnotatedDocument, verb: int) -> set[str]:
    return {annotated.tokens[c].text.lower() for c in annotated.children(verb) if annotated.tokens[c].dep == "aux"}


def _demand(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    token = annotated.tokens[verb]
    subject = clauses.surface_subject(annotated, verb)
    joint = subject is not None and any(not own(n) for n in annotated.conjuncts(subject)[1:])
    mine = own(subject) and not joint
    marks = {annotated.tokens[c].lemma for c in annotated.children(verb) if annotated.tokens[c].dep == "mark"}
    if marks & {"if", "whether", "unless"} or _inverted(annotated, verb) or clauses.negated(annotated, verb):
        return None
    if _commands(annotated, verb):
        return Force("REQUEST", verb, None, "imperative")
    if _auxiliaries(annotated, verb) & DEMANDING and "have" in _auxiliaries(annotated, verb):
        late = "must" not in _auxiliaries(annotated, verb) and not mine and _doer(annotated, verb) is not None
        return Force("ACCUSE", verb, _doer(annotated, verb), "should have, in what is said") if late else None
    if _auxiliaries(annotated, verb) & DEMANDING and not mine:
        passive = clauses.is_passive(annotated, verb)
        party = clauses.agent(annotated, verb) if passive else subject
        if not passive and (party is None or not _can_act(annotated, party)):
            return None
        return Force("REQUEST", verb, party, "must or should in what is said")
    if token.lemma in {"need", "have"} and annotated.child(verb, "xcomp") is not None and not mine:
        return Force("REQUEST", verb, subject, f"{token.lemma} to, in what is said")
    if token.lemma == "be":
        need = annotated.child(verb, "acomp", "attr")
        if need is not None and annotated.tokens[need].lemma in evaluations()["need"]:
            for place in (verb, need):
                party = clauses.complement(annotated, place, "for")
                if party is not None:
                    return Force("REQUEST", verb, party, "it is necessary for")
                infinitive = annotated.child(place, "xcomp", "ccomp", "advcl", "acl")
                named = annotated.child(infinitive, "nsubj") if infinitive is not None else None
                if named is not None:
                    return Force("REQUEST", verb, named, "it is necessary for")
    return None


def _doer(annotated: AnnotatedDocument, verb: int) -> int | None:
    """Who does what a verb says, where that is somebody known."""
    party = clauses.subject(annotated, verb)
    return party if party is not None and annotated.actors_at(party) else None


def _inverted(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether "should" stands before its subject, and so is an "if"."""
    subject = annotated.child(verb, "nsubj", "nsubjpass")
    return subject is not None and any(
        annotated.tokens[c].dep == "aux" and annotated.tokens[c].lemma == "should" and c < subject
        for c in annotated.children(verb)
    )


def _commands(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb is an imperative in quotation marks: "Come back to the table"."""
    token = annotated.tokens[verb]
    if token.tag != "VB" or annotated.child(verb, "nsubj", "nsubjpass", "aux", "expl", "csubj") is not None:
        return False
    before = verb - 1
    while before >= 0 and annotated.tokens[before].pos in {"ADV", "INTJ"}:
        before -= 1
    opening = before >= 0 and annotated.tokens[before].text in {'"', "“", "‘", "``"}
    return opening and not clauses.negated(annotated, verb)


def _can_act(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether a noun phrase is somebody, of whom something can be asked."""
    heads = annotated.conjuncts(head)
    return any(annotated.actors_at(n) or annotated.tokens[n].pos == "PRON" for n in heads) or any(
        annotated.tokens[n].lemma in lexicon.classes()["people"] | words("standing-for") for n in heads
    )


def _menace(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """Harm held out without "will": "could face consequences", "all options are on the table", "would be met with force"."""
    token, known = annotated.tokens[verb], evaluations()
    subject = clauses.surface_subject(annotated, verb)
    if subject is None or clauses.negated(annotated, verb):
        return None
    if token.lemma in {"be", "remain", "stay"}:
        below = {annotated.tokens[n].lemma for n in annotated.subtree(verb)}
        if "option" in below and (below & known["force"] or {"all", "table"} <= below or {"every", "table"} <= below):
            return Force("THREATEN", verb, None, "options are on the table")
        return None
    might = _auxiliaries(annotated, verb) & (WILL | MIGHT)
    if token.lemma in {"face", "pay", "suffer"} and might and not own(subject):
        given = annotated.child(verb, "dobj")
        if given is not None and annotated.tokens[given].lemma in known["face"]:
            return Force("THREATEN", verb, subject, "could face consequences")
    if token.lemma in {"meet", "answer"} and might and clauses.is_passive(annotated, verb):
        given = clauses.complement(annotated, verb, "with", "by")
        if given is not None and annotated.tokens[given].lemma in known["face"] | known["force"]:
            return Force("THREATEN", verb, subject, "will be met with")
    if token.lemma in {"take", "adopt"} and _auxiliaries(annotated, verb) & WILL and own(subject):
        given = annotated.child(verb, "dobj")
        if given is not None and annotated.tokens[given].lemma in known["steps"]:
            before = {annotated.tokens[c].lemma for c in annotated.children(given)}
            if before & known["stern"] or annotated.tokens[given].lemma == "countermeasure":
                return Force("THREATEN", verb, clauses.complement(annotated, given, "against"), "will take measures")
    return None


def _threat(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    token, known = annotated.tokens[verb], evaluations()
    held_out = _menace(annotated, verb, own)
    if held_out is not None:
        return held_out
    if not _auxiliaries(annotated, verb) & WILL and token.lemma != "there":
        return None
    negated = clauses.negated(annotated, verb)
    threatens = own(clauses.surface_subject(annotated, verb))
    if threatens and not negated and token.lemma in known["harm"]:
        unless = _condition(annotated, verb)
        if unless is not None:
            return Force("THREATEN", verb, clauses.surface_subject(annotated, unless), "harm on a condition")
    if not threatens and token.lemma in known["threat"]:
        struck = clauses.surface_subject(annotated, verb) if clauses.is_passive(annotated, verb) else None
        doomed = struck is not None and not negated and clauses.agent(annotated, verb) is None
        return (
            Force("THREATEN", verb, struck, "will be struck") if doomed and annotated.actors_at(struck or 0) else None
        )
    if negated and token.lemma in known["intolerant"]:
        doer = annotated.child(verb, "ccomp", "xcomp")
        aimed = annotated.child(doer, "nsubj") if doer is not None else None
        direct = annotated.child(verb, "dobj")
        party = aimed if aimed is not None else direct
        if token.lemma in {"allow", "permit"} and (party is None or not annotated.actors_at(party)):
            return None
        return Force("THREATEN", verb, party, "will not tolerate")
    if not negated and token.lemma in known["threat"]:
        found = clauses.complement(annotated, verb, "against", "to")
        target = found if found is not None else annotated.child(verb, "dobj")
        return Force("THREATEN", verb, target, "will retaliate")
    if not negated and token.lemma in {"face", "pay", "suffer", "be"}:
        given = annotated.child(verb, "dobj", "attr")
        if given is not None and annotated.tokens[given].lemma in known["face"]:
            subject = clauses.surface_subject(annotated, verb) if token.lemma != "be" else None
            return Force("THREATEN", verb, subject, "will face consequences")
    return None


def _condition(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The verb of the clause with "if" or "unless" that hangs on a verb."""
    for child in annotated.children(verb):
        marks = {annotated.tokens[c].lemma for c in annotated.children(child) if annotated.tokens[c].dep == "mark"}
        if annotated.tokens[child].dep == "advcl" and marks & {"if", "unless"}:
            return child
    return None


def _refusal(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """What the speaker's own side will not do, or have done to it."""
    if not _auxiliaries(annotated, verb) & WILL or not clauses.negated(annotated, verb):
        return None
    if not own(clauses.surface_subject(annotated, verb)):
        return None
    passive = clauses.is_passive(annotated, verb) and annotated.tokens[verb].lemma not in evaluations()["refusable"]
    if passive or annotated.tokens[verb].lemma in evaluations()["unrefusable"]:
        return None
    party = clauses.complement(annotated, verb, "with", "to", "by")
    return Force("REJECT", verb, party, "will not")


def _pledge(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """What the speaker's own side will keep to: "will abide by the accord", "will honour its commitments"."""
    kept = annotated.tokens[verb].lemma in evaluations()["keeping"] and _auxiliaries(annotated, verb) & WILL
    if not kept or clauses.negated(annotated, verb) or not own(clauses.surface_subject(annotated, verb)):
        return None
    return Force("AGREE", verb, None, "will keep to")


def _judgement(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """A copula with a noun or adjective that finds fault or praises."""
    if annotated.tokens[verb].lemma not in {"be", "remain", "constitute", "amount", "seem"}:
        return None
    if clauses.negated(annotated, verb) or clauses.modality(annotated, verb) == "hypothetical":
        return None
    predicate = annotated.child(verb, "attr", "acomp", "dobj")
    predicate = predicate if predicate is not None else clauses.complement(annotated, verb, "to")
    if predicate is None:
        return None
    lemmas = {annotated.tokens[n].lemma for n in annotated.conjuncts(predicate)}
    lemmas |= {
        annotated.tokens[c].lemma
        for n in annotated.conjuncts(predicate)
        for c in annotated.children(n)
        if annotated.tokens[c].dep in {"amod", "compound"}
    }
    subject = clauses.surface_subject(annotated, verb)
    if own(subject):
        return None
    if lemmas & evaluations()["fault"]:
        return Force("ACCUSE", verb, subject, f"finds fault: {min(lemmas & evaluations()['fault'])}")
    step = annotated.tokens[predicate].lemma == "step" and lemmas & evaluations()["helpful"]
    if step or lemmas & evaluations()["praise"]:
        return Force("SUPPORT", verb, subject, f"praises: {annotated.tokens[predicate].lemma}")
    return None


def _breach(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """A verb that charges its subject: "is violating", "has sponsored"."""
    if clauses.modality(annotated, verb) != "actual" or clauses.is_passive(annotated, verb):
        return None
    charged = verb
    if annotated.tokens[verb].lemma in {"continue", "try", "seek", "keep", "begin", "attempt"}:
        below = annotated.child(verb, "xcomp")
        charged = below if below is not None else verb
    subject = clauses.surface_subject(annotated, verb)
    if own(subject):
        return None
    if clauses.negated(annotated, charged):
        broken = annotated.tokens[charged].lemma in evaluations()["keeping"]
        return Force("ACCUSE", verb, subject, f"charges: not {annotated.tokens[charged].lemma}") if broken else None
    if annotated.tokens[charged].lemma in evaluations()["breach"]:
        return Force("ACCUSE", verb, subject, f"charges: {annotated.tokens[charged].lemma}")
    return None


def _faulty_deed(annotated: AnnotatedDocument, verb: int, own: Own) -> Force | None:
    """A deed told in words that find fault: "engages in malign activity", "has built a lawless state"."""
    if clauses.modality(annotated, verb) != "actual" or clauses.negated(annotated, verb):
        return None
    subject = clauses.agent(annotated, verb) if clauses.is_passive(annotated, verb) else None
    subject = clauses.surface_subject(annotated, verb) if subject is None else subject
    if subject is None or own(subject):
        return None
    found = {annotated.tokens[n].lemma for n in _own_phrase(annotated, verb)} & evaluations()["fault"]
    return Force("ACCUSE", verb, subject, f"finds fault: {min(found)}") if found else None


def _own_phrase(annotated: AnnotatedDocument, verb: int) -> Iterator[int]:
    """The words below a verb that are no clauses of their own."""
    waiting = [c for c in annotated.children(verb) if annotated.tokens[c].dep in {"dobj", "prep", "advmod", "attr"}]
    below = annotated.child(verb, "xcomp")
    if below is not None and annotated.tokens[verb].lemma in {"continue", "keep"}:
        waiting += [c for c in annotated.children(below) if annotated.tokens[c].dep in {"dobj", "prep", "advmod"}]
    while waiting:
        number = waiting.pop()
        yield number
        waiting.extend(
            c
            for c in annotated.children(number)
            if annotated.tokens[c].dep in {"pobj", "prep", "amod", "compound", "conj", "dobj", "advmod", "nmod"}
        )


def branding(annotated: AnnotatedDocument, cue: int, span: Span) -> Force | None:
    """What is called by a name that finds fault: "called the vote a farce", "described the offer as a trick"."""
    if annotated.tokens[cue].lemma not in NAMING:
        return None
    said = {annotated.tokens[n].lemma for n in annotated.tokens_in(span)}
    named = clauses.objects(annotated, cue)
    below = annotated.child(cue, "ccomp", "oprd")
    if not named and below is not None:
        own = annotated.child(below, "nsubj")
        named = (own,) if own is not None else ()
    party = named[0] if named else None
    if said & evaluations()["praise"] and not said & evaluations()["fault"]:
        return Force("SUPPORT", cue, party, "calls it good")
    quoted = any(annotated.tokens[n].text in {'"', "“", "‘"} for n in annotated.tokens_in(span))
    insulted = quoted and party is not None and bool(annotated.actors_at(party))
    if insulted or said & evaluations()["fault"] or annotated.tokens[cue].lemma in {"brand", "label", "denounce"}:
        return Force("ACCUSE", cue, party, "calls it bad")
    return None
