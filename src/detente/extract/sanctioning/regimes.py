"""Standing regimes ("U.N. sanctions on Pyongyang"), and one measure a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.frames import people, roles
from detente.extract.sanctioning import acts, details
from detente.extract.wordlists import words
from detente.model.actors import Actor
from detente.model.reading import Measure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from detente.extract.frames.counterpart import Sides
    from detente.extract.frames.people import Voices
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.evidence import InText

REGIMES = frozenset({"sanction", "embargo"})
# Nouns that are measures only where they bear on goods, money or sectors
LIMITS = frozenset(
    {"restriction", "ban", "curb", "cap", "tariff", "duty", "levy", "control", "quota", "freeze", "prohibition"}
)
KEEPING = frozenset({"maintain", "keep", "retain"})
# What is named after sanctions and is none: lists, those who watch over them, breaches of them
LISTS = frozenset(
    {"list", "blacklist", "committee", "expert", "panel", "monitor", "coordinator", "envoy", "official", "lawyer"}
    | {"evasion", "evader", "buster", "busting", "violation", "violator", "breach", "case", "talk", "threat", "policy"}
)
FEW_WORDS = 6
NOUNS = frozenset({"NOUN", "PROPN"})
LED = frozenset({"led", "backed", "imposed"})


def standing(
    annotated: AnnotatedDocument,
    who: Voices,
    sides: Sides,
    *,
    taken: Iterable[int],
    touched: Collection[int],
    step: str,
) -> Iterator[Measure]:
    """The regimes spoken of as such: nouns with an imposer, outside the verbs that make or lift them.

    Args:
        annotated: the document.
        who: its actors.
        sides: its sides.
        taken: nouns that a measure was already made of.
        touched: nouns under a verb of imposing or lifting, which must name their imposer.
        step: the step that makes the measures.
    """
    used = {n for t in taken for n in annotated.conjuncts(t)}
    for token in annotated.tokens:
        if token.lemma not in REGIMES | LIMITS or token.pos not in NOUNS or token.number in used:
            continue
        number = _carrier(annotated, token.number)
        limits = token.lemma in LIMITS
        if (
            annotated.tokens[number].lemma in LISTS
            or _unreal(annotated, token.number)
            or (limits and not acts.limits(annotated, token.number))
        ):
            continue
        imposers = tuple(a for a in who.named(_imposers(annotated, token.number), loose=False) if people.can_impose(a))
        if _western(annotated, token.number):
            imposers = (*imposers, Actor(name="West", kind="group"))
        heads = _targets(annotated, token.number)
        if not imposers and heads and token.number not in touched:
            near = sides.imposer(token.number, anywhere=True)
            imposers = tuple(a for a in near if a.kind in {"state", "body"})
        targets = who.hit(heads, sides, imposers) or sides.target(imposers)
        if not imposers or not targets:
            continue
        if annotated.tokens[number].lemma in {"relief", "waiver", "bill"}:
            number = token.number
        span = _words(annotated, number)
        kind = acts.act(annotated, number, (token.number,), targets)
        for imposer in imposers:
            others = tuple(t for t in targets if t.side is None or t.side != imposer.side)
            if not others:
                continue
            yield Measure(
                imposer=imposer,
                act=kind,
                targets=others,
                programme=details.programme(annotated, number),
                reason=None,
                status=acts.status(annotated, number, "actual"),
                evidence=cite(annotated, span, made_by=step, confidence=0.6, because=(f"regime {token.lemma!r}",)),
            )


def _unreal(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a regime is denied, or only possible or planned: "no sanctions", "it was the war, not sanctions", "possible sanctions"."""
    first = min((number, *annotated.children(number)))
    ruled_out = first > 0 and annotated.tokens[first - 1].text.lower() == "not"
    before = {annotated.tokens[c].text.lower() for c in annotated.children(number)}
    return ruled_out or clauses.negated(annotated, number) or bool(before & (words("possible") | words("planned")))


def _words(annotated: AnnotatedDocument, number: int) -> Span:
    """The noun phrase, or its whole clause where the phrase alone says too little."""
    span = clauses.clause_span(annotated, number)
    if len(annotated.tokens_in(span)) >= FEW_WORDS:
        return span
    for above in annotated.ancestors(number):
        if annotated.tokens[above].pos in {"VERB", "AUX"}:
            return clauses.clause_span(annotated, above)
    return span


