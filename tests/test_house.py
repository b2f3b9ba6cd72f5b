"""The house rules that no linter knows: sizes of files and functions, layers, nothing borrowed from the shared articles."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "evals").rglob("*.py"), *(ROOT / "training").rglob("*.py")])
MOST_LINES = 400
MOST_FUNCTION_LINES = 60
SHINGLE = 14  # words in a row; titles and names alone run to twelve


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= MOST_LINES, f"{path}: more than {MOST_LINES} lines; split it by idea"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_FUNCTION_LINES, f"{path}:{node.lineno} {node.name} has {lines} lines; split it"


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree) or not tree.body, f"{path}: no module docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}:{node.lineno} {node.name} is public and has no docstring"


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder / "src")}
    )


def test_import_linter_catches_a_planted_breach(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    clean = _lint_imports(tmp_path)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    (tmp_path / "src/detente/extract/planted.py").write_text("import detente.annotate\nimport sqlalchemy\n")
    broken = _lint_imports(tmp_path)
    assert broken.returncode == 1
    assert "detente.extract.planted -> detente.annotate" in broken.stdout
    assert "detente.extract.planted -> sqlalchemy" in broken.stdout


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


@pytest.mark.shared
def test_no_sentence_of_the_shared_articles_is_in_the_project(shared: Path) -> None:
    borrowed: set[tuple[str, ...]] = set()
    for article in (shared / "articles").iterdir():
        if article.name != "SOURCES.md":
            borrowed |= _shingles(article.read_text(errors="replace"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kinds = {".py", ".md", ".txt", ".tsv", ".html", ".json", ".jsonl", ".csv", ".toml", ".cff"}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in kinds and path.exists() and "vega" not in path.parts:
            common = _shingles(path.read_text(errors="replace")) & borrowed
            assert not common, f"{name}: words of a shared article: {' '.join(min(common))!r}"
