"""Issues as data: what each is about, what is for and against, and the words for its objects.

An issue is a TSV file with the columns ``kind``, ``sign``, ``words``; ``docs/issues.md`` says how to add one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.errors import BadSetting
from detente.extract import wordlists
from detente.extract.clauses import is_passive, parties
from detente.extract.stances.lexicon import evaluations
from detente.resources import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from detente.model.annotation import AnnotatedDocument

SIGNS: Mapping[str, int] = {"+": 1, "-": -1}
COLUMNS = ["kind", "sign", "words"]
LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue and its words.

    Attributes:
        name: as positions give it.
        pro: what a position for it wants, in words.
        anti: what a position against it wants.
        nouns: phrases for its objects; 1 where more of the object is ``pro``, -1 where it is ``anti``.
        verbs: the same for verbs ("negotiate", "sanction").
        known: nouns that count only where the text speaks of a known one ("the deal", not "a deal").
        partners: verbs that count only with a party ("meet with Kim", not "meet a goal").
        acts: operators that only make sense on this issue's objects ("renegotiate" a deal), and their sign.
        again: nouns that a text uses for its objects once it has named one ("the measures", "the waiver").
        topic: what terms about it are called ("release of water"); "" where its file does not say.
        words: stems of words by which terms are about it, besides its nouns.
    """

    name: str
    pro: str
    anti: str
    nouns: Mapping[tuple[str, ...], int]
    verbs: Mapping[tuple[str, ...], int]
    known: frozenset[tuple[str, ...]]
    partners: frozenset[tuple[str, ...]]
    acts: Mapping[str, int]
    again: Mapping[str, int]
    topic: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An issue's object in the text: tokens ``first`` to ``head``, whose head is ``head`` (or ``first`` for a verb)."""

    issue: Issue
    head: int
    first: int
    stop: int
    sign: int
    words: str


@dataclass(frozen=True, slots=True)
class Issues:
    """All issues that are looked for, an index from a phrase to what it stands for, and how many words the longest phrase has by its first."""

    issues: tuple[Issue, ...]
    nouns: Mapping[tuple[str, ...], tuple[Issue, int]]
    verbs: Mapping[tuple[str, ...], tuple[Issue, int]]
    reach: Mapping[str, int]

    @classmethod
    def of(cls, issues: Iterable[Issue]) -> Issues:
        """An index over issues; of two with the same phrase the later wins, so that a user's file goes before ours."""
        kept = tuple(issues)
        nouns = {phrase: (issue, sign) for issue in kept for phrase, sign in issue.nouns.items()}
        verbs = {phrase: (issue, sign) for issue in kept for phrase, sign in issue.verbs.items()}
        reach: dict[str, int] = {}
        for phrase in (*nouns, *verbs):
            reach[phrase[0]] = max(len(phrase), reach.get(phrase[0], 0))
        return cls(kept, nouns, verbs, reach)

    def with_files(self, paths: Iterable[Path]) -> Issues:
        """These issues and those of a user's files; an issue named like one of ours adds its words to it.

        Raises:
            BadSetting: if a file is not in the shape that docs/issues.md describes.
        """
        from detente.extract.stances.disputes import read_issues

        named = {issue.name: issue for issue in self.issues}
        for path in paths:
            for added in read_issues(path):
                known = named.pop(added.name, None)
                named[added.name] = _merged(known, added) if known else added
        return Issues.of(named.values())


def _merged(known: Issue, added: Issue) -> Issue:
    return Issue(
        name=known.name,
        pro=added.pro or known.pro,
        anti=added.anti or known.anti,
        nouns={**known.nouns, **added.nouns},
        verbs={**known.verbs, **added.verbs},
        known=known.known | added.known,
        partners=known.partners | added.partners,
        acts={**known.acts, **added.acts},
        again={**known.again, **added.again},
        topic=added.topic or known.topic,
        words=(*known.words, *added.words),
    )