def _western(annotated: AnnotatedDocument, number: int) -> bool:
    return any(annotated.tokens[c].text == "Western" for c in annotated.children(number))


def _carrier(annotated: AnnotatedDocument, number: int) -> int:
    """The head of the noun phrase: "sanctions relief" is about relief."""
    token = annotated.tokens[number]
    return token.head if token.dep == "compound" and annotated.tokens[token.head].pos in NOUNS else number


def _imposers(annotated: AnnotatedDocument, number: int) -> tuple[int, ...]:
    """Whose sanctions: the owner's, or X's in "X-led sanctions"."""
    owners = roles.owners(annotated, number)
    if owners:
        return owners
    carrier = _carrier(annotated, number)
    if carrier != number and roles.owners(annotated, carrier):
        return roles.owners(annotated, carrier)
    above = annotated.tokens[annotated.tokens[carrier].head]
    if annotated.tokens[carrier].dep == "dobj" and above.lemma in KEEPING:
        keeper = clauses.subject(annotated, above.number)
        return (keeper,) if keeper is not None else ()
    return tuple(_leaders(annotated, number))


def _leaders(annotated: AnnotatedDocument, number: int) -> Iterator[int]:
    """X in "X-led sanctions": the name before the hyphen, wherever the parser hangs it."""
    named = {annotated.words(m.first, m.stop): m.head for m in annotated.mentions}
    for child in annotated.children(number):
        text = annotated.tokens[child].text
        name, _, led = text.rpartition("-")
        if led.lower() in LED and name in named:
            yield named[name]
        if text.lower() not in LED or child < 2 or child > number:
            continue
        before = child - 2 if annotated.tokens[child - 1].text == "-" else child - 1
        if annotated.mention_at(before) is not None:
            yield before


def _targets(annotated: AnnotatedDocument, number: int) -> tuple[int, ...]:
    for head in (number, _carrier(annotated, number)):
        for preposition in ("on", "against", "for"):
            found = clauses.complement(annotated, head, preposition)
            if found is not None:
                return (found,)
    return tuple(roles.targeted(annotated, number)) or _standing_under(annotated, number)


def _standing_under(annotated: AnnotatedDocument, number: int) -> tuple[int, ...]:
    """Who is under sanctions: "a firm under U.S. sanctions", "the ministers have been under sanctions since May"."""
    above = annotated.tokens[annotated.tokens[number].head]
    if annotated.tokens[number].dep != "pobj" or above.lemma != "under":
        return ()
    holder = annotated.tokens[above.head]
    if holder.pos in NOUNS:
        return (holder.number,)
    hit = clauses.surface_subject(annotated, holder.number) if holder.pos in {"VERB", "AUX"} else None
    return (hit,) if hit is not None else ()


def merged(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Each measure once, in the order of the text: the fuller of those with one imposer, act and target."""
    kept: list[Measure] = []
    for measure in measures:
        for number, other in enumerate(kept):
            if _same(measure, other):
                kept[number] = _joined(other, measure)
                break
        else:
            kept.append(measure)
    return tuple(sorted(kept, key=_place))


def _keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.side or a.name for a in actors)


def _same(one: Measure, two: Measure) -> bool:
    if one.act != two.act or _keys((one.imposer,)) != _keys((two.imposer,)):
        return False
    if not _keys(one.targets) & _keys(two.targets):
        return False
    return one.date is None or two.date is None or one.date.meets(two.date)


def _joined(one: Measure, two: Measure) -> Measure:
    better, other = (one, two) if _fullness(one) >= _fullness(two) else (two, one)
    reason: InText | None = better.reason or other.reason
    return replace(
        better,
        date=better.date or other.date,
        programme=better.programme or other.programme,
        reason=reason,
    )


def _fullness(measure: Measure) -> tuple[int, int, int, float]:
    return (
        int(measure.status == "in-force"),
        int(measure.date is not None) + int(measure.reason is not None),
        len(measure.targets),
        measure.evidence.confidence,
    )


def _place(measure: Measure) -> tuple[int, int, str]:
    where = measure.evidence.where
    return (getattr(where, "start", 0), getattr(where, "end", 0), measure.act)
