"""What the trained reader and the judge of pairs say joins two parties of a sentence, to be weighed with the grammar's answer (for ``evals.plover``)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.extract.frames import reality
from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import Hint
from detente.extract.learned.labels import FIELDS, NUMBER, Label
from detente.extract.learned.pairs import CLASSES, parts, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.extract.frames.match import Match
    from detente.extract.learned.guesses import Guess
    from detente.extract.learned.network import Network
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span

LEAST = 0.03  # chance from which a word's event is thought of
FORMAL = 0.4  # chance of a measure from which a sanction is a formal one
ASKED = {"events": LEAST, "measures": FORMAL}
UNSURE = 0.1, 0.3  # what an actor's and a recipient's chance are raised by: the reader may not see a party as such
SWAPPED = 0.1  # how much it counts against an event that the parties stand the other way round
SOURCE, TARGET = "S", "T"


def hinted(document: AnnotatedDocument, frames: Iterable[Match]) -> list[Hint]:
    """The grammar's frames as the reader is told of them."""
    return [_hint(document, frame) for frame in frames]


def _hint(document: AnnotatedDocument, frame: Match) -> Hint:
    token = document.tokens[frame.trigger]
    status = FIELDS["events"][1].index(reality.status(document, frame))
    parties = [
        [actor for number in numbers for actor in document.actors_at(number)]
        for numbers in (frame.actors, (*frame.recipients, *frame.objects))
    ]
    names, sides = (
        tuple(frozenset(part) for part in told)
        for told in zip(*(([a.name for a in some], [a.side for a in some if a.side]) for some in parties), strict=True)
    )
    label = NUMBER[Label("events", frame.frame.type)]
    return Hint(frame.trigger, label, status, token.start, token.end, names, sides)  # type: ignore[arg-type]  # two of each


def judged(text: str, source: Span, target: Span) -> dict[str, float]:
    """The chance of every root by the judge, given the characters of source and target."""
    told = parts(text, (source.start, source.end), (target.start, target.end))
    return dict(zip(CLASSES, map(float, shipped().chances(told)), strict=True))


def weighed(
    network: Network, document: AnnotatedDocument, known: list[Hint], names: Mapping[tuple[int, str], str]
) -> Counter[str]:
    """For each root how surely an event of that kind goes from the party with side ``S`` to that with side ``T``.

    ``names``: the gold's name of what the grammar finds, by trigger and our own name.
    """
    heard = hear(network, document, (), hints=known, ask=lambda label: ASKED.get(label.layer, 2.0))
    formal = {g.anchor for g in heard.guesses if g.label.layer == "measures"}
    found: Counter[str] = Counter()
    for root, weight in _roots(heard.guesses, formal, names):
        found[root] = max(found[root], weight)  # type: ignore[assignment]  # a counter of weights
    return found


def _roots(
    guesses: Iterable[Guess], formal: set[int], names: Mapping[tuple[int, str], str]
) -> Iterator[tuple[str, float]]:
    for guess in guesses:
        if guess.label.layer != "events":
            continue
        kind = named(guess.label.value, guess.value)
        if kind == "SANCTION" and guess.anchor in formal:
            kind = "COERCE"
        if guess.value == "actual":
            kind = names.get((guess.anchor, guess.label.value), kind)
        yield kind, guess.chance * (_joins(guess, SOURCE, TARGET) - SWAPPED * _joins(guess, TARGET, SOURCE))


def _joins(guess: Guess, actor: str, recipient: str) -> float:
    one, other = (
        max((chance for who, chance in guess.roles[role] if who.side == side), default=0.0)
        for role, side in enumerate((actor, recipient))
    )
    return (one + UNSURE[0]) * (other + UNSURE[1])


def named(kind: str, status: str) -> str:
    """The bench's own name of an event: what is only agreed to is AGREE there, what is not done is REJECT."""
    if status == "planned" and kind in {"CONCEDE", "RETREAT", "AID", "COOPERATE", "CONSULT", "SUPPORT"}:
        return "AGREE"
    if status == "negated" and kind in {"CONCEDE", "RETREAT", "AGREE", "AID", "CONSULT"}:
        return "REJECT"
    return "YIELD" if kind in {"CONCEDE", "RETREAT"} else kind
