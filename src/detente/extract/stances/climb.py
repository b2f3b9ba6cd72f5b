"""The composition: from an issue's object up the tree, each word on the way changing the sign, to whoever wills it.

"Moscow resists Ankara's push for the lifting of sanctions"
sanctions - · lifting - → + · push (Ankara's) + → Ankara pro · resists (Moscow) - → Moscow anti
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from detente.extract.clauses import surface_subject
from detente.extract.stances import lexicon
from detente.extract.stances.boasts import boasted
from detente.extract.stances.deeds import done, quits
from detente.extract.stances.grammar import (
    VERBS,
    copula,
    denied,
    doubted,
    governing_verb,
    infinitive,
    own_force,
    questioned,
    supposed,
)
from detente.extract.stances.parts import (
    CALLING,
    DESCRIBED,
    DOORS,
    HAVING,
    IDLE,
    LEGISLATING,
    PURSUED,
    QUITTABLE,
    TELLING,
)
from detente.extract.stances.predicates import judged, made
from detente.extract.stances.steps import BE, BILLS, step
from detente.extract.stances.voices import REPORTING

if TYPE_CHECKING:
    from detente.extract.stances.issues import Anchor
    from detente.extract.stances.lexicon import Entry
    from detente.model.annotation import AnnotatedDocument

# ``arranged``: "is to hold talks on Friday", a will under a condition alone
Kind = Literal[
    "attitude", "quit", "threat", "weigh", "need", "will", "arranged", "may", "evaluation", "purpose", "done"
]

MAX_STEPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A will about an issue, found at ``top``: its sign, and the words that made it."""

    anchor: Anchor
    sign: int
    kind: Kind
    top: int
    passed: tuple[int, ...]
    pieces: tuple[str, ...]


@dataclass(slots=True)
class _Climb:
    annotated: AnnotatedDocument
    anchor: Anchor
    sign: int
    here: int
    passed: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    found: list[Stand] = field(default_factory=list)

    def turn(self, number: int, sign: int, part: str) -> None:
        """Lets a word act on the sign."""
        self.sign *= sign
        self.pieces.append(f"{part} {self.annotated.tokens[number].text!r} {'+' if sign > 0 else '-'}")

    def stand(self, kind: Kind, top: int) -> None:
        """Notes a will, but for clauses that only suppose it; a duty or judgement that somebody does "not think" is denied."""
        if supposed(self.annotated, top):
            return
        doubt = doubted(self.annotated, top) if kind in {"need", "evaluation"} else None
        pieces = tuple(self.pieces)
        if doubt is not None:
            pieces = (*pieces, f"not {self.annotated.tokens[doubt].text!r} -")
        self.found.append(
            Stand(
                anchor=self.anchor,
                sign=self.sign if doubt is None else -self.sign,
                kind=kind,
                top=top,
                passed=(*self.passed, top),
                pieces=pieces,
            )
        )


def stands(annotated: AnnotatedDocument, anchor: Anchor) -> tuple[Stand, ...]:
    """All wills about an anchor that the words above it express, the nearest first."""
    if questioned(annotated, anchor.head):
        return ()
    climb = _Climb(annotated, anchor, anchor.sign, anchor.head)
    climb.pieces.append(f"{anchor.issue.name}: {anchor.words!r} {'+' if anchor.sign > 0 else '-'}")
    if annotated.tokens[anchor.head].pos in VERBS:
        climb.passed.append(anchor.head)
        _verb_closes(climb, anchor.head)
    elif denied(annotated, anchor.head) and annotated.tokens[anchor.head].dep not in {"nsubj", "nsubjpass"}:
        climb.turn(anchor.head, -1, "no")
    _modified(climb, anchor.head)
    if climb.pieces[-1].startswith("no ") and governing_verb(annotated, anchor.head) is None:
        climb.stand("need", anchor.head)
    for _ in range(MAX_STEPS):
        above = step(annotated, climb.here)
        if above is None or not _enter(climb, *above):
            break
    return tuple(climb.found)


def _enter(climb: _Climb, way: str, head: int) -> bool:
    """Lets the word above act; ``False`` where the climb ends."""
    annotated = climb.annotated
    token = annotated.tokens[head]
    if way == "purpose":
        if not _for_a_purpose(climb, head):
            return False
        climb.passed.append(head)
        climb.pieces.append(f"in order to: {token.text!r}")
        climb.stand("purpose", head)
        return False
    if token.lemma in BE and way in {"subject", "attr", "clause"}:
        return _predicated(climb, way, head)
    if _called(climb, way, head) or (way == "clause" and _asked(annotated, climb.here)):
        return False
    boast = boasted(annotated, head) if way == "subject" else None
    if boast is not None:
        climb.turn(boast, -1, "boast")
        climb.stand("evaluation", head)
        return False
    so = made(annotated, head) if way == "subject" else None
    if so is not None and not denied(annotated, head):
        climb.turn(so[0], so[1], "made")
        climb.stand("evaluation", head)
        return False
    entry = _entry(climb, way, head)
    if entry is None:
        if way == "subject":
            _evaluating_verb(climb, head)
        return False
    climb.here = head
    climb.passed.append(head)
    climb.turn(head, entry.sign, entry.kind)
    if token.pos in VERBS:
        _verb_closes(climb, head, entry)
    else:
        _noun_closes(climb, head, entry)
        _modified(climb, head)
    return True


