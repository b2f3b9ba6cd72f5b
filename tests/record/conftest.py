from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.record import open_project
from tests.run.fakes import ticking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_project(tmp_path / "project.sqlite", create=True, clock=ticking()) as made:
        yield made
