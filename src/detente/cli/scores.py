"""``detente scores``: how good the reading is, measured on a gold set in a checkout."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer


def scores(*, as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False) -> None:
    """Measure the reading against gold readings.

    In a checkout of the project alone, with the shared folder beside it.
    """
    root = checkout()
    if root is None:
        typer.echo(
            "detente: the gold readings are not part of the installed package; run `make scores` in a checkout",
            err=True,
        )
        raise typer.Exit(2)
    command = [sys.executable, "-m", "evals.scores", *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run(command, cwd=root, check=False).returncode)


def checkout() -> Path | None:
    """The checkout that this package is run from, or ``None`` where it is installed apart from one."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "evals" / "scores.py").exists() and (root / "pyproject.toml").exists() else None
