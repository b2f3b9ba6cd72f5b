"""Templates to text; whatever comes from a document is escaped, always."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from detente import resources
from detente.present import words
from detente.version import __version__
from detente.web import static
from detente.web.look import path_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NAVIGATION: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Dispute",
        (
            ("/", "Overview"),
            ("/splits", "Splits"),
            ("/table", "Table"),
            ("/timeline", "Timeline"),
            ("/measures", "Measures"),
            ("/observers", "Observers"),
        ),
    ),
    ("Who and what", (("/sides", "Sides"), ("/persons", "Persons"), ("/issues", "Issues"))),
    (
        "Record",
        (
            ("/search", "Search"),
            ("/sources", "Sources"),
            ("/lists", "Lists"),
            ("/changes", "Changes"),
            ("/about", "About"),
            ("/import", "Import"),
        ),
    ),
)
"""The pages by group, in the order of a day's work."""


def render(template: str, values: Mapping[str, object]) -> str:
    """A template with its values."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    """The one environment; a template is compiled once."""
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        static=static.link, path_of=path_of, words=words, navigation=NAVIGATION, version=__version__, log10=math.log10
    )
    made.filters.update(count=words.count, day=words.date)
    return made


def _source(name: str) -> str:
    """A template's text; the drawings are the brief's as well."""
    return resources.text(name if name.startswith("drawn/") else f"web/templates/{name}")
