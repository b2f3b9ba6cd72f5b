"""The recipients of all events, weighed once more when grammar and reader are joined.

What the grammar found in the clause, the chances that the reader gives, the clues of the text around (``extract.recipients``) and the recipients of the same
actor's other acts are weighed together, again as a conditional logit over the parties and nobody. The weights stand in ``resources/reader/recipients.tsv``;
``training/recipients.py`` learns them from texts that the reader has not seen.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from detente.extract.frames.people import plain
from detente.extract.learned.hints import head
from detente.extract.learned.notes import LEAST, STEP
from detente.extract.recipients.circle import Circle, key
from detente.extract.recipients.clues import OWN, Act
from detente.extract.recipients.weighing import chances, summed
from detente.extract.weights import table
from detente.extract.wordlists import words
from detente.model.document import Span
from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.extract.learned.guesses import Guess
    from detente.extract.recipients.clues import Party
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Event, EventType, Note

TABLE = "reader/recipients.tsv"
NEEDED = 0.8  # how much of nobody's chance the likeliest party needs
GONE = 4.0  # how much likelier nobody must be
JOINT = 0.35  # chance from which another is a recipient beside the likeliest
MOST = 3  # recipients that are given
SETTLED: frozenset[EventType] = frozenset({"CONSULT"})  # told by the clause: any meeting has both as actors
UNHEARD = 0.03  # the reader's chance of whom it does not speak of
BOUNDS = (-6.0, 5.0)
# Clues of the text that count beside what they all sum up to
KEPT = ("below", "here", "teller", "1 back", "subject here", "judged did that", "headline", "place below")
# Features with a weight of their own for each type of event
OF_A_TYPE = frozenset(
    {"any", "reader", "reader's best", "text", "text's chance", "text's best", "before", "text below", "found by grammar", "found by reader"}
    | {"other found by grammar", "nobody found by grammar", "unheard", "nameless", "no side"}
)  # fmt: skip


class Choice(NamedTuple):
    """Somebody at whom an event may be aimed, with what speaks for him."""

    key: str
    face: Actor
    features: dict[str, float]


class Aiming:
    """The events of a document, and who could be their recipients.

    Args:
        annotated: the document.
        events: the joined events.
        heard: the reader's notes with the guesses they come of.
    """

    def __init__(
        self, annotated: AnnotatedDocument, events: Iterable[Event], heard: Iterable[tuple[Guess, Note]]
    ) -> None:
        self._annotated = annotated
        self._circle = Circle(annotated)
        self._guesses: dict[tuple[int, str], Guess] = {}
        for guess, _ in heard:
            place = (guess.anchor, guess.label.value)
            if guess.label.layer == "events" and (place not in self._guesses or guess.sure > self._guesses[place].sure):
                self._guesses[place] = guess
        self._aimed: Counter[tuple[str, str]] = Counter()
        for event in events:
            self._aimed.update(_pairs(event))

    def choices(self, event: Event, *, counted: bool = True) -> list[Choice]:
        """Those at whom an event may be aimed; ``counted``: it is one of the events given."""
        where = event.evidence.where
        assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
        anchor = head(self._annotated, Span(where.start, where.end))
        if anchor is None:
            return []
        if event.type == "REJECT" and not event.recipients and self._annotated.tokens[anchor].lemma in words("denying"):
            return []  # a denial of charges has no recipient
        guess = self._guesses.get((anchor, event.type))
        act = Act(self._circle, anchor, event.actors)
        parties = list(act.parties())
        evidence = _Evidence(event, act, parties, guess)
        faces = {p.key: plain(p.face) for p in reversed(parties)}
        if guess:
            faces |= {evidence.key(actor): actor for actor, chance in reversed(guess.roles[1]) if chance >= LEAST}
            for actor, _ in guess.roles[1]:
                faces.setdefault(evidence.key(actor), actor)
        faces |= {evidence.key(actor): actor for actor in event.recipients}
        told = Counter(self._aimed)
        if counted:
            told.subtract(_pairs(event))
        found = []
        for party in evidence.ranked():
            before = sum(told[one, party] for one in sorted(act.own))
            features = dict(evidence.features(party, faces[party], before))
            typed = {f"{event.type}:{name}": value for name, value in features.items() if name in OF_A_TYPE}
            found.append(Choice(party, faces[party], features | typed))
        return found


class _Evidence:
    """What is known of one event's recipients."""

    def __init__(self, event: Event, act: Act, parties: Sequence[Party], guess: Guess | None) -> None:
        self._event, self._own, self._names, self._guess = event, act.own, act.names, guess
        self._clues = {party.key: frozenset(party.clues) for party in parties}
        self._sums = {party.key: summed(party.clues, event.type) for party in parties}
        self._chances, _ = chances(self._sums)
        self._roles = tuple(self._best(role) for role in (0, 1))
        self.found = [self.key(actor) for actor in event.recipients]
        self._by = "reader" if event.evidence.made_by == STEP else "grammar"

    def key(self, actor: Actor) -> str:
        """As ``circle.key``, with somebody else of the actors' own side apart."""
        return f"{OWN}{actor.side}" if actor.side in self._own and actor.name not in self._names else key(actor)

    def _best(self, role: int) -> dict[str, float]:
        found: dict[str, float] = {}
        for actor, chance in self._guess.roles[role] if self._guess else ():
            party = self.key(actor)
            found[party] = max(found.get(party, 0.0), chance)
        return found

    def ranked(self) -> list[str]:
        """All parties but the actors' own, those found first."""
        every = dict.fromkeys([*self.found, *self._roles[1], *self._sums])
        return [party for party in every if party not in self._own]

    def features(self, party: str, face: Actor, before: int) -> Iterator[tuple[str, float]]:
        """What speaks for a party, by name."""
        yield "any", 1.0
        yield f"by {self._by}", 1.0
        yield self._event.status, 1.0
        yield from self._of_reader(party)
        yield from self._of_found(party)
        yield from self._of_text(party)
        if party.startswith(OWN):
            yield "own", 1.0
        elif party.startswith("="):
            yield "no side", 1.0
        if face.name.islower():
            yield "nameless", 1.0
        if before > 0:
            yield "before", 1.0
            yield "times before", math.log1p(before)

    def _of_reader(self, party: str) -> Iterator[tuple[str, float]]:
        if self._guess is None:
            yield "unheard", 1.0
            return
        first, second = self._roles
        yield "reader", _odds(second.get(party, UNHEARD))
        yield "reader: actor", _odds(first.get(party, UNHEARD))
        if party not in second:
            yield "reader's not", 1.0
        elif party == max(second, key=second.__getitem__):
            yield "reader's best", 1.0

    def _of_found(self, party: str) -> Iterator[tuple[str, float]]:
        weighed = any(because.startswith("aimed at ") for because in self._event.evidence.because)
        by = f"{self._by}, weighed" if weighed else self._by
        if party in self.found:
            yield f"found by {by}", 1.0
            clues = self._clues.get(party, frozenset())
            place = "below" if "below" in clues else "here" if "here" in clues else "elsewhere" if clues else "nowhere"
            yield f"found {place}", 1.0
        elif self.found:
            yield f"other found by {by}", 1.0
        else:
            yield f"nobody found by {by}", 1.0

    def _of_text(self, party: str) -> Iterator[tuple[str, float]]:
        if party not in self._sums:
            yield "not in the text", 1.0
            return
        yield "text", max(BOUNDS[0], min(BOUNDS[1], self._sums[party]))
        yield "text's chance", _odds(self._chances[party])
        if party == max(self._sums, key=self._sums.__getitem__):
            yield "text's best", 1.0
        clues = self._clues[party]
        yield from ((f"text {clue}", 1.0) for clue in KEPT if clue in clues)


