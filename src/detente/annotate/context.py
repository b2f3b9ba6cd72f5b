"""For whom somebody acts whose words name no state: clues of title, place, subject, outlet and document, weighed.

Each clue votes for a side. Weights were set by hand on texts written for it; ``tests/annotate/test_actors.py`` holds some of their kind.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate import affiliation, lexicon, origins
from detente.annotate.draft import SUBJECTS
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.annotate.draft import Draft

Clue = tuple[str, float]
# Where many states meet, so that a report's place tells little of who is meant.
_MEETING_PLACES = frozenset({"Switzerland", "Austria", "Belgium"})
# States whose outlets report on the whole world.
_WORLD_MEDIA = frozenset({"USA", "GBR", "FRA", "QAT", "DEU"})
_LEAST = 0.7
_FRONTED, _MEETING, _SAID_IN, _WILLING, _SUBJECT, _BEFORE, _FADES = 6.0, 2.0, 1.5, 3.0, 2.4, 2.6, 0.45
_PARAGRAPH_BEFORE, _DATELINE, _HOME, _FIRST, _SHARE, _LAST, _PROMISED = 0.8, 1.2, 2.5, 0.7, 1.2, 0.4, 0.8
_MOST_OF_DOCUMENT, _SURE, _NAMED = 1.8, 6.0, 4.0
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})
# The U.S. has secretaries and departments.
_NOT_AMERICAN = frozenset({"minister", "ministers", "ministry", "premier", "mp"})
_WILL = frozenset({"will", "would", "shall", "'ll", "wo"})
_HEARERS = frozenset({"reporter", "journalist", "parliament", "lawmaker", "conference", "interview", "meeting"})


def side(draft: Draft, at: int, *, role: str = "", name: str = "", host: str | None = None) -> str | None:
    """The side of somebody whose state is not named, or ``None`` where nothing favours one.

    Args:
        draft: the document.
        at: the first token of his name or noun.
        role: the title that the text gives.
        name: his own name, where he has one: whose officials are called so?
        host: a side that he is a guest of and does not speak for.
    """
    home, partial = home_side(draft)
    if partial:
        return home
    if _of_a_court(draft, role):
        return None
    votes = _summed(_of_document(draft, at))
    votes = {voted: min(weight, _MOST_OF_DOCUMENT) for voted, weight in votes.items()}
    near = [
        *_of_title(draft, role),
        *_near(draft, at),
        *([(home, _HOME)] if home else []),
        *_of_name(draft, name, role),
    ]
    against = _doer(draft, at)
    summed = [
        (voted, weight)
        for voted, weight in _summed([*votes.items(), *near]).items()
        if fits(role, voted) and voted not in {against, host}
    ]
    ranked = sorted(summed, key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return None
    return ranked[0][0]


def fits(role: str, side_of: str, *, known: bool = False) -> bool:
    """Whether a side can have an office: the U.N. has no army and no foreign ministry.

    Args:
        role: the title.
        side_of: the side.
        known: whether somebody is known to hold an office there: bodies have presidents too ("the Commission's president").
    """
    words = set(role.lower().replace("-", " ").replace("secretary general", "").split())
    words -= {"president", "general"} if known else set()
    if side_of == "USA":
        return not words & _NOT_AMERICAN
    return side_of not in bodies() or not words & lexicon.words("office of states alone")


def sure(draft: Draft, role: str) -> str | None:
    """The one side whose title a role is, where that side is spoken of ("the justice commissioner" beside the E.U.)."""
    mentioned = {m.entry.side for m in draft.match_at.values()}
    return next((voted for voted, weight in _of_title(draft, role) if weight >= _SURE and voted in mentioned), None)


def _of_a_court(draft: Draft, role: str) -> bool:
    """Whether a prosecutor or judge may be an international court's, because the document names one."""
    if not lexicon.words("officer of a court").intersection(role.lower().split()):
        return False
    return any(m.entry.side is None and "Court" in m.entry.name for m in draft.match_at.values())


def _summed(clues: Iterable[Clue]) -> dict[str, float]:
    votes: dict[str, float] = {}
    for voted, weight in clues:
        votes[voted] = votes.get(voted, 0.0) + weight
    return votes


