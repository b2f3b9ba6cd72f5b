"""Which act a measure is: by its verb, its noun, what stands before the noun, and what or whom it bears on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from detente.extract import clauses
from detente.extract.frames.roles import under_prepositions
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Act, EventStatus, MeasureStatus

STATUS: Mapping[EventStatus, MeasureStatus] = {
    "actual": "in-force",
    "planned": "announced",
    "hypothetical": "proposed",
}
# Words before "ban" or "freeze" by which it hits persons
PERSONAL = frozenset({"travel", "visa", "asset", "entry"})
LAWMAKING = frozenset({"bill", "legislation", "draft", "amendment", "senator", "lawmaker", "resolution"})


@cache
def words(by: str) -> dict[str, Act]:
    """Word to act, for one of the deciders ``verb``, ``noun``, ``modifier``, ``bearing``."""
    return {
        word: cast("Act", row["act"])
        for row in rows("measures/acts.tsv")
        if row["by"] == by
        for word in row["words"].split()
    }


def act(
    annotated: AnnotatedDocument, trigger: int, nouns: Iterable[int], targets: tuple[Actor, ...], *, eases: bool = False
) -> Act:
    """The act that a verb or noun makes.

    Args:
        annotated: the document.
        trigger: the verb, or the noun where it stands for a regime.
        nouns: the nouns of the measure ("sanctions"), which may be the trigger.
        targets: whom it hits.
        eases: whether the frame takes sanctions away.
    """
    verb = words("verb").get(annotated.tokens[trigger].lemma)
    if not eases and verb in {"ease", "waive", "delist"}:
        verb = "restrict"
    nouns = tuple(nouns)
    by_name = bool(targets) and all(a.kind in {"person", "body"} and not _is_state(a) for a in targets)
    if verb == "ease" and by_name:
        return "delist"
    if verb in {"waive", "delist", "ease", "extend"} or (verb and not nouns):
        return verb
    for noun in nouns:
        lemma = annotated.tokens[noun].lemma
        before = {
            annotated.tokens[c].lemma
            for c in annotated.children(noun)
            if annotated.tokens[c].dep in {"amod", "compound", "nmod"}
        }
        named = words("noun").get(lemma)
        if named == "restrict" and before & {"travel", "visa", "entry"}:
            return "designate"
        if named is not None:
            return named
        decided = [words("modifier")[b] for b in sorted(before) if b in words("modifier")]
        if decided:
            return decided[0]
        bearing = _bearing(annotated, noun)
        if bearing is not None:
            return bearing
    if verb is not None:
        return verb
    bearing = _bearing(annotated, trigger)
    if bearing is not None:
        return bearing
    states = bool(targets) and all(a.kind in {"state", "unknown"} and _is_state(a) for a in targets)
    return "embargo" if states or not targets else "designate"


def limits(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a ban or restriction bears on goods, money or persons: "a ban on coal", "export restrictions", "a travel ban"."""
    before = {
        annotated.tokens[c].lemma for c in annotated.children(noun) if annotated.tokens[c].dep in {"amod", "compound"}
    }
    if before & PERSONAL or annotated.tokens[noun].lemma in {"tariff", "duty", "levy"}:
        return True
    return _bearing(annotated, noun) == "restrict" or any(words("modifier").get(b) == "restrict" for b in before)


def _is_state(actor: Actor) -> bool:
    return (actor.entity or "").startswith("state:") or actor.kind == "state"


def _bearing(annotated: AnnotatedDocument, head: int) -> Act | None:
    """What decides by the things or people that the measure bears on: "on its oil sector", "against two generals"."""
    for place in (*under_prepositions(annotated, head), *_aimed(annotated, head)):
        for number in annotated.conjuncts(place):
            found = words("bearing").get(annotated.tokens[number].lemma)
            if found is not None:
                return found
            if _people(annotated, number):
                return "designate"
    return None


def _people(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a word stands for people of a state and not for the state: "five North Koreans", "three Chinese"."""
    token = annotated.tokens[number]
    states = [a for a in annotated.actors_at(number) if _is_state(a)]
    counted = any(annotated.tokens[c].dep == "nummod" for c in annotated.children(number))
    plural = token.tag in {"NNS", "NNPS"} and token.text.endswith("ans")  # no state's name in English ends so
    return bool(states) and (counted or plural)


def _aimed(annotated: AnnotatedDocument, noun: int) -> Iterable[int]:
    for child in annotated.children(noun):
        if annotated.tokens[child].dep in {"acl", "relcl"} and annotated.tokens[child].tag in {
            "VBG",
            "VBZ",
            "VBP",
            "VBD",
        }:
            yield from clauses.objects(annotated, child)


def status(annotated: AnnotatedDocument, trigger: int, event: EventStatus) -> MeasureStatus:
    """In force, announced, or only proposed; a bill is a proposal, however sure it sounds."""
    own_subject = clauses.surface_subject(annotated, trigger) if annotated.tokens[trigger].pos == "VERB" else None
    if own_subject is not None and annotated.tokens[own_subject].lemma in LAWMAKING - {"resolution"}:
        return "proposed"
    return STATUS.get(event, "in-force")