def parse_issue(name: str, content: str, *, origin: str = "") -> Issue:
    """An issue out of the text of its file; ``origin`` is where the text comes from.

    Raises:
        BadSetting: if the columns are others, or a row has an unknown kind or sign; it names file, line and cure.
    """
    lines = [
        (number, line)
        for number, line in enumerate(content.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    about = {"pro": "", "anti": "", "topic": ""}
    stems: list[str] = []
    tables: dict[str, dict[tuple[str, ...], int]] = {
        "noun": {},
        "known": {},
        "verb": {},
        "partner": {},
        "act": {},
        "again": {},
    }
    origin, cure = origin or f"issue {name!r}", "see docs/issues.md"
    if not lines or lines[0][1].split("\t") != COLUMNS:
        raise BadSetting(f"{origin}: its first row is not {', '.join(COLUMNS)} with tabs between", cure=cure)
    for (number, _), row in zip(lines[1:], _rows(lines), strict=True):
        kind, sign, words = (row.get(column) or "" for column in COLUMNS)
        if kind in about:
            about[kind] = words
        elif kind in tables and sign in SIGNS:
            tables[kind].update({tuple(p.lower().split()): SIGNS[sign] for p in words.split(",") if p.strip()})
        elif kind == "word" and not sign:
            stems += [stem_of(p, where=f"{origin}, line {number}") for p in words.split(",") if p.strip()]
        else:
            raise BadSetting(f"{origin}, line {number}: a row of kind {kind!r} and sign {sign!r}", cure=cure)
    acts, again = ({" ".join(words): sign for words, sign in tables[kind].items()} for kind in ("act", "again"))
    return Issue(
        name=name,
        pro=about["pro"],
        anti=about["anti"],
        nouns=tables["noun"] | tables["known"],
        verbs=tables["verb"] | tables["partner"],
        partners=frozenset(tables["partner"]),
        known=frozenset(tables["known"]),
        acts=acts,
        again=again,
        topic=" ".join(about["topic"].split()),
        words=tuple(stems),
    )


def stem_of(words: str, *, where: str) -> str:
    """A stem of a topic's words, as a user wrote it.

    Raises:
        BadSetting: if it does not begin with a letter or a digit; ``where`` names the place.
    """
    stem = " ".join(words.lower().split())
    if not stem[:1].isalnum():
        raise BadSetting(
            f"{where}: {words!r} begins with no letter", cure="write the beginning of a word; see docs/issues.md"
        )
    return stem


def _rows(lines: list[tuple[int, str]]) -> Iterator[dict[str, str]]:
    return csv.DictReader([line for _, line in lines], delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def built_in() -> Issues:
    """The issues under ``resources/issues``."""
    folder = files("detente.resources").joinpath("issues")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".tsv"))
    return Issues.of(parse_issue(name.removesuffix(".tsv"), text(f"issues/{name}")) for name in names)


def anchors(annotated: AnnotatedDocument, issues: Issues) -> Iterator[Anchor]:
    """The issues' objects in a document, in order; of overlapping phrases the longest."""
    at = 0
    last: Anchor | None = None
    while at < len(annotated.tokens):
        found = _anchor_at(annotated, issues, at)
        if found is None:
            again = _taken_up(annotated, last, at) if last is not None else None
            if again is not None:
                yield again
            at += 1
            continue
        yield found
        at, last = found.stop, found


def _taken_up(annotated: AnnotatedDocument, last: Anchor, at: int) -> Anchor | None:
    """A pronoun as object that takes up the last object of its sentence: "backed the accord, and others want to scrap it"."""
    token = annotated.tokens[at]
    named = annotated.tokens[last.head]
    plural = {"it": "NN", "them": "NNS"}.get(token.text.lower())
    if (
        plural is None
        or token.dep not in {"dobj", "nsubjpass"}
        or named.sentence != token.sentence
        or named.tag != plural
    ):
        return None
    return Anchor(
        issue=last.issue, head=at, first=at, stop=at + 1, sign=last.sign, words=f"{token.text} = {last.words}"
    )


def _spellings(annotated: AnnotatedDocument, at: int, stop: int) -> tuple[tuple[str, ...], ...]:
    """A phrase by lemmas, and by words before the last lemma ("negotiating table", whose first lemma is "negotiate")."""
    lemmas = tuple(token.lemma.replace("’", "'") for token in annotated.tokens[at:stop])
    texts = tuple(token.text.lower().replace("’", "'") for token in annotated.tokens[at:stop])
    return (lemmas,) if stop - at == 1 else (lemmas, (*texts[:-1], lemmas[-1]))


def _anchor_at(annotated: AnnotatedDocument, issues: Issues, at: int) -> Anchor | None:
    token = annotated.tokens[at]
    lower = token.text.lower()
    if token.lemma not in issues.reach and lower not in issues.reach:
        return None
    reach = max(issues.reach.get(first.replace("’", "'"), 0) for first in (token.lemma, lower))
    for length in range(min(LONGEST, reach, annotated.sentence_of(at).stop - at), 0, -1):
        for phrase in _spellings(annotated, at, at + length):
            if phrase in issues.nouns and annotated.tokens[at + length - 1].pos in {"NOUN", "PROPN", "ADJ"}:
                return _noun_anchor(annotated, issues, phrase, at)
            if phrase in issues.verbs and annotated.tokens[at].pos == "VERB":
                return _verb_anchor(annotated, issues, phrase, at)
    return None


def _noun_anchor(annotated: AnnotatedDocument, issues: Issues, phrase: tuple[str, ...], at: int) -> Anchor | None:
    issue, sign = issues.nouns[phrase]
    stop = at + len(phrase)
    head = stop - 1
    if phrase == ("talk",) and annotated.tokens[head].tag != "NNS":
        return None
    if phrase in issue.known and not _definite(annotated, head):
        return None
    if annotated.tokens[head].dep in {"amod", "compound"} and annotated.tokens[head].head < stop:
        head = annotated.tokens[head].head
    if any(annotated.tokens[c].dep == "prep" for c in range(at, head)):
        head = at
    return Anchor(issue=issue, head=head, first=at, stop=stop, sign=sign, words=annotated.words(at, stop))


def _verb_anchor(annotated: AnnotatedDocument, issues: Issues, phrase: tuple[str, ...], at: int) -> Anchor | None:
    issue, sign = issues.verbs[phrase]
    if phrase in issue.partners:
        if not _partnered(annotated, at) and not (issue.name == "talks" and _willed(annotated, at)):
            return None
    elif is_passive(annotated, at):
        return None
    stop = at + len(phrase)
    return Anchor(issue=issue, head=at, first=at, stop=stop, sign=sign, words=annotated.words(at, stop))


def _partnered(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb of contact has a party as partner: "talk to Havana", "meet Putin", "sit down with the rebels"."""
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        below = annotated.child(child, "pobj") if token.lemma in {"with", "to"} and token.dep == "prep" else None
        if token.dep in {"dobj", "nsubjpass"}:
            below = child
        if below is not None and _is_party(annotated, below):
            return True
    return False


def _is_party(annotated: AnnotatedDocument, number: int) -> bool:
    token = annotated.tokens[number]
    return token.text.lower() in {"him", "her", "them"} or any(
        actor.side or actor.kind == "person" for actor in parties(annotated, number)
    )


def _willed(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether somebody is said to be ready for it, so that no party need be named: "is ready to talk"."""
    token = annotated.tokens[verb]
    above = annotated.tokens[token.head].lemma
    return (
        token.lemma in wordlists.words("talking")
        and token.dep in {"xcomp", "acl", "ccomp"}
        and above in wordlists.words("ready-to-talk")
    )


def _definite(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a noun speaks of a known thing: "the deal", "this accord", "their pact", "the 2015 agreement"."""
    return any(
        (token.dep == "det" and token.lemma in wordlists.words("known-one"))
        or token.dep in {"poss", "nummod"}
        or (token.lemma, "ADJ") in evaluations()
        for token in (annotated.tokens[c] for c in annotated.children(noun))
    )