def _for_a_purpose(climb: _Climb, verb: int) -> bool:
    """Whether what a verb does is done in order to act on the issue: not what it asks of somebody or says."""
    annotated = climb.annotated
    token = annotated.tokens[verb]
    plain = token.tag in {"VBD", "VBZ", "VBP", "VBN"} or own_force(annotated, verb) == "will"
    spoken = (token.lemma, "VERB") in lexicon.attitudes() or token.lemma in REPORTING
    return plain and not spoken and climb.here != climb.anchor.head and climb.anchor.issue.name in PURSUED


def _modified(climb: _Climb, noun: int) -> None:
    """Wills in what modifies a noun: "sanctions sought by Kyiv", "the deal that he has denounced", "unjust sanctions"."""
    annotated = climb.annotated
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        taken = annotated.child(child, "dobj", "ccomp", "xcomp")
        gap = token.dep == "relcl" and (taken is None or annotated.tokens[taken].tag in {"WDT", "WP"})
        if (token.dep == "acl" and token.tag == "VBN") or (gap and _other_subject(annotated, child)):
            entry = lexicon.find(lexicon.attitudes(), annotated, child, "object")
            if entry is not None and entry.kind == "attitude":
                _aside(climb, child, entry.sign, "attitude")
        elif token.dep == "amod" and noun == climb.anchor.head and climb.anchor.issue.name not in DESCRIBED:
            sign = lexicon.evaluations().get((token.lemma, "ADJ"))
            if sign == -1:
                _aside(climb, child, sign, "evaluation")


