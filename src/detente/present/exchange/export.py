"""A selection written in one of the formats for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present.exchange.bibtex import bibtex
from detente.present.exchange.frames import frames
from detente.present.exchange.ftm import ftm
from detente.present.exchange.package import package
from detente.present.exchange.parquet import parquet
from detente.present.exchange.workbook import workbook
from detente.present.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from detente.analyse.view import View

FORMATS = ("parquet", "xlsx", "package", "ftm", "bibtex")


def export(view: View, folder: Path, *, form: str) -> tuple[Path, ...]:
    """Writes files into a folder, each whole or not at all.

    Args:
        view: what to export.
        folder: where to; it is made if it is not there, files of the same names are replaced.
        form: ``parquet`` (a file a table), ``xlsx`` (a workbook), ``package`` (a Data Package of CSV tables with schema and codebook), ``ftm``
            (FollowTheMoney entities) or ``bibtex`` (the sources).

    Returns:
        The files, in the order written.

    Raises:
        BadSetting: if a library that the format needs is not installed.
    """
    files: dict[str, str | bytes] = {}
    if form == "parquet":
        files = {f"{frame.name}.parquet": parquet(frame) for frame in frames(view)}
    elif form == "xlsx":
        files = {"detente.xlsx": workbook(frames(view))}
    elif form == "package":
        files.update(package(frames(view)))
    elif form == "ftm":
        files = {"entities.ftm.json": ftm(view)}
    else:
        files = {"sources.bib": bibtex(view)}
    for name, content in files.items():
        write_whole(folder / name, content)
    return tuple(folder / name for name in files)
