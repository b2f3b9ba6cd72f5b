"""``detente outlook``: chances, with their baselines, track record and what drives them."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.options import Project, opened, project_path
from detente.cli.show import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from detente.analyse.forecast.forecasting import Forecast
    from detente.analyse.forecast.frozen import Promise
    from detente.analyse.forecast.series import Series
    from detente.analyse.forecast.source import Source

OF = "of"
MOST_DAYS = 365


class What(StrEnum):
    """Classes of acts whose chance can be asked for."""

    MEET = "meet"
    NEGOTIATE = "negotiate"
    SANCTION = "sanction"
    EASE = "ease"
    THREATEN = "threaten"
    TEST = "test"


class DyadGroup(TyperGroup):
    """A group whose first word may be a dyad: ``detente outlook PRK-USA`` is ``detente outlook of PRK-USA``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts ``of`` before what is no command."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            args = [OF, *args]
        return super().parse_args(ctx, args)


Dyads = Annotated[
    list[str],
    typer.Argument(
        metavar="DYAD...",
        help="Sides by code or name, with a dash between: PRK-USA, Iran-France; three make three dyads.",
    ),
]
Events = Annotated[
    list[Path] | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="A series instead of the record's own: ICEWS, POLECAT, GDELT, ACLED, CSV; may be given several times.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="For a CSV of your own: day=…, source=…, target=…, code=…; =WORD stands for itself.",
    ),
]
AsOf = Annotated[
    str | None, typer.Option(metavar="DAY", help="What was known on this day (usual: the newest day of the series).")
]
Kinds = Annotated[
    list[What] | None,
    typer.Option("--what", help="Classes of acts; may be given several times (usual: all that the series has)."),
]
Days = Annotated[
    list[int] | None, typer.Option("--days", metavar="N", help="Windows of so many days (usual: 7, 14, 28, 90).")
]
By = Annotated[str | None, typer.Option(metavar="DAY", help="The window's last day, instead of --days.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON list.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")]

