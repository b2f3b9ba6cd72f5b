"""What the commands of ``detente outlook`` are asked, and what is made of it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import opened, project_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from detente.analyse.forecast.series import Series
    from detente.analyse.forecast.source import Source

MOST_DAYS = 365


class What(StrEnum):
    """Classes of acts whose chance can be asked for."""

    MEET = "meet"
    NEGOTIATE = "negotiate"
    SANCTION = "sanction"
    EASE = "ease"
    THREATEN = "threaten"
    TEST = "test"


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


def dyads_of(text: str) -> list[str]:
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


def horizons_of(by: str | None, days: list[int] | None, last: "date") -> tuple[int, ...]:
    """The lengths of the windows in days, from --by or --days."""
    if by and days:
        raise typer.BadParameter("choose one of --by and --days")
    horizons = tuple(days or (7, 14, 28, 90)) if not by else ((day_of(by, "--by") - last).days,)
    if any(not 1 <= one <= MOST_DAYS for one in horizons):
        raise typer.BadParameter(
            f"a window has 1 to {MOST_DAYS} days after {last}", param_hint="--by" if by else "--days"
        )
    return tuple(dict.fromkeys(horizons))


def day_of(text: str, option: str) -> "date":
    """A day as an option has it."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write 2021-10-01", param_hint=option) from error


def source_of(
    *, events: list[Path] | None, fields: list[str] | None, project: str | None, as_of: str | None
) -> "Source":
    """The record's own series, or that of files.

    Raises:
        ProjectMissing: if there is no record.
        SkipItem: if a file cannot be read.
        typer.BadParameter: if a day or a map is off, or there is nothing to count.
    """
    from detente.analyse.forecast.source import of_files, of_record

    day = day_of(as_of, "--as-of") if as_of else None
    if fields and not events:
        raise typer.BadParameter("--map goes with --events")
    try:
        if events:
            return of_files(events, as_of=day, fields=map_of(fields), progress=_rows())
        with opened(project) as record:
            return of_record(record.view().select(), name=str(project_address(project)), as_of=day)
    except ValueError as error:
        from detente.errors import DetenteError

        if isinstance(error, DetenteError):
            raise
        raise typer.BadParameter(str(error)) from error


def map_of(fields: list[str] | None) -> dict[str, str]:
    """Which column has which field."""
    found = {}
    for pair in fields or []:
        name, equals, column = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} has no '='; write FIELD=COLUMN", param_hint="--map")
        found[name] = column
    return found


def _rows() -> "Callable[[int], None] | None":
    tell = progress()
    return (lambda rows: tell(f"{rows:,} rows")) if tell else None


def progress() -> "Callable[[str], None] | None":
    """Tells on a terminal what is at work."""
    return (lambda what: typer.echo(f"… {what}", err=True)) if sys.stderr.isatty() else None


def series_of(source: "Source", asked: "Sequence[str]") -> "Series":
    """The counts of the dyads asked for and of the busiest others."""
    from detente.analyse.forecast.acts import counted

    if not source.acts:
        raise typer.BadParameter(f"{source.name} has no act between two sides until {source.last}")
    return counted(source.acts, asked=asked, last=source.last)


def names_of(series: "Series", what: list[What] | None) -> tuple[str, ...]:
    """The classes asked for; by default all that the series has."""
    if what:
        return tuple(dict.fromkeys(one.value for one in what))
    return tuple(one.value for one in What if series.counts[:, series.classes.index(one.value)].any())
