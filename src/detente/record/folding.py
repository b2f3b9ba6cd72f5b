"""Notes of one thing as one: the best told of them leads, the others stand beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from detente.resolve.sets import Sets
from detente.resolve.stories import story_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.model.findings import Sourced
    from detente.model.reading import Note

NoteT = TypeVar("NoteT", bound="Note")


def folded(
    notes: Sequence[Sourced[NoteT]], *, things: Mapping[str, str], stories: Mapping[str, Sequence[str]]
) -> tuple[Sourced[NoteT], ...]:
    """One entry a thing, in the order of the leading notes.

    Args:
        notes: notes of one layer.
        things: by a note's id the thing it tells of, where others tell of it too.
        stories: by a document's id the stories it carries, its own first, where others carry them too.
    """
    held: dict[str, list[Sourced[NoteT]]] = {}
    for sourced in notes:
        held.setdefault(things.get(sourced.note.id, sourced.note.id), []).append(sourced)
    leads: dict[tuple[str, str], Sourced[NoteT]] = {}
    for reports in held.values():
        if len(reports) == 1:
            (lead,) = reports
            story = (stories.get(lead.document) or (story_id(lead.document),))[0]
            leads[lead.document, lead.note.id] = replace(lead, story=story, also=())
            continue
        lead, *others = sorted(_told(reports, stories), key=_rank)
        leads[lead.document, lead.note.id] = replace(lead, also=tuple(others))
    return tuple(leads[key] for s in notes if (key := (s.document, s.note.id)) in leads)


def _told(reports: Sequence[Sourced[NoteT]], stories: Mapping[str, Sequence[str]]) -> list[Sourced[NoteT]]:
    """The reports with the story each is of: those of documents that carry a story in common are of one."""
    carried = [set(stories.get(s.document) or (story_id(s.document),)) for s in reports]
    sets = Sets(len(reports))
    first: dict[str, int] = {}
    for number, ids in enumerate(carried):
        for story in sorted(ids):
            sets.join(number, first.setdefault(story, number))
    names = [(stories.get(s.document) or (story_id(s.document),))[0] for s in reports]
    return [replace(s, story=min(names[n] for n in sets.members(number))) for number, s in enumerate(reports)]


def _rank(sourced: Sourced[NoteT]) -> tuple[bool, int, float, int, str]:
    """Those that tell the day themselves lead, the more exact before the less, then the surer, then the longer."""
    own = getattr(sourced.note, "date", None)
    evidence = sourced.note.evidence
    return (own is None, own.width if own else 0, -evidence.confidence, -len(evidence.quote), sourced.note.id)
