"""Data, not code: codebook, actors, issues, lexicons; and the one way to read it.

Tables are TSV with a header line; lines that start with ``#`` are comments.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import zip_longest


@cache
def text(path: str) -> str:
    """The text of a resource, by its path under ``resources/``."""
    return files(__name__).joinpath(*path.split("/")).read_text(encoding="utf-8")


def data(path: str) -> bytes:
    """The bytes of a resource, by its path under ``resources/``."""
    return files(__name__).joinpath(*path.split("/")).read_bytes()


@cache
def rows(path: str) -> tuple[dict[str, str], ...]:
    """The rows of a TSV resource, a mapping from column to value each; every value is a string, "" where blank."""
    lines = (line.split("\t") for line in text(path).splitlines() if line and not line.startswith("#"))
    names = next(lines, [])
    return tuple(dict(zip_longest(names, cells[: len(names)], fillvalue="")) for cells in lines)
