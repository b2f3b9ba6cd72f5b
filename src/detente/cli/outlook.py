"""``detente outlook``: chances, with their baselines, track record and what drives them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.options import Project
from detente.cli.outlook_options import (
    MOST_DAYS,
    AsCsv,
    AsJson,
    AsOf,
    By,
    Days,
    Dyads,
    Events,
    Kinds,
    Map,
    What,
    dyads_of,
    horizons_of,
    names_of,
    progress,
    series_of,
    source_of,
)
from detente.cli.show import printed

if TYPE_CHECKING:
    from detente.analyse.forecast.forecasting import Forecast
    from detente.analyse.forecast.frozen import Promise
    from detente.analyse.forecast.source import Source
    from detente.analyse.forecast.whatif import Step

OF = "of"


class DyadGroup(TyperGroup):
    """A group whose first word may be a dyad: ``detente outlook PRK-USA`` is ``detente outlook of PRK-USA``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts ``of`` before what is no command."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            args = [OF, *args]
        return super().parse_args(ctx, args)


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
    from detente.present.outlook.tables import forecast_table, refusals, sentences

    found, source = _forecasts(
        dyads, by=by, as_of=as_of, days=days, what=what, events=events, fields=fields, project=project
    )
    printed(forecast_table(found, source), as_json=as_json, as_csv=as_csv)
    for line in refusals(found):
        typer.echo(line, err=True)
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

    source = source_of(events=events, fields=fields, project=project, as_of=as_of)
    asked = [one for text in dyads or [] for one in dyads_of(text)]
    series = series_of(source, asked)
    names, horizons = names_of(series, what), tuple(days or (7, 28))
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
    found = scored(promises, source_of(events=events, fields=fields, project=project, as_of=as_of))
    printed(score_table(found), as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        typer.echo(score_sentence(found))


@outlook.command(name="what-if")
def what_if(
    pair: Annotated[str, typer.Argument(metavar="DYAD", help="Two sides: PRK-USA.")],
    *,
    path: Annotated[
        list[str],
        typer.Option(
            "--path",
            metavar="STEPS",
            help="One-sided acts with their sides and days, as 'USA:ease, PRK:yield@14'; give several paths to compare them.",
        ),
    ],
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=7, max=MOST_DAYS, help="A meeting within so many days.")
    ] = 28,
    as_of: AsOf = None,
    events: Events = None,
    fields: Map = None,
    project: Project = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Model-implied paths under stated one-sided acts, with their analogues; never an effect."""
    from detente.analyse.forecast import whatif
    from detente.present.outlook.whatif import CAUTION, sentences, whatif_table

    asked = dyads_of(pair)
    if len(asked) != 1:
        raise typer.BadParameter(f"{pair!r} has three sides; write two: PRK-USA")
    steps = [_steps(text, asked[0]) for text in path]
    source = source_of(events=events, fields=fields, project=project, as_of=as_of)
    dyads = series_of(source, asked).dyads[: whatif.MOST_DYADS]
    if source.thin:
        raise typer.BadParameter(source.thin)
    found = whatif.compared(source.acts, dyads=dyads, paths=steps, days=days, last=source.last)
    printed(whatif_table(found), as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        typer.echo("\n".join(["", *(line for one in found for line in sentences(one)), "", CAUTION]))


def _steps(text: str, dyad: str) -> "list[Step]":
    """The steps of a path: ``SIDE:ACT`` or ``SIDE:ACT@DAYS``, with commas between."""
    from detente.analyse.forecast.acts import classes
    from detente.analyse.forecast.sides import side_of
    from detente.analyse.forecast.whatif import SAID, Step

    known = [one.key for one in classes() if not one.is_mutual and one.key not in SAID]
    steps = []
    for part in text.split(","):
        name, _, rest = part.strip().partition(":")
        act, _, after = rest.partition("@")
        side = side_of(name.strip())
        if side is None or side not in dyad.split("–"):
            raise typer.BadParameter(
                f"{name!r} is no side of {dyad}; write steps as 'USA:ease, PRK:yield@14'", param_hint="--path"
            )
        if act not in known:
            raise typer.BadParameter(
                f"{act!r} is no one-sided act; the acts are {', '.join(known)}", param_hint="--path"
            )
        if after and not after.isdecimal():
            raise typer.BadParameter(f"{after!r} is no number of days; write 'PRK:yield@14'", param_hint="--path")
        steps.append(Step(side, act, int(after or 0)))
    return sorted(steps, key=lambda step: step.after)


def _forecasts(
    dyads: list[str],
    *,
    by: str | None,
    as_of: str | None,
    days: list[int] | None,
    what: list[What] | None,
    events: list[Path] | None,
    fields: list[str] | None,
    project: str | None,
) -> "tuple[tuple[Forecast, ...], Source]":
    from detente.analyse.forecast.forecasting import asked_for

    asked = list(dict.fromkeys(one for text in dyads for one in dyads_of(text)))
    source = source_of(events=events, fields=fields, project=project, as_of=as_of)
    series = series_of(source, asked)
    horizons = horizons_of(by, days, source.last)
    names = names_of(series, what)
    found = asked_for(series, names, horizons=horizons, asked=len(asked), thin=source.thin, progress=progress())
    return found, source
