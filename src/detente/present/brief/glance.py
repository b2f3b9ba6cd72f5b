"""In short: the few sentences a reader needs first, each with the lines it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.present import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.present.brief.citing import Cite
    from detente.present.brief.rows import DeadlockRow, MeasureRow, OutlookRow, SplitRow, TermRow

MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A sentence, the section it leads to, and its lines."""

    kind: str
    section: str
    sentence: str
    cites: tuple[Cite, ...]


def glance(
    *,
    deadlocks: Sequence[DeadlockRow],
    splits: Sequence[SplitRow],
    terms: Sequence[TermRow],
    measures: Sequence[MeasureRow],
    outlooks: Sequence[OutlookRow],
) -> tuple[Glance, ...]:
    """The first of each kind of finding, in words."""
    return (
        *(_split(row) for row in _one_a_pair(sorted(splits, key=lambda row: not row.certain))[:MOST_OF_A_KIND]),
        *(_deadlock(row) for row in deadlocks[:MOST_OF_A_KIND]),
        *(_term(row) for row in [t for t in terms if not t.expert and t.demand and t.offer][:2] if not deadlocks),
        *(_measure(row) for row in _telling(measures)),
        *(_outlook(row) for row in _one_a_topic(outlooks)[:2]),
    )


def _one_a_topic(outlooks: Sequence[OutlookRow]) -> list[OutlookRow]:
    """The first outlook of each topic on which observers lean one way, talks before all others: what the brief is opened for."""
    first: dict[str, OutlookRow] = {}
    for row in outlooks:
        if row.leading and row.total > 1:
            first.setdefault(row.topic, row)
    return sorted(first.values(), key=lambda row: row.topic != words.word("topic", "talks"))


def capital(sentence: str) -> str:
    """A sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def _split(row: SplitRow) -> Glance:
    over = f" over {row.over}" if row.over else ""
    how = "stand" if row.certain else "may stand"
    sentence = (
        f"{row.left.the} and {row.right.the} {how} apart on {row.issue.lower()}{over}: "
        f"{row.left.the} {row.left.wants}, {row.right.the} {row.right.wants}."
    )
    cites = (row.left.telling, row.right.telling, *row.reported[:1])
    return Glance(kind="Split", section="splits", sentence=capital(sentence), cites=cites)


def _deadlock(row: DeadlockRow) -> Glance:
    sentence = f"{row.left} wants “{row.left_wants}” first; {row.right} wants “{row.right_wants}” first."
    return Glance(kind="Deadlock", section="table", sentence=capital(sentence), cites=(row.left_cite, row.right_cite))


def _term(row: TermRow) -> Glance:
    of = f" of {row.of}" if row.of else ""
    sentence = f"{row.by} asks “{row.demand}”{of} and offers “{row.offer}”."
    return Glance(kind="Terms", section="table", sentence=sentence, cites=row.cites[:1])


def _one_a_pair(splits: Sequence[SplitRow]) -> list[SplitRow]:
    """The first split of each pair of sides."""
    first: dict[tuple[str, str], SplitRow] = {}
    for row in splits:
        first.setdefault((row.left.name, row.right.name), row)
    return list(first.values())


def _telling(measures: Sequence[MeasureRow]) -> list[MeasureRow]:
    """The two measures that leave least open; one alone where the next leaves more open than it tells."""
    ordered = sorted(measures, key=_untold)
    return ordered[:1] + [row for row in ordered[1:2] if _untold(row) < 2]


def _untold(row: MeasureRow) -> int:
    """How many of the questions whom, why and when a measure leaves open."""
    return [row.targets, row.reason or row.programme, row.date].count("")


def _measure(row: MeasureRow) -> Glance:
    why = f", for “{row.reason}”" if row.reason else ""
    date = f" ({row.date})" if row.date else ""
    sentence = f"{row.imposer} {row.did} {row.targets or 'targets not named'}{why}{date}."
    return Glance(kind="Measure", section="measures", sentence=sentence, cites=row.cites[:1])


def _outlook(row: OutlookRow) -> Glance:
    number = next(n for direction, _, n in row.counts if direction == row.leading)
    sentence = (
        f"{row.topic} between {row.about}: {number} of {words.count(row.total, 'judgement')} "
        f"{'says' if number == 1 else 'say'} {words.word('direction', row.leading)}."
    )
    cites = [cite for direction, _, cite in row.lines if direction == row.leading]
    return Glance(kind="Outlook", section="observers", sentence=sentence, cites=tuple(cites[:2]))
