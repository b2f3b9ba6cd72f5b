"""The public API: about a dozen names, loaded when asked for, and the examples that show them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import detente

ROOT = Path(__file__).resolve().parents[1]
NAMES = [
    "Assessment", "DetenteError", "Document", "Event", "Failure", "Measure", "Pipeline", "Position", "Read", "Reading",
    "Statement", "Term", "open_project", "read",
]  # fmt: skip


def test_the_names_are_these_and_each_is_there() -> None:
    assert detente.__all__ == NAMES
    assert all(getattr(detente, name) for name in NAMES)
    assert not hasattr(detente, "no_such_name")


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, detente; print([m for m in ('spacy', 'numpy', 'sqlalchemy', 'pydantic') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_example_of_the_docs_runs(tmp_path: Path, capsys, monkeypatch) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/cuba.txt").write_text(
        "Havana wants embargo gone before talks\n\nHAVANA, March 3, 2015 (Wire) - Cuban Foreign Minister Bruno Rodriguez said on "
        "Tuesday that the United States must lift its embargo before ties can be normal.\n"
    )
    (tmp_path / "articles/empty.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/guide.md").read_text(), re.DOTALL)
    exec(compile(code, "docs/guide.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Bruno Rodriguez sanctions" in printed
    assert "articles/empty.txt it holds no text" in printed
