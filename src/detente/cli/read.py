"""``detente read``: files and folders into the record."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import Project, Set, settings
from detente.cli.progress import reading_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from detente.model.document import Document
    from detente.model.findings import Failure
    from detente.model.reading import Reading
    from detente.run.local import RunReport
    from detente.settings import Settings

MOST_FAILURES_TOLD = 20
WORDS = {
    "new": "read",
    "superseded": "read anew",
    "carried": "copies of known documents",
    "unchanged": "known already",
    "unread": "kept, not read: not in English",
    "failed": "failed",
}


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    *,
    project: Project = None,
    readings: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each reading there as NAME.json; works without a record too."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read side by side.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what the record has from the same steps.")] = False,
    given: Set = None,
) -> None:
    """Read files and folders into the record.

    From each article: statements, events, positions, terms, measures and assessments, each with its words.
    """
    chosen = settings(given, **({"workers": str(workers)} if workers else {}))
    target = project or Path(chosen.project)
    keep = _keeper(readings) if readings else None
    if keep and project is None and not target.exists():
        report = _without_project(paths, chosen, keep)
        _tell(report.counts, report.failures, place=readings)
    else:
        report = _into_project(paths, target, chosen, keep, again=again)
        _tell(report.counts, report.failures, place=target)
    if report.interrupted:
        raise KeyboardInterrupt
    if report.failures:
        raise typer.Exit(1)


def _into_project(
    paths: list[Path],
    target: Path,
    chosen: "Settings",
    keep: "Callable[[Document, Reading], None] | None",
    *,
    again: bool,
) -> "RunReport":
    from detente.record import open_project
    from detente.run.local import read_into

    with open_project(target) as record, reading_bar() as tick:
        return read_into(paths, record, chosen, again=again, on_progress=tick, on_read=keep)


def _without_project(paths: list[Path], chosen: "Settings", keep: "Callable[[Document, Reading], None]") -> "RunReport":
    from detente.model.findings import Failure
    from detente.run.local import RunReport, read

    failures: list[Failure] = []
    count = 0
    with reading_bar() as tick:
        for outcome in read(paths, chosen, on_progress=tick):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                count += 1
                keep(outcome.document, outcome.reading)
    counts = {"new": count, "failed": len(failures)}
    return RunReport(inputs=count + len(failures), counts=counts, failures=tuple(failures))


def _keeper(folder: Path) -> "Callable[[Document, Reading], None]":
    """Writes a reading into the folder under its file's own name, or that and a number where the name is taken."""
    from detente.present.codebook import reading_json
    from detente.present.files import free_name, write_whole

    taken: set[str] = set()

    def keep(document: "Document", reading: "Reading") -> None:
        shaped = reading_json(document, reading)
        write_whole(
            folder / f"{free_name(document.name, taken)}.json", json.dumps(shaped, ensure_ascii=False, indent=1)
        )

    return keep


def _tell(counts: "Mapping[str, int]", failures: "tuple[Failure, ...]", *, place: Path | None) -> None:
    """What came of the inputs, and what failed with its cure."""
    from detente.present.tabular import plain

    said = [f"{counts[key]} {words}" for key, words in WORDS.items() if counts.get(key)]
    typer.echo(f"{place}: {', '.join(said) or 'nothing to read'}")
    for failure in failures[:MOST_FAILURES_TOLD]:
        cure = f"; {failure.cure}" if failure.cure else ""
        typer.echo(plain(f"failed: {failure.origin}: {failure.reason}{cure}"), err=True)
    if len(failures) > MOST_FAILURES_TOLD:
        typer.echo(f"and {len(failures) - MOST_FAILURES_TOLD} more; `detente show failures` lists all", err=True)
