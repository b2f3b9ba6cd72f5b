"""A user's own issues: a TSV file an issue, or a TOML file for a whole dispute with several issues (``docs/issues.md``)."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from detente.errors import BadSetting
from detente.extract.stances.issues import Issue, built_in, parse_issue, stem_of
from detente.model.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CURE = "see docs/issues.md"
SIGNS: Mapping[str, int] = {"more": 1, "less": -1}
KINDS = ("nouns", "known", "verbs", "partners", "acts", "again")


def read_issues(path: Path) -> tuple[Issue, ...]:
    """The issues of a user's file.

    Raises:
        BadSetting: if there is no such file, it is not UTF-8, or not in the shape that docs/issues.md describes; it names the file, the place and the cure.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            f"{path}: it cannot be read ({_told(error)})", cure="check the path; write it as UTF-8"
        ) from error
    if path.suffix == ".toml":
        return tuple(_issue(path, name, table) for name, table in _tables(path, content).items())
    return (parse_issue(path.stem, content, origin=str(path)),)


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of terms that a user's file gives: one an issue, told by its nouns and further words, and by its name if the issue is new.

    Raises:
        BadSetting: as ``read_issues``.
    """
    ours = {issue.name for issue in built_in().issues}
    return tuple(
        Topic(
            key=issue.name,
            name=issue.topic,
            stems=issue.words,
            nouns=(
                *(" ".join(noun) for noun in issue.nouns if noun not in issue.known),
                *([] if issue.name in ours else [" ".join(issue.name.split("-"))]),
            ),
        )
        for issue in read_issues(path)
    )


def actors_of(path: Path) -> Path | None:
    """The file of actors that a dispute names, beside it; ``None`` where it names none, or is an issue's TSV.

    Raises:
        BadSetting: as ``read_issues``.
    """
    if path.suffix != ".toml":
        return None
    named = _toml(path, path.read_text(encoding="utf-8-sig")).get("actors")
    if named is None:
        return None
    if not isinstance(named, str):
        raise BadSetting(f"{path}: actors is no path in quotation marks", cure=CURE)
    return path.parent / named


def _told(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "no file" if isinstance(error, OSError) else f"byte {error.start} is no UTF-8"


def _toml(path: Path, content: str) -> dict[str, object]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{path}: it is no TOML: {error}", cure=CURE) from error


def _tables(path: Path, content: str) -> dict[str, dict[str, object]]:
    """The tables of the issues by name."""
    found = _toml(path, content)
    unknown = sorted(set(found) - {"actors", "issues"})
    if unknown:
        raise BadSetting(
            f"{path}: there is no {unknown[0]!r} in a dispute", cure=f"known are actors and issues; {CURE}"
        )
    issues = found.get("issues")
    if not isinstance(issues, dict) or not issues or not all(isinstance(table, dict) for table in issues.values()):
        raise BadSetting(f"{path}: it has no table [issues.NAME]", cure=CURE)
    return issues


def _issue(path: Path, name: str, table: dict[str, object]) -> Issue:
    where = f"{path}: issue {name!r}"
    unknown = sorted(set(table) - {"pro", "anti", "topic", "words", *SIGNS})
    if unknown:
        raise BadSetting(
            f"{where} has {unknown[0]!r}", cure=f"known are pro, anti, topic, words, more and less; {CURE}"
        )
    words: dict[str, dict[tuple[str, ...], int]] = {kind: {} for kind in KINDS}
    for side, sign in SIGNS.items():
        for kind, phrases in _phrases(where, side, table.get(side, {})).items():
            words[kind].update({tuple(phrase.lower().split()): sign for phrase in phrases})
    about = {side: table.get(side, "") for side in ("pro", "anti")}
    return Issue(
        name=name,
        pro=str(about["pro"]),
        anti=str(about["anti"]),
        nouns=words["nouns"] | words["known"],
        verbs=words["verbs"] | words["partners"],
        known=frozenset(words["known"]),
        partners=frozenset(words["partners"]),
        acts={" ".join(act): sign for act, sign in words["acts"].items()},
        again={" ".join(noun): sign for noun, sign in words["again"].items()},
        topic=_topic(where, table.get("topic", "")),
        words=_stems(where, table.get("words", [])),
    )


def _topic(where: str, topic: object) -> str:
    if not isinstance(topic, str):
        raise BadSetting(f"{where}: topic is no name in quotation marks", cure=CURE)
    return " ".join(topic.split())


def _stems(where: str, stems: object) -> tuple[str, ...]:
    if not isinstance(stems, list) or not all(isinstance(stem, str) for stem in stems):
        raise BadSetting(f"{where}: words is no list of words", cure=CURE)
    return tuple(stem_of(stem, where=f"{where}: words") for stem in stems)


def _phrases(where: str, side: str, table: object) -> dict[str, list[str]]:
    """The lists of words under ``more`` or ``less``."""
    if not isinstance(table, dict):
        raise BadSetting(f"{where}: {side} is no table", cure=CURE)
    for kind, phrases in table.items():
        if kind not in KINDS:
            raise BadSetting(f"{where}: {side} has {kind!r}", cure=f"known are {', '.join(KINDS)}; {CURE}")
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
            raise BadSetting(f"{where}: {side}.{kind} is no list of words", cure=CURE)
    return table
