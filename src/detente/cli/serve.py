"""``detente serve``: the record in the browser."""

import webbrowser
from typing import Annotated

import typer

from detente.cli.options import Project, Set, project_address, settings

Host = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="The address to listen at; others than 127.0.0.1 are seen by the network."),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="NAME", help="Another name by which the server may be asked for, as behind a proxy."
    ),
]


def serve(
    *,
    project: Project = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8400,
    host: Host = "127.0.0.1",
    allow_host: Names = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    given: Set = None,
) -> None:
    """Open the record in the browser: a local page, no network, nothing sent anywhere.

    Anybody on this machine may read it there; whoever has the printed link may also judge notes and import files.
    """
    import uvicorn

    from detente.web.app import create_app

    target = project_address(project)
    names = [*(allow_host or []), *([] if host in {"0.0.0.0", "::"} else [host])]  # noqa: S104  # compared, not bound
    app = create_app(target, settings=settings(given), hosts=names)
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    enter = f"{shown}/enter?token={app.state.desk.sessions.token}"
    typer.echo(f"{target} is open at {shown}/ (to read)")
    typer.echo(f"to judge notes and import files: {enter}")
    typer.echo("Ctrl-C ends it")
    if open_:
        webbrowser.open(enter)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
