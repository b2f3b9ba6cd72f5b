"""Verb cues without a direct quotation: the first frame of the lexicon that fits gives the content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.attribution import complements, contents, mood, nominal, sources, speakers
from detente.extract.attribution.record import Attribution

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Source, Stretch

OBJECTS = frozenset({"noun", "proposition-noun", "quoted-noun"})
COMPLEMENTS = frozenset({"as", "for", "of", "on", "name", "call-for"})
CLAUSE, REQUEST, COMPLEMENT = "clause behind the cue", "request", "object and complement"


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame gives.

    Attributes:
        stretches: the content, as the tree has it.
        rule: the construction.
        to: the token that heads whoever is addressed.
        proposition: whether it is one; else the cue only takes a stance.
    """

    stretches: tuple[Stretch, ...]
    rule: str
    to: int | None = None
    proposition: bool = True


def attribution(page: Page, verb: int, entry: Entry, stop: int) -> Attribution | None:
    """The attribution of a verb cue, or ``None`` where it has no content or tells of no utterance.

    Args:
        page: the document.
        verb: the verb.
        entry: its entry in the lexicon.
        stop: one past the cue's last token.
    """
    if not mood.asserts(page, verb):
        return None
    content = _of_clause(page, verb, entry, stop) or _of_object(page, verb, entry) or _around(page, verb, entry)
    if content is None:
        return None
    stretches = _clipped(page, verb, content.stretches)
    inside = page.quote_of(verb) >= 0
    if not stretches or (inside and (content.rule not in {CLAUSE, REQUEST} or entry.kind != "speech")):
        return None
    head = speakers.speaker(page, verb, barred=range(*stretches[0]))
    if head is not None and any(first <= head < last for first, last in stretches):
        head = None
    if "speaker" in entry.frames and (head is None or not mood.can_speak(page, head)):
        return None
    who = sources.phrase(page, head, verb) if head is not None else None
    if who is not None and who.first < stretches[0][0] < who.stop:
        who = replace(who, stop=max(who.head + 1, stretches[0][0]))
    if (content.rule == COMPLEMENT and mood.hedges(page, verb)) or not content.proposition:
        entry = replace(entry, kind="stance")
    return said(page, verb, stop, entry=entry, content=stretches, who=who, rule=content.rule, to=content.to)


def said(
    page: Page, verb: int, stop: int, *, entry: Entry, content: tuple[Stretch, ...], who: Source | None, rule: str,
    to: int | None = None,
) -> Attribution:  # fmt: skip
    """The attribution of a verb cue whose parts are known."""
    return Attribution(
        cue=(verb, stop), head=verb, cue_class=entry.cue_class, kind=entry.kind, content=content, source=who,
        to=to if to is not None else _hearer(page, verb, entry), rule=rule,
    )  # fmt: skip


def _hearer(page: Page, verb: int, entry: Entry) -> int | None:
    """The token that heads whoever is told."""
    if not entry.frames & {"hearer", "object-to"}:
        return None
    target = page.annotated.child(verb, "dobj", "dative")
    told = target is not None and target > verb and page.tokens[target].pos in sources.NOMINAL
    return target if told else None


def _of_clause(page: Page, verb: int, entry: Entry, stop: int) -> Content | None:
    """A clause, a request, an infinitive of the source's own, an appeal."""
    frames = entry.frames
    if "clause" in frames and (told := contents.clause(page, verb, stop)):
        return Content((told,), CLAUSE)
    if "object-to" in frames and (asked := contents.request(page, verb)):
        return Content((asked[0],), REQUEST, asked[1])
    if "to" in frames and (own := contents.infinitive(page, verb)):
        return Content((own,), "infinitive")
    if "appeal" in frames and (plea := complements.appeal(page, verb, stop)):
        return Content((plea[0],), "appeal", plea[1])
    return None


def _of_object(page: Page, verb: int, entry: Entry) -> Content | None:
    """An object with its complement, a gerund, an object alone."""
    frames = entry.frames
    if frames & COMPLEMENTS and (part := complements.complement(page, verb, entry)):
        return Content((part,), COMPLEMENT)
    if "gerund" in frames and (act := contents.gerund(page, verb)):
        return Content((act,), "gerund")
    if frames & OBJECTS and (thing := complements.noun(page, verb, entry)):
        return Content((thing[0],), "object", proposition=thing[1])
    return None


def _around(page: Page, verb: int, entry: Entry) -> Content | None:
    """What stands around a cue: "as the minister said", "…, he said, …"."""
    if entry.kind != "speech" or "clause" not in entry.frames:
        return None
    manner = nominal.as_said(page, verb)
    if not manner and not ("quote" in entry.frames and mood.main(page, verb)):
        return None
    head = sources.subject(page, verb)
    if head is None:
        return None
    if manner and (stretches := nominal.around_clause(page, verb)):
        return Content(stretches, "as somebody says")
    stretches = contents.fronted(page, verb, head)
    return Content(stretches, "cue behind or inside its content") if stretches else None


def _clipped(page: Page, verb: int, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The stretches, trimmed, inside the cue's sentence and, for a cue that is quoted itself, inside its quotation."""
    start, end = page.bounds(verb)
    inside = page.quote_of(verb)
    if inside >= 0:
        if any(page.quote_of(first) != inside for first, _ in stretches):
            return ()
        end = min(end, page.quotes[inside].stop)
    return tuple(t for t in (page.trimmed(max(first, start), min(last, end)) for first, last in stretches) if t)
