"""Data, not code: codebook, actors, issues, lexicons; and the one way to read it.

Tables are TSV with a header line; lines that start with ``#`` are comments.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


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
    lines = [line for line in text(path).splitlines() if line and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: (value or "") for key, value in row.items() if key is not None} for row in reader)
