"""``detente brief``: the record as one HTML file."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import (
    AsOf,
    Issue,
    OfDocument,
    Person,
    Project,
    Publisher,
    Set,
    Side,
    Since,
    Type,
    Until,
    filters,
    moment,
    opened,
    project_address,
    settings,
)


def brief(
    *,
    project: Project = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to (default: beside the record).")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Another headline.")] = None,
    side: Side = None,
    person: Person = None,
    issue: Issue = None,
    kind: Type = None,
    since: Since = None,
    until: Until = None,
    document: OfDocument = None,
    publisher: Publisher = None,
    as_of: AsOf = None,
    given: Set = None,
) -> None:
    """Write a cited brief: one HTML file that opens offline."""
    from detente.present.brief.page import brief as page
    from detente.present.files import write_whole
    from detente.record.address import beside_file

    wanted = filters(
        side=side, person=person, issue=issue, kind=kind, since=since, until=until, document=document,
        publisher=publisher,
    )  # fmt: skip
    chosen = settings(given)
    target = out or beside_file(project_address(project, chosen), ".html")
    with opened(project, chosen=chosen) as record:
        text = page(record.view(as_of=moment(as_of)).select(wanted), title=title)
    write_whole(target, text)
    typer.echo(str(target))
