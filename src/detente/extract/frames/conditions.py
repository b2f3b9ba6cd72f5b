"""The conditions of frames: what must hang on a verb for a frame to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.frames import lexicon, roles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from detente.extract.frames.lexicon import Frame
    from detente.model.annotation import AnnotatedDocument

    Condition = Callable[["Place"], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A verb of a document with its objects."""

    annotated: AnnotatedDocument
    verb: int
    objects: tuple[int, ...]


RESPONSIBLE = frozenset({"responsible", "blame", "liable"})


def hold(annotated: AnnotatedDocument, verb: int, objects: tuple[int, ...], frame: Frame) -> bool:
    """Whether a verb has what its frame asks for.

    Args:
        annotated: the document.
        verb: the verb.
        objects: its objects.
        frame: the frame.
    """
    condition = frame.condition
    if not condition:
        return not (_another_verb(annotated, verb) and frame.type == "ASSAULT")
    if condition == "money" and frame.lemma == "block" and clauses.is_passive(annotated, verb):
        return (
            clauses.agent(annotated, verb) is not None
        )  # "all property of theirs is blocked" only tells what listing means
    if condition in NAMED:
        return NAMED[condition](Place(annotated, verb, objects))
    classes = lexicon.classes()
    complements = tuple(roles.under_prepositions(annotated, verb))
    below = annotated.child(verb, "xcomp")
    complements += (below,) if below is not None else ()
    if frame.particles:  # "took part in talks": the noun belongs to the idiom
        complements += tuple(n for o in objects for n in roles.under_prepositions(annotated, o))
    if condition.startswith("!"):
        return not any(roles.belongs(annotated, n, classes[condition[1:]]) for n in objects + complements)
    if condition.startswith("="):
        own_subject = clauses.surface_subject(annotated, verb)
        places = objects + complements + ((own_subject,) if own_subject is not None else ())
        return any(roles.belongs(annotated, n, classes[condition[1:]]) for n in places)
    if frame.type == "AID" and any(annotated.tokens[o].lemma in classes["stopping"] for o in objects):
        return False  # "announced a suspension of aid"
    if frame.type == "CONCEDE":
        return any(annotated.tokens[n].lemma in classes[condition] for o in objects for n in annotated.conjuncts(o))
    return any(roles.belongs(annotated, n, classes[condition]) for n in objects or complements)


