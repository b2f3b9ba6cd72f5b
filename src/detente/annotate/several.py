"""Officials and bodies of several states in one noun: "U.S. and South Korean militaries", "the leaders of Britain, France and Germany"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from detente.annotate import nominals
from detente.model.actors import Actor
from detente.model.annotation import Mention
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Match
    from detente.annotate.nominals import Nominal

_SORTS = frozenset({"official", "body"})
_KINDS = frozenset({"state", "demonym", "capital"})
_BETWEEN = frozenset({",", "and", "&", "the"})


def mention(draft: Draft, phrase: Nominal) -> Mention | None:
    """A noun in the plural with each of the states it is of, as the codebook splits joint actors; ``None`` where these are not several."""
    if not phrase.plural or phrase.sort not in _SORTS or phrase.found.former or phrase.found.private:
        return None
    actors = _before(draft, phrase)
    stop = phrase.head + 1
    if not actors:
        stop, sides = nominals.states_behind(draft, phrase.head)
        actors = _behind(draft, phrase, stop) if sides else ()
    if not actors:
        return None
    actors = _persons_beside(draft, stop, len(actors)) or actors
    return Mention(
        first=phrase.first, stop=stop, head=phrase.head, kind="collective", actors=actors,
        because=(f"{phrase.sort} noun", "of several states"),
    )  # fmt: skip


def _persons_beside(draft: Draft, stop: int, count: int) -> tuple[Actor, ...]:
    """As many persons named right behind: "the foreign ministers of Russia and Turkey, Sergei Lavrov and Mevlut Cavusoglu"."""
    after = nominals.right_behind(draft, stop) if stop < len(draft.tokens) and draft.tokens[stop].text == "," else None
    heads = draft.conjuncts(after.head) if after is not None else ()
    named = [a for head in heads if (m := draft.by_head.get(head)) for a in m.actors if a.kind == "person"]
    return tuple(named) if len(named) == len(heads) == count else ()


def _before(draft: Draft, phrase: Nominal) -> tuple[Actor, ...]:
    """Those of the states named one after another before the noun: "South Korean militaries"."""
    matches = list(dict.fromkeys(_matches(draft, range(phrase.first, phrase.head))))
    if len(matches) < 2 or not _listed(draft, matches):
        return ()
    rest = draft.text(matches[-1].stop, phrase.head + 1)
    kind = "group" if phrase.kind == "person" else phrase.kind
    return _one_a_side(
        Actor(name=f"{draft.text(m.first, m.stop)} {rest}", side=m.entry.side, kind=kind, role=phrase.lemma)
        for m in matches
    )


def _listed(draft: Draft, matches: Sequence[Match]) -> bool:
    """Whether nothing but commas, articles and "and" stand between the names, and one "and" before the last."""
    gaps = [[draft.tokens[n].text.lower() for n in range(one.stop, other.first)] for one, other in pairwise(matches)]
    return all(gap and set(gap) <= _BETWEEN for gap in gaps) and bool({"and", "&"} & set(gaps[-1]))


def _behind(draft: Draft, phrase: Nominal, stop: int) -> tuple[Actor, ...]:
    """The states named behind "of" or "from"."""
    entries = [m.entry for m in dict.fromkeys(_matches(draft, range(phrase.head + 2, stop)))]
    return _one_a_side(
        Actor(
            name=draft.name_of(entry), side=entry.side, kind="body" if entry.kind == "body" else "state", entity=entry.entity
        )
        for entry in entries
    )  # fmt: skip


def _matches(draft: Draft, numbers: range) -> Iterator[Match]:
    for number in numbers:
        match = draft.match_at.get(number)
        if match is not None and match.entry.side and (match.entry.kind in _KINDS or match.entry.side in bodies()):
            yield match


def _one_a_side(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors, where they are several and of different sides."""
    found = tuple(actors)
    return found if len({a.side for a in found}) == len(found) > 1 else ()
