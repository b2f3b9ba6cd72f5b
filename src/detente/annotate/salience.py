"""Which actors are on the reader's mind at a point of the text: the candidates for pronouns and short nominals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from detente.annotate import lexicon
from detente.annotate.draft import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.annotate.draft import Draft
    from detente.model.actors import Actor
    from detente.model.annotation import Mention

Number = Literal["one", "many"]
_WINDOW = 6
_LIKELIER = 0.8
_SAME_SUBJECT = frozenset({"xcomp", "advcl", "conj"})
_REFERRING = frozenset({"WP", "WDT", "WP$", "PRP$", "PRP"})


@dataclass(slots=True)
class Candidate:
    """An actor (or several at once) last mentioned at token ``at``."""

    actors: tuple[Actor, ...]
    at: int
    sentence: int
    paragraph: int
    number: Number
    person: bool
    subject: bool
    speaks: bool
    place: bool
    lemma: str
    sex: str = ""
    times: int = 1
    quoted: bool = False
    main: bool = False


@dataclass(slots=True)
class Salience:
    """Candidates by the names of their actors, the latest mention of each outside quoted words, and of each inside."""

    draft: Draft
    _by_names: dict[tuple[bool, tuple[str, ...]], Candidate] = field(default_factory=dict)

    def note(self, mention: Mention, *, number: Number, sex: str = "") -> None:
        """Takes a mention into account."""
        if not mention.actors:
            return
        draft, head = self.draft, mention.head
        token = draft.tokens[head]
        key = (draft.quoted[head], tuple(a.name for a in mention.actors))
        other = self._by_names.get((not key[0], key[1]))
        old = self._by_names.pop(key, None)
        if old is not None and old.subject and old.sentence == token.sentence and token.tag in _REFERRING:
            old.times += 1  # still the subject of its sentence
            self._by_names[key] = old
            return
        top = subject_head(draft, head)
        same = old is not None and old.sentence == token.sentence and token.dep in {"appos", "pobj"}
        before = old if same else None
        self._by_names[key] = Candidate(
            actors=mention.actors,
            at=head,
            sentence=token.sentence,
            paragraph=draft.sentences[token.sentence].paragraph,
            number=number,
            person=all(a.kind == "person" for a in mention.actors),
            subject=top is not None
            or _inverted(draft, head)
            or _agent(draft, head)
            or (before is not None and before.subject),
            speaks=(top is not None and draft.tokens[draft.tokens[top].head].lemma in lexicon.words("speech verb"))
            or _according(draft, head)
            or _inverted(draft, head)
            or (before is not None and before.speaks),
            place=mention.as_place,
            lemma=token.lemma,
            sex=sex or (old.sex if old else other.sex if other else ""),
            quoted=draft.quoted[head],
            main=(top is not None and draft.tokens[draft.tokens[top].head].dep == "ROOT")
            or (before is not None and before.main),
            times=(old.times if old else 0) + (other.times if other else 0) + 1,
        )

    def latest(self) -> Iterator[Candidate]:
        """All candidates, the latest mentioned first."""
        return iter(reversed(list(self._by_names.values())))

    def best(
        self,
        at: int,
        fits: Callable[[Candidate], bool],
        *,
        window: int = _WINDOW,
        clause: bool = False,
        likelier: Callable[[Candidate], bool] = lambda _: False,
    ) -> tuple[Candidate | None, tuple[str, ...]]:
        """The most salient fitting candidate before a token, and the names of those that fit equally well.

        Args:
            at: the token that looks for its antecedent.
            fits: whether a candidate agrees.
            window: how many sentences back a candidate may be.
            clause: whether the antecedent may be the subject of the token's own clause (possessives).
            likelier: which candidates something else speaks for, as much as four fifths of a sentence of distance.
        """
        scored = [
            (self._score(c, at, clause=clause) + (_LIKELIER if likelier(c) else 0.0), -i, c)
            for i, c in enumerate(self.latest())
            if c.at < at and self._near(c, at, window) and fits(c)
        ]
        if not scored:
            return None, ()
        scored.sort(key=lambda s: (s[0], s[1]), reverse=True)
        top = scored[0]
        equal = tuple(dict.fromkeys(s[2].actors[0].name for s in scored if top[0] - s[0] < 0.15))
        return top[2], equal if len(equal) > 1 else ()

    def _near(self, candidate: Candidate, at: int, window: int) -> bool:
        return self.draft.tokens[at].sentence - candidate.sentence <= window

    def _score(self, candidate: Candidate, at: int, *, clause: bool) -> float:
        draft = self.draft
        distance = draft.tokens[at].sentence - candidate.sentence
        score = -1.0 * distance
        if draft.sentences[draft.tokens[at].sentence].paragraph != candidate.paragraph:
            score -= 0.6
        score += 1.3 if candidate.subject else 0.0
        speaking = draft.tokens[at].dep in SUBJECTS and draft.tokens[draft.tokens[at].head].lemma in lexicon.words(
            "speech verb"
        )
        score += (0.7 if speaking else 0.3) if candidate.speaks else 0.0
        score += 0.4 if candidate.main else 0.0
        score -= 2.5 if candidate.place else 0.0
        score -= 0.9 if candidate.quoted and not draft.quoted[at] else 0.0
        score -= 1.5 if candidate.person and self._reports(candidate) else 0.0
        score += min(candidate.times, 5) * 0.06
        if distance == 0 and not clause and candidate.subject and draft.tokens[at].dep in SUBJECTS:
            score += 0.4  # parallel subjects
        return score + (self._bound_together(candidate, at, clause=clause) if distance == 0 else 0.0)

    def _reports(self, candidate: Candidate) -> bool:
        """Whether a correspondent is meant, whom a report names for what he tells of others."""
        role = (candidate.actors[0].role or "").lower().split()
        return bool(role) and self.draft.knowledge.nouns.get(role[-1]) == "press"

    def _bound_together(self, candidate: Candidate, at: int, *, clause: bool) -> float:
        """A possessive leans to its own clause's nouns, a subject to the subject of the verb that its clause hangs on."""
        draft = self.draft
        verb = self._verb(at)
        if verb is None:
            return 0.0
        if clause:
            verbs = [verb]
            while draft.tokens[verbs[-1]].dep in _SAME_SUBJECT:
                verbs.append(draft.tokens[verbs[-1]].head)
            return 1.0 if self._verb(candidate.at) in verbs else 0.0
        top = subject_head(draft, candidate.at)
        above = draft.tokens[verb].head if draft.tokens[verb].dep in {"ccomp", "advcl", "xcomp"} else None
        return 0.8 if top is not None and above is not None and draft.tokens[top].head == above else 0.0

    def _verb(self, number: int) -> int | None:
        for _ in range(6):
            number = self.draft.tokens[number].head
            if self.draft.tokens[number].pos in {"VERB", "AUX"}:
                return number
        return None


