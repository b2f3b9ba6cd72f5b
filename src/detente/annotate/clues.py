"""Clues of the side of somebody whose words name no state: the subjects, places and sides around him, and what the document speaks of.

Each is a side, the clue's name and how much of it there is; ``resources/actors/context.tsv`` says what it weighs (``annotate.context``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.annotate import affiliation, lexicon
from detente.annotate.draft import SUBJECTS
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.draft import Draft
    from detente.model.annotation import Mention

Clue = tuple[str, str, float]
# Where many states meet, so that a report's place tells little of who is meant.
_MEETING_PLACES = frozenset({"Switzerland", "Austria", "Belgium"})
# States whose outlets report on the whole world.
_WORLD_MEDIA = frozenset({"USA", "GBR", "FRA", "QAT", "DEU"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})
_WILL = frozenset({"will", "would", "shall", "'ll", "wo"})
_HEARERS = frozenset({"reporter", "journalist", "parliament", "lawmaker", "conference", "interview", "meeting"})
_BACK = 4  # sentences back that are looked at, two of them in the paragraph before
_RANKED = 3


def around(draft: Draft, at: int) -> Iterator[Clue]:
    """What the sentence, those before it and the whole document tell of who stands at a token."""
    yield from _subject(draft, at)
    yield from _after(draft, at)
    yield from _ahead(draft, at)
    yield from _before(draft, at)
    yield from _of_document(draft, at)


def _subject(draft: Draft, at: int) -> Iterator[Clue]:
    """The subject that the sentence has before him, and the place it opens with."""
    tokens = draft.tokens
    sentence = draft.sentences[tokens[at].sentence]
    number = next((n for n in range(at - 1, sentence.first - 1, -1) if subject_side(draft, n)), None)
    side = subject_side(draft, number) if number is not None else None
    if number is not None and side is not None:
        verb = tokens[number].head
        if _done_to(draft, at) == verb:
            yield side, "did it to him", 1.0
        elif tokens[verb].dep in _ASIDE:
            yield side, "subject aside", 1.0
        else:
            yield side, "subject willing" if _willing(draft, verb) or tokens[verb].tag == "VBZ" else "subject", 1.0
    place = _fronted_place(draft, sentence.first, at)
    if place:
        state = draft.knowledge.states.get(place)
        yield place, "fronted meeting" if state and state.name in _MEETING_PLACES else "fronted", 1.0
    lister = _doer(draft, at)
    if lister:
        yield lister, "lists him", 1.0


def _after(draft: Draft, at: int) -> Iterator[Clue]:
    """Who and what stands in the sentence after him: the subjects of what he says, the place where he says it, others."""
    tokens = draft.tokens
    sentence = draft.sentences[tokens[at].sentence]
    verb = next((tokens[n].head for n in range(at, min(at + 8, sentence.stop)) if tokens[n].dep in SUBJECTS), -1)
    seen: dict[Clue, None] = {}
    for number in range(at, sentence.stop):
        side = subject_side(draft, number) if tokens[number].head != verb else None
        if side:
            seen[side, "promised" if _willing(draft, tokens[number].head) else "subject below", 1.0] = None
        mention = draft.by_head.get(number)
        if mention is None:
            continue
        link = tokens[tokens[number].head]
        said = mention.as_place and tokens[number].dep == "pobj"
        if said and (link.head == verb or tokens[link.head].lemma in _HEARERS):
            seen.update(dict.fromkeys(_each(mention, "said in")))
        elif not said and number > at and tokens[number].dep not in SUBJECTS:
            seen.update(dict.fromkeys(_each(mention, "place after" if mention.as_place else "after")))
    yield from seen


def _each(mention: Mention, clue: str) -> Iterator[Clue]:
    yield from ((actor.side, clue, 1.0) for actor in mention.actors if actor.side)


def _ahead(draft: Draft, at: int) -> Iterator[Clue]:
    """Whom else the sentence names before him."""
    seen: dict[Clue, None] = {}
    for number in range(draft.sentences[draft.tokens[at].sentence].first, at):
        mention = draft.by_head.get(number)
        if mention is not None and draft.tokens[number].dep not in SUBJECTS:
            seen.update(dict.fromkeys(_each(mention, "place ahead" if mention.as_place else "ahead")))
    yield from seen


def _before(draft: Draft, at: int) -> Iterator[Clue]:
    """The sentences before."""
    sentence = draft.sentences[draft.tokens[at].sentence]
    for back in range(1, _BACK + 1):
        if sentence.number < back:
            break
        before = draft.sentences[sentence.number - back]
        same = before.paragraph == sentence.paragraph
        if not same and back > _BACK // 2:
            break
        place = f"{back} back" if same else "paragraph before"
        yield from dict.fromkeys(_of_sentence(draft, before.first, before.stop, place))
        fronted = _fronted_place(draft, before.first, before.stop)
        if fronted:
            yield fronted, f"fronted {place}", 1.0
    last = _last_actor(draft, at, draft.sentences[max(0, sentence.number - 2)].first)
    if last:
        yield last, "last", 1.0


def _of_sentence(draft: Draft, first: int, stop: int, place: str) -> Iterator[Clue]:
    """The subjects of a sentence before, and whom else it names."""
    tokens = draft.tokens
    for number in range(first, stop):
        side = subject_side(draft, number)
        if side:
            yield side, f"{'subject' if tokens[tokens[number].head].dep == 'ROOT' else 'under'} {place}", 1.0
        mention = draft.by_head.get(number)
        if mention is not None and not side:
            yield from _each(mention, f"{'place' if mention.as_place else 'in'} {place}")


def _of_document(draft: Draft, at: int) -> Iterator[Clue]:
    """The outlet's state, the dateline's, the first subject's, and how often each is spoken of."""
    home, _ = home_side(draft)
    if home:
        yield home, "home", 1.0
    dateline = dateline_side(draft)
    if dateline:
        yield dateline, "dateline", 1.0
    last = draft.sentences[min(2, len(draft.sentences) - 1)].stop
    first = next((voted for n in range(min(at, last)) if (voted := subject_side(draft, n))), None)
    if first:
        yield first, "first", 1.0
    counts = Counter(
        match.entry.side
        for number, match in draft.match_at.items()
        if match.first == number and match.entry.side and match.entry.kind != "outlet"
    )
    total = sum(counts.values())
    for rank, (voted, count) in enumerate(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))):
        yield str(voted), "share", count / total
        if rank < _RANKED:
            yield str(voted), f"rank {rank}", 1.0
        if voted in bodies():
            yield str(voted), "body", 1.0


