"""``detente new``: an empty record."""

from typing import Annotated

import typer

from detente.cli.options import Project, project_address


def new(
    path: Annotated[
        str | None, typer.Argument(metavar="PATH|URL", help="The record's file, or postgresql://USER@HOST/DATABASE.")
    ] = None,
    *,
    project: Project = None,
) -> None:
    """Make an empty record to read into."""
    from detente.record import open_project

    if path and project:
        raise typer.BadParameter("name the record once, as PATH or by --project")
    target = project_address(path or project)
    open_project(target, create=True).close()
    typer.echo(f"made {target}; read into it with `detente read PATH...`")
