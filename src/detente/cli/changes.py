"""``detente changes``: what the record learnt lately."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import Project, moment, opened, project_address
from detente.cli.show import printed


def changes(
    *,
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="From the beginning of this day on (UTC), or after a moment.")
    ],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DAY", help="Up to the end of this day, or a moment (default: now)."),
    ] = None,
    project: Project = None,
    atom: Annotated[
        Path | None, typer.Option("--atom", metavar="FILE", help="Write them as an Atom feed, newest first.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")] = False,
) -> None:
    """Show what was added, superseded and retracted.

    Notes and documents that came; those that a later reading or another text replaced; those that are gone or that somebody rejected.
    """
    from datetime import timedelta

    from detente.present.changes import atom as feed
    from detente.present.changes import change_table
    from detente.present.files import write_whole
    from detente.record import changes as changed

    begun = moment(since, "--since", end=False)
    if begun is None:
        raise typer.BadParameter("give a day", param_hint="--since")
    if "T" not in since:
        begun -= timedelta(microseconds=1)  # what came with the day's first moment is of the day
    with opened(project) as record:
        found = changed(record, since=begun, until=moment(until, "--until"))
    if atom:
        write_whole(atom, feed(found, title=f"Changes of {project_address(project).name}", since=begun))
        typer.echo(str(atom))
        return
    printed(change_table(found), as_json=as_json, as_csv=as_csv)
