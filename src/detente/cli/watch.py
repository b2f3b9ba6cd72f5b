"""``detente watch``: folders and feeds, read as they change."""

from typing import Annotated

import typer

from detente.cli.options import Project, Set, project_address, settings
from detente.cli.read import Fields, Follow, told, ways_of


def watch(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Folders, files, feeds and pages to look at.")
    ],
    *,
    project: Project = None,
    every: Annotated[float, typer.Option(min=1.0, metavar="SECONDS", help="Seconds between two looks.")] = 300.0,
    once: Annotated[bool, typer.Option("--once", help="Look once and leave, as for cron.")] = False,
    fields: Fields = None,
    follow: Follow = False,
    given: Set = None,
) -> None:
    """Watch folders and feeds, and read what is new.

    Ctrl-C ends it; what was committed stays. Others may look at the record meanwhile (`detente serve`).
    """
    from detente.record import open_project
    from detente.run.watching import watch as looks

    chosen = settings(given)
    target = project_address(project, chosen)
    with open_project(target) as record:
        typer.echo(f"{target}: watching {', '.join(paths)}; Ctrl-C ends it", err=True)
        try:
            for look in looks(
                paths, record, chosen, ways=ways_of(chosen, fields=fields, follow=follow), every=every,
                rounds=1 if once else None,
            ):  # fmt: skip
                if look.report is not None:
                    told(look.report.counts, look.report.failures, place=target)
                elif once:
                    typer.echo(f"{target}: nothing new")
        except KeyboardInterrupt:
            typer.echo("ended", err=True)
