"""``detente search``: full text, with snippets and facets."""

from typing import Annotated

import typer

from detente.cli.options import (
    AsOf,
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
    moment,
    opened,
)


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="Words that must all be there; \"'a phrase'\" in quotes of its own, begin*, this OR that; -- -word leaves out.",
        ),
    ],
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
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many of the best: the next page.")] = 0,
    facets: Annotated[bool, typer.Option("--facets/--no-facets", help="Count sides, persons, issues, …")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object: total, hits, facets.")] = False,
) -> None:
    """Search the texts of all documents, best first.

    Each hit comes with the words in their place; below, what stands in the documents found: each facet's value can be given as a filter.
    """
    wanted = filters(
        side=side, person=person, issue=issue, kind=kind, since=since, until=until, document=document,
        publisher=publisher,
    )  # fmt: skip
    from detente.present.found import found_json, found_lines

    with opened(project) as record:
        found = record.view(as_of=moment(as_of)).find(
            " ".join(words), wanted, limit=limit, offset=offset, facets=facets
        )
    if as_json:
        typer.echo(found_json(found))
        return
    _print(found_lines(found))


def _print(lines: "list[tuple[str, tuple[tuple[int, int], ...], str]]") -> None:
    """Lines, the words found in bold on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for line, marks, style in lines:
        if not console.is_terminal:
            typer.echo(line)
            continue
        shown = Text(line, style=style)
        for start, end in marks:
            shown.stylize("bold", start, end)
        console.print(shown)
