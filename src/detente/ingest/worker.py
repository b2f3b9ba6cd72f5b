"""A process of its own that extracts articles from HTML, so that a page that hangs or swells can be killed.

Run as ``python -m detente.ingest.worker``; speaks in frames, four bytes of length and as many of content: HTML in, JSON out,
a list of ``[kind, text]`` with the kinds ``headline``, ``subhead``, ``body``, ``item``; an empty frame where nothing was found.
"""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = struct.Struct(">I")
MEMORY = 1_500_000_000  # address space, in bytes
_KINDS = {"head": "subhead", "p": "body", "item": "item", "quote": "body", "code": "body", "ab": "body"}


def limit_memory(most: int = MEMORY) -> None:
    """Bounds the process's memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def extract(html: str) -> list[tuple[str, str]]:
    """The article's paragraphs as trafilatura finds them, with their kinds."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        html, fast=True, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    body = getattr(found, "body", None)
    return [] if body is None else list(_paragraphs(body))


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """Each element that holds text of its own: inside a list or quote those within it."""
    for element in body:
        if not isinstance(element.tag, str):
            continue
        inner = [child for child in element if child.tag in {"p", "item", "quote", "head", "list", "row", "cell"}]
        if inner:
            yield from _paragraphs(element)
            continue
        text = " ".join("".join(element.itertext()).split())
        if text:
            yield _KINDS.get(element.tag, "body"), text


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Answers frame by frame until the source ends."""
    while len(header := source.read(HEADER.size)) == HEADER.size:
        (size,) = HEADER.unpack(header)
        html = source.read(size).decode("utf-8", "replace")
        try:
            answer = json.dumps(extract(html)).encode()
        except (MemoryError, RecursionError, ValueError, TypeError, AttributeError, KeyError, AssertionError):
            answer = b""  # the page broke the extractor: the caller has another way
        target.write(HEADER.pack(len(answer)) + answer)
        target.flush()


def main() -> None:
    """Serves on standard input and output; whatever else writes there goes to standard error."""
    limit_memory()
    target = sys.stdout.buffer
    sys.stdout = sys.stderr
    import logging

    logging.disable(logging.CRITICAL)
    serve(sys.stdin.buffer, target)


if __name__ == "__main__":
    main()
