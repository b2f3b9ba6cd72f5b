"""``detente doctor``: whether all that a read needs is there, and the record is sound."""

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import Project, Set, project_address, settings

if TYPE_CHECKING:
    from detente.record.address import Address

LEAST_FREE_BYTES = 200_000_000
MOST_FAULTS = 10
Line = tuple[bool, str, str]
"""Whether it is well, what was looked at, what was found."""


def doctor(
    *,
    project: Project = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Recompute every hash of the record, and check every quote.")
    ] = False,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend",
            help="Turn flipped bits back by the seal beside the record, then verify; the damaged file is kept.",
        ),
    ] = False,
    given: Set = None,
) -> None:
    """Check the installation, the settings and the record."""
    chosen = settings(given)
    target = project_address(project, chosen)
    mended = list(_mended(target)) if mend else []
    lines = [*_installation(chosen.model), *mended, *_record(target, verify=verify or mend)]
    for well, what, found in lines:
        typer.echo(f"{'ok ' if well else 'NOT'}  {what:<10} {found}")
    if not all(well for well, _, _ in lines):
        raise typer.Exit(1)


def _installation(model: str) -> Iterator[Line]:
    from detente.record.sqlite import driver, version
    from detente.version import __version__

    yield True, "detente", __version__
    yield True, "python", f"{platform.python_version()} at {sys.executable}"
    there = bool(find_spec(model.partition(".")[0])) if not Path(model).exists() else True
    yield there, "model", model if there else f"{model} is not installed; set `model` to a spaCy pipeline that is"
    number = ".".join(map(str, version()))
    yield True, "sqlite", f"{number} by {driver().__name__}"


def _mended(target: "Address") -> Iterator[Line]:
    from detente.errors import DetenteError
    from detente.record import mending

    if not isinstance(target, Path):
        yield False, "mend", "a server's record has no seal; restore it from the server's own backups"
        return
    if not target.exists():
        return
    try:
        found = mending.mend(target)
    except DetenteError as error:
        yield False, "mend", str(error)
        return
    for one in found:
        yield True, "mend", f"page {one.page}: bit {one.bit} of byte {one.byte} turned back"
    kept = f"; the damaged file is {target.name}{mending.KEPT}" if found else ""
    yield True, "mend", f"{len(found)} bits turned back{kept}"


def _record(target: "Address", *, verify: bool) -> Iterator[Line]:
    from detente.analyse.soundness import faults
    from detente.errors import DetenteError, ProjectMissing
    from detente.record import check, open_project
    from detente.record import verify as rehash
    from detente.record.damage import told
    from detente.record.seal import damaged

    if isinstance(target, Path) and target.exists():
        free = shutil.disk_usage(target.resolve().parent).free
        yield free > LEAST_FREE_BYTES, "disk", f"{free // 1_000_000:,} MB free beside the record"
    try:
        with open_project(target, read_only=True) as record:
            counts = record.view().counts()
            yield True, "record", f"{target}: " + ", ".join(f"{number:,} {name}" for name, number in counts.items())
            for finding in (*check(record), *(rehash(record) if verify else ())):
                if finding.level == "fine" and finding.what.startswith("PostgreSQL"):
                    yield True, "server", finding.what
                elif finding.level != "fine":
                    said = f"{finding.what}; {finding.cure}" if finding.cure else finding.what
                    yield finding.level != "fault", "record", said
            if verify:
                found = list(faults(record.view().select()))
                yield not found, "soundness", "; ".join(found[:MOST_FAULTS]) or "every quote stands in its document"
    except ProjectMissing:
        yield True, "record", f"none at {target}; make one with `detente new`"
    except DetenteError as error:
        yield False, "record", str(error)
        if verify and isinstance(target, Path):
            for finding in told(target, damaged(target) or ()):
                yield False, "record", f"{finding.what}; {finding.cure}"
