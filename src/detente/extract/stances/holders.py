"""Whose will a stand is: the bearer of the attitude, the one who will act, or whoever says that it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import is_passive
from detente.extract.stances.grammar import VERBS, bearer, owner
from detente.extract.stances.parts import HAVING

if TYPE_CHECKING:
    from detente.extract.stances.climb import Stand
    from detente.extract.stances.voices import Voices
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument

# A speaker's own side: "the bloc will keep the deal", said by its foreign policy chief
OWN = frozenset(
    {"bloc", "country", "government", "nation", "administration", "kingdom", "state", "republic", "people", "alliance"}
)
TEXTS = frozenset(
    {"statement", "report", "letter", "resolution", "bill", "commentary", "editorial", "legislation", "order", "plan", "measure",
     "message", "speech", "article", "tweet", "communique", "declaration"}
)  # fmt: skip


def holders(annotated: AnnotatedDocument, stand: Stand, voices: Voices) -> tuple[Actor, ...]:
    """The actors who hold a stand; empty where the article names nobody.

    What one side says that another wants is a claim about it, not its position; what experts and outlets report of it is.
    """
    if stand.kind in {"need", "evaluation"}:
        return voices.speakers(stand.top) or _seeing(annotated, stand, voices)
    if stand.kind in {"will", "arranged", "may"}:
        return _of_intention(annotated, stand, voices)
    found = _actors(annotated, bearer(annotated, stand.top), voices)
    if stand.kind in {"attitude", "quit", "threat", "purpose", "done"}:
        sources = {s.source.side for s in voices.statements(stand.top)} - {None}
        return tuple(a for a in found if not sources or a.side in sources)
    return found


def _seeing(annotated: AnnotatedDocument, stand: Stand, voices: Voices) -> tuple[Actor, ...]:
    """Who sees a need, or none: "Tokyo sees no reason to", "feels no need to"."""
    token = annotated.tokens[stand.top]
    seen = token.dep == "dobj" and token.pos == "NOUN" and annotated.tokens[token.head].lemma in HAVING
    return _actors(annotated, bearer(annotated, stand.top), voices) if seen else ()


def _actors(annotated: AnnotatedDocument, who: int | None, voices: Voices) -> tuple[Actor, ...]:
    """The actors of a bearer; a text's are those who issued it ("in a statement that condemned …")."""
    if who is None:
        return ()
    found = voices.actors(who)
    if not found and annotated.tokens[who].lemma in TEXTS:
        issuer = owner(annotated, who)
        return voices.actors(issuer) if issuer is not None else ()
    return found


def _of_intention(annotated: AnnotatedDocument, stand: Stand, voices: Voices) -> tuple[Actor, ...]:
    """Who will act. Said by another side, it is a forecast of that side's, and no position of either."""
    speakers = voices.speakers(stand.top)
    if stand.kind == "may" and not speakers:
        return ()
    if annotated.tokens[stand.top].pos in VERBS and is_passive(annotated, stand.top):
        return speakers
    who = bearer(annotated, stand.top)
    found = _actors(annotated, who, voices)
    if (
        not found
        and who is not None
        and (annotated.tokens[who].lemma in OWN or who in stand.passed or who == stand.anchor.head)
    ):
        return speakers
    if not speakers:
        return found
    sides = {a.side for a in found}
    return tuple(s for s in speakers if s.side in sides)
