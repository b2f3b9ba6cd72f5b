"""A judgement, before it is an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.reading import Direction, Topic

# What a denial makes of a direction
OPPOSITE: dict[str, Direction] = {"better": "stalled", "worse": "stable", "stalled": "better", "stable": "worse"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A judgement at a token: which way, on what, and the words that made it."""

    head: int
    matter: int
    direction: Direction
    topic: Topic
    because: tuple[str, ...]
    confidence: float
