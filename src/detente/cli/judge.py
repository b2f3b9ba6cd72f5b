"""``detente accept``, ``detente reject``, ``detente verdicts``: what people judge of notes."""

import json
from typing import Annotated

import typer

from detente.cli.options import Project, opened

Notes = Annotated[list[str], typer.Argument(metavar="NOTE...", help="Ids of notes, or enough of their beginnings.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the verdict.")]


def accept(notes: Notes, *, why: Why = "", project: Project = None) -> None:
    """Note that notes are right. `detente verdicts` counts them; a later verdict on a note replaces this one."""
    _judge(notes, why, accepted=True, project=project)


def reject(
    notes: Notes,
    *,
    why: Why = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was judged of the notes.")] = False,
    project: Project = None,
) -> None:
    """Leave notes out of all tables, charts and briefs, also when their documents are read again.

    They stay in the record, and `detente cite NOTE` still shows them. Give the reason with --why.
    """
    if undo:
        with opened(project, write=True) as record, record.writer() as writer:
            for id_ in notes:
                note = record.view().note(id_).note.id
                typer.echo(f"{note}: {'taken back' if writer.withdraw(note) else 'nobody had judged it'}")
        return
    _judge(notes, why, accepted=False, project=project)


def _judge(notes: list[str], why: str, *, accepted: bool, project: Project) -> None:
    with opened(project, write=True) as record:
        found = [record.view().note(id_) for id_ in notes]  # all are known before any is judged
        with record.writer() as writer:
            for sourced in found:
                changed = writer.judge(sourced.note.id, accepted=accepted, why=why)
                word = "accepted" if accepted else "rejected"
                typer.echo(f"{sourced.note.id}: {word if changed else f'was {word} already'}")


def verdicts(
    *, project: Project = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Show what was judged, and how many of the judged notes are right, by layer and by what made them."""
    from detente.analyse.precision import precision

    with opened(project) as record:
        found = record.view().verdicts()
    rows = precision([(v.layer, v.made_by, v.accepted) for v in found])
    if as_json:
        judged = [
            {"note": v.note, "layer": v.layer, "document": v.document, "accepted": v.accepted, "why": v.why}
            for v in found
        ]
        typer.echo(
            json.dumps({"precision": [r.record for r in rows], "verdicts": judged}, ensure_ascii=False, indent=1)
        )
        return
    for v in found:
        typer.echo(f"{v.note}  {'accepted' if v.accepted else 'rejected'}  {v.layer}  {v.type}  {v.why}".rstrip())
    if rows:
        typer.echo("")
    for row in rows:
        typer.echo(
            f"{row.layer:<12} {row.made_by:<16} {row.right} of {row.judged} right: {row.share:.2f} "
            f"(95% {row.low:.2f}–{row.high:.2f})"
        )
    if not rows:
        typer.echo("nothing has been judged yet: detente accept NOTE, detente reject NOTE --why WORDS", err=True)
