"""The documentation says what the code does: pages written from the code are current, and every name in them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.plugins import STEPS, load
from detente.settings import HELP, Settings
from evals import docs

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def written() -> dict[Path, str]:
    return docs.written()


def test_pages_written_from_the_code_are_current(written: dict[Path, str]) -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in written.items() if path.read_text() != text]
    assert not stale, f"run `python -m evals.docs` for {', '.join(stale)}"


def test_every_command_setting_and_step_is_documented(written: dict[Path, str]) -> None:
    page = written[docs.REFERENCE]
    for command in docs.commands(docs.help_of()):
        assert f"## detente {command}\n" in page
    for setting in Settings.__slots__:
        assert f"`{setting}`" in page
        assert HELP[setting]
    for step in STEPS:
        assert f"`{step}`" in page
        assert callable(load(step))


def test_every_dependency_has_its_reason() -> None:
    block = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    assert block
    reasons = (ROOT / "docs/dependencies.md").read_text()
    for name in re.findall(r'^\s+"([\w-]+)', block[1], re.MULTILINE):
        assert f"| {name} |" in reasons, f"{name} has no reason in docs/dependencies.md"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "AGENTS.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target} is not there"


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text()
    for page in (ROOT / "docs").glob("*.md"):
        assert f": {page.name}\n" in navigation, f"docs/{page.name} is not in mkdocs.yml"
