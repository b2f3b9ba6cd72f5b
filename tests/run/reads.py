"""A folder read into a record with the fake steps, in whatever process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record import open_project
from detente.run.local import read_into
from detente.run.work import work
from detente.settings import Settings
from tests.run.fakes import ANNOTATE, STEPS, plug, standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from detente.ingest.inputs import Input
    from detente.model.findings import Failure
    from detente.record.address import Address
    from detente.run.work import Done, Job


def main(path: Path, folder: str, workers: int) -> None:
    """Reads a folder, into a new record where there is none."""
    plug()
    if not path.exists():
        open_project(path, create=True, clock=standing).close()
    into(path, folder, workers=workers)


def into(address: Address, folder: Path | str, *, workers: int = 1) -> None:
    """Reads a folder into a record that is there."""
    with open_project(address, clock=standing) as record:
        read_into([folder], record, Settings(workers=workers), annotator=ANNOTATE, steps=STEPS)


def work_all(job: Job, inputs: Sequence[Input | Failure]) -> list[Done]:
    """What a worker process does, in which the fake steps are not known yet."""
    plug()
    return list(work(job, inputs))
