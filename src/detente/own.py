"""What a user's own files add: issues, whole disputes and actors to a reading, topics to the bargain; and how a step's name tells of them.

A reading by a user's file is another reading: the step's name carries a hash of the file's content (``positions.v1+1f0c33a2``), so that documents are
read anew when the file changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import BadSetting
from detente.model.ids import bytes_id
from detente.resources.topics import built_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model.topics import Topics

ANNOTATES, POSITIONS = "annotate.", "positions."
MARK = 8
"""Hexadecimal digits of the hash in a step's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A user's files.

    Attributes:
        issues: files of issues and disputes.
        actors: the file of actors, or ``None``.
    """

    issues: tuple[Path, ...] = ()
    actors: Path | None = None

    def names(self, steps: Sequence[str]) -> tuple[str, ...]:
        """The names of steps with the files that they read by.

        Raises:
            BadSetting: if a file is not there.
        """
        actors = _mark((self.actors,)) if self.actors else ""
        issues = _mark(self.issues) if self.issues else ""
        marks = {ANNOTATES: actors, POSITIONS: issues}
        return tuple(
            step + next((mark for begin, mark in marks.items() if step.startswith(begin)), "") for step in steps
        )


def own_files(*, actors_file: str = "", issues_files: str = "") -> Own:
    """The files that the settings name.

    Args:
        actors_file: a TSV of actors; "" for none.
        issues_files: files of issues (TSV) and disputes (TOML), commas between them; "" for none.

    Raises:
        BadSetting: if a file is not there or not in shape, or two of them name actors.
    """
    issues = _paths(issues_files)
    actors = [Path(actors_file)] if actors_file else []
    if issues:
        from detente.extract.stances.disputes import actors_of, read_issues

        for path in issues:
            read_issues(path)
            named = actors_of(path)
            actors += [named] if named else []
    if len(actors) > 1:
        told = " and ".join(map(str, actors))
        raise BadSetting(f"{told} both hold actors", cure="put them into one file")
    return Own(issues=issues, actors=actors[0] if actors else None)


def own_topics(issues_files: str) -> Topics:
    """What tells what demands and offers are about: the topics that ship, and before them those of the files that the setting names.

    Args:
        issues_files: files of issues (TSV) and disputes (TOML), commas between them; "" for none. Of two on one topic the later names it.

    Raises:
        BadSetting: if a file is not there or not in shape.
    """
    topics = built_in()
    for path in _paths(issues_files):
        from detente.extract.stances.disputes import read_topics

        topics = topics.with_words(read_topics(path))
    return topics


def _paths(issues_files: str) -> tuple[Path, ...]:
    return tuple(Path(name.strip()) for name in issues_files.split(",") if name.strip())


def _mark(paths: Sequence[Path]) -> str:
    try:
        whole = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in paths)
    except OSError as error:
        raise BadSetting(f"{error.filename} cannot be read ({error.strerror})", cure="check the path") from error
    return "+" + bytes_id(whole)[:MARK]
