"""The step positions.v1: what each side, or person, wants done about each issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import bonds
from detente.extract.bargains.deals import deals
from detente.extract.citing import cite
from detente.extract.clauses import clause_span
from detente.extract.dating import date_of_stance
from detente.extract.stances import issues as issue_data
from detente.extract.stances.anaphors import with_anaphors
from detente.extract.stances.climb import Stand, stands
from detente.extract.stances.grammar import VERBS, bearer, copula, denied, governing_verb
from detente.extract.stances.hedges import hedged
from detente.extract.stances.holders import holders
from detente.extract.stances.targets import Targets
from detente.extract.stances.voices import Voices
from detente.model.document import HEADINGS, Span
from detente.model.reading import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from detente.extract.bargains.deals import Deal
    from detente.extract.stances.issues import Anchor, Issues
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading, Stance

STEP = "positions.v1"
TERM_CONFIDENCE = 0.7
DEEDS = frozenset({"done", "quit"})  # wills read from what was done; a headline only announces it
KNOWN_KINDS = frozenset(
    {"person", "group", "body"}
)  # who may hold a position without a side: never "the plan" or an outlet
SHORT = 4  # tokens: evidence below that is widened to its clause
LONG = 24  # tokens: evidence above that is narrowed to the conjoined clause that carries the issue
CONFIDENCE = {
    "attitude": 0.8,
    "quit": 0.7,
    "threat": 0.6,
    "weigh": 0.6,
    "need": 0.7,
    "will": 0.7,
    "arranged": 0.6,
    "evaluation": 0.6,
    "done": 0.6,
    "purpose": 0.55,
    "may": 0.5,
}


class Positions:
    """The step with a set of issues.

    Args:
        issues: the issues looked for.
        name: the step's name, as readings and notes have it.
    """

    def __init__(self, issues: Issues, *, name: str = STEP) -> None:
        self.issues = issues
        self.name = name

    @classmethod
    def with_files(cls, paths: Iterable[Path], *, name: str = STEP) -> Positions:
        """The step with our issues and those of a user's files (docs/issues.md)."""
        return cls(issue_data.built_in().with_files(paths), name=name)

    def __call__(self, annotated: AnnotatedDocument, reading: Reading) -> Reading:
        """Fills the layer."""
        return reading.with_step(self.name, positions=tuple(self._positions(annotated, reading)))

    def _positions(self, annotated: AnnotatedDocument, reading: Reading) -> Iterator[Position]:
        voices = Voices(annotated, reading)
        found = with_anaphors(annotated, tuple(issue_data.anchors(annotated, self.issues)))
        targets = Targets(annotated, found)
        made = deals(annotated, annotated.once(bonds), voices)
        held = [*_stood(annotated, found, made, voices), *_bargained(annotated, found, made)]
        for note in _once(held):
            evidence = cite(
                annotated,
                note.span,
                made_by=self.name,
                confidence=note.confidence,
                because=(*note.because, f"by {note.holder.name}"),
            )
            yield Position(
                holder=note.holder,
                issue=note.anchor.issue.name,
                target=targets.of(note.anchor, note.holder),
                stance=note.stance,
                date=date_of_stance(annotated, note.top),
                evidence=evidence,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A position before it is cited."""

    holder: Actor
    anchor: Anchor
    stance: Stance
    top: int
    span: Span
    confidence: float
    because: tuple[str, ...]
    vague: bool = False
    heading: bool = False


def _once(held: list[_Held]) -> list[_Held]:
    """Each holder's stance on an issue once a document, in its surest wording, as the codebook has it; in order of the text."""
    best: dict[tuple[str, str, str], _Held] = {}
    for note in sorted(held, key=lambda h: (-h.confidence, h.heading, h.vague, h.anchor.head, h.top, h.holder.name)):
        best.setdefault((note.holder.name, note.anchor.issue.name, note.stance), note)
    return sorted(best.values(), key=lambda h: (h.anchor.head, h.top, h.holder.name))


def _stood(
    annotated: AnnotatedDocument, found: tuple[Anchor, ...], made: tuple[Deal, ...], voices: Voices
) -> Iterator[_Held]:
    """Positions out of what is willed about an anchor."""
    for anchor in found:
        willed = [(stand, holders(annotated, stand, voices)) for stand in stands(annotated, anchor)]
        for number, (stand, held) in enumerate(willed):
            stance = _stance(annotated, stand, made)
            if stance is None or (stand.kind in DEEDS and _heading(annotated, stand.top)):
                continue
            over = {
                holder.name for above, others in willed[number + 1 :] if above.top != stand.top for holder in others
            }
            for holder in held:
                if (holder.side is None and holder.kind not in KNOWN_KINDS) or holder.name in over:
                    continue  # "reluctant to support sanctions" is no support of them
                yield _Held(
                    holder=holder,
                    anchor=anchor,
                    stance=stance,
                    top=stand.top,
                    span=_evidence(annotated, stand),
                    confidence=CONFIDENCE[stand.kind],
                    because=(*stand.pieces, stand.kind),
                    vague=_vague(annotated, stand),
                    heading=_heading(annotated, stand.top),
                )


def _heading(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a word stands in a headline or caption, which the body says more fully."""
    return annotated.document.paragraphs[annotated.sentence_of(number).paragraph].kind in HEADINGS


def _vague(annotated: AnnotatedDocument, stand: Stand) -> bool:
    """Whether a wording only points at who wills ("it rejects the offer"), so that a fuller one goes before it."""
    who = bearer(annotated, stand.top)
    return who is not None and annotated.tokens[who].pos == "PRON"


def _evidence(annotated: AnnotatedDocument, stand: Stand) -> Span:
    """The clause of the will, wide enough to hold the issue's words too."""
    span = clause_span(annotated, stand.top)
    named = annotated.span(stand.anchor.first, stand.anchor.stop)
    if not span.holds(named):
        span = Span(min(span.start, named.start), max(span.end, named.end))
    if len(annotated.tokens_in(span)) > LONG:
        narrow = _conjoined(annotated, stand)
        span = narrow if narrow is not None and narrow.holds(named) else span
    verb = governing_verb(annotated, stand.top)
    if verb is not None and len(annotated.tokens_in(span)) < SHORT:
        wider = clause_span(annotated, verb)
        span = Span(min(span.start, wider.start), max(span.end, wider.end))
    return span


def _conjoined(annotated: AnnotatedDocument, stand: Stand) -> Span | None:
    """The one of several conjoined clauses under a will that carries the issue ("called on it to allow …, release … and …")."""
    for number in reversed(stand.passed):
        if (
            number != stand.top
            and annotated.tokens[number].pos in VERBS
            and len(annotated.conjuncts(number)) + (annotated.tokens[number].dep == "conj") > 1
        ):
            return clause_span(annotated, number)
    return None


def _bargained(annotated: AnnotatedDocument, found: tuple[Anchor, ...], made: tuple[Deal, ...]) -> Iterator[_Held]:
    """Conditional positions out of terms whose offer concerns an issue."""
    for deal in made:
        if deal.link == "no-preconditions" or deal.lure or (deal.offer is None and deal.because[0].startswith("bare")):
            continue
        inside = set(annotated.tokens_in(deal.offer or deal.span))
        if deal.offer is None and deal.demand is not None:
            inside -= set(annotated.tokens_in(deal.demand))
        anchor = next((a for a in found if a.head in inside), None)
        if anchor is not None and deal.by.name:
            yield _Held(
                holder=deal.by,
                anchor=anchor,
                stance="conditional",
                top=anchor.head,
                span=deal.span,
                confidence=TERM_CONFIDENCE,
                because=(f"{anchor.issue.name}: {anchor.words!r}", "offered in a term", *deal.because),
                heading=_heading(annotated, anchor.head),
            )


def _conditional(annotated: AnnotatedDocument, stand: Stand, made: tuple[Deal, ...]) -> bool:
    """Whether a term hangs on a word that the stand climbed over, and does not demand the very thing."""
    passed = {number for p in stand.passed for number in annotated.conjuncts(p)}
    passed |= {linking for p in stand.passed if (linking := copula(annotated, p)) is not None}
    return any(
        deal.main in passed and (deal.demand is None or stand.anchor.head not in annotated.tokens_in(deal.demand))
        for deal in made
        if not deal.lure and deal.link != "no-preconditions"
    )


def _demanded(annotated: AnnotatedDocument, stand: Stand, made: tuple[Deal, ...]) -> bool:
    """Whether a term demands the thing itself, so that the words beside it are the price and no condition of the will."""
    return any(d.demand is not None and stand.anchor.head in annotated.tokens_in(d.demand) for d in made)


def _stance(annotated: AnnotatedDocument, stand: Stand, made: tuple[Deal, ...]) -> Stance | None:
    """The stance; ``None`` for what merely may be."""
    if _conditional(annotated, stand, made) or (not _demanded(annotated, stand, made) and hedged(annotated, stand)):
        return "conditional"
    if stand.kind == "arranged":
        return None
    if stand.kind == "may" and not any(piece.startswith("not ") for piece in stand.pieces):
        return None
    if _denial(annotated, stand) or _abuse_wanted(stand):
        return None
    return "pro" if stand.sign > 0 else "anti"


def _denial(annotated: AnnotatedDocument, stand: Stand) -> bool:
    """Whether it only denies a charge ("it is not seeking nuclear weapons"), which is no will to disarm."""
    return (
        stand.anchor.issue.name == "disarmament"
        and annotated.tokens[stand.top].lemma in {"seek", "pursue", "try", "want"}
        and denied(annotated, stand.top)
    )


def _abuse_wanted(stand: Stand) -> bool:
    """Whether an abuse itself would be what is wanted ("seeks their arrest"): no position on rights."""
    return stand.anchor.issue.name == "human-rights" and stand.anchor.sign < 0 and stand.sign < 0


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer with positions on the issues that come with Detente."""
    return Positions(issue_data.built_in())(annotated, reading)
