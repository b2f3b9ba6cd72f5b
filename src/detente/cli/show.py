"""``detente show``: what the record holds, and what is found in it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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
    settings,
)

if TYPE_CHECKING:
    from detente.present.tabular import Table


class What(StrEnum):
    """What can be shown."""

    DOCUMENTS = "documents"
    STORIES = "stories"
    STATEMENTS = "statements"
    POSITIONS = "positions"
    TERMS = "terms"
    EVENTS = "events"
    MEASURES = "measures"
    ASSESSMENTS = "assessments"
    STANDINGS = "standings"
    SERIES = "series"
    CHANGES = "changes"
    SPLITS = "splits"
    COMPARISONS = "comparisons"
    BARGAIN = "bargain"
    MOVES = "moves"
    DEADLOCKS = "deadlocks"
    TIMELINE = "timeline"
    FAILURES = "failures"


WIDE = frozenset(
    {
        "disputed",
        "because",
        "quote",
        "reason",
        "title",
        "why",
        "left says",
        "right says",
        "demand",
        "offer",
        "wants first",
        "said before",
        "said after",
        "newest words",
    }
)
TOLD_ON_TERMINAL_ONLY_IN_FULL = frozenset(
    {
        "document",
        "confidence",
        "publisher",
        "origin",
        "language",
        "gap low",
        "gap high",
        "self-contradictions",
        "policy low",
        "policy high",
        "left lists alone",
        "right lists alone",
    }
)


def show(
    what: Annotated[What, typer.Argument(help="What to show.")],
    *,
    project: Project = None,
    side: Side = None,
    person: Person = None,
    issue: Issue = None,
    kind: Type = None,
    since: Since = None,
    until: Until = None,
    document: OfDocument = None,
    publisher: Publisher = None,
    as_of: AsOf = None,
    each: Annotated[
        bool, typer.Option("--each", help="Every note by itself, also those that tell of one thing.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="With documents: the reasons of each date.")] = False,
    persons: Annotated[
        bool, typer.Option("--persons", help="With series and changes: of persons, not of sides.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")] = False,
    given: Set = None,
) -> None:
    """Show notes, documents, splits, the timeline, ….

    All of them, or those that fit the filters. What several documents tell is one row; `reports` counts the stories that tell it.
    """
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    if why and what is not What.DOCUMENTS:
        raise typer.BadParameter("--why goes with documents; a note's reasons are told by `detente cite`")
    if persons and what not in {What.SERIES, What.CHANGES}:
        raise typer.BadParameter("--persons goes with series and changes")
    from detente.present import tables

    wanted = filters(
        side=side, person=person, issue=issue, kind=kind, since=since, until=until, document=document,
        publisher=publisher,
    )  # fmt: skip
    with opened(project, chosen=settings(given)) as record:
        view = record.view(as_of=moment(as_of))
        if what is What.STORIES:
            from detente.present import stories

            table = stories.story_table(view.carriages(), view.documents(wanted))
        else:
            table = tables.table(view.select(wanted, each=each), what.value, why=why, persons=persons)
    printed(table, as_json=as_json, as_csv=as_csv)


def printed(table: "Table", *, as_json: bool, as_csv: bool) -> None:
    """Prints a table as asked for.

    Raises:
        typer.BadParameter: if two forms are asked for.
    """
    from detente.present import tabular

    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    if as_json:
        typer.echo(tabular.as_json(table))
    elif as_csv:
        typer.echo(tabular.as_csv(table), nl=False)
    else:
        _print(table)


def _print(table: "Table") -> None:
    """A ruled table on a terminal, lines with tabs elsewhere."""
    from rich.console import Console

    from detente.present import tabular, words

    console = Console()
    if not console.is_terminal:
        typer.echo(tabular.as_lines(table), nl=False)
        return
    from rich import box
    from rich.table import Table as Ruled
    from rich.text import Text

    shown = [i for i, column in enumerate(table.columns) if column not in TOLD_ON_TERMINAL_ONLY_IN_FULL]
    ruled = Ruled(box=box.SIMPLE_HEAD, expand=True)
    for i in shown:
        column = table.columns[i]
        ruled.add_column(column, overflow="fold", ratio=3 if column in WIDE else None, no_wrap=column in {"id", "note"})
    for row in table.rows:
        ruled.add_row(*(Text(tabular.plain(row[i])) for i in shown))
    console.print(ruled)
    console.print(Text(words.count(len(table.rows), "row")))