def _inverted(draft: Draft, head: int) -> bool:
    """Whether a noun right after a verb of saying speaks, though the parser takes it for the object: '"…," snapped X'."""
    verb = draft.tokens[draft.tokens[head].head]
    if draft.tokens[head].dep != "dobj" or verb.dep == "conj" or verb.lemma not in lexicon.words("speech verb"):
        return False
    return not any(draft.tokens[c].dep in SUBJECTS for c in draft.children[verb.number])


def _agent(draft: Draft, head: int) -> bool:
    """Whether somebody does what is told in the passive: "turned down by X"."""
    number = head
    while draft.tokens[number].dep == "appos":
        number = draft.tokens[number].head
    return draft.tokens[number].dep == "pobj" and draft.tokens[draft.tokens[number].head].dep == "agent"


def subject_head(draft: Draft, head: int) -> int | None:
    """The token by which a noun is a subject: itself, or the first of the nouns it is joined to."""
    number = head
    for _ in range(4):
        token = draft.tokens[number]
        if token.dep in SUBJECTS:
            return number
        if token.dep not in {"conj", "appos"}:
            return None
        number = token.head
    return None


def _according(draft: Draft, head: int) -> bool:
    """Whether somebody is named as a source: "according to X", "in the view of X", "in X's account"."""
    token = draft.tokens[head]
    link = draft.tokens[token.head]
    noun = link if token.dep == "poss" else draft.tokens[link.head]
    if token.dep not in {"pobj", "poss"} or (token.dep == "pobj" and link.text.lower() not in {"to", "of"}):
        return False
    if noun.lemma == "accord":
        return token.dep == "pobj" and link.text.lower() == "to"
    in_ = draft.tokens[noun.head]
    return noun.lemma in lexicon.words("point of view") and noun.dep == "pobj" and in_.text.lower() == "in"
