"""The notes of a layer, as the filters have it: what every number leads to; and how many there are of each side, issue, type and publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import UnknownId
from detente.model.reading import LAYERS
from detente.present import tables, words
from detente.present.tabular import Table
from detente.record.pages import facets, things_count, things_part
from detente.web.lines import lines
from detente.web.page import A_PAGE, MOST_DATA, Page, Sheet, last_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.findings import Sourced
    from detente.model.reading import Layer
    from detente.record.pages import Tally
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_FACETS = 12
COLUMNS = ("what", "value", "notes")


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page of one layer, newest first."""
    layer = known(parts["layer"])
    view = desk.view(as_of=look.as_of)
    total = counted(look, desk, layer)
    page = last_page(look.page, total)
    found = things_part(view, layer, look.filters, limit=A_PAGE, offset=(page - 1) * A_PAGE, total=total).items
    sheet = Sheet(rows=found, total=total, page=page, pages=last_page(total, total))

    def table() -> Table:
        rows = things_part(
            view, layer, look.filters, limit=MOST_DATA, offset=(look.page - 1) * MOST_DATA, total=total
        ).items
        return tables.note_table(layer, rows)

    values: dict[str, object] = {
        "layer": layer,
        "layers": LAYERS,
        "sheet": sheet,
        "rows": lines(found),
        "facets": () if desk.is_large() else told(_facets(look, desk, layer)),
    }
    return Page(template="notes.html", title=layer.capitalize(), values=values, table=table)


def counts(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """How many notes of a layer there are by side, issue, type and publisher: a page of its own, since counting takes a while of a large record."""
    layer = known(parts["layer"])
    found = _facets(look, desk, layer)
    rows = tuple((name, value, str(number)) for name, values in found.items() for value, number in values)
    table = Table(
        name="counts",
        columns=COLUMNS,
        rows=rows,
        records=tuple(
            {"what": name, "value": value, "notes": number}
            for name, values in found.items()
            for value, number in values
        ),
    )
    values: dict[str, object] = {
        "layer": layer,
        "layers": LAYERS,
        "facets": told(found),
        "total": counted(look, desk, layer),
    }
    return Page(template="counts.html", title=f"{layer.capitalize()}, counted", values=values, table=lambda: table)


def known(layer: str) -> Layer:
    """A layer by its name.

    Raises:
        UnknownId: if there is none.
    """
    if layer not in LAYERS:
        raise UnknownId(f"there are no notes called {layer!r}", cure=f"known are {', '.join(LAYERS)}")
    return layer


def counted(look: Look, desk: Desk, layer: Layer) -> int:
    """How many things of a layer fit, counted once for all pages of the list."""
    view = desk.view(as_of=look.as_of)
    key = ("things", layer, look.filters, look.as_of)
    return desk.figures.get(key, desk.stamp(), lambda: things_count(view, layer, look.filters))


def newest(look: Look, desk: Desk, layer: Layer, *, most: int = 40, **filters: str | None) -> list[Sourced[Any]]:
    """The newest notes of a layer under more filters."""
    view = desk.view(as_of=look.as_of)
    return list(things_part(view, layer, look.of(**filters), limit=most, total=0).items)


def _facets(look: Look, desk: Desk, layer: Layer) -> dict[str, Tally]:
    return facets(desk.view(as_of=look.as_of), layer, look.filters, most=MOST_FACETS)


def told(found: Mapping[str, Tally]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Counts in words: (filter, [(value, its words, notes)])."""
    return [
        (name, [(value, words.side(value) if name == "side" else value, n) for value, n in values])
        for name, values in found.items()
    ]