outlook = typer.Typer(
    cls=DyadGroup,
    help="The chance of talks, sanctions, threats, tests: beside its baselines, with its track record. DYAD is asked of the record, or of --events.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@outlook.command(OF)
def of(
    dyads: Dyads,
    *,
    by: By = None,
    as_of: AsOf = None,
    days: Days = None,
    what: Kinds = None,
    events: Events = None,
    fields: Map = None,
    project: Project = None,
    why: Annotated[
        bool,
        typer.Option("--why", help="Also what drives each number, with the acts, and what is declared of the series."),
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The chances for a dyad; the word `of` may be left out: detente outlook PRK-USA."""
    from detente.present.outlook.tables import forecast_table, sentences

    found, source = _forecasts(
        dyads, by=by, as_of=as_of, days=days, what=what, events=events, fields=fields, project=project
    )
    printed(forecast_table(found, source), as_json=as_json, as_csv=as_csv)
    if why and not (as_json or as_csv):
        typer.echo("\n".join(["", *(line for one in found for line in sentences(one, source))]))
        typer.echo(
            "\n".join(["", f"The series: {source.name}, to {source.last}", *(f"  {line}" for line in source.declared)])
        )


@outlook.command()
def backtest(
    dyads: Annotated[
        list[str] | None,
        typer.Argument(metavar="DYAD...", help="Judged on these and the busiest others (usual: the busiest sixteen)."),
    ] = None,
    *,
    as_of: AsOf = None,
    days: Days = None,
    what: Kinds = None,
    events: Events = None,
    fields: Map = None,
    project: Project = None,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Instead: how often such numbers were right, by tenths.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How good such forecasts were: skill over the climatology, with intervals and rivals."""
    from detente.analyse.forecast.forecasting import trials
    from detente.present.outlook.tables import backtest_table, reliability_table

    source = _source(events=events, fields=fields, project=project, as_of=as_of)
    asked = [one for text in dyads or [] for one in _dyads(text)]
    series = _series(source, asked)
    names, horizons = _names(series, what), tuple(days or (7, 28))
    reports = []
    for report, reason in trials(series, names, horizons=horizons, asked=max(1, len(asked))):
        if report is not None:
            reports.append(report)
        else:
            typer.echo(reason, err=True)
    table = reliability_table(reports) if reliability else backtest_table(reports)
    printed(table, as_json=as_json, as_csv=as_csv)


@outlook.command()
def freeze(
    dyads: Dyads,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to (usual: outlook-DAY.json in the working folder).")
    ] = None,
    by: By = None,
    as_of: AsOf = None,
    days: Days = None,
    what: Kinds = None,
    events: Events = None,
    fields: Map = None,
    project: Project = None,
) -> None:
    """Write a dated forecast with its hash, to be scored when its windows have closed."""
    import json

    from detente.analyse.forecast.frozen import freeze as frozen
    from detente.present.files import write_whole
    from detente.version import __version__

    found, source = _forecasts(
        dyads, by=by, as_of=as_of, days=days, what=what, events=events, fields=fields, project=project
    )
    target = out or Path(f"outlook-{source.last}.json")
    if target.exists():
        raise typer.BadParameter(
            f"{target} is there already; a frozen forecast is not written over, choose another --out"
        )
    body = frozen(found, source, version=__version__, written=datetime.now(UTC).isoformat(timespec="seconds"))
    write_whole(target, json.dumps(body, indent=1, ensure_ascii=False) + "\n")
    typer.echo(f"{target}: {len(found)} forecasts, sha256 {body['hash']}")


@outlook.command()
def score(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What `detente outlook freeze` wrote.")],
    *,
    events: Events = None,
    fields: Map = None,
    project: Project = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Score frozen forecasts once their windows have passed."""
    from detente.analyse.forecast.frozen import scored, thawed
    from detente.errors import Unreadable
    from detente.present.outlook.tables import score_sentence, score_table

    promises: list[Promise] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise Unreadable(str(error.strerror), origin=str(file), cure="name a file that can be read") from error
        promises += thawed(text, origin=str(file))[1]
    found = scored(promises, _source(events=events, fields=fields, project=project, as_of=as_of))
    printed(score_table(found), as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        typer.echo(score_sentence(found))


def _forecasts(
    dyads: list[str],
    *,
    by: str | None,
    as_of: str | None,
    days: list[int] | None,
    what: list[What] | None,
    events: list[Path] | None,
    fields: list[str] | None,
    project: Path | None,
) -> "tuple[tuple[Forecast, ...], Source]":
    from detente.analyse.forecast.forecasting import asked_for

    asked = list(dict.fromkeys(one for text in dyads for one in _dyads(text)))
    source = _source(events=events, fields=fields, project=project, as_of=as_of)
    series = _series(source, asked)
    horizons = _horizons(by, days, source.last)
    return asked_for(series, _names(series, what), horizons=horizons, asked=len(asked), thin=source.thin), source


def _dyads(text: str) -> list[str]:
    """The dyads of a text: two sides one, three sides three."""
    import re
    from itertools import combinations

    from detente.analyse.forecast.acts import dyad
    from detente.analyse.forecast.sides import side_of

    sides = []
    for name in re.split(r"[-–—:/]", text):
        side = side_of(name.strip())
        if side is None:
            raise typer.BadParameter(
                f"{name.strip()!r} is no side that is known; write a code or a state's name: PRK-USA, Iran-France"
            )
        sides.append(side)
    if len(set(sides)) < 2:
        raise typer.BadParameter(f"{text!r} names one side; write two or three with a dash between: PRK-USA")
    return [dyad(*pair) for pair in combinations(dict.fromkeys(sides), 2)]


def _horizons(by: str | None, days: list[int] | None, last: "date") -> tuple[int, ...]:
    if by and days:
        raise typer.BadParameter("choose one of --by and --days")
    horizons = tuple(days or (7, 14, 28, 90)) if not by else ((_day(by, "--by") - last).days,)
    if any(not 1 <= one <= MOST_DAYS for one in horizons):
        raise typer.BadParameter(
            f"a window has 1 to {MOST_DAYS} days after {last}", param_hint="--by" if by else "--days"
        )
    return tuple(dict.fromkeys(horizons))


def _day(text: str, option: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write 2021-10-01", param_hint=option) from error


def _source(
    *, events: list[Path] | None, fields: list[str] | None, project: Path | None, as_of: str | None
) -> "Source":
    from detente.analyse.forecast.source import of_files, of_record

    day = _day(as_of, "--as-of") if as_of else None
    if fields and not events:
        raise typer.BadParameter("--map goes with --events")
    try:
        if events:
            return of_files(events, as_of=day, fields=_map(fields), progress=_progress())
        with opened(project) as record:
            return of_record(record.view().select(), name=str(project_path(project)), as_of=day)
    except ValueError as error:
        from detente.errors import DetenteError

        if isinstance(error, DetenteError):
            raise
        raise typer.BadParameter(str(error)) from error


def _map(fields: list[str] | None) -> dict[str, str]:
    found = {}
    for pair in fields or []:
        name, equals, column = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} has no '='; write FIELD=COLUMN", param_hint="--map")
        found[name] = column
    return found


def _progress() -> "Callable[[int], None] | None":
    return (lambda rows: typer.echo(f"{rows:,} rows", err=True)) if sys.stderr.isatty() else None


def _series(source: "Source", asked: "Sequence[str]") -> "Series":
    from detente.analyse.forecast.acts import counted

    if not source.acts:
        raise typer.BadParameter(f"{source.name} has no act between two sides until {source.last}")
    return counted(source.acts, asked=asked, last=source.last)


def _names(series: "Series", what: list[What] | None) -> tuple[str, ...]:
    if what:
        return tuple(dict.fromkeys(one.value for one in what))
    return tuple(one.value for one in What if series.counts[:, series.classes.index(one.value)].any())
