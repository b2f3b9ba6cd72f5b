"""Topics that a user's files add to the bargain: how the files say so, and that every face of the program asks them."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from detente.cli.app import app
from detente.errors import BadSetting
from detente.extract.stances.disputes import read_topics
from detente.model.actors import Actor
from detente.model.topics import Topic
from detente.own import own_topics
from detente.record import Filters, open_project
from detente.record.address import address_of
from detente.resources.topics import built_in
from detente.settings import Settings
from detente.web.app import create_app
from detente.web.assistant import Tools
from tests.fixtures import Notes, article

if TYPE_CHECKING:
    from click.testing import Result

DOCS = Path(__file__).resolve().parents[1] / "docs"
NILE = DOCS / "nile"
GRAIN = "kind\tsign\twords\npro\t\tkeeping the corridor\nnoun\t+\tgrain corridor, silo\nknown\t+\tdeal\ntopic\t\tthe  corridor\nword\t\tship* of grain, ammonia\n"
TURKEY = Actor(name="Turkey", side="TUR", kind="state")
GREECE = Actor(name="Greece", side="GRC", kind="state")
AEGEAN = """\
[issues.airspace]
topic = "the Aegean airspace"
words = ["overfl"]

[issues.islands]
words = ["garrison"]
"""
LOCKED = "GRC wants the Aegean airspace first, TUR wants islands first"


def test_what_a_table_says_of_its_topic(tmp_path: Path) -> None:
    path = tmp_path / "black-sea.tsv"
    path.write_text(GRAIN)
    (topic,) = read_topics(path)
    assert topic == Topic(
        key="black-sea",
        name="the corridor",
        stems=("ship* of grain", "ammonia"),
        nouns=("grain corridor", "silo", "black sea"),
    )
    topics = own_topics(str(path))
    assert topics.of("shipments of grain through the Black Sea") == ("black-sea",)
    assert topics.of("a deal") == ()
    assert topics.name("black-sea") == "the corridor"


def test_what_a_dispute_says_of_its_topics() -> None:
    filling, talks, water = read_topics(NILE / "dispute.toml")
    assert (filling.name, filling.stems) == ("the filling", ("fill", "impound"))
    assert "nile dam" in filling.nouns
    assert (talks.key, talks.name, talks.nouns) == ("talks", "", ("tripartite meeting",))
    assert (water.key, water.name, water.stems) == ("water", "release of water", ("release", "discharge"))
    topics = own_topics(str(NILE / "dispute.toml"))
    assert topics.of("release more water") == ("water", "release")
    assert topics.of("damage to the dams") == ("nile-dam",)
    assert topics.name("talks") == "talks"


def test_no_setting_gives_the_topics_that_ship_and_a_later_file_names_a_topic(tmp_path: Path) -> None:
    assert own_topics("") is built_in()
    first, second = tmp_path / "one.toml", tmp_path / "two.toml"
    first.write_text('[issues.islands]\ntopic = "the islands"\nwords = ["rock"]\n')
    second.write_text('[issues.islands]\ntopic = "the two rocks"\n')
    topics = own_topics(f"{first}, {second}")
    assert (topics.name("islands"), topics.of("rocky outcrops")) == ("the two rocks", ("islands",))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.tsv", GRAIN + "word\t+\tport\n", r"bad\.tsv, line 7: a row of kind 'word' and sign '\+'"),
        ("bad.tsv", GRAIN + "word\t\tport, *ship\n", r"bad\.tsv, line 7: ' \*ship' begins with no letter"),
        ("bad.toml", "[issues.a]\ntopic = 3\n", r"bad\.toml: issue 'a': topic is no name"),
        ("bad.toml", "[issues.a]\nwords = 'x'\n", r"bad\.toml: issue 'a': words is no list"),
        ("bad.toml", "[issues.a]\nwords = [3]\n", r"bad\.toml: issue 'a': words is no list"),
        ("bad.toml", "[issues.a]\nwords = [' ']\n", r"bad\.toml: issue 'a': words: ' ' begins with no letter"),
        ("bad.toml", "[issues.a]\ntopics = 'x'\n", r"'topics'.*known are pro, anti, topic, words, more and less"),
    ],
)
def test_a_bad_topic_is_named_with_its_place_and_cure(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(BadSetting, match=said) as raised:
        own_topics(str(path))
    assert "docs/issues.md" in str(raised.value)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_the_commands_of_the_documentation_give_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(NILE, tmp_path / "nile")
    monkeypatch.chdir(tmp_path / "nile")
    page = (DOCS / "issues.md").read_text().partition("Try it on the pages beside it")[2]
    commands = re.findall(r"^detente (.+)$", page, re.MULTILINE)
    answers = {command.split()[1]: _run(*shlex.split(command)).stdout for command in commands}
    holders = [line.split("\t")[2:6] for line in answers["positions"].splitlines()[1:]]
    assert ["Egypt", "nile-dam", "ETH", "anti"] in holders
    assert {(who, stance) for who, *_, stance in holders if "Ethiopia" in who} == {
        ("Ethiopia", "pro"),
        ("GERD Coordination Office (Ethiopia)", "pro"),
    }
    (said,) = re.findall(r'^says "(.+?)"', page, re.MULTILINE)
    assert [line.rpartition("\t")[2] for line in answers["deadlocks"].splitlines()[1:]] == [said]
    table = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| E")]
    shown = _run(*shlex.split(next(c for c in commands if "deadlocks" in c).replace("deadlocks", "bargain"))).stdout
    assert [line.split("\t")[:4] for line in shown.splitlines()[1:]] == table


@pytest.fixture(scope="module")
def aegean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of two terms that block each other, and the file that tells what they are about."""
    folder = tmp_path_factory.mktemp("aegean")
    (folder / "aegean.toml").write_text(AEGEAN)
    notes = Notes(
        article(
            "aegean",
            "Ankara and Athens each wait",
            "Turkey ends its overflights only after the garrisons leave.",
            "Greece thins its garrisons only after the overflights end.",
            publisher="P",
            published="2022-09-06",
        )
    )
    notes.term(
        TURKEY, GREECE, "the garrisons leave", "ends its overflights", "before",
        "Turkey ends its overflights only after the garrisons leave",
    )  # fmt: skip
    notes.term(
        GREECE, TURKEY, "the overflights end", "thins its garrisons", "before",
        "Greece thins its garrisons only after the overflights end",
    )  # fmt: skip
    with open_project(folder / "record.sqlite", create=True) as record, record.writer() as writer:
        writer.add(*notes.read())
    return folder


