"""A line of two gigabytes, in a file that takes no room, is refused with the reason and does not fill the memory."""

from __future__ import annotations

import resource
import sys
from typing import TYPE_CHECKING

from detente.ingest.containers import Ways, expand
from detente.ingest.inputs import Input
from detente.ingest.pieces import Fault, Piece

if TYPE_CHECKING:
    from pathlib import Path

HUGE = 2_000_000_000


def test_a_line_of_two_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"title": "Relief", "text": "Caracas asked Washington on Monday for relief."}\n{"text": "')
        file.seek(HUGE)
        file.write(b'"}\n{"title": "Ports", "text": "Ports in Oman expect tankers after the waiver of Friday."}\n')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(expand([Input(path)], Ways(max_bytes=1_000_000)))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    assert grown < 100_000_000
    assert sum(isinstance(one, Piece) for one in found) == 2
    (refused,) = [one.failure for one in found if isinstance(one, Fault)]
    assert refused.kind == "TooLarge"
    assert "1,000,000" in refused.reason
