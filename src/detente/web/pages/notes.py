"""The notes of a layer, as the filters have it: what every number leads to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from detente.errors import UnknownId
from detente.model.reading import LAYERS
from detente.present import tables, words
from detente.web.lines import lines
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.findings import Sourced
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_FACETS = 12


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page of one layer, newest first."""
    layer = parts["layer"]
    if layer not in LAYERS:
        raise UnknownId(f"there are no notes called {layer!r}", cure=f"known are {', '.join(LAYERS)}")
    view = desk.kept(look)
    found = list(reversed(getattr(view, layer)()))
    part = sheet(found, look)
    values: dict[str, object] = {
        "layer": layer,
        "layers": LAYERS,
        "sheet": part,
        "rows": lines(part.rows),  # type: ignore[arg-type]  # a sheet of notes holds notes
        "facets": _facets(found),
    }
    return Page(template="notes.html", title=layer.capitalize(), values=values, table=lambda: tables.notes(view, layer))


def _facets(found: list[Sourced[Any]]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """How many of the notes have each value: (filter, [(value, its words, notes)])."""
    counted: dict[str, Counter[str]] = {
        "side": Counter(),
        "issue": Counter(),
        "type": Counter(),
        "publisher": Counter(),
    }
    for sourced in found:
        note = sourced.note
        counted["side"].update({side for side in map(_side, _actors(note)) if side})
        counted["issue"].update(filter(None, [getattr(note, "issue", None) or getattr(note, "topic", None)]))
        kinds = (getattr(note, name, None) for name in ("type", "stance", "link", "act", "direction", "cue_class"))
        counted["type"].update([kind for kind in kinds if kind][:1])
        counted["publisher"].update(filter(None, [sourced.publisher]))
    return [
        (
            name,
            [
                (value, words.side(value) if name == "side" else value, n)
                for value, n in values.most_common(MOST_FACETS)
            ],
        )
        for name, values in counted.items()
        if values
    ]


def _actors(note: Any) -> list[Any]:
    single = [getattr(note, name, None) for name in ("source", "holder", "by", "of", "imposer")]
    several = [actor for name in ("actors", "recipients", "targets") for actor in getattr(note, name, ())]
    return [actor for actor in (*single, *several) if actor is not None]


def _side(actor: Any) -> str | None:
    side: str | None = actor.side
    return side
