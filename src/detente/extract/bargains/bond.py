"""A bond: one side's act tied to another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Link

Shape = Literal[
    "clause", "exchange", "preposition", "free", "duty", "failing", "lure", "depending", "open", "bare", "returned"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One side's act tied to another's.

    Attributes:
        main: head token of what would be done or given (a verb or a noun); in a ``duty`` of what must be done first.
        condition: head token of what is wanted first or in return (in a ``duty`` of what follows); ``None`` for
            "without preconditions" and a bare "in return".
        link: how the two hang together.
        marker: the words that tie them.
        shape: the kind of construction; a ``bare`` one has a demand alone.
        first: first token of the marker.
        only: whether "only" or "not" makes it strict.
        party: a token that tells who is to meet the condition, where the condition itself does not; in a ``returned``
            bond ("…; in return, …") the verb of what was given before.
    """

    main: int
    condition: int | None
    link: Link
    marker: str
    shape: Shape
    first: int
    only: bool = False
    party: int | None = None


def condition_named(annotated: AnnotatedDocument, noun: int, *, given: int, wanted: int) -> Bond:
    """A condition called so by a noun: "the condition for lifting sanctions is a ceasefire"."""
    marker = annotated.tokens[noun].text
    return Bond(main=given, condition=wanted, link="before", marker=marker, shape="depending", first=noun)
