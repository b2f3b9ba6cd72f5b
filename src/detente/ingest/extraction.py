"""Articles out of HTML by a worker process with limits of time and memory; it is started when the first page needs it."""

from __future__ import annotations

import atexit
import json
import os
from functools import cache

from detente.ingest.helper import Helper


class Extractor:
    """Asks the worker. A page that is too slow costs it its life; a fresh one reads the next."""

    def __init__(self) -> None:
        self._helper = Helper("detente.ingest.worker", first=b"<html><body><p>.</p></body></html>")

    def extract(self, html: str, *, max_seconds: float) -> list[tuple[str, str]]:
        """Kinds and texts of the article's paragraphs; empty where none were found or the page broke a limit.

        Args:
            html: the page.
            max_seconds: after this long the worker is killed. Its start is not counted.
        """
        try:
            answer = self._helper.ask(html.encode("utf-8", "replace"), max_seconds=max_seconds)
        except TimeoutError:
            return []
        return [(str(kind), str(text)) for kind, text in json.loads(answer)] if answer else []

    def close(self) -> None:
        """Ends the worker."""
        self._helper.close()


@cache
def _of_process(process: int) -> Extractor:  # noqa: ARG001  # a forked child must not share its parent's pipe
    made = Extractor()
    atexit.register(made.close)
    return made


def extractor() -> Extractor:
    """The extractor of this process."""
    return _of_process(os.getpid())
