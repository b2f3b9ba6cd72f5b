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
    from detente.settings import Settings

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
            help="Turn flipped bits back by the seal beside the record; make more damage than that anew from the raw files kept. The damaged file is kept.",
        ),
    ] = False,
    given: Set = None,
) -> None:
    """Check the installation, the settings and the record."""
    chosen = settings(given)
    target = project_address(project, chosen)
    mended = list(_mended(target, chosen)) if mend else []
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


def _mended(target: "Address", chosen: "Settings") -> Iterator[Line]:
    """Flipped bits by the seal; what that cannot mend, by the rows that can be read and the raw files kept."""
    from detente.errors import DetenteError, RecordBroken
    from detente.record import mending

    if isinstance(target, Path) and not target.exists():
        return
    if _is_sound(target):
        yield True, "mend", "nothing is to be mended"
        return
    try:
        if isinstance(target, Path) and (turned := list(_turned(target))):
            yield from turned
            return
    except RecordBroken as error:
        yield True, "mend", f"{error.what}: put together from what can be read"
    except DetenteError as error:
        yield False, "mend", str(error)
        return
    from detente.run.mending import mend

    try:
        found = mend(target, chosen)
    except DetenteError as error:
        yield False, "mend", str(error)
        return
    for document, what in found.made:
        yield True, "mend", f"made anew: {f'document {document}: ' if document else ''}{what}"
    for document, what in found.lost:
        yield False, "mend", f"lost: {f'document {document}: ' if document else ''}{what}"
    kept = f"; the damaged file is {target.name}{mending.KEPT}" if isinstance(target, Path) else ""
    yield True, "mend", f"{len(found.made)} made anew, {len(found.lost)} lost{kept}"


def _turned(target: Path) -> Iterator[Line]:
    from detente.record import mending

    found = mending.mend(target)
    for one in found:
        yield True, "mend", f"page {one.page}: bit {one.bit} of byte {one.byte} turned back"
    if found:
        yield True, "mend", f"{len(found)} bits turned back; the damaged file is {target.name}{mending.KEPT}"


def _is_sound(target: "Address") -> bool:
    """Whether nothing is left to be mended."""
    from detente.errors import DetenteError
    from detente.record import open_project, sound, verify

    try:
        with open_project(target, read_only=True) as record:
            return sound(verify(record))
    except DetenteError:
        return False


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