@cache
def _titles() -> tuple[tuple[str, str, float], ...]:
    rows = resources.rows("actors/titles.tsv")
    return tuple((f" {row['title']} ", row["side"], float(row["weight"])) for row in rows)


def _of_title(draft: Draft, role: str) -> Iterator[Clue]:
    """Titles that one state has, or that are nearly always one state's."""
    padded = f" {role.lower().replace('-', ' ').replace('.', '')} "
    mentioned = {m.entry.side for m in draft.match_at.values()}
    for title, voted, weight in _titles():
        if title in padded:
            yield voted, weight if voted in mentioned or weight >= _SURE else weight / 2


def _of_name(draft: Draft, name: str, role: str) -> Iterator[Clue]:
    """Whose officials bear names like his, of those that the document speaks of."""
    if not name:
        return
    spoken = {m.entry.side for m in draft.match_at.values() if m.entry.side and m.entry.kind != "outlet"}
    shares = origins.shares(name, (voted for voted in spoken if fits(role, voted)))
    yield from ((voted, _NAMED * share) for voted, share in shares.items())


def _near(draft: Draft, at: int) -> Iterator[Clue]:
    """The words of the sentence and of those before it."""
    tokens = draft.tokens
    sentence = draft.sentences[tokens[at].sentence]
    yield from _own_sentence(draft, at)
    for back in range(1, 5):
        number = sentence.number - back
        if number < 0:
            break
        before = draft.sentences[number]
        same = before.paragraph == sentence.paragraph
        weight = _BEFORE * _FADES ** (back - 1) if same else _PARAGRAPH_BEFORE if back <= 2 else 0.0
        for each in range(before.first, before.stop if weight else before.first):
            voted = subject_side(draft, each)
            if voted:
                yield voted, weight if tokens[tokens[each].head].dep == "ROOT" else weight / 2
        place = _fronted_place(draft, before.first, before.stop) if weight else None
        if place and same:
            yield place, weight
    last = _last_actor(draft, at, draft.sentences[max(0, sentence.number - 2)].first)
    if last:
        yield last, _LAST


def _own_sentence(draft: Draft, at: int) -> Iterator[Clue]:
    tokens = draft.tokens
    sentence = draft.sentences[tokens[at].sentence]
    subject = next((s for n in range(at - 1, sentence.first - 1, -1) if (s := subject_side(draft, n))), None)
    if subject:
        number = next(n for n in range(at - 1, sentence.first - 1, -1) if subject_side(draft, n))
        verb = tokens[number].head
        if _done_to(draft, at) == verb:
            pass
        elif tokens[verb].dep in _ASIDE:
            yield subject, _LAST
        else:
            yield subject, _WILLING if _willing(draft, verb) or tokens[verb].tag == "VBZ" else _SUBJECT
    place = _fronted_place(draft, sentence.first, at)
    if place:
        state = draft.knowledge.states.get(place)
        yield place, _MEETING if state and state.name in _MEETING_PLACES else _FRONTED
    verb = next((tokens[n].head for n in range(at, min(at + 8, sentence.stop)) if tokens[n].dep in SUBJECTS), -1)
    for number in range(at, sentence.stop):
        if tokens[number].head != verb and _willing(draft, tokens[number].head):
            promising = subject_side(draft, number)
            if promising:
                yield promising, _PROMISED
        mention = draft.by_head.get(number)
        if mention is None or not mention.as_place or tokens[number].dep != "pobj":
            continue
        link = tokens[tokens[number].head]
        if link.head == verb or tokens[link.head].lemma in _HEARERS:
            yield from ((actor.side, _SAID_IN) for actor in mention.actors if actor.side)


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


def _of_document(draft: Draft, at: int) -> Iterator[Clue]:
    """The dateline's state, the first subject's, and how often each is spoken of."""
    dateline = dateline_side(draft)
    if dateline:
        yield dateline, _DATELINE
    last = draft.sentences[min(2, len(draft.sentences) - 1)].stop
    first = next((voted for n in range(min(at, last)) if (voted := subject_side(draft, n))), None)
    if first:
        yield first, _FIRST
    counts = Counter(
        match.entry.side
        for number, match in draft.match_at.items()
        if match.first == number and match.entry.side and match.entry.kind != "outlet"
    )
    total = sum(counts.values())
    for voted in sorted(counts):
        yield voted, _SHARE * counts[voted] / total


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