def _done_to(draft: Draft, at: int) -> int | None:
    """The verb whose object a name is ("… placed the two ministers, X and Y, under sanctions")."""
    number = at
    for _ in range(5):
        token = draft.tokens[number]
        if token.dep == "dobj":
            return token.head
        if token.dep not in {"compound", "appos", "conj", "nmod", "amod"}:
            return None
        number = token.head
    return None


def _doer(draft: Draft, at: int) -> str | None:
    """The side that names somebody in a list of its own: "the Treasury placed X under sanctions" makes X no American."""
    verb = _done_to(draft, at)
    if verb is None or draft.tokens[verb].lemma not in lexicon.words("listing verb"):
        return None
    return next((side for c in draft.children[verb] if (side := subject_side(draft, c))), None)


def _willing(draft: Draft, verb: int) -> bool:
    """Whether a verb stands in the future, which a government mostly tells of its own acts."""
    return any(draft.tokens[c].text.lower() in _WILL for c in draft.children[verb])


def subject_side(draft: Draft, number: int) -> str | None:
    """The side of the subject that a token heads; ``None`` for other tokens and those without a side."""
    token = draft.tokens[number]
    if token.dep == "conj" and draft.tokens[token.head].dep not in SUBJECTS:
        return None
    if token.dep not in SUBJECTS and token.dep not in {"conj", "agent"}:
        return None
    if number in draft.sided:
        return draft.sided[number]
    mention = draft.by_head.get(number)
    if mention is not None:
        sides = {a.side for a in mention.actors}
        return next(iter(sides)) if len(sides) == 1 and not mention.as_place else None
    sort = draft.knowledge.nouns.get(token.lemma)
    if sort == "outlet" and any(draft.tokens[c].text.lower() == "state" for c in draft.children[number]):
        sort = "body"
    if token.pos in {"NOUN", "PROPN"} and sort in {"official", "body"}:
        found = affiliation.of_noun(draft, number)
        return None if found.former or found.private else found.side
    return None


def _fronted_place(draft: Draft, first: int, stop: int) -> str | None:
    """The state of the place that a sentence opens with ("In Kinshasa, …")."""
    opening = draft.tokens[first].text.lower()
    if opening not in {"in", "from", "at"}:
        return None
    for number in range(first, min(stop, first + 6)):
        mention = draft.by_head.get(number)
        if mention and mention.as_place and len(mention.actors) == 1:
            return mention.actors[0].side
    return None


def _last_actor(draft: Draft, at: int, first: int) -> str | None:
    for number in range(at - 1, first - 1, -1):
        mention = draft.by_head.get(number)
        if mention and len(mention.actors) == 1 and mention.actors[0].side and not mention.as_place:
            return mention.actors[0].side
    return None


def dateline_side(draft: Draft) -> str | None:
    """The state of the place that the report is filed from, unless many states meet there."""
    dateline = (draft.document.dateline or "").split("/")[0].strip()
    entry = None
    for part in (dateline.split(",")[0], dateline.rpartition(",")[2]):
        place = part.strip()
        entry = entry or (draft.knowledge.gazetteer.lookup(place.title()) if place else None)
    if entry is None:
        match = draft.match_at.get(0)
        opening = draft.by_head.get(draft.head_of(match.first, match.stop)) if match else None
        entry = match.entry if match and opening and opening.as_place else None
    if entry is None or entry.entity.startswith("body:") or entry.name in _MEETING_PLACES:
        return None
    return entry.side


def home_side(draft: Draft) -> tuple[str | None, bool]:
    """The state of a national outlet, whose "the ministry" is its own state's, and whether the outlet is that state's.

    ``None`` for outlets that report on the world.
    """
    for name in (draft.document.publisher, draft.document.agency):
        entry = draft.knowledge.gazetteer.lookup(name) if name else None
        if entry is not None and entry.kind == "outlet":
            return (None, False) if entry.state in _WORLD_MEDIA else (entry.state, entry.side is not None)
    return None, False
