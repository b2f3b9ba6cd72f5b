"""Several actors in one word: "the two allies", "both sides", "the two Koreas", "the three European powers", "the pair"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon
from detente.model.annotation import Mention
from detente.resources.allies import allied, most_named

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.nominals import Nominal
    from detente.model.actors import Actor

_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_PAIRS = frozenset({"pair", "duo"})
_LONG_BACK = 400
_MOST = 6
"""States among which allies are looked for, those named most."""


class Collectives:
    """Keeps the single actors in mind, and which were joined by "and"."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._states: dict[str, tuple[int, Actor]] = {}
        self._persons: dict[str, tuple[int, Actor]] = {}
        self._times: dict[str, int] = {}
        self._pairs: list[tuple[int, tuple[Actor, ...]]] = []

    def note(self, mention: Mention) -> None:
        """Takes a mention of one actor into account."""
        if len(mention.actors) != 1 or mention.as_place:
            return
        actor = mention.actors[0]
        known = self._states if actor.kind == "state" else self._persons if actor.kind == "person" else None
        if known is not None:
            known.pop(actor.name, None)
            known[actor.name] = (mention.head, actor)
            self._times[actor.name] = self._times.get(actor.name, 0) + 1

    def joined(self, number: int) -> Mention | None:
        """The actors joined by "and" up to a token, as one mention at the first of them."""
        draft = self._draft
        chain = [number]
        while draft.tokens[chain[-1]].dep == "conj" and draft.tokens[chain[-1]].head < chain[-1]:
            chain.append(draft.tokens[chain[-1]].head)
        chain.reverse()
        actors: dict[str, Actor] = {}
        for each in chain:
            mention = draft.by_head.get(each)
            if mention is None or not mention.actors:
                return None
            actors.update({a.name: a for a in mention.actors})
        if len(actors) < 2:
            return None
        self._pairs.append((number, tuple(actors.values())))
        return Mention(
            first=chain[0],
            stop=number + 1,
            head=chain[0],
            kind="collective",
            actors=tuple(actors.values()),
            because=("joined",),
        )

    def with_subject(self, number: int) -> Mention | None:
        """Somebody with whom a subject meets or speaks, and the subject."""
        draft = self._draft
        link = draft.tokens[number].head
        verb = draft.tokens[draft.tokens[link].head]
        if draft.tokens[link].text.lower() != "with" or verb.pos != "VERB":
            return None
        mention = draft.by_head.get(number)
        for child in draft.children[verb.number]:
            subject = draft.by_head.get(child)
            if (
                draft.tokens[child].dep == "nsubj"
                and subject
                and mention
                and len(subject.actors) == len(mention.actors) == 1
            ):
                actors = (*subject.actors, *mention.actors)
                if actors[0] != actors[1] and actors[0].kind == actors[1].kind:
                    return Mention(
                        first=child, stop=number + 1, head=child, kind="collective", actors=actors, because=("with",)
                    )
        return None

    def noun(self, phrase: Nominal) -> Mention | None:
        """The actors of a counted or paired noun phrase, or ``None`` where it is no collective."""
        draft = self._draft
        words = [draft.tokens[n].text.lower() for n in range(phrase.first, phrase.head)]
        count = next((_COUNTS[w] for w in words if w in _COUNTS), 0)
        lemma = phrase.lemma
        if lemma in {"korea", "koreas"} and phrase.plural:
            count = 2
        if not count and lemma in lexicon.words("collective of persons") and phrase.plural and phrase.definite:
            return self._persons_together(phrase)
        if not count and (lemma not in {"side", "party"} or not phrase.plural or not phrase.definite):
            return None
        if not phrase.plural and lemma != "side":
            return None
        wanted = count or 2
        if lemma in lexicon.words("collective of states"):
            actors = self._european(wanted, words) or self._last(
                self._states, phrase.head, wanted, allies=lemma == "ally"
            )
        elif lemma in lexicon.words("collective of persons") and phrase.definite:
            actors = self._last(self._persons, phrase.head, wanted)
        else:
            return None
        if not actors or not (phrase.definite or {"both", "all"} & set(words)):
            return None
        return Mention(
            first=phrase.first, stop=phrase.head + 1, head=phrase.head, kind="collective", actors=actors,
            because=(f"{wanted}: {', '.join(a.name for a in actors)}",),
        )  # fmt: skip

    def _persons_together(self, phrase: Nominal) -> Mention | None:
        """The persons joined by "and" in this sentence or the two before: "the leaders"."""
        if phrase.found.told:
            return None
        draft = self._draft
        sentence = draft.tokens[phrase.head].sentence
        for number, actors in reversed(self._pairs):
            if sentence - draft.tokens[number].sentence > 2:
                return None
            if all(a.kind == "person" for a in actors):
                return Mention(
                    first=phrase.first, stop=phrase.head + 1, head=phrase.head, kind="collective", actors=actors,
                    because=("those joined before",),
                )  # fmt: skip
        return None

    def bare(self, number: int) -> Mention | None:
        """A count without a noun: "the two", "both"."""
        draft = self._draft
        token = draft.tokens[number]
        lower = token.text.lower()
        if lower not in {"two", "both", "three"} or token.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            return None
        if any(draft.tokens[c].dep == "prep" for c in draft.children[number]):
            return None
        definite = lower == "both" or any(draft.tokens[c].text.lower() == "the" for c in draft.children[number])
        recent = [p for p in self._pairs if number - p[0] < _LONG_BACK and len(p[1]) == _COUNTS[lower]]
        if not definite or not recent:
            return None
        return Mention(
            first=number,
            stop=number + 1,
            head=number,
            kind="collective",
            actors=recent[-1][1],
            because=("those joined before",),
        )

    def _european(self, wanted: int, words: list[str]) -> tuple[Actor, ...]:
        if wanted != 3 or "european" not in words:
            return ()
        found = [actor for _, actor in self._states.values() if actor.side in {"GBR", "FRA", "DEU"}]
        return tuple(sorted(found, key=lambda a: a.name)) if len(found) == 3 else ()

    def _last(
        self, known: dict[str, tuple[int, Actor]], at: int, wanted: int, *, allies: bool = False
    ) -> tuple[Actor, ...]:
        """Those joined by "and" just before, else those that the document has named most so far; allies must be allied."""
        draft = self._draft
        sentence = draft.tokens[at].sentence
        recent = [p for p in self._pairs if len(p[1]) == wanted and all(a.name in known for a in p[1])]
        if recent and sentence - draft.tokens[recent[-1][0]].sentence <= 1 and (not allies or _allied(recent[-1][1])):
            return recent[-1][1]
        if wanted > 3 and not allies:
            return recent[-1][1] if recent else ()
        near = [(number, actor) for number, actor in known.values() if at - number < _LONG_BACK]
        ranked = sorted(near, key=lambda item: (self._times[item[1].name], item[0]), reverse=True)
        found = [actor for _, actor in ranked[:wanted]]
        if allies:
            of_side: dict[str, Actor] = {}
            for _, actor in ranked[:_MOST]:
                if actor.side:
                    of_side.setdefault(actor.side, actor)
            times = {side: self._times[actor.name] for side, actor in of_side.items()}
            found = [of_side[side] for side in most_named(times, wanted)]
        return tuple(sorted(found, key=lambda a: a.name)) if len(found) == wanted else ()


def _allied(actors: tuple[Actor, ...]) -> bool:
    """Whether all are allies of one another."""
    sides = [actor.side for actor in actors if actor.side]
    return len(sides) == len(actors) and allied(*sides)
