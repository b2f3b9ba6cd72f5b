"""A mention that leads back to actors named elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.nominals import Nominal
    from detente.model.actors import Actor


def pronoun(number: int, actors: tuple[Actor, ...], *, why: str, equal: tuple[str, ...] = ()) -> Mention:
    """A pronoun that stands for actors."""
    return Mention(
        first=number, stop=number + 1, head=number, kind="pronoun", actors=actors, ambiguous=equal, because=(why,)
    )


def again(phrase: Nominal, actors: tuple[Actor, ...], *, why: str, equal: tuple[str, ...] = ()) -> Mention:
    """A noun phrase that names actors again."""
    return Mention(
        first=phrase.first,
        stop=phrase.head + 1,
        head=phrase.head,
        kind="nominal",
        actors=actors,
        ambiguous=equal,
        because=(why,),
    )
