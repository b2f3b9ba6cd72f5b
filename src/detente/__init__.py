"""Detente: a cited record of sanctions disputes.

    from detente import Failure, read

    for outcome in read(["articles/"]):
        if isinstance(outcome, Failure):
            print(outcome.origin, outcome.reason)
            continue
        for position in outcome.reading.positions:
            print(position.holder.name, position.issue, position.stance, position.evidence.quote)

``read`` needs no record; ``open_project`` makes or opens one. Names are loaded when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente.version import __version__ as __version__  # the usual place to look for it

if TYPE_CHECKING:
    from detente.errors import DetenteError
    from detente.model.document import Document
    from detente.model.findings import Failure
    from detente.model.reading import Assessment, Event, Measure, Position, Reading, Statement, Term
    from detente.pipeline import Pipeline, Read
    from detente.record import open_project
    from detente.run.local import read


_HOMES = {
    "Assessment": "detente.model.reading",
    "DetenteError": "detente.errors",
    "Document": "detente.model.document",
    "Event": "detente.model.reading",
    "Failure": "detente.model.findings",
    "Measure": "detente.model.reading",
    "Pipeline": "detente.pipeline",
    "Position": "detente.model.reading",
    "Read": "detente.pipeline",
    "Reading": "detente.model.reading",
    "Statement": "detente.model.reading",
    "Term": "detente.model.reading",
    "open_project": "detente.record",
    "read": "detente.run.local",
}

__all__ = [
    "Assessment",
    "DetenteError",
    "Document",
    "Event",
    "Failure",
    "Measure",
    "Pipeline",
    "Position",
    "Read",
    "Reading",
    "Statement",
    "Term",
    "open_project",
    "read",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
