"""``detente export``: the record as files for other tools."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import (
    Issue,
    OfDocument,
    Person,
    Project,
    Publisher,
    Side,
    Since,
    Type,
    Until,
    filters,
    opened,
)


class Format(StrEnum):
    """What files can be written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to.")],
    *,
    form: Annotated[
        Format, typer.Option("--format", help="json: a reading a document; jsonl, csv: a file a list of notes.")
    ] = Format.JSON,
    project: Project = None,
    side: Side = None,
    person: Person = None,
    issue: Issue = None,
    kind: Type = None,
    since: Since = None,
    until: Until = None,
    document: OfDocument = None,
    publisher: Publisher = None,
) -> None:
    """Write readings or lists of notes as files."""
    from detente.present.export import export as write

    wanted = filters(
        side=side, person=person, issue=issue, kind=kind, since=since, until=until, document=document,
        publisher=publisher,
    )  # fmt: skip
    with opened(project) as record:
        written = write(record.view().select(wanted), folder, form=form.value)
    typer.echo(f"{folder}: {len(written)} {'file' if len(written) == 1 else 'files'}")
