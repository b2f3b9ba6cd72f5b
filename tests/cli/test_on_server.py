"""The commands on a PostgreSQL record: they take its address, and never show its password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from detente.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from detente.record.address import Server


def told(*given: str, code: int = 0) -> str:
    """What a command says, on both outputs."""
    answer = CliRunner().invoke(app, list(given))
    assert answer.exit_code == code, answer.output
    return answer.output


def secret(server: Server, **more: str) -> str:
    """The address with its password, as a user might type it."""
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    return f"postgresql://{server.user}:{server.password}@{server.host}:{server.port}/{server.database}?{asked}"


def test_commands_take_the_address_and_never_show_its_password(
    on_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_PROJECT", secret(on_server))
    other = secret(on_server, schema="other")
    said: Sequence[str] = (
        told("new", other),
        told("new", code=2),
        told("show", "documents"),
        told("doctor", "--verify", "--project", other),
        told("brief"),
        told("export", "pack", "--format", "record"),
        told("import", "pack", "--project", secret(on_server, schema="third")),
        told("doctor", "--project", secret(on_server, schema="none")),
        told("show", "documents", "--project", secret(on_server, schema="none"), code=2),
    )
    assert not [words for words in said if on_server.password in words]
    assert "?schema=other" in said[0]
    assert "PostgreSQL" in said[3]
    assert f"{on_server.database}.html" in said[4]
    assert "0 documents, verified" in said[6]
    assert "none at" in said[7]
    assert "detente new" in said[8]
    assert not [path for path in (tmp_path / "pack").iterdir() if on_server.password in path.read_text()]
