"""``detente cite``: one note, its words in their paragraph, and how it was derived."""

import json
from typing import Annotated

import typer

from detente.cli.options import Project, opened


def cite(
    note: Annotated[str, typer.Argument(metavar="NOTE", help="The note's id, or enough of its beginning.")],
    *,
    project: Project = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show a note's words and how it was derived.

    The words stand in their paragraph; with them the document and the place in the raw file.
    """
    from detente.present.citation import citation

    with opened(project) as record:
        view = record.view()
        sourced = view.told(note)
        found = citation(sourced, view.document(sourced.document))
    if as_json:
        typer.echo(json.dumps(found.record, ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.text import Text

    from detente.present.tabular import plain

    console = Console(highlight=False, soft_wrap=True)
    marks = ("", "") if console.is_terminal else ("»", "«")
    console.print(Text(plain(found.says), style="bold"))
    console.print()
    console.print(
        Text.assemble(
            plain(found.before), (f"{marks[0]}{plain(found.quote)}{marks[1]}", "black on yellow"), plain(found.after)
        )
    )
    console.print()
    for name, value in found.facts:
        console.print(Text.assemble((f"{name:<10} ", "dim"), plain(value)))
    for number, reason in enumerate(found.because):
        console.print(Text.assemble((f"{'' if number else 'because':<10} ", "dim"), plain(reason)))
