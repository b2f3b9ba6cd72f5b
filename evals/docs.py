"""Keeps the documentation true: the commands' help, the settings, the steps and the measured figures are written from the code.

    python -m evals.docs [--check]

``docs/reference.md`` is written whole; in README.md and docs/quality.md the part between ``<!-- figures -->`` and ``<!-- /figures -->`` is.
With ``--check`` nothing is written and the exit code says whether all is as it would be written.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path

from typer.testing import CliRunner

from detente.cli.app import app
from detente.model.reading import LAYERS
from detente.plugins import STEPS
from detente.settings import HELP, Settings
from evals.scores import FLOORS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference.md"
QUALITY = ROOT / "src" / "detente" / "resources" / "web" / "quality.tsv"
WITH_FIGURES = (ROOT / "README.md", ROOT / "docs" / "quality.md")
FIGURES = re.compile(r"(<!-- figures[^>]*-->\n).*?(<!-- /figures -->)", re.DOTALL)
PEOPLE = {"statements": 0.94, "events": 0.76, "positions": 0.92, "terms": 0.86, "measures": 0.69, "assessments": 0.94}
WIDTH = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}


def help_of(*words: str) -> str:
    """What a command prints for ``--help``."""
    os.environ.update(WIDTH)
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="detente", env=WIDTH, terminal_width=100)
    if result.exit_code != 0:
        raise RuntimeError(f"detente {' '.join(words)} --help: {result.output}")
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())


def commands(text: str) -> list[str]:
    """The names of the commands that a help text lists."""
    _, _, listed = text.partition("Commands:\n")
    return re.findall(r"^  (\w[\w-]*)  ", listed, flags=re.MULTILINE)


def reference() -> str:
    """The page of commands, settings and steps."""
    top = help_of()
    parts = [
        "# Commands and settings\n",
        "Written from the code by `python -m evals.docs`; `make test` checks that it is current.\n",
        f"```\n{top}\n```\n",
    ]
    for command in commands(top):
        text = help_of(command)
        parts.append(f"## detente {command}\n\n```\n{text}\n```\n")
        parts.extend(f"### detente {command} {sub}\n\n```\n{help_of(command, sub)}\n```\n" for sub in commands(text))
    default = Settings()
    parts.append("## Settings\n\nEach is set by the environment, in capitals with `DETENTE_` before it.\n")
    rows = [f"| `{name}` | `{getattr(default, name)!r}` | {text} |" for name, text in HELP.items()]
    parts.append("\n".join(["| name | default | what it does |", "| --- | --- | --- |", *rows]) + "\n")
    parts.append(
        "## Steps\n\nA reading is made by versioned steps. Installed packages add their own by an entry point in the group `detente.steps`.\n"
    )
    parts.append(
        "\n".join(["| step | code |", "| --- | --- |", *(f"| `{n}` | `{where}` |" for n, where in STEPS.items())])
        + "\n"
    )
    return "\n".join(parts)


def figures() -> str:
    """The measured figures as a table, from the floors."""
    floors = json.loads(FLOORS.read_text())["floors"]
    lines = ["| F1 | check set (20 articles) | tune set (30) | people among themselves |", "| --- | --- | --- | --- |"]
    for layer in ("paragraphs", *LAYERS):
        people = f"{PEOPLE[layer]:.2f}" if layer in PEOPLE else ""
        lines.append(f"| {layer} | {floors['check'][layer]:.3f} | {floors['tune'][layer]:.3f} | {people} |")
    mean = sum(PEOPLE.values()) / len(PEOPLE)
    lines.append(
        f"| **mean of the six layers of notes** | **{floors['check']['mean_f1']:.3f}** | {floors['tune']['mean_f1']:.3f} | {mean:.2f} |"
    )
    for name, said in (("document_dates", "documents dated right (share)"), ("dates", "dates of notes right (share)")):
        lines.append(f"| {said} | {floors['check'][name]:.3f} | {floors['tune'][name]:.3f} | |")
    return "\n".join(lines)


def quality() -> str:
    """The measured figures as the web app shows them."""
    floors = json.loads(FLOORS.read_text())["floors"]
    rows = [
        (layer, f"{floors['check'][layer]:.2f}", f"{floors['tune'][layer]:.2f}", f"{PEOPLE[layer]:.2f}")
        for layer in LAYERS
    ]
    return "# Written by `python -m evals.docs` from evals/floors.json.\n" + "".join(
        "\t".join(row) + "\n" for row in [("what", "check", "tune", "people"), *rows]
    )


def written() -> dict[Path, str]:
    """Each page as it should stand."""
    pages = {REFERENCE: reference(), QUALITY: quality()}
    table = figures()
    for path in WITH_FIGURES:
        pages[path] = FIGURES.sub(lambda match: f"{match[1]}{table}\n{match[2]}", path.read_text())
    return pages


def main() -> int:
    """Writes or checks the pages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is not current")
    args = options.parse_args()
    stale = [path for path, text in written().items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'is not current: run python -m evals.docs' if args.check else 'written'}")
        if not args.check:
            path.write_text(written()[path])
    return 1 if args.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
