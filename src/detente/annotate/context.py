"""For whom somebody acts whose words name no state: clues of title, name, place, subject, outlet and document, weighed.

Each clue votes for a side (``annotate.clues``). What it weighs was learnt from the written corpus as a conditional logit over the sides in question
(McFadden 1974); ``training/context.py`` writes the weights to ``resources/actors/context.tsv``. They know no names and no disputes. Titles have the weights
of ``resources/actors/titles.tsv``, times that of the clue "title".
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate import clues, lexicon, origins
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.annotate.draft import Draft

_SURE = 6.0
# The outlets of the corpus are invented, so that nothing is learnt of known ones.
_HOME = {"home": 4.5}
# Words of American parties, which parties elsewhere have in their names too ("the Republican People's Party").
_PARTIES = frozenset({" republican ", " democrat ", " republicans "})
_ELSEWHERE = frozenset({"party", "people's", "social", "christian", "liberal", "free"})
# The U.S. has secretaries and departments.
_NOT_AMERICAN = frozenset({"minister", "ministers", "ministry", "premier", "mp"})


def side(draft: Draft, at: int, *, role: str = "", name: str = "", host: str | None = None) -> str | None:
    """The side of somebody whose state is not named, or ``None`` where nothing favours one.

    Args:
        draft: the document.
        at: the first token of his name or noun.
        role: the title that the text gives.
        name: his own name, where he has one: whose officials are called so?
        host: a side that he is a guest of and does not speak for.
    """
    home, partial = clues.home_side(draft)
    if partial:
        return home
    if _of_a_court(draft, role):
        return None
    only = next((voted for voted, weight in _of_title(draft, role) if weight >= _SURE and fits(role, voted)), None)
    if only is not None:
        return only
    if _of_an_organisation(draft, role):
        return None
    weight, kind, rows = _weights(), sort(draft, at, name), told(draft, at, role=role, name=name)
    ranked = sorted(
        (-sum(_worth(weight, kind, clue) * amount for clue, amount in row.items()), voted)
        for voted, row in rows.items()
        if voted != host
    )
    return ranked[0][1] if ranked else None


def told(draft: Draft, at: int, *, role: str, name: str) -> Mapping[str, Mapping[str, float]]:
    """The sides that may be his, each with its clues and how much there is of each."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for voted, amount in _of_title(draft, role):
        found[voted]["title"] += amount
    for voted, amount in _of_name(draft, name, role):
        found[voted]["name"] += amount
    for voted, clue, amount in clues.around(draft, at):
        found[voted][clue] += amount
    return {voted: dict(row) for voted, row in found.items() if fits(role, voted)}


def sort(draft: Draft, at: int, name: str) -> str:
    """What he is, whose clues weigh differently: a person, one or several without a name."""
    if name:
        return "person"
    return "several" if draft.tokens[at].tag in {"NNS", "NNPS"} else "one"


@cache
def _weights() -> Mapping[str, float]:
    return {row["clue"]: float(row["weight"]) for row in resources.rows("actors/context.tsv")} | _HOME


def _worth(weight: Mapping[str, float], kind: str, clue: str) -> float:
    return weight.get(clue, 0.0) + weight.get(f"{kind}:{clue}", 0.0)


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


def _of_an_organisation(draft: Draft, role: str) -> bool:
    """Whether a secretary or director general may be that of an organisation without a side, because the document names one."""
    named = role.strip().lower().replace("-", " ")
    if not named.endswith(("secretary general", "director general", "executive secretary")):
        return False
    return any(m.entry.side is None and m.entry.sort == "IGO" for m in draft.match_at.values())


def _of_a_court(draft: Draft, role: str) -> bool:
    """Whether a prosecutor or judge may be an international court's, because the document names one."""
    if not lexicon.words("officer of a court").intersection(role.lower().split()):
        return False
    return any(m.entry.side is None and "Court" in m.entry.name for m in draft.match_at.values())


@cache
def _titles() -> tuple[tuple[str, str, float], ...]:
    rows = resources.rows("actors/titles.tsv")
    return tuple((f" {row['title']} ", row["side"], float(row["weight"])) for row in rows)


def _of_title(draft: Draft, role: str) -> Iterator[tuple[str, float]]:
    """Titles that one state has, or that are nearly always one state's."""
    padded = f" {role.lower().replace('-', ' ').replace('.', '')} "
    mentioned = {m.entry.side for m in draft.match_at.values()}
    for title, voted, weight in _titles():
        if title in padded and not (title in _PARTIES and _ELSEWHERE.intersection(padded.split())):
            yield voted, weight if voted in mentioned or weight >= _SURE else weight / 2


def _of_name(draft: Draft, name: str, role: str) -> Iterator[tuple[str, float]]:
    """Whose officials bear names like his, of those that the document speaks of."""
    if not name:
        return
    spoken = {m.entry.side for m in draft.match_at.values() if m.entry.side and m.entry.kind != "outlet"}
    yield from origins.shares(name, (voted for voted in spoken if fits(role, voted))).items()
