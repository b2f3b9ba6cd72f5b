"""``detente``: the commands by name, each loaded when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from detente.errors import AbortRun, DetenteError, ProjectExists, ProjectMissing

DONE, SOME_FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
COMMANDS: dict[str, str] = {
    "new": "detente.cli.new:new",
    "read": "detente.cli.read:read",
    "watch": "detente.cli.watch:watch",
    "show": "detente.cli.show:show",
    "search": "detente.cli.search:search",
    "cite": "detente.cli.cite:cite",
    "explain": "detente.cli.cite:cite",
    "accept": "detente.cli.judge:accept",
    "reject": "detente.cli.judge:reject",
    "verdicts": "detente.cli.judge:verdicts",
    "merge": "detente.cli.merge:merge",
    "split": "detente.cli.merge:split",
    "changes": "detente.cli.changes:changes",
    "brief": "detente.cli.brief:brief",
    "serve": "detente.cli.serve:serve",
    "mcp": "detente.cli.mcp:mcp",
    "export": "detente.cli.export:export",
    "import": "detente.cli.unpack:unpack",
    "lists": "detente.cli.lists:lists",
    "outlook": "detente.cli.outlook:outlook",
    "statements": "detente.cli.attributions:statements",
    "doctor": "detente.cli.doctor:doctor",
    "scores": "detente.cli.scores:scores",
}


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for, and says errors in one line."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the base's shape
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # the base's shape
        """One command, or ``None`` where there is none of the name."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, function = target.partition(":")
        command = getattr(import_module(module), function)
        if isinstance(command, typer.Typer):
            return typer.main.get_command(command)
        holder = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        holder.command(cmd_name)(command)
        return typer.main.get_command(holder)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; an error of ours is one line that names the file and the cure."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            typer.echo(f"detente: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(exit_code(error)) from error
        except KeyboardInterrupt as error:
            typer.echo("detente: stopped; what was committed stays, run the command again to go on", err=True)
            raise typer.Exit(INTERRUPTED) from error


def exit_code(error: DetenteError) -> int:
    """1 where work was begun and failed, 2 where the call could not work."""
    begun = isinstance(error, AbortRun) and not isinstance(error, ProjectMissing | ProjectExists)
    return SOME_FAILED if begun else USAGE


app = typer.Typer(
    cls=LazyGroup, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, add_completion=True
)


def _version(asked: bool) -> None:
    if asked:
        from detente.version import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Detente reads news on sanctions disputes and keeps a cited record of each.

    Exit codes: 0 done, 1 some inputs failed, 2 the call was wrong.
    """


def main() -> None:
    """The program."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has enough of it
        sys.exit(DONE)


if __name__ == "__main__":
    main()
