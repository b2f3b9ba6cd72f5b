"""The grammar of attribution: all constructions over one document, put in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.attribution import contents, cues, direct, layout, mood, nominal, sources, speakers, verbal
from detente.extract.attribution.page import Page

if TYPE_CHECKING:
    from detente.extract.attribution.quotes import Quotation
    from detente.extract.attribution.record import Attribution, Stretch
    from detente.model.annotation import AnnotatedDocument

KINDS = frozenset({"speech", "attitude", "stance"})
FIRST_PERSON = frozenset(["i", "we", "me", "us", "you"])
CITING = frozenset({"citing", "quoting"})
QUOTING = frozenset({"cue behind the quotation", "cue in front of the quotation"})
THIRD_PERSON = frozenset(["he", "she", "they", "it"])


def attributions(
    annotated: AnnotatedDocument, *, kinds: frozenset[str] = frozenset({"speech", "attitude"}), outermost: bool = False
) -> tuple[Attribution, ...]:
    """All attributions of a document in order of their content.

    Args:
        annotated: the document.
        kinds: which kinds of cue count: ``speech``, ``attitude``, ``stance``.
        outermost: leave out what stands inside another's content, and keep as one what one cue covers; without it
            quoted sentences that their cue parts are an attribution each (codebook).
    """
    page = Page(annotated)
    found, taken, lone = _direct(page)
    found += _indirect(page, taken)
    found += _nominal(page)
    found = _going_on(page, lone, found)
    found += layout.attributions(page)
    found += _cited(page, found)
    found = [a for a in found if a.source is not None]
    found = [a for a in found if a.kind in kinds]
    if not outermost:
        found = [part for a in found for part in _apart(page, a)]
    ordered = _nested(_distinct(sorted(found, key=lambda a: (a.content[0], -a.size, a.head))))
    kept = [a for a in ordered if not (outermost and a.within is not None)]
    return tuple(a for a in kept if not _own_words(page, a))


def _direct(page: Page) -> tuple[list[Attribution], set[int], list[Quotation]]:
    """Direct quotations, the verbs that they took, and the quotations that have none."""
    introduced, lone = direct.spoken(page)
    found: list[Attribution] = []
    taken: set[int] = set()
    for hit in introduced:
        content = direct.whole(page, hit.quote)
        if content is None:
            continue
        first = hit.quote.first
        head = speakers.speaker(page, hit.verb, barred=range(first, hit.quote.stop))
        if head is not None and page.quote_of(head) not in {-1, page.quote_of(hit.verb)}:
            head = None
        who = sources.phrase(page, head, hit.verb) if head is not None else None
        if hit.verb not in taken:
            start = page.bounds(first)[0]
            prior = page.trimmed(start, first - 1)
            if prior and hit.verb > first and prior[0] < first - 2:
                content = (prior[0], content[1])
        if hit.verb in taken and found[-1].head == hit.verb:
            found[-1] = replace(found[-1], content=(*found[-1].content, content))
            continue
        told = contents.announcing(page, hit.verb, hit.stop, first - 1)
        stretches = (told, content) if told else (content,)
        found.append(verbal.said(page, hit.verb, hit.stop, entry=hit.entry, content=stretches, who=who, rule=hit.rule))
        taken.add(hit.verb)
    return found, taken, lone


def _cited(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The inner sources of reports ("the newspaper, citing two officials, said …"): the same content, once more."""
    made: list[Attribution] = []
    for token in page.tokens:
        if token.text.lower() not in CITING:
            continue
        target = page.annotated.child(token.number, "dobj")
        if target is None or not mood.can_speak(page, target) or page.quote_of(token.number) >= 0:
            continue
        near = [a for a in found if a.kind == "speech" and page.tokens[a.head].sentence == token.sentence]
        near = [a for a in near if a.head != token.number and not a.holds(token.number)]
        if near:
            outer = min(near, key=lambda a: (abs(a.head - token.number), a.head))
            inner = sources.phrase(page, target, token.number)
            cue = (token.number, token.number + 1)
            made.append(replace(outer, cue=cue, head=token.number, source=inner, to=None, rule="cited by another"))
    return made


