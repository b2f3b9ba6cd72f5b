"""How observers see it: assessments of a relation or prospect, counted by direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from detente.analyse.kept import found_once
from detente.analyse.view import place_in_time
from detente.model.reading import Direction

if TYPE_CHECKING:
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Assessment, Topic

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is said of one topic among the same sides.

    Attributes:
        about: the sides concerned, in alphabetical order.
        topic: talks, alliance, …
        counts: notes by direction, in the order of ``DIRECTIONS``.
        notes: all of them, oldest first.
    """

    about: tuple[str, ...]
    topic: Topic
    counts: tuple[int, ...]
    notes: tuple[Sourced[Assessment], ...]

    def count(self, direction: Direction) -> int:
        """How many notes say so."""
        return self.counts[DIRECTIONS.index(direction)]

    @property
    def leading(self) -> Direction | None:
        """The direction that half of the notes or more give, and more than any other; ``None`` where they are divided."""
        most = max(DIRECTIONS, key=self.count)
        alone = self.counts.count(self.count(most)) == 1
        return most if alone and 2 * self.count(most) >= len(self.notes) else None


@found_once
def outlooks(view: View) -> tuple[Outlook, ...]:
    """Assessments grouped by topic and sides, most notes first."""
    groups: dict[tuple[tuple[str, ...], Topic], list[Sourced[Assessment]]] = {}
    for sourced in sorted(view.assessments(), key=place_in_time):
        about = tuple(sorted(dict.fromkeys(sourced.note.about)))
        groups.setdefault((about, sourced.note.topic), []).append(sourced)
    found = [
        Outlook(
            about=about,
            topic=topic,
            counts=tuple(sum(s.note.direction == direction for s in notes) for direction in DIRECTIONS),
            notes=tuple(notes),
        )
        for (about, topic), notes in groups.items()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.notes), o.topic, o.about)))
