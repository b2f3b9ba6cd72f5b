"""The one table of steps: name and version to the code that does it, loaded when asked.

Other packages add steps by an entry point in the group ``detente.steps`` ("statements.v2" = "their.module:function").
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from detente.errors import UnknownPlugin

STEPS: dict[str, str] = {
    "annotate.v1": "detente.annotate.annotator:Annotator",
    "statements.v1": "detente.extract.statements:extract",
    "events.v1": "detente.extract.events:extract",
    "positions.v1": "detente.extract.positions:extract",
    "terms.v1": "detente.extract.terms:extract",
    "measures.v1": "detente.extract.measures:extract",
    "assessments.v1": "detente.extract.assessments:extract",
    "reader.v1": "detente.extract.reader:extract",
}
GROUP = "detente.steps"


def known() -> dict[str, str]:
    """All steps, ours and those that installed packages add; ours win where a name is taken."""
    return {point.name: point.value for point in entry_points(group=GROUP)} | STEPS


def load(name: str) -> Any:
    """The class or function of a step.

    Raises:
        UnknownPlugin: if no step has the name.
    """
    target = known().get(name)
    if target is None:
        raise UnknownPlugin(f"no step is named {name!r}", cure=f"known are {', '.join(sorted(known()))}")
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
