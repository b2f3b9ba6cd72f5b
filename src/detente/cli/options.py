"""Options that several commands share, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date, datetime

    from detente.record import Filters, Record
    from detente.record.address import Address
    from detente.settings import Settings

Project = Annotated[
    str | None,
    typer.Option(
        "--project",
        "-p",
        metavar="PATH|URL",
        help="The record's file, or postgresql://USER@HOST/DATABASE (default: the setting `project`).",
    ),
]
Side = Annotated[str | None, typer.Option(metavar="CODE", help="Notes of this side: ISO code (KOR) or body (UN, EU).")]
Person = Annotated[str | None, typer.Option(metavar="NAME", help="Notes of an actor whose name has these words in it.")]
Issue = Annotated[str | None, typer.Option(metavar="ISSUE", help="Positions on this issue; assessments of this topic.")]
Type = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Event type, stance, link, act or direction of the note.")
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="From this day, month or year on (2021-10-01, 2021-10).")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to and with this day, month or year.")]
OfDocument = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="One document: its id, or enough of its beginning.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Documents of this publisher.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="What the record knew at the end of this day (2024-05-01; UTC), or at a moment."
    ),
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Another value for a setting, for this call.")
]


def filters(
    *,
    side: str | None = None,
    person: str | None = None,
    issue: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    document: str | None = None,
    publisher: str | None = None,
) -> Filters:
    """What to select.

    Raises:
        typer.BadParameter: if a date is none.
    """
    from detente.record import Filters

    first, last = _days(since, "--since"), _days(until, "--until")
    return Filters(
        side=_code(side),
        person=person,
        issue=issue,
        type=kind,
        since=first[0] if first else None,
        until=last[1] if last else None,
        document=document,
        publisher=publisher,
    )


def settings(given: list[str] | None, **more: str) -> Settings:
    """Defaults, environment, ``--set``, and a command's own options.

    Raises:
        BadSetting: if a setting is not known or its value is off.
        typer.BadParameter: if there is no ``=``.
    """
    from detente.settings import load

    overrides: dict[str, str] = {}
    for pair in given or []:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} has no '='; write NAME=VALUE", param_hint="--set")
        overrides[name] = value
    return load(overrides=overrides | more)


def moment(text: str | None, option: str = "--as-of", *, end: bool = True) -> datetime | None:
    """A moment in UTC: the last (or first) of a day, month or year, or the very one told (2024-05-01T12:00).

    Raises:
        typer.BadParameter: if it is none.
    """
    from datetime import UTC, datetime, time

    if text is None:
        return None
    if "T" in text:
        try:
            told = datetime.fromisoformat(text)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is no moment; write 2024-05-01T12:00", param_hint=option) from error
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    days = _days(text, option)
    if days is None:
        return None
    return datetime.combine(days[1] if end else days[0], time.max if end else time.min, tzinfo=UTC)


def project_address(project: str | None, chosen: Settings | None = None) -> Address:
    """Where the record is, as named, else as the settings have it.

    Raises:
        BadSetting: if it is an address of something else.
    """
    from detente.record.address import address_of

    return address_of(project or (chosen or settings(None)).project)


def opened(project: str | None, *, chosen: Settings | None = None, write: bool = False) -> Record:
    """The record, for looking, or to write into; for analysis with the topics of the user's own files.

    Args:
        project: where it is; ``None`` for the setting.
        chosen: the settings of a command that analyses.
        write: whether it is written into.

    Raises:
        BadSetting: if a file that the settings name is not there or not in shape.
        ProjectMissing: if there is none.
    """
    from detente.own import own_topics
    from detente.record import open_project

    topics = own_topics(chosen.issues_files) if chosen else None
    return open_project(project_address(project, chosen), read_only=not write, topics=topics)


def _code(side: str | None) -> str | None:
    return side.upper() if side else side


def _days(text: str | None, option: str) -> tuple[date, date] | None:
    from detente.model.when import When

    if text is None:
        return None
    try:
        when = When.parse(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no date; write 2021-10-01, 2021-10 or 2021", param_hint=option
        ) from error
    return when.first, when.last
