"""``detente export``: the record as files for other tools."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.options import (
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
    opened,
    settings,
)

if TYPE_CHECKING:
    from detente.model.reading import EventStatus
    from detente.present.events.export import Written


class Format(StrEnum):
    """What files can be written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    PACKAGE = "package"
    FTM = "ftm"
    BIBTEX = "bibtex"
    RECORD = "record"
    PLOVER = "plover"
    CAMEO = "cameo"
    ICEWS = "icews"
    GDELT = "gdelt"
    DYAD_DAY = "dyad-day"
    DYAD_MONTH = "dyad-month"


class Status(StrEnum):
    """Which events count."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    ALL = "all"


NOTES = frozenset({Format.JSON, Format.JSONL, Format.CSV})
EXCHANGE = frozenset({Format.XLSX, Format.PARQUET, Format.PACKAGE, Format.FTM, Format.BIBTEX})
TELL_THEIR_STATUS = frozenset({Format.PLOVER, Format.CAMEO})
EVENT_FORMATS = ", ".join(form.value for form in Format if form not in NOTES | EXCHANGE | {Format.RECORD})


Form = Annotated[
    Format,
    typer.Option(
        "--format",
        help="json: a reading a document; jsonl, csv: a file a list of notes; xlsx: a workbook; parquet: a typed file a list "
        "(needs detente[arrow]); package: a Data Package with schema and codebook; ftm: FollowTheMoney entities; bibtex: the sources; record: "
        "all of it, for `detente import`. Events alone: plover: PLOVER JSON; cameo: "
        "CAMEO codes and Goldstein weights; icews, gdelt: tables in their manner; dyad-day, dyad-month: counts and mean "
        "weight by who acted towards whom.",
    ),
]
Statuses = Annotated[
    list[Status] | None,
    typer.Option(
        metavar=f"<{'|'.join(Status)}>",
        help="Of events, those with this status; may be given several times. Usual: all in plover and cameo, which tell it; "
        "actual in the others.",
    ),
]
ByReport = Annotated[
    bool,
    typer.Option(
        "--by-report", help="Of events, one without a date of its own has its report's, as in ICEWS and GDELT."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Tables of events as a JSON list.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Tables of events as CSV (usual for cameo, dyad-day, dyad-month).")]
AsTsv = Annotated[bool, typer.Option("--tsv", help="Tables of events with tabs (usual for icews and gdelt).")]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to.")],
    *,
    form: Form = Format.JSON,
    status: Statuses = None,
    by_report: ByReport = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_tsv: AsTsv = False,
    project: Project = None,
    side: Side = None,
    person: Person = None,
    issue: Issue = None,
    kind: Type = None,
    since: Since = None,
    until: Until = None,
    document: OfDocument = None,
    publisher: Publisher = None,
    given: Set = None,
) -> None:
    """Write readings, lists of notes or tables of events as files."""
    shapes = [name for name, asked in (("json", as_json), ("csv", as_csv), ("tsv", as_tsv)) if asked]
    _check(form, shapes, of_events=bool(status) or by_report)
    wanted = filters(
        side=side, person=person, issue=issue, kind=kind, since=since, until=until, document=document,
        publisher=publisher,
    )  # fmt: skip
    with opened(project, chosen=settings(given)) as record:
        if form is Format.RECORD:
            from detente.record import Filters
            from detente.record.packing import pack

            if wanted != Filters():
                raise typer.BadParameter("the record is exported whole; filters go with the other formats")
            typer.echo(_count(folder, len(pack(record, folder))))
            return
        view = record.view().select(wanted)
        if form in EXCHANGE:
            from detente.present.exchange.export import export as write_tables

            typer.echo(_count(folder, len(write_tables(view, folder, form=form.value))))
            return
        if form in NOTES:
            from detente.present.export import export as write_notes

            typer.echo(_count(folder, len(write_notes(view, folder, form=form.value))))
            return
        from detente.present.events.export import export as write_events

        written = write_events(
            view,
            folder,
            form=form.value,
            statuses=_statuses(form, status),
            by_report=by_report,
            shape=shapes[0] if shapes else None,
        )
    typer.echo(_count(folder, len(written.files)))
    _tell_what_is_missing(written)


def _check(form: Format, shapes: list[str], *, of_events: bool) -> None:
    if form in NOTES | EXCHANGE | {Format.RECORD} and (shapes or of_events):
        raise typer.BadParameter(
            f"--status, --by-report, --json, --csv and --tsv go with a format of events: --format {EVENT_FORMATS}"
        )
    if len(shapes) > 1:
        raise typer.BadParameter("choose one of --json, --csv and --tsv")
    if form is Format.PLOVER and shapes not in ([], ["json"]):
        raise typer.BadParameter("plover is JSON; for a table with a row an event choose --format cameo")


def _statuses(form: Format, asked: list[Status] | None) -> "tuple[EventStatus, ...]":
    from detente.model.reading import EventStatus

    given = asked or ([Status.ALL] if form in TELL_THEIR_STATUS else [Status.ACTUAL])
    names = {one.value for one in given}
    return tuple(status for status in get_args(EventStatus) if Status.ALL in given or status in names)


def _count(folder: Path, files: int) -> str:
    return f"{folder}: {files} {'file' if files == 1 else 'files'}"


def _tell_what_is_missing(written: "Written") -> None:
    """On standard error: events that are in no table, why, and how to have them."""
    from detente.analyse.panels import UNDATED
    from detente.present.words import count

    if written.other_status:
        typer.echo(
            f"{count(written.other_status, 'event')} of another status left out; --status all keeps them", err=True
        )
    for reason, number in written.apart.items():
        cure = "; --by-report puts them on their reports' days" if reason == UNDATED else ""
        typer.echo(f"{count(number, 'event')} apart in {written.files[-1].name}: {reason}{cure}", err=True)
