"""Mending a record by reading again: importers and steps for what the record makes anew."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import SkipItem
from detente.ingest import mail
from detente.ingest.containers import Ways, expand, kind_of
from detente.ingest.inputs import Input
from detente.ingest.pieces import Piece
from detente.ingest.reader import read_bytes, read_piece
from detente.model.document import Document
from detente.model.ids import bytes_id
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
_MOST_CONTAINERS = 8
"""Containers of which the pieces are held at a time."""


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
        self._containers: dict[str, tuple[Piece, ...]] = {}

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
        """The ways in which the bytes may have been read; ``None`` is as a file of their own, the last what the container gives today."""
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
        if part:
            yield from (one for one in self._held_at(place) if one.part == part)

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

    def original(self, place: str, wanted: str) -> bytes | None:
        """The bytes with a hash: the file at a place, or what it holds under a part."""
        path = self._file(place)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if bytes_id(data) == wanted:
            return data
        return next((one.data for one in self._held_at(place) if bytes_id(one.data) == wanted), None)

    def _file(self, place: str) -> Path | None:
        """The file at a place, where it is there and no larger than a document may be."""
        path = self._folder / place
        try:
            fits = "://" not in place and path.is_file() and path.stat().st_size <= self._settings.max_bytes
        except OSError:
            return None
        return path if fits else None

    def _held_at(self, place: str) -> tuple[Piece, ...]:
        """What the container at a place holds, with the titles and outlets that stand in its columns; nothing where it is none or gone."""
        if place not in self._containers:
            path = self._file(place)
            given = expand([Input(path, place)], Ways(max_bytes=self._settings.max_bytes)) if path else ()
            if len(self._containers) == _MOST_CONTAINERS:
                self._containers.clear()
            self._containers[place] = tuple(one for one in given if isinstance(one, Piece))
        return self._containers[place]
