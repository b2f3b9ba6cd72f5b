"""The lexicon of cues: which words attribute, and what then stands for the content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

# Forms that are never anything but the verb, whatever the tagger says (title case in headlines, inverted order).
FORMS = {
    "said": "say", "says": "say", "told": "tell", "tells": "tell", "added": "add", "adds": "add",
    "asked": "ask", "asks": "ask", "wrote": "write", "tweeted": "tweet", "tweets": "tweet", "warned": "warn",
    "warns": "warn", "vowed": "vow", "vows": "vow", "urged": "urge", "urges": "urge", "accused": "accuse",
    "accuses": "accuse", "insisted": "insist", "insists": "insist", "denied": "deny", "denies": "deny",
    "thinks": "think", "believes": "believe", "contends": "contend", "denounces": "denounce", "criticizes": "criticize",
    "criticises": "criticise", "argued": "argue", "argues": "argue", "declared": "declare", "declares": "declare", "saying": "say",
}  # fmt: skip


# What stands before a noun: a verb right behind it is the tagger's error ("called his remarks “hostile”").
ISSUING = frozenset(
    ["issue", "release", "publish", "send", "post", "make", "sign", "file", "adopt", "circulate", "deliver", "read"]
)
DETERMINING = frozenset({"POS", "PRP$", "DT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A cue of the lexicon.

    Attributes:
        lemma: of its head word.
        cue_class: say, ask, demand, deny, believe, accuse, …
        kind: ``speech``, ``attitude`` or ``stance``.
        frames: what may stand for the content.
        parts: lemmas of further words that belong to it.
    """

    lemma: str
    cue_class: str
    kind: str
    frames: frozenset[str]
    parts: tuple[str, ...] = ()


@cache
def verbs() -> dict[str, Entry]:
    """Verb cues by lemma."""
    return {
        row["lemma"]: Entry(
            lemma=row["lemma"], cue_class=row["class"], kind=row["kind"], frames=frozenset(row["frames"].split())
        )
        for row in resources.rows("attribution/verbs.tsv")
    }


@cache
def adjectives() -> dict[str, Entry]:
    """Adjective cues by lemma."""
    return {
        row["lemma"]: Entry(lemma=row["lemma"], cue_class=row["class"], kind=row["kind"], frames=frozenset({"clause"}))
        for row in resources.rows("attribution/adjectives.tsv")
    }


@cache
def nouns() -> dict[str, Entry]:
    """Noun cues by lemma."""
    return {
        row["lemma"]: Entry(
            lemma=row["lemma"], cue_class=row["class"], kind=row["kind"], frames=frozenset(row["frames"].split())
        )
        for row in resources.rows("attribution/nouns.tsv")
    }


@cache
def phrases() -> dict[str, tuple[Entry, ...]]:
    """Cues of several words by the lemma of their verb."""
    found: dict[str, list[Entry]] = {}
    for row in resources.rows("attribution/phrases.tsv"):
        entry = Entry(
            lemma=row["verb"],
            cue_class=row["class"],
            kind=row["kind"],
            frames=frozenset(row["frames"].split()),
            parts=tuple(row["parts"].split()),
        )
        found.setdefault(entry.lemma, []).append(entry)
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@cache
def propositions() -> frozenset[str]:
    """Nouns that name a proposition when they are the object of a cue ("stressed the need for")."""
    return frozenset(row["lemma"] for row in resources.rows("attribution/propositions.tsv"))


@cache
def documents() -> frozenset[str]:
    """Nouns for documents that somebody issues."""
    return frozenset(row["lemma"] for row in resources.rows("attribution/documents.tsv"))


@cache
def speakers() -> frozenset[str]:
    """Nouns for those who can speak and for documents that speak for them."""
    return frozenset(row["lemma"] for row in resources.rows("attribution/speakers.tsv"))


def verb_at(annotated: AnnotatedDocument, number: int) -> tuple[Entry, int] | None:
    """The verb cue at a token, and one past its last token; ``None`` where there is none."""
    token = annotated.tokens[number]
    lemma = FORMS.get(token.text.lower())
    if lemma is None:
        if token.pos not in {"VERB", "AUX"} or (number and annotated.tokens[number - 1].tag in DETERMINING):
            return None
        lemma = token.lemma
    for entry in phrases().get(lemma, ()):
        stop = _phrase_stop(annotated, number, entry.parts)
        if stop:
            return entry, stop
    entry_of_verb = verbs().get(lemma)
    return (entry_of_verb, number + 1) if entry_of_verb else None


def _phrase_stop(annotated: AnnotatedDocument, number: int, parts: tuple[str, ...]) -> int:
    """One past the last word of a phrase, with at most two words between its parts; 0 where it is not there."""
    at = number + 1
    for part in parts:
        for place in range(at, min(at + 3, len(annotated.tokens))):
            token = annotated.tokens[place]
            if token.lemma == part or token.text.lower() == part:
                at = place + 1
                break
            if token.pos in {"VERB", "PUNCT", "SCONJ"} and part != "clear":
                return 0
        else:
            return 0
    return at


def noun_at(annotated: AnnotatedDocument, number: int) -> Entry | None:
    """The noun cue at a token."""
    token = annotated.tokens[number]
    return nouns().get(token.lemma) if token.pos == "NOUN" else None
