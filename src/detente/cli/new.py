"""``detente new``: an empty record."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import Project, project_path


def new(
    path: Annotated[Path | None, typer.Argument(metavar="PATH", help="The record's file.")] = None,
    *,
    project: Project = None,
) -> None:
    """Make an empty record to read into."""
    from detente.record import open_project

    if path and project:
        raise typer.BadParameter("name the record once, as PATH or by --project")
    target = project_path(path or project)
    open_project(target, create=True).close()
    typer.echo(f"made {target}; read into it with `detente read PATH...`")
