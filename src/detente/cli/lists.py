"""``detente lists``: official sanctions lists beside the news."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import OfDocument, Project, Since, Until, filters, opened, project_address
from detente.cli.show import printed

if TYPE_CHECKING:
    from detente.model.when import When
    from detente.record import EditionRow, View
    from detente.resolve.names.index import Answer

AsJson = Annotated[bool, typer.Option("--json", help="A JSON list.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")]
Programme = Annotated[str | None, typer.Option(metavar="TAG", help="Entries of this programme alone (DPRK2).")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As the lists stood on this day.")]


class Overlapping(StrEnum):
    """What ``overlap`` shows."""

    MATRIX = "matrix"
    PAIRS = "pairs"
    ALONE = "alone"


lists = typer.Typer(
    help="Official sanctions lists: OFAC, UN. Editions are kept, so the record knows who was listed as of a day.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@lists.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="A list's file, or a folder with OFAC's CSV set.")
    ],
    *,
    project: Project = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="The edition's day, where the file does not say.")
    ] = None,
    shrunk: Annotated[
        bool, typer.Option("--shrunk", help="Take a list that lost more than a tenth of its entries.")
    ] = False,
) -> None:
    """Read official lists into the record: OFAC's (sdn.csv set, sdn.xml, advanced XML), the UN's, the EU's, the UK's."""
    from detente.errors import SkipItem
    from detente.record import open_project
    from detente.run.lists import add_list

    failed = 0
    on = _when(day, "--day")
    with open_project(project_address(project)) as record:
        for path in paths:
            try:
                added = add_list(record, path, on=on, shrunk=shrunk)
            except SkipItem as error:
                typer.echo(f"failed: {error}", err=True)
                failed += 1
                continue
            edition, lost = added.found.edition, added.found.failures
            failed += len(lost)
            for failure in lost:
                typer.echo(f"failed: {failure.origin}: {failure.reason}; {failure.cure}", err=True)
            state = "" if added.new else ", known already"
            typer.echo(
                f"{edition.id}  {edition.authority} {edition.name}, {len(added.found.listings):,} entries{state}"
            )
    if failed:
        raise typer.Exit(1)


@lists.command()
def show(
    edition: Annotated[
        str | None, typer.Argument(metavar="EDITION", help="An edition's id: its entries. Without: all editions.")
    ] = None,
    *,
    project: Project = None,
    programme: Programme = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show the editions in the record, or the entries of one."""
    from detente.present import listings

    with opened(project) as record:
        view = record.view()
        if edition is None:
            table = listings.editions(view.editions())
        else:
            found = view.listings(view.edition(edition).edition.id)
            table = listings.entries(one for one in found if programme is None or programme in one.programmes)
    printed(table, as_json=as_json, as_csv=as_csv)


@lists.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older edition's id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer edition's id.")],
    *,
    project: Project = None,
    programme: Programme = None,
    by_programme: Annotated[bool, typer.Option("--by-programme", help="Counts by programme.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what was added, removed and changed between two editions of a list."""
    from detente.analyse.editions import difference
    from detente.present import listings

    with opened(project) as record:
        view = record.view()
        pair = [view.listings(view.edition(id_).edition.id) for id_ in (old, new)]
    found = difference(*pair, programme=programme)
    table = listings.programmes(found) if by_programme else listings.difference(found)
    printed(table, as_json=as_json, as_csv=as_csv)


@lists.command()
def who(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names in any spelling or order; - reads one a line.")
    ],
    *,
    project: Project = None,
    on: On = None,
    born: Annotated[str | None, typer.Option(metavar="YEAR", help="Year of birth, to tell namesakes apart.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show whom on the lists a name means: a match, ambiguous, or none."""
    from detente.present import listings
    from detente.resolve.names.index import NameIndex

    asked = [line.strip() for name in names for line in (sys.stdin if name == "-" else [name]) if line.strip()]
    year = _when(born, "--born")
    found: list[tuple[str, str, str, Answer]] = []
    with opened(project) as record:
        view = record.view()
        indexes = [(row, NameIndex(view.listings(row.edition.id))) for row in _standing(view, on)]
    for name in asked:
        found.extend(
            (name, row.edition.authority, row.edition.id, index.who(name, born=year)) for row, index in indexes
        )
    printed(listings.answers(found), as_json=as_json, as_csv=as_csv)


@lists.command()
def join(
    *,
    project: Project = None,
    since: Since = None,
    until: Until = None,
    document: OfDocument = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show the targets of the reported measures beside their entries on the imposer's list."""
    from detente.analyse.joining import joined
    from detente.present import listings

    with opened(project) as record:
        chosen = record.view().select(filters(since=since, until=until, document=document))
        table = listings.joins(joined(chosen.measures(), chosen))
    printed(table, as_json=as_json, as_csv=as_csv)


@lists.command()
def overlap(
    *,
    project: Project = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The newest editions up to this day (default: of all).")
    ] = None,
    programme: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Entries whose programme begins so (DPRK); may be given several times."),
    ] = None,
    shown: Annotated[
        Overlapping | None,
        typer.Option(
            "--show",
            help="The counts, the pairs, or entries on one list but not on another (default: counts and pairs).",
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show who lists whom: the entries that the lists of different authorities share, and those that one has alone.

    With --json or --csv and without --show: the pairs.
    """
    from detente.analyse.overlap import overlap as compared
    from detente.errors import UnknownId
    from detente.present import overlaps

    with opened(project) as record:
        view = record.view()
        rows = _standing(view, as_of, option="--as-of")
        if len({row.edition.authority for row in rows}) < 2:
            raise UnknownId(
                f"only {rows[0].edition.authority} has a list in the record" + (f" as of {as_of}" if as_of else ""),
                cure="add another authority's with `detente lists add FILE`",
            )
        found = compared([(row.edition, view.listings(row.edition.id)) for row in rows], programmes=programme or ())
    tables = {Overlapping.MATRIX: overlaps.matrix, Overlapping.PAIRS: overlaps.pairs, Overlapping.ALONE: overlaps.alone}
    wanted = [shown] if shown else [Overlapping.PAIRS] if as_json or as_csv else [Overlapping.MATRIX, Overlapping.PAIRS]
    for what in wanted:
        printed(tables[what](found), as_json=as_json, as_csv=as_csv)


def _standing(view: "View", on: str | None, *, option: str = "--on") -> tuple["EditionRow", ...]:
    from detente.errors import UnknownId
    from detente.record.lists import newest

    day = _when(on, option)
    rows = newest(view.editions(), on=day.last if day else None)
    if not rows:
        raise UnknownId(
            "the record has no list" + (f" as of {on}" if on else ""), cure="add one with `detente lists add FILE`"
        )
    return rows


def _when(text: str | None, option: str) -> "When | None":
    from detente.model.when import When

    if text is None:
        return None
    try:
        return When.parse(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no date; write 2021-10-01, 2021-10 or 2021", param_hint=option
        ) from error
