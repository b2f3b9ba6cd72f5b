"""A bar for long work, on a terminal; nothing elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.run.local import Progress


@contextmanager
def reading_bar() -> Iterator[Callable[[Progress], None] | None]:
    """Something to call after each input, or ``None`` where no terminal shows a bar."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich import progress as rich

    from detente.present.tabular import plain

    columns = (
        rich.TextColumn("reading"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
        rich.TextColumn("{task.fields[origin]}", markup=False),
    )
    with rich.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, origin="")

        def tick(reached: Progress) -> None:
            name = plain(PurePath(reached.origin).name)[:40]
            bar.update(task, completed=reached.done, total=reached.total, origin=name)

        yield tick
