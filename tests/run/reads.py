"""A process that reads a folder into a record with the fake steps: ``python -m tests.run.reads RECORD FOLDER WORKERS``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.run.fakes import ANNOTATE, STEPS, plug, standing

plug()  # here, so that the worker processes, which import this file, know the steps too


def main(path: Path, folder: str, workers: int) -> None:
    from detente.record import open_project
    from detente.run.local import read_into
    from detente.settings import Settings

    with open_project(path, create=not path.exists(), clock=standing) as record:
        read_into([folder], record, Settings(workers=workers), annotator=ANNOTATE, steps=STEPS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
