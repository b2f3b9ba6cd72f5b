"""``detente merge``, ``detente split``: what people judge to be one thing, or one story, and what not."""

from itertools import combinations
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import Project, opened
from detente.cli.show import printed
from detente.errors import UnknownId

if TYPE_CHECKING:
    from detente.record import Record, View

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID...", help="Notes of one layer, or documents; enough of their beginnings."),
]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the judgement.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take back what was judged of them.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON list.")]


def merge(
    ids: Ids = None,
    *,
    why: Why = "",
    undo: Undo = False,
    score: Annotated[
        bool, typer.Option("--score", help="Judge nothing; say what speaks for and against two notes being one.")
    ] = False,
    project: Project = None,
    as_json: AsJson = False,
) -> None:
    """Judge that notes tell of one thing, or that documents carry one story.

    Without ids: look for stories and things anew, and show what was judged. A judgement holds when documents are read again.
    """
    if score:
        _score(ids or [], project=project)
        return
    if not ids:
        _judged(project=project, as_json=as_json)
        return
    with opened(project, write=True) as record:
        first, *others = _named(record.view(), ids, least=2)
        _judge(record, [(first, other) for other in others], together=None if undo else True, why=why)


def split(ids: Ids = None, *, why: Why = "", undo: Undo = False, project: Project = None) -> None:
    """Judge that notes do not tell of one thing, or that documents do not carry one story.

    One id alone: it is none of those that it stands with.
    """
    with opened(project, write=True) as record:
        view = record.view()
        named = _named(view, ids or [], least=1)
        pairs = list(combinations(named, 2))
        if len(named) == 1:
            pairs = [(named[0], other) for other in _company(view, named[0])]
            if not pairs:
                typer.echo(f"{named[0]}: it stands alone")
                return
        _judge(record, pairs, together=None if undo else False, why=why)


def _judge(record: "Record", pairs: list[tuple[str, str]], *, together: bool | None, why: str) -> None:
    word = {True: "one", False: "apart", None: "taken back"}[together]
    with record.writer() as writer:
        for one, other in pairs:
            try:
                changed = writer.merge(one, other, together=together, why=why)
            except ValueError as error:
                raise typer.BadParameter(str(error)) from error
            typer.echo(f"{one} and {other}: {word if changed else 'nothing to change'}")
        writer.gather()


def _judged(*, project: Project, as_json: bool) -> None:
    from detente.present.stories import merge_table

    with opened(project, write=True) as record:
        with record.writer() as writer:
            found = writer.gather()
        if found is not None:
            typer.echo(
                f"{found.things:,} things told by {found.reports:,} notes, {found.stories:,} stories carried by "
                f"{found.carriers:,} documents; {found.changed:,} rows changed",
                err=True,
            )
        table = merge_table(record.view().merges())
    printed(table, as_json=as_json, as_csv=False)


def _score(ids: list[str], *, project: Project) -> None:
    from detente.resolve.likeness import threshold

    if len(ids) != 2:
        raise typer.BadParameter("--score takes two notes")
    with opened(project) as record:
        layer, found = record.view().likeness(*ids)
    if found is None:
        typer.echo("never: something rules it out (another class of act, nobody in common, days too far apart)")
        return
    typer.echo("\n".join(found.because))
    typer.echo(f"{found.score:g} of {threshold(layer):g} needed")


def _named(view: "View", ids: list[str], *, least: int) -> list[str]:
    """Whole ids of the notes or documents; at least so many."""
    if len(ids) < least:
        raise typer.BadParameter(f"name {'two ids or more' if least > 1 else 'an id'}; `detente show` lists them")
    return [view.document(id_).id if id_.startswith("d-") else view.note(id_).note.id for id_ in ids]


def _company(view: "View", id_: str) -> list[str]:
    if not id_.startswith("d-"):
        return [row.note for row in view.reports(id_) if row.note != id_]
    mine = {row.story for row in view.carriages() if row.document == id_}
    if not mine:
        return []
    found = {row.document for row in view.carriages() if row.story in mine and row.document != id_}
    if not found:
        raise UnknownId(f"nothing else carries a story of {id_}", cure="`detente show stories` lists them")
    return sorted(found)
