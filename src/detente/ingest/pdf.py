"""PDF files: their words, by pypdf in a process with limits. Scanned pages hold none."""

from __future__ import annotations

import atexit
import json
import os
from functools import cache
from importlib.util import find_spec

from detente.errors import Empty, Malformed, TooSlow, Undecodable
from detente.ingest.helper import Helper

HEAD = b"%PDF-"
_LEAST = 40  # characters that make more than a page number


def is_pdf(head: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return HEAD in head[:1024] and head.lstrip()[:1] != b"<"


def words(data: bytes, *, origin: str, max_seconds: float) -> tuple[str, str]:
    """The text of a PDF and the title that it tells of itself, or "".

    Raises:
        Undecodable: if pypdf is not installed, or the file is locked.
        Malformed: if it is broken, or swells beyond the memory it is given.
        TooSlow: if it takes longer than ``max_seconds``.
        Empty: if it holds no words, as scans do.
    """
    if find_spec("pypdf") is None:
        raise Undecodable("reading PDF needs pypdf", origin=origin, cure="pip install 'detente[pdf]'")
    try:
        answer = _helper(os.getpid()).ask(data, max_seconds=max_seconds)
    except TimeoutError as error:
        raise TooSlow(
            f"it took longer than {max_seconds:g} s", origin=origin, cure="raise max_seconds, or save its text"
        ) from error
    if answer is None:
        raise Malformed("reading it took too much memory", origin=origin, cure="save its text and read that")
    found = json.loads(answer)
    if "error" in found:
        raise Malformed(str(found["error"]), origin=origin, cure="save its text and read that")
    text = str(found["text"])
    if len(text.strip()) < _LEAST:
        raise Empty("its pages hold no text, only pictures", origin=origin, cure="run it through OCR and read the text")
    return text, " ".join(str(found["title"]).split())


@cache
def _helper(process: int) -> Helper:  # noqa: ARG001  # a forked child must not share its parent's pipe
    made = Helper("detente.ingest.pdf_worker", first=b"")
    atexit.register(made.close)
    return made
