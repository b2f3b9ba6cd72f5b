"""``detente statements``: attributions of plain texts, without a record."""

from pathlib import Path
from typing import Annotated

import typer


def statements(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plain texts.", exists=True, dir_okay=False)],
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl/--text", help="JSON with offsets, or words apart by tabs.")] = True,
    attitudes: Annotated[bool, typer.Option("--attitudes", help="Also beliefs, hopes and wishes.")] = False,
    outermost: Annotated[bool, typer.Option("--outermost", help="Leave out what stands inside another's.")] = False,
) -> None:
    """Print who said what in plain texts.

    One line an attribution, with character offsets; no record is needed.
    """
    from detente.cli.statements import statements as lines

    for line in lines(files, jsonl=jsonl, attitudes=attitudes, outermost=outermost):
        typer.echo(line)