def has_infinitive(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether an infinitive hangs on a verb or noun."""
    return any(
        annotated.tokens[child].dep in {"xcomp", "ccomp", "advcl", "acl"}
        and any(annotated.tokens[c].tag == "TO" for c in annotated.children(child))
        for child in annotated.children(head)
    )


def _future(at: Place) -> bool:
    return clauses.modality(at.annotated, at.verb) != "actual" and at.annotated.tokens[at.verb].dep not in {
        "acl",
        "advcl",
    }


def _infinitive(at: Place) -> bool:
    return has_infinitive(at.annotated, at.verb)


def _content(at: Place) -> bool:
    """A denial of facts: nothing is denied to anybody."""
    return at.annotated.child(at.verb, "dative") is None and all(
        clauses.complement(at.annotated, n, "to") is None for n in (at.verb, *at.objects)
    )


def _agreeing(at: Place) -> bool:
    return (
        has_infinitive(at.annotated, at.verb)
        or at.annotated.child(at.verb, "ccomp") is not None
        or clauses.complement(at.annotated, at.verb, "to", "on", "upon") is not None
    )


def _person(at: Place) -> bool:
    return any(_is_person(at.annotated, n) for o in at.objects for n in at.annotated.conjuncts(o))


def _is_person(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a noun phrase is people: a named person, or a word for people."""
    token = annotated.tokens[number]
    if (
        token.entity == "PERSON"
        or (token.entity == "NORP" and token.tag in {"NNS", "NNPS"})
        or token.lemma in lexicon.classes()["people"] | lexicon.classes()["captive"]
    ):
        return True
    return any(a.kind == "person" for a in annotated.actors_at(number))


def _menace(at: Place) -> bool:
    return has_infinitive(at.annotated, at.verb) or any(at.annotated.actors_at(o) for o in at.objects)


def _phoned(at: Place) -> bool:
    """Somebody is called, and called nothing."""
    named = at.annotated.child(at.verb, "oprd", "ccomp", "attr", "prt", "prep")
    plain = named is None or at.annotated.tokens[named].lemma in {"on", "after", "before", "in"}
    return plain and len(at.objects) == 1 and any(a.kind == "person" for a in at.annotated.actors_at(at.objects[0]))


def _subjunctive(at: Place) -> bool:
    """What somebody else should do is asked for: "proposed that both sides halt"."""
    return roles.due(at.annotated, at.verb) is not None


def _responsible(at: Place) -> bool:
    below = (n for c in at.annotated.children(at.verb) for n in (c, *at.annotated.children(c)))
    return any(at.annotated.tokens[n].lemma in RESPONSIBLE for n in below)


def _bare(at: Place) -> bool:
    return not at.objects and at.annotated.child(at.verb, "ccomp") is None


def _member(at: Place) -> bool:
    """A state or body is put out of something."""
    return any(at.annotated.actors_at(o) for o in at.objects) and any(
        clauses.complement(at.annotated, n, "from") is not None for n in (at.verb, *at.objects)
    )


def _grata(at: Place) -> bool:
    return any(at.annotated.tokens[n].lemma == "grata" for n in at.annotated.subtree(at.verb))


def _list(at: Place) -> bool:
    """Something is put on a list, or taken off it."""
    heads = (at.verb, *at.objects)
    below = (n for h in heads for n in roles.under_prepositions(at.annotated, h))
    return bool(at.objects) and any(roles.belongs(at.annotated, n, lexicon.classes()["list"]) for n in below)


def _under(at: Place) -> bool:
    """Somebody is put under sanctions."""
    below = clauses.complement(at.annotated, at.verb, "under")
    return below is not None and roles.belongs(at.annotated, below, lexicon.classes()["sanctions"])


def _guilty(at: Place) -> bool:
    return any(at.annotated.tokens[n].lemma == "guilty" for n in at.annotated.subtree(at.verb))


def _outside(at: Place) -> bool:
    """People come together before somebody's door: "gathered outside the embassy", "rallied in front of"."""
    return any(at.annotated.tokens[n].lemma in {"outside", "front"} for n in at.annotated.subtree(at.verb))


def _named(at: Place) -> bool:
    """What the verb bears on is an actor known by name."""
    return any(at.annotated.actors_at(n) for o in at.objects for n in at.annotated.conjuncts(o))


def _foe(at: Place) -> bool:
    """It is fought against soldiers or a side, not for a cause or with a disease."""
    against = clauses.complement(at.annotated, at.verb, "against", "with")
    heads = (*at.objects, *(() if against is None else (against,)))
    own = clauses.surface_subject(at.annotated, at.verb)
    mutual = own is not None and len(at.annotated.conjuncts(own)) > 1 and not at.objects
    members = lexicon.classes()["foe"]
    return mutual or any(
        roles.belongs(at.annotated, n, members) or any(a.side is not None for a in at.annotated.actors_at(n))
        for n in heads
    )


def _another_verb(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb of striking is another verb with what stands beside it: "struck down the law", "struck off the list"."""
    return annotated.tokens[verb].lemma == "strike" and any(
        annotated.tokens[c].lemma in {"down", "back", "off", "out", "up"} for c in annotated.children(verb)
    )


def _other(at: Place) -> bool:
    """Somebody else is to do it: "wants Tehran to stop", not "wants to stop"."""
    return bool(at.objects) and has_infinitive(at.annotated, at.verb)


def _said(at: Place) -> bool:
    """What is protested is told: "protested that the talks were a sham"."""
    return at.annotated.child(at.verb, "ccomp") is not None


def _proposing(at: Place) -> bool:
    """Talks or a step of one's own are proposed, which is an offer; anything else is asked of others."""
    known = lexicon.classes()
    things = known["talks"] | known["agreement"] | known["truce"] | known["overture"]
    return has_infinitive(at.annotated, at.verb) or any(roles.belongs(at.annotated, o, things) for o in at.objects)


HELPERS = frozenset({"peacekeeper", "rescuer", "medic", "firefighter", "paramedic", "nurse"})
HELPING = frozenset({"peacekeeping", "rescue", "relief", "medical", "humanitarian", "aid", "disaster"})


def _helpers(at: Place) -> bool:
    """Those who help are sent, not those who fight: "sent a rescue team", "deployed peacekeepers"."""
    heads = [n for o in at.objects for n in at.annotated.conjuncts(o)]
    return any(
        at.annotated.tokens[n].lemma in HELPERS
        or any(at.annotated.tokens[c].lemma.lower() in HELPING for c in at.annotated.children(n))
        for n in heads
    )


def _party(at: Place) -> bool:
    """What the verb bears on is an actor and not its ties or what it is given: "cut the bank off", not "cut off contact with"."""
    things = lexicon.classes()["ties"] | lexicon.classes()["aid"]
    return _named(at) and not any(
        at.annotated.tokens[n].lemma in things for o in at.objects for n in at.annotated.conjuncts(o)
    )


def _listed(at: Place) -> bool:
    """Somebody is put on a list of sanctions: a named party, on its own ("was listed in 2022"), or for what it did."""
    below = clauses.complement(at.annotated, at.verb, "among", "as")
    return _named(at) and below is None


NAMED: Mapping[str, Condition] = {
    "=outside": _outside,
    "=object": lambda at: bool(at.objects),
    "=cut": _party,
    "=foe": _foe,
    "=other": _other,
    "=said": _said,
    "=proposing": _proposing,
    "=helpers": _helpers,
    "=listed": _listed,
    "=future": _future,
    "=infinitive": _infinitive,
    "=content": _content,
    "=agreeing": _agreeing,
    "=person": _person,
    "=menace": _menace,
    "=phoned": _phoned,
    "=subjunctive": _subjunctive,
    "=responsible": _responsible,
    "=bare": _bare,
    "=member": _member,
    "=grata": _grata,
    "=list": _list,
    "=under": _under,
    "=guilty": _guilty,
}
