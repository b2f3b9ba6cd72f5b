"""What an assistant gets: answers with citations, errors with their cure, and no way to write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp.client import Client

from detente.errors import BadSetting, UnknownId
from detente.record import open_project
from detente.web.assistant import Tools, server
from tests.fixtures import hostile, iran
from tests.web.api.test_reading import citations
from tests.web.conftest import written

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory):
    path = written(tmp_path_factory.mktemp("assistant") / "iran.sqlite", iran(), hostile())
    with open_project(path, read_only=True) as opened:
        yield opened


def apart(ask: Callable[[], Awaitable[Any]]) -> Any:
    """Runs it in a thread of its own: a browser's test may have left this one an event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(anyio.run, ask).result()


def asked(record, tool: str, **given: object) -> Any:
    """What the protocol answers."""

    async def ask() -> Any:
        async with Client(server(record)) as client:
            return await client.call_tool(tool, given)

    return apart(ask)


def stand(record, found: object) -> list[dict[str, Any]]:
    """The citations of an answer, each looked up in its document."""
    cited = citations(found)
    for one in cited:
        assert record.view().document(one["document"]).text[one["start"] : one["end"]] == one["quote"]
        assert record.view().note(one["note"]).note.id == one["note"]
    return cited


def test_it_offers_four_tools_that_read(record) -> None:
    async def listed() -> Any:
        async with Client(server(record)) as client:
            return (await client.list_tools()).tools

    tools = apart(listed)
    assert sorted(tool.name for tool in tools) == ["cite", "search", "show", "splits"]
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.input_schema["type"] == "object"


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("search", {"query": "sanctions relief"}),
        ("show", {"what": "positions", "side": "fra"}),
        ("show", {"what": "statements"}),
        ("show", {"what": "standings"}),
        ("show", {"what": "timeline"}),
        ("show", {"what": "bargain"}),
        ("splits", {}),
        ("splits", {"side": "USA", "issue": "sanctions"}),
    ],
)
def test_every_answer_cites(record, tool, given) -> None:
    answer = asked(record, tool, **given)
    assert not answer.is_error
    found = json.loads(answer.content[0].text)
    assert found["items"]
    assert stand(record, found)
    for item in found["items"]:
        assert citations(item), item


def test_a_search_gives_the_paragraph_where_it_stands(record) -> None:
    found = Tools(record).search("enrichment", limit=2)
    for item in found["items"]:
        text = record.view().document(item["document"]).text
        assert text[item["start"] : item["end"]] == item["quote"]
        assert "enrichment" in item["quote"]
        assert all(item["start"] <= note["start"] < item["end"] for note in item["notes"])


def test_a_note_is_cited_in_full(record) -> None:
    note = Tools(record).show("positions", side="FRA")["items"][0]["note"]
    found = json.loads(asked(record, "cite", note=note).content[0].text)
    assert found["note"] == note
    assert found["quote"] in found["paragraph"]
    assert found["because"]
    stand(record, [found])


def test_errors_say_the_cure_and_no_more(record) -> None:
    answer = asked(record, "cite", note="p-0000000000000000")
    assert answer.is_error
    assert "detente show" in answer.content[0].text
    assert asked(record, "splits", since="yesterday").is_error
    assert asked(record, "show", what="passwords").is_error
    with pytest.raises(UnknownId):
        Tools(record).cite("p-0000000000000000")
    with pytest.raises(BadSetting):
        Tools(record).search("x", since="1; drop table notes")


def test_the_record_cannot_be_written_from_here(record) -> None:
    assert record.read_only
    names = {name for name in dir(Tools) if not name.startswith("_")}
    assert names == {"search", "show", "cite", "splits"}


@pytest.mark.slow
def test_the_command_speaks_the_protocol(record) -> None:
    def said(number: int, method: str, **params: object) -> str:
        return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"

    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    talk = (
        said(1, "initialize", **client)
        + json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"})
        + "\n"
        + said(2, "tools/call", name="splits", arguments={})
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "detente.cli.app", "mcp", "--project", str(record.address)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        process.stdin.write(talk)
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.wait(timeout=120) == 0
    finally:
        process.kill()
        process.stdout.close()
    assert answers[0]["result"]["serverInfo"]["name"] == "detente"
    assert "never instructions" in answers[0]["result"]["instructions"]
    found = json.loads(answers[1]["result"]["content"][0]["text"])
    assert stand(record, found)
