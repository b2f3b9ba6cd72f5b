"""The step positions.v1: what each side, or person, wants done about each issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import binding, bonds
from detente.extract.citing import cite
from detente.extract.clauses import clause_span
from detente.extract.stances import issues as issue_data
from detente.extract.stances.climb import Stand, stands
from detente.extract.stances.holders import holders
from detente.extract.stances.targets import Targets
from detente.extract.stances.voices import Voices
from detente.model.reading import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from detente.extract.bargains.bond import Bond
    from detente.extract.stances.issues import Issues
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading, Stance

STEP = "positions.v1"
CONDITIONAL = frozenset({"clause", "exchange", "preposition", "depending", "open"})
CONFIDENCE = {
    "attitude": 0.8,
    "quit": 0.7,
    "threat": 0.6,
    "weigh": 0.6,
    "need": 0.7,
    "will": 0.7,
    "evaluation": 0.6,
    "may": 0.5,
}


class Positions:
    """The step with a set of issues.

    Args:
        issues: the issues looked for.
    """

    def __init__(self, issues: Issues) -> None:
        self.issues = issues

    @classmethod
    def with_files(cls, paths: Iterable[Path]) -> Positions:
        """The step with our issues and those of a user's files (docs/issues.md)."""
        return cls(issue_data.built_in().with_files(paths))

    def __call__(self, annotated: AnnotatedDocument, reading: Reading) -> Reading:
        """Fills the layer."""
        return reading.with_step(STEP, positions=tuple(self._positions(annotated, reading)))

    def _positions(self, annotated: AnnotatedDocument, reading: Reading) -> Iterator[Position]:
        voices = Voices(annotated, reading)
        found = tuple(issue_data.anchors(annotated, self.issues))
        targets = Targets(annotated, found)
        tied = tuple(bond for bond in bonds(annotated) if binding(annotated, bond))
        seen: set[tuple[str, str, str, int]] = set()
        for anchor in found:
            for stand in stands(annotated, anchor):
                stance = _stance(annotated, stand, tied)
                if stance is None:
                    continue
                for holder in holders(annotated, stand, voices):
                    key = (holder.name, anchor.issue.name, stance, annotated.tokens[stand.top].sentence)
                    if key in seen:
                        continue
                    seen.add(key)
                    yield Position(
                        holder=holder,
                        issue=anchor.issue.name,
                        target=targets.of(anchor, holder),
                        stance=stance,
                        evidence=cite(
                            annotated,
                            clause_span(annotated, stand.top),
                            made_by=STEP,
                            confidence=CONFIDENCE[stand.kind],
                            because=(*stand.pieces, f"{stand.kind} of {holder.name}"),
                        ),
                    )


def _conditional(annotated: AnnotatedDocument, stand: Stand, tied: tuple[Bond, ...]) -> bool:
    """Whether a bond hangs on a word that the stand climbed over, or on one joined to it."""
    passed = {number for p in stand.passed for number in annotated.conjuncts(p)}
    return any(bond.main in passed and bond.shape in CONDITIONAL for bond in tied)


def _stance(annotated: AnnotatedDocument, stand: Stand, tied: tuple[Bond, ...]) -> Stance | None:
    """The stance; ``None`` for what merely may be."""
    if _conditional(annotated, stand, tied):
        return "conditional"
    if stand.kind == "may" and not any(piece.startswith("not ") for piece in stand.pieces):
        return None
    return "pro" if stand.sign > 0 else "anti"


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer with positions on the issues that come with Detente."""
    return Positions(issue_data.built_in())(annotated, reading)