def test_show_brief_and_export_tell_the_topics_of_the_setting(
    aegean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = ["--project", str(aegean / "record.sqlite")]
    own = ["--set", f"issues_files={aegean / 'aegean.toml'}"]
    monkeypatch.delenv("DETENTE_ISSUES_FILES", raising=False)
    for what in ("bargain", "deadlocks"):
        assert json.loads(_run("show", what, "--json", *of).stdout) == []
    (found,) = json.loads(_run("show", "deadlocks", "--json", *of, *own).stdout)
    assert found["because"] == LOCKED
    items = json.loads(_run("show", "bargain", "--json", *of, *own).stdout)
    assert {(i["topic"], i["name"]) for i in items} == {("airspace", "the Aegean airspace"), ("islands", "islands")}
    page = tmp_path / "brief.html"
    _run("brief", *of, "--out", str(page))
    assert "the Aegean airspace" not in page.read_text()
    _run("brief", *of, *own, "--out", str(page))
    assert "the Aegean airspace" in page.read_text()
    _run("export", str(tmp_path / "out"), "--format", "jsonl", *of, *own)
    assert LOCKED in (tmp_path / "out" / "deadlocks.jsonl").read_text()
    monkeypatch.setenv("DETENTE_ISSUES_FILES", str(aegean / "aegean.toml"))
    assert LOCKED in _run("show", "deadlocks", *of).stdout


def test_a_file_that_is_not_there_stops_the_call_and_says_so(aegean: Path) -> None:
    told = _run("show", "bargain", "-p", str(aegean / "record.sqlite"), "--set", "issues_files=none.toml")
    assert told.exit_code == 2
    assert "none.toml: it cannot be read" in told.stderr
    with pytest.raises(BadSetting, match="cannot be read"):
        create_app(address_of(aegean / "record.sqlite"), settings=Settings(issues_files="none.toml"))


def test_pages_and_interface_tell_them(aegean: Path) -> None:
    address = address_of(aegean / "record.sqlite")
    settings = Settings(issues_files=str(aegean / "aegean.toml"))
    with TestClient(create_app(address, settings=settings), base_url="http://127.0.0.1:8400") as client:
        assert "the Aegean airspace" in html.unescape(client.get("/table").text)
        found = client.get("/api/v1/deadlocks").json()
        assert [one["because"] for one in found["items"]] == [LOCKED]
        assert {one["name"] for one in client.get("/api/v1/bargain").json()["items"]} == {
            "the Aegean airspace",
            "islands",
        }
    with TestClient(create_app(address, settings=Settings()), base_url="http://127.0.0.1:8400") as client:
        assert client.get("/api/v1/deadlocks").json()["items"] == []


def test_assistants_and_programs_that_open_the_record_may_bring_them(aegean: Path) -> None:
    topics = own_topics(str(aegean / "aegean.toml"))
    with open_project(aegean / "record.sqlite", read_only=True, topics=topics) as record:
        assert record.view().select(Filters()).topics() is topics
        assert [one["because"] for one in Tools(record).show("deadlocks")["items"]] == [LOCKED]
