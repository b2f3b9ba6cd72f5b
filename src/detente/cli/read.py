"""``detente read``: files, folders, tables, mail, feeds, archives and pages into the record."""

import json
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import Project, Set, project_address, settings
from detente.cli.progress import reading_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from detente.ingest.containers import Ways
    from detente.ingest.inputs import Input
    from detente.model.document import Document
    from detente.model.findings import Failure
    from detente.model.reading import Reading
    from detente.record.address import Address
    from detente.run.local import RunReport
    from detente.settings import Settings

MOST_FAILURES_TOLD = 20
WORDS = {
    "new": "read",
    "superseded": "read anew",
    "carried": "copies of known documents",
    "unchanged": "known already",
    "unread": "kept, not read: not in English",
    "aside": "kept, not read: off topic",
    "failed": "failed",
}


Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=COLUMN",
        help="Where tables (JSON lines, CSV) keep a field: text, title, date, publisher, author, url or id. Common names need none.",
    ),
]
Follow = Annotated[
    bool, typer.Option("--follow", help="Read the pages that feeds point to, not the feeds' own summaries.")
]


class Kind(StrEnum):
    """Kinds of container that the user may name."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    FEED = "feed"
    WARC = "warc"
    MBOX = "mbox"
    EML = "eml"
    ZIP = "zip"


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL...",
            help="Files, folders, patterns ('news/**/*.html'), addresses of pages and feeds; - is standard input.",
        ),
    ],
    *,
    project: Project = None,
    readings: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each reading there as NAME.json; works without a record too."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read side by side.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what the record has from the same steps.")] = False,
    fields: Fields = None,
    form: Annotated[
        Kind | None, typer.Option("--format", help="What the files are, where their content does not tell it.")
    ] = None,
    follow: Follow = False,
    gate: Annotated[
        bool | None,
        typer.Option(
            "--gate/--all",
            help="Keep, and do not read, what is on no dispute by its words; or read all, which is the default (setting gate).",
        ),
    ] = None,
    given: Set = None,
) -> None:
    """Read files, folders, mail, feeds, archives and pages into the record.

    From each article: statements, events, positions, terms, measures and assessments, each with its words. The format is told by content: text,
    Markdown, HTML, PDF; JSON lines and CSV; RSS and Atom; WARC; mbox and eml; zip. The network is used for addresses named here alone.
    """
    named_here = {**({"workers": str(workers)} if workers else {}), **({} if gate is None else {"gate": str(gate)})}
    chosen = settings(given, **named_here)
    target = project_address(project, chosen)
    ways = ways_of(chosen, fields=fields, form=form.value if form else "", follow=follow)
    keep = _keeper(readings) if readings else None
    with _standard_input(paths) as named:
        if keep and project is None and isinstance(target, Path) and not target.exists():
            report = _without_project(named, chosen, keep, ways)
            told(report.counts, report.failures, place=readings)
        else:
            report = _into_project(named, target, chosen, keep, ways, again=again)
            told(report.counts, report.failures, place=target)
    if report.interrupted:
        raise KeyboardInterrupt
    if report.failures:
        raise typer.Exit(1)


def ways_of(chosen: "Settings", *, fields: list[str] | None, form: str = "", follow: bool = False) -> "Ways":
    """How containers and addresses are opened.

    Raises:
        typer.BadParameter: if a field is not known or has no ``=``.
    """
    from detente.ingest.containers import Ways
    from detente.ingest.fetching.fetcher import Fetcher
    from detente.ingest.tables import FIELDS
    from detente.version import __version__

    found: dict[str, str] = {}
    for pair in fields or []:
        field, equals, column = pair.partition("=")
        if not equals or field not in FIELDS or not column:
            raise typer.BadParameter(
                f"{pair!r}: write FIELD=COLUMN with a field of {', '.join(FIELDS)}", param_hint="--field"
            )
        found[field] = column
    fetcher = Fetcher(version=__version__, max_bytes=chosen.max_bytes, max_seconds=chosen.max_seconds)
    return Ways(fields=found, form=form, max_bytes=chosen.max_bytes, fetcher=fetcher, follow=follow)


@contextmanager
def _standard_input(paths: list[str]) -> "Iterator[list[str | Input]]":
    """The paths, with what comes on standard input kept in a file for ``-``."""
    if "-" not in paths:
        yield list(paths)
        return
    import sys
    import tempfile

    from detente.ingest.containers import spooled

    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        piped = spooled(sys.stdin.buffer, Path(folder))
        yield [piped if path == "-" else path for path in paths]


def _into_project(
    paths: "list[str | Input]",
    target: "Address",
    chosen: "Settings",
    keep: "Callable[[Document, Reading], None] | None",
    ways: "Ways",
    *,
    again: bool,
) -> "RunReport":
    from detente.record import open_project
    from detente.run.local import read_into

    with open_project(target) as record, reading_bar() as tick:
        return read_into(paths, record, chosen, again=again, ways=ways, on_progress=tick, on_read=keep)


def _without_project(
    paths: "list[str | Input]", chosen: "Settings", keep: "Callable[[Document, Reading], None]", ways: "Ways"
) -> "RunReport":
    from detente.model.findings import Failure
    from detente.run.local import RunReport, read

    failures: list[Failure] = []
    count = 0
    with reading_bar() as tick:
        for outcome in read(paths, chosen, ways=ways, on_progress=tick):
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


def told(counts: "Mapping[str, int]", failures: "tuple[Failure, ...]", *, place: "Address | None") -> None:
    """What came of the inputs, and what failed with its cure."""
    from detente.present.tabular import plain

    said = [f"{counts[key]} {words}" for key, words in WORDS.items() if counts.get(key)]
    typer.echo(f"{place}: {', '.join(said) or 'nothing to read'}")
    for failure in failures[:MOST_FAILURES_TOLD]:
        cure = f"; {failure.cure}" if failure.cure else ""
        typer.echo(plain(f"failed: {failure.origin}: {failure.reason}{cure}"), err=True)
    if len(failures) > MOST_FAILURES_TOLD:
        typer.echo(f"and {len(failures) - MOST_FAILURES_TOLD} more; `detente show failures` lists all", err=True)
