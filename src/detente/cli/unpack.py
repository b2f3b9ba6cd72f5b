"""``detente import``: a record that was exported, as a project again."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import Project, project_address


def unpack(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `detente export --format record` wrote.")
    ],
    *,
    project: Project = None,
) -> None:
    """Make a new project of an exported record.

    All of it: documents, readings with their history, verdicts, lists, raw files. Everything is verified before the project is there.
    """
    from detente.present.words import count
    from detente.record.packing import unpack as make

    target = project_address(project)
    typer.echo(f"{target}: {count(make(folder, target), 'document')}, verified")