def _other_subject(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a relative clause has a subject of its own, so that its noun is the object."""
    own = annotated.child(verb, "nsubj")
    return own is not None and annotated.tokens[own].tag not in {"WDT", "WP"}


def _aside(climb: _Climb, top: int, sign: int, kind: Kind) -> None:
    """Notes a will beside the way up, and goes back to where the climb was."""
    kept, pieces = climb.sign, list(climb.pieces)
    climb.turn(top, sign, kind)
    climb.stand(kind, top)
    climb.sign, climb.pieces = kept, pieces


def _of_bill(climb: _Climb) -> bool:
    """Whether the climb came over a bill or resolution, so that passing it is a will about the matter."""
    return any(climb.annotated.tokens[n].lemma in BILLS for n in climb.passed)


def _asked(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a clause is a question ("asked whether sanctions should be eased")."""
    return any(
        annotated.tokens[c].lemma in {"whether", "if"} and annotated.tokens[c].dep == "mark"
        for c in annotated.children(verb)
    )


def _entry(climb: _Climb, way: str, head: int) -> Entry | None:
    annotated = climb.annotated
    for words in lexicon.spellings(annotated, head):
        acting = way not in {"subject", "attr"} and (annotated.tokens[head].pos in VERBS or way == "of")
        if words in climb.anchor.issue.acts and acting:
            return lexicon.Entry(words, "operator", climb.anchor.issue.acts[words], frozenset())
    if way == "subject" and annotated.child(head, "dobj") is not None:
        return None
    for table in (lexicon.attitudes(), lexicon.operators()):
        entry = lexicon.find(table, annotated, head, way)
        if entry is None or (entry.kind == "quit" and climb.anchor.issue.name not in QUITTABLE):
            continue
        if entry.words in LEGISLATING and way == "object" and not _of_bill(climb):
            continue
        if entry.words in TELLING and way == "clause" and not infinitive(annotated, climb.here):
            continue  # "told reporters that …" reports, "told them to …" asks
        return entry
    return None


def _verb_closes(climb: _Climb, verb: int, entry: Entry | None = None) -> None:
    """A verb's negation and auxiliaries, and the will they or its own meaning show."""
    annotated = climb.annotated
    if denied(annotated, verb):
        climb.turn(verb, -1, "not")
    strength = own_force(annotated, verb)
    if entry is not None and entry.kind in {"attitude", "quit", "threat", "weigh", "need"}:
        if strength == "need":
            climb.stand("need", verb)
        elif entry.kind == "quit" and not quits(annotated, verb, climb.anchor.issue.name):
            return
        elif not _made_to(annotated, verb) and (strength != "may" or denied(annotated, verb)):
            climb.stand(entry.kind, verb)
        return
    if strength == "will" and annotated.child(verb, "aux") is None and annotated.tokens[verb].lemma == "be":
        climb.stand("arranged", verb)
    elif strength != "plain":
        climb.pieces.append(f"{strength} {annotated.tokens[verb].text!r}")
        climb.stand(strength, verb)
    elif done(annotated, verb, climb.anchor, climb.sign):
        climb.stand("done", verb)


def _made_to(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether somebody is only brought or asked to will it ("encourage Tehran to pursue talks")."""
    token = annotated.tokens[verb]
    if token.dep not in {"xcomp", "ccomp"} or not infinitive(annotated, verb):
        return False
    own = surface_subject(annotated, verb)
    return own is not None and own != surface_subject(annotated, token.head)


def _noun_closes(climb: _Climb, head: int, entry: Entry) -> None:
    annotated = climb.annotated
    linking = copula(annotated, head)
    if linking is None and annotated.tokens[head].dep == "dobj":
        above = annotated.tokens[annotated.tokens[head].head]
        linking = above.number if above.lemma in HAVING else None
    no = denied(annotated, head) or (linking is not None and denied(annotated, linking))
    if no:
        climb.turn(head, -1, "not")
    lemma = annotated.tokens[head].lemma
    if lemma == "door":
        _of_door(climb, head)
    elif lemma in IDLE and not no:
        return
    elif lemma == "right" and linking is not None:
        climb.stand("need", head)
    elif entry.kind != "operator":
        climb.stand(entry.kind, head)


def _of_door(climb: _Climb, door: int) -> None:
    """A door to something, opened or shut by somebody: "Kyiv left the door open to talks"."""
    token = climb.annotated.tokens[door]
    verb = climb.annotated.tokens[token.head]
    if token.dep != "dobj" or verb.lemma not in DOORS:
        return
    climb.turn(verb.number, DOORS[verb.lemma], "door")
    climb.passed.append(verb.number)
    climb.stand("attitude", verb.number)


def _predicated(climb: _Climb, way: str, verb: int) -> bool:
    """The predicate of "X is …": an evaluation of X, a duty about it, or (as predicate) what somebody's goal is."""
    annotated = climb.annotated
    climb.passed.append(verb)
    if way == "clause":
        climb.here = verb
        _verb_closes(climb, verb)
        return True
    if way == "attr":
        if annotated.child(verb, "expl") is None:
            _goal(climb, verb)
        elif climb.pieces[-1].startswith("no "):
            climb.stand("need", verb)
        return False
    if _on_the_table(climb, verb):
        return False
    predicate = annotated.child(verb, "acomp", "attr", "oprd")
    sign = judged(annotated, predicate) if predicate is not None else None
    if predicate is None or sign is None:
        return False
    climb.turn(predicate, sign, "evaluation")
    if denied(annotated, verb) or denied(annotated, predicate):
        climb.turn(verb, -1, "not")
    climb.stand("evaluation", verb)
    return False


def _goal(climb: _Climb, verb: int) -> None:
    """The issue as predicate: "our goal is disarmament", "the only way out is dialogue"."""
    annotated = climb.annotated
    goal = annotated.child(verb, "nsubj")
    if goal is None:
        return
    entry = lexicon.find(lexicon.attitudes(), annotated, goal, "of")
    if entry is not None:
        climb.turn(goal, entry.sign, entry.kind)
        climb.stand("attitude", goal)
        return
    sign = lexicon.evaluations().get((annotated.tokens[goal].lemma, "NOUN"))
    if sign is not None and sign > 0:
        climb.turn(goal, sign, "evaluation")
        if denied(annotated, verb):
            climb.turn(verb, -1, "not")
        climb.stand("evaluation", verb)


def _on_the_table(climb: _Climb, verb: int) -> bool:
    """Options: "force is on the table", "talks are off the table"."""
    annotated = climb.annotated
    for child in annotated.children(verb):
        place = annotated.child(child, "pobj")
        side = annotated.tokens[child].lemma
        if place is not None and annotated.tokens[place].lemma in {"table", "agenda"} and side in {"on", "off"}:
            climb.turn(place, 1 if side == "on" else -1, "evaluation")
            if denied(annotated, verb):
                climb.turn(verb, -1, "not")
            climb.stand("evaluation", verb)
            return True
    return False


def _called(climb: _Climb, way: str, head: int) -> bool:
    """The subject's evaluation: "called the sanctions a hostile act", "described the deal as defective"."""
    annotated = climb.annotated
    if annotated.tokens[head].lemma not in CALLING or way not in {"object", "subject"}:
        return False
    predicates = [c for c in annotated.children(head) if annotated.tokens[c].dep in {"oprd", "attr", "ccomp", "dobj"}]
    for child in annotated.children(head):
        if annotated.tokens[child].lemma == "as" and annotated.tokens[child].dep == "prep":
            predicates.extend(c for c in annotated.children(child))
    for predicate in predicates:
        sign = judged(annotated, predicate)
        if sign is not None and predicate != climb.here:
            climb.turn(predicate, sign, "evaluation")
            if denied(annotated, head):
                climb.turn(head, -1, "not")
            climb.passed.append(head)
            climb.stand("attitude", head)
            return True
    return False


def _evaluating_verb(climb: _Climb, verb: int) -> None:
    """Evaluation by a verb: "sanctions hurt ordinary people", "sanctions do not work"."""
    annotated = climb.annotated
    token = annotated.tokens[verb]
    if token.pos != "VERB" or own_force(annotated, verb) == "need":
        return
    sign = lexicon.evaluations().get((token.lemma, "VERB"))
    if sign is None:
        return
    climb.turn(verb, sign, "evaluation")
    if denied(annotated, verb):
        climb.turn(verb, -1, "not")
    climb.stand("evaluation", verb)