def _going_on(page: Page, lone: list[Quotation], found: list[Attribution]) -> list[Attribution]:
    """The same, with the quotations that have no cue of their own: they are of whoever spoke last.

    In the paragraph of the speaker's quotation they join it; a later paragraph of nothing but quotation stands alone.
    """
    found = list(found)
    for quote in lone:
        content = direct.whole(page, quote)
        named = nominal.announced(page, quote.first, content) if content else None
        if named:
            found.append(named)
            continue
        speakers = [n for n, a in enumerate(found) if _heard(page, a, quote) and not _inside(a, found)]
        if not content or not speakers:
            continue
        last = max(speakers, key=lambda n: (found[n].head, -n))
        speaker = found[last]
        here = page.annotated.sentence_of(speaker.head).paragraph
        if quote.paragraph == here and speaker.rule in QUOTING and not speaker.carried:
            found[last] = replace(speaker, content=(*speaker.content, content))
        elif quote.paragraph - here <= 3:
            found.append(replace(speaker, content=(content,), carried=True, rule="goes on quoting"))
    return found


def _apart(page: Page, one: Attribution) -> list[Attribution]:
    """One attribution a quoted sentence that the cue parts from the others; half sentences stay together."""
    if one.rule not in QUOTING or len(one.content) == 1:
        return [one]
    groups: list[list[Stretch]] = []
    for stretch in one.content:
        if groups and not page.tokens[stretch[0]].text[:1].isupper():
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    return [replace(one, content=tuple(group)) for group in groups]


def _heard(page: Page, one: Attribution, quote: Quotation) -> bool:
    """Whether an attribution's source may be who goes on in a later quotation."""
    spoken = one.kind == "speech" and one.source is not None and not one.carried
    return spoken and one.head < quote.first and page.quote_of(one.head) < 0


def _inside(one: Attribution, others: list[Attribution]) -> bool:
    return any(other is not one and other.holds(one.head) for other in others)


def _indirect(page: Page, taken: set[int]) -> list[Attribution]:
    found: list[Attribution] = []
    for token in page.tokens:
        hit = cues.verb_at(page.annotated, token.number)
        if hit is None or token.number in taken:
            continue
        made = verbal.attribution(page, token.number, *hit)
        if made:
            found.append(made)
    return found


def _nominal(page: Page) -> list[Attribution]:
    found: list[Attribution] = []
    for token in page.tokens:
        made = (
            nominal.according(page, token.number)
            or nominal.of_noun(page, token.number)
            or nominal.of_adjective(page, token.number)
        )
        if made:
            found.append(made)
    return found


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """One attribution a cue and content."""
    kept: dict[tuple[int, tuple[Stretch, ...]], Attribution] = {}
    for one in found:
        kept.setdefault((one.head, one.content), one)
    return list(kept.values())


def _nested(found: list[Attribution]) -> list[Attribution]:
    """The same, each told which smallest other holds its cue."""
    ordered = []
    for number, one in enumerate(found):
        holders = [
            n for n, other in enumerate(found) if n != number and other.holds(one.head) and not one.holds(other.head)
        ]
        ordered.append(replace(one, within=min(holders, key=lambda n: found[n].size) if holders else None))
    return ordered


def _own_words(page: Page, one: Attribution) -> bool:
    """Whether a speaker only speaks of his own saying or thinking: "I think", "he said he believed"."""
    if one.source is None:
        return False
    word = page.tokens[one.source.head].text
    word = word if word == "US" else word.lower()
    if one.within is None:
        return word in FIRST_PERSON and page.quote_of(one.head) < 0 and one.rule == "object"
    if word in FIRST_PERSON:
        return True
    return word in THIRD_PERSON and page.quote_of(one.head) < 0
