"""``detente mcp``: the record for assistants."""

from detente.cli.options import Project, Set, opened, settings


def mcp(*, project: Project = None, given: Set = None) -> None:
    """Let an assistant search and cite the record, by the Model Context Protocol over standard input and output.

    It may only read. An assistant's program starts this command itself; docs/api.md says how to tell it.
    """
    from detente.errors import BadSetting
    from detente.web import assistant

    with opened(project, chosen=settings(given)) as record:
        try:
            made = assistant.server(record)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
                raise
            raise BadSetting(
                "the Model Context Protocol's library is not installed", cure="pip install 'detente[mcp]'"
            ) from error
        made.run("stdio")