def aimed(
    annotated: AnnotatedDocument, events: Sequence[Event], heard: Sequence[tuple[Guess, Note]]
) -> tuple[Event, ...]:
    """Events with the recipients that are likeliest.

    Args:
        annotated: the document.
        events: the joined events.
        heard: the reader's notes with the guesses they come of.
    """
    if not events:
        return ()
    aiming = Aiming(annotated, events, heard)
    return tuple(event if event.type in SETTLED else _settled(event, aiming.choices(event)) for event in events)


def chosen(event: Event, choices: Sequence[Choice], weight: dict[str, float]) -> tuple[tuple[Actor, ...], float]:
    """The likeliest recipients, with the chance of the first (of nobody, where there are none).

    Who was found stays, but where another is likelier; for nobody he leaves only if the text around knows him.
    """
    sums = {c.key: sum(weight.get(name, 0.0) * value for name, value in c.features.items()) for c in choices}
    likely, nobody = chances(sums)
    ranked = sorted(choices, key=lambda choice: -likely[choice.key])
    found = [c for c in choices if c.face in event.recipients]
    held = max((likely[c.key] for c in found), default=0.0)
    best = likely[ranked[0].key] if ranked else 0.0
    if best < NEEDED * nobody:
        known = any("not in the text" not in c.features for c in found)
        return ((), nobody) if not found or (known and nobody >= GONE * held) else (event.recipients, held)
    if best <= held:
        return event.recipients, held
    return tuple(c.face for n, c in enumerate(ranked[:MOST]) if n == 0 or likely[c.key] >= JOINT), best


def _settled(event: Event, choices: Sequence[Choice]) -> Event:
    recipients, chance = chosen(event, choices, table(TABLE))
    if recipients == event.recipients:
        return event
    named = " and ".join(actor.name for actor in recipients) or "nobody"
    because = (*event.evidence.because, f"aimed at {named}, all weighed ({chance:.2f})")
    return replace(event, recipients=recipients, evidence=replace(event.evidence, because=because))


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Each of an event's actors with each of its recipients."""
    own = {key(actor) for actor in event.actors}
    for one in sorted(own):
        yield from ((one, key(actor)) for actor in event.recipients if key(actor) not in own)


def _odds(chance: float) -> float:
    """The logarithm of the odds of a chance, not beyond one in a hundred."""
    bound = min(max(chance, 0.01), 0.99)
    return math.log(bound / (1 - bound))
