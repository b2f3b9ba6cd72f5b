"""Mending a record by reading again: importers and steps for what the record makes anew."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import SkipItem
from detente.ingest import mail
from detente.ingest.containers import kind_of
from detente.ingest.pieces import Piece
from detente.ingest.reader import read_bytes, read_piece
from detente.model.document import Document
from detente.pipeline import ANNOTATE, EXTRACT, Pipeline, Read
from detente.record.address import Server
from detente.record.mending import rebuild

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.model.reading import Reading
    from detente.record.address import Address
    from detente.record.restoring import Restored
    from detente.settings import Settings

_HEAD = 1 << 16


def mend(record: Address, settings: Settings, *, annotator: str = ANNOTATE, steps: Sequence[str] = EXTRACT) -> Restored:
    """Mends a record from what can be read of it and the raw files that it keeps; see ``record.mending.rebuild`` for what it raises.

    Args:
        record: the record.
        settings: how documents are read again.
        annotator: name of the annotating step.
        steps: names of the extracting steps.
    """
    return rebuild(record, _Rereads(record, settings, annotator=annotator, steps=steps))


class _Rereads:
    """Raw files to documents, and documents to readings, as ``detente read`` makes them."""

    def __init__(self, record: Address, settings: Settings, *, annotator: str, steps: Sequence[str]) -> None:
        self._folder = Path() if isinstance(record, Server) else record.resolve().parent
        self._settings, self._annotator, self._steps = settings, annotator, steps

    def documents(self, raw: bytes, *, place: str, part: str, told: Document | None) -> Iterator[Document]:
        """The documents that a raw file gives: as a file, as what a container held of it, as a message."""
        most, seconds = self._settings.max_bytes, self._settings.max_seconds
        for piece in self._pieces(raw, place=place, part=part, told=told):
            found: Iterable[object] = (
                read_bytes(raw, uri=place, max_bytes=most, max_seconds=seconds)
                if piece is None
                else read_piece(piece, max_bytes=most, max_seconds=seconds)
            )
            yield from (one for one in found if isinstance(one, Document))

    def _pieces(self, raw: bytes, *, place: str, part: str, told: Document | None) -> Iterator[Piece | None]:
        """The ways in which the bytes may have been read; ``None`` is as a file of their own."""
        if not part:
            yield None
        if kind_of(raw[:_HEAD]) == "eml":
            with contextlib.suppress(SkipItem):
                yield mail.message(raw, uri=place, part=part)
        known = {"title": told.title or "", "publisher": told.publisher or ""} if told else {}
        known |= {"date": told.published.iso} if told and told.published else {}
        known = {name: value for name, value in known.items() if value}
        address = part if part.startswith(("http://", "https://")) else ""
        for values in (known, {}):
            for trusted in (True, False):
                yield Piece(uri=place, part=part, data=raw, known=values, address=address, trusted=trusted)

    @cached_property
    def _pipeline(self) -> Pipeline:
        chosen = self._settings
        return Pipeline(
            annotator=self._annotator, steps=self._steps, model=chosen.model, actors_file=chosen.actors_file,
            issues_files=chosen.issues_files, gate=chosen.gate,
        )  # fmt: skip

    def reading(self, document: Document) -> Reading | None:
        """A document's reading."""
        found = next(iter(self._pipeline.read([document])), None)
        return found.reading if isinstance(found, Read) else None

    def original(self, place: str) -> bytes | None:
        """The bytes of the file at a place."""
        if "://" in place:
            return None
        path = self._folder / place
        try:
            return path.read_bytes() if path.is_file() and path.stat().st_size <= self._settings.max_bytes else None
        except OSError:
            return None
